"""Whom a pronoun or a description means: er, die CDU-Politikerin, der 35-Jährige, die Behörde, die Forscher.

Each actor of the text so far is a candidate where number, gender and kind allow it; nobody of them (somebody new) is
one more. A log-linear model over yes-or-no features ranks them (Denis & Baldridge 2008), one set of weights for each
class of expressions. It was trained on chains that we annotated on Wikinews texts (benchmarks/coreference_gold.jsonl)
by `python -m training.coreference`; the weights are newskit/model/coreference.json.
"""

from __future__ import annotations

import json
import os
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Protocol

from ...german.parse import Parse
from ...german.roles import Word
from .actors import Actor, Registry

#: Classes of expressions, each with its own weights, and the kinds of actors that it may mean.
MEANS = {
    "pronoun": {"person", "organisation", "medium"},
    "plural": {"group", "organisation"},
    "person": {"person"},
    "body": {"organisation", "medium", "group"},
    "group": {"group", "organisation"},
    "document": {"document"},
}
#: Sentences back after which nothing but the same noun leads to an actor.
FAR = {"pronoun": 5, "plural": 5, "person": 12, "body": 12, "group": 12, "document": 12}
#: Newspapers vary their expressions more than the texts that the model learned from: what somebody new loses where the
#: expression is definite (set on newsroom articles that are not part of the project).
LEAN = {"person": 0.5}
#: Letters that two offices share at their ends, at least (-minister).
OFFICE = 6
_DISTANCE = (0, 1, 2, 4, 8)
_SPOKE = ((0, "spoke 0"), (1, "spoke 1"), (3, "spoke 2"), (98, "spoke"))
_GENDERS = {"Masc": "male", "Fem": "female", "Neut": "neutral"}


@dataclass(frozen=True, slots=True)
class Anaphor:
    """An expression that may mean an actor of the text before it.

    Attributes:
        kind: its class (see MEANS).
        head, sent: its head's token, and its sentence.
        gender: female, male, neutral, or unknown: of whom it may mean.
        known: what the word lists say of the noun.
        nouns: the noun, its last part and its lemma, lower-cased; empty for pronouns.
        bodies: whose office it is (der Sprecher der Polizei, CDU-Politikerin), lower-cased.
        definite: led by der, die, das, dieser.
        age: in years, as the noun has it (der 52-Jährige), "" without one.
        contrasts: adjectives that set it apart from another of the same office (der neue Trainer).
        more: something behind the noun says more of it.
        speaks: it is the speaker of a quotation.
        said: how the noun was said of each actor looked at so far, by id.
    """

    kind: str
    head: int
    sent: int
    gender: str = "unknown"
    known: Word | None = None
    nouns: tuple[str, ...] = ()
    bodies: frozenset[str] = frozenset()
    definite: bool = True
    age: str = ""
    contrasts: frozenset[str] = frozenset()
    more: bool = False
    speaks: bool = False
    said: dict[str, str] = field(default_factory=dict)


class Ranker(Protocol):
    """Chooses among candidates; None is somebody new or nobody."""

    def __call__(self, r: Registry, a: Anaphor, candidates: list[Actor]) -> Actor | None:
        """The candidate that is meant."""


class Weights:
    """The model: the candidate of the highest score, if it is above that of somebody new."""

    def __init__(self, weights: Mapping[str, Mapping[str, float]]) -> None:
        self.weights = weights

    @staticmethod
    @cache
    def shipped() -> Weights:
        """The weights that ship with newskit."""
        path = files("newskit") / "model" / "coreference.json"
        return Weights(json.loads(path.read_text(encoding="utf8")))

    def scores(self, r: Registry, a: Anaphor, candidates: list[Actor]) -> list[float]:
        """The score of somebody new, then those of the candidates."""
        weights = self.weights[a.kind]
        return [sum([weights.get(f, 0.0) for f in features]) for features in options(r, a, candidates)]

    def __call__(self, r: Registry, a: Anaphor, candidates: list[Actor]) -> Actor | None:
        """The best candidate; None where somebody new is likelier than it."""
        scores = self.scores(r, a, candidates)
        scores[0] -= LEAN.get(a.kind, 0.0) if a.definite else 0.0
        best = max(range(len(scores)), key=lambda n: (scores[n], n))
        return candidates[best - 1] if best else None


