"""What a hedge hedges: its clause, the clause it introduces, or the phrase that it stands before."""

from __future__ import annotations

from ...german.parse import Parse
from .cluster import cluster_of
from .context import Context

_COMPLEMENT = frozenset({"ccomp", "csubj", "csubj:pass", "acl"})
_APART = frozenset({"conj", "parataxis", "discourse"})
#: Units that the tagger may take for a name.
_CURRENCIES = frozenset("euro dollar us-dollar franken pfund yen rubel złoty zloty €".split())
#: What a number can count.
_COUNTED = frozenset({"NN", "NE", "CARD", "TRUNC", "FM", "XY"})
#: Categories whose words have a clause as their complement (vermutet, dass; unklar, ob; Hinweise, dass).
_MODALS = frozenset({"epistemic_modal", "reportative_modal"})
_WITH_COMPLEMENT = frozenset({"epistemic_verb", "phrase"})


def scope_of(c: Context, start: int, end: int, category: str) -> list[tuple[int, int]]:
    """Token ranges of what the hedge of tokens start to end makes uncertain.

    - an approximator: the phrase of the quantity after it (etwa [10.000 Menschen])
    - an adjective before its noun, or an adverb inside an attribute: that noun's phrase (die [mutmaßlichen Täter])
    - a noun with its content in a phrase: its own phrase ([Hinweise auf eine Beteiligung])
    - a verb, noun or phrase with a clause as its complement: that clause (vermutet, [dass er kommt])
    - a verb of a frame (..., schätzt die Polizei): the clause around it
    - everything else: the clause that it stands in, with the clauses that depend on it, without those coordinated to it

    Returns:
        Ranges in text order; the hedge's own words where the parse shows no clause. Errors: those of the parse.
    """
    p = c.p
    found = _quantity(p, start, end) if category == "approximator" else _phrase(p, start, end)
    if not found:
        found = _clause(p, _scope_head(p, start, end, category))
        if category in _MODALS and (cluster := cluster_of(c, start)) is not None:
            found = sorted({*found, *range(min(start, cluster.last), max(start, cluster.last) + 1)})
    return _ranges(p, found) or [(start, end)]


def _quantity(p: Parse, start: int, end: int) -> list[int]:
    """The number after the hedge with its unit and what is counted (86 Millionen Euro, 8.000 Hektar Land), no place or aim after it."""
    last_of_sentence = p.sents[p.sent[start]][1]
    first = next((i for i in range(end, min(end + 6, last_of_sentence)) if _begins_phrase(p, i)), -1)
    if first < 0:
        return []
    head = p.heads[first]
    if p.tags[first] not in {"CARD", "ART", "ADJA"} or head < first or p.tags[head] not in _COUNTED:
        head = first
    found = [i for i in p.noun_phrase(head) if i >= end]
    stop = next(
        (i for i in found if i > head and p.tags[i] in {"APPR", "APPRART"} and p.lower[i] != "von"), found[-1] + 1
    )
    while stop < last_of_sentence and (p.tags[stop] in {"NN", "ADJA"} or p.lower[stop] in _CURRENCIES):
        stop += 1
    return list(range(min(found[0], first), stop))


def _phrase(p: Parse, start: int, end: int) -> list[int]:
    """The phrase that is hedged by a word inside it: an adjective, an adverb in an attribute, or the noun itself."""
    last = end - 1
    if p.tags[last] == "NN":
        own = p.noun_phrase(last)
        return list(range(start, own[-1] + 1)) if own[-1] > last and not _complement(p, start, end) else []
    adjective = last if p.tags[last] == "ADJA" else p.heads[last]
    noun = p.heads[adjective]
    if adjective < last or p.tags[adjective] != "ADJA" or p.tags[noun] not in {"NN", "NE"} or noun < adjective:
        return []
    return list(range(start, p.noun_phrase(noun)[-1] + 1))


def _begins_phrase(p: Parse, i: int) -> bool:
    return p.tags[i] in {"CARD", "NN", "ART", "ADJA", "PIAT", "PIS"}


def _complement(p: Parse, start: int, end: int) -> int:
    """Head of the clause that completes one of the tokens, -1 if there is none."""
    found = (child for i in range(start, end) for child in p.children[i] if _completes(p, child))
    return next(found, -1)


def _completes(p: Parse, i: int) -> bool:
    """Is the clause headed by i a complement, no relative clause (geht von einem Brand aus, der ...)?"""
    return p.deps[i] in _COMPLEMENT and not any(p.tags[k] in {"PRELS", "PRELAT"} for k in p.children[i])


def _scope_head(p: Parse, start: int, end: int, category: str) -> int:
    """Head of the clause that is hedged, -1 if there is none."""
    own = p.clause_of[start]
    if category not in _WITH_COMPLEMENT:
        return own
    found = _complement(p, start, end)
    if found >= 0:
        return found
    if own < 0:
        return -1
    inside = start <= own < end or any(start <= i < end for i in p.children[own])
    for child in p.children[own]:
        if inside and _completes(p, child):
            return child
    above = p.clauses[own].parent
    inserted = p.deps[own] in _APART and start and p.words[start - 1] == ","
    return above if inserted and above >= 0 and category == "epistemic_verb" else own


def _clause(p: Parse, head: int) -> list[int]:
    """The tokens of a clause: its subtree without clauses that only stand beside it and the conjunction that joins it to one."""
    if head < 0:
        return []
    out, stack = [], [head]
    while stack:
        i = stack.pop()
        out.append(i)
        stack.extend(
            k for k in p.children[i] if not (p.deps[k] in _APART and k in p.clauses and p.clauses[k].finite >= 0)
        )
    out.sort()
    while out and (p.tags[out[0]] == "KON" or p.is_punct(out[0])):
        del out[0]
    return _until_semicolon(p, out, head)


def _until_semicolon(p: Parse, tokens: list[int], head: int) -> list[int]:
    """What stands on the head's side of semicolons."""
    marks = [i for i in tokens if p.words[i] == ";"]
    low = max((i for i in marks if i < head), default=-1)
    high = min((i for i in marks if i > head), default=len(p))
    return [i for i in tokens if low < i < high]


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
