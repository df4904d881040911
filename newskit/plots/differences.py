"""Two groups on all measures: a dot and a line for each difference, in standard deviations of articles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .. import texts
from ..checks import needs_result
from ..measures.comparison import compare_all, largest_groups
from ..measures.registry import TOPICS, measure_name
from .style import BLUE, GREY, MUTED, VERMILLION, canvas, empty, finish, grid, language_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from ..result import Analysis

#: The axis reaches at least, and at most, so far to both sides; longer intervals end in an arrow.
LEAST, MOST = 2.0, 8.0


@needs_result
def differences(
    analysis: Analysis,
    *,
    table: pd.DataFrame | None = None,
    groups: tuple[str, str] | None = None,
    by: str = "outlet",
    ax: Axes | None = None,
    language: str | None = None,
) -> Axes:
    """Differences of two groups, measure by measure, with intervals.

    Those that the corrected test bears out are filled.

    Args:
        analysis: of analyze().
        table: rows of nk.compare_all(), if they are there already; None: of `groups`.
        groups: names of the first and the second group; None: the two largest.
        by: what groups articles.
        ax: axes to draw on; None: new ones.
        language: "de" or "en"; None: the analysis's.
    """
    language = language_of(analysis, language)
    title = texts.label("plot", "differences_of_the_two_groups", language)
    pair = groups or tuple(largest_groups(analysis, by))[:2]
    if table is None and len(pair) == 2:
        table = compare_all(analysis, by, pair[0], pair[1])
    rows = None if table is None else table[table["standardised_low"].notna()]
    with canvas(ax, 1.6 + 0.24 * (4 + (0 if rows is None else len(rows)))) as ax:
        if rows is None:
            return empty(ax, title, texts.label("plot", "there_are_no_two_groups", language))
        if rows.empty:
            return empty(ax, title, texts.label("plot", "too_few_articles_for_intervals", language))  # fmt: skip
        _draw(ax, rows, language)
        _explain(ax, pair, language)
        told = "; ".join(_told(row, language) for row in rows.itertuples())
        return finish(ax, title, f"{' – '.join(pair)}. {told}")


def _draw(ax: Axes, rows: pd.DataFrame, language: str) -> None:
    """The measures topic by topic, each topic under its name."""
    reach = float(rows[["standardised_low", "standardised_high"]].abs().to_numpy().max())
    reach = min(MOST, max(LEAST, reach))
    y, ticks = 0, []
    for topic in TOPICS:
        part = rows[rows["topic"] == topic]
        if part.empty:
            continue
        ticks.append((y, texts.label("topic", topic, language), True))
        for row in part.to_dict("records"):
            y += 1
            ticks.append((y, _short(str(row["measure"]), _voice(row["voice"]), language), False))
            _line(
                ax,
                y,
                reach,
                row["standardised"],
                row["standardised_low"],
                row["standardised_high"],
                str(row["verdict"]),
            )
        y += 1
    ax.set_yticks([t[0] for t in ticks], [t[1] for t in ticks])
    for label, (_, _, bold) in zip(ax.get_yticklabels(), ticks, strict=True):
        label.set_parse_math(False)
        label.set_fontsize(8.5)
        label.set_fontweight("bold" if bold else "normal")
    ax.set_ylim(y - 0.3, -0.7)
    ax.set_xlim(-1.05 * reach, 1.05 * reach)
    _signed(ax, language)
    grid(ax)


def _signed(ax: Axes, language: str) -> None:
    from matplotlib.ticker import FuncFormatter

    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: texts.number(value, language)))


def _voice(value: object) -> str:
    return "" if texts.is_missing(value) else str(value)


def _short(measure: str, voice: str, language: str) -> str:
    """A measure's name without its scale, which stands in brackets; diversities are told apart by what stands there."""
    name = measure_name(measure, voice, language)
    return name if measure in ("shannon", "simpson", "pielou") else re.sub(r" \([^)]*\)", "", name)


def _line(ax: Axes, y: int, reach: float, middle: float, low: float, high: float, verdict: str) -> None:
    color = {"differs": BLUE if middle > 0 else VERMILLION, "too_few": GREY}.get(verdict, MUTED)
    width, style = (2.2 if verdict == "differs" else 1.4), (":" if verdict == "too_few" else "-")
    ends = [min(max(end, -reach), reach) for end in (low, high)]
    ax.plot(ends, [y, y], color=color, linewidth=width, linestyle=style)
    for end, outside, arrow in ((-reach, low < -reach, "<"), (reach, high > reach, ">")):
        if outside:
            ax.plot(end, y, arrow, color=color, markersize=4)
    if abs(middle) <= reach:
        ax.plot(middle, y, "o", markersize=6, color=color if verdict == "differs" else "white", markeredgecolor=color)


def _explain(ax: Axes, pair: tuple[str, ...], language: str) -> None:
    ax.axvline(0, color="#1c1c1c", linewidth=1)
    first, second = (texts.shorten(name, 24) for name in pair)
    line = texts.pick(
        language,
        f"← höher: {second}    höher: {first} →\nin Standardabweichungen der Artikel\n"
        "gefüllt: belegt; leer: nicht belegt; gepunktet: zu wenige Artikel",
        f"← higher: {second}    higher: {first} →\nin standard deviations of articles\n"
        "filled: significant; empty: not shown; dotted: too few articles",
    )
    ax.set_xlabel(line, fontsize=8.5, color=MUTED, parse_math=False, loc="right")


def _told(row: object, language: str) -> str:
    measure, voice, size, verdict = (getattr(row, c) for c in ("measure", "voice", "standardised", "verdict"))
    name = measure_name(str(measure), _voice(voice), language)
    return f"{name}: {texts.number(size, language, 2)} ({texts.label('verdict', verdict, language)})"