def meant(r: Registry, a: Anaphor) -> Actor | None:
    """The actor that the expression means, if the text before it names one."""
    candidates = [actor for actor in r.actors if _possible(r, a, actor)]
    if a.nouns and not a.definite:  # ein Verband, Behörden: only whom the noun was said of
        candidates = [actor for actor in candidates if _said(a, actor)]
    of_age = [actor for actor in candidates if a.age and a.age in actor.ages]
    return of_age[-1] if of_age else r.rank(r, a, candidates) if candidates else None


def _possible(r: Registry, a: Anaphor, actor: Actor) -> bool:
    """Do kind, number, gender and distance allow it?"""
    if actor.kind not in MEANS[a.kind]:
        return False
    if a.kind == "group" and not _said(a, actor):
        return False  # die Ärzte, die Anwohner: two groups
    distance = a.sent - _last(actor)
    if distance < 0 or (distance > FAR[a.kind] and not (a.nouns and _said(a, actor))):
        return False
    if actor.kind == "person" and not _person_possible(r, a, actor):
        return False
    return actor.last_end <= a.head or not any(s <= a.head < e for s, e in actor.mentions[-3:])


def _person_possible(r: Registry, a: Anaphor, actor: Actor) -> bool:
    """One person for one, no other gender, age or office."""
    if actor.plural or (a.kind == "pronoun" and a.gender == "neutral"):
        return False
    if a.gender in {"female", "male"} and actor.gender not in ("unknown", a.gender):
        return False
    if a.age and actor.ages and a.age not in actor.ages:
        return False
    return not a.nouns or _may_hold(r, a, actor)


def _may_hold(r: Registry, a: Anaphor, actor: Actor) -> bool:
    """May the office be the actor's: not of another body or portfolio, not the new one of two, not of Müllers Arzt?"""
    if a.contrasts and a.contrasts != actor.contrasts and _said(a, actor):
        return False
    if a.known is not None and a.known.role == "politics" and _other_office(a, actor):
        return False
    own_name = {n.lower() for n in actor.name.split()[-1:]} if a.bodies else set()
    if own_name & {own.removesuffix("s") for own in a.bodies}:
        return False
    return not (a.bodies and actor.bodies) or _same_body(r, a.bodies, actor.bodies)


def _other_office(a: Anaphor, actor: Actor) -> bool:
    """Finanzminister is not Justizminister: compounds of one office that differ, and none is part of the other."""
    if not a.nouns or _said(a, actor):
        return False
    noun = a.nouns[0]
    shared = (len(os.path.commonprefix([noun[::-1], said[::-1]])) for said in actor.descriptors)
    return any(n > OFFICE and n < len(noun) for n in shared)


def _last(actor: Actor) -> int:
    return max(actor.last_sent, actor.spoke[-1]) if actor.spoke else actor.last_sent


def _same_body(r: Registry, some: Iterable[str], others: Iterable[str]) -> bool:
    """Is one of the bodies the same by its name, its beginning, or another name that the text gave it?"""
    pairs = [(a, b) for a in some for b in others]
    if any(a == b or a.startswith(b) or b.startswith(a) for a, b in pairs):
        return True
    return any((body := r.find_body(a)) is not None and body is r.find_body(b) for a, b in pairs)


def _said(a: Anaphor, actor: Actor) -> str:
    """How the noun was said of the actor before: exact, part, name, or not at all."""
    known = a.said.get(actor.id)
    if known is None:
        known = a.said[actor.id] = _how_said(a, actor)
    return known


def _how_said(a: Anaphor, actor: Actor) -> str:
    if not actor.descriptors.isdisjoint(a.nouns):
        return "exact"
    parts = [] if actor.kind == "person" else [part for name in actor.names for part in name.lower().split()]
    if any(noun in parts for noun in a.nouns):
        return "name"
    return "part" if _said_in_part(a.nouns, actor, parts) else ""


def _said_in_part(nouns: tuple[str, ...], actor: Actor, parts: list[str]) -> bool:
    """Chef of Parteichef, Polizeisprecher of Sprecher; Partei of the name Volkspartei."""
    for said in actor.descriptors:
        if said.endswith(nouns) or (len(said) > 5 and any(noun.endswith(said) for noun in nouns)):
            return True
    long = tuple(noun for noun in nouns if len(noun) > 4) if parts else ()
    return any(part.endswith(long) for part in parts)


