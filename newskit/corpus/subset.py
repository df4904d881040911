"""Which articles are meant: one of them, those of some days, those in German, and of copies all or the first."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from .. import texts
from ..checks import check_day, did_you_mean, kind
from ..errors import InputError
from .dates import days as days_of

if TYPE_CHECKING:
    import pandas as pd


DUPLICATES = ("keep", "first")
#: What the pipeline can read; dialects of German are written as de.
ANALYZED = "de"
_MEND = "If it is German after all, set articles.loc[articles['article_id'] == {id!r}, 'language'] = 'de'."


def choose(articles: pd.DataFrame, duplicates: str = "keep") -> tuple[pd.DataFrame, list[dict[str, Any]]]:
    """The articles to analyze, and a row of the table problems for each that is left out.

    Left out are articles in another language than German (a missing language counts as German), and with
    duplicates="first" those whose duplicate_of names an article that is there and stays.

    Raises:
        InputError: `duplicates` is neither "keep" nor "first", or no article is left.
    """
    if duplicates not in DUPLICATES:
        raise InputError(f"duplicates={duplicates!r} is not known. Allowed: {', '.join(DUPLICATES)}.")
    foreign = ~articles["language"].fillna(ANALYZED).eq(ANALYZED)
    if foreign.all():
        found = ", ".join(sorted(articles["language"].unique()))
        raise InputError(
            f"There is no German article to analyze: all {len(articles)} are in another language ({found}). "
            "If that is wrong, set articles['language'] = 'de'."
        )
    copies = articles["duplicate_of"].isin(articles.loc[~foreign, "article_id"]) & ~foreign & (duplicates == "first")
    chosen = articles[~foreign & ~copies]
    return chosen, [*_foreign(articles[foreign]), *_copies(articles[copies])]


def _foreign(articles: pd.DataFrame) -> Iterator[dict[str, Any]]:
    for source, key, language in articles[["source", "article_id", "language"]].itertuples(index=False):
        reason = f"The text is not German (language {language}); it was not analyzed. {_MEND.format(id=key)}"
        yield {"source": source, "article_id": key, "stage": "language", "reason": reason}


def _copies(articles: pd.DataFrame) -> Iterator[dict[str, Any]]:
    for source, key, first in articles[["source", "article_id", "duplicate_of"]].itertuples(index=False):
        reason = f"A copy of {first}; left out, as duplicates='first' asks."
        yield {"source": source, "article_id": key, "stage": "duplicates", "reason": reason}


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


_SHOWN = 5


def find_article(articles: pd.DataFrame, wanted: object = None, *, where: str = "The result") -> str:
    """The id of the article that is meant.

    Args:
        articles: the articles table.
        wanted: its id (or external_id), its title, the name of its file with or without the ending, or a part of the
            title that no other title has; None or "": the only one.
        where: what the articles are in, for the message.

    Raises:
        InputError: no article fits, or several do; the message lists them.
    """
    if articles.empty:
        raise InputError("No article could be read. See articles.attrs['problems'], or result.problems.")
    if wanted is None or wanted == "":
        if len(articles) == 1:
            return str(articles["article_id"].iloc[0])
        raise InputError(f"{where} holds {len(articles):,} articles. Say which one with article_id: {_some(articles)}.")
    if not isinstance(wanted, str):
        raise InputError(
            f"An article is named by its id, title or file name, not by {kind(wanted)}. {_choose(articles)}"
        )
    for fits in _ways(articles, wanted):
        if fits.sum() == 1:
            return str(articles.loc[fits, "article_id"].iloc[0])
        if fits.any():
            raise InputError(f"{int(fits.sum()):,} articles fit {wanted!r}. {_choose(articles[fits])}")
    near = did_you_mean(wanted, [*articles["article_id"], *articles["title"].dropna()])
    raise InputError(f"There is no article {wanted!r} in {where[0].lower()}{where[1:]}.{near} {_choose(articles)}")


def _ways(articles: pd.DataFrame, wanted: str) -> list[pd.Series[Any]]:
    """Which articles fit, the surest way first."""
    title = articles["title"].astype("string")
    files = articles["source"].astype("string").str.replace("\\", "/", regex=False).str.rsplit("/").str[-1]
    ids = articles["article_id"].astype("string") == wanted
    if "external_id" in articles.columns:
        ids |= articles["external_id"].astype("string").eq(wanted).fillna(False)
    whole = (title == wanted) | (files == wanted) | (files.str.rsplit(".", n=1).str[0] == wanted)
    part = title.str.casefold().str.contains(wanted.casefold(), regex=False)
    return [fits.fillna(False).astype(bool) for fits in (ids, whole, part)]


def _choose(articles: pd.DataFrame) -> str:
    return f"Choose with article_id: {_some(articles)}."


def _some(articles: pd.DataFrame) -> str:
    some = articles.head(_SHOWN)
    listed = "; ".join(
        str(key) if texts.is_missing(title) else f"{key} ({texts.shorten(str(title), 40)})"
        for key, title in zip(some["article_id"], some["title"], strict=True)
    )
    return listed + ("; ..." if len(articles) > len(some) else "")
