"""What a corpus holds: articles by month and outlet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import tables, texts
from ..checks import articles_of
from ..corpus.dates import days
from .style import BLUE, GREEN, GREY, ORANGE, SKY, VERMILLION, canvas, empty, finish, grid, legend, values_on

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from ..result import Analysis

_COLOURS = ((BLUE, ""), (ORANGE, "///"), (GREEN, "..."), (VERMILLION, "\\\\\\"), (SKY, "xxx"), (GREY, ""))
_LABELS = 12


def corpus(articles: Analysis | pd.DataFrame, *, ax: Axes | None = None, language: str | None = None) -> Axes:
    """Articles per month (Berlin time), the five largest outlets apart; those without a date are counted below.

    Args:
        articles: the articles table, or an Analysis.
        ax: where to draw; None: a new figure.
        language: "de" or "en"; None: that of the Analysis, else German.
    """
    language = texts.check_language(language or (articles.language if isinstance(articles, tables.Result) else "de"))
    frame = articles_of(articles, "plots.corpus", {"outlet", "date"})
    title = texts.label("plot", "articles_by_month_and_outlet", language)
    counts = by_month(frame, language)
    undated = int(days(frame).isna().sum())
    with canvas(ax, 3.0) as ax:
        if counts.empty:
            return empty(ax, title, texts.label("plot", "no_article_has_a_date", language))
        _draw(ax, counts, language)
        note = texts.pick(language, f"; ohne Datum: {texts.number(undated)}", f"; without a date: {undated:,}")
        ax.set_xlabel(texts.label("plot", "month", language) + (note if undated else ""))
        ax.set_ylabel(texts.label("plot", "articles", language))
        told = [f"{name} {texts.number(n, language)}" for name, n in counts.sum().items()]
        return finish(ax, title, ", ".join(told) + (note if undated else ""))


def by_month(articles: pd.DataFrame, language: str = "de") -> pd.DataFrame:
    """Articles per month, months without any included: a column for each of the largest outlets, one for the others."""
    import pandas as pd

    dated = articles[days(articles).notna()]
    months = days(dated).dt.to_period("M")
    names = dated["outlet"].astype(object).where(dated["outlet"].notna(), texts.label("plot", "not_named", language))
    sizes = names.value_counts(sort=False).sort_values(ascending=False, kind="stable")
    largest = sizes.index[: len(_COLOURS) if len(sizes) == len(_COLOURS) else len(_COLOURS) - 1]
    others = texts.label("plot", "others", language)
    counts = pd.crosstab(months, names.where(names.isin(largest), others))
    if counts.empty:
        return counts
    columns = [name for name in [*largest, others] if name in counts.columns]
    every = pd.period_range(counts.index.min(), counts.index.max(), freq="M")
    return counts.reindex(index=every, columns=list(dict.fromkeys(columns)), fill_value=0)


def _draw(ax: Axes, counts: pd.DataFrame, language: str) -> None:
    where, below = range(len(counts)), counts.iloc[:, 0] * 0
    for (name, values), (colour, hatch) in zip(counts.items(), _COLOURS, strict=False):
        label = texts.shorten(str(name), 28).lstrip("_") or "–"  # matplotlib leaves out labels that begin with _
        ax.bar(
            where,
            values,
            bottom=below,
            width=0.75,
            color=colour,
            hatch=hatch,
            edgecolor="white",
            linewidth=0.3,
            label=label,
        )
        below = below + values
    step = -(-len(counts) // _LABELS)
    form = texts.label("plot", "month_format", language)
    ax.set_xticks(list(where)[::step], [str(month.strftime(form)) for month in counts.index[::step]])
    ax.set_xlim(-0.6, max(len(counts), 6) - 0.4)
    values_on(ax.yaxis, language)
    grid(ax, "y")
    if counts.shape[1] > 1:
        legend(ax)
