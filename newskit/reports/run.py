"""run_report(): a notebook becomes a folder with a page, or a failure that nobody can take for a report."""

from __future__ import annotations

import json
import logging
import os
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import InputError, ReportError
from . import manifest, page
from .output import VARIABLE
from .parameters import Parameter, check_parameters, coerce, describe_parameters, find_notebook
from .paths import reports_folder, slug
from .process import NOTEBOOK, run_worker

logger = logging.getLogger("newskit")

#: What a run came to -> exit code of the command.
EXIT_CODES = {"made": 0, "failed": 1, "timeout": 124, "kernel_died": 138}
#: The folder beside good reports that keeps failed ones.
FAILED = "failed"


@dataclass(frozen=True)
class ReportResult:
    """How a run ended.

    Attributes:
        name: the report (name of the notebook).
        status: made, failed, timeout or kernel_died.
        folder: the report; of a failed run the folder under failed/ with its notebook and a page that says so.
        html: the page in it.
        error: what went wrong; empty if nothing.
    """

    name: str
    status: str
    folder: Path
    html: Path
    error: str = ""

    @property
    def ok(self) -> bool:
        """The report was made."""
        return self.status == "made"

    @property
    def exit_code(self) -> int:
        """0 made, 1 a cell failed, 124 timeout, 138 the kernel died."""
        return EXIT_CODES[self.status]


def run_report(
    name: str | os.PathLike[str],
    *,
    out: str | os.PathLike[str] | None = None,
    label: str | None = None,
    cell_timeout: float = 900,
    timeout: float = 3600,
    progress: bool | None = None,
    **parameters: Any,
) -> ReportResult:
    """Run a notebook as a report: report.html, report.ipynb, tables/, figures/ and run.json in a folder of its own.

    Everything is made beside the target and moved there when it is complete: a run that fails leaves the last good
    report as it was, and its own notebook and error under failed/.

    Args:
        name: a notebook of notebooks/ (article, corpus, sources), or the path of one.
        out: the report's folder; None: reports/<notebook>/<label>/.
        label: name of that folder; None: the name of the source.
        cell_timeout: seconds that a cell may take.
        timeout: seconds that the whole run may take.
        progress: show a bar over the cells; None: on a terminal.
        **parameters: of the notebook; see describe_parameters(name).

    Returns:
        A ReportResult; look at its `ok`.

    Raises:
        InputError: a parameter is not known or has the wrong type, or `out` holds something that is no report.
        InputNotFoundError: there is no such report, or an input does not exist.
        ReportError: the folder cannot be written.
    """
    notebook = find_notebook(name)
    known = describe_parameters(notebook)
    given = check_parameters(known, parameters, notebook.stem)
    values = {p.name: given.get(p.name, p.default) for p in known if p.name != "out"}
    limits = _seconds(cell_timeout, "cell_timeout"), _seconds(timeout, "timeout")
    target = _target(out or given.pop("out", None), notebook, label, values)
    job = {
        "notebook": str(notebook),
        "parameters": given,
        "cwd": str(Path.cwd()),
        "cell_timeout": limits[0],
        "progress": _bar(progress),
    }
    logger.info("report %s: running", notebook.stem)
    try:
        with _staged(target) as stage:
            return _run(job, stage, target, values, limits[1])
    except OSError as error:
        raise ReportError(f"The report cannot be written to {target}: {error.strerror or error}.") from error


def _seconds(value: Any, name: str) -> int:
    try:
        seconds = float(value)
    except (TypeError, ValueError):
        seconds = 0
    if not 0 < seconds < float("inf"):
        raise InputError(f"{name} is {value!r}; it is a number of seconds above 0.")
    return max(1, round(seconds))


def _bar(progress: Any) -> bool:
    """Whether to show a bar; a command line gives its answer as text."""
    if progress is None:
        return sys.stderr.isatty()
    return bool(coerce(Parameter("progress", "bool", None, ""), progress))


def _target(out: Any, notebook: Path, label: str | None, values: dict[str, Any]) -> Path:
    """The folder of the report; never one that holds anything else."""
    if out:
        target = Path(out).absolute()
    else:
        target = (reports_folder() / slug(notebook.stem) / slug(label or _label(values), notebook.stem)).absolute()
    if target.name == FAILED:
        raise InputError(
            f"A report cannot be called {FAILED!r}: the folder of that name keeps runs that failed. Give a label."
        )
    if target.exists() and not (target.is_dir() and (not any(target.iterdir()) or (target / manifest.FILE).is_file())):
        raise InputError(f"{target} holds something that is no report, and would be replaced. Choose another folder.")
    return target


def _label(values: dict[str, Any]) -> str:
    """The name of the source without folder and ending, and which article of it."""
    source = Path(str(values.get("source") or ""))
    stem = source.stem if source.suffix.lower() != source.name.lower() else source.name
    if not slug(stem, "") or set(stem) & set("*?["):
        stem = source.parent.name
    return "-".join(filter(None, [stem, str(values.get("article_id") or "")]))


class _staged:
    """A temporary folder beside the target: on one file system, so that moving is renaming. It never outlives the run."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __enter__(self) -> Path:
        self.target.parent.mkdir(parents=True, exist_ok=True)
        self.stage = Path(tempfile.mkdtemp(prefix=f".{self.target.name}.", suffix=".tmp", dir=self.target.parent))
        mask = os.umask(0)
        os.umask(mask)
        self.stage.chmod(0o777 & ~mask)  # mkdtemp's folders are for their owner alone
        return self.stage

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.stage, ignore_errors=True)


def _run(job: dict[str, Any], stage: Path, target: Path, values: dict[str, Any], timeout: int) -> ReportResult:
    started, notebook = time.time(), Path(job["notebook"])
    made = stage / "report"
    made.mkdir()
    outcome = run_worker(job, stage, {VARIABLE: str(made)}, timeout)
    if (stage / NOTEBOOK).exists():
        (stage / NOTEBOOK).rename(made / NOTEBOOK)
    language = str(values.get("language") or "de")
    if outcome["status"] == "made":
        html = page.report_page(made / NOTEBOOK, language)
    else:
        html = page.failure_page(notebook.stem, outcome, language)
    (made / page.FILE).write_text(html, encoding="utf-8")
    manifest.write_report_manifest(made, notebook, values, outcome, EXIT_CODES[outcome["status"]], started)
    place = target if outcome["status"] == "made" else target.parent / FAILED / target.name
    place.parent.mkdir(parents=True, exist_ok=True)
    _replace(made, place)
    if outcome["status"] == "made":
        shutil.rmtree(target.parent / FAILED / target.name, ignore_errors=True)
    logger.info("report %s: %s, %s", notebook.stem, outcome["status"], place)
    return ReportResult(notebook.stem, outcome["status"], place, place / page.FILE, outcome.get("error", ""))


def _replace(made: Path, place: Path) -> None:
    """Put a finished folder in the place of the one that is there; if that fails, the old one stays."""
    old = made.parent / "old"
    if place.exists():
        place.rename(old)
    try:
        made.rename(place)
    except OSError:
        if old.exists():
            old.rename(place)
        raise


def read_run(folder: str | os.PathLike[str]) -> dict[str, Any]:
    """The run.json of a report's folder."""
    content: dict[str, Any] = json.loads((Path(folder) / manifest.FILE).read_text(encoding="utf-8"))
    return content
