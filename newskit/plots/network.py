"""Who speaks how about whom: speakers on the left, those they speak of on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import texts
from ..checks import needs_result
from ..measures.portrayal import speaker_network
from .sentiment import judged_actors
from .style import BLUE, GREY, MUTED, VERMILLION, canvas, empty, finish, language_of, lead

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from ..result import Analysis

#: From this mean polarity on a line is drawn as good or bad.
CLEAR = 0.1


@needs_result
def network(
    analysis: Analysis,
    *,
    top: int = 15,
    newsroom: bool = False,
    ax: Axes | None = None,
    language: str | None = None,
) -> Axes:
    """Who speaks how about whom: a line per speaker and actor, wider the more evaluations, coloured by their mean.

    Blue and solid: a good light; vermillion and dashed: a bad one; grey and dotted: mixed.

    Args:
        analysis: what to draw.
        top: lines shown at most, the most frequent first.
        newsroom: draw the newsroom's own evaluations, too.
        ax: where to draw; None: a new figure.
        language: "de" or "en"; None: the analysis's.
    """
    language = language_of(analysis, language)
    title = texts.label("plot", "who_speaks_how_about_whom", language)
    name = texts.label("voice", "newsroom", language) if newsroom else None
    lines = speaker_network(analysis, newsroom=name).head(top)
    rows = max(lines["speaker"].nunique(), lines["actor"].nunique(), 2)
    with canvas(ax, 1.2 + 0.36 * rows) as ax:
        if lines.empty:
            sentence = texts.label("plot", "no_source_evaluates_an_actor", language)
            return empty(ax, title, sentence)
        _draw(ax, lines, language)
        judged = judged_actors(analysis)
        for actor, y in _places(lines, "actor").items():
            if actor in judged:
                lead(ax, f"sentiment-{actor}", actor, (1.0, y - 0.35, 1.9, y + 0.35))
        facts = "; ".join(_told(row, language) for _, row in lines.iterrows())
        return finish(ax, title, facts)


def _draw(ax: Axes, lines: pd.DataFrame, language: str) -> None:
    left, right = _places(lines, "speaker"), _places(lines, "actor")
    most = lines["n"].max()
    for _, row in lines.iterrows():
        color, style = _look(row["polarity"])
        width = 1 + 4 * (row["n"] / most) ** 0.5
        ax.plot([0, 1], [left[row["speaker"]], right[row["actor"]]], color=color, linestyle=style, linewidth=width)
    for places, x, side in ((left, -0.03, "right"), (right, 1.03, "left")):
        for name, y in places.items():
            ax.text(x, y, texts.shorten(name, 34), ha=side, va="center", parse_math=False)
    ax.set_xlim(-0.9, 1.9)
    ax.set_ylim(max(len(left), len(right)) - 0.5, -1.0)
    for x, side, word in ((-0.03, "right", ("spricht", "speaks")), (1.03, "left", ("über", "about"))):
        ax.text(x, -0.75, texts.pick(language, *word), ha=side, va="center", color=MUTED, style="italic")
    ax.set_axis_off()


def _places(lines: pd.DataFrame, column: str) -> dict[str, float]:
    """A row for each name, the most frequent on top, spread over the height of the longer side."""
    counts = lines.groupby(column, observed=True)["n"].sum().reset_index()
    names = counts.sort_values(["n", column], ascending=[False, True])[column].tolist()
    height = max(lines["speaker"].nunique(), lines["actor"].nunique())
    step = height / len(names)
    return {str(name): step * (k + 0.5) - 0.5 for k, name in enumerate(names)}


def _look(polarity: float) -> tuple[str, str]:
    if polarity >= CLEAR:
        return BLUE, "-"
    return (VERMILLION, "--") if polarity <= -CLEAR else (GREY, ":")


def _told(row: pd.Series[float], language: str) -> str:
    about = texts.label("plot", "about", language)
    return f"{row['speaker']} {about} {row['actor']}: {texts.number(row['polarity'], language, 2)} (n = {row['n']})"
