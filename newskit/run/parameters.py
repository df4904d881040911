"""The cell tagged `parameters` is a notebook's contract: names, types, defaults, meanings; read, never executed."""

from __future__ import annotations

import ast
import io
import json
import logging
import os
import re
import tokenize
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .. import texts
from ..checks import check_day, did_you_mean
from ..errors import InputError, InputNotFoundError, looked_for
from .paths import ARTICLE_NAMES, FILE_SUFFIXES, articles_at, notebooks_folder

logger = logging.getLogger("newskit")
#: Types that a parameter may have; a list is given as JSON or with commas on the command line.
TYPES: dict[str, type] = {"str": str, "int": int, "float": float, "bool": bool, "list": list}
#: The parameter that stands for today: a report of that day comes out the same on every other day.
DAY = "as_of"
_WORDS = {
    "true": True, "yes": True, "ja": True, "1": True, "on": True,
    "false": False, "no": False, "nein": False, "0": False, "off": False,
}  # fmt: skip
_SECRET = re.compile(r"(^|_)(token|password|passwd|passphrase|secret|api_?key|credentials?)($|_)", re.IGNORECASE)


@dataclass(frozen=True)
class Parameter:
    """One parameter of a report: its name, type (str, int, float, bool, list), default and meaning."""

    name: str
    type: str
    default: Any
    meaning: str


def find_notebook(name: str | os.PathLike[str]) -> Path:
    """The notebook of a report: by name (article), or by the path of an .ipynb.

    Raises:
        InputNotFoundError: there is none; the message names those there are.
    """
    given = Path(name)
    if given.suffix == ".ipynb" and given.is_file():
        return given.resolve()
    path = notebooks_folder() / f"{name}.ipynb"
    if given.name == str(name) and path.is_file():
        return path
    known = ", ".join(report_names()) or "none"
    hint = did_you_mean(name, report_names())
    raise InputNotFoundError(
        f"There is no report {str(name)!r}.{hint} Reports: {known}. Or give the path of a notebook. "
        f"Looked for {path} and {looked_for(name)}."
    )


def report_names() -> list[str]:
    """Names of the project's notebooks that are reports: those with a cell of parameters."""
    return sorted(path.stem for path in notebooks_folder().glob("*.ipynb") if _is_report(path))


def _is_report(path: Path) -> bool:
    try:
        return _parameters_cell(path) is not None
    except InputError as error:  # one damaged notebook does not hide the others
        logger.warning("%s", error)
        return False


def describe_parameters(name: str | os.PathLike[str]) -> list[Parameter]:
    """The parameters of a report in the order of its cell.

    Raises:
        InputNotFoundError: there is no such report.
        InputError: the notebook has no parameters cell, or the cell holds more than literals with a type.
    """
    path = find_notebook(name)
    source = _parameters_cell(path)
    if source is None:
        raise InputError(
            f"{path.name} has no cell tagged 'parameters'. Add one (in JupyterLab: property inspector, cell tags) "
            'with lines such as: source: str = "../data/sample"  # articles to report on'
        )
    return _parsed(source, path.name)


def _parameters_cell(path: Path) -> str | None:
    try:
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell.get("cell_type") == "code" and "parameters" in cell.get("metadata", {}).get("tags", []):
                source = cell["source"]
                return source if isinstance(source, str) else "".join(source)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise InputError(f"{path.name} is no notebook: it cannot be read as .ipynb.") from None
    return None


def _parsed(source: str, notebook: str) -> list[Parameter]:
    try:
        lines = ast.parse(source).body
        comments = _comments(source)
    except (SyntaxError, tokenize.TokenError) as error:
        raise InputError(f"The parameters cell of {notebook} is not valid Python: {error}.") from None
    return [_parameter(line, comments, notebook) for line in lines]


