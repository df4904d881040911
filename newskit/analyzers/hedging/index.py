"""The hedge list, compiled once per folder of word lists: surface forms to candidates with their conditions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from ...errors import InputError
from ...german.clauses import clause_between_commas, clause_complex
from ...german.conditions import Condition, compile_condition, words_of
from ...german.inflection import Verb, adjective_forms, inflect, noun_forms
from ...german.negation import negation_shortly_before
from ...resources import Entry, Lexicons
from ...tables import STRENGTHS
from .conditions import FUNCTIONS
from .context import Context

_IN_PHRASES = frozenset("ART ADJA NN NE CARD APPR APPRART PPOSAT PIAT KON TRUNC".split())
VERBS = frozenset({"epistemic_verb", "epistemic_modal", "reportative_modal"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to meet an entry in a text.

    Attributes:
        entry: the line of the list.
        rest: the forms that must follow the first one, in order.
        condition: what must hold, its `when`.
        rule: its name, for the table.
        noun: the word is a noun (and written with a capital).
        verb: the word is a verb (and at the start of a sentence still tagged as one).
        particle: the particle that must follow a split verb, "" otherwise.
        negated: the first word is nicht, and may stand some words before the others.
        head_only: the last word is a hedge by itself; the words before it only set the strength.
        behind: a word that must follow behind nothing but a noun phrase (zufolge).
        parts: other words of the clause that belong to the expression.
    """

    entry: Entry
    rest: tuple[str, ...]
    condition: Condition
    rule: str
    noun: bool = False
    verb: bool = False
    particle: str = ""
    negated: bool = False
    head_only: bool = False
    behind: str = ""
    parts: frozenset[str] = frozenset()

    @property
    def strength(self) -> str | None:
        """How probable the statement is made to seem, None where the list says nothing (approximators)."""
        level = self.entry.more.get("strength", "")
        return STRENGTHS[int(level) - 1] if level else None

    def match(self, c: Context, i: int) -> tuple[int, int] | None:
        """The token range of the expression if it is met at token i, else None."""
        end = i + 1 + len(self.rest)
        if self.rest and (end > c.sentence(i)[1] or tuple(c.p.lower[i + 1 : end]) != self.rest):
            return None
        if not self._case_fits(c, i):
            return None
        start = negation_shortly_before(c.p, i) if self.negated else i
        if self.particle:
            end = find_particle(c, i, self.particle) + 1
        if start < 0 or end <= 0 or not self.condition.holds(c, start, end):
            return None
        if self.behind and not _follows_phrase(c, start, end, self.behind):
            return None
        return self._range(c, start, end)

    def _range(self, c: Context, start: int, end: int) -> tuple[int, int]:
        """The smallest range that carries the hedge."""
        if self.parts:
            a, b = clause_between_commas(c.p, start)
            found = [k for k in range(a, b) if c.p.lower[k] in self.parts or k == start]
            return found[0], found[-1] + 1
        if self.particle and end - start > 6:
            return start, start + 1
        return end - 1 if self.head_only else start, end

    def _case_fits(self, c: Context, i: int) -> bool:
        capital = c.p.words[i][0].isupper()
        if self.noun or not capital or self.rest:
            return capital or not self.noun
        tag = c.p.tags[i]
        return tag[:1] == "V" or tag == "ADJA" if self.verb else tag not in {"NN", "NE"} or c.begins(i)


def find_particle(c: Context, i: int, particle: str) -> int:
    """Index of the particle of the split verb at token i, or -1."""
    p = c.p
    _, end = clause_complex(c.p, i)
    for k in range(i + 1, end):
        if p.lower[k] != particle:
            continue
        tagged = p.tags[k] == "PTKVZ" or (p.deps[k] == "compound:prt" and p.heads[k] == i)
        if tagged or k + 1 >= end or not p.words[k + 1][0].isalnum():
            return k
    return -1


def _follows_phrase(c: Context, i: int, end: int, word: str) -> bool:
    """Does this word follow in the clause, behind only a noun phrase (ersten Erkenntnissen der Polizei zufolge)?"""
    p, stop = c.p, clause_between_commas(c.p, i)[1]
    k = next((k for k in range(end, stop) if p.lower[k] == word), -1)
    return k >= 0 and all(p.tags[n] in _IN_PHRASES for n in range(end, k))


class Begun(NamedTuple):
    """The candidates that begin with a form, the longest first.

    Attributes:
        alone: those that need no certain word after it.
        before: the next word -> those that go on with it, and those that stand alone.
    """

    alone: tuple[Candidate, ...]
    before: dict[str, tuple[Candidate, ...]]

    @staticmethod
    def of(found: list[Candidate]) -> Begun:
        """Of all candidates with the same first form."""
        ordered = sorted(found, key=lambda k: -len(k.rest) - k.negated - bool(k.particle))
        seconds = {k.rest[0] for k in found if k.rest}
        return Begun(
            tuple(k for k in ordered if not k.rest),
            {word: tuple(k for k in ordered if not k.rest or k.rest[0] == word) for word in seconds},
        )


