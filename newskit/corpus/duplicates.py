"""Copies: which articles take over the text of an earlier one, how much of it, and how much they changed.

An article is a copy of an earlier one if at least half of its words stand in runs of three or more that the earlier one
has too (n-gram overlap, as Clough et al. 2002 measured the reuse of agency text in METER; overlapping trigrams after
Lyon et al. 2001). Sentences may be moved, cut or added. Candidates among many articles are found by MinHash (Broder
1997). A corpus larger than memory is looked through as well: what is kept of each text lies in temporary files once it
is more than 64 MB, and in memory stay some 60 bytes for each text, and 500 more for each that may be a copy or have
one.
"""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast
from zlib import crc32

from ..checks import articles_of
from ..errors import InputError
from ..tables import Result

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

#: The share of its words that an article must have in common with an earlier one to be its copy.
THRESHOLD = 0.5
_COLUMNS = {
    "cluster": "int64", "article_id": "string", "duplicate_of": "string", "outlet": "string",
    "published": "datetime64[us, UTC]",
    "hours_after": "float64", "title": "string", "n_words": "int64", "share_changed": "float64",
    "share_taken": "float64",
    "agencies": "object", "cluster_agencies": "object",
}  # fmt: skip
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


def mark_duplicates(articles: pd.DataFrame, *, threshold: float = THRESHOLD) -> pd.Series[str]:
    """Of every article the article_id of the earliest that it copies; missing for those that copy none.

    Earliest by `published`, those without a date last, then by the order of the table. Every copy was compared with the
    article named, not with another copy of it.

    Args:
        articles: the articles table.
        threshold: the least share of an article's words that must come from the earlier one, above 0 up to 1.

    Raises:
        InputError: the threshold is out of range.
    """
    import pandas as pd

    if not 0 < threshold <= 1:
        raise InputError(f"threshold={threshold!r} is no share: give a number above 0, up to 1 (default {THRESHOLD}).")
    ids = articles["article_id"].tolist()
    firsts: list[Any] = [pd.NA] * len(ids)
    with Copies() as copies:
        for text in articles["text"]:
            copies.add(str(text))
        for place, first in copies.find(by_date(articles["published"]), threshold):
            firsts[place] = ids[first]
    return pd.Series(firsts, index=articles.index, dtype="string")


def by_date(published: pd.Series[Any]) -> list[int]:
    """The places of articles in the order in which they may copy from each other: by date, those without one last."""
    return published.reset_index(drop=True).sort_values(kind="stable", na_position="last").index.tolist()


def duplicates(articles: pd.DataFrame | Result) -> pd.DataFrame:
    """Who took which text, when, and how changed: a row per article of every cluster of copies, the first on top.

    Columns: cluster (number, from 0, the largest cluster first), article_id, duplicate_of (missing for the first),
    outlet, published, hours_after (hours after the first), title, n_words, share_changed (share of the article's words
    that do not stand in a run of three or more that the first has too: 0 = taken word for word, 1 = all new),
    share_taken (the same way, the share of the first's words that the article took), agencies (that the article
    credits), cluster_agencies (that any article of the cluster credits: whose text it probably is).

    What it cannot tell: who wrote the text, if the agency's own report is not in the table; the first may be a
    customer.

    Args:
        articles: the articles table, or an Analysis. Where no article has a duplicate_of, copies are looked for.
    """
    import pandas as pd

    frame = articles_of(articles, "duplicates")
    copies = frame["duplicate_of"] if "duplicate_of" in frame.columns else pd.Series(pd.NA, index=frame.index)
    if not copies.notna().any():
        copies = mark_duplicates(frame)
    frame = frame.assign(duplicate_of=copies)
    keys = frame["duplicate_of"].fillna(frame["article_id"])
    sizes = keys.map(keys.value_counts())
    groups = frame[sizes > 1].groupby(keys[sizes > 1], sort=False)
    ranked = sorted((group for _, group in groups), key=len, reverse=True)
    rows = [row for number, group in enumerate(ranked) for row in _cluster_rows(number, group)]
    made = {name: pd.Series([row[name] for row in rows], dtype=dtype) for name, dtype in _COLUMNS.items()}
    return pd.DataFrame(made)


def _cluster_rows(number: int, group: pd.DataFrame) -> Iterator[dict[str, Any]]:
    import pandas as pd

    group = group.assign(copy=group["duplicate_of"].notna()).sort_values(["copy", "published"], kind="stable")
    numbers: dict[str, int] = {}
    prints = [trigrams(str(text), numbers) for text in group["text"]]
    known = not group["copy"].iloc[0]  # the first may have been left out of the table
    start = group["published"].iloc[0] if known else pd.NaT
    credited = list(dict.fromkeys(name for names in group["agencies"] for name in names))
    for place, row in enumerate(cast("list[dict[str, Any]]", group.to_dict("records"))):
        copy = bool(row["copy"]) and known
        yield row | {
            "cluster": number,
            "hours_after": (row["published"] - start).total_seconds() / 3600 if copy else None,
            "share_changed": 1 - share_in_common(prints[place], prints[0]) if copy else None,
            "share_taken": share_in_common(prints[0], prints[place]) if copy else None,
            "agencies": list(row["agencies"]),
            "cluster_agencies": credited,
        }


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
