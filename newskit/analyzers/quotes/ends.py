"""Where the content of a frame ends: the sentence's end, or where somebody else or the frame itself goes on."""

from __future__ import annotations

from ...german.clauses import next_break
from ...german.parse import FINITE, Clause, Parse

#: What opens a clause on all that stands before it.
_ON_ALL = frozenset({"was", "wobei", "weshalb", "worauf", "woraufhin"})
#: What a relative clause with was belongs to, and verbs that have a question as their object.
_THINGS = frozenset("das dies dem alles allem etwas nichts vieles einiges manches weniges all".split())
_ASKING = frozenset(
    "wissen sehen verstehen erklären sagen zeigen fragen prüfen klären erfahren hören tun machen erkennen begreifen erzählen lernen "
    "schildern berichten überlegen bestimmen entscheiden abwarten herausfinden feststellen ermitteln untersuchen".split()
)


def complement_end(p: Parse, clause: Clause, start: int, limit: int) -> int:
    """The sentence's end, or where the frame's own clause goes on (..., und verließ den Saal) or the one it belongs to."""
    limit = min(_main_clause_after(p, clause, start, limit), _new_statement(p, clause, start, limit))
    for k in range(start + 2, limit - 1):
        if p.lower[k] not in {"und", "aber", "doch"} or p.tags[k] != "KON":
            continue
        stop = next_break(p, k + 1, limit)
        finite = next((n for n in range(k + 1, stop) if p.tags[n] in FINITE), -1)
        if 0 <= finite <= k + 3 and _goes_on(p, clause, finite):
            return k - 1 if p.words[k - 1] == "," else k
    return limit


def _main_clause_after(p: Parse, clause: Clause, start: int, limit: int) -> int:
    """Während X ankündigte, das Werk zu schließen, hofft Y ...: the comma before the clause that the frame's belongs to."""
    above, seen = clause.parent, set()
    while above in p.clauses and above not in seen:
        seen.add(above)
        finite = p.clauses[above].finite
        if start + 1 < finite < limit and clause.head < start:
            return next((k for k in range(finite - 1, start + 1, -1) if p.words[k] in {",", "–"}), limit)
        above = p.clauses[above].parent
    return limit


def _new_statement(p: Parse, clause: Clause, start: int, limit: int) -> int:
    """A semicolon, a comma and doch, or a remark on all of it ends what is said where the indicative follows."""
    for k in range(start + 2, limit - 2):
        if p.words[k] == "," and p.tags[k + 1] in FINITE and _goes_on(p, clause, k + 1):
            return k
        if p.words[k] == "," and _comments(p, k + 1, limit) and not _inside_pair(p, start, k):
            return k
        if p.words[k] == ";" or (p.words[k] == "," and p.lower[k + 1] in {"doch", "während"}):
            finite = [n for n in range(k + 1, limit) if p.tags[n] in FINITE]
            if finite and not any(p.subjunctive[n] for n in finite) and not _inside_pair(p, start, k):
                return k
    return limit


def _comments(p: Parse, opener: int, limit: int) -> bool:
    """Does a remark on all that was said begin here (..., was nicht bestätigt wurde), no part of it (er wisse, was geschah)?"""
    last, before = next_break(p, opener, limit) - 1, opener - 2
    if p.lower[opener] not in _ON_ALL or p.tags[last] not in FINITE or p.subjunctive[last]:
        return False
    own = p.clause_of[opener]
    if own >= 0 and p.deps[own] in {"ccomp", "csubj", "csubj:pass", "obj", "nsubj", "xcomp"}:
        return False
    return p.lower[before] not in _THINGS and p.lemmas[before].lower() not in _ASKING


def _goes_on(p: Parse, clause: Clause, finite: int) -> bool:
    """räumte ein, dass ..., sprach aber von ...: a verb beside the frame's own."""
    below = p.clauses.get(p.clause_of[finite])
    if below is None or p.subjunctive[finite]:
        return False
    return p.deps[below.head] == "conj" and p.heads[below.head] == clause.head


def _inside_pair(p: Parse, start: int, k: int) -> bool:
    """Is a quotation mark open at token k?"""
    opened = sum(p.words[n] in {"„", "»"} for n in range(start, k))
    return opened > sum(p.words[n] in {"“", "«", "”"} for n in range(start, k))
