"""analyze(): all tables of a corpus in one pass over its text."""

from __future__ import annotations

import importlib
import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import tables
from .corpus.subset import choose
from .errors import InputError
from .result import Analysis

if TYPE_CHECKING:
    import pandas as pd
    from spacy.language import Language
    from spacy.tokens import Doc

    from .analyzers.sentiment import Actors

logger = logging.getLogger("newskit")

#: Which function of which analyzer makes the rows of each table from one Doc.
ROW_MAKERS: dict[str, tuple[str, str]] = {
    "sentences": ("newskit.pipeline.sentences", "sentence_rows"),
    "quotes": ("newskit.analyzers.quotes", "rows"),
    "sources": ("newskit.analyzers.sources", "source_rows"),
    "mentions": ("newskit.analyzers.sources", "mention_rows"),
    "sentiment": ("newskit.analyzers.sentiment", "rows"),
    "hedges": ("newskit.analyzers.hedging", "rows"),
    "readability": ("newskit.analyzers.readability", "rows"),
    "difficulty": ("newskit.analyzers.readability", "difficulty_rows"),
}


def analyze(
    articles: pd.DataFrame | str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    pipeline: Language | str | None = None,
    lexicons: str | Path | None = None,
    actors: Actors | None = None,
    gender_from_names: bool = True,
    duplicates: str = "keep",
    batch_size: int = 64,
    progress: bool | None = None,
    language: str = "de",
) -> Analysis:
    """All tables of a corpus in one pass.

    Args:
        articles: the articles table of load_articles(), a DataFrame with at least a column text, a path or a list of
            paths, or a list of texts, one article each.
        pipeline: "fast" (the default) or "accurate", the name of a spaCy package, or a pipeline from load_pipeline().
        lexicons: a folder with word lists of one's own.
        actors: whose portrayal is measured (table sentiment): a list of names ("name;alias;alias" each), a mapping of
            names to aliases, or the path of a CSV with such lines; compounds (Merkel-Regierung) are actors of their
            own.
            None: all actors found.
        gender_from_names: False leaves first names out as evidence of gender (sources.gender); a pipeline that is
            loaded already has it from load_pipeline().
        duplicates: "keep": every article is analyzed; "first": copies of an earlier article (duplicate_of) are left
            out, so that a text of an agency counts once however many took it.
        batch_size: articles parsed at a time.
        progress: show a bar; None: on a terminal and in a notebook, one line per step in a log.
        language: language of what is shown ("de" or "en").

    Returns:
        An Analysis. Articles that were not analyzed (in another language, left out as copies, unreadable) have a line
        in its `problems`, and the first two kinds are not in its `articles`, so that every rate is one of analyzed
        articles. The input is not changed.

    Raises:
        InputError: no column `text`, no article in German at all, `articles` is none of these, `duplicates` is
            neither of the two, or `gender_from_names` contradicts a loaded pipeline.
    """
    from .frames import Frame
    from .pipeline import pipeline_info, process

    loaded = _articles(articles)
    frame, left_out = choose(loaded, duplicates)
    nlp = _pipeline(pipeline, lexicons, gender_from_names)
    problems: list[dict[str, Any]] = [*loaded.attrs.get("problems", []), *left_out]
    pairs = zip(frame["article_id"].astype(str), frame["text"], strict=True)
    docs = process(nlp, pairs, batch_size=batch_size, on_problem=problems.append)
    makers = _row_makers() | ({} if actors is None else _only(actors, str(lexicons or "")))
    rows = collect(_with_progress(docs, len(frame), progress), problems, makers)
    made = {name: tables.frame(name, values) for name, values in rows.items()}
    result = Frame(frame.copy())
    result.attrs = {}
    return Analysis(
        articles=result,
        problems=tables.frame("problems", problems),
        pipeline=pipeline_info(nlp),
        language=language,
        **made,
    )


