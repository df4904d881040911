"""Reported speech: what somebody said, demanded, thinks of something, named by a noun and not rendered.

Which verbs make it (forderte mehr Geld, rechnet mit Verlusten, hält das für falsch) are the lines `reported` of
cues.tsv: a verb, or words and a verb, and under which condition (`when`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ...german.clauses import clause_between_commas, first_finite, has_finite
from ...german.conditions import Condition, compile_condition
from ...german.inflection import finite_forms
from ...german.parse import FINITE, NOMINAL, NOUN, OBJECT, RELATIVE, Clause, Parse
from ...resources import Entry, Lexicons
from .content import joins_clauses
from .marks import QUOTE_MARKS
from .said import Found, Frame, State, add

#: Weight that a line of `reported` needs; the weights were set on training texts.
REPORTED = 0.3
#: What a verb weighs that makes reported speech and nothing else: too little to have a clause as its content.
ONLY_REPORTED = 0.2
#: From this weight on a verb is one of thought: not to expect something is a thought, not to say it is nothing.
_THOUGHT = 0.3
_UNCLEAR = frozenset({"PDS", "PIS"})
_BEFORE_NOUN = frozenset({"ART", "ADJA", "PPOSAT", "PIAT", "PIDAT", "PDAT", "CARD", "PTKNEG", "TRUNC"})


@dataclass(frozen=True, slots=True)
class Report:
    """A line of `reported`: the words beside the verb that it needs, and its condition."""

    words: frozenset[str]
    condition: Condition


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a condition is asked."""

    p: Parse


class Reports:
    """The lines of `reported` by their verb."""

    def __init__(self, folder: str = "") -> None:
        self._lists = Lexicons.of(folder)
        words = self._lists.entries("words")
        self._contracted = {e.lemma: e.note for e in words if e.category == "contracted_preposition"}
        self._lines: dict[str, list[Report]] = {}
        for entry in self._lists.entries("cues"):
            if entry.category == "reported" and entry.weight >= REPORTED:
                self._add(entry)
        self._by_form = {form: verb for verb in self._lines for form in finite_forms(verb, folder)}

    def _add(self, entry: Entry) -> None:
        *words, verb = entry.lemma.lower().split()
        condition = compile_condition(entry.more.get("when", ""), f"{entry.where}, {entry.lemma!r}", self._lists)
        self._lines.setdefault(verb, []).append(Report(frozenset(words), condition))

    @staticmethod
    @cache
    def of(folder: str = "") -> Reports:
        """The lines of a folder of word lists ("" for newskit's own)."""
        return Reports(folder)

    def lines(self, p: Parse, clause: Clause) -> list[Report]:
        """The lines of the predicate of a clause."""
        return self._lines.get("sein" if clause.copular else self._verb(p, clause), []) if clause.finite >= 0 else []

    def of_clause(self, p: Parse, clause: Clause, speaker: list[int]) -> list[int] | None:
        """The words beside the predicate that make it one of them; None where it is none."""
        lines = self.lines(p, clause)
        if not lines:
            return None
        stretch, place = _stretch(p, clause), _Place(p)
        asked = stretch if any(line.words for line in lines) else []
        beside = {word: k for k in reversed(asked) for word in self._as_listed(p, k)}
        for line in lines:
            if not beside.keys() >= line.words:
                continue
            said = line.words or _names_content(p, clause, stretch, speaker)
            if said and line.condition.holds(place, clause.head, clause.head + 1):
                return sorted(beside[word] for word in line.words)
        return None

    def _verb(self, p: Parse, clause: Clause) -> str:
        """The predicate's lemma; by its form where the lemma is none (beschwor)."""
        if clause.lemma in self._lines or clause.head != clause.finite:
            return clause.lemma
        particle = p.lower[clause.particle] if clause.particle >= 0 else ""
        return self._by_form.get(particle + p.lower[clause.head], clause.lemma)

    def _as_listed(self, p: Parse, k: int) -> tuple[str, ...]:
        """A word as it stands and as the dictionary has it; a preposition without its article (zum: zu)."""
        return p.lower[k], p.lemmas[k].lower(), self._contracted.get(p.lower[k], p.lower[k])


def _stretch(p: Parse, clause: Clause) -> list[int]:
    """The tokens around the verb that no other verb has: between commas, and up to und before another verb."""
    start, end = clause_between_commas(p, clause.finite)
    head = clause.head if p.sent[clause.head] == p.sent[clause.finite] else clause.finite
    first, last = min(head, clause.finite), max(head, clause.finite)
    for k in (k for k in range(start, end) if p.tags[k] in FINITE and k != clause.finite):
        if k < first:
            start = max([n for n in range(k, first) if p.tags[n] == "KON"], default=k) + 1
        elif k > last:
            end = min([n for n in range(last, k) if p.tags[n] == "KON"], default=k)
            break
    return sorted({*range(start, end), *range(first, last + 1)} if last - first < 40 else range(start, end))


