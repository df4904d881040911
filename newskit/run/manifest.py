"""run.json: what a report was made from. What differs from run to run stands apart, under `volatile`."""

from __future__ import annotations

import contextlib
import json
import os
import platform
import subprocess
import time
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from hashlib import file_digest, sha256
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import __version__, durable
from ..errors import InputError, InputNotFoundError, looked_for
from ..texts import shorten
from .output import NOTED, NOTES
from .paths import ARTICLE_NAMES, FILE_SUFFIXES, articles_at, project_root

if TYPE_CHECKING:
    from ..result import Analysis

FILE = "run.json"
#: Version of this file's layout.
LAYOUT = 2


def write_report_manifest(
    folder: Path, job: Mapping[str, Any], outcome: Mapping[str, Any], exit_code: int, started: float
) -> None:
    """Write run.json into a finished report's folder.

    Args:
        folder: the report.
        job: what was to be done: notebook, values of all parameters, hashes of the inputs, cwd, environment.
        outcome: how it ended: status, error, gate, expectations, peak_memory_mb.
        exit_code: of the status.
        started: when, in seconds since 1970.
    """
    notebook, notes = Path(job["notebook"]), _take_notes(folder)
    seeds = {name: v for name, v in job["values"].items() if name == "seed" or name.endswith("_seed")}
    content = {
        "layout": LAYOUT,
        "status": outcome["status"],
        "exit_code": exit_code,
        "error": outcome.get("error", ""),
        "gate": outcome.get("gate", "publish"),
        "expectations": outcome.get("expectations", []),
        "report": notebook.stem,
        "key": key(job),
        "parameters": dict(job["values"]),
        "given": sorted(job["parameters"]),
        "inputs": job["inputs"],
        "notebook": {"name": notebook.name, "sha256": digest(notebook)},
        "seeds": {"PYTHONHASHSEED": job["environment"]["PYTHONHASHSEED"], **seeds},
        "environment": dict(job["environment"]),
        **software(),
        **notes,
        "files": {path.relative_to(folder).as_posix(): digest(path) for path in _files(folder)},
        "volatile": _volatile(started)
        | {
            "peak_memory_mb": outcome.get("peak_memory_mb"),
            "notebook": str(notebook),
            "cwd": job["cwd"],
        },
    }
    _write(folder, content)


def key(job: Mapping[str, Any]) -> str:
    """One hash of all that a report is computed from: notebook, parameters, inputs, packages, word lists, model."""
    made_from = {
        "notebook": digest(Path(job["notebook"])),
        "parameters": job["values"],
        "inputs": job["inputs"],
        "environment": job["environment"],
        "pdf": bool(job["pdf"]),
        **{name: value for name, value in software().items() if name != "git"},
    }
    return sha256(json.dumps(made_from, sort_keys=True, default=str).encode()).hexdigest()


def write_analysis_manifest(folder: Path, result: Analysis, inputs: Iterable[str]) -> None:
    """Write run.json beside the tables of `newskit analyze`."""
    folder = Path(folder)
    content = {
        "layout": LAYOUT,
        "status": "made",
        "inputs": _hashed(inputs),
        "pipeline": result.pipeline,
        **software(),
        "files": {p.name: digest(p) for p in _files(folder) if p.stem in result.tables and p.parent == folder},
        "volatile": _volatile(None),
    }
    _write(folder, content)


def read_run(folder: str | os.PathLike[str]) -> dict[str, Any]:
    """The run.json of a folder.

    Raises:
        InputNotFoundError: there is none.
        InputError: it is damaged; the message says how.
    """
    path = Path(folder) / FILE
    try:
        text = path.read_text(encoding="utf-8")
        content: dict[str, Any] = json.loads(text or "null")
    except FileNotFoundError:
        raise InputNotFoundError(f"There is no {FILE} in {looked_for(folder)}: it is no report.") from None
    except (OSError, ValueError, RecursionError) as error:
        raise _damaged(path, f"it cannot be read as JSON ({error})") from None
    fault = _fault(content) if text else "it is empty"
    if fault:
        raise _damaged(path, fault)
    return content


def read_report(folder: str | os.PathLike[str]) -> dict[str, Any]:
    """The run.json of a report with all that a report's has.

    Raises:
        InputNotFoundError: there is none.
        InputError: it is damaged, or of something else (the tables of `newskit analyze`).
    """
    content = read_run(folder)
    missing = [name for name in _REPORT if name not in content]
    if missing:
        raise InputError(
            f"{FILE} in {folder} is not of a report: it has no {', '.join(missing)}. Name a report's folder."
        )
    return content


#: What run.json holds, and of which type; of mappings the type of the values.
_SHAPE: dict[str, type | tuple[type, ...]] = {
    "status": str, "error": str, "gate": str, "report": str, "key": str, "python": str, "parameters": dict,
    "given": list, "inputs": dict,
    "notebook": dict, "files": dict, "lexicons": dict, "packages": dict, "key_figures": dict,
    "environment": dict, "volatile": dict,
    "git": (dict, type(None)),
}  # fmt: skip
_TEXTS = ("inputs", "notebook", "files", "lexicons", "packages")
_VOLATILE: dict[str, type | tuple[type, ...]] = {
    "finished": str, "started": str, "cwd": str, "notebook": str, "seconds": (int, float),
}  # fmt: skip
_REPORT = ("report", "parameters", "given", "inputs", "notebook", "files", "lexicons", "packages", "python", "volatile")


