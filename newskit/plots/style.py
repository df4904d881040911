"""The look of all plots: readable in print and by the colour-blind (Okabe & Ito's colours, and hatches beside them)."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from .. import texts

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from ..result import Analysis

#: Okabe & Ito (2008): told apart with every common colour vision, and in grey by their lightness.
BLUE, ORANGE, GREEN, VERMILLION, SKY, GREY = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#8A8A8A"
INK, MUTED = "#1c1c1c", "#595959"
WIDTH = 6.4

_RC: Any = {
    "font.family": "DejaVu Sans",  # comes with matplotlib: the same letters on every machine
    "font.size": 9.5,
    "axes.titlesize": 11.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "axes.axisbelow": True,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "figure.facecolor": "white",
    "axes.facecolor": "white",
    "savefig.facecolor": "white",
    "hatch.linewidth": 0.7,
    "legend.frameon": False,
    "legend.fontsize": 9,
    "svg.fonttype": "path",
    "text.parse_math": False,  # a dollar sign in a name starts no formula
    "svg.hashsalt": "newskit",
}


@contextmanager
def canvas(ax: Axes | None, height: float = 3.2) -> Iterator[Axes]:
    """The axes to draw on, in newskit's style, which ends with the block: nothing global changes."""
    import matplotlib as mpl
    from matplotlib import pyplot as plt

    with mpl.rc_context(_RC):
        if ax is None:
            _, ax = plt.subplots(figsize=(WIDTH, height), layout="constrained")
        yield ax


def language_of(analysis: Analysis, language: str | None) -> str:
    """The language asked for, else the one of the analysis."""
    return texts.check_language(language or analysis.language)


def finish(ax: Axes, title: str, facts: str) -> Axes:
    """Give the axes its title, and its facts in words as label: what a page shows to those who cannot see it."""
    ax.set_title(title, pad=22 if ax.get_legend() else 8)
    ax.set_label(f"{title}. {facts}" if facts else title)
    return ax


def empty(ax: Axes, title: str, sentence: str) -> Axes:
    """Axes that say in a sentence why there is nothing to see."""
    ax.set_axis_off()
    ax.text(0, 0.5, sentence, transform=ax.transAxes, ha="left", va="center", color=MUTED)
    return finish(ax, title, sentence)


def place(key: str) -> str:
    """The anchor under which a report's appendix lists the passages behind a number or a bar: quotes-direct."""
    return "#ev-" + re.sub(r"[^A-Za-z0-9.-]", lambda found: f"_{ord(found[0]):x}_", key)


def lead(ax: Axes, key: str, label: str, where: tuple[float, float, float, float]) -> None:
    """Remember that a part of the picture stands for passages, so that a page can link it to them.

    Args:
        ax: the picture.
        key: of the passages; see place().
        label: what is there, in words: Politik: 12.
        where: left, lower, right and upper end in the units of the axes.
    """
    _LEADS.setdefault(ax, []).append((key, label, where))


def leads(figure: Figure) -> list[tuple[str, str, tuple[float, float, float, float]]]:
    """(anchor, label, (left, top, width, height) as shares of the picture) of each lead().

    After the picture was drawn.
    """
    found = []
    for ax in figure.axes:
        for key, label, (left, low, right, high) in _LEADS.get(ax, []):
            corners = ax.transData.transform([(left, low), (right, high)])
            (x0, y0), (x1, y1) = figure.transFigure.inverted().transform(corners)
            found.append((place(key), label, (min(x0, x1), 1 - max(y0, y1), abs(x1 - x0), abs(y1 - y0))))
    return found


#: What lead() remembers, as long as the axes live.
_LEADS: WeakKeyDictionary[Any, list[tuple[str, str, tuple[float, float, float, float]]]] = WeakKeyDictionary()


def values_on(axis: Any, language: str, decimals: int = 0) -> None:
    """Tick labels of a value axis in the language's number format."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axis.set_major_locator(MaxNLocator(nbins=6, integer=decimals == 0))
    axis.set_major_formatter(FuncFormatter(lambda value, _: texts.number(abs(value), language, decimals)))


def names_on(ax: Axes, names: list[str]) -> None:
    """Names down the y axis, the first on top; what they hold is text, never a formula."""
    ax.set_yticks(range(len(names)), names)
    for label in ax.get_yticklabels():
        label.set_parse_math(False)
    ax.set_ylim(max(len(names), 2) - 0.45, -0.55)


def legend(ax: Axes) -> None:
    """The legend between title and plot, where it covers no bar."""
    ax.legend(
        loc="lower left", bbox_to_anchor=(-0.01, 1), ncols=3, borderaxespad=0.1, handlelength=1.6, columnspacing=1.2
    )


def grid(ax: Axes, which: str = "x") -> None:
    """Thin lines across the value axis, and no ticks on the other."""
    ax.grid(axis=which, color="#dddddd", linewidth=0.8)  # type: ignore[arg-type]
    ax.tick_params(axis="y" if which == "x" else "x", length=0)


def save(figure: Figure, path: str | Path) -> Path:
    """Write a figure as .svg, .png or .pdf, the same bytes from the same data: no date, no random ids.

    The caller's figure is left open.
    """
    import matplotlib as mpl

    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    metadata = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}, ".png": {"Software": None}}.get(path.suffix)
    with mpl.rc_context(_RC):
        figure.savefig(os.fspath(path), dpi=200, metadata=metadata)
    return path


def svg(figure: Figure) -> bytes:
    """The figure as SVG, as save() writes it."""
    import matplotlib as mpl

    buffer = io.BytesIO()
    with mpl.rc_context(_RC):
        figure.savefig(buffer, format="svg", metadata={"Date": None})
    return buffer.getvalue()


def line_named(rows: pd.DataFrame, language: str) -> str:
    """What the line of a measure is, for the axis; nothing where too few articles tell any (no line is drawn)."""
    return texts.label("plot", "line_is_interval", language) if rows["low"].notna().any() else ""
