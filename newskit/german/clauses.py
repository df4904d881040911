"""Clauses. The parse has them by its labels (`Parse.clauses`); here are those by what stands in the text.

Stretches of a sentence around a word, from wide to narrow: `clause_complex` reaches from stop, semicolon or colon to
the next; `clause_between_commas` from comma to comma; `next_break` says where a stretch ends, dashes included.
`all_clauses` are the parse's and those that a tagger's slip hides. `has_complement` says whether a verb or noun has a
proposition with it. `cluster_of` are the verbs that a modal governs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .parse import FINITE, INFINITIVE, PARTICIPLE, Clause, Parse

#: Tags of words that open a subordinate clause.
SUBORDINATING = frozenset({"PRELS", "PRELAT", "KOUS", "KOUI", "PWAV"})
_BREAKS = frozenset(".;:!?")
_CLAUSE_MARKS = frozenset(",.;:!?")
_OPENING = frozenset("„\"“»›‚'«‹(–-—:•*…")
_HEADING = frozenset({"root", "ccomp", "acl", "acl:relcl", "advcl", "parataxis", "conj", "xcomp", "dep"})


def clause_complex(p: Parse, i: int) -> tuple[int, int]:
    """The stretch of the sentence around token i without a full stop, semicolon or colon: the clause complex."""
    start, end = p.sents[p.sent[i]]
    a, b = i, i + 1
    while a > start and p.words[a - 1] not in _BREAKS:
        a -= 1
    while b < end and p.words[b] not in _BREAKS:
        b += 1
    return a, b


def clause_between_commas(p: Parse, i: int) -> tuple[int, int]:
    """The stretch between commas around token i: its clause, without those embedded in it."""
    a, b = clause_complex(p, i)
    start, end = i, i + 1
    while start > a and p.words[start - 1] != ",":
        start -= 1
    while end < b and p.words[end] != ",":
        end += 1
    return start, end


def first_word(p: Parse, i: int) -> int:
    """Index of the first word of the clause of token i, behind dashes and quotation marks; else i itself."""
    return next((k for k in range(clause_between_commas(p, i)[0], i) if p.words[k][0].isalnum()), i)


def has_verb(p: Parse, i: int, forms: frozenset[str]) -> int:
    """Index of one of these verb forms in the clause of token i, the nearest one, or -1."""
    start, end = clause_between_commas(p, i)
    found = [k for k in range(start, end) if p.lower[k] in forms]
    return min(found, key=lambda k: abs(k - i)) if found else -1


def clause_follows(p: Parse, i: int, openers: frozenset[str]) -> bool:
    """Does a clause that opens with one of these words follow token i in its sentence?"""
    _, end = clause_complex(p, i)
    for k in range(i + 1, min(end, i + 16)):
        after_comma = p.words[k - 1] == "," or (k > 1 and p.words[k - 2] == ",")  # , dass or , ohne dass
        if p.lower[k] in openers and (after_comma or k == i + 1 or not p.words[k - 1][0].isalnum()):
            return True
        if p.words[k - 1] == "," and k > i + 9 and p.tags[k] in SUBORDINATING:
            return False
    return False


def clause_precedes(p: Parse, i: int, openers: frozenset[str]) -> bool:
    """Does the sentence begin with such a clause that ends right before token i (Ob sie kommen, ist unklar)?"""
    start, _ = p.sents[p.sent[i]]
    first = start
    while first < i and not p.words[first][0].isalnum():
        first += 1
    if not any(p.words[k] == "," for k in range(max(first, i - 6), i)):
        return False
    return p.lower[first] in openers or (p.lower[first + 1] in openers and p.tags[first] in {"APPR", "KON", "ADV"})


def main_clause_follows(p: Parse, i: int) -> bool:
    """Does a clause without subordinator follow after a comma or colon (Er glaubt, das Haus sei leer)?"""
    _, end = p.sents[p.sent[i]]
    comma = next((k for k in range(i + 1, min(end - 1, i + 10)) if p.words[k] in _CLAUSE_MARKS), -1)
    if comma < 0 or p.words[comma] not in {",", ":"}:
        return False
    first = comma + 1
    if (
        p.lower[first] in p.classes["subordinator"]
        or p.lower[first] in p.classes["coordinator"]
        or p.tags[first] in SUBORDINATING
    ):
        return False
    if p.tags[first] == "APPR" and first + 1 < end and p.tags[first + 1] in SUBORDINATING:
        return False
    for k in range(first, min(end, first + 9)):
        if p.words[k] == "," or p.tags[k] in FINITE:
            return p.words[k] != "," and k > first
    return False


def infinitive_follows(p: Parse, i: int) -> bool:
    """Is there an infinitive with zu in what follows token i?"""
    _, end = clause_complex(p, i)
    return any(p.tags[k] in {"PTKZU", "VVIZU"} for k in range(i + 1, end)) or (
        i > 1 and p.tags[i - 1] in INFINITIVE and p.tags[i - 2] == "PTKZU"
    )


def begins_sentence(p: Parse, i: int) -> bool:
    """Is token i the first word of its sentence or of a quoted passage (where any word is capitalised)?"""
    start = p.sents[p.sent[i]][0]
    k = i - 1
    if k >= start and p.words[k] in _OPENING:
        return True
    while k >= start and not p.words[k][0].isalnum():
        k -= 1
    return k < start


def is_compared(p: Parse, i: int) -> bool:
    """Is the participle at i only what something is compared with (später als erwartet)?"""
    k = i - 1
    while k > 0 and p.lower[k] in p.classes["so_far_or_by_many"]:
        k -= 1
    found = k >= 0 and p.lower[k] in p.classes["comparison_word"]
    return found and not (i + 1 < len(p) and p.lower[i + 1] in p.classes["werden_form"])


def has_complement(p: Parse, i: int, end: int, kinds: Iterable[str]) -> bool:
    """Does the verb (or noun) have one of these complements, where it is no comparison?

    Args:
        p: the parse.
        i: the verb.
        end: the token behind it and its particle.
        kinds: dass (a clause with dass), w (with a question word), v2 (without subordinator), inf (an infinitive with
            zu), frame (the verb is inserted into what is said), passive (with a form of werden), or a word after it in
            its clause.
    """
    return not is_compared(p, i) and any(_has(p, i, end, kind) for kind in kinds)


def _has(p: Parse, i: int, end: int, kind: str) -> bool:
    if kind in {"dass", "w"}:
        openers = p.classes["dass"] if kind == "dass" else p.classes["question_word"]
        return clause_follows(p, i, openers) or clause_precedes(p, i, openers)
    if kind == "v2":
        return main_clause_follows(p, i)
    if kind == "inf":
        return infinitive_follows(p, i)
    if kind == "frame":
        return _is_frame(p, i)
    a, b = clause_between_commas(p, i)
    if kind == "passive":
        return not p.classes["werden_form"].isdisjoint(p.lower[a:b]) and not p.lower[i].endswith("en")
    return kind in p.lower[end:b]


def _is_frame(p: Parse, i: int) -> bool:
    """Is the verb a frame inserted into or after what is said (..., schätzt die Polizei; wie die Polizei schätzt)?"""
    first = first_word(p, i)
    if first < i and p.lower[first] in {"wie", "so"} and p.tags[i] in FINITE:
        return True
    if p.tags[i] not in FINITE or i == p.sents[p.sent[i]][0]:
        return False
    return not p.words[i - 1][0].isalnum() and p.words[i - 1] not in {"–", "-", "(", ":"}


def next_break(p: Parse, first: int, limit: int) -> int:
    """The next comma, semicolon, colon or dash behind token `first`."""
    for k in range(first, limit):
        if p.words[k] in {",", ";", ":", "–"} and k > first:
            return k
    return limit


def first_finite(p: Parse, start: int, stop: int) -> int:
    """Index of the first finite verb among the tokens, or -1."""
    return next((k for k in range(start, stop) if p.tags[k] in FINITE), -1)


def has_finite(p: Parse, start: int, stop: int) -> bool:
    """Is there a finite verb among the tokens?"""
    return not FINITE.isdisjoint(p.tags[start:stop])


def has_subjunctive(p: Parse, start: int, stop: int) -> bool:
    """Is there a verb in the subjunctive among the tokens?"""
    return True in p.subjunctive[start:stop]


def auxiliaries(p: Parse, clause: Clause) -> list[int]:
    """The auxiliaries and modals of a clause."""
    out = [c for c in p.children[clause.head] if p.tags[c][:2] in {"VA", "VM"}]
    if (
        clause.finite >= 0
        and clause.finite not in out
        and clause.finite != clause.head
        and p.tags[clause.finite][:2] in {"VA", "VM"}
    ):
        out.append(clause.finite)
    return out


def all_clauses(p: Parse, is_form: Callable[[str], bool]) -> dict[int, Clause]:
    """The parse's clauses, with those that a tagger's slip hides (vertraut or kritisiert read as a participle).

    A word that is the form of a known verb (`is_form`) and governs a subject heads one, too, and so does the verb of an
    auxiliary.
    """
    clauses = dict(p.clauses)
    for i, tag in enumerate(p.tags):
        if i in p.clauses or tag not in {"VVPP", "ADJD", "VVINF", "VVFIN"} or p.deps[i] not in _HEADING:
            continue
        above = p.heads[i]
        auxiliary = above in clauses and p.tags[above][:2] in {"VA", "VM"} and p.deps[i] in {"xcomp", "ccomp"}
        if auxiliary and tag != "ADJD":
            clauses[i] = _with_auxiliary(p, i, clauses.pop(above))
        elif is_form(p.lower[i]) and _has_arguments(p, i):
            clauses[i] = _finite(p, i)
    return clauses


def _has_arguments(p: Parse, i: int) -> bool:
    labels = {p.deps[c] for c in p.children[i]}
    return bool(labels & {"nsubj", "obj"}) and not labels & {"aux", "aux:pass", "cop", "det", "case"}


def _with_auxiliary(p: Parse, i: int, above: Clause) -> Clause:
    parent = above.parent if above.parent != i else -1
    return Clause(
        i, above.head, above.subject, above.passive, p.lemmas[i].lower(), False, above.mark, parent, above.subjunctive
    )


def _finite(p: Parse, i: int) -> Clause:
    subject = p.child(i, "nsubj")
    parent = p.clause_of[p.heads[i]] if p.heads[i] != i else -1
    lemma = p.lemmas[i].lower()
    return Clause(
        i,
        i,
        subject,
        False,
        lemma if lemma.endswith("n") else p.lower[i],
        False,
        p.child(i, "mark"),
        parent if parent != i else -1,
        False,
    )


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
