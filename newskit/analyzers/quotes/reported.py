"""Reported speech: what somebody said is named, not rendered (Sie forderte eine schnellere Entscheidung)."""

from __future__ import annotations

from ...german.parse import FINITE, NOMINAL, OBJECT, Parse
from .cues import Cues
from .frame import Frame

#: Weight that a verb needs in the list's category `reported`; the weights were set on training texts.
THRESHOLD = 0.3
PREPOSITIONS = frozenset({"von", "vom", "für", "auf", "gegen", "über", "vor", "zu", "zum", "zur", "mit", "als", "an"})


def is_reported(p: Parse, frame: Frame, cues: Cues) -> bool:
    """Does a verb of demanding, judging or naming have its content in the form of a noun, and a speaker?"""
    clause = frame.clause
    if clause is None or not frame.speaker or clause.subjunctive or clause.finite < 0:
        return False
    if (
        clause.mark >= 0
        and p.lower[clause.mark] in {"wenn", "falls", "ob"}
        or cues.reporting.get(clause.lemma, 0.0) < THRESHOLD
    ):
        return False
    if p.tags[frame.speaker[0]] in {"PDS", "PRELS", "PIS"} and len(frame.speaker) == 1:
        return False
    return _object(p, clause.head) >= 0 or _prepositional(p, clause.head)


def _object(p: Parse, head: int) -> int:
    for c in p.children[head]:
        if p.deps[c] in OBJECT and (p.tags[c] in NOMINAL) and p.tags[c] != "PRF" and p.child(c, "case") < 0:
            return c
    return -1


def _prepositional(p: Parse, head: int) -> bool:
    for c in p.children[head]:
        case = p.child(c, "case")
        if (
            case >= 0
            and p.tags[c] in {"NN", "NE"}
            and p.lower[case] in PREPOSITIONS
            and p.deps[c] in {"obl", "obl:arg", "nmod", "obj"}
        ):
            return True
    return False


def reported_span(p: Parse, frame: Frame, first: int, end: int) -> tuple[int, int]:
    """The frame's own clause with its final punctuation; a coordinated clause alone."""
    while end > first and p.tags[end - 1] == "_SP":
        end -= 1
    clause = frame.clause
    assert clause is not None
    finite = clause.finite
    start = first
    for k in range(min(finite, clause.head) - 1, first, -1):
        if (
            p.tags[k] == "KON"
            and p.lower[k] in {"und", "aber", "doch"}
            and any(p.tags[n] in FINITE for n in range(first, k))
        ):
            if not any(p.tags[n] in FINITE for n in range(k + 1, min(finite, clause.head))) and finite - k <= 8:
                start = k
                break
    stop = end
    for k in range(max(finite, clause.head) + 1, end - 1):
        if p.tags[k] == "KON" and p.lower[k] in {"und", "aber", "doch"}:
            following = next((n for n in range(k + 1, min(k + 4, end)) if p.tags[n] in FINITE), -1)
            if following >= 0 and p.clause_of[following] != clause.head:
                stop = k - 1 if p.words[k - 1] == "," else k
                break
    return start, stop
