"""Predicates and effects: what somebody is, seems, does well or badly, has, causes or prevents."""

from __future__ import annotations

from ...german.clauses import auxiliaries
from ...german.negation import is_negated, is_negated_directly
from ...german.parse import Clause
from .arguments import HABEN, Arguments
from .evidence import Evidence, State
from .frames import has_preposition
from .lexicon import Role
from .shifters import degree, flip, modality

#: Outside the listed verbs an adverb of manner says less about who acts (er reagierte falsch).
MANNER = 0.45


def judge_predicate(state: State, clause: Clause, args: Arguments) -> None:
    """Der Minister ist unfähig, ein Versager, über jeden Zweifel erhaben."""
    p = state.p
    if p.tags[clause.head] in {"NN", "NE"} and any(p.lower[a] in HABEN for a in auxiliaries(p, clause)):
        return  # hat eine Chance: the noun is no predicate, whatever the parser says
    scale = modality(p, clause, state.reported[clause.head])
    negated, first = is_negated(p, clause), 0.0
    for head in p.conjuncts(clause.head):
        weight, tokens, about = state.phrase_polarity(head) if p.tags[head] in {"NN", "NE"} else _adjective(state, head)
        blocked = _complements(state, clause, args, head, scale, negated)
        if blocked or not tokens or (about == "event" and p.tags[head] != "NN"):
            continue
        if p.child(head, "case") >= 0 and p.lower[p.child(head, "case")] not in {"als", "wie"}:
            continue  # in Not, unter Druck: the phrases decide
        first = first or weight
        weight = (flip(weight) if (negated and weight * first > 0) or is_negated_directly(p, head) else weight) * scale
        state.add(args.subject, Evidence(tokens, weight, "predicate"))
        _compared(state, head, clause.head, tokens, weight)


def _adjective(state: State, i: int) -> tuple[float, tuple[int, ...], str]:
    hit = state.hits[i]
    return (hit.weight * degree(state.p, i), (i,), hit.about) if hit is not None else (0.0, (), "")


def _compared(state: State, head: int, verb: int, tokens: tuple[int, ...], weight: float) -> None:
    """besser als Merz, spielte stärker als Bremen: the one behind als is the lesser one."""
    p = state.p
    more = p.feats[head].get("Degree") == "Cmp" or (p.lower[head].endswith("er") and p.tags[head] == "ADJD")
    if not more and not (head and p.lower[head - 1] in p.classes["less"]):
        return
    for c in dict.fromkeys((*p.children[head], *p.children[verb])):
        case = p.child(c, "case", "cc", "mark")
        if case >= 0 and p.lower[case] == "als" and p.tags[c] in {"NN", "NE"}:
            state.add(c, Evidence(tokens, -0.6 * weight, "comparison"))


def _complements(state: State, clause: Clause, args: Arguments, head: int, scale: float, negated: bool) -> bool:
    """zufrieden mit X, enttäuscht von X, stolz auf X; True if the adjective says nothing of its subject."""
    p = state.p
    roles = state.index.frames["adj"].get(p.lemmas[head].lower()) or state.index.frames["adj"].get(p.lower[head]) or ()
    blocked = False
    for role in roles:
        if role.role == "subject":
            blocked = True
            continue
        players = args.datives if role.role == "dative" else _all_behind(state, clause, args, head, role.role)
        for i in players:
            weight = (flip(role.weight) if negated else role.weight) * scale
            state.add(
                i, Evidence((head,), weight, f"frame:{role.role}", role.quoted, args.subject if role.quoted else -1)
            )
            blocked = blocked or role.quoted
    return blocked


def _all_behind(state: State, clause: Clause, args: Arguments, head: int, preposition: str) -> list[int]:
    return [
        *args.prepositions.get(preposition, []),
        *(c for c in state.p.children[head] if has_preposition(state, c, preposition) and head != clause.head),
    ]


