"""Whose words or document it is that a noun names.

Angaben der Polizei, Polizeiangaben; dem Bericht zufolge, whose author the article names elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...german.numbers import are_times
from ...german.parse import Parse
from ...german.roles import Word
from .actors import Actor, Registry
from .naming import MARKS

_PREPOSITION = frozenset({"APPR", "APPRART"})
_NAMES = frozenset({"NN", "NE", "FM", "XY"})
#: More authors than these are nobody's (a motion of four parties stays a document).
_MOST = 2


def author_phrase(r: Registry, head: int) -> list[int]:
    """The tokens that name the author of the document at `head` somewhere in the article, the nearest before it first.

    A document that is new here (eine Studie) is not the one that was named before.
    """
    p = r.p
    if head and p.lower[head - 1] in p.classes["indefinite_article"]:
        return _publisher(p, head)
    noun = _stem(p, head)
    same = [k for k in range(len(p)) if p.tags[k] in {"NN", "NE"} and _stem(p, k).endswith(noun) and k != head]
    near = sorted(same, key=lambda k: (k > head, abs(k - head)))
    found = (phrase for k in [head, *near] for phrase in _phrases(r, k) if phrase)
    return next(found, [])


def court(r: Registry, head: int) -> Actor | None:
    """The court whose judgment it is: the last one that was named."""
    p, endings = r.p, r.p.classes.endings("court_ending")
    if not p.lower[head].endswith(p.classes.endings("judgment_ending")):
        return None
    courts = (a for a in reversed(r.actors) if a.kind == "organisation" and a.role == "security")
    return next((a for a in courts if any(w.endswith(endings) for n in a.names for w in n.lower().split())), None)


def too_many(p: Parse, owner: list[int]) -> bool:
    """Are there more authors than a document can be somebody's of?"""
    return bool(owner) and max(len(p.conjuncts(k)) for k in owner) > _MOST


def _stem(p: Parse, k: int) -> str:
    """Bericht of Lageberichts, Recherche of Recherchen: last part of a word with hyphens, without its ending."""
    word = p.lemmas[k].lower().rsplit("-", 1)[-1]
    return word.removesuffix("en").removesuffix("e") if len(word) > 5 else word


def _phrases(r: Registry, k: int) -> Iterator[list[int]]:
    yield _genitive(r, k)
    yield _publisher(r.p, k)


def _genitive(r: Registry, k: int) -> list[int]:
    """der Bericht der Polizei, die Studie von Forschern, ein Urteil des Landgerichts."""
    p = r.p
    owners = (c for c in p.children[k] if c > k and p.deps[c] == "nmod" and p.tags[c] in _NAMES)
    owner = next((c for c in owners if not are_times(p, c, c + 1)), -1)
    if owner < 0 or not _can_write(r, owner):
        return []
    case = p.child(owner, "case")
    return p.noun_phrase(owner) if case < 0 or p.lower[case] in p.classes["author_preposition"] else []


def _publisher(p: Parse, k: int) -> list[int]:
    """Das Institut veröffentlichte eine Studie: the subject of the verb whose object the document is."""
    clause = p.clause(k)
    if clause is None or clause.lemma not in p.classes["publishing_verb"] or clause.passive or p.deps[k] != "obj":
        return []
    subject = clause.subject if clause.subject >= 0 or clause.finite < 0 else p.child(clause.finite, "nsubj")
    return p.noun_phrase(subject) if subject >= 0 and subject != k and p.tags[subject] in _NAMES else []


def _can_write(r: Registry, k: int) -> bool:
    known = r.noun(k)
    return r.p.ents[k] in {"PER", "ORG"} or (known is not None and known.kind not in {"document"})


# Nouns of saying: whose words they are


def says_something(p: Parse, head: int) -> bool:
    """Is it a noun of saying (Angaben, Polizeibericht), behind which somebody else stands?"""
    nouns = p.classes["noun_of_saying"]
    if p.lower[head] in nouns or p.lemmas[head].lower() in nouns:
        return True
    return p.lower[head].endswith(p.classes.endings("noun_of_saying_ending"))


def owner_behind(p: Parse, tokens: list[int], head: int) -> list[int]:
    """Angaben der Polizei, von Ärzten: the owner's phrase behind a noun of saying, without its preposition."""
    rest = [k for k in tokens if k > head and p.words[k] not in MARKS]
    named = any(p.tags[k] in {"NN", "NE", "FM", "XY"} and not are_times(p, k, k + 1) for k in rest)
    if not named or p.words[rest[0]] == "," or not _leads_on(p, rest[0]):
        return []
    return rest[1:] or rest if p.tags[rest[0]] in _PREPOSITION else rest


def _leads_on(p: Parse, k: int) -> bool:
    """Is what follows a noun of saying its owner (der Polizei, von Ärzten), not when or to whom (vom Montag)?"""
    return p.tags[k] not in _PREPOSITION or p.lower[k] in p.classes["owner_preposition"]


def says_whose(p: Parse, k: int, head: int) -> bool:
    """seinen, deren, eigenen, Merkels: does token k say whose words those are that the noun at the head names?"""
    if p.lower[k] in p.classes["relative_possessive"]:
        return True
    pronominal = p.tags[k] in {"PPOSAT", "PRELAT", "PDS"} or p.lower[k] in p.classes["own_adjective"]
    return k < head and (pronominal or p.ents[k] in {"PER", "ORG"})


def first_part(r: Registry, head: int) -> Actor | None:
    """Polizeiangaben, Expertenmeinung, OSZE-Bericht, Medienberichte: who is meant stands in the compound."""
    word, lower, classes = r.p.words[head], r.p.lower[head], r.p.classes
    if lower in classes["media_report"] or lower.startswith(classes.endings("media_beginning")):
        return media(r, "Medienberichte" if "berichte" in lower else word)
    known_here = r.find_body(word.rsplit("-", 1)[0]) if "-" in word else None
    if known_here is not None:
        return known_here
    for length in range(len(word) - 4, 2, -1):
        part, end = word[:length].rstrip("-"), word[length:].lower().lstrip("s-")
        if length < 4 and "-" not in word or not end.startswith(classes.endings("noun_of_saying_beginning")):
            continue
        if part in r.roles.agencies:
            return _of_part(r, part, Word("agency", 1.0, "neutral", "medium"), head)
        found = r.roles.organisation(part) or r.roles.noun(part)
        if found is not None and found.kind in {"organisation", "group", "person", "medium"}:
            return _of_part(r, part, found, head)
    return None


def _of_part(r: Registry, part: str, found: Word, head: int) -> Actor:
    people = found.kind in {"person", "group"}
    unnamed = people or part.lower().endswith(r.p.classes.endings("unnamed_body_ending"))
    actor = r.body(part, "group" if people else found.kind, named=not unnamed)
    actor.learn_role(found.role, found.weight)
    actor.plural = people
    actor.descriptors.add(part.lower())
    r.mention(actor, head, head + 1)
    return actor


def media(r: Registry, name: str) -> Actor:
    """The media as a source of which no more is said: Medienberichte, Berichte."""
    actor = r.body(name, "medium", named=False)
    actor.learn_role("media", 1.0)
    return actor
