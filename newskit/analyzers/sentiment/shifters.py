"""What turns a judgement round or weakens it: negation, modality, condition, question, contrast, degree, reporting."""

from __future__ import annotations

from ...german.clauses import auxiliaries
from ...german.parse import Clause, Parse

#: Factor of what must be done well: it has not been done.
OBLIGATION = 0.3
#: Factors of what is negated: a negated praise blames, a negated reproach says little.
NEGATED_PRAISE, NEGATED_BLAME = -0.75, -0.15
#: Factors of adverbs and adjectives of degree at a polar word.
INTENSIFIED, DIMINISHED = 1.25, 0.65


def flip(weight: float, negated: bool = True) -> float:
    """The weight of a negated judgement; one that is not `negated` keeps its own."""
    if not negated:
        return weight
    return weight * (NEGATED_PRAISE if weight > 0 else NEGATED_BLAME)


def is_denied(p: Parse, i: int, clause: Clause | None) -> bool:
    """vermied Kritik, wies Vorwürfe zurück, bestreitet den Betrug: is the noun at i said not to hold?"""
    if clause is None or clause.lemma not in p.classes["verb_of_denial"] or i == clause.head:
        return False
    return clause.passive or i != clause.subject


def degree(p: Parse, i: int) -> float:
    """Factor of the adverbs and adjectives of degree at token i: sehr gut, leichte Kritik."""
    factor = 1.0
    intensifiers, diminishers = p.classes["intensifier"], p.classes["diminisher"]
    for c in [*p.children[i], *([i - 1] if i > 0 and p.heads[i - 1] != i else [])]:
        word = p.lower[c]
        stem = word.rstrip("enrsm") if p.tags[c] == "ADJA" else word
        if stem in intensifiers or word in intensifiers:
            factor = max(factor, INTENSIFIED)
        elif stem in diminishers or word in diminishers or p.lemmas[c] in diminishers:
            factor = min(factor, DIMINISHED)
    return factor


def modality(p: Parse, clause: Clause, reported: bool, good: bool = True) -> float:
    """Factor of modals, conditions, questions and intentions; 1 for a plain statement.

    To intend something good is no praise, to intend something bad is nearly as bad as doing it (`good`).
    """
    factor = 1.0
    for a in auxiliaries(p, clause):
        factor *= _of_auxiliary(p, p.lower[a], good)
        if p.lower[a] in p.classes["unreal_auxiliary"] and not reported:
            factor *= 0.3
    if _is_condition(p, clause):
        factor *= 0.3
    above = p.clauses.get(clause.parent) if clause.finite < 0 else None
    if above is not None and above.lemma in p.classes["verb_of_demand"]:
        factor *= 0.3
    elif above is not None and above.lemma in p.classes["verb_of_intention"]:
        factor *= 0.35 if good else 0.7
    return factor * _of_question(p, clause)


def _of_auxiliary(p: Parse, word: str, good: bool) -> float:
    if good and word.startswith(("muss", "müss")) and word not in p.classes["past_obligation"]:
        return OBLIGATION
    return p.classes.weights("modal_factor").get(word, 1.0)


def _is_condition(p: Parse, clause: Clause) -> bool:
    """wenn, falls, ob; a Falls that begins the sentence may have been taken for a noun."""
    if clause.mark >= 0:
        return p.lower[clause.mark] in p.classes["unsettled_subordinator"]
    return any(p.lower[c] == "falls" for c in p.children[clause.head])


def _of_question(p: Parse, clause: Clause) -> float:
    """Factor of a question; one that asks why somebody failed takes for granted that he did."""
    start, end = p.sents[p.sent[clause.head]]
    last = end - 1
    while last > start and (p.tags[last] == "_SP" or p.words[last] in "\"“”«»'’"):
        last -= 1
    if p.words[last] != "?":
        return 1.0
    return 0.4 if any(tag[:2] == "PW" for tag in p.tags[start:end]) else 0.3


def contrast(p: Parse, i: int) -> float:
    """zwar A, aber B: A counts less, B more; of umstritten, aber brillant, too."""
    start, end = p.sents[p.sent[i]]
    words = p.lower[start:end]
    if "zwar" not in words:
        return _coordinated_contrast(p, i)
    zwar = start + words.index("zwar")
    turn = next((k for k in range(zwar, end) if p.lower[k] in p.classes["adversative"]), end)
    comma = next((k for k in range(turn - 1, zwar, -1) if p.lower[k] == ","), turn)
    return 1.2 if i > comma and turn < end else 0.25


def _coordinated_contrast(p: Parse, i: int) -> float:
    """Of two predicates or nouns that aber joins the second counts more."""
    if _is_adversative(p, i):
        return 1.2
    later = (c for c in p.children[i] if p.deps[c] == "conj" and c > i)
    return 0.4 if any(_is_adversative(p, c) for c in later) else 1.0


def _is_adversative(p: Parse, i: int) -> bool:
    """brillant in `umstritten, aber brillant`; not a clause of its own, which may be about somebody else."""
    if p.deps[i] != "conj" or p.tags[i] not in {"ADJD", "ADJA", "NN"}:
        return False
    return any(p.lower[c] in p.classes["adversative"] for c in p.children[i])


def reported_tokens(p: Parse, owner: list[int]) -> list[bool]:
    """For each token: is it somebody's reported words? By the quotations found, or by mood and quotation marks."""
    if any(o >= 0 for o in owner):
        return [o >= 0 for o in owner]
    out = [False] * len(p)
    inside = False
    for i, word in enumerate(p.words):
        if word in {"„", "»"} or (word == '"' and not inside):
            inside = True
        elif inside and word in {"“", "”", "«", '"'}:
            inside = False
        clause = p.clause(i)
        out[i] = inside or (clause is not None and (_is_reported_mood(p, clause) or _below_saying(p, clause)))
    return out


def _is_reported_mood(p: Parse, clause: Clause) -> bool:
    """Does the mood tell a quotation? The second subjunctive alone does not: hätte gewinnen können."""
    if not clause.subjunctive:
        return False
    return clause.finite < 0 or p.lower[clause.finite] not in p.classes["subjunctive_2_auxiliary"]


def _below_saying(p: Parse, clause: Clause) -> bool:
    above = p.clauses.get(clause.parent)
    if above is None or above is clause or p.deps[clause.head] not in {"ccomp", "parataxis"}:
        return False
    return above.lemma in p.classes["verb_of_saying"]
