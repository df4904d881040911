"""How sure: words that mark a statement as uncertain, approximate or hearsay, with category, strength and voice.

What counts is in the codebook (docs of the hedges table): a hedge is the smallest expression that carries the
uncertainty. Plain attribution (laut, sagte), the subjunctive of reported speech and conditionals are none. The list is
resources/de/hedges.tsv; its column `when` says when an ambiguous word is a hedge (docs/conditions.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from ... import tables
from ...german.clauses import clause_between_commas
from ...voice import findings, voice_of
from .context import Context, context_of, in_marks, in_reported_mood, scope_of
from .index import Candidate, Index

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["find_hedges", "hedges"]

_COLUMNS = ("lemma", "category", "strength", "voice", "speaker_source_id", "sentence_id", "rule")
Hit = tuple[int, int, Candidate]


def find_hedges(doc: Doc, lexicons: str = "") -> list[dict[str, Any]]:
    """The hedging expressions of a parsed text, in text order.

    Args:
        doc: a parsed Doc; if the quote analyzer has run, each hedge knows whose it is.
        lexicons: a folder with a hedges.tsv that adds to or overrides newskit's.

    Returns:
        One dict per hedge: start, end (tokens), lemma (entry of the list), category, rule, strength (one of
        tables.STRENGTHS; None for approximators), scope (token ranges, see `scope_of`), voice, speaker_source_id
        (None if the newsroom's or unknown), sentence_id.
    """
    c = context_of(doc, lexicons)
    hits = _hits(c, Index.of(lexicons))
    for n in _unsourced(doc, hits):
        c.known[n] = True
    wanting = [start for start, _, found in hits if "claim" in found.condition.names]
    claims = {k: start for start in wanting for k in range(*clause_between_commas(c.p, start))}
    return [_record(doc, c, *hit, claimed=claims.get(hit[0], hit[0]) != hit[0]) for hit in hits]


def _unsourced(doc: Doc, hits: list[Hit]) -> list[int]:
    """The quotations that nobody but a hedging phrase tells (ersten Erkenntnissen zufolge, without: der Polizei)."""
    phrases = {k for start, end, found in hits if found.entry.category == "phrase" for k in range(start, end)}
    return [
        n
        for n, q in enumerate(findings(doc, "quotes"))
        if q.get("rule") == "indirect_prep"
        and q["speaker"]
        and phrases.issuperset(k for a, b in q["speaker"] for k in range(a, b))
    ]


def _hits(c: Context, index: Index) -> list[Hit]:
    """The longest expression at each place; what stands inside another one is not counted again."""
    found: list[Hit] = []
    for i, candidates in index.candidates(c.p.lower):
        for candidate in candidates:
            span = candidate.match(c, i)
            if span is not None:
                found.append((*span, candidate))
                break
    return _without_overlap(found)


def _without_overlap(found: list[Hit]) -> list[Hit]:
    """Drop hits whose words belong to a longer one; a split verb (geht wohl davon aus) leaves what it encloses."""
    taken: set[int] = set()
    kept: list[Hit] = []
    for hit in sorted(found, key=lambda h: (h[0] - h[1] if not h[2].particle else -1, h[0])):
        own = range(hit[0], hit[1]) if not hit[2].particle else (hit[0], hit[1] - 1)
        if taken.isdisjoint(own):
            taken.update(own)
            kept.append(hit)
    return sorted(kept, key=lambda h: (h[0], h[1]))


def _record(doc: Doc, c: Context, start: int, end: int, candidate: Candidate, *, claimed: bool) -> dict[str, Any]:
    voice, speaker = voice_of(doc, c.owner, start)
    if c.nobody_says(start) or ("hearsay" in candidate.condition.names and not c.somebody_says(start)):
        voice, speaker = "newsroom", None  # hearsay without a source is told by the newsroom itself
    if voice == "newsroom" and (claimed or in_marks(c, start) or in_reported_mood(c, start)):
        # what somebody "will gesehen haben" is his claim; "die Lage sei ernst" and what stands in
        # quotation marks is reported even where no frame was found
        voice = "quoted"
    entry = candidate.entry
    return {
        "start": start,
        "end": end,
        "lemma": entry.lemma,
        "category": entry.category,
        "rule": candidate.rule,
        "strength": candidate.strength,
        "scope": scope_of(c, start, end, entry.category),
        "voice": voice,
        "speaker_source_id": speaker,
        "sentence_id": c.p.sent[start],
    }


@Language.factory(
    "newskit_hedges",
    default_config={"lexicons": ""},
    assigns=["doc._.newskit_hedges"],
    requires=["token.dep", "token.tag"],
)
def make_hedges(nlp: Language, name: str, lexicons: str) -> Callable[[Doc], Doc]:
    """spaCy component: leaves the hedges on the Doc, and as spans in doc.spans["newskit_hedges"].

    Raises:
        InputError: the user's hedges.tsv names a condition or strength that there is not.
    """
    Index.of(lexicons)

    def component(doc: Doc) -> Doc:
        found = find_hedges(doc, lexicons)
        doc._.newskit_hedges = found
        spans = [Span(doc, h["start"], h["end"], label=h["category"]) for h in found]
        doc.spans["newskit_hedges"] = SpanGroup(doc, name="newskit_hedges", spans=spans)
        return doc

    return component


def hedges(docs: Iterable[Doc]) -> pd.DataFrame:
    """The hedges table (see tables.py) of parsed Docs that the analyzer has seen."""
    return tables.frame("hedges", [row for doc in docs for row in rows(doc)])


def rows(doc: Doc) -> list[dict[str, Any]]:
    """One row per hedge, offsets in characters."""
    article, out = doc._.article_id, []
    for h in findings(doc, "hedges"):
        found = doc[h["start"] : h["end"]]
        row = {"article_id": article, "start": found.start_char, "end": found.end_char, "text": found.text}
        row |= {key: h[key] for key in _COLUMNS}
        row["scope_segments"] = [[doc[a].idx, doc[b - 1].idx + len(doc[b - 1])] for a, b in h["scope"]]
        out.append(row)
    return out
