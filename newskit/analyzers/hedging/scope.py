"""What a hedge hedges: its clause, the clause it introduces, or the phrase that it stands before."""

from __future__ import annotations

from ...pipeline.grammar import Parse
from .context import Context, cluster_of

_COMPLEMENT = frozenset({"ccomp", "csubj", "csubj:pass", "acl"})
_APART = frozenset({"conj", "parataxis", "discourse"})
#: Categories whose words have a clause as their complement (vermutet, dass; unklar, ob; Hinweise, dass).
_MODALS = frozenset({"epistemic_modal", "reportative_modal"})
_WITH_COMPLEMENT = frozenset({"epistemic_verb", "phrase"})


def scope_of(c: Context, start: int, end: int, category: str) -> list[tuple[int, int]]:
    """Token ranges of what the hedge of tokens start to end makes uncertain.

    - an approximator: the phrase of the quantity after it (etwa [10.000 Menschen])
    - an adjective before its noun: that noun's phrase (die [mutmaßlichen Täter])
    - a verb, noun or phrase with a clause as its complement: that clause (vermutet, [dass er kommt])
    - a verb of a frame (..., schätzt die Polizei): the clause around it
    - everything else: the clause that it stands in, with the clauses that depend on it, without those coordinated to it

    Returns:
        Ranges in text order; the hedge's own words where the parse shows no clause. Errors: those of the parse.
    """
    p = c.p
    found = _phrase(p, start, end, category)
    if not found:
        found = _clause(p, _scope_head(p, start, end, category))
        if category in _MODALS and (cluster := cluster_of(c, start)) is not None:
            found = sorted({*found, *range(min(start, cluster.last), max(start, cluster.last) + 1)})
    return _ranges(p, found) or [(start, end)]


def _phrase(p: Parse, start: int, end: int, category: str) -> list[int]:
    if category == "approximator":
        noun = next((i for i in range(end, min(end + 6, len(p))) if _begins_phrase(p, i)), -1)
        head = p.heads[noun] if noun >= 0 and p.tags[noun] in {"CARD", "ART", "ADJA"} and p.heads[noun] > noun else noun
        return [i for i in p.noun_phrase(head) if i >= end] if head >= 0 and p.sent[head] == p.sent[start] else []
    if p.tags[end - 1] == "ADJA" and p.tags[p.heads[end - 1]] in {"NN", "NE"} and p.heads[end - 1] >= end:
        return [i for i in p.noun_phrase(p.heads[end - 1]) if i >= start]
    return []


def _begins_phrase(p: Parse, i: int) -> bool:
    return p.tags[i] in {"CARD", "NN", "ART", "ADJA", "PIAT", "PIS"}


def _scope_head(p: Parse, start: int, end: int, category: str) -> int:
    """Head of the clause that is hedged, -1 if there is none."""
    own = p.clause_of[start]
    if category not in _WITH_COMPLEMENT:
        return own
    for i in range(start, end):
        for child in p.children[i]:
            if p.deps[child] in _COMPLEMENT:
                return child
    if own < 0:
        return -1
    inside = start <= own < end or any(start <= i < end for i in p.children[own])
    for child in p.children[own]:
        if inside and p.deps[child] in _COMPLEMENT:
            return child
    above = p.clauses[own].parent
    inserted = p.deps[own] in _APART and start and p.words[start - 1] == ","
    return above if inserted and above >= 0 and category == "epistemic_verb" else own


def _clause(p: Parse, head: int) -> list[int]:
    """The tokens of a clause: its subtree without clauses that only stand beside it."""
    if head < 0:
        return []
    out, stack = [], [head]
    while stack:
        i = stack.pop()
        out.append(i)
        stack.extend(
            k for k in p.children[i] if not (p.deps[k] in _APART and k in p.clauses and p.clauses[k].finite >= 0)
        )
    return sorted(out)


def _ranges(p: Parse, tokens: list[int]) -> list[tuple[int, int]]:
    """Contiguous runs of tokens, joined over punctuation, without punctuation at their ends."""
    words = [i for i in tokens if not p.is_punct(i) and p.tags[i] != "_SP"]
    out: list[tuple[int, int]] = []
    for i in words:
        if out and all(p.is_punct(k) for k in range(out[-1][1], i)):
            out[-1] = (out[-1][0], i + 1)
        else:
            out.append((i, i + 1))
    return out
