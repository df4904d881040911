"""Files that outlive a power cut: written to the disk before they take the place of what was there."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


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
    with suppress(OSError):  # some network file systems cannot sync folders
        descriptor = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def write(path: Path, text: str) -> None:
    """Write a text file anew: at every moment the old one or the whole new one is there."""
    new = path.with_name(f".{path.name}.new")
    new.write_text(text, encoding="utf-8", errors="replace")
    rename(new, path)
