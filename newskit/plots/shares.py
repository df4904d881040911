"""Shares of roles with their intervals: a dot and a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import tables, texts
from ..checks import needs_result
from ..measures.groups import source_measures
from .style import BLUE, MUTED, canvas, empty, finish, grid, language_of, lead, line_named, names_on

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from ..result import Analysis


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
