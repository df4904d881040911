"""Who says what, and how: direct, indirect, free indirect and reported speech with cue, frame and speaker.

Types and spans follow the scheme of Petersen-Frey & Biemann (2024, German Wikinews quotations): the content of
indirect speech is the clause without its frame, of reported speech the whole clause, of direct speech the passage
with its marks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from ... import tables
from ...german.parse import Parse
from ...german.reading import LEXICONS, parse
from ...texts import certainty
from ...voice import findings
from .cues import Cues
from .find import find_quotations
from .reported import Reports
from .said import Found

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["find_quotes", "quotes"]

#: Roles of a quotation that are spans of tokens.
ROLES = ("cue", "frame", "speaker", "addressee")


def find_quotes(doc: Doc, lexicons: str = "") -> list[dict[str, Any]]:
    """The quotations of a parsed text, in text order.

    Returns:
        One dict per quotation: number, type, rule, cue_verb, nested, continues (it has no verb of saying of its own and
        goes on with the statement before), source_id (None: set by the source analyzer), and
        lists of [start, end] token spans under tokens (the words quoted), cue, frame, speaker, addressee; own_words are
        token indices inside `tokens` that are the newsroom's (verb and speaker of reported speech, the hearsay soll).
    """
    p = parse(doc, lexicons)
    found = find_quotations(p, Cues.of(lexicons))
    return [_record(p, n, q) for n, q in enumerate(found)]


def _record(p: Parse, number: int, q: Found) -> dict[str, Any]:
    own = sorted({*_with_degree(p, q.speaker), *q.frame.cue}) if q.type == "reported" and q.frame is not None else []
    if q.type == "free_indirect":
        own = [k for a, b in q.segments for k in range(a, b) if p.lower[k] in p.classes["hearsay_modal"]]
    return {
        "number": number,
        "type": q.type,
        "rule": q.rule,
        "cue_verb": q.frame.lemma if q.frame is not None else "",
        "nested": q.nested,
        "continues": q.continues,
        "source_id": None,
        "tokens": [[a, b] for a, b in q.segments],
        "cue": runs(q.cue),
        "frame": runs([k for k in q.frame_tokens if not q.covers(k)]),
        "speaker": runs([k for k in q.speaker if p.tags[k] != "_SP"]),
        "addressee": runs(q.addressee),
        "own_words": own,
    }


def _with_degree(p: Parse, speaker: list[int]) -> list[int]:
    """The speaker with the adverbs right before (nahezu alle Betriebe)."""
    first = min(speaker, default=0)
    while first > 0 and p.deps[first - 1] == "advmod" and p.heads[first - 1] in speaker:
        first -= 1
    return [*range(first, min(speaker, default=0)), *speaker]


def runs(tokens: list[int]) -> list[list[int]]:
    """Token indices as [start, end] runs of neighbours."""
    out: list[list[int]] = []
    for k in sorted(set(tokens)):
        if out and out[-1][1] == k:
            out[-1][1] = k + 1
        else:
            out.append([k, k + 1])
    return out


@Language.factory(
    "newskit_quotes",
    default_config={"lexicons": ""},
    assigns=["doc._.newskit_quotes"],
    requires=["token.dep", "token.tag"],
)
def make_quotes(nlp: Language, name: str, lexicons: str) -> Callable[[Doc], Doc]:
    """spaCy component: leaves the quotations on the Doc, and as spans in doc.spans["newskit_quotes"]."""
    Cues.of(lexicons), Reports.of(lexicons)  # a mistake in a list is told here, not in the middle of a corpus

    def component(doc: Doc) -> Doc:
        doc.user_data[LEXICONS] = lexicons
        found = find_quotes(doc, lexicons)
        doc._.newskit_quotes = found
        spans = [Span(doc, q["tokens"][0][0], q["tokens"][-1][1], label=q["type"]) for q in found]
        doc.spans["newskit_quotes"] = SpanGroup(doc, name="newskit_quotes", spans=spans)
        return doc

    return component


def quotes(docs: Iterable[Doc]) -> pd.DataFrame:
    """The quotes table (see tables.py) of parsed Docs."""
    return tables.frame("quotes", [row for doc in docs for row in rows(doc)])


def rows(doc: Doc) -> list[dict[str, Any]]:
    """One row per quotation, offsets in characters."""
    p = parse(doc)
    return [_row(p, doc._.article_id, p.text, q) for q in findings(doc, "quotes")]


def _row(p: Parse, article_id: str, text: str, q: dict[str, Any]) -> dict[str, Any]:
    spans = {role: [[p.idx[a], p.end(b - 1)] for a, b in q[role]] for role in ROLES}
    quote = [[p.idx[a], p.end(b - 1)] for a, b in q["tokens"]]
    start, end = quote[0][0], quote[-1][1]
    return {
        "article_id": article_id,
        "quote_id": q["number"],
        "start": start,
        "end": end,
        "text": text[start:end],
        "type": q["type"],
        "cue": " ".join(text[a:b] for a, b in spans["cue"]) or None,
        "cue_verb": q["cue_verb"] or None,
        "speaker": " ".join(text[a:b] for a, b in spans["speaker"]) or None,
        "source_id": q["source_id"],
        "nested": q["nested"],
        "n_words": sum(not p.is_punct(k) and p.tags[k] != "_SP" for a, b in q["tokens"] for k in range(a, b)),
        "certainty": certainty("quotes", q["rule"], "_"),
        "rule": q["rule"],
        "quote_segments": quote,
        **{f"{role}_segments": spans[role] for role in ROLES},
    }
