"""Which texts take over an earlier one: by trigrams of their words, and MinHash to find candidates.

A corpus larger than memory is looked through as well: what is kept of each text lies in temporary files once it is more
than 64 MB, and in memory stay some 60 bytes for each text, and 500 more for each that may be a copy or have one.
"""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zlib import crc32

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Shorter texts are too short to tell a copy from the same few facts told twice.
MIN_WORDS = 20
#: Up to so many articles every pair is compared; above, only those whose MinHashes meet in a band.
ALL_PAIRS = 300
#: 60 bands of 3: a pair with 40 % of all its trigrams in common (Jaccard) meets with 98 %, one with 1 % in 1 of 17,000.
_BANDS, _ROWS = 60, 3
#: Articles from one mould (weather, lottery) meet in many bands and are no copies; the likeliest of them are compared.
_CANDIDATES = 50
_WORD = re.compile(r"\w+")
_IN_MEMORY, _BLOCK, _KNOWN_WORDS, _MANY = 1 << 26, 4096, 1 << 20, 20_000


class Copies:
    """Texts, added one after the other, and who copies whom among them. Use as a context manager."""

    def __init__(self) -> None:
        from array import array

        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)
        self._ends = array("q", [0])
        self._numbers: dict[str, int] = {}

    def __enter__(self) -> Copies:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __len__(self) -> int:
        return len(self._ends) - 1

    def add(self, text: str) -> None:
        """Note a text; its place is the number of those before it."""
        if len(self._numbers) > _KNOWN_WORDS:
            self._numbers.clear()
        self._file.write(trigrams(text, self._numbers).tobytes())
        self._ends.append(self._file.tell())

    def find(
        self, order: Sequence[int], threshold: float, *, progress: bool | None = False
    ) -> Iterator[tuple[int, int]]:
        """Pairs (copy, first) of places; `order` has the places, earliest first.

        With progress=None there is a bar on a terminal, for more than 20,000 texts. Only firsts are compared with, so
        that a text taken a thousand times costs no more.
        """
        firsts = lru_cache(_CANDIDATES * 4)(self._trigrams)
        copied: set[int] = set()
        candidates = _earlier if len(order) <= ALL_PAIRS else _Bands(self, order, progress).earlier
        for rank, place in enumerate(order):
            if self._ends[place] == self._ends[place + 1]:
                continue
            one: Any = None
            for first in candidates(rank, copied):
                one = self._trigrams(place) if one is None else one
                if share_in_common(one, firsts(order[first])) >= threshold:
                    copied.add(rank)
                    yield place, order[first]
                    break

    def _trigrams(self, place: int) -> NDArray[np.uint32]:
        import numpy as np

        self._file.seek(self._ends[place])
        data: bytes = self._file.read(self._ends[place + 1] - self._ends[place])
        return np.frombuffer(data, dtype=np.uint32)

    def full(self, order: Sequence[int], progress: bool | None) -> Iterator[tuple[int, NDArray[np.uint32]]]:
        """Rank and trigrams of those that have any."""
        from tqdm import tqdm

        off = progress is False or (progress is None and (len(order) < _MANY or None))
        for rank, place in enumerate(tqdm(order, desc="Copies", unit="article", disable=off)):
            if len(one := self._trigrams(place)):
                yield rank, one


def trigrams(text: str, numbers: dict[str, int]) -> NDArray[np.uint32]:
    """The overlapping trigrams of a text's words as numbers, in their order; none for a text too short to tell.

    Args:
        text: the text.
        numbers: the numbers of words that are known already; those of others are added.
    """
    import numpy as np

    words = _WORD.findall(unicodedata.normalize("NFC", text).replace("\u00ad", "").lower())
    if len(words) < MIN_WORDS:
        return np.empty(0, dtype=np.uint32)
    for word in set(words):
        if word not in numbers:
            numbers[word] = crc32(word.encode("utf-8", "replace"))
    of = np.fromiter((numbers[word] for word in words), dtype=np.uint64, count=len(words))
    mixed = of[:-2] * np.uint64(0x9E3779B97F4A7C15) + of[1:-1] * np.uint64(0xC2B2AE3D27D4EB4F)
    mixed = mixed + of[2:] * np.uint64(0x165667B19E3779F9)  # odd constants: the order of the words counts
    made: NDArray[np.uint32] = (mixed >> np.uint64(32)).astype(np.uint32)
    return made