def options(r: Registry, a: Anaphor, candidates: list[Actor]) -> list[list[str]]:
    """The features of somebody new, then those of each candidate."""
    places = [-_position(c) for c in candidates]
    recent = sorted(range(len(candidates)), key=places.__getitem__)
    rank = {n: place for place, n in enumerate(recent)}
    said = [_said(a, c) if a.nouns else "" for c in candidates]
    role = a.known.role if a.known is not None else "unknown"
    alike = [n for n in recent if candidates[n].role == role != "unknown"]
    out = [_of_new(a, said, alike)]
    for n, c in enumerate(candidates):
        found = _of_candidate(r, a, c, said[n], rank[n], len(candidates))
        if n in alike:
            first = alike[0] == n
            found += ["only one of the role" if len(alike) == 1 else "last of the role" if first else "one of the role"]
        out.append(found)
    return out


def _position(actor: Actor) -> int:
    return max(actor.mentions[-4:])[0] if actor.mentions else -1


def _of_new(a: Anaphor, said: list[str], alike: list[int]) -> list[str]:
    found = ["new", f"new alike {min(len(alike), 2)} {a.definite}"]
    found.append("new definite" if a.definite else "new indefinite")
    if a.more:
        found.append("new more")
    if a.bodies:
        found.append("new bodies")
    if a.speaks:
        found.append("new speaks")
    if "exact" in said:
        found.append("new exact before")
    if not any(said):
        found.append("new noun")
    if a.known is not None:
        found += [f"new {a.known.kind}", f"new weight {a.known.weight >= 0.6}", f"new role {a.known.role != 'unknown'}"]
    else:
        found.append("new unlisted")
    return found


def _of_candidate(r: Registry, a: Anaphor, c: Actor, said: str, rank: int, rivals: int) -> list[str]:
    distance = a.sent - _last(c)
    near = bisect_left(_DISTANCE, distance)
    found = [f"distance {near}", f"rank {min(rank, 3)}", c.kind, f"{c.kind} {near <= 1}"]
    found += _standing(r, a, c, distance)
    if rivals == 1:
        found.append("alone")
    found += _of_gender(r, a, c)
    if a.nouns:
        found += _of_noun(r, a, c, said, near)
    return found


def _standing(r: Registry, a: Anaphor, c: Actor, distance: int) -> list[str]:
    """How present the candidate is: subject, speaker, often named, first in the text."""
    often = min(4, (1 + len(c.mentions)).bit_length() - 1)  # by powers of two
    found = [f"mentions {often}", "named" if c.named else "unnamed"]
    if c.subject_in == a.sent:
        found.append("subject here")
    elif c.subject_in == a.sent - 1:
        found.append("subject before")
    since = a.sent - c.spoke[-1] if c.spoke else 99
    spoke = next((name for limit, name in _SPOKE if since <= limit), "silent")
    found += [spoke, f"speaks {spoke}"] if a.speaks else [spoke]
    if c is r.actors[0]:
        found.append("first")
    if distance == 0 and c.mentions and r.p.clause_of[a.head] == r.p.clause_of[c.mentions[-1][0]]:
        found.append("same clause")
        if a.speaks:
            found.append("speaks same clause")
    return found


def _of_gender(r: Registry, a: Anaphor, c: Actor) -> list[str]:
    if c.kind == "person":
        told = a.gender in {"female", "male"}
        return ["gender agrees" if c.gender == a.gender else "gender open"] if told else ["gender untold"]
    if a.kind != "pronoun" or not c.mentions:
        return []
    shown = _GENDERS.get(_noun_gender(r.p, *c.mentions[-1]), "")
    told = bool(shown) and a.gender != "unknown"
    return ["noun's gender " + (_match(shown, a.gender) if told else "open")]


def _match(one: object, other: object) -> str:
    return "agrees" if one == other else "differs"


def _noun_gender(p: Parse, start: int, end: int) -> str:
    heads = (k for k in range(start, end) if p.tags[k] in {"NN", "NE"} and not start <= p.heads[k] < end)
    return next((p.feats[k].get("Gender", "") for k in heads), "")


def _of_noun(r: Registry, a: Anaphor, c: Actor, said: str, near: int) -> list[str]:
    """What the noun and what is known of the candidate have to do with each other."""
    found = [f"said {said or 'not'}", f"said {said or 'not'} {near <= 2}"]
    if a.definite:
        found.append(f"definite said {said or 'not'}")
    if a.more:
        found.append(f"more said {said or 'not'}")
    role = a.known.role if a.known is not None else "unknown"
    match = "open" if "unknown" in (role, c.role) else _match(role, c.role)
    found += [f"role {match}", f"role {match} {bool(said)}"]
    if a.bodies:
        found.append("body " + (_match(_same_body(r, a.bodies, c.bodies), True) if c.bodies else "open"))
    elif c.bodies:
        found.append("body dropped")
    return found
