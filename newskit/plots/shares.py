"""Shares of roles with their intervals: a dot and a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import tables, texts
from .style import BLUE, MUTED, canvas, empty, finish, grid, names_on

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


def source_shares(measures: pd.DataFrame, *, ax: Axes | None = None, language: str = "de") -> Axes:
    """Share of each role among the sources of one group, with its interval.

    Args:
        measures: rows of nk.source_measures() of one group.
        ax: axes to draw on; None: new ones.
        language: "de" or "en".
    """
    title = texts.pick(language, "Anteile der Rollen", "Shares of roles")
    rows = measures.set_index("measure").reindex([f"share_{role}" for role in tables.ROLES])
    rows = rows[rows["value"] > 0].sort_values("value", ascending=False, kind="stable")
    with canvas(ax, 1.2 + 0.34 * max(len(rows), 2)) as ax:
        if rows.empty:
            return empty(ax, title, texts.pick(language, "Es wurden keine Quellen gefunden.", "No sources were found."))
        where = range(len(rows))
        ax.hlines(where, 100 * rows["low"], 100 * rows["high"], color=BLUE, linewidth=2, alpha=0.55)
        ax.plot(100 * rows["value"], list(where), "o", color=BLUE, markersize=6)
        names = [texts.label("role", str(m).removeprefix("share_"), language) for m in rows.index]
        names_on(ax, names)
        ax.set_xlim(left=0)
        grid(ax)
        ax.set_xlabel(
            texts.pick(language, "Prozent der Quellen, Linie: Intervall", "percent of sources, line: interval"),
            color=MUTED,
        )
        told = ", ".join(f"{n} {texts.percent(v, language)}" for n, v in zip(names, rows["value"], strict=True))
        return finish(ax, title, told)
