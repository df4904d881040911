"""Where no construction speaks: the polar words around a mention, the nearer the weightier. A weak guess, and named so."""

from __future__ import annotations

from .evidence import Evidence, State
from .shifters import noun_negated

#: Words after which a polar word counts 1/e.
REACH = 6.0
STRENGTH = 0.3


def nearby(state: State, start: int, end: int) -> list[Evidence]:
    """Polar words in the clause of a mention, weighted by distance; those that judge somebody else are left out."""
    p = state.p
    low, high = p.sents[p.sent[start]]
    clause = p.clause_of[start]
    taken = {k for evidence in state.found.values() for e in evidence for k in e.tokens}
    out = []
    for i in range(low, high):
        hit = state.hits[i]
        if hit is None or start <= i < end or i in taken or p.clause_of[i] != clause:
            continue
        distance = start - i if i < start else i - end + 1
        weight = hit.weight * STRENGTH * 2.718281828 ** (-distance / REACH)
        if hit.about == "event":
            weight *= 0.5
        if noun_negated(p, i):
            weight *= -0.5
        if abs(weight) >= 0.03:
            out.append(Evidence((i,), weight, "nearby"))
    return out
