"""Analysis: what analyze() gives back, all tables of a corpus; shown, saved, and opened again by nk.open_findings()."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import tables

if TYPE_CHECKING:
    import pandas as pd


@dataclass
class Analysis:
    """All tables of a corpus (see tables.py), one attribute each; `show()` marks up one article.

    Attributes:
        articles, sentences, quotes, sources, mentions, sentiment, hedges, readability, difficulty, problems:
            DataFrames.
        pipeline: name and version of the spaCy pipeline used.
        language: language of texts made from it ("de" or "en").
    """

    articles: pd.DataFrame
    sentences: pd.DataFrame
    quotes: pd.DataFrame
    sources: pd.DataFrame
    mentions: pd.DataFrame
    sentiment: pd.DataFrame
    hedges: pd.DataFrame
    readability: pd.DataFrame
    difficulty: pd.DataFrame
    problems: pd.DataFrame
    pipeline: dict[str, str] = field(default_factory=dict)
    language: str = "de"

    @cached_property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables by name."""
        return {name: getattr(self, name) for name in tables.TABLES}

    def show(self, article_id: str | None = None, *, language: str | None = None, hardest: int = 3) -> Any:
        """The article's text with quotations, speakers, hedges and evaluations marked; displays in a notebook.

        Args:
            article_id: which article: its id, title, a part of the title, or the name of its file; None: the only one.
            language: "de" or "en", of all that is not the article; None: the result's.
            hardest: how many of its hardest sentences stand below it, with what makes them hard; 0: none.

        Raises:
            InputError: no article fits, or several do; the message lists them.
        """
        from . import texts
        from .display import Marked

        if language is not None:
            texts.check_language(language)
        return Marked(self, self._an_article(article_id), language, hardest)

    def _an_article(self, article_id: str | None) -> str:
        from .corpus.subset import find_article

        return find_article(self.articles, article_id)

    def save(self, folder: str | Path, *, format: str = "parquet", replace: bool = False) -> list[Path]:
        """Write one file per table into a folder, all or none of them, for nk.open_findings() and other programs.

        Args:
            folder: where to; it is made if it is not there, and other files in it stay.
            format: parquet, csv, xlsx or jsonl.
            replace: replace tables of other articles, too; those of the same articles always are.

        Returns:
            The paths of the tables.

        Raises:
            InputError: the format is not known, the folder cannot be written, or holds the tables of other articles.
        """
        from .findings.save import save_findings

        return save_findings(self, folder, format=format, replace=replace)

    def __repr__(self) -> str:
        counts = ", ".join(
            f"{len(t)} {name}" for name, t in self.tables.items() if len(t) or name in {"articles", "quotes"}
        )
        return f"<Analysis: {counts}>"
