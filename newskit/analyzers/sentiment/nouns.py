"""Nouns and their attributes: die Kritik an X, der Erfolg von X, der umstrittene X, X unter Druck, der X-Skandal."""

from __future__ import annotations

from ...german.negation import noun_negated
from .arguments import PREPOSITIONS
from .evidence import Evidence, State
from .frames import has_preposition, owners
from .lexicon import ARTICLES, Role
from .shifters import degree, denied, flip, modality

#: How far behind its noun a prepositional phrase may stand that the parser hung on the verb.
REACH = 7
#: Gegen X liegt ein Haftbefehl vor: with these verbs the phrase in front of the noun belongs to it.
LIGHT = frozenset(
    "vorliegen bestehen erheben laufen einleiten geben sein haben erlassen verhängen üben aufnehmen werden einreichen erstatten ergehen äußern".split()
)
FREE = frozenset({"gegen", "an", "für", "über", "um", "auf", "gegenüber"})
#: A polar noun without a frame says this much about whose it is.
OWNED = 0.6


def judge_nouns(state: State, start: int, end: int) -> None:
    """Note what the nouns, adjectives and set phrases between two tokens say."""
    p = state.p
    for i in range(start, end):
        if state.tags[i] == "NN":
            _noun(state, i, end)
        elif p.deps[i] == "amod" and state.hits[i] is not None:
            _attribute(state, i)
        if p.lower[i] in state.index.phrases:
            _phrase(state, i, end)


def _noun(state: State, i: int, end: int) -> None:
    p = state.p
    roles = state.index.noun_frames(p.lemmas[i], p.lower[i])
    hit = state.hits[i]
    if hit is not None and hit.about == "person" and abs(hit.weight) >= 0.5:
        state.add(i, Evidence((i,), hit.weight * degree(p, i), "noun", shared=False))
    if not roles and hit is None and not _has_polar_attribute(state, i):
        return
    scale = _scale(state, i)
    author = any(r.role == "author" for r in roles)
    whose = owners(state, i)
    speaker = whose[0] if author and whose else -1
    for role in roles:
        _noun_role(state, i, end, role, scale, speaker, whose)
    if not author and not any(r.role == "genitive" for r in roles):
        weight, tokens, about = state.phrase_polarity(i)
        if tokens and about != "event" and about != "person":
            for k in [*whose, *_possessor(state, i)]:
                state.add(k, Evidence(tokens, weight * OWNED * scale, "noun:genitive"))


def _noun_role(state: State, i: int, end: int, role: Role, scale: float, speaker: int, whose: list[int]) -> None:
    p = state.p
    if role.role in {"author", "compound"}:
        return
    weight = role.weight * degree(p, i)
    weight = (flip(weight) if noun_negated(p, i) else weight) * scale
    players = [*whose, *_possessor(state, i)] if role.role == "genitive" else _behind_noun(state, i, end, role.role)
    for k in players:
        state.add(k, Evidence((i,), weight, f"noun:{role.role}", role.quoted and speaker >= 0, speaker))


def _behind_noun(state: State, i: int, end: int, preposition: str) -> list[int]:
    """Noun phrases behind a noun's preposition, also where the parser hung them elsewhere."""
    p = state.p
    found = [c for c in p.children[i] if c > i and has_preposition(state, c, preposition)]
    if found:
        return found
    for k in range(i + 1, min(end, i + REACH)):
        if p.tags[k][:1] == "V" or p.tags[k] in {"$.", "KOUS", "PRELS"} or p.words[k] in ":;":
            break
        if (
            p.tags[k] in {"APPR", "APPRART"}
            and PREPOSITIONS.get(p.lower[k], p.lower[k]) == preposition
            and p.deps[k] == "case"
        ):
            return [p.heads[k]]
    clause = state.clause(i)
    if clause is None or preposition not in FREE or clause.lemma not in LIGHT:
        return []
    return [k for k in state.args(clause).prepositions.get(preposition, ()) if k < i]