def _comments(source: str) -> dict[int, str]:
    """The comment of each line that has one."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {t.start[0]: t.string.lstrip("# ").rstrip() for t in tokens if t.type == tokenize.COMMENT}


def _parameter(line: ast.stmt, comments: dict[int, str], notebook: str) -> Parameter:
    fault = InputError(
        f"The parameters cell of {notebook} may hold only lines such as: limit: int = 10  # meaning. "
        f"Found: {ast.unparse(line)}"
    )
    if not isinstance(line, ast.AnnAssign) or not isinstance(line.target, ast.Name) or line.value is None:
        raise fault
    kind = ast.unparse(line.annotation).partition("[")[0]
    try:
        default = ast.literal_eval(line.value)
    except ValueError:
        raise fault from None
    if kind not in TYPES or not _has_type(default, kind):
        raise fault
    if _SECRET.search(line.target.id):
        raise InputError(
            f"The parameter {line.target.id!r} of {notebook} looks like a secret, and reports keep their parameters. "
            "Read secrets from the environment."
        )
    meant = [comments[n] for n in range(line.lineno, (line.end_lineno or line.lineno) + 1) if n in comments]
    return Parameter(line.target.id, kind, default, " ".join(meant))


def _has_type(value: object, kind: str) -> bool:
    if kind == "float":
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, TYPES[kind]) and (kind == "bool" or not isinstance(value, bool))


def check_parameters(known: list[Parameter], given: Mapping[str, Any], report: str) -> dict[str, Any]:
    """The values given, each as the type its parameter declares.

    Raises:
        InputError: a name is not known, or a value does not have the type.
        InputNotFoundError: a value names an input file that does not exist.
    """
    by_name = {parameter.name: parameter for parameter in known}
    for name in given:
        if name not in by_name:
            hint = did_you_mean(name, by_name)
            raise InputError(f"Report {report!r} has no parameter {name!r}.{hint} Known: {', '.join(by_name)}.")
    values = {name: coerce(by_name[name], value) for name, value in given.items()}
    for parameter in known:
        _check_value(parameter.name, values.get(parameter.name, parameter.default), parameter.name in values)
    return values


def _check_value(name: str, value: Any, given: bool) -> None:
    if name in ARTICLE_NAMES and value:
        articles_at(value)
    elif name.endswith(FILE_SUFFIXES) and given and value and not Path(value).exists():
        raise InputNotFoundError(
            f"There is no file or folder {value!r} (parameter {name}). Looked for {looked_for(value)}."
        )
    elif name == "language":
        texts.check_language(value)
    elif name == DAY and value:
        check_day(value)


def coerce(parameter: Parameter, value: Any) -> Any:
    """A value as the parameter's type; text from a command line is read as that type, so that 01067 stays a str.

    Raises:
        InputError: it cannot be one.
    """
    kind = parameter.type
    if isinstance(value, os.PathLike):
        value = os.fspath(value)
    try:
        made = _parse_value(value, kind) if isinstance(value, str) and kind != "str" else value
        json.dumps(made)  # as it goes to the notebook: no dates, no sets
    except (TypeError, ValueError, KeyError, RecursionError):
        made = None
    if made is None or not _has_type(made, kind):
        raise InputError(
            f"Parameter {parameter.name!r} is {value!r}, which is no {kind}. Default: {parameter.default!r}."
        )
    return float(made) if kind == "float" else made


def _parse_value(text: str, kind: str) -> Any:
    if kind == "bool":
        return _WORDS[text.strip().lower()]
    if kind == "list":
        return json.loads(text) if text.lstrip().startswith("[") else [t.strip() for t in text.split(",") if t.strip()]
    return TYPES[kind](text)


def parameters_text(name: str | os.PathLike[str]) -> str:
    """The parameters of a report as a page of help."""
    known = [p for p in describe_parameters(name) if p.name != "out"]  # of a report, --out is the whole folder
    rows = [(f"--{p.name.replace('_', '-')} {p.type.upper()}", f"{p.meaning} (default: {p.default!r})") for p in known]
    rows += [
        ("--out DIR", f"folder of the report (default: reports/{Path(name).stem}/<name of the source>/)"),
        ("--label STR", "name of that folder in reports/, where --out is not given"),
        ("--cell-timeout SECONDS", "what a cell may take (default: 900)"),
        ("--timeout SECONDS", "what the whole run may take (default: 3600)"),
        ("--memory-limit MB", "address space that the kernel may take (default: no limit)"),
        ("--pdf", "make report.pdf too, with a browser that is installed"),
    ]
    width = max(len(head) for head, _ in rows)
    lines = [f"  {head:<{width}}  {meaning}" for head, meaning in rows]
    return "\n".join([f"Usage: newskit report {name} [--PARAMETER VALUE ...]", "", "Parameters:", *lines])


@dataclass(frozen=True)
class Report:
    """A notebook that can be run as a report: its name, its title, and where it is."""

    name: str
    title: str
    notebook: Path


def list_reports() -> list[Report]:
    """The project's reports, by name."""
    return [Report(name, _title(find_notebook(name)), find_notebook(name)) for name in report_names()]


def _title(path: Path) -> str:
    """The first heading of a notebook."""
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "markdown":
            lines = "".join(cell["source"]).splitlines()
            return next((line.lstrip("# ") for line in lines if line.startswith("#")), "")
    return ""


def list_text() -> str:
    """The project's reports as a page of help."""
    found = list_reports()
    lines = ["Usage: newskit report NAME [--out DIR] [--PARAMETER VALUE ...]", "", "Reports:"]
    lines += [f"  {report.name:<12}  {report.title}" for report in found] or ["  (there is no folder notebooks/ here)"]
    return "\n".join([*lines, "", "Parameters of a report: newskit report NAME --help"])
