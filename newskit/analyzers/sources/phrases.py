"""The name in a speaker's phrase: at its head, beside its head noun or in apposition to it."""

from __future__ import annotations

from ...german.numbers import are_times
from ...german.parse import Parse
from ...german.roles import Word
from .actors import Registry
from .names import BODIES, Span, label_of


def name_in(r: Registry, tokens: list[int], head: int) -> Span | None:
    """The name that a phrase is about: at its head, beside its head noun or in apposition; not a genitive in it."""
    first, last = tokens[0], tokens[-1]
    spans = [(a, b) for a, b in r.spans if a >= first and b <= last + 1]
    if spans and _closes_phrase(r, spans[-1], head, last):
        return spans[-1]
    noun = r.noun(head)
    office = r.is_person_noun(head) and not r.roles.is_first_name(r.p.words[head])
    at_head = (span for span in spans if span[0] <= head < span[1] and not (office and _is_head_alone(r, span, head)))
    beside = (span for span in spans if _is_beside(r, span, head, noun))
    return next(at_head, None) or next(beside, None) or _name_by_tags(r, first, last, head, noun, office)


def _is_head_alone(r: Registry, span: Span, head: int) -> bool:
    """Does the entity end at the head without being a person's name? Of an office it is no name then.

    A body whose name ends like an office (Morning Star) is one.
    """
    named = span[0] < head and r.p.tags[span[0]] in {"NE", "FM"} and label_of(r, *span) == "ORG"
    return span[1] == head + 1 and label_of(r, *span) != "PER" and not (named and r.p.tags[head] != "NN")


def _closes_phrase(r: Registry, span: Span, head: int, last: int) -> bool:
    """der als Gegner Thaksins auftretende Unternehmer Sondhi: the name behind an office at the end of the phrase."""
    if span[1] != last + 1:
        return False
    before = span[0] - 1
    person_behind = head < before and label_of(r, *span) == "PER"
    return person_behind and r.p.tags[before] == "NN" and r.is_person_noun(before)


def _is_beside(r: Registry, span: Span, head: int, noun: Word | None) -> bool:
    """Is it the name of whom the head noun means?"""
    if span[0] > head and label_of(r, *span) == "PER" and _is_apposition(r.p, head, span[0], noun):
        return True
    return (span[0] == head + 1 and _named_by_noun(r, span, noun)) or _is_body_apposed(r, head, span, noun)


def _name_by_tags(r: Registry, first: int, last: int, head: int, noun: Word | None, office: bool) -> Span | None:
    """A name that is no entity: behind an office, or at the head of the phrase."""
    p = r.p
    if noun is not None and noun.kind == "person" and head < last and p.tags[head + 1] == "NE":
        if not _is_place(r, head + 1):
            return head + 1, _end_of_names(p, head + 1, last)
    if p.tags[head] != "NE" or office or are_times(p, head, head + 1) or _is_common(p, head, noun):
        return None
    start = head
    while start > first and p.tags[start - 1] == "NE":
        start -= 1
    return start, _end_of_names(p, head, last)


def _is_common(p: Parse, head: int, noun: Word | None) -> bool:
    """das Auswärtige Amt, aus Fachkreisen: a listed noun that the tagger takes for a name."""
    return noun is not None and (noun.kind == "group" or (noun.kind in BODIES and not p.ents[head]))


def _end_of_names(p: Parse, start: int, last: int) -> int:
    return next((k for k in range(start + 1, last + 1) if p.tags[k] != "NE"), max(start, last) + 1)


def _named_by_noun(r: Registry, span: Span, noun: Word | None) -> bool:
    """der Konzern Bosch; die Sprecherin Vance, whom the model takes for a place."""
    a, b = span
    if noun is None or b - a > 3:
        return False
    if noun.kind == "person":
        return r.p.tags[a] == "NE" and not _is_place(r, a)
    return noun.kind in BODIES and label_of(r, a, b) == "ORG" and not _is_place(r, b - 1)


def _is_place(r: Registry, k: int) -> bool:
    """der Präsident Indonesiens: a state or body in the genitive is not the name of the president."""
    word = r.p.words[k]
    return word.endswith("s") and (r.roles.organisation(word) is not None or r.p.ents[k] == "LOC")


def _is_body_apposed(r: Registry, head: int, span: Span, noun: Word | None) -> bool:
    """der Radiosender, Radio Vatikan."""
    p, (a, b) = r.p, span
    if noun is None or noun.kind not in BODIES or a == 0 or p.words[a - 1] != "," or label_of(r, a, b) != "ORG":
        return False
    return any(p.heads[k] == head and p.deps[k] == "appos" for k in range(a, b))


def _is_apposition(p: Parse, head: int, a: int, noun: Word | None) -> bool:
    """Is the name at a an apposition of the head noun (Sprecherin Singh; der Chef des Amtes, Max Muster)?"""
    if noun is None:
        return a == head + 1 and p.tags[head] == "NN"  # an office that no list has: Sonderermittler Meier
    if noun.kind not in {"person", "group"} or p.lower[a - 1] in p.classes["before_other_name"]:
        return False
    comma = p.words[a - 1] == ","
    beside = a == head + 1 or comma
    top = _top_of_name(p, head, a, comma=comma)
    if top < 0:
        return beside
    linked = p.deps[top] in {"appos", "flat", "compound", "conj"} or (p.deps[top] == "nmod" and top == a and beside)
    return (linked or comma) and p.child(top, "case") < 0


def _top_of_name(p: Parse, head: int, a: int, *, comma: bool) -> int:
    """From the name at a up through its parts (any words behind a comma): what hangs on the head noun, or -1."""
    k = a
    for _ in range(4):
        above = p.heads[k]
        if above == head:
            return k
        part = k == a or comma or p.deps[k] in {"flat", "compound", "appos"}
        if above == k or not part:
            break
        k = above
    return -1
