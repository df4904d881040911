"""Over time: articles by month and outlet; quotations or hedges by week or month."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import tables, texts
from ..checks import articles_of, needs_result
from ..corpus.dates import days
from ..errors import InputError
from .style import (
    BLUE,
    GREEN,
    GREY,
    MUTED,
    ORANGE,
    SKY,
    VERMILLION,
    canvas,
    empty,
    finish,
    grid,
    language_of,
    lead,
    legend,
    values_on,
)  # fmt: skip

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from ..result import Analysis

#: More weeks than this are shown as months.
_WEEKS = 26
_LABELS = 12
_COLOURS = ((BLUE, ""), (ORANGE, "///"), (GREEN, "..."), (VERMILLION, "\\\\\\"), (SKY, "xxx"), (GREY, ""))


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
        _draw_corpus(ax, counts, language)
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


def _draw_corpus(ax: Axes, counts: pd.DataFrame, language: str) -> None:
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


@needs_result
def timeline(
    analysis: Analysis,
    *,
    of: str = "quotes",
    by: str | None = None,
    ax: Axes | None = None,
    language: str | None = None,
) -> Axes:
    """Quotations or hedges per 1,000 words, week by week or month by month (Berlin time), with the number of articles.

    Args:
        analysis: what to draw; articles without a date are left out.
        of: "quotes" or "hedges".
        by: "week" or "month"; None: weeks up to half a year, else months.
        ax: where to draw; None: a new figure.
        language: "de" or "en"; None: the analysis's.

    Raises:
        InputError: `of` or `by` is none of these.
    """
    language = language_of(analysis, language)
    if of not in ("quotes", "hedges") or by not in (None, "week", "month"):
        raise InputError(f"timeline(of={of!r}, by={by!r}): of is quotes or hedges; by is week, month or None.")
    noun = texts.label("word", "quotations" if of == "quotes" else "hedges", language)
    title = texts.label("plot", "over_time", language).format(noun, noun.capitalize())
    rates = over_time(analysis, of, by)
    with canvas(ax, 2.9) as ax:
        if rates.empty:
            return empty(ax, title, texts.label("plot", "no_article_has_a_date", language))
        _draw(ax, rates, language)
        weekly = rates.index[0].freqstr.startswith("W")
        per = texts.pick(language, "Woche ab" if weekly else "Monat", "week from" if weekly else "month")
        above = texts.label("plot", "above_the_bars_number_of", language)
        ax.set_xlabel(f"{per}; {above}")
        ax.set_ylabel(texts.label("plot", "per_1_000_words", language))
        told = [f"{_tick(p, language, True)} {texts.number(v, language, 1)}" for p, v in rates["rate"].dropna().items()]
        return finish(ax, title, ", ".join(told))


def over_time(analysis: Analysis, of: str = "quotes", by: str | None = None) -> pd.DataFrame:
    """Per period: n_articles, n_words, n (findings) and rate (per 1,000 words; missing where nothing was published)."""
    import pandas as pd

    dated = analysis.articles[days(analysis.articles).notna()]
    period = periods(analysis, by)
    freq = getattr(period.dtype, "freq", None)
    counts = getattr(analysis, of).groupby("article_id").size()
    rows = pd.DataFrame({
        "period": period.to_numpy(), "n_words": dated["n_words"], "n_articles": 1,
        "n": dated["article_id"].map(counts).fillna(0).astype("int64"),
    })  # fmt: skip
    sums = rows.groupby("period").sum()
    if len(sums):
        sums = sums.reindex(pd.period_range(sums.index.min(), sums.index.max(), freq=freq), fill_value=0)
    return sums.assign(rate=(1000 * sums["n"] / sums["n_words"].where(sums["n_words"] > 0)).astype("float64"))


def periods(analysis: Analysis, by: str | None = None) -> pd.Series[Any]:
    """The week or month of each article that has a date, by article_id; as timeline() groups them."""
    dated = analysis.articles[days(analysis.articles).notna()].set_index("article_id")
    local = days(dated)
    weeks = (local.max() - local.min()).days / 7 if len(local) else 0
    found: pd.Series[Any] = local.dt.to_period("M" if by == "month" or (by is None and weeks > _WEEKS) else "W-SUN")
    return found


def period_name(period: Any, language: str) -> str:
    """A week by its first day, a month by its number."""
    return _tick(period, language, True)


def _draw(ax: Axes, rates: pd.DataFrame, language: str) -> None:
    where = range(len(rates))
    ax.bar(where, rates["rate"].fillna(0), color=BLUE, width=0.75)
    step = -(-len(rates) // _LABELS)
    for x, (rate, n) in enumerate(zip(rates["rate"], rates["n_articles"], strict=True)):
        if n and rate > 0:
            period = rates.index[x]
            label = f"{_tick(period, language, True)}: {texts.number(rate, language, 1)}"
            lead(ax, f"period-{period.start_time:%Y-%m-%d}", label, (x - 0.375, 0, x + 0.375, rate))
        if n and step <= 3:
            ax.annotate(
                str(n),
                (x, rate),
                (0, 3),
                textcoords="offset points",
                ha="center",
                fontsize=8,
                color=MUTED,
            )
    ax.set_xticks(list(where)[::step], [_tick(p, language) for p in rates.index[::step]])
    ax.set_xlim(-0.6, max(len(rates), 6) - 0.4)
    ax.set_ylim(0, 1.15 * (rates["rate"].max() or 1))
    values_on(ax.yaxis, language, 0 if rates["rate"].max() > 5 else 1)
    grid(ax, "y")


def _tick(period: Any, language: str, full: bool = False) -> str:
    start = period.start_time
    if period.freqstr.startswith("W"):
        return str(
            start.strftime(texts.pick(language, "%d.%m.%Y" if full else "%d.%m.", "%Y-%m-%d" if full else "%m-%d"))
        )
    return str(start.strftime(texts.label("plot", "month_format", language)))
