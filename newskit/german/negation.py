"""Negation. The notions differ by what is denied and how near the word must stand.

`is_negated`: a clause's predicate, by the parse. `noun_negated`: a noun, by its determiner. `is_negated_directly`: the
word right behind. `negation_shortly_before`: a few words back in the clause. `denied_here`: what sondern corrects.
Words that deny a statement wherever they stand in it are the class "negation".
"""

from __future__ import annotations

from .clauses import clause_between_commas
from .parse import FINITE, Clause, Parse


def negation_shortly_before(p: Parse, i: int, reach: int = 4) -> int:
    """Index of a negation shortly before token i in the same clause, or -1."""
    start = clause_between_commas(p, i)[0]
    for k in range(i - 1, max(start, i - reach) - 1, -1):
        if p.lower[k] in p.classes["negation_strict"]:
            return k
        if p.tags[k] in FINITE:
            return -1
    return -1


def is_negated(p: Parse, clause: Clause) -> bool:
    """Is the predicate negated (nicht, nie, nicht mehr, nicht länger)? `nicht nur` and `nicht X, sondern Y` are not."""
    places = list(p.children[clause.head])
    if clause.finite >= 0 and clause.finite != clause.head:
        places += p.children[clause.finite]
    adverbs = [c for c in places if p.tags[c] in {"ADV", "ADJD"}]
    places += [c for a in adverbs for c in p.children[a]]
    if any(p.lower[c] == "weder" for c in places):  # weder ... noch is one negation
        places = [c for c in places if p.lower[c] != "noch"]
    return sum(_negates(p, c) for c in places) % 2 == 1


def _negates(p: Parse, i: int) -> bool:
    """A negation that holds; not in `nicht nur` and `wie nie`. The `noch` of `weder ... noch` is one."""
    if p.lower[i] == "noch":
        return "weder" in p.lower[p.sents[p.sent[i]][0] : i]
    return (
        p.lower[i] in p.classes["negation_adverb"]
        and not _is_partial(p, i)
        and (i == 0 or p.lower[i - 1] not in {"wie", "denn"})
    )


def is_negated_directly(p: Parse, i: int) -> bool:
    """nicht ganz falsch, nicht besonders klug, weniger klug: a negation right before the word or before its adverb."""
    k = i - 1
    if k >= 0 and p.lower[k] in p.classes["less"]:
        return k == 0 or p.lower[k - 1] not in p.classes["negation_adverb"]
    while k >= 0 and i - k <= 2 and p.tags[k] == "ADV":
        if p.lower[k] in p.classes["negation_adverb"]:
            return True
        k -= 1
    return k >= 0 and p.lower[k] in p.classes["negation_adverb"] and not _is_partial(p, k)


def _is_partial(p: Parse, i: int) -> bool:
    """nicht nur; nicht X, sondern Y; nicht zuletzt."""
    after = p.lower[i + 1] if i + 1 < len(p) else ""
    if p.lower[i] != "nicht" or after == "unbedingt":
        return False
    if after in p.classes["partial_negation_adverb"]:
        return True
    end = p.sents[p.sent[i]][1]
    return i + 1 < end and p.tags[i + 1] not in {"VVPP", "VVFIN", "VVINF", "ADJD", "$."} and "sondern" in p.lower[i:end]


def denied_here(p: Parse, i: int) -> bool:
    """nicht Scholz, sondern Merz: is the noun phrase at i what is denied?"""
    start, end = p.sents[p.sent[i]]
    for k in range(max(start, i - 3), i):
        if (
            p.lower[k] == "nicht"
            and "sondern" in p.lower[i:end]
            and not any(p.lower[j] in {",", "sondern"} for j in range(k, i))
        ):
            return p.lower[k + 1] != "nur" and all(
                p.tags[j] in {"ART", "ADJA", "NN", "NE", "APPR", "APPRART"} for j in range(k + 1, i)
            )
    return False


def noun_negated(p: Parse, i: int) -> bool:
    """kein Erfolg, ohne Mut, weder Mut noch Kraft."""
    for c in p.children[i]:
        word = p.lower[c]
        if (
            (word in p.classes["negative_determiner"] and p.deps[c] in {"det", "amod"})
            or word in p.classes["without"]
            or _negates(p, c)
        ):
            return True
    return (
        i > 0
        and p.lower[i - 1]
        in p.classes["negative_determiner"] | p.classes["without"] | {"weder", "noch", "nicht", "kaum"}
        and p.tags[i - 1] != "$,"
    )
