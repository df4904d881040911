"""What a notebook leaves beside its page: tables, figures, and facts for run.json."""

from __future__ import annotations

import base64
import json
import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from ..display import Shown, escape

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from ..result import Analysis

logger = logging.getLogger("newskit")

#: Where run_report() tells a notebook to write, so that the page and the notebook do not hold a path of the machine.
VARIABLE = "NEWSKIT_REPORT_OUT"
#: What the notebook notes for run.json.
NOTES, NOTED = "notes.json", ("pipeline", "key_figures")


class KeyFigures(Protocol):
    """Numbers by name that run.json keeps, and the language of their words."""

    @property
    def values(self) -> dict[str, Any]:
        """The numbers."""

    @property
    def language(self) -> str:
        """German ("de") or English ("en")."""


class Outputs:
    """Writes into a folder what a report is made of; without a folder it only shows."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def figure(self, name: str, ax: Axes) -> Shown:
        """Keep the figure as figures/NAME.svg and .png, close it, and show it with its facts as alternative text."""
        from matplotlib import pyplot as plt

        from ..plots.style import leads, save, svg

        logger.info("drawing the figure %s", name)
        figure, label = ax.get_figure(root=True), str(ax.get_label())
        assert figure is not None
        if self.folder is not None:
            for suffix in (".svg", ".png"):
                save(figure, self.folder / "figures" / f"{name}{suffix}")
        image = base64.b64encode(svg(figure)).decode()
        plt.close(figure)
        # As an image a figure cannot mix its ids with those of others on the page.
        tag = f'<img src="data:image/svg+xml;base64,{image}" alt="{escape(label)}">'
        links = "".join(_lead(*found) for found in leads(figure))
        return Shown(label, f'<div class="nk"><figure><span class="nk-plot">{tag}{links}</span></figure></div>')

    def frames(self, frames: dict[str, pd.DataFrame]) -> None:
        """Keep tables of one's own as tables/NAME.parquet and .csv."""
        from ..export import write_tables

        if self.folder is not None:
            for suffix in ("parquet", "csv"):
                write_tables(frames, self.folder / "tables", suffix)

    def tables(self, analysis: Analysis, facts: KeyFigures | None = None) -> Shown:
        """Keep all tables as tables/NAME.parquet and .csv, and note pipeline and key figures for run.json."""
        from .. import texts
        from ..export import write_tables

        if self.folder is None:
            return Shown("", "")
        logger.info("writing %d tables", len(analysis.tables))
        analysis.save(self.folder / "tables", replace=True)
        # Without rows the types of columns mean nothing to a CSV file, and pandas cannot map over empty strings.
        frames = {name: t if len(t) else t.astype(object) for name, t in analysis.tables.items()}
        write_tables(frames, self.folder / "tables", "csv")
        notes = {"pipeline": analysis.pipeline, "key_figures": dict(facts.values) if facts else {}}
        text = json.dumps(notes, ensure_ascii=False, default=str, sort_keys=True)
        (self.folder / NOTES).write_text(text, encoding="utf-8")
        language = facts.language if facts else analysis.language
        line = texts.pick(
            language,
            "Alle Tabellen liegen als CSV und Parquet in tables/, alle Abbildungen in figures/.",
            "All tables are in tables/ as CSV and Parquet, all figures in figures/.",
        )
        return Shown(line, f'<div class="nk"><p class="nk-note">{line}</p></div>')


def _lead(href: str, label: str, box: tuple[float, float, float, float]) -> str:
    """A bar of a picture as a link over it, in percent, so that it stays there on every screen."""
    left, top, width, height = (f"{100 * value:.2f}%" for value in box)
    text = escape(label)
    style = f"left:{left};top:{top};width:{width};height:{height}"
    return f'<a class="nk-lead" href="{href}" aria-label="{text}" title="{text}" style="{style}"></a>'


def outputs(out: str = "") -> Outputs:
    """Where a notebook writes tables and figures: the folder `out`, or the one that run_report() set; else nowhere."""
    folder: Any = out or os.environ.get(VARIABLE)
    if not folder:
        return Outputs(None)
    path = Path(folder)
    path.mkdir(parents=True, exist_ok=True)
    return Outputs(path)
