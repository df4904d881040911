"""A kernel that makes a report may write into its report's folder and nowhere else: not into the last good one either.

The fence stands in Python (sys.addaudithook): it stops notebooks that write to the wrong place, not programs that mean
harm; what compiled libraries and other processes open is not seen. Reading is free.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

#: More folders that notebooks may write to, separated as in PATH.
VARIABLE = "NEWSKIT_WRITE"
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
#: Events whose arguments are paths that change, with their number.
_CHANGES = {
    "os.mkdir": 1,
    "os.remove": 1,
    "os.rmdir": 1,
    "os.rename": 2,
    "os.truncate": 1,
    "os.link": 2,
    "os.symlink": 2,
}


def allowed(stage: Path) -> list[str]:
    """The folders that a kernel may write to: its stage, caches of libraries, devices, and those of NEWSKIT_WRITE."""
    home = Path.home()
    caches = [home / name for name in (".cache", ".config", ".ipython", ".local/share/jupyter", "Library/Caches")]
    named = [os.environ.get(name, "") for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "MPLCONFIGDIR", "HF_HOME")]
    more = os.environ.get(VARIABLE, "").split(os.pathsep)
    folders = [str(stage), *map(str, caches), *named, *more, "/dev", "/proc"]
    return [os.path.realpath(path) for path in folders if path]


def put_up(folders: Iterable[str]) -> None:
    """Refuse writing outside of some folders, for the rest of the process."""
    inside = tuple(folder.rstrip(os.sep) + os.sep for folder in folders)

    def check(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, mode, flags = arguments
            writes = any(c in mode for c in "wax+") if isinstance(mode, str) else bool((flags or 0) & _WRITES)
            if writes:
                _refuse(path, inside)
        elif event in _CHANGES:
            for path in arguments[: _CHANGES[event]]:
                _refuse(path, inside)

    sys.addaudithook(check)


def _refuse(path: Any, inside: tuple[str, ...]) -> None:
    """Raise PermissionError if the path lies outside; open files and Python's own caches of modules are fine."""
    if not isinstance(path, str | bytes | os.PathLike):
        return
    text = os.fsdecode(path)
    if not (f"{os.path.realpath(text)}{os.sep}".startswith(inside) or "__pycache__" in text):
        raise PermissionError(
            f"This notebook may not write to {text!r}: a report writes into its own folder only, which is reports.outputs(out).folder. "
            f"To allow another folder, name it in the environment variable {VARIABLE}."
        )
