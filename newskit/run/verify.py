"""verify(): a report is made again from its run.json and compared byte for byte."""

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

from ..errors import InputError, InputNotFoundError
from . import manifest
from .parameters import find_notebook
from .provenance import digest, software
from .run import prepare, run_job

#: The order in which differences are looked for: the notebook comes first, for the page is made of it.
_FIRST = ("report.ipynb", "tables/", "figures/", "report.html", "report.pdf")


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
        InputError: the run made no report.
        BusyError, ReportError: as run_report().
    """
    place = Path(folder).absolute()
    try:
        content = manifest.read_run(place)
    except FileNotFoundError:
        raise InputNotFoundError(f"There is no {manifest.FILE} in {place}: it is no report.") from None
    if content["status"] != "made" or "key" not in content:
        raise InputError(f"{place.name} is {content['status']}: there is no report to make again.")
    edited = [
        name for name, sha in content["files"].items() if not (place / name).is_file() or digest(place / name) != sha
    ]
    if edited:
        return Verification(
            False, f"{edited[0]} is not as the run left it", ["it was changed or removed by hand since"]
        )
    cwd = Path(content["volatile"]["cwd"])
    with contextlib.chdir(cwd if cwd.is_dir() else Path.cwd()), tempfile.TemporaryDirectory(prefix="newskit") as again:
        return _compared(content, place, Path(again) / "report", hash_seed)


def _compared(content: Mapping[str, Any], place: Path, again: Path, hash_seed: int | None) -> Verification:
    recorded = Path(content["volatile"]["notebook"])
    notebook = recorded if recorded.is_file() else find_notebook(content["report"])
    job, _ = prepare(
        notebook, out=again, parameters=content["parameters"], progress=False, pdf="report.pdf" in content["files"]
    )
    given = {name: v for name, v in content["parameters"].items() if name in content["given"]}
    job["parameters"] = given  # a default that was not given is not written into the notebook
    if hash_seed is not None:
        job["environment"]["PYTHONHASHSEED"] = str(hash_seed)
    causes = _causes(content, job)
    result = run_job(job, again)
    if not result.ok:
        return Verification(False, f"the report cannot be made again: {result.error}", causes or _UNKNOWN)
    made = manifest.read_run(result.folder)["files"]
    names = sorted({*made, *content["files"]}, key=_rank)
    changed = [name for name in names if made.get(name) != content["files"].get(name)]
    if not changed:
        return Verification(True, "", causes)
    more = f" ({len(changed)} of {len(names)} files differ)" if len(changed) > 1 else ""
    return Verification(False, _first(place / changed[0], again / changed[0], changed[0]) + more, causes or _UNKNOWN)


_UNKNOWN = ["nondeterminism: inputs, code and packages are the same, so the notebook draws random numbers, reads the clock, or depends on an order"]  # fmt: skip


def _rank(name: str) -> tuple[int, str]:
    return next((k for k, start in enumerate(_FIRST) if name.startswith(start)), len(_FIRST)), name


def _causes(then: Mapping[str, Any], job: Mapping[str, Any]) -> list[str]:
    """What a report depends on and is not as it was."""
    causes = [f"input changed: {text}" for text in changes(then["inputs"], job["inputs"])]
    if then["notebook"]["sha256"] != digest(Path(job["notebook"])):
        causes.append(f"notebook changed: {then['notebook']['name']}")
    now = software()
    causes += [f"word list changed: {text}" for text in changes(then["lexicons"], now["lexicons"])]
    for name, what in (("model", "model changed"), ("code", "newskit's code changed")):
        if then[name] != now[name]:
            causes.append(what)
    if then["python"] != now["python"]:
        causes.append(f"Python changed: {then['python']} -> {now['python']}")
    packages = changes(then["packages"], now["packages"])
    causes += [f"package changed: {text}" for text in packages[:10]]
    return causes + ([f"and {len(packages) - 10} more packages"] if len(packages) > 10 else [])


def changes(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """Names whose value is another one: with the values if these are short, as versions are."""
    lines = []
    for name in sorted({*old, *new}):
        if old.get(name) != new.get(name):
            a, b = old.get(name, "none"), new.get(name, "none")
            lines.append(f"{name} {a} -> {b}" if max(len(a), len(b)) < 30 else name if name in old and name in new else f"{name} ({'gone' if name in old else 'new'})")  # fmt: skip
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
                texts = [json.dumps(c.get(key), ensure_ascii=False, sort_keys=True) for c in (a, b)]
                return f"{name}, cell {number} ({key}): {_part(*texts)}"
    return f"{name}: the number of cells or their metadata"


def _part(a: str, b: str) -> str:
    """The words around the first difference of two texts."""
    start = len(os.path.commonprefix([a, b]))
    match = difflib.SequenceMatcher(None, a[start : start + 200], b[start : start + 200], autojunk=False)
    blocks = [block for block in match.get_matching_blocks() if block.size > 3]
    ends = (blocks[0].a, blocks[0].b) if blocks else (40, 40)
    before = a[max(0, start - 30) : start]
    return f"after {before!r}: {a[start : start + min(ends[0], 60)]!r} -> {b[start : start + min(ends[1], 60)]!r}"