def without_object(p: Parse, speaker: list[int], words: list[int] | None = None) -> list[int]:
    """Who speaks, up to the words of the cue and the object (rechnen die Experten mit Gewinn; sieht Kolb Vorteile)."""
    for at, k in enumerate(speaker[1:], 1):
        bare = p.tags[k] == "NN" and p.tags[k - 1] == "NE" and p.lower[k] in p.classes["assessed_noun"]
        if bare or k in (words or ()):
            return speaker[:at]
    return speaker


def is_reported(p: Parse, frame: Frame) -> bool:
    """Sie forderte eine Entscheidung: is what was said named, not rendered, and who said it, too?"""
    clause = frame.clause
    if clause is None or not frame.speaker or clause.subjunctive or not frame.reports:
        return False
    if clause.mark >= 0 and p.lower[clause.mark] in p.classes["hypothetical_conjunction"]:
        return False
    if len(frame.speaker) == 1 and p.tags[frame.speaker[0]] in _UNCLEAR:
        return False
    return frame.is_any(_THOUGHT, "think") or not _denied(p, clause)


def _denied(p: Parse, clause: Clause) -> bool:
    """nannte keine Namen, bestätigte den Bericht nicht: nothing was said."""
    beside = p.children[clause.head]
    if any(p.lower[c] in p.classes["negation_strict"] for c in beside):
        return True
    objects = (c for c in beside if p.deps[c] in OBJECT)
    return any(p.lower[k] in p.classes["negative_determiner"] for c in objects for k in p.children[c])


def _names_content(p: Parse, clause: Clause, stretch: list[int], speaker: list[int]) -> bool:
    """eine Entscheidung, über die Wahl: is there a noun for what is said, beside the one who says it?"""
    if clause.passive and clause.subject >= 0 and clause.subject not in speaker:
        return True
    objects = (c for c in p.children[clause.head] if p.deps[c] in OBJECT and p.tags[c] in NOMINAL)
    if any(p.child(c, "case") < 0 and c not in speaker for c in objects):
        return True
    return any(_stands_alone(p, k) for k in stretch if k not in speaker) or _topic(p, stretch, speaker)


def _stands_alone(p: Parse, noun: int) -> bool:
    """A noun without a preposition that is no genitive and no time, whatever the parser hangs it on."""
    if p.tags[noun] not in {"NN", "NE", "FM"} or p.deps[noun] in {"appos", "flat", "flat:name", "conj"}:
        return False
    first = noun
    while first > 0 and (p.tags[first - 1] in _BEFORE_NOUN or p.words[first - 1] in QUOTE_MARKS):
        first -= 1
    before = p.tags[first - 1] if first else ""
    genitive = before in NOUN and (first == noun or p.lower[first].endswith(("er", "es")))
    linked = before in {"APPR", "APPRART", "KOKOM"} or genitive
    return not linked and p.lower[noun] not in p.classes["time_beside_speaker"]


def _topic(p: Parse, stretch: list[int], speaker: list[int]) -> bool:
    """vor Glatteis, zu einem Kurswechsel: a preposition with a noun, whatever the parser hangs it on."""
    for k in stretch:
        if p.lower[k] in p.classes["topic_preposition"] and p.tags[k] in {"APPR", "APPRART"} and k not in speaker:
            noun = next((n for n in range(k + 1, min(k + 6, len(p))) if p.tags[n] not in _BEFORE_NOUN), k)
            if p.tags[noun] in NOUN and p.lower[noun] not in p.classes["time_beside_speaker"]:
                return True
    return False


def add_reported(state: State, frame: Frame, first: int, rule: str) -> None:
    """Keep the whole clause as reported speech; it has a frame, but no tokens of its own for cue and frame."""
    span = _span(state.p, frame, first)
    found = Found("reported", [span], None, rule, frame.speaker, addressee=frame.addressee)
    add(state, found)
    found.frame = frame


def _span(p: Parse, frame: Frame, first: int) -> tuple[int, int]:
    """The frame's own clause with its final punctuation; a coordinated or subordinate clause alone."""
    clause, end = frame.clause, p.sents[frame.sent][1]
    assert clause is not None
    if clause.mark >= 0 or any(p.tags[c] in RELATIVE for c in p.children[clause.head]):
        return clause_between_commas(p, clause.finite)
    while end > first and p.tags[end - 1] == "_SP":
        end -= 1
    return _start_of_own(p, clause, first), _end_of_own(p, clause, end)


def _start_of_own(p: Parse, clause: Clause, first: int) -> int:
    """The und before the clause, if there is another one before it; else the first token."""
    verb = min(clause.finite, clause.head)
    joints = (k for k in range(verb - 1, first, -1) if joins_clauses(p, k) and has_finite(p, first, k))
    return next((k for k in joints if clause.finite - k <= 8 and not has_finite(p, k + 1, verb)), first)


def _end_of_own(p: Parse, clause: Clause, end: int) -> int:
    """The token before which another clause begins with und (or with its comma); else the end."""
    for k in range(max(clause.finite, clause.head) + 1, end - 1):
        following = first_finite(p, k + 1, min(k + 4, end)) if joins_clauses(p, k) else -1
        if following >= 0 and p.clause_of[following] != clause.head:
            return k - 1 if p.words[k - 1] == "," else k
    return end
