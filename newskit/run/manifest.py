"""run.json: what a report was made from. What differs from run to run stands apart, under `volatile`."""

from __future__ import annotations

import contextlib
import json
import os
import platform
import time
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import atomic
from ..errors import InputError, InputNotFoundError
from ..texts import shorten
from .output import NOTED, NOTES
from .paths import ARTICLE_NAMES, FILE_SUFFIXES, articles_at
from .provenance import digest, software

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
        raise InputNotFoundError(f"There is no {FILE} in {folder}: it is no report.") from None
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
    "status": str, "error": str, "gate": str, "report": str, "key": str, "python": str, "parameters": dict, "given": list, "inputs": dict,
    "notebook": dict, "files": dict, "lexicons": dict, "packages": dict, "key_figures": dict, "environment": dict, "volatile": dict,
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
    atomic.write(folder / FILE, json.dumps(content, ensure_ascii=False, indent=1, default=str) + "\n")


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
    """The hash of each file that parameters name: articles, and files and folders of names ending in _file, _folder, _path."""
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
