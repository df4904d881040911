"""The findings as tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc

from ...checks import docs_of, kind
from ...errors import InputError
from ...tables import frame
from ...voice import findings
from .chosen import Actors, Chosen, read_actors
from .component import find_sentiment, judge_spans

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("article_id", "start", "end")


def sentiment(docs: Iterable[Doc]) -> pd.DataFrame:
    """How each mention of an actor is portrayed (table `sentiment`), neutral ones included.

    Reads what the component `newskit_sentiment` left on the Docs; Docs without it are judged with newskit's own lists.
    """
    return frame("sentiment", [row for doc in docs for row in rows(doc)])


def rows(doc: Doc) -> list[dict[str, Any]]:
    """One row per mention of an actor in a Doc."""
    found = findings(doc, "sentiment") if doc._.newskit_sentiment is not None else find_sentiment(doc)
    return [
        _row(doc._.article_id, doc[f["start"]].idx, doc[f["end"] - 1].idx + len(doc[f["end"] - 1]), f) for f in found
    ]


def chosen_rows(doc: Doc, chosen: Chosen, lexicons: str = "") -> list[dict[str, Any]]:
    """One row per mention of a chosen actor in a Doc; Merkel-Regierung is an actor of its own."""
    mentions = chosen.mentions(doc.text)
    spans = [(start, end) for start, end, _ in mentions]
    found = judge_spans(doc, spans, lexicons) if spans else []
    return [
        _row(doc._.article_id, start, end, {**f, "actor": actor})
        for (start, end, actor), f in zip(mentions, found, strict=True)
    ]


def target_sentiment(
    docs: Iterable[Doc],
    targets: pd.DataFrame | None = None,
    *,
    actors: Actors | None = None,
    lexicons: str = "",
) -> pd.DataFrame:
    """How given mentions are portrayed: one row per target, in its order, neutral ones included.

    Direction: polarity from -1 (bad light) to 1 (good light). It is the portrayal in the text, by the newsroom or by a
    quoted source (`voice`), judged from the sentence alone.

    Args:
        docs: parsed Docs with `doc._.article_id`.
        targets: a table with article_id, start and end (characters of the article's text); None for all mentions of
            actors (the same as `sentiment`).
        actors: instead of targets, the actors whose mentions are judged: a list of names ("name;alias;alias" each), a
            mapping of names to aliases, or the path of a CSV with such lines. Genitives (Merkels) count as the name;
            compounds (Merkel-Regierung) are actors of their own.
        lexicons: a folder with word lists that add to or override newskit's.

    Raises:
        InputError: a column is missing, a target's article_id is in none of the Docs, or both targets and actors are given.
    """
    docs = docs_of(docs, "target_sentiment")
    if actors is not None:
        if targets is not None:
            raise InputError("Both targets and actors are given. Give one of them: places in the text, or names.")
        chosen = read_actors(actors)
        return frame("sentiment", [row for doc in docs for row in chosen_rows(doc, chosen, lexicons)])
    if targets is None:
        return sentiment(docs)
    if not hasattr(targets, "columns"):
        raise InputError(f"targets is a table with the columns {', '.join(COLUMNS)}, not {kind(targets)}.")
    for column in COLUMNS:
        if column not in targets.columns:
            raise InputError(
                f"Column '{column}' is missing in targets. Found: {', '.join(map(str, targets.columns))}. Wanted: {', '.join(COLUMNS)}."
            )
    keys = [
        (str(a), int(s), int(e))
        for a, s, e in zip(targets["article_id"], targets["start"], targets["end"], strict=True)
    ]
    wanted: dict[str, list[tuple[int, int]]] = {}
    for article_id, start, end in keys:
        wanted.setdefault(article_id, []).append((start, end))
    found: dict[tuple[str, int, int], dict[str, Any]] = {}
    for doc in docs:
        spans = wanted.get(str(doc._.article_id), [])
        for (start, end), f in zip(spans, judge_spans(doc, spans, lexicons) if spans else [], strict=True):
            found[str(doc._.article_id), start, end] = _row(doc._.article_id, start, end, f)
    missing = next((k for k in keys if k not in found), None)
    if missing is not None:
        raise InputError(
            f"No Doc has the article_id {missing[0]!r} of a target. Set doc._.article_id, as newskit.pipeline.process does."
        )
    return frame("sentiment", [found[k] for k in keys])


def _row(article_id: Any, start: int, end: int, f: dict[str, Any]) -> dict[str, Any]:
    return {
        "article_id": article_id, "actor": f.get("actor"), "source_id": f.get("source_id"), "start": start, "end": end,
        "sentence_id": f.get("sentence", 0), "polarity": f["polarity"], "label": f["label"], "voice": f["voice"],
        "speaker_source_id": f.get("speaker"), "evidence": f["evidence"], "rule": f["rule"],
    }  # fmt: skip
