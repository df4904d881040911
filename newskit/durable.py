"""Files that are whole or not there.

On the disk before they take the place of what was, under a lock, or a clear word.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .errors import BusyError, InputError

#: Seconds to wait for a lock: long enough for one that is just being given back.
_PATIENCE = 0.2


def sync(path: Path) -> None:
    """Wait until a file, or all files of a folder, are on the disk; a rename is only safe after that."""
    if path.is_dir():
        for inner in path.iterdir():
            if not inner.is_symlink():
                sync(inner)
    _fsync(path)


def rename(made: Path, target: Path) -> None:
    """Give a whole file or folder its name, with its content on the disk before and the name after."""
    sync(made)
    made.replace(target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk."""
    with suppress(OSError):  # some network file systems cannot
        _fsync(folder)


def _fsync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write(path: Path, text: str) -> None:
    """Write a text file anew: at every moment the old one or the whole new one is there."""
    new = path.with_name(f".{path.name}.new")
    new.write_text(text, encoding="utf-8", errors="replace")
    rename(new, path)


@contextmanager
def writing(target: Path) -> Iterator[None]:
    """What keeps a file from being written, as an InputError that says so."""
    try:
        yield
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else (str(error).splitlines() or ["unknown"])[0]
        raise InputError(
            f"{target} could not be written: {reason}. Nothing was changed. Free some space, or name another place."
        ) from error


def followed(target: Path) -> Path:
    """Where a link leads, so that the link stays and what it names is written; other paths as they are.

    Raises:
        InputError: the link leads to itself.
    """
    if not target.is_symlink():
        return target
    with writing(target):
        try:
            return target.resolve()
        except RuntimeError:
            raise InputError(f"{target} is a link that leads to itself. Name another place.") from None


@contextmanager
def exclusive(lock: Path, who: str, does: str) -> Iterator[None]:
    """Hold a lock file. The lock ends with the process, however that ends; the file names its holder, and goes with it.

    Args:
        lock: the file, in a folder that is there.
        who: begins the message if another process holds it; which one follows.
        does: ends the message.

    Raises:
        BusyError: another process holds it.
    """
    from filelock import FileLock, Timeout

    held = FileLock(lock, timeout=_PATIENCE, fallback_to_soft=False)
    try:
        held.acquire()
    except Timeout:
        raise BusyError(f"{who}{_holder(lock)} {does}") from None
    try:
        with suppress(OSError):  # on a full disk the lock holds without its note
            lock.write_text(f"process {os.getpid()} on {platform.node()}", encoding="utf-8")
        yield
    finally:
        lock.unlink(missing_ok=True)  # while it is held: whoever opened it meanwhile sees that its file is gone
        held.release()


def _holder(lock: Path) -> str:
    """Which process holds a lock, in brackets; nothing if the file does not say."""
    with suppress(OSError):
        if found := lock.read_text(encoding="utf-8", errors="replace").strip():
            return f" ({found})"
    return ""
