"""Conditions as data: what a column `when` of a word list says, compiled to a test of a place in a text.

    not form:#ADJA; (after:dass // clause:@copula)

Each part asks for words in an area around an expression (`clause:nicht|nie`, `subject:*@people_ending`), or is a test
of its own (`quantity`, `complement:dass|v2`). The language is described with an example in docs/conditions.md, what it
can ask for stands in areas.py.

    condition = compile_condition("before:so; clause:=sein", "Line 7 of hedges.tsv", Lexicons.of())
    condition.holds(place, i, end)        # place.p is the parse, tokens i to end are the expression
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import InputError
from ..resources import Lexicons
from .areas import AREAS, ENTITIES, LOOKS, OPENED, REACH, TAGS, TESTS, Match
from .clauses import has_complement
from .inflection import finite_forms
from .parse import Parse

#: Does a condition hold at a place (anything with a parse `p`), for the expression of tokens i to end?
Test = Callable[[Any, int, int], bool]
_TOKEN = re.compile(r"//|[;()]|(?:(?!//)[^;()])+")
_NUMBERED = re.compile(r"([a-z-]+?)([1-9]\d*)?$")


@dataclass(frozen=True, slots=True)
class Condition:
    """A compiled `when`.

    Attributes:
        holds: the test.
        names: the areas, tests and functions that it names, each once.
    """

    holds: Test
    names: tuple[str, ...] = ()


#: The condition of a line without a `when`.
ALWAYS = Condition(lambda c, i, end: True)


def compile_condition(text: str, where: str, lists: Lexicons, functions: Mapping[str, Test] | None = None) -> Condition:
    """A `when` as a test.

    Args:
        text: the condition; without one it always holds.
        where: file and line, for error messages.
        lists: they have the words of `@class` and the forms of `=verb`.
        functions: further tests by name, which ask what the language cannot say.

    Raises:
        InputError: the condition cannot be read; the message says where, what was found and what is allowed.
    """
    return _Reader(text, where, lists, functions or {}).condition() if text.strip() else ALWAYS


def words_of(value: str, where: str, lists: Lexicons) -> frozenset[str]:
    """The words that a value such as `sich|=haben|@negation` stands for.

    Raises:
        InputError: it is more than words, or there is no such class.
    """
    return _Reader(value, where, lists, {}).words(value) if value.strip() else frozenset()


class _Reader:
    """Reads one condition: alternatives of parts that all hold, parts in brackets or with `not` included."""

    def __init__(self, text: str, where: str, lists: Lexicons, functions: Mapping[str, Test]) -> None:
        self.text, self.where, self.lists, self.functions = text, where, lists, functions
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
            return self._area(area, match[2] if match else None, value if colon else None)
        if name in OPENED or name == "complement":
            return self._opened(name, value)
        return self._test(name, value if colon else None)

    def _test(self, name: str, value: str | None) -> Test:
        if name not in TESTS and name not in self.functions:
            raise self._error(f"there is no condition {name!r}", self._allowed())
        if value is not None:
            raise self._error(f"{name!r} takes no value, and there is {value!r}", f"{name} alone")
        if name in self.functions:
            return self.functions[name]
        test = TESTS[name]
        return lambda c, i, end: test(c.p, i, end)

    def _area(self, name: str, number: str | None, value: str | None) -> Test:
        area, n = AREAS[name], int(number or REACH.get(name, 0))
        if value is None:
            return lambda c, i, end: any(True for _ in area(c.p, i, end, n))
        words, matches = self._options(value)
        if not matches:
            return lambda c, i, end: _has_word(c.p, area(c.p, i, end, n), words)
        if words:
            matches.append(lambda p, k: p.lower[k] in words)
        return lambda c, i, end: _has_match(c.p, area(c.p, i, end, n), matches)

    def _opened(self, name: str, value: str) -> Test:
        if not value:
            raise self._error(f"{name!r} has no value", f"{name}:dass|ob, for example")
        if name == "complement":
            kinds = tuple(value.split("|"))
            return lambda c, i, end: has_complement(c.p, i, end, kinds)
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
            return finite_forms(option[1:], self.lists.folder) | {option[1:], option[1:] + "d"}
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
            return self.lists.words[name]
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