def judge_complements(state: State, clause: Clause, args: Arguments, roles: list[Role], speech: bool) -> None:
    """Er gilt als korrupt, spielt stark; sie nannte ihn einen Lügner, hält ihn für unfähig."""
    p = state.p
    scale = modality(p, clause, state.reported[clause.head])
    negated = is_negated(p, clause)
    by_name = {r.role: r for r in roles}
    about_object = by_name.get("predicate_object")
    about_subject = by_name.get("predicate_subject")
    for i in _predicative(state, args, about_subject is not None or about_object is not None):
        weight, tokens, kind = state.phrase_polarity(i) if p.tags[i] in {"NN", "NE"} else _adjective(state, i)
        if not tokens or kind == "event":
            continue
        weight = (flip(weight) if negated or is_negated_directly(p, i) else weight) * scale
        if about_object is not None:
            said = [args.subject] if args.passive else [o for o in args.objects if o != i]
            speaker = -1 if args.passive or not about_object.quoted else args.subject
            for o in said[:1]:
                state.add(
                    o,
                    Evidence(
                        tuple(sorted({*tokens, clause.head})),
                        weight * about_object.weight,
                        "named",
                        about_object.quoted,
                        speaker,
                    ),
                )
        elif about_subject is not None:
            state.add(args.subject, Evidence(tokens, weight * about_subject.weight, "predicate"))
            _compared(state, i, clause.head, tokens, weight)
        elif not speech and not args.passive and p.tags[i] in {"ADJD", "ADV"}:
            state.add(args.subject, Evidence(tokens, weight * MANNER, "manner"))
            _compared(state, i, clause.head, tokens, weight)


def _predicative(state: State, args: Arguments, nominal: bool) -> list[int]:
    out = [*args.adverbs, *args.as_phrases]
    if nominal:
        out += [*args.objects, *args.prepositions.get("für", [])]
    return [k for i in out for k in state.p.conjuncts(i)]


def judge_effect(state: State, clause: Clause, args: Arguments, roles: list[Role]) -> None:
    """Wer Frieden stiftet, Fehler macht, Vertrauen verspielt: the object's polarity, or its opposite, is the subject's."""
    p = state.p
    scale = modality(p, clause, state.reported[clause.head])
    negated = is_negated(p, clause)
    for role in roles:
        if role.role not in {"effect", "has", "effect_dative"}:
            continue
        things, whom = _effect_players(args, role)
        for thing in things:
            weight, tokens, about = state.phrase_polarity(thing)
            if (
                not tokens
                or about == "person"
                or (about == "event" and role.role != "effect")
                or state.index.is_actor(p.lemmas[thing], p.lower[thing])
            ):
                continue
            value = weight * abs(role.weight)
            if role.weight < 0:
                value = -value * (0.9 if weight > 0 else 0.8)
            if negated:
                value = flip(value)
            evidence = Evidence(
                tuple(sorted({*tokens, clause.head})),
                value * scale,
                f"effect:{role.role}",
                role.quoted,
                args.subject if role.quoted else -1,
            )
            for i in whom:
                state.add(i, evidence)


def _effect_players(args: Arguments, role: Role) -> tuple[list[int], list[int]]:
    """(the nouns whose polarity is passed on, who gets it)."""
    if role.role == "effect_dative":
        if role.weight < 0 and not role.quoted:  # ihm fehlt der Mut, ihm mangelt es an Mut
            whom = args.datives or args.objects[:1]
            things = [*args.prepositions.get("an", ()), *([args.subject] if args.subject >= 0 else [])]
            return [t for t in things if t not in whom], whom
        whom = args.datives or (args.objects[:1] if len(args.objects) > 1 else [])
        return [o for o in args.objects if o not in whom], whom
    if args.passive:
        agents = args.prepositions.get("von", []) + args.prepositions.get("durch", [])
        return [args.subject] if args.subject >= 0 else [], agents[:1]
    return args.objects, [args.subject]
