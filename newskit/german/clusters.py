"""Verb clusters: the infinitives and participles that a modal governs (soll gesagt haben, dürfte verletzt sein)."""

from __future__ import annotations

from dataclasses import dataclass

from .clauses import SUBORDINATING
from .parse import FINITE, INFINITIVE, PARTICIPLE, Parse


@dataclass(frozen=True, slots=True)
class Cluster:
    """The verbs that a modal governs: index of the last and of the main verb, the auxiliary of a perfect infinitive."""

    last: int
    main: int
    perfect: str  # "" | "haben" | "sein" | "worden"


def cluster_of(p: Parse, i: int) -> Cluster | None:
    """What the modal at token i governs, by word order: before it at a clause's end, else at the end of its clause."""
    start, end = p.sents[p.sent[i]]
    if i > start and p.tags[i - 1] in INFINITIVE | PARTICIPLE and _clause_ends(p, i + 1, end):
        return _cluster(p, i - 1, start)
    k = i + 1
    while k < end:
        if p.words[k] in ".;!?":
            return None
        if p.words[k] == "," and _is_embedded(p, k + 1, end):
            k = _after_embedded(p, k + 1, end)
            continue
        if _ends_cluster(p, k, end):
            return _cluster(p, k, i)
        k += 1
    return None


def _clause_ends(p: Parse, k: int, end: int) -> bool:
    """Does the clause end before token k?"""
    return k >= end or not p.words[k][0].isalnum() or p.lower[k] in p.classes["coordinator"] or p.tags[k] in FINITE


def _is_embedded(p: Parse, k: int, end: int) -> bool:
    """Does a subordinate clause begin at token k, after a comma?"""
    if k >= end:
        return False
    if p.lower[k] in p.classes["subordinator"] or p.tags[k] in SUBORDINATING:
        return True
    return p.tags[k] == "APPR" and k + 1 < end and p.tags[k + 1] in {"PRELS", "PRELAT"}


def _after_embedded(p: Parse, k: int, end: int) -> int:
    """Index after an embedded clause: the comma that follows its finite verb; `end` if it is the last."""
    while k < end:
        if p.tags[k] in FINITE and k + 1 < end and p.words[k + 1] == ",":
            return k + 2
        k += 1
    return end


def _ends_cluster(p: Parse, k: int, end: int) -> bool:
    """Is token k an infinitive (not one with zu, nor one followed by a further infinitive)?"""
    if p.tags[k] == "VVIZU" or p.tags[k - 1] == "PTKZU":
        return False
    if p.tags[k] not in INFINITIVE:  # sein is also "his"
        return p.lower[k] in {"haben", "sein", "werden"} and _clause_ends(p, k + 1, end)
    return k + 1 >= end or p.tags[k + 1] not in INFINITIVE


def _cluster(p: Parse, last: int, low: int) -> Cluster:
    if p.lower[last] in {"haben", "sein"} and last - 1 > low:
        before = p.lower[last - 1]
        if before == "worden":
            return Cluster(last, last - 2, "worden")
        if before in {"gewesen", "gehabt"}:
            return Cluster(last, last - 1, "sein" if before == "gewesen" else "haben")
        if _is_participle(p, last - 1):
            return Cluster(last, last - 1, p.lower[last])
    return Cluster(last, last, "")


def _is_participle(p: Parse, k: int) -> bool:
    """Is token k a past participle (also where the tagger took it for an adjective)?"""
    if p.tags[k] in PARTICIPLE:
        return True
    word = p.lower[k]
    if p.tags[k] not in {"ADJD", "VVFIN", "VVINF"} or p.words[k][0].isupper() or not word.endswith(("t", "en")):
        return False
    return "ge" in word[:6] or word.startswith(("be", "ver", "ent", "er", "zer")) or word.endswith("iert")
