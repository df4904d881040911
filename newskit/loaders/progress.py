"""A bar while articles load: over the files if they are many, over the bytes if they are few and large."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .reader import Row
from .source import FileSource

_MANY = 200
_LARGE = 1 << 26


class Progress:
    """Shown for more than 200 files or 64 MB: on a terminal, or anywhere if it was asked for; `False` is never."""

    def __init__(self, names: list[str], progress: bool | None) -> None:
        self._bytes, self._progress = len(names) <= _MANY, progress
        self._total = sum(map(_size, names)) if self._bytes and progress is not False else len(names)
        self._wanted = progress is not False and (self._total > _LARGE or not self._bytes)

    def __enter__(self) -> Progress:
        if self._wanted:
            from tqdm import tqdm

            unit = {"unit": "B", "unit_scale": True} if self._bytes else {"unit": "file"}
            # None: on a terminal only, so that a log keeps to its lines.
            off = None if self._progress is None else False
            self._bar = tqdm(total=self._total, desc="Loading", disable=off, **unit)
        return self

    def __exit__(self, *_: object) -> None:
        if self._wanted:
            self._bar.close()

    def over(self, rows: Iterator[Row], source: FileSource) -> Iterator[Row]:
        """The rows of a file, with the bar moved on."""
        if not self._wanted:
            yield from rows
            return
        done = 0
        for number, row in enumerate(rows):
            yield row
            if self._bytes and number % 64 == 0:
                place = max(source.position(), done)
                self._bar.update(place - done)
                done = place
        self._bar.update(_size(source.name) - done if self._bytes else 1)


def _size(name: str) -> int:
    try:
        return Path(name).stat().st_size
    except OSError:
        return 0
