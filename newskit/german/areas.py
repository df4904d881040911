"""What a condition (conditions.py) can ask for: areas around an expression, tests of it, looks of a word."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from .clauses import (
    begins_sentence,
    clause_between_commas,
    clause_follows,
    clause_precedes,
    first_word,
    infinitive_follows,
    is_compared,
)
from .negation import negation_shortly_before
from .numbers import clock_follows, is_round, measure_follows, quantifier_follows, quantity_follows
from .parse import PATIENT, Parse
from .subjects import subject_is_person, subject_of

#: The tokens of an area: of a parse, the expression's first token and the one behind it, and a number (before3: the
#: three words before).
Area = Callable[[Parse, int, int, int], Iterable[int]]
#: Does a token meet a value?
Match = Callable[[Parse, int], bool]

_ALL = 9999


def _start(p: Parse, i: int) -> int:
    return p.sents[p.sent[i]][0]


def _after_comma(p: Parse, i: int, end: int, n: int) -> Iterable[int]:
    stop = p.sents[p.sent[i]][1]
    comma = next((k for k in range(i + 1, stop) if p.words[k] == ","), stop)
    return range(comma + 1, min(comma + 2, stop))


def _subject(p: Parse, i: int, end: int, n: int) -> Iterable[int]:
    subject = subject_of(p, i)
    return (subject,) if subject >= 0 else ()


def _particle(p: Parse, i: int, end: int, n: int) -> Iterable[int]:
    particle = p.child(i, "compound:prt")
    return (particle,) if particle > i else ()


def _before_phrase(p: Parse, i: int, end: int, n: int) -> Iterable[int]:
    start, k = _start(p, i), i - 1
    while k > start and p.tags[k] in {"ADJA", "ART", "PPOSAT"}:
        k -= 1
    return range(max(start, k), i)[:1]


AREAS: dict[str, Area] = {
    "form": lambda p, i, end, n: (i,),
    "last": lambda p, i, end, n: (end - 1,),
    "span": lambda p, i, end, n: range(i, end),
    "before": lambda p, i, end, n: range(max(_start(p, i), i - n), i),
    "after": lambda p, i, end, n: range(end, min(end + n, len(p))),
    "before-phrase": _before_phrase,
    "second": lambda p, i, end, n: range(end + 1, min(end + 2, len(p))),
    "earlier": lambda p, i, end, n: range(max(clause_between_commas(p, i)[0], i - n), i),
    "later": lambda p, i, end, n: range(end, min(clause_between_commas(p, i)[1], end + n)),
    "clause": lambda p, i, end, n: range(*clause_between_commas(p, i)),
    "sentence": lambda p, i, end, n: range(*p.sents[p.sent[i]]),
    "opening": lambda p, i, end, n: (first_word(p, i),),
    "after-comma": _after_comma,
    "subject": _subject,
    "object": lambda p, i, end, n: [k for k in p.children[i] if p.deps[k] in PATIENT],
    "child": lambda p, i, end, n: p.children[i],
    "particle": _particle,
    "governor": lambda p, i, end, n: (p.heads[i],) if p.deps[i] in PATIENT else (),
    "sibling": lambda p, i, end, n: p.children[p.heads[i]],
}
#: Areas that may bear a number, and how far they reach without one.
REACH = {"before": 1, "after": 1, "earlier": _ALL, "later": _ALL}

#: Tests without a value.
TESTS: dict[str, Callable[[Parse, int, int], bool]] = {
    "negated": lambda p, i, end: negation_shortly_before(p, i) >= 0,
    "infinitive": lambda p, i, end: infinitive_follows(p, end - 1),
    "person": lambda p, i, end: subject_is_person(p, i),
    "compared": lambda p, i, end: is_compared(p, i),
    "quantity": lambda p, i, end: quantity_follows(p, end),
    "quantifier": lambda p, i, end: quantifier_follows(p, end),
    "measure": lambda p, i, end: measure_follows(p, end),
    "clock": lambda p, i, end: clock_follows(p, end),
}
#: Tests that ask for a clause that opens with one of some words.
OPENED: dict[str, Callable[[Parse, int, int, frozenset[str]], bool]] = {
    "follows": lambda p, i, end, openers: clause_follows(p, end - 1, openers),
    "precedes": lambda p, i, end, openers: clause_precedes(p, i, openers),
}
#: How a word looks or where it stands.
LOOKS: dict[str, Match] = {
    "word": lambda p, k: p.words[k][0].isalnum(),
    "letters": lambda p, k: p.words[k][0].isalpha(),
    "capital": lambda p, k: p.words[k][0].isupper(),
    "round": lambda p, k: is_round(p.lower[k]),
    "first": begins_sentence,
}
#: The tags of the STTS.
TAGS = frozenset(
    "ADJA ADJD ADV APPO APPR APPRART APZR ART CARD FM ITJ KOKOM KON KOUI KOUS NE NN PAV PDAT PDS PIAT PIDAT PIS PPER "
    "PPOSAT PPOSS PRELAT PRELS PRF PROAV PTKA PTKANT PTKNEG PTKVZ PTKZU PWAT PWAV PWS TRUNC VAFIN VAIMP VAINF VAPP "
    "VMFIN VMINF VMPP VVFIN VVIMP VVINF VVIZU VVPP XY $, $. $(".split()
)
ENTITIES = frozenset({"PER", "ORG", "LOC", "MISC"})
