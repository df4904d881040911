"""A part of a corpus: some articles of a table, or the findings on some articles of an analysis."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from ..checks import check_day
from ..errors import InputError
from .dates import days as days_of
from .lookup import find_article

if TYPE_CHECKING:
    import pandas as pd

Result = TypeVar("Result", bound=Any)


def only(analysis: Result, article_ids: Collection[str]) -> Result:
    """The same analysis with the rows of these articles alone."""
    wanted = list(article_ids)
    kept: dict[str, Any] = {
        name: table[table["article_id"].isin(wanted)].reset_index(drop=True) for name, table in analysis.tables.items()
    }
    made: Result = replace(analysis, **kept)
    return made


def window(articles: pd.DataFrame, as_of: str = "", days: int = 0) -> pd.DataFrame:
    """The articles published up to a day, of the days before it: what a report of that day is on, whenever it is made.

    Args:
        articles: the articles table.
        as_of: the last day that counts (2026-11-16, in Berlin); "": no end.
        days: how many days count, the last included; 0: all before.

    Returns:
        The rows; with as_of those without a date are left out, each with a line in the problems.

    Raises:
        InputError: as_of is no day, or days are asked for without it.
    """
    import pandas as pd

    if days and not as_of:
        raise InputError(f"days is {days}, but as_of is empty: say which day is the last.")
    if not as_of:
        return articles
    last, day = pd.Timestamp(check_day(as_of)), days_of(articles)
    inside = day <= last
    if days:
        inside &= day > last - pd.Timedelta(days=days)
    kept = articles[inside.fillna(False)].reset_index(drop=True)
    reason = "It has no date, so it is in no window of days."
    undated = [
        {"source": None, "article_id": key, "stage": "load", "reason": reason}
        for key in articles.loc[day.isna(), "article_id"]
    ]
    kept.attrs["problems"] = [*articles.attrs.get("problems", []), *undated]
    return kept


def one_article(articles: pd.DataFrame, article_id: str = "") -> pd.DataFrame:
    """The row of one article, with the problems that concern it.

    Args:
        articles: the articles table.
        article_id: which one: its id, title, a part of the title, or the name of its file; "" if there is only one.

    Raises:
        InputError: no article fits, or more than one; the message lists them.
    """
    key = find_article(articles, article_id, where="The source")
    row = articles[articles["article_id"] == key].reset_index(drop=True)
    row.attrs["problems"] = [p for p in articles.attrs.get("problems", []) if p.get("article_id") == key]
    return row
