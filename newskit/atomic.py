"""Files written whole or not at all: on the disk before they get their name; links, locks, and why a write failed."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .errors import BusyError, InputError

#: Seconds to wait for a lock: long enough for one that is just being given back.
_PATIENCE = 0.2


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


def sync(path: Path) -> None:
    """Have a file, or a folder with all that is in it,
    on the disk before it gets its name: a power cut finds old or new, never half."""
    for one in [*path.rglob("*"), path] if path.is_dir() else [path]:
        if one.is_dir() and not one.is_symlink():
            sync_folder(one)
        elif one.is_file() and not one.is_symlink():
            with one.open("rb") as file:
                os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk."""
    with suppress(OSError):  # not every system can do that
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def put_in_place(made: Path, target: Path) -> None:
    """Give a whole file its name; what had it before is gone in the same moment."""
    sync(made)
    made.replace(target)
    sync_folder(target.parent)


def write(path: Path, text: str) -> None:
    """Write a text file anew: at every moment the old one or the whole new one is there."""
    new = path.with_name(f".{path.name}.new")
    new.write_text(text, encoding="utf-8", errors="replace")
    put_in_place(new, path)


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
