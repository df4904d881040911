"""Copies: which articles take over the text of an earlier one, how much of it, and how much they changed.

An article is a copy of an earlier one if at least half of its words stand in runs of three or more that the earlier one
has too (n-gram overlap, as Clough et al. 2002 measured the reuse of agency text in METER; overlapping trigrams after
Lyon et al. 2001). Sentences may be moved, cut or added. Candidates among many articles are found by MinHash (Broder 1997).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeAlias, cast
from zlib import crc32

from ..errors import InputError

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from ..analysis import Analysis

    Prints: TypeAlias = list[NDArray[np.uint32]]

#: The share of its words that an article must have in common with an earlier one to be its copy.
THRESHOLD = 0.5
#: Shorter texts are too short to tell a copy from the same few facts told twice.
MIN_WORDS = 20
#: Up to so many articles every pair is compared; above, only those whose MinHashes meet in a band.
_ALL_PAIRS = 300
#: 60 bands of 3: a pair with 40 % of all its trigrams in common (Jaccard) meets with 98 %, one with 1 % in 1 of 17,000.
_BANDS, _ROWS = 60, 3
#: Articles from one mould (weather, lottery) meet in many bands and are no copies; the likeliest of them are compared.
_CANDIDATES = 50
_WORD = re.compile(r"\w+")
_COLUMNS = {
    "cluster": "int64", "article_id": "string", "duplicate_of": "string", "outlet": "string", "published": "datetime64[us, UTC]",
    "hours_after": "float64", "title": "string", "n_words": "int64", "share_changed": "float64", "share_taken": "float64",
    "agencies": "object", "cluster_agencies": "object",
}  # fmt: skip


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
    order = articles["published"].reset_index(drop=True).sort_values(kind="stable", na_position="last").index.tolist()
    prints = _prints(articles["text"].iloc[order])
    ids = articles["article_id"].iloc[order].tolist()
    firsts: list[Any] = [pd.NA] * len(ids)
    for place, first in _copies(prints, threshold):
        firsts[order[place]] = ids[first]
    return pd.Series(firsts, index=articles.index, dtype="string")


def duplicates(articles: pd.DataFrame | Analysis) -> pd.DataFrame:
    """Who took which text, when, and with how much change: a row per article of every cluster of copies, the first on top.

    Columns: cluster (number, from 0, the largest cluster first), article_id, duplicate_of (missing for the first), outlet,
    published, hours_after (hours after the first), title, n_words, share_changed (share of the article's words that do not
    stand in a run of three or more that the first has too: 0 = taken word for word, 1 = all new), share_taken (the same way,
    the share of the first's words that the article took), agencies (that the article credits), cluster_agencies (that any
    article of the cluster credits: whose text it probably is).

    What it cannot tell: who wrote the text, if the agency's own report is not in the table; the first may be a customer.

    Args:
        articles: the articles table, or an Analysis. Where no article has a duplicate_of, copies are looked for.
    """
    import pandas as pd

    frame: pd.DataFrame = articles if isinstance(articles, pd.DataFrame) else articles.articles
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
    prints = _prints(group["text"])
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


def _prints(texts: Iterable[object]) -> Prints:
    """The overlapping trigrams of each text's words as numbers, in their order; none for a text too short to tell."""
    import numpy as np

    numbers: dict[str, int] = {}
    prints: Prints = []
    for text in texts:
        plain = unicodedata.normalize("NFC", str(text)).replace("\u00ad", "").lower()
        words = _WORD.findall(plain)
        for word in set(words):
            if word not in numbers:
                numbers[word] = crc32(word.encode("utf-8", "replace"))
        if len(words) < MIN_WORDS:
            prints.append(np.empty(0, dtype=np.uint32))
            continue
        of = np.fromiter((numbers[word] for word in words), dtype=np.uint64, count=len(words))
        mixed = of[:-2] * np.uint64(0x9E3779B97F4A7C15) + of[1:-1] * np.uint64(0xC2B2AE3D27D4EB4F)
        mixed = mixed + of[2:] * np.uint64(0x165667B19E3779F9)  # odd constants: the order of the words counts
        prints.append((mixed >> np.uint64(32)).astype(np.uint32))
    return prints


def _copies(prints: Prints, threshold: float) -> Iterator[tuple[int, int]]:
    """Pairs (copy, first) of places. Only firsts are compared with, so that a text taken a thousand times costs no more."""
    candidates = _earlier if len(prints) <= _ALL_PAIRS else _Bands(prints).earlier
    copied: set[int] = set()
    for place, one in enumerate(prints):
        if not len(one):
            continue
        for first in candidates(place, copied):
            if share_in_common(one, prints[first]) >= threshold:
                copied.add(place)
                yield place, first
                break


def _earlier(place: int, copied: set[int]) -> list[int]:
    return [first for first in range(place) if first not in copied]


class _Bands:
    """Which articles' MinHashes agree in a band, as the articles come one after the other."""

    def __init__(self, prints: Prints) -> None:
        self._keys = _shared_bands(prints)
        self._firsts: dict[int, list[int]] = {}

    def earlier(self, place: int, copied: set[int]) -> list[int]:
        """The places before this one that may be its first, earliest first; those that are copies themselves are left out."""
        from collections import Counter

        met: Counter[int] = Counter()
        for key in self._keys[place]:
            there = self._firsts.setdefault(key, [])
            if there and there[-1] in copied:
                there.pop()
            met.update(there[:_CANDIDATES])
            there.append(place)  # taken out again by the next one, if this turns out to be a copy
        return sorted(first for first, _ in met.most_common(_CANDIDATES) if first not in copied)


def _shared_bands(prints: Prints) -> list[list[int]]:
    """The bands of each text that another text has too, each band as a number."""
    import numpy as np
    from datasketch import MinHash

    full = [place for place, one in enumerate(prints) if len(one)]
    keys: list[list[int]] = [[] for _ in prints]
    signatures = np.empty((len(full), _BANDS * _ROWS), dtype=np.uint64)
    hashes = MinHash.generator((prints[place].tolist() for place in full), num_perm=_BANDS * _ROWS, hashfunc=int)
    for number, minhash in enumerate(hashes):
        signatures[number] = minhash.hashvalues
    for band in range(_BANDS):
        columns = np.ascontiguousarray(signatures[:, band * _ROWS : (band + 1) * _ROWS])
        _, numbers, counts = np.unique(columns, axis=0, return_inverse=True, return_counts=True)
        numbers = numbers.ravel()
        for row in np.flatnonzero(counts[numbers] > 1):
            keys[full[row]].append(int(numbers[row]) * _BANDS + band)
    return keys