def _possessor(state: State, i: int) -> list[int]:
    """seine Niederlage: whose? The subject of the clause, else of the clause above, unless the noun is it."""
    p = state.p
    if not any(p.tags[c] == "PPOSAT" and p.lower[c][:2] in {"se", "si", "ih"} for c in p.children[i]):
        return []
    clause = state.clause(i)
    for _ in range(3):
        if clause is None:
            return []
        subject = state.args(clause).subject
        if (
            subject >= 0
            and subject != i
            and p.tags[subject] in {"NN", "NE", "PPER", "PRELS"}
            and i not in p.subtree(subject)
        ):
            return [subject]
        clause = state.clauses.get(clause.parent) if clause.parent != clause.head else None
    return []


def _scale(state: State, i: int) -> float:
    clause = state.clause(i)
    scale = 0.15 if denied(state.p, i, clause) else 0.9
    return scale * (modality(state.p, clause, state.reported[i]) if clause is not None else 1.0)


def _has_polar_attribute(state: State, i: int) -> bool:
    return any(state.hits[c] is not None and state.p.deps[c] == "amod" for c in state.p.children[i])


def _attribute(state: State, i: int) -> None:
    """der umstrittene Minister: an adjective judges the actor it stands with."""
    p, hit = state.p, state.hits[i]
    noun = p.heads[i]
    named = state.hits[noun]
    if hit is None or hit.about == "event" or abs(hit.weight) < 0.45:
        return
    if p.tags[noun] != "NE" and named is not None and named.about != "person":
        return
    weight = hit.weight * degree(p, i)
    before = [c for c in p.children[i] if p.lower[c] in {"nicht", "nie", "kaum", "wenig"}]
    if before or (i > 0 and p.lower[i - 1] in {"nicht", "nie", "kaum", "wenig"}):
        weight = flip(weight)
    agents = [c for c in p.children[i] if has_preposition(state, c, "von") or has_preposition(state, c, "durch")]
    for k in p.conjuncts(noun)[:1]:
        state.add(
            k,
            Evidence(
                (i,),
                weight * 0.9,
                "attribute",
                bool(agents) and _speaks(state, hit.lemma),
                agents[0] if agents else -1,
                shared=False,
            ),
        )


def _speaks(state: State, lemma: str) -> bool:
    return any(r.quoted for r in state.index.frames["verb"].get(state.index.verb(lemma.lower(), lemma.lower(), ""), ()))


def _phrase(state: State, i: int, end: int) -> None:
    """unter Druck, fehl am Platz: of the subject, or of the noun it is attached to (Merz unter Druck)."""
    p = state.p
    for words, hit in state.index.phrases[p.lower[i]]:
        tokens, k = [i], i + 1
        for word in words[1:]:
            while k < end and p.tags[k] in {"ADJA", "ADV", "PPOSAT"} and p.lower[k] != word:
                k += 1
            if k >= end or (p.lower[k] != word and p.lemmas[k].lower() != word):
                break
            tokens.append(k)
            k += 1
        if len(tokens) != len(words) or (p.tags[tokens[-1]] == "ADJA" and len(words) > 1):
            continue
        if words[0] in ARTICLES and (tokens[-1] not in state.clauses or not state.clauses[tokens[-1]].copular):
            continue  # ein Skandal is said of somebody only as a predicate
        for about in _phrase_subject(state, tokens):
            clause = state.clause(tokens[-1])
            scale = modality(p, clause, state.reported[i]) if clause is not None else 1.0
            state.add(about, Evidence(tuple(tokens), hit.weight * scale, "phrase"))


def _phrase_subject(state: State, tokens: list[int]) -> list[int]:
    p = state.p
    top = tokens[-1]
    while p.heads[top] in tokens and p.heads[top] != top:
        top = p.heads[top]
    host = p.heads[top]
    if host != top and p.tags[host] in {"NN", "NE"} and host < tokens[0] and host not in state.clauses:
        return [host]
    clause = state.clause(top)
    return [state.args(clause).subject] if clause is not None else []
