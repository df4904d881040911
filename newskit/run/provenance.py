"""What a report depends on beside its inputs: packages, code, word lists, the model, the commit."""

from __future__ import annotations

import platform
import subprocess
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from typing import Any

from .. import __version__
from .paths import home


def digest(path: Path) -> str:
    """The sha256 of a file."""
    with path.open("rb") as file:
        made = sha256()
        while block := file.read(1 << 20):
            made.update(block)
    return made.hexdigest()


def digest_of(paths: Iterable[Path], root: Path) -> str:
    """One sha256 of several files: of their names and contents."""
    lines = [f"{path.relative_to(root).as_posix()} {digest(path)}\n" for path in sorted(paths)]
    return sha256("".join(lines).encode()).hexdigest()


@cache
def software() -> dict[str, Any]:
    """Versions and hashes of all that computes a report.

    `code` is one hash of newskit's own files, `model` one of the pipeline's that ships; `lexicons` has one per word list.
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
