"""The ids that a load has given, in little memory: 16 bytes for each, at most half full, whatever the articles' size."""

from __future__ import annotations

from array import array

_FIRST = 1 << 10
_MASK = (1 << 63) - 1


class Seen:
    """A hash table from a key to a mark, both as 63-bit numbers. Two keys out of a million meet once in 10 million loads."""

    def __init__(self) -> None:
        self._keys, self._marks, self._count = array("q", [0]) * _FIRST, array("q", [0]) * _FIRST, 0

    def put(self, key: str, mark: int) -> int | None:
        """Note a key; the mark that it has already, None if it is new."""
        number = (hash(key) & _MASK) or 1  # 0 is an empty place
        place = self._place(number)
        if self._keys[place]:
            return self._marks[place]
        self._keys[place], self._marks[place] = number, mark
        self._count += 1
        if 2 * self._count > len(self._keys):
            self._grow()
        return None

    def _place(self, number: int) -> int:
        last = len(self._keys) - 1
        place = number & last
        while self._keys[place] and self._keys[place] != number:
            place = (place + 1) & last
        return place

    def _grow(self) -> None:
        old = zip(self._keys, self._marks, strict=True)
        size = 2 * len(self._keys)
        self._keys, self._marks = array("q", [0]) * size, array("q", [0]) * size
        for key, mark in old:
            if key:
                place = self._place(key)
                self._keys[place], self._marks[place] = key, mark
