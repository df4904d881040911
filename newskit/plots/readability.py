"""Readability: one article against the others, or outlet beside outlet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .. import texts
from ..checks import needs_result
from ..measures.groups import group_of
from ..measures.registry import axis_name
from .style import BLUE, INK, MUTED, SKY, VERMILLION, canvas, empty, finish, grid, language_of, names_on, values_on

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from ..result import Analysis

#: Values that lie closer than that need a decimal on the axis.
CLOSE = 5.0


@needs_result
def readability(
    analysis: Analysis,
    article_id: str | None = None,
    *,
    corpus: Analysis | None = None,
    measure: str = "flesch_amstad",
    by: str = "outlet",
    voice: str = "all",
    ax: Axes | None = None,
    language: str | None = None,
) -> Axes:
    """One article among others as points on the measure's scale; without article_id, outlet beside outlet (or section).

    Args:
        analysis: what to draw.
        article_id: the article to point out; None: the only one of the analysis, if it has one only.
        corpus: the articles to compare with; None: the others of the analysis.
        measure: a column of the table readability.
        by: without article_id, which articles stand in one row: a column of the articles ("outlet", "section").
        voice: "all" (with quotations), "newsroom" (without) or "quoted" (only they).
        ax: where to draw; None: a new figure.
        language: "de" or "en"; None: the analysis's.
    """
    language = language_of(analysis, language)
    values = measured(analysis, measure, voice)
    if article_id is None and len(analysis.articles) == 1:
        article_id = str(analysis.articles["article_id"].iloc[0])
    name = axis_name(measure, language)
    name += "" if voice == "all" else f" ({texts.label('voice', voice, language)})"
    if article_id is None:
        return _by_group(analysis, by, values, name, ax, language)
    others = values if corpus is None else measured(corpus, measure, voice)
    return _among(values.get(article_id), others.drop(article_id, errors="ignore"), name, ax, language)


def measured(analysis: Analysis, measure: str, voice: str = "all") -> pd.Series[float]:
    """A measure of each article (of one voice in it), by article_id; articles without a value are left out."""
    whole = analysis.readability[analysis.readability["voice"] == voice]
    values: pd.Series[float] = whole.set_index("article_id")[measure].dropna()
    return values


def _among(value: float | None, others: pd.Series[float], name: str, ax: Axes | None, language: str) -> Axes:
    title = texts.label("plot", "readability_in_comparison", language)
    with canvas(ax, 2.3) as ax:
        if value is None:
            sentence = texts.label("plot", "the_text_is_too_short", language)
            return empty(ax, title, sentence)
        heights = swarm(others, others.max() - others.min() if len(others) else 0)
        if len(others):
            ax.scatter(others, heights, s=42, color=SKY, edgecolor=BLUE, linewidth=0.8, zorder=2)
            ax.axvline(others.median(), color=MUTED, linewidth=1, linestyle=(0, (4, 3)))
        ax.scatter([value], [0], s=130, marker="D", color=VERMILLION, edgecolor="white", linewidth=1.2, zorder=4)
        _name_points(ax, value, others, max(heights, default=0), language)
        ax.set_yticks([])
        ax.spines["left"].set_visible(False)
        values_on(ax.xaxis, language, _decimals([value, *others]))
        ax.set_xlabel(name)
        here = texts.label("plot", "this_article", language)
        middle = texts.label("plot", "median_of_the_others", language)
        told = f"{here} {texts.number(value, language, 1)}"
        if len(others):
            told += f", {middle} {texts.number(others.median(), language, 1)} (n = {len(others)})"
        return finish(ax, title, f"{name}: {told}")


def _name_points(ax: Axes, value: float, others: pd.Series[float], top: float, language: str) -> None:
    points = [value, *others]
    room = 0.08 * (max(points) - min(points)) or 5.0
    ax.set_xlim(min(points) - room, max(points) + room)
    ax.set_ylim(-1.6, top + 2.4)
    here = texts.label("plot", "this_article", language)
    ax.annotate(
        f"{here}: {texts.number(value, language, 1)}", (value, 0), (0, -11), textcoords="offset points",
        ha="center", va="top", fontweight="bold", color=VERMILLION,
    )  # fmt: skip
    if len(others):
        text = texts.label("plot", "median", language)
        ax.annotate(
            f"{text} ({texts.count(len(others), 'article', language)}): {texts.number(others.median(), language, 1)}",
            (others.median(), top + 1.3), (4, 0), textcoords="offset points", va="bottom", color=MUTED,
        )  # fmt: skip


def _decimals(values: Iterable[float]) -> int:
    """Decimals that keep the numbers on the axis apart: one for a measure whose articles lie close (difficulty)."""
    shown = list(values)
    return 0 if max(shown) - min(shown) >= CLOSE else 1


def swarm(values: pd.Series[float], span: float) -> list[float]:
    """Heights at which points of similar value do not cover each other: each takes the lowest free one."""
    taken: list[tuple[float, float]] = []
    heights: dict[object, float] = {}
    near = span / 45 or 1.0
    for key, x in values.sort_values(kind="stable").items():
        used = {h for other, h in taken[-60:] if abs(other - x) < near}
        height = next(h for h in range(61) if h not in used)
        taken.append((x, height))
        heights[key] = height
    return [heights[key] for key in values.index]


def _by_group(analysis: Analysis, by: str, values: pd.Series[float], name: str, ax: Axes | None, language: str) -> Axes:
    measure = name.partition(" (")[0].partition(",")[0]
    title = f"{measure} {texts.pick(language, 'nach', 'by')} {texts.label('column', by, language)}"
    outlets = group_of(analysis, by).fillna(texts.label("role", "unknown", language))
    groups = values.groupby(outlets.reindex(values.index).astype(str))
    order = list(groups.median().sort_values(ascending=False, kind="stable").index[:12])
    with canvas(ax, 1.5 + 0.5 * max(len(order), 2)) as ax:
        if not order:
            return empty(ax, title, texts.label("plot", "no_text_was_measured", language))
        facts = []
        for y, outlet in enumerate(order):
            points = groups.get_group(outlet)
            ax.scatter(points, [y] * len(points), s=36, color=SKY, edgecolor=BLUE, linewidth=0.7, alpha=0.85, zorder=2)
            ax.plot([points.median()] * 2, [y - 0.3, y + 0.3], color=INK, linewidth=2.2, zorder=3)
            text = texts.number(points.median(), language, 1)
            ax.annotate(text, (points.median(), y - 0.3), (0, 2), textcoords="offset points", ha="center", fontsize=8)
            facts.append(f"{outlet} {text} (n = {len(points)})")
        names_on(ax, [f"{texts.shorten(o, 30)}\nn = {len(groups.get_group(o))}" for o in order])
        ax.set_ylim(len(order) - 0.5, -0.7)
        values_on(ax.xaxis, language, _decimals(values))
        grid(ax)
        middle = texts.label("plot", "bar_median", language)
        ax.set_xlabel(f"{name}; {middle}")
        return finish(ax, title, f"{name}: {', '.join(facts)}")
