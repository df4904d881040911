"""What describe() gives back: a corpus described in words and tables, in German and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .. import texts

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_ROWS = 12
#: What is counted of a corpus beside its size, in the order shown: singular and plural.
_REMARKS = {
    "n_copies": ("ist Kopie eines früheren Artikels", "sind Kopien früherer Artikel", "copies of an earlier article"),
    "n_agency": ("nennt eine Agentur als Quelle", "nennen eine Agentur als Quelle", "crediting an agency"),
    "n_other_language": ("ist nicht deutsch und wird nicht analysiert", "sind nicht deutsch und werden nicht analysiert", "not in German, which are not analyzed"),
    "n_without_date": ("hat kein Datum", "haben kein Datum", "without a date"),
    "n_paywall": ("endet an der Bezahlschranke", "enden an der Bezahlschranke", "ending at a paywall"),
    "n_teaser": ("ist nur ein Anriss", "sind nur Anrisse", "that are teasers only"),
    "n_ticker": ("ist ein Ticker", "sind Ticker", "that are live tickers"),
    "n_boilerplate": ("besteht nur aus Seitentext", "bestehen nur aus Seitentext", "of nothing but lines of a page"),
    "n_cut": ("wurde von Zeilen der Seite befreit", "wurden von Zeilen der Seite befreit", "from which lines of the page were cut"),
}  # fmt: skip


@dataclass(frozen=True, repr=False)
class Description:
    """What describe() found; prints as text, shows as tables in a notebook.

    Attributes:
        counts: n_articles, n_words, n_outlets, first and last (day, Berlin time), n_without_date, n_copies (duplicate_of set),
            n_other_language, n_agency (an agency is credited), n_cut (lines of the page were cut), and n_paywall, n_teaser,
            n_ticker, n_boilerplate (see articles.flagged), n_problems.
        missing: a row per column that has gaps: column, n_missing, share of the articles.
        outlets: a row per outlet, the largest first (the outlet is missing where the data name none): n_articles, n_words, first,
            last, and the counts above per outlet.
        months: a row per month and outlet with articles: month (2025-10, Berlin time), outlet, n_articles, n_words.
        problems: what went wrong, the most frequent first: stage, reason (numbers and names in it as in the example), n, example
            (its source).
        language: "de" or "en".
    """

    counts: Mapping[str, Any]
    missing: pd.DataFrame
    outlets: pd.DataFrame
    months: pd.DataFrame
    problems: pd.DataFrame
    language: str
    _articles: pd.DataFrame

    def plot(self, *, ax: Axes | None = None, language: str | None = None) -> Axes:
        """Articles by month and outlet: plots.corpus of these articles."""
        from ..plots import corpus

        return corpus(self._articles, ax=ax, language=language or self.language)

    def __str__(self) -> str:
        return description_text(self)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return description_html(self)


def description_text(made: Description) -> str:
    """The description as lines for a terminal."""
    lines = [_headline(made), *(f"  {line}" for line in _remarks(made))]
    for heading, frame in _parts(made)[:-1] if len(made.problems) else _parts(made):
        lines += [
            "",
            heading,
            *(f"  {line}" for line in frame.head(_ROWS).to_string(index=False, na_rep="–").splitlines()),
        ]
        lines += [f"  … ({len(frame) - _ROWS})"] if len(frame) > _ROWS else []
    return "\n".join([*lines, *_problem_lines(made)])


def _problem_lines(made: Description) -> list[str]:
    """How often, what, and where for example: a line each, since reasons are sentences."""
    if made.problems.empty:
        return []
    rows = made.problems.head(_ROWS).to_dict("records")
    lines = [f"  {row['n']:>5} × {texts.shorten(row['reason'], 160)} [{row['example']}]" for row in rows]
    more = [f"  … ({len(made.problems) - _ROWS})"] if len(made.problems) > _ROWS else []
    return ["", texts.pick(made.language, "Probleme", "Problems"), *lines, *more]


def description_html(made: Description) -> str:
    """The same as tables for a notebook."""
    from ..display.html import paragraphs, styled
    from ..display.tables import table_html

    body = paragraphs(_headline(made), *_remarks(made))
    for heading, frame in _parts(made):
        body += paragraphs(heading=heading, level=3) + table_html(frame, language=made.language, limit=_ROWS)
    return styled(body)


def _headline(made: Description) -> str:
    counts, language = made.counts, made.language
    parts = [texts.count(counts["n_articles"], "article", language), texts.count(counts["n_words"], "word", language)]
    parts.append(texts.count(counts["n_outlets"], "outlet", language))
    if counts["first"]:
        parts.append(
            texts.pick(
                language,
                f"{_day(counts['first'])} bis {_day(counts['last'])}",
                f"{counts['first']} to {counts['last']}",
            )
        )
    if counts["n_problems"]:
        parts.append(texts.count(counts["n_problems"], "problem", language))
    return ", ".join(parts)


def _day(iso: str) -> str:
    return ".".join(reversed(iso.split("-")))


def _remarks(made: Description) -> list[str]:
    return [
        f"{texts.number(n, made.language)} {texts.pick(made.language, one if n == 1 else many, english)}"
        for name, (one, many, english) in _REMARKS.items()
        if (n := made.counts[name])
    ]


def _parts(made: Description) -> list[tuple[str, pd.DataFrame]]:
    """The tables worth showing, with their headings and columns as people read them."""
    words = {
        "column": ("Spalte", "column"), "n_missing": ("fehlt bei", "missing in"), "share": ("Anteil", "share"), "outlet": ("Medium", "outlet"),
        "n_articles": ("Artikel", "articles"), "n_words": ("Wörter", "words"), "first": ("erster", "first"), "last": ("letzter", "last"),
        "n_copies": ("Kopien", "copies"), "n_agency": ("mit Agentur", "with agency"), "n_paywall": ("Bezahlschranke", "paywall"), "month": ("Monat", "month"),
        "stage": ("Schritt", "step"), "reason": ("Grund", "reason"), "n": ("Zahl", "number"), "example": ("Beispiel", "example"),
    }  # fmt: skip
    names = {name: texts.pick(made.language, *pair) for name, pair in words.items()}
    outlets = made.outlets[[name for name in made.outlets.columns if name in names]]
    outlets = outlets.assign(outlet=outlets["outlet"].fillna(texts.pick(made.language, "ohne Angabe", "not named")))
    months = made.months.groupby("month", as_index=False)[["n_articles", "n_words"]].sum()
    missing = made.missing.assign(share=[texts.percent(share, made.language) for share in made.missing["share"]])
    parts = [
        (texts.pick(made.language, "Nach Medium", "By outlet"), outlets),
        (texts.pick(made.language, "Nach Monat", "By month"), months),
        (texts.pick(made.language, "Was fehlt", "What is missing"), missing),
        (texts.pick(made.language, "Probleme", "Problems"), made.problems),
    ]
    return [(heading, frame.rename(columns=names)) for heading, frame in parts if len(frame)]
