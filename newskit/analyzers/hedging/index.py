"""The hedge list, compiled once per folder of word lists: surface forms to candidates with their conditions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ...errors import InputError
from ...german.clauses import clause_complex
from ...german.endings import adjective_forms, noun_forms
from ...german.inflection import Verb, inflect
from ...german.negation import negation_shortly_before
from ...resources import Entry, Lexicons
from ...tables import STRENGTHS
from . import approximators, forecasts, hearsay, modals, unknowns, verbs, words
from .context import Context

Rule = Callable[[Context, int, int, str], bool]
#: The conditions that a line of hedges.tsv may name in its column `when`.
RULES: dict[str, Rule] = {
    "hearsay": hearsay.hearsay,
    "claim": hearsay.claim,
    "presumption": modals.presumption,
    "possibility": modals.possibility,
    "inference": modals.inference,
    "concession": modals.concession,
    "complement": verbs.complement,
    "supposing": verbs.supposing,
    "uncompared": verbs.uncompared,
    "believing": verbs.believing,
    "estimating": verbs.estimating,
    "assuming": verbs.assuming,
    "counting-on": forecasts.counting_on,
    "expecting": forecasts.expecting,
    "seeming": verbs.seeming,
    "pointing": verbs.pointing,
    "suggesting": verbs.suggesting,
    "lying-near": verbs.lying_near,
    "presumably": words.presumably,
    "apparently": words.apparently,
    "attributive": words.attributive,
    "predicative": words.predicative,
    "possible": words.possible,
    "open": unknowns.question_open,
    "undecided": unknowns.undecided,
    "unclear": unknowns.unclear,
    "unknown": unknowns.unknown,
    "evidence": words.evidence,
    "suspected": words.suspected,
    "unconfirmed": unknowns.unconfirmed,
    "not-confirmed-yet": unknowns.not_confirmed_yet,
    "adverbial": words.adverbial,
    "no-verb": words.no_verb,
    "with": words.with_verb,
    "negated": words.negated,
    "excluded": unknowns.excluded,
    "feared": words.feared,
    "dreading": forecasts.dreading,
    "guess": words.guess,
    "preceded": words.preceded,
    "followed": words.followed,
    "without": words.without,
    "outstanding": unknowns.outstanding,
    "unverifiable": unknowns.unverifiable,
    "near": approximators.near,
    "almost": approximators.almost,
    "barely": approximators.barely,
    "clock": approximators.clock,
    "round": approximators.round_number,
    "around": approximators.around,
}
VERBS = frozenset({"epistemic_verb", "epistemic_modal", "reportative_modal"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to meet an entry in a text.

    Attributes:
        entry: the line of the list.
        rest: the forms that must follow the first one, in order.
        conditions: (rule, value) pairs that must all hold.
        rule: their names, for the table.
        noun: the word is a noun (and written with a capital).
        verb: the word is a verb (and at the start of a sentence still tagged as one).
        particle: the particle that must follow a split verb, "" otherwise.
        negated: the first word is nicht, and may stand some words before the others.
        head_only: the last word is a hedge by itself; the words before it only set the strength.
    """

    entry: Entry
    rest: tuple[str, ...]
    conditions: tuple[tuple[Rule, str], ...]
    rule: str
    noun: bool = False
    verb: bool = False
    particle: str = ""
    negated: bool = False
    head_only: bool = False

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
        if start < 0 or end <= 0 or not all(rule(c, start, end, value) for rule, value in self.conditions):
            return None
        return self._range(c, start, end)

    def _range(self, c: Context, start: int, end: int) -> tuple[int, int]:
        """The smallest range that carries the hedge."""
        if self.rule == "unverifiable":
            return unknowns.whole_check(c, start)
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
    conditions, rule = _conditions(entry)
    first, *rest = entry.lemma.split()
    lower = tuple(word.lower() for word in rest)
    if rest:
        if first == "nicht":
            return [(lower[0], Candidate(entry, lower[1:], conditions, rule, negated=True))]
        head_only = (lower[-1], entry.category) in singles
        found = [
            (form[0], Candidate(entry, form[1:], conditions, rule, head_only=head_only))
            for form in _prepositions((first.lower(), *lower))
        ]
        if first == "nach":
            apart = (*conditions, (words.followed_apart, "zufolge"))  # ersten Erkenntnissen der Polizei zufolge
            found.append((lower[0], Candidate(entry, lower[1:], apart, rule)))
        return found
    single = Candidate(entry, (), conditions, rule, noun=first[0].isupper() or first[0] == "-")
    if single.noun:
        return [(form, single) for form in noun_forms(first)]
    if entry.category in VERBS or "verb" in _names(entry):
        verb = inflect(first, folder)
        single = Candidate(entry, (), conditions, rule, verb=True)
        out = [(form, single) for form in _verb_forms(verb, entry.category)]
        if verb.particle:
            split = Candidate(entry, (), conditions, rule, verb=True, particle=verb.particle)
            out += [(form, split) for form in verb.finite]
        return out
    if entry.category == "approximator" and first not in Lexicons.of(folder).words["inflecting_approximator"]:
        return [(first.lower(), single)]
    return [(form, single) for form in adjective_forms(first)]


def _verb_forms(verb: Verb, category: str) -> frozenset[str]:
    """Its forms that are one word; of modals those that can hedge.

    Hearsay is in the present tense (soll, will; sollte is advice, wollte a wish), and könne only reports that somebody can.
    """
    if category == "reportative_modal":
        return verb.in_tenses("present")
    return verb.in_tenses("present", "past", "subjunctive_2") if category == "epistemic_modal" else verb.joined


def _prepositions(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """What stands with nach stands with laut and zufolge too (nach ersten Angaben, ersten Angaben zufolge)."""
    if words[0] != "nach":
        return [words]
    return [words, ("laut", *words[1:]), (*words[1:], "zufolge")]


def _names(entry: Entry) -> list[str]:
    return [part.strip() for part in entry.more.get("when", "").split(";") if part.strip()]


def _conditions(entry: Entry) -> tuple[tuple[tuple[Rule, str], ...], str]:
    """The conditions of an entry, and what to call them in the table: "word" and "phrase" are without condition.

    Raises:
        InputError: the entry names a condition that there is not, or a strength outside of the scale.
    """
    level = entry.more.get("strength", "")
    if level not in {"", *(str(n + 1) for n in range(len(STRENGTHS)))}:
        raise InputError(
            f"hedges.tsv, {entry.lemma!r}: the strength is {level!r}. Allowed: 1 (hardly conceivable) to {len(STRENGTHS)} "
            "(almost certain), or nothing."
        )
    out = []
    names = []
    for part in _names(entry):
        name, _, value = part.partition(":")
        if name == "verb":  # only says how the word inflects
            continue
        if name not in RULES:
            raise InputError(
                f"hedges.tsv, {entry.lemma!r}: there is no condition {name!r}. Allowed in `when`: {', '.join(sorted(RULES))}."
            )
        out.append((RULES[name], value))
        names.append(name)
    return tuple(out), "+".join(names) or ("phrase" if " " in entry.lemma else "word")
