"""A part of an Analysis: the tables of some of its articles."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .. import texts
from ..errors import InputError
from .parameters import check_day

if TYPE_CHECKING:
    import pandas as pd

    from ..analysis import Analysis


def only(analysis: Analysis, article_ids: Collection[str]) -> Analysis:
    """The same analysis with the rows of these articles alone."""
    wanted = list(article_ids)
    kept: dict[str, Any] = {
        name: table[table["article_id"].isin(wanted)].reset_index(drop=True) for name, table in analysis.tables.items()
    }
    return replace(analysis, **kept)


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
    end = pd.Timestamp(check_day(as_of), tz="Europe/Berlin") + pd.DateOffset(days=1)
    published = articles["published"]
    inside = published < end
    if days:
        inside &= published >= end - pd.DateOffset(days=days)
    kept = articles[inside.fillna(False)].reset_index(drop=True)
    reason = "It has no date, so it is in no window of days."
    undated = [
        {"source": None, "article_id": key, "stage": "load", "reason": reason}
        for key in articles.loc[published.isna(), "article_id"]
    ]
    kept.attrs["problems"] = [*articles.attrs.get("problems", []), *undated]
    return kept


def one_article(articles: pd.DataFrame, article_id: str = "") -> pd.DataFrame:
    """The row of one article, with the problems that concern it.

    Args:
        articles: the articles table.
        article_id: which one: its id, its title, or the name of its file; "" if there is only one.

    Raises:
        InputError: no article fits, or more than one; the message lists them.
    """
    if not article_id:
        found = articles
    else:
        files = articles["source"].astype(str).str.replace("\\", "/").str.rsplit("/").str[-1]
        stems = files.str.rsplit(".", n=1).str[0]
        fits = (articles["article_id"] == article_id) | (articles["title"] == article_id)
        found = articles[fits.fillna(False) | (files == article_id) | (stems == article_id)]
    if len(found) != 1:
        raise InputError(_which(articles, found, article_id))
    row = found.reset_index(drop=True)
    key = row["article_id"].iloc[0]
    row.attrs["problems"] = [p for p in articles.attrs.get("problems", []) if p.get("article_id") == key]
    return row


def _which(articles: pd.DataFrame, found: pd.DataFrame, article_id: str) -> str:
    if articles.empty:
        return "No article could be read. See articles.attrs['problems']."
    what = f"No article {article_id!r} is" if found.empty else f"{len(found)} articles fit {article_id!r}"
    some = (found if len(found) else articles).head(5)
    listed = "; ".join(f"{key} ({texts.shorten(str(title), 40)})" for key, title in some[["article_id", "title"]].itertuples(index=False))  # fmt: skip
    more = ", ..." if len(articles) > len(some) else ""
    head = (
        f"{what} in the source." if article_id else f"The source holds {len(articles)} articles; the report is on one."
    )
    return f"{head} Choose with article_id: {listed}{more}"
