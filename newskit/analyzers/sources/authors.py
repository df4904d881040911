"""Whose document it is, where the article names the author elsewhere: dem Bericht zufolge, der Bericht der Polizei."""

from __future__ import annotations

from collections.abc import Iterator

from ...german.numbers import are_times
from ...german.parse import Parse
from .actors import Actor, Registry

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
