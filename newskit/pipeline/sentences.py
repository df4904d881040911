"""The sentences table."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc

from ..german.reading import parse


def sentence_rows(doc: Doc) -> list[dict[str, Any]]:
    """One row per sentence of a Doc, without the white space around it."""
    p = parse(doc)
    rows = []
    for number, (start, end) in enumerate(p.sents):
        inner = [k for k in range(start, end) if p.tags[k] != "_SP"]
        if inner:
            words = sum(not p.is_punct(k) for k in inner)
            rows.append(
                {
                    "article_id": doc._.article_id,
                    "sentence_id": number,
                    "start": p.idx[inner[0]],
                    "end": p.end(inner[-1]),
                    "n_words": words,
                }
            )
    return rows
