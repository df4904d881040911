"""Files that are whole or not there: on the disk before they take the place of what was, and a clear word where they cannot be."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .errors import InputError


def sync(path: Path) -> None:
    """Wait until a file, or all files of a folder, are on the disk; a rename is only safe after that."""
    if path.is_dir():
        for inner in path.iterdir():
            if not inner.is_symlink():
                sync(inner)
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def rename(made: Path, target: Path) -> None:
    """Give a whole file or folder its name, with its content on the disk before and the name after."""
    sync(made)
    made.replace(target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk."""
    with suppress(OSError):  # some network file systems cannot
        descriptor = os.open(folder, os.O_RDONLY)
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
