"""Frames of verbs: whom a verb puts in a good or bad light, by the part it plays in the clause."""

from __future__ import annotations

from ...german.clauses import auxiliaries
from ...german.negation import is_negated, noun_negated
from ...german.parse import Clause
from .arguments import Arguments
from .evidence import Evidence, State
from .lexicon import Role
from .shifters import DIMINISHERS, INTENSIFIERS, degree, flip, modality

#: verurteilen and the like are a court's act, not somebody's words, with these.
LEGAL = frozenset(
    "gericht richter richterin landgericht amtsgericht oberlandesgericht bundesgerichtshof jury kammer strafkammer justiz".split()
)
SENTENCES = (
    "haft",
    "haftstrafe",
    "strafe",
    "geldstrafe",
    "bewährungsstrafe",
    "jahre",
    "jahren",
    "monaten",
    "gefängnis",
    "tode",
    "geldbuße",
)
#: To win or lose somebody (einen Partner gewinnen, den Sohn verlieren) is neither success nor failure.
CONTESTS = frozenset({"gewinnen", "verlieren"})
NOT_ARGUMENTS = frozenset({"effect", "has", "effect_dative", "predicate_object", "predicate_subject"})


def judge_verb(state: State, clause: Clause, verb: str, args: Arguments) -> set[str]:
    """Note what the frames of a clause's verb say of its arguments; the roles that have a frame."""
    p = state.p
    roles = _matching(state, clause, verb)
    if not roles:
        return set()
    negated = is_negated(p, clause)
    stress = _adverbs(state, args)
    nobody = any(
        p.lower[i] in p.classes["negative_determiner"] for i in [args.subject, *args.objects, *args.datives] if i >= 0
    )
    subject_frame = any(r.role == "subject" for r, _ in roles)
    object_frame = any(r.role == "object" for r, _ in roles)
    args = _voice(args, subject_frame and not object_frame, p.tags[clause.head] == "VVPP", _has_werden(state, clause))
    for role, words in roles:
        turned = role.words and any(w in role.lemma.split() for w in ("kein", "nicht", "nichts", "keinen", "wenig"))
        denied = not turned and (negated or nobody or _negated_words(state, words))
        weight = (flip(role.weight) if denied else role.weight) * stress
        weight *= modality(p, clause, state.reported[clause.head], weight > 0)
        quoted = role.quoted and not _is_legal(state, args)
        speaker = _speaker(args) if quoted else -1
        if role.role == "clears":
            state.cleared.update(state.antecedent(i) for i in args.objects)
            continue
        for i in _players(state, clause, args, role, words, object_frame):
            held = flip(weight) if i >= 0 and not denied and noun_negated(p, i) and role.role != "subject" else weight
            state.add(i, Evidence(tuple(sorted({clause.head, *words})), held, f"frame:{role.role}", quoted, speaker))
    return {r.role for r, _ in roles}


def _matching(state: State, clause: Clause, verb: str) -> list[tuple[Role, list[int]]]:
    """The verb's frames with the words each needs; of one role the most specific that fits."""
    best: dict[str, tuple[Role, list[int]]] = {}
    for role in state.index.frames["verb"].get(verb, ()):
        if role.role not in NOT_ARGUMENTS:
            best[role.role] = (role, [])
    idioms = state.index.idioms.get(verb)
    if idioms:
        own = _own_words(state, clause)
        for role in idioms:
            words = [_find(own, w) for w in role.words]
            if -1 not in words and len(words) >= len(best.get(role.role, (role, []))[1]):
                best[role.role] = (role, words)
    return list(best.values())


def _own_words(state: State, clause: Clause) -> dict[str, int]:
    """The words of a clause without its subclauses, by form and by lemma."""
    p, out = state.p, {}
    stack = [clause.head, *([clause.finite] if clause.finite >= 0 else [])]
    seen = set(stack)
    while stack:
        k = stack.pop()
        for c in p.children[k]:
            if c not in seen and c not in state.clauses:
                seen.add(c)
                stack.append(c)
    for k in sorted(seen - {clause.head}, reverse=True):
        out[p.lemmas[k].lower()] = k
        out[p.lower[k]] = k
    return out


def _find(own: dict[str, int], word: str) -> int:
    """Index of a required word; a long noun also as the last part of a compound (Wahlniederlage for Niederlage)."""
    found = own.get(word, -1)
    if found < 0 and word in _CONTRACTED:
        found = next((own[w] for w in _CONTRACTED[word] if w in own), -1)
    if found < 0 and len(word) > 5:
        found = next((i for w, i in own.items() if w.endswith(word)), -1)
    return found


