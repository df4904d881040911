"""run.json: what a report was made from. What differs from run to run stands apart, under `volatile`."""

from __future__ import annotations

import json
import platform
import subprocess
import time
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import __version__
from .output import NOTES
from .paths import ARTICLE_NAMES, FILE_SUFFIXES, articles_at, home

if TYPE_CHECKING:
    from ..analysis import Analysis

FILE = "run.json"
#: Version of this file's layout.
LAYOUT = 1


def write_report_manifest(
    folder: Path,
    notebook: Path,
    parameters: Mapping[str, Any],
    outcome: Mapping[str, Any],
    exit_code: int,
    started: float,
) -> None:
    """Write run.json into a finished report's folder."""
    notes = _take_notes(folder)
    content = {
        "layout": LAYOUT,
        "status": outcome["status"],
        "exit_code": exit_code,
        "error": outcome.get("error", ""),
        "report": notebook.stem,
        "parameters": dict(parameters),
        "inputs": _inputs(parameters),
        "notebook": {"name": notebook.name, "sha256": _digest(notebook)},
        **_software(),
        **notes,
        "files": {path.relative_to(folder).as_posix(): _digest(path) for path in _files(folder)},
        "volatile": _volatile(started),
    }
    _write(folder, content)


def write_analysis_manifest(folder: Path, result: Analysis, inputs: Iterable[str]) -> None:
    """Write run.json beside the tables of `newskit analyze`."""
    folder = Path(folder)
    names = {f"input_{n}": name for n, name in enumerate(inputs, 1)}
    content = {
        "layout": LAYOUT,
        "status": "made",
        "inputs": _hashed(names.values()),
        "pipeline": result.pipeline,
        **_software(),
        "files": {p.name: _digest(p) for p in _files(folder) if p.stem in result.tables and p.parent == folder},
        "volatile": _volatile(None),
    }
    _write(folder, content)


def _write(folder: Path, content: Mapping[str, Any]) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1, default=str)
    (folder / FILE).write_text(text + "\n", encoding="utf-8")


def _take_notes(folder: Path) -> dict[str, Any]:
    """What the notebook noted: the pipeline, the key figures."""
    path = folder / NOTES
    if not path.exists():
        return {}
    notes: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    path.unlink()
    return notes


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != FILE)


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _inputs(parameters: Mapping[str, Any]) -> dict[str, str]:
    named = {name: str(value) for name, value in parameters.items() if value and isinstance(value, str)}
    files = {v: _digest(Path(v)) for name, v in named.items() if name.endswith(FILE_SUFFIXES) and Path(v).is_file()}
    return _hashed(value for name, value in named.items() if name in ARTICLE_NAMES) | files


def _hashed(sources: Iterable[str]) -> dict[str, str]:
    """The hash of each file behind some paths of articles."""
    return {path.as_posix(): _digest(path) for source in sources for path in articles_at(source)[1]}


def _software() -> dict[str, Any]:
    packages = {d.metadata["Name"]: d.version for d in metadata.distributions()}
    return {
        "newskit": __version__,
        "python": platform.python_version(),
        "packages": dict(sorted(packages.items(), key=lambda pair: pair[0].lower())),
        "git": _git(),
    }


def _git() -> dict[str, Any] | None:
    """Commit of the project that newskit runs from, and whether files differ from it; None outside a repository."""
    if not (home() / ".git").exists():
        return None
    commit, status = (_git_says(*words) for words in (("rev-parse", "HEAD"), ("status", "--porcelain")))
    return {"commit": commit, "dirty": bool(status)} if commit else None


def _git_says(*words: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", "-C", str(home()), *words], capture_output=True, text=True, timeout=20, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()


def _volatile(started: float | None) -> dict[str, Any]:
    now = time.time()
    times = {"finished": datetime.fromtimestamp(now, UTC).isoformat(timespec="seconds"), "host": platform.node()}
    if started is None:
        return times
    begun = datetime.fromtimestamp(started, UTC).isoformat(timespec="seconds")
    return {"started": begun, **times, "seconds": round(now - started, 2)}
