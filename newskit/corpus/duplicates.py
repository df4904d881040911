"""Copies: which articles take over the text of an earlier one, how much of it, and how much they changed.

An article is a copy of an earlier one if at least half of its words stand in runs of three or more that the earlier one
has too (n-gram overlap, as Clough et al. 2002 measured the reuse of agency text in METER; overlapping trigrams after
Lyon et al. 2001). Sentences may be moved, cut or added. Candidates among many articles are found by MinHash (Broder
1997).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from ..checks import articles_of
from ..errors import InputError
from ..tables import Result
from .copies import Copies, share_in_common, trigrams

if TYPE_CHECKING:
    import pandas as pd

#: The share of its words that an article must have in common with an earlier one to be its copy.
THRESHOLD = 0.5
_COLUMNS = {
    "cluster": "int64", "article_id": "string", "duplicate_of": "string", "outlet": "string",
    "published": "datetime64[us, UTC]",
    "hours_after": "float64", "title": "string", "n_words": "int64", "share_changed": "float64",
    "share_taken": "float64",
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
