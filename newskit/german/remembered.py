"""What is worked out once for each word, for all the new words of a text together, and kept."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Generic, TypeVar, cast

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Remembered(Generic[K, V]):
    """Values by keys. Those that are not known yet are worked out together: a call for each word would cost more than its work.

    Args:
        work_out: gives the values of a list of different keys, in their order; None is no value.
        limit: how many are kept at most; before there are more, all are forgotten.
    """

    def __init__(self, work_out: Callable[[list[K]], Iterable[V]], limit: int = 200_000) -> None:
        self._work_out = work_out
        self._limit = limit
        self._known: dict[K, V] = {}

    def __call__(self, keys: Sequence[K]) -> list[V]:
        """The value of each key."""
        known = self._known  # another thread may put a new one in its place
        values = list(map(known.get, keys))
        if None not in values:
            return cast(list[V], values)
        new = list(dict.fromkeys(key for key, value in zip(keys, values, strict=True) if value is None))
        if len(known) + len(new) > self._limit:
            known, new = {}, list(dict.fromkeys(keys))
        known.update(zip(new, self._work_out(new), strict=True))
        self._known = known
        return [known[key] for key in keys]