_CONTRACTED = {
    "in": ("im", "ins"),
    "an": ("am", "ans"),
    "zu": ("zum", "zur"),
    "auf": ("aufs",),
    "für": ("fürs",),
    "vor": ("vors",),
    "im": ("in",),
    "ins": ("in",),
    "am": ("an",),
    "zum": ("zu",),
    "zur": ("zu",),
    "von": ("vom",),
    "bei": ("beim",),
    "über": ("übers",),
}


def _has_werden(state: State, clause: Clause) -> bool:
    from .arguments import WERDEN

    return any(state.p.lower[a] in WERDEN for a in auxiliaries(state.p, clause))


def _voice(args: Arguments, only_subject: bool, participle: bool, werden: bool) -> Arguments:
    """Arguments in active order; ist gescheitert is no passive, whatever the parser says."""
    if not args.passive or (only_subject and participle and not werden):
        return args
    agents = args.prepositions.get("von", []) + args.prepositions.get("durch", [])
    return Arguments(
        agents[0] if agents else -1, [*([args.subject] if args.subject >= 0 else []), *args.objects], args.datives,
        args.prepositions, args.as_phrases, args.adverbs, True, args.particle, args.has_clause,
    )  # fmt: skip


def _adverbs(state: State, args: Arguments) -> float:
    """Factor of the adverbs of degree: völlig versagen, heftig kritisieren; etwas kritisieren."""
    words = [state.p.lower[a] for a in args.adverbs]
    if any(degree(state.p, a) > 1 for a in args.adverbs) or not INTENSIFIERS.isdisjoint(words):
        return 1.2
    return 0.65 if not DIMINISHERS.isdisjoint(words) else 1.0


def _negated_words(state: State, words: list[int]) -> bool:
    """Er machte keinen Fehler: the negation stands with the idiom's noun."""
    return any(noun_negated(state.p, w) and state.p.lower[w] not in state.p.classes["without"] for w in words)


def _is_legal(state: State, args: Arguments) -> bool:
    p = state.p
    if args.subject >= 0 and p.lower[args.subject].endswith(tuple(LEGAL)):
        return True
    return any(p.lower[i].endswith(SENTENCES) for i in args.prepositions.get("zu", []))


def _speaker(args: Arguments) -> int:
    return args.subject


def _players(
    state: State, clause: Clause, args: Arguments, role: Role, words: list[int], object_frame: bool
) -> list[int]:
    """Head words of who plays a role."""
    p, name = state.p, role.role
    if name == "subject":
        if clause.lemma in CONTESTS and any(state.index.is_actor(p.lemmas[o], p.lower[o]) for o in args.objects):
            return []
        return [args.subject]
    if name == "object":
        return [i for i in args.objects if i not in words][:2]
    if name == "dative":
        if args.datives:
            return args.datives[:1]
        rest = [i for i in args.objects if i not in words]
        return (
            rest[:1]
            if not object_frame
            and rest
            and (args.has_clause or len(args.objects) > 1 or p.tags[rest[0]] == "NE" or words)
            else []
        )
    if name == "genitive":
        return [g for w in words for g in owners(state, w)] or [g for o in args.objects for g in owners(state, o)]
    return [i for i in _behind(state, clause, args, name) if i not in words]


def _behind(state: State, clause: Clause, args: Arguments, preposition: str) -> list[int]:
    """Noun phrases behind a preposition; the parser may have hung them on an object or a participle's adverb."""
    found = args.prepositions.get(preposition)
    if found:
        return found[-1:]
    p, out = state.p, []
    for host in [*args.objects, *args.adverbs, *([args.subject] if args.subject > clause.head else [])]:
        out += [c for c in p.children[host] if has_preposition(state, c, preposition)]
    return out


def has_preposition(state: State, i: int, preposition: str) -> bool:
    """Does the noun phrase headed by i stand behind this preposition (contracted or not)?"""
    from .arguments import PREPOSITIONS

    case = state.p.child(i, "case")
    return case >= 0 and PREPOSITIONS.get(state.p.lower[case], state.p.lower[case]) == preposition


def owners(state: State, noun: int) -> list[int]:
    """Whose: the genitive or von-phrase of a noun (der Rücktritt Faesers, von Faeser, Faesers Rücktritt)."""
    p, out = state.p, []
    for c in p.children[noun]:
        if p.tags[c] not in {"NN", "NE", "PPER", "PIS", "PRELAT", "FM", "XY"} or p.deps[c] in {
            "appos",
            "flat",
            "conj",
            "det",
            "case",
            "punct",
            "compound",
        }:
            continue
        case = p.child(c, "case")
        if case >= 0 and p.ents[c] == "LOC":
            continue  # das Massaker von Butscha: a place, not who did it
        if (case < 0 and p.deps[c] in {"nmod", "nmod:poss", "obl", "dep"}) or (
            case >= 0 and p.lower[case] in {"von", "vom"}
        ):
            out.append(c)
    return out