def share_in_common(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> float:
    """The share of one text's words that stand in a run of three or more words that the other has too."""
    import numpy as np

    if not len(one):
        return 0.0
    common = np.isin(one, other)
    words = np.zeros(len(one) + 2, dtype=bool)
    for shift in range(3):
        words[shift : len(one) + shift] |= common
    return float(words.mean())


def _earlier(rank: int, copied: set[int]) -> list[int]:
    return [first for first in range(rank) if first not in copied]


class _Bands:
    """Which texts' MinHashes agree in a band, as they come one after the other.

    A band's value that several texts share is a group. Flat arrays hold the groups of each text and, of each group, the
    texts that came so far and are no copies.
    """

    def __init__(self, copies: Copies, order: Sequence[int], progress: bool | None) -> None:
        import numpy as np

        ranks, groups = _shared(copies, order, progress)
        sizes = np.bincount(groups)
        self._starts = np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.int64)
        self._members = np.zeros(len(ranks), dtype=np.uint32)
        self._counts = np.zeros(len(sizes), dtype=np.uint32)
        self._groups = groups[np.argsort(ranks, kind="stable")]
        self._edges = np.concatenate(([0], np.cumsum(np.bincount(ranks, minlength=len(order)))))

    def earlier(self, rank: int, copied: set[int]) -> list[int]:
        """The ranks before this one that may be its first, earliest first, without those that are copies."""
        met: Counter[int] = Counter()
        for group in self._groups[self._edges[rank] : self._edges[rank + 1]].tolist():
            start, count = int(self._starts[group]), int(self._counts[group])
            if count and int(self._members[start + count - 1]) in copied:
                count -= 1
            met.update(self._members[start : start + min(count, _CANDIDATES)].tolist())
            self._members[start + count] = rank  # taken out again by the next one, if this turns out to be a copy
            self._counts[group] = count + 1
        return sorted(first for first, _ in met.most_common(_CANDIDATES) if first not in copied)


def _shared(
    copies: Copies, order: Sequence[int], progress: bool | None
) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Ranks, and groups that they are in: for every band those that share its value with another."""
    import numpy as np

    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
        ranks = np.fromiter(_write_bands(copies.full(order, progress), file), dtype=np.uint32)
        found, groups, n_groups = [np.empty(0, np.uint32)], [np.empty(0, np.uint32)], 0
        for band in range(_BANDS):
            _, numbers, counts = np.unique(_column(file, band, len(ranks)), return_inverse=True, return_counts=True)
            shared = counts > 1
            names = (np.cumsum(shared) + (n_groups - 1)).astype(np.uint32)
            rows = np.flatnonzero(shared[numbers])
            found.append(ranks[rows])
            groups.append(names[numbers[rows]])
            n_groups += int(shared.sum())
    return np.concatenate(found), np.concatenate(groups)


def _write_bands(full: Iterator[tuple[int, NDArray[np.uint32]]], file: Any) -> Iterator[int]:
    """The bands of each text as numbers, block after block, and in a block band after band; gives the texts' ranks."""
    import numpy as np
    from datasketch import MinHash

    mix = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)
    block: list[NDArray[np.uint64]] = []
    empty = MinHash(num_perm=_BANDS * _ROWS, hashfunc=int, scheme="affine32")
    for rank, one in full:
        minhash = empty.copy()
        minhash.update_batch(one.tolist())
        block.append((minhash.hashvalues.reshape(_BANDS, _ROWS).astype(np.uint64) * mix).sum(axis=1, dtype=np.uint64))
        yield rank
        if len(block) == _BLOCK:
            file.write(np.stack(block, axis=1).tobytes())
            block.clear()
    if block:
        file.write(np.stack(block, axis=1).tobytes())


def _column(file: Any, band: int, n: int) -> NDArray[np.uint64]:
    import numpy as np

    pieces = []
    for start in range(0, n, _BLOCK):
        size = min(_BLOCK, n - start)
        file.seek(8 * (_BANDS * start + band * size))
        pieces.append(np.frombuffer(file.read(8 * size), dtype=np.uint64))
    return np.concatenate(pieces) if pieces else np.empty(0, dtype=np.uint64)
