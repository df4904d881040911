"""verify(): a report is made again from its run.json and compared byte for byte; diff(): how two reports differ."""

from __future__ import annotations

import contextlib
import difflib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .. import texts
from ..errors import InputError
from .manifest import digest, read_report, read_run, software
from .parameters import find_notebook
from .run import prepare, run_job

#: The order in which differences are looked for: the notebook comes first, for the page is made of it.
_FIRST = ("report.ipynb", "tables/", "figures/", "report.html", "report.pdf")
#: Articles and packages named at most, and values of a list shown; the rest are counted.
_NAMED, _PACKAGES, _VALUES = 8, 10, 4
_SAME_CODE = ["code: notebook, newskit, word lists, model and packages are the same"]


@dataclass(frozen=True)
class Verification:
    """What making a report again showed.

    Attributes:
        identical: all files are the same, byte for byte.
        difference: the first difference, if there is one.
        causes: what may have caused it, likeliest first.
    """

    identical: bool
    difference: str = ""
    causes: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The result in lines of text."""
        if self.identical:
            note = "".join(f"\nnote: {cause}" for cause in self.causes)
            return "identical: every file came out the same" + note
        head = f"different: {self.difference}"
        return "\n".join([head, *(f"likely cause: {cause}" for cause in self.causes)])


def verify(folder: str | os.PathLike[str], *, hash_seed: int | None = None) -> Verification:
    """Make a report again from its run.json, in a temporary folder, and compare its files with those it had.

    Args:
        folder: of the report.
        hash_seed: PYTHONHASHSEED of the kernel, to see whether the order of sets shows; None: that of the report.

    Raises:
        InputNotFoundError: there is no run.json, or its notebook or an input is gone.
        InputError: the run made no report, or its run.json is damaged.
        BusyError, ReportError: as run_report().
    """
    place = Path(folder).absolute()
    content = read_run(place)
    if content["status"] != "made":
        raise InputError(f"{place.name} is {content['status']}: there is no report to make again.")
    content = read_report(place)
    edited = [
        name for name, sha in content["files"].items() if not (place / name).is_file() or digest(place / name) != sha
    ]
    if edited:
        return Verification(
            False, f"{edited[0]} is not as the run left it", ["it was changed or removed by hand since"]
        )
    cwd = Path(content["volatile"].get("cwd", ""))
    with contextlib.chdir(cwd if cwd.is_dir() else Path.cwd()), tempfile.TemporaryDirectory(prefix="newskit") as again:
        return _compared(content, place, Path(again) / "report", hash_seed)


def _compared(content: Mapping[str, Any], place: Path, again: Path, hash_seed: int | None) -> Verification:
    recorded = Path(content["volatile"].get("notebook", ""))
    notebook = recorded if recorded.is_file() else find_notebook(content["report"])
    job, _ = prepare(notebook, content["parameters"], out=again, progress=False, pdf="report.pdf" in content["files"])
    given = {name: v for name, v in content["parameters"].items() if name in content["given"]}
    job["parameters"] = given  # a default that was not given is not written into the notebook
    if hash_seed is not None:
        job["environment"]["PYTHONHASHSEED"] = str(hash_seed)
    causes = _causes(content, job)
    result = run_job(job, again)
    if not result.ok:
        return Verification(False, f"the report cannot be made again: {result.error}", causes or _UNKNOWN)
    made = read_run(result.folder)["files"]
    names = sorted({*made, *content["files"]}, key=_rank)
    changed = [name for name in names if made.get(name) != content["files"].get(name)]
    if not changed:
        return Verification(True, "", causes)
    more = f" ({len(changed)} of {len(names)} files differ)" if len(changed) > 1 else ""
    return Verification(False, _first(place / changed[0], again / changed[0], changed[0]) + more, causes or _UNKNOWN)


_UNKNOWN = [
    "nondeterminism: inputs, code and packages are the same, so the notebook draws random numbers, reads the clock, "
    "or depends on an order"
]


def _rank(name: str) -> tuple[int, str]:
    return next((k for k, start in enumerate(_FIRST) if name.startswith(start)), len(_FIRST)), name


def _causes(then: Mapping[str, Any], job: Mapping[str, Any]) -> list[str]:
    """What a report depends on and is not as it was."""
    now = {**software(), "notebook": {"name": Path(job["notebook"]).name, "sha256": digest(Path(job["notebook"]))}}
    causes = [f"input changed: {text}" for text in changes(then["inputs"], job["inputs"])]
    causes += _software_changes(then, now)
    packages = [f"package: {text}" for text in changes(then["packages"], now["packages"])]
    more = [f"and {len(packages) - _PACKAGES} more packages"] if packages[_PACKAGES:] else []
    return causes + packages[:_PACKAGES] + more


def _software_changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """What computes a report and is another one: notebook, newskit, word lists, model, Python."""
    lines = []
    if old["notebook"].get("sha256") != new["notebook"].get("sha256"):
        lines.append(f"notebook: {new['notebook'].get('name', '?')} changed")
    if old.get("code") != new.get("code"):
        commits = [str((run.get("git") or {}).get("commit", ""))[:10] for run in (old, new)]
        which = f" (commit {commits[0]} -> {commits[1]})" if all(commits) and commits[0] != commits[1] else ""
        lines.append(f"newskit: code changed{which}")
    lines += [f"word list changed: {name}" for name in changes(old.get("lexicons", {}), new.get("lexicons", {}))]
    if old.get("model") != new.get("model"):
        lines.append("model: changed")
    if old["python"] != new["python"]:
        lines.append(f"Python: {old['python']} -> {new['python']}")
    return lines


def changes(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """Names whose value is another one: with the values if these are short, as versions are."""
    lines = []
    for name in sorted({*old, *new}):
        a, b = old.get(name, "none"), new.get(name, "none")
        if old.get(name) == new.get(name):
            continue
        if max(len(a), len(b)) < 30:
            lines.append(f"{name} {a} -> {b}")
        else:
            lines.append(name if name in old and name in new else f"{name} ({'gone' if name in old else 'new'})")
    return lines


def _first(old: Path, new: Path, name: str) -> str:
    """The first place where two files differ, in words."""
    if not (old.is_file() and new.is_file()):
        return f"{name} {'is missing now' if old.is_file() else 'was not there before'}"
    if name.endswith(".ipynb"):
        return _first_cell(old, new, name)
    try:
        pair = [path.read_text(encoding="utf-8").splitlines() for path in (old, new)]
    except UnicodeDecodeError:
        return f"{name} differs (it is not text)"
    number = next((k for k, (a, b) in enumerate(zip(*pair, strict=False)) if a != b), min(map(len, pair)))
    a, b = ((lines[number] if number < len(lines) else "") for lines in pair)
    return f"{name}, line {number + 1}: {_part(a, b)}"


def _first_cell(old: Path, new: Path, name: str) -> str:
    cells = [json.loads(path.read_text(encoding="utf-8"))["cells"] for path in (old, new)]
    for number, (a, b) in enumerate(zip(*cells, strict=False), 1):
        for key in ("source", "outputs"):
            if a.get(key) != b.get(key):
                found = [json.dumps(c.get(key), ensure_ascii=False, sort_keys=True) for c in (a, b)]
                return f"{name}, cell {number} ({key}): {_part(*found)}"
    return f"{name}: the number of cells or their metadata"


def _part(a: str, b: str) -> str:
    """The words around the first difference of two texts."""
    start = len(os.path.commonprefix([a, b]))
    match = difflib.SequenceMatcher(None, a[start : start + 200], b[start : start + 200], autojunk=False)
    blocks = [block for block in match.get_matching_blocks() if block.size > 3]
    ends = (blocks[0].a, blocks[0].b) if blocks else (40, 40)
    before = a[max(0, start - 30) : start]
    return f"after {before!r}: {a[start : start + min(ends[0], 60)]!r} -> {b[start : start + min(ends[1], 60)]!r}"


def diff(old: str | os.PathLike[str], new: str | os.PathLike[str], *, language: str = "en") -> str:
    """What changed from one report to another, line by line: articles, key figures, parameters, code, packages.

    Args:
        old: folder of the earlier report.
        new: folder of the later one.
        language: of the numbers, "de" or "en".

    Raises:
        InputNotFoundError: one of them has no run.json.
        InputError: they are of different notebooks, or a run.json is damaged.
    """
    a, b = read_report(old), read_report(new)
    if a["report"] != b["report"]:
        raise InputError(f"These are different reports: {a['report']} and {b['report']}. Compare two runs of one.")
    code = _software_changes(a, b) + [f"package: {text}" for text in changes(a["packages"], b["packages"])]
    findings = [*_articles(Path(old), Path(new), a, b), *_figures(a, b, language)]
    return "\n".join([*_outcomes(a, b), *findings, *_parameters(a, b), *(code or _SAME_CODE)])


def _outcomes(a: Mapping[str, Any], b: Mapping[str, Any]) -> list[str]:
    pairs = [(what, a.get(what), b.get(what)) for what in ("status", "gate")]
    return [f"{what}: {x} -> {y}" for what, x, y in pairs if x != y]


def _articles(old: Path, new: Path, a: Mapping[str, Any], b: Mapping[str, Any]) -> list[str]:
    """Articles that came and went: by id where the tables are there, else by file."""
    try:
        before, after = (_titles(folder) for folder in (old, new))
    except (OSError, ValueError, KeyError):  # the tables of one are gone or damaged
        before, after = ({f"{name} {sha}": name for name, sha in run["inputs"].items()} for run in (a, b))
    added = [title for key, title in after.items() if key not in before]
    gone = [title for key, title in before.items() if key not in after]
    if not (added or gone):
        return [f"articles: the same {len(after)}"]
    lines = [f"articles: {len(before)} -> {len(after)} ({len(added)} added, {len(gone)} removed)"]
    for sign, names in (("+", added), ("-", gone)):
        lines += [f"  {sign} {texts.shorten(name, 90)}" for name in names[:_NAMED]]
        lines += [f"  {sign} and {len(names) - _NAMED} more"] if len(names) > _NAMED else []
    return lines


def _titles(folder: Path) -> dict[str, str]:
    import pandas as pd

    table = pd.read_parquet(folder / "tables" / "articles.parquet", columns=["article_id", "title", "text"])
    names = [
        text if texts.is_missing(title) else title for title, text in zip(table["title"], table["text"], strict=True)
    ]
    return dict(zip(table["article_id"].astype(str), names, strict=True))


def _figures(a: Mapping[str, Any], b: Mapping[str, Any], language: str) -> list[str]:
    """Key figures that moved: shares in percentage points, other numbers by their difference."""
    before, after = a.get("key_figures", {}), b.get("key_figures", {})
    lines = []
    for name in [*after, *(n for n in before if n not in after)]:
        x, y = before.get(name), after.get(name)
        if x == y:
            continue
        if isinstance(x, int | float) and isinstance(y, int | float):
            lines.append(f"  {name}: {_moved(name, x, y, language)}")
        else:
            lines.append(f"  {name}: {_short(x)} -> {_short(y)}")
    return ["key figures:", *lines] if lines else ["key figures: all the same"]


def _moved(name: str, x: float, y: float, language: str) -> str:
    if name.startswith("share_"):
        points = texts.number(100 * (y - x), language, 1)
        shares = f"{texts.percent(x, language, 1)} -> {texts.percent(y, language, 1)}"
        return f"{shares} ({'+' if y > x else ''}{points} points)"
    decimals = 0 if isinstance(x, int) and isinstance(y, int) else 2
    numbers = [texts.number(v, language, decimals) for v in (x, y, y - x)]
    return f"{numbers[0]} -> {numbers[1]} ({'+' if y > x else ''}{numbers[2]})"


def _short(value: Any) -> str:
    if isinstance(value, list | dict):
        return texts.shorten(str(value[:_VALUES] if isinstance(value, list) else value), 80)
    return "–" if value is None else texts.shorten(str(value), 80)


def _parameters(a: Mapping[str, Any], b: Mapping[str, Any]) -> list[str]:
    old, new = a["parameters"], b["parameters"]
    names = [name for name in sorted({*old, *new}) if old.get(name) != new.get(name)]
    lines = [f"parameter {name}: {old.get(name)!r} -> {new.get(name)!r}" for name in names]
    return lines or ["parameters: the same"]