@dataclass(frozen=True)
class Index:
    """All candidates by the lower-cased form they begin with, and by the ending of compounds."""

    forms: dict[str, Begun]
    endings: tuple[tuple[str, Candidate], ...]

    @staticmethod
    @cache
    def of(folder: str = "") -> Index:
        """The index for a folder of word lists ("" for newskit's own)."""
        forms: dict[str, list[Candidate]] = {}
        endings: list[tuple[str, Candidate]] = []
        entries = Lexicons.of(folder).entries("hedges")
        singles = {(e.lemma.lower(), e.category) for e in entries if " " not in e.lemma}
        for entry in entries:
            for form, candidate in _candidates(entry, singles, folder):
                if form.startswith("-"):
                    endings.append((form[1:], candidate))
                else:
                    forms.setdefault(form, []).append(candidate)
        return Index({form: Begun.of(found) for form, found in forms.items()}, tuple(endings))

    def candidates(self, words: list[str]) -> Iterator[tuple[int, tuple[Candidate, ...]]]:
        """Of lower-cased words those with which an entry may begin, and these entries, the longest first."""
        get, endings = self.forms.get, tuple(ending for ending, _ in self.endings)
        for i, (word, following) in enumerate(zip(words, [*words[1:], ""], strict=False)):
            begun = get(word)
            found = begun.before.get(following, begun.alone) if begun else ()
            if endings and word.endswith(endings):
                found = (*found, *(k for ending, k in self.endings if word.endswith(ending)))
            if found:
                yield i, found


def _candidates(entry: Entry, singles: set[tuple[str, str]], folder: str) -> list[tuple[str, Candidate]]:
    """The ways to meet an entry, each by the form with which it begins."""
    lists = Lexicons.of(folder)
    _check(entry)
    condition = compile_condition(entry.more.get("when", ""), entry.where, lists, FUNCTIONS)
    parts = words_of(entry.more.get("parts", ""), entry.where, lists)
    plain = Candidate(entry, (), condition, _rule(entry, condition), parts=parts)
    first, *rest = entry.lemma.split()
    if rest:
        return _of_phrase(plain, (first.lower(), *(word.lower() for word in rest)), singles)
    if first[0].isupper() or first[0] == "-":
        noun = replace(plain, noun=True)
        return [(form, noun) for form in noun_forms(first)]
    if entry.category in VERBS or entry.more.get("inflects") == "verb":
        return _of_verb(plain, inflect(first, folder))
    if entry.category == "approximator" and first not in lists.words["inflecting_approximator"]:
        return [(first.lower(), plain)]
    return [(form, plain) for form in adjective_forms(first)]


def _of_phrase(plain: Candidate, words: tuple[str, ...], singles: set[tuple[str, str]]) -> list[tuple[str, Candidate]]:
    first, *rest = words
    if first == "nicht":
        return [(rest[0], replace(plain, rest=tuple(rest[1:]), negated=True))]
    head_only = (rest[-1], plain.entry.category) in singles
    found = [(form[0], replace(plain, rest=form[1:], head_only=head_only)) for form in _prepositions(words)]
    if first == "nach":  # ersten Erkenntnissen der Polizei zufolge
        found.append((rest[0], replace(plain, rest=tuple(rest[1:]), behind="zufolge")))
    return found


def _of_verb(plain: Candidate, verb: Verb) -> list[tuple[str, Candidate]]:
    joined = replace(plain, verb=True)
    out = [(form, joined) for form in _verb_forms(verb, plain.entry.category)]
    if verb.particle:
        split = replace(joined, particle=verb.particle)
        out += [(form, split) for form in verb.finite]
    return out


def _verb_forms(verb: Verb, category: str) -> frozenset[str]:
    """Its forms that are one word; of modals those that can hedge.

    Hearsay is in the present tense (soll, will; sollte is advice, wollte a wish); könne only reports that somebody can.
    """
    if category == "reportative_modal":
        return verb.in_tenses("present")
    return verb.in_tenses("present", "past", "subjunctive_2") if category == "epistemic_modal" else verb.joined


def _prepositions(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """What stands with nach stands with laut and zufolge too (nach ersten Angaben, ersten Angaben zufolge)."""
    if words[0] != "nach":
        return [words]
    return [words, ("laut", *words[1:]), (*words[1:], "zufolge")]


def _check(entry: Entry) -> None:
    """Are its columns filled with what is allowed?

    Raises:
        InputError: its strength is outside of the scale, or its inflection another one than that of verbs.
    """
    level, inflects = entry.more.get("strength", ""), entry.more.get("inflects", "")
    if level not in {"", *(str(n + 1) for n in range(len(STRENGTHS)))}:
        raise InputError(
            f"{entry.where}: the strength of {entry.lemma!r} is {level!r}. Allowed: 1 (hardly conceivable) to "
            f"{len(STRENGTHS)} (almost certain), or nothing."
        )
    if inflects not in {"", "verb"}:
        raise InputError(f"{entry.where}: {entry.lemma!r} inflects like {inflects!r}. Allowed: verb, or nothing.")


def _rule(entry: Entry, condition: Condition) -> str:
    """What to call an entry's condition in the table: "word" and "phrase" are without condition."""
    return entry.more.get("rule") or "+".join(condition.names) or ("phrase" if " " in entry.lemma else "word")
