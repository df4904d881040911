"""Conditions as data: what a column `when` of a word list says, compiled to a test of a place in a text.

    not form:#ADJA; (after:dass // clause:@copula)

Each part asks for words in an area around an expression (`clause:nicht|nie`, `subject:*@people_ending`), or is a test by its
own (`quantity`, `complement:dass|v2`). The language is described with an example in docs/conditions.md.

    condition = compile_condition("before:so; clause:=sein", "Line 7 of hedges.tsv", Lexicons.of().words)
    condition.holds(place, i, end)        # place.p is the parse, tokens i to end are the expression
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from ..errors import InputError
from ..resources import Classes
from .clauses import (
    begins_sentence,
    clause_between_commas,
    clause_follows,
    clause_precedes,
    first_word,
    has_complement,
    infinitive_follows,
    is_compared,
)
from .inflection import finite_forms
from .negation import negation_shortly_before
from .numbers import clock_follows, is_round, measure_follows, quantifier_follows, quantity_follows
from .parse import PATIENT, Parse
from .subjects import subject_of


class Place(Protocol):
    """What a condition is asked about: whatever has a parse."""

    @property
    def p(self) -> Parse:
        """The parse of the Doc."""


#: Does a condition hold at a place, for the expression of tokens i to end?
Test = Callable[[Any, int, int], bool]
#: The tokens of an area: of a parse, the expression's first token and the one behind it, and a number (before3: the three words before).
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


AREAS: dict[str, Area] = {
    "form": lambda p, i, end, n: (i,),
    "last": lambda p, i, end, n: (end - 1,),
    "span": lambda p, i, end, n: range(i, end),
    "before": lambda p, i, end, n: range(max(_start(p, i), i - n), i),
    "after": lambda p, i, end, n: range(end, min(end + n, len(p))),
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
    "ADJA ADJD ADV APPO APPR APPRART APZR ART CARD FM ITJ KOKOM KON KOUI KOUS NE NN PAV PDAT PDS PIAT PIDAT PIS PPER PPOSAT PPOSS "
    "PRELAT PRELS PRF PROAV PTKA PTKANT PTKNEG PTKVZ PTKZU PWAT PWAV PWS TRUNC VAFIN VAIMP VAINF VAPP VMFIN VMINF VMPP VVFIN VVIMP "
    "VVINF VVIZU VVPP XY $, $. $(".split()
)
ENTITIES = frozenset({"PER", "ORG", "LOC", "MISC"})
_TOKEN = re.compile(r"//|[;()]|(?:(?!//)[^;()])+")
_NUMBERED = re.compile(r"([a-z-]+?)(\d*)$")


@dataclass(frozen=True, slots=True)
class Condition:
    """A compiled `when`.

    Attributes:
        holds: the test of a place (anything with a parse `p`) and the expression's tokens, i to end.
        names: the areas, tests and functions that it names, each once.
    """

    holds: Test
    names: tuple[str, ...] = ()


#: The condition of a line without a `when`.
ALWAYS = Condition(lambda c, i, end: True)


def compile_condition(
    text: str, where: str, classes: Classes, functions: Mapping[str, Callable[[Any, int, int], bool]] | None = None
) -> Condition:
    """A `when` as a test.

    Args:
        text: the condition; without one it always holds.
        where: file and line, for error messages.
        classes: the words of `@class`.
        functions: further tests by name, which ask what the language cannot say.

    Raises:
        InputError: the condition cannot be read; the message says where, what was found and what is allowed.
    """
    return _Reader(text, where, classes, functions or {}).condition() if text.strip() else ALWAYS


def words_of(value: str, where: str, classes: Classes) -> frozenset[str]:
    """The words that a value such as `sich|=haben|@negation` stands for.

    Raises:
        InputError: it is more than words, or there is no such class.
    """
    return _Reader(value, where, classes, {}).words(value) if value.strip() else frozenset()


class _Reader:
    """Reads one condition: alternatives of parts that all hold, parts in brackets or with `not` included."""

    def __init__(self, text: str, where: str, classes: Classes, functions: Mapping[str, Test]) -> None:
        self.text, self.where, self.classes, self.functions = text, where, classes, functions
        self.parts = [part.strip() for part in _TOKEN.findall(text) if part.strip()]
        self.names: list[str] = []

    def condition(self) -> Condition:
        holds = self._either()
        if self.parts:
            raise self._error(f"{self.parts[0]!r} has nothing to close or to join", "brackets in pairs")
        return Condition(holds, tuple(dict.fromkeys(self.names)))

    def _error(self, found: str, allowed: str) -> InputError:
        return InputError(
            f"{self.where}: the condition {self.text!r} cannot be read: {found}. Allowed: {allowed}. "
            "The language is described in docs/conditions.md."
        )

    def _joined(self, part: Callable[[], Test], sign: str) -> list[Test]:
        found = [part()]
        while self.parts[:1] == [sign]:
            del self.parts[0]
            found.append(part())
        return found

    def _either(self) -> Test:
        tests = self._joined(self._all, "//")
        return tests[0] if len(tests) == 1 else lambda c, i, end: any(test(c, i, end) for test in tests)

    def _all(self) -> Test:
        tests = self._joined(self._one, ";")
        return tests[0] if len(tests) == 1 else lambda c, i, end: all(test(c, i, end) for test in tests)

    def _one(self) -> Test:
        part = self.parts.pop(0) if self.parts else ""
        if part == "not" or part.startswith("not "):
            if part != "not":
                self.parts.insert(0, part[4:].strip())
            test = self._one()
            return lambda c, i, end: not test(c, i, end)
        if part == "(":
            test = self._either()
            if self.parts[:1] != [")"]:
                raise self._error("a bracket is not closed", "brackets in pairs")
            del self.parts[0]
            return test
        if part in {"", ";", "//", ")"}:
            raise self._error(f"there is no condition {f'before {part!r}' if part else 'at its end'}", self._allowed())
        return self._term(part)

    def _allowed(self) -> str:
        valued = [*AREAS, *OPENED, "complement"]
        return (
            f"an area and its words ({', '.join(valued)}), as in clause:nicht|nie; "
            f"or a test ({', '.join([*TESTS, *sorted(self.functions)])}); joined by ; // and not"
        )

    def _term(self, part: str) -> Test:
        name, colon, value = (piece.strip() for piece in part.partition(":"))
        match = _NUMBERED.match(name)
        area = match[1] if match else name
        self.names.append(area if area in REACH else name)
        if area in AREAS and (area == name or area in REACH):
            return self._area(area, match[2] if match else "", value if colon else None)
        if name in OPENED or name == "complement":
            if not value:
                raise self._error(f"{name!r} has no value", f"{name}:dass|ob, for example")
            return self._complement(value) if name == "complement" else self._opened(name, value)
        if name not in TESTS and name not in self.functions:
            raise self._error(f"there is no condition {name!r}", self._allowed())
        if colon:
            raise self._error(f"{name!r} takes no value, and there is {value!r}", f"{name} alone")
        if name in self.functions:
            return self.functions[name]
        test = TESTS[name]
        return lambda c, i, end: test(c.p, i, end)

    def _area(self, name: str, number: str, value: str | None) -> Test:
        area, n = AREAS[name], int(number or REACH.get(name, 0))
        if value is None:
            return lambda c, i, end: any(True for _ in area(c.p, i, end, n))
        words, matches = self._options(value)
        if not matches:
            return lambda c, i, end: _has_word(c.p, area(c.p, i, end, n), words)
        if words:
            matches.append(lambda p, k: p.lower[k] in words)
        return lambda c, i, end: _has_match(c.p, area(c.p, i, end, n), matches)

    def _complement(self, value: str) -> Test:
        kinds = tuple(value.split("|"))
        return lambda c, i, end: has_complement(c.p, i, end, kinds)

    def _opened(self, name: str, value: str) -> Test:
        test, openers = OPENED[name], self.words(value)
        return lambda c, i, end: test(c.p, i, end, openers)

    def words(self, value: str) -> frozenset[str]:
        """What a value stands for, where only words are allowed."""
        words, matches = self._options(value)
        if matches:
            raise self._error(f"{value!r} is more than words", "words, @classes, and =verb for the forms of a verb")
        return words

    def _options(self, value: str) -> tuple[frozenset[str], list[Match]]:
        """What a value allows: whole words, and everything else."""
        words: set[str] = set()
        matches: list[Match] = []
        for option in (option.strip() for option in value.split("|")):
            plain = self._words(option)
            if plain is None:
                matches.append(self._both(option))
            else:
                words |= plain
        return frozenset(words), matches

    def _words(self, option: str) -> frozenset[str] | None:
        """The words that an option stands for; None if it is no list of them."""
        if option.startswith("=") and option[1:].isalpha():
            return finite_forms(option[1:]) | {option[1:], option[1:] + "d"}
        if (
            "&" in option
            or option[:1] in {"#", "%", "~", "!", "*", ""}
            or option.endswith("*")
            or option != option.lower()
        ):
            return None
        return self._class(option[1:]) if option[0] == "@" else frozenset({option})

    def _class(self, name: str) -> frozenset[str]:
        try:
            return self.classes[name]
        except InputError as error:
            raise self._error(f"there is no class {name!r}", f"a class of words.tsv. {error}") from None

    def _both(self, option: str) -> Match:
        """What must all be true of the same word, joined by &."""
        matches = [self._match(part.strip()) for part in option.split("&")]
        return matches[0] if len(matches) == 1 else lambda p, k: all(match(p, k) for match in matches)

    def _match(self, part: str) -> Match:
        if part.startswith("!"):
            match = self._match(part[1:])
            return lambda p, k: not match(p, k)
        sign, rest = part[:1], part[1:]
        if sign == "#":
            return self._tag(rest)
        if sign == "%":
            self._known(rest, ENTITIES, "%")
            return lambda p, k: p.ents[k] == rest
        if sign == "~":
            self._known(rest, LOOKS, "~")
            return LOOKS[rest]
        if sign == "*" and rest:
            endings = self._pieces(rest)
            return lambda p, k: p.lower[k].endswith(endings)
        if part.endswith("*") and part != "*":
            beginnings = self._pieces(part[:-1])
            return lambda p, k: p.lower[k].startswith(beginnings)
        words = self._words(part) if part == part.lower() else None
        if words is not None:
            return lambda p, k: p.lower[k] in words
        if part in {"", "*"}:
            raise self._error("there is an empty value", "words, joined by | (either) or & (both)")
        return lambda p, k: p.words[k] == part

    def _pieces(self, text: str) -> tuple[str, ...]:
        return tuple(self._class(text[1:])) if text[0] == "@" else (text,)

    def _tag(self, tag: str) -> Match:
        if tag.endswith("*") and any(known.startswith(tag[:-1]) for known in TAGS):
            return lambda p, k: p.tags[k].startswith(tag[:-1])
        self._known(tag, TAGS, "#")
        return lambda p, k: p.tags[k] == tag

    def _known(self, value: str, allowed: Iterable[str], sign: str) -> None:
        if value not in allowed:
            raise self._error(f"there is no {sign}{value}", ", ".join(f"{sign}{name}" for name in sorted(allowed)))


def _has_word(p: Parse, area: Iterable[int], words: frozenset[str]) -> bool:
    lower = p.lower
    for k in area:  # a loop, for speed: most areas are short
        if lower[k] in words:
            return True
    return False


def _has_match(p: Parse, area: Iterable[int], matches: list[Match]) -> bool:
    return any(match(p, k) for k in area for match in matches)
