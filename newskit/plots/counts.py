"""Sources by role, quotations by type, hedges by category and voice: bars, and shares of roles with intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import tables, texts
from ..checks import needs_result
from ..measures.groups import source_measures
from .style import (
    BLUE,
    MUTED,
    ORANGE,
    canvas,
    empty,
    finish,
    grid,
    language_of,
    lead,
    legend,
    line_named,
    names_on,
    values_on,
)

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from ..result import Analysis


@needs_result
def sources(analysis: Analysis, *, ax: Axes | None = None, language: str | None = None) -> Axes:
    """Sources by role, named and anonymous ones apart. Every source counts once per article."""
    language = language_of(analysis, language)
    title = texts.label("plot", "sources_by_role", language)
    counts = analysis.sources.groupby(["role", "named"], observed=True).size().unstack(fill_value=0)
    counts = counts.reindex(columns=[True, False], fill_value=0)
    order = counts.sum(axis=1).sort_values(ascending=False, kind="stable").index
    counts = counts.loc[sorted(order, key=lambda role: role == "unknown")]
    with canvas(ax, 1.3 + 0.34 * max(len(counts), 2)) as ax:
        if counts.empty:
            return empty(ax, title, texts.label("plot", "no_sources_were_found", language))
        _stacked(ax, counts, language)
        each = texts.per_article(len(analysis.articles), language)
        ax.set_xlabel(texts.label("plot", "number_of_sources", language) + each)
        words = [
            f"{texts.label('role', role, language)} {named + anonymous} ({texts.label('named', False, language)} "
            f"{anonymous})"
            for role, named, anonymous in counts.itertuples()
        ]
        return finish(ax, title, ", ".join(words))


def _stacked(ax: Axes, counts: pd.DataFrame, language: str) -> None:
    names = [texts.label("role", role, language) for role in counts.index]
    where = range(len(counts))
    ax.barh(where, counts[True], color=BLUE, label=texts.label("named", True, language))
    ax.barh(
        where, counts[False], left=counts[True], color="white", edgecolor=BLUE, hatch="////",
        label=texts.label("named", False, language),
    )  # fmt: skip
    for n, total in enumerate(counts.sum(axis=1)):
        ax.annotate(texts.number(total, language), (total, n), (4, 0), textcoords="offset points", va="center")
        lead(ax, f"sources-role-{counts.index[n]}", f"{names[n]}: {total}", (0, n - 0.4, total, n + 0.4))
    names_on(ax, names)
    values_on(ax.xaxis, language)
    grid(ax)
    legend(ax)


@needs_result
def source_shares(
    analysis: Analysis, *, measures: pd.DataFrame | None = None, ax: Axes | None = None, language: str | None = None
) -> Axes:
    """Share of each role among the sources, with its interval.

    Args:
        analysis: of analyze().
        measures: rows of nk.source_measures() of one group, if they are there already; None: of all articles.
        ax: axes to draw on; None: new ones.
        language: "de" or "en"; None: the analysis's.
    """
    language = language_of(analysis, language)
    if measures is None:
        measures = source_measures(analysis)
    title = texts.label("plot", "shares_of_roles", language)
    rows = measures.set_index("measure").reindex([f"share_{role}" for role in tables.ROLES])
    rows = rows[rows["value"] > 0].sort_values("value", ascending=False, kind="stable")
    with canvas(ax, 1.2 + 0.34 * max(len(rows), 2)) as ax:
        if rows.empty:
            return empty(ax, title, texts.label("plot", "no_sources_were_found", language))
        where = range(len(rows))
        ax.hlines(where, 100 * rows["low"], 100 * rows["high"], color=BLUE, linewidth=2, alpha=0.55)
        ax.plot(100 * rows["value"], list(where), "o", color=BLUE, markersize=6)
        names = [texts.label("role", str(m).removeprefix("share_"), language) for m in rows.index]
        names_on(ax, names)
        for y, (measure, name, value) in enumerate(zip(rows.index, names, rows["value"], strict=True)):
            role, ends = str(measure).removeprefix("share_"), rows[["low", "value", "high"]].iloc[y]
            reach = (100 * float(ends.min()), 100 * float(ends.max()))
            lead(
                ax,
                f"sources-role-{role}",
                f"{name}: {texts.percent(value, language)}",
                (reach[0], y - 0.4, reach[1], y + 0.4),
            )
        ax.set_xlim(left=0)
        each = texts.per_article(int(measures["n_articles"].max()), language)
        grid(ax)
        ax.set_xlabel(
            texts.label("plot", "percent_of_sources_line_interval", language).format(each, line_named(rows, language)),
            color=MUTED,
        )
        told = ", ".join(f"{n} {texts.percent(v, language)}" for n, v in zip(names, rows["value"], strict=True))
        return finish(ax, title, told)


@needs_result
def quotes(analysis: Analysis, *, ax: Axes | None = None, language: str | None = None) -> Axes:
    """Quotations by type, with their share of all."""
    language = language_of(analysis, language)
    title = texts.label("plot", "quotations_by_type", language)
    counts = analysis.quotes["type"].value_counts().reindex(tables.QUOTE_TYPES, fill_value=0)
    with canvas(ax, 2.6) as ax:
        if not counts.sum():
            return empty(ax, title, texts.label("plot", "no_quotations_were_found", language))
        shares = [
            f"{texts.number(n, language)} ({texts.percent(n / counts.sum(), language)})" if n else "0" for n in counts
        ]
        names = [texts.label("quote_type", kind, language) for kind in counts.index]
        ax.barh(range(len(counts)), counts, color=BLUE)
        for n, (value, text) in enumerate(zip(counts, shares, strict=True)):
            ax.annotate(text, (value, n), (4, 0), textcoords="offset points", va="center")
            if value:
                lead(ax, f"quotes-{counts.index[n]}", f"{names[n]}: {text}", (0, n - 0.4, value, n + 0.4))
        names_on(ax, names)
        ax.margins(x=0.12)
        values_on(ax.xaxis, language)
        grid(ax)
        ax.set_xlabel(texts.label("plot", "number_of_quotations", language))
        return finish(ax, title, ", ".join(f"{name} {text}" for name, text in zip(names, shares, strict=True)))


@needs_result
def hedges(analysis: Analysis, *, ax: Axes | None = None, language: str | None = None) -> Axes:
    """Hedges per 1,000 words by category.

    Of the newsroom per 1,000 of its own words, of sources per 1,000 of theirs.
    """
    language = language_of(analysis, language)
    title = texts.label("plot", "hedges_per_1_000_words", language)
    rates = hedge_rates(analysis)
    with canvas(ax, 4.1) as ax:
        if not rates.to_numpy().any():
            sentence = texts.label("plot", "no_hedges_were_found", language)
            return empty(ax, title, sentence)
        names = [texts.label("category", c, language) for c in rates.index]
        facts = []
        for shift, (voice, color, hatch) in zip(
            (-0.2, 0.2), (("newsroom", BLUE, ""), ("quoted", ORANGE, "..")), strict=True
        ):
            where = [n + shift for n in range(len(rates))]
            ax.barh(
                where,
                rates[voice],
                0.38,
                color=color,
                hatch=hatch,
                edgecolor="white",
                label=texts.label("voice", voice, language),
            )
            for y, value in ((y, value) for y, value in zip(where, rates[voice], strict=True) if value):
                text = texts.number(value, language, 1)
                ax.annotate(text, (value, y), (4, 0), textcoords="offset points", va="center", fontsize=8, color=MUTED)
            told = ", ".join(
                f"{name} {texts.number(v, language, 1)}" for name, v in zip(names, rates[voice], strict=True) if v
            )
            facts.append(f"{texts.label('voice', voice, language)}: {told or 0}")
            for y, kind, name, value in zip(where, rates.index, names, rates[voice], strict=True):
                label = f"{name}, {texts.label('voice', voice, language)}: {texts.number(value, language, 1)}"
                if value:
                    lead(ax, f"hedges-{kind}-{voice}", label, (0, y - 0.19, value, y + 0.19))
        names_on(ax, names)
        ax.margins(x=0.08)
        values_on(ax.xaxis, language, 1)
        grid(ax)
        legend(ax)
        ax.set_xlabel(texts.label("plot", "per_1_000_words_of", language))
        return finish(ax, title, "; ".join(facts))


def hedge_rates(analysis: Analysis) -> pd.DataFrame:
    """Hedges per 1,000 words of each voice: a row per category, a column per voice."""
    import pandas as pd

    words = analysis.readability.groupby("voice", observed=True)["n_words"].sum()
    counts = pd.crosstab(analysis.hedges["category"], analysis.hedges["voice"])
    counts = counts.reindex(index=list(tables.HEDGE_CATEGORIES), columns=list(tables.VOICES), fill_value=0)
    return pd.DataFrame({v: 1000 * counts[v] / w if (w := words.get(v, 0)) else 0.0 * counts[v] for v in tables.VOICES})
