"""Whose voice a word has: the newsroom's or a quoted source's. Every finding asks here."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc

for _name in ("newskit_quotes", "newskit_sources", "newskit_mentions", "newskit_hedges", "newskit_sentiment"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)

Finding = dict[str, Any]


def findings(doc: Doc, name: str) -> list[Finding]:
    """What an analyzer left on the Doc ("quotes", "sources", "mentions", "hedges", "sentiment").

    Dicts of plain values.
    """
    return getattr(doc._, f"newskit_{name}") or []


def quote_at(doc: Doc) -> list[int]:
    """For each token the index (in `findings(doc, "quotes")`) of the innermost quotation it stands in, else -1.

    Of `reported` quotations (Sie forderte mehr Geld) the frame is part of the span; its verb and its speaker are the
    newsroom's words, as is the `soll` of free indirect speech.
    """
    owner = [-1] * len(doc)
    quotes = findings(doc, "quotes")
    wide_first = sorted(range(len(quotes)), key=lambda q: -sum(e - s for s, e in quotes[q]["tokens"]))
    for q in wide_first:
        for start, end in quotes[q]["tokens"]:
            owner[start:end] = [q] * (end - start)
    for quote in quotes:
        if quote["own_words"]:
            outer = next((k for k in wide_first if k != quote["number"] and _covers(quotes[k], quote)), -1)
            for i in quote["own_words"]:
                owner[i] = outer
    return owner


def _covers(outer: Finding, inner: Finding) -> bool:
    start, end = inner["tokens"][0][0], inner["tokens"][-1][1]
    return bool(outer["tokens"][0][0] <= start and end <= outer["tokens"][-1][1] and outer["tokens"] != inner["tokens"])


def voice_of(doc: Doc, owner: list[int], i: int) -> tuple[str, str | None]:
    """(voice, speaker_source_id) of token i, given quote_at(doc)."""
    if owner[i] < 0:
        return "newsroom", None
    return "quoted", findings(doc, "quotes")[owner[i]].get("source_id")
