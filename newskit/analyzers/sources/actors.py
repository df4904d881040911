"""The actors of one article and how their mentions are merged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from ...german.parse import Parse
from ...german.roles import Roles, Word
from ...tables import GENDER_EVIDENCE
from .naming import stands_for

#: Sentences back in which who spoke is still meant by demnach and heißt es.
CONTEXT = 3


@dataclass(slots=True)
class Actor:
    """Somebody who speaks or is spoken of; all mentions of one article that mean the same.

    Attributes:
        names: the name forms seen, without titles.
        proper: those of them that are proper names (WWF), not common nouns (die Umweltorganisation).
        short: those that stand for a fuller one: abbreviations (NDB), a capital for its state (Moskau).
        governing: a state that was also named by its government, which is the fuller name (russische Führung).
        used: how often each name of a person was used.
        descriptors: nouns that were said of it, lower-cased (sprecherin, minister).
        bodies: what it belongs to by these nouns, lower-cased (Sprecher der Polizei: polizei).
        ages: in years, as the text has them (35).
        contrasts: adjectives that set it apart from another of the same office (neu, stellvertretend).
        definite: introduced as known (der Bundespräsident), so that a name that follows may be its own.
        mentions: token spans in text order.
        last_end: the token behind the last word of them all.
        spoke: sentence numbers of its quotations.
    """

    id: str
    kind: str
    names: list[str] = field(default_factory=list)
    proper: list[str] = field(default_factory=list)
    short: set[str] = field(default_factory=set)
    governing: bool = False
    used: Counter[str] = field(default_factory=Counter)
    descriptors: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    ages: set[str] = field(default_factory=set)
    contrasts: set[str] = field(default_factory=set)
    definite: bool = False
    role: str = "unknown"
    role_weight: float = 0.0
    gender: str = "unknown"
    gender_evidence: str = "none"
    named: bool = False
    plural: bool = False
    mentions: list[tuple[int, int]] = field(default_factory=list)
    spoke: list[int] = field(default_factory=list)
    last_end: int = 0
    last_sent: int = -1
    subject_in: int = -1

    @property
    def name(self) -> str:
        """The fullest form: most names and nouns (SPD-Landtagsfraktion before Landtagsfraktion), then most words.

        An abbreviation only where nothing else is known; of a person's whole names the one that the text uses most.
        """
        full = self._full_names()
        if self.kind == "person" and any(self.used[name] > 2 for name in full if " " in name):
            full = [name for name in full if " " in name and self.used[name] > 1]
            return max(full, key=lambda name: (self.used[name], _fullness(name)))
        return max(full, key=_fullness, default="")

    def _full_names(self) -> list[str]:
        """Its names but for short forms, proper names first; the short ones where there is no other."""
        proper = [name for name in self.proper if name not in self.short and not self.governing]
        return proper or [name for name in self.names if name not in self.short] or self.proper or self.names

    def learn_role(self, role: str, weight: float) -> None:
        """Keep the best-founded role."""
        if role != "unknown" and weight > self.role_weight:
            self.role, self.role_weight = role, weight

    def learn_gender(self, gender: str, evidence: str) -> None:
        """The first gender stands; of evidence that agrees with it the plainest is kept, a first name only alone."""
        if self.gender == "unknown" and gender in {"female", "male"}:
            self.gender = gender
        if gender == self.gender != "unknown":
            self.gender_evidence = min(self.gender_evidence, evidence, key=GENDER_EVIDENCE.index)


@dataclass
class Registry:
    """All actors of one article, found again by name, short form or pronoun.

    Attributes:
        p, roles: the article's parse, and what words say about who somebody is.
        rank: which candidate an expression means (coreference.Ranker).
        speaking: the expression that is looked at is the speaker of a quotation.
        gender_from_names: an unambiguous first name tells the gender where nothing else does.
        actors: in the order in which the text brings them.
        spans: its named entities, as token spans.
        labels: the entity label that each last name has most often.
        surnames: the last words of the longer names of persons.
        meant: the actor of each speaker's phrase looked up so far.
    """

    p: Parse
    roles: Roles
    rank: Callable[[Registry, Any, list[Actor]], Actor | None]
    speaking: bool = False
    gender_from_names: bool = True
    actors: list[Actor] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    surnames: set[str] = field(default_factory=set)
    meant: dict[tuple[int, ...], Actor | None] = field(default_factory=dict)
    _persons: dict[str, list[Actor]] = field(default_factory=dict)
    _bodies: dict[str, Actor] = field(default_factory=dict)

    def noun(self, i: int) -> Word | None:
        """What token i says as a common noun."""
        return self.roles.noun(self.p.words[i], self.p.lemmas[i])

    def is_person_noun(self, i: int) -> bool:
        """Is token i a noun that names a person (Sprecherin, Landwirt)?"""
        known = self.noun(i)
        return known is not None and known.kind == "person"

    def mention(self, actor: Actor, start: int, end: int) -> None:
        """Note where the actor is named."""
        if (start, end) not in actor.mentions:
            actor.mentions.append((start, end))
            actor.last_end = max(actor.last_end, end)
        actor.last_sent = max(actor.last_sent, self.p.sent[start])
        if any(self.p.deps[k].startswith("nsubj") for k in range(start, end)):
            actor.subject_in = self.p.sent[start]

    def at(self, i: int) -> Actor | None:
        """The actor of the shortest mention so far that holds token i."""
        spans = [
            (e - s, n) for n, a in enumerate(self.actors) if a.last_end > i for s, e in a.mentions[-4:] if s <= i < e
        ]
        return self.actors[min(spans)[1]] if spans else None

    def new(self, kind: str) -> Actor:
        """A fresh actor."""
        actor = Actor(f"s{len(self.actors) + 1}", kind)
        self.actors.append(actor)
        return actor

    def person(self, words: list[str], offices: Collection[str] = (), gender: str = "") -> Actor:
        """The person of this name: same surname and no contradicting first name; else a new one.

        offices: nouns said of the name here; somebody known by one of them alone (der Bundespräsident) gets the name.
        gender: what a title before the name shows (Frau Müller is not Franz Müller).
        """
        surname = self._surname(words[-1])
        for actor in reversed(self._persons.get(surname, [])):
            contradicts = gender and actor.gender not in {gender, "unknown"}
            if not contradicts and _compatible(actor.name.split(), words):
                return _renamed(actor, words)
        for actor in reversed(self.actors) if len(words) == 1 else ():
            if actor.kind == "person" and actor.named and surname in map(self._surname, actor.name.split()):
                return actor
        actor = self._nameless(offices) or self.new("person")
        actor.named = True
        self._persons.setdefault(surname, []).append(actor)
        return _renamed(actor, words)

    def _nameless(self, offices: Collection[str]) -> Actor | None:
        for actor in reversed(self.actors):
            known = actor.kind == "person" and actor.definite and not actor.named
            if known and any(office.endswith(noun) for office in offices for noun in actor.descriptors):
                actor.names.clear()
                return actor
        return None

    def _surname(self, name: str) -> str:
        """al-Gaddafi and Gaddafi are one name."""
        prefix, hyphen, rest = name.partition("-")
        return rest if (prefix + hyphen).lower() in self.p.classes["name_prefix"] and rest[:1].isupper() else name

    def known_surname(self, word: str) -> bool:
        """Does a person of this surname occur?"""
        return self._surname(word) in self._persons

    def _key(self, name: str) -> str:
        """The name by which a body is found again."""
        same, lower = self.roles.same_as, name.lower()
        first, _, rest = lower.partition(" ")
        if lower not in same and first in same and rest:
            return f"{same[first]} {rest}".lower()  # VG Frankfurt: Verwaltungsgericht Frankfurt
        return (same.get(lower) or self._state(lower) or name).lower()

    def _state(self, name: str) -> str:
        """russische Führung, US-Regierung, Regierung in Moskau: the state that is meant, or ""."""
        same, words, governing = self.roles.same_as, name.split(), self.p.classes["government_noun"]
        if len(words) == 2 and words[1] in governing and words[0].endswith(("ische", "isches", "ischer")):
            return same.get(words[0][: words[0].rindex("isch") + 4], "")
        if len(words) == 3 and words[0] in governing and words[1] == "in":
            return same.get(words[2], "")
        owner, hyphen, noun = name.rpartition("-")
        return same.get(owner, "") if hyphen and noun in governing else ""

    def body(self, name: str, kind: str, named: bool, *, fresh: bool = False) -> Actor:
        """An organisation, medium, document or group by its name; fresh: one not met before (ein Augenzeuge)."""
        key = self._key(name)
        actor = None if fresh else self._bodies.get(key) or self._bodies.get(key.removesuffix("s"))
        if actor is None or (actor.kind == "person") != (kind == "person"):  # a person is never merged with a body
            actor = self._bodies[key] = self.new(kind)
            actor.named = named
        if name not in actor.names and not (actor.names and name.removesuffix("s") in actor.names):
            actor.names.append(name)
        if name.lower() in self.roles.same_as:
            actor.short.add(name)
        actor.governing |= bool(self._state(name.lower()))
        return actor

    def alias(self, actor: Actor, name: str, *, short: bool = True) -> None:
        """Another name of the same body: its abbreviation in brackets, or what an abbreviation stands for."""
        listed = self.roles.organisation(name) if short and self.roles.exact_organisation(name) else None
        if listed is not None and listed.role == "politics" and not stands_for(name, actor.name):
            return  # der Landesverband (SPD)
        if short:
            actor.short.add(name)
        self._bodies.setdefault(self._key(name), actor)

    def find_body(self, name: str) -> Actor | None:
        """A body already seen under this name."""
        return self._bodies.get(self._key(name))

    def of_context(self, sent: int) -> Actor | None:
        """Whose words a sentence tells that names nobody: who spoke last, or who acts right before it."""
        spoken = [a for a in self.actors if a.spoke and 0 <= sent - a.spoke[-1] <= CONTEXT]
        if spoken:
            return max(spoken, key=lambda a: a.spoke[-1])
        return next((a for a in reversed(self.actors) if 0 <= sent - a.subject_in <= 1), None)


def _renamed(actor: Actor, words: list[str]) -> Actor:
    name = " ".join(words)
    actor.used[name] += 1
    if name not in actor.names:
        actor.names.append(name)
    return actor


def _fullness(name: str) -> tuple[int, int, int]:
    return sum(part[:1].isupper() for part in name.replace("-", " ").split()), len(name.split()), len(name)


def _compatible(known: list[str], new: list[str]) -> bool:
    """Same surname; where both have first names they must not differ (an initial may stand for a name)."""
    first, second = (" ".join(names[:-1]).replace("-", " ").split() for names in (known, new))
    pairs = [(a, b) for a in first for b in second]
    return not pairs or any(
        a == b or (len(b) <= 2 and a.startswith(b[0])) or (len(a) <= 2 and b.startswith(a[0])) for a, b in pairs
    )