def _pipeline(pipeline: Language | str | None, lexicons: str | Path | None, gender_from_names: bool) -> Language:
    """A pipeline that is loaded already keeps its own answer; to be asked for another one is a slip."""
    from .pipeline import load_pipeline

    if pipeline is None or isinstance(pipeline, str):
        return load_pipeline(pipeline, lexicons=lexicons, gender_from_names=gender_from_names)
    own = pipeline.get_pipe_config("newskit_sources") if pipeline.has_pipe("newskit_sources") else {}
    if not gender_from_names and own.get("gender_from_names", True):
        raise InputError(
            "gender_from_names=False says that first names are no evidence of gender, but the pipeline given takes "
            "them as evidence. Load it with load_pipeline(gender_from_names=False), or leave `pipeline` out."
        )
    return pipeline


def _only(actors: Actors, lexicons: str) -> dict[str, Callable[[Doc], list[dict[str, Any]]]]:
    """What makes the table sentiment of chosen actors."""
    from .analyzers.sentiment import chosen_rows, read_actors

    chosen = read_actors(actors)
    return {"sentiment": lambda doc: chosen_rows(doc, chosen, lexicons)}


def collect(
    docs: Iterable[Doc],
    problems: list[dict[str, Any]],
    makers: dict[str, Callable[[Doc], list[dict[str, Any]]]] | None = None,
) -> dict[str, list[dict[str, Any]]]:
    """The rows of every table from a stream of analyzed Docs; one odd article gives a problem, not an end."""
    makers = makers or _row_makers()
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in makers}
    for doc in docs:
        try:
            one = {name: make(doc) for name, make in makers.items()}
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"[:300]
            problems.append({"source": None, "article_id": doc._.article_id, "stage": "analyze", "reason": reason})
            logger.exception("article %s", doc._.article_id)
            continue
        for name, values in one.items():
            rows[name].extend(values)
        problems.extend(_warnings(doc))
    return rows


def _warnings(doc: Doc) -> list[dict[str, Any]]:
    from .voice import findings

    odd = sum(q["rule"].endswith("unbalanced") for q in findings(doc, "quotes"))
    reasons = []
    if odd:
        reasons.append(f"{odd} quotation mark(s) without a partner; the passage was taken to end with its sentence.")
    if _in_capitals(doc.text):
        reasons.append("The text is in capitals, which are not analysed: what is said and by whom is not found in it.")
    return [{"source": None, "article_id": doc._.article_id, "stage": "quotes", "reason": reason} for reason in reasons]


def _in_capitals(text: str) -> bool:
    """Is more than half of the words of several letters written in capitals?"""
    words = [word for word in text.split() if len(word) > 3 and word.strip('.,:;!?„“"»«()').isalpha()]
    return len(words) > 5 and sum(map(str.isupper, words)) > 0.5 * len(words)


def _row_makers() -> dict[str, Callable[[Doc], list[dict[str, Any]]]]:
    return {name: getattr(importlib.import_module(module), function) for name, (module, function) in ROW_MAKERS.items()}


def _articles(articles: Any) -> pd.DataFrame:
    from .loaders import load_any, load_articles

    frame = articles if hasattr(articles, "iloc") and hasattr(articles, "columns") else load_any(articles)
    if "text" not in frame.columns:
        raise InputError(
            f"Column 'text' is missing. Found: {', '.join(map(str, frame.columns))}. Rename the column, or use "
            f"load_articles(..., columns={{'text': ...}})."
        )
    ours = tables.TABLES["articles"].names
    if list(frame.columns)[: len(ours)] != ours or frame[["article_id", "n_words"]].isna().any(axis=None):
        frame = load_articles(frame)
    if frame.empty:
        raise InputError("There is no article to analyze: the table is empty.")
    return frame


def _with_progress(docs: Iterable[Doc], total: int, progress: bool | None) -> Iterator[Doc]:
    logger.info("parsing and measuring %d article(s)", total)
    if progress is False:
        yield from docs
    else:
        from tqdm import tqdm

        in_notebook = "ipykernel" in sys.modules
        yield from tqdm(
            docs,
            total=total,
            desc="newskit",
            disable=None if progress is None and not in_notebook else False,
            leave=False,
        )
    logger.info("%d article(s) measured", total)
