"""Which articles of a table are analyzed: those in German, and of copies all or the first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..errors import InputError

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
