"""Which article somebody means: by its id, title, a part of the title, or the name of its file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import texts
from ..checks import did_you_mean, kind
from ..errors import InputError

if TYPE_CHECKING:
    import pandas as pd

_SHOWN = 5


def find_article(articles: pd.DataFrame, wanted: object = None, *, where: str = "The result") -> str:
    """The id of the article that is meant.

    Args:
        articles: the articles table.
        wanted: its id (or external_id), its title, the name of its file with or without the ending, or a part of the title
            that no other title has; None or "": the only one.
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
