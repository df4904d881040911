"""In which light actors are shown: how often in a bad and in a good one, and how on average."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import texts
from ..checks import needs_result
from ..measures.portrayal import FEW, actor_measures
from .style import (
    BLUE,
    MUTED,
    VERMILLION,
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


def _title(key: str, voice: str | None, language: str) -> str:
    """The label of a plot, with whose voice it shows."""
    title = texts.label("plot", key, language)
    return f"{title} ({texts.label('voice', voice, language)})" if voice else title


@needs_result
def sentiment(
    analysis: Analysis, *, top: int = 12, voice: str | None = None, ax: Axes | None = None, language: str | None = None
) -> Axes:
    """Negative and positive evaluations by actor, those most often evaluated first.

    Args:
        analysis: what to draw.
        top: actors shown at most.
        voice: only the newsroom's evaluations, or only those of quoted sources; None: both.
        ax: where to draw; None: a new figure.
        language: "de" or "en"; None: the analysis's.
    """
    language = language_of(analysis, language)
    title = _title("evaluations_of_actors", voice, language)
    counts = evaluations(analysis, voice).head(top)
    with canvas(ax, 1.5 + 0.42 * max(len(counts), 2)) as ax:
        if counts.empty:
            sentence = texts.label("plot", "no_actor_is_visibly_evaluated", language)
            return empty(ax, title, sentence)
        _diverge(ax, counts, language)
        facts = [_told(name, row, language) for name, row in counts.iterrows()]
        return finish(ax, title, "; ".join(facts))


def evaluations(analysis: Analysis, voice: str | None = None) -> pd.DataFrame:
    """Per actor the number of negative, neutral and positive mentions and of all (n).

    Actors never evaluated are left out.
    """
    import pandas as pd

    rows = analysis.sentiment
    if voice:
        rows = rows[rows["voice"] == voice]
    counts = pd.crosstab(rows["actor"], rows["label"]).reindex(
        columns=["negative", "neutral", "positive"], fill_value=0
    )
    counts["n"] = counts.sum(axis=1)
    judged = counts["negative"] + counts["positive"]
    counts = counts.assign(judged=judged)[judged > 0].reset_index()
    counts = counts.sort_values(["judged", "n", "actor"], ascending=[False, False, True]).set_index("actor")
    return counts.drop(columns="judged")


def _diverge(ax: Axes, counts: pd.DataFrame, language: str) -> None:
    names = [_name(str(name), int(n), language) for name, n in zip(counts.index, counts["n"], strict=True)]
    where = list(range(len(counts)))
    word = texts.labels("label", language)
    ax.barh(where, -counts["negative"], color=VERMILLION, hatch="\\\\\\\\", edgecolor="white", label=word["negative"])
    ax.barh(where, counts["positive"], color=BLUE, label=word["positive"])
    for y, (negative, positive) in enumerate(zip(counts["negative"], counts["positive"], strict=True)):
        for value, x, shift, side in ((negative, -negative, -4, "right"), (positive, positive, 4, "left")):
            if value:
                ax.annotate(
                    texts.number(value, language), (x, y), (shift, 0), textcoords="offset points", va="center", ha=side
                )
                kind = "negative" if x < 0 else "positive"
                label = f"{counts.index[y]}: {word[kind]} {texts.number(value, language)}"
                lead(ax, f"sentiment-{counts.index[y]}-{kind}", label, (0, y - 0.4, x, y + 0.4))
    ax.axvline(0, color="#1c1c1c", linewidth=1)
    reach = max(counts["negative"].max(), counts["positive"].max(), 1) * 1.15
    ax.set_xlim(-reach, reach)
    names_on(ax, names)
    values_on(ax.xaxis, language)
    grid(ax)
    legend(ax)
    ax.set_xlabel(texts.label("plot", "number_of_evaluations_n_all", language))


def _name(actor: str, n: int, language: str) -> str:
    few = f", {texts.label('word', 'few', language)}" if n < FEW else ""
    return f"{texts.shorten(actor, 34)}\nn = {texts.number(n, language)}{few}"


def _told(name: object, row: pd.Series[int], language: str) -> str:
    word = texts.labels("label", language)
    return f"{name}: {word['negative']} {row['negative']}, {word['positive']} {row['positive']} (n = {row['n']})"


@needs_result
def portrayal(
    analysis: Analysis, *, top: int = 12, voice: str | None = None, ax: Axes | None = None, language: str | None = None
) -> Axes:
    """Mean polarity of the actors most often mentioned, with bootstrap intervals; below ten mentions it says few cases.

    Args:
        analysis: what to draw.
        top: actors shown at most.
        voice: only the newsroom's evaluations, or only those of quoted sources; None: both.
        ax: where to draw; None: a new figure.
        language: "de" or "en"; None: the analysis's.
    """
    language = language_of(analysis, language)
    title = _title("mean_evaluation_of_actors", voice, language)
    rows = actor_measures(analysis, voice=voice).head(top)
    with canvas(ax, 1.3 + 0.42 * max(len(rows), 2)) as ax:
        if rows.empty:
            return empty(ax, title, texts.label("plot", "no_actor_is_mentioned", language))
        _means(ax, rows, language)
        judged = judged_actors(analysis)
        for y, actor in enumerate(rows["actor"]):
            if actor in judged:
                lead(ax, f"sentiment-{actor}", str(actor), (-1, y - 0.4, 1, y + 0.4))
        return finish(ax, title, "; ".join(_mean_told(row, language) for _, row in rows.iterrows()))


def _means(ax: Axes, rows: pd.DataFrame, language: str) -> None:
    for y, (_, row) in enumerate(rows.iterrows()):
        color = MUTED if row["few"] else BLUE
        if row["low"] == row["low"]:
            ax.plot([row["low"], row["high"]], [y, y], color=color, linewidth=2, solid_capstyle="butt")
        ax.plot(row["polarity"], y, "o", color="white" if row["few"] else color, markeredgecolor=color)
    names_on(ax, [_name(row["actor"], row["n_mentions"], language) for _, row in rows.iterrows()])
    ax.axvline(0, color="#1c1c1c", linewidth=1)
    ax.set_xlim(-1, 1)
    values_on(ax.xaxis, language, 1)
    _signed(ax, language)
    grid(ax)
    ax.set_xlabel(texts.label("plot", "bad_light_1_to_good", language).format(line_named(rows, language)))


def _signed(ax: Axes, language: str) -> None:
    from matplotlib.ticker import FuncFormatter

    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: texts.number(value, language, 1)))


def _mean_told(row: pd.Series[float], language: str) -> str:
    few = f", {texts.label('word', 'few', language)}" if row["few"] else ""
    return f"{row['actor']}: {texts.number(row['polarity'], language, 2)} (n = {row['n_mentions']}{few})"


def judged_actors(analysis: Analysis) -> set[str]:
    """Actors with at least one evaluation that is not neutral: of the others there are no passages to lead to."""
    table = analysis.sentiment
    return set(table.loc[table["label"] != "neutral", "actor"].astype(str))