def _damaged(path: Path, fault: str) -> InputError:
    return InputError(f"{path} is damaged: {fault}. Make the report again, or remove its folder.")


def _fault(content: Any) -> str:
    """What is wrong with the content of a run.json; "" if nothing is."""
    if not isinstance(content, dict) or not isinstance(content.get("status"), str):
        return "it does not say how the run ended (status)"
    pairs = [*((content, *item) for item in _SHAPE.items())]
    if isinstance(content.get("volatile"), dict):
        pairs += [(content["volatile"], *item) for item in _VOLATILE.items()]
    for table, name, kind in pairs:
        if name in table and not isinstance(table[name], kind):
            return f"{name} is {shorten(repr(table[name]), 60)}"
    for name in _TEXTS:
        wrong = next((v for v in content.get(name, {}).values() if not isinstance(v, str)), "")
        if wrong != "":
            return f"{name} holds {shorten(repr(wrong), 60)}"
    return ""


def _write(folder: Path, content: Mapping[str, Any]) -> None:
    durable.write(folder / FILE, json.dumps(content, ensure_ascii=False, indent=1, default=str) + "\n")


def _take_notes(folder: Path) -> dict[str, Any]:
    """What the notebook noted: the pipeline, the key figures; half of it, left by a kernel that died, is nothing."""
    path, notes = folder / NOTES, None
    if not path.exists():
        return {}
    with contextlib.suppress(ValueError, RecursionError):
        notes = json.loads(path.read_text(encoding="utf-8"))
    path.unlink()
    return {name: notes[name] for name in NOTED if isinstance(notes.get(name), dict)} if isinstance(notes, dict) else {}


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != FILE)


def inputs(parameters: Mapping[str, Any]) -> dict[str, str]:
    """The hash of each file that parameters name: articles, and what names ending in _file, _folder, _path lead to."""
    named = {name: str(value) for name, value in parameters.items() if value and isinstance(value, str)}
    found = _hashed(value for name, value in named.items() if name in ARTICLE_NAMES)
    for name, value in named.items():
        if name.endswith(FILE_SUFFIXES):
            path = Path(value)
            within = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
            found |= {p.as_posix(): digest(p) for p in within if p.is_file()}
    return found


def _hashed(sources: Iterable[str]) -> dict[str, str]:
    """The hash of each file behind some paths of articles."""
    return {path.as_posix(): digest(path) for source in sources for path in articles_at(source)[1]}


def _volatile(started: float | None) -> dict[str, Any]:
    now = time.time()
    times = {"finished": _moment(now), "host": platform.node()}
    if started is None:
        return times
    return {"started": _moment(started), **times, "seconds": round(now - started, 2)}


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def digest(path: Path) -> str:
    """The sha256 of a file."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def digest_of(paths: Iterable[Path], root: Path) -> str:
    """One sha256 of several files: of their names and contents."""
    lines = [f"{path.relative_to(root).as_posix()} {digest(path)}\n" for path in sorted(paths)]
    return sha256("".join(lines).encode()).hexdigest()


@cache
def software() -> dict[str, Any]:
    """Versions and hashes of all that computes a report.

    `code` is one hash of newskit's own files, `model` one of the pipeline's that ships; `lexicons` has one per list.
    """
    packages = {d.metadata["Name"]: d.version for d in metadata.distributions()}
    return {
        "newskit": __version__,
        "python": platform.python_version(),
        "packages": dict(sorted(packages.items(), key=lambda pair: pair[0].lower())),
        "git": _git(),
        "code": code(),
        "lexicons": lexicons(),
        "model": model(),
    }


def code() -> str:
    """One hash of newskit's Python files, style sheets and templates."""
    root = Path(str(files("newskit")))
    return digest_of((p for p in root.rglob("*") if p.suffix in {".py", ".css", ".j2"}), root)


def lexicons() -> dict[str, str]:
    """The hash of each word list that ships."""
    folder = Path(str(files("newskit") / "resources"))
    return {p.relative_to(folder).as_posix(): digest(p) for p in sorted(folder.rglob("*.tsv"))}


def model() -> str | None:
    """One hash of the pipeline that ships; None if it is not there."""
    folder = Path(str(files("newskit") / "model"))
    found = [p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts]
    return digest_of(found, folder) if found else None


def _git() -> dict[str, Any] | None:
    """Commit of the project that newskit runs from, and whether files differ from it; None outside a repository."""
    if not (project_root() / ".git").exists():
        return None
    commit, status = (_git_says(*words) for words in (("rev-parse", "HEAD"), ("status", "--porcelain")))
    return {"commit": commit, "dirty": bool(status)} if commit else None


def _git_says(*words: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", "-C", str(project_root()), *words], capture_output=True, text=True, timeout=20, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()
