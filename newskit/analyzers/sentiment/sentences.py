"""One sentence: what its clauses, nouns and scores say of whom.

A verb's frames (frames.tsv) say whom it puts in a good or bad light, by the part each plays in the clause.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ...german.clauses import auxiliaries
from ...german.negation import is_negated, noun_negated
from ...german.parse import Clause, Parse
from .evidence import Arguments, State
from .lexicon import Role
from .nominals import judge_complements, judge_effect, judge_nouns, judge_predicate
from .shifters import degree, flip, modality

#: A polar verb without a frame says this much about its subject.
PLAIN_VERB = 0.7
#: Factors of adverbs of degree at a verb.
INTENSIFIED, DIMINISHED = 1.2, 0.65
#: Roles of frames that pass the polarity of other words on, see nominals.py.
NOT_ARGUMENTS = frozenset({"effect", "has", "effect_dative", "predicate_object", "predicate_subject"})
#: From so many letters on a word that an idiom requires may be the last part of a compound (Wahlniederlage).
COMPOUND_PART = 6
SCORE = re.compile(r"(\d{1,3}):(\d{1,3})(?:-\w+)?")
SCORE_WEIGHT = 0.6
#: How far behind the score its opponent may stand (2:0 (1:0) im Heimspiel gegen Bremen).
SCORE_REACH = 9
TEAM_NAMES = frozenset({"NE", "NN", "FM", "XY", "CARD"})


def judge_sentence(state: State, s: int) -> None:
    """Note all evidence in sentence s."""
    start, end = state.p.sents[s]
    for i in range(start, end):
        if i in state.clauses:
            judge_clause(state, state.clauses[i])
    judge_nouns(state, start, end)
    judge_scores(state, start, end)


def judge_clause(state: State, clause: Clause) -> None:
    """Note what a clause says of its arguments."""
    p, args = state.p, state.args(clause)
    verb = _listed_verb(state, clause, args)
    if not _is_verbal(state, clause, verb):
        judge_predicate(state, clause, args)
        idiom = next((k for k in (p.lemmas[clause.head].lower(), p.lower[clause.head]) if k in state.index.idioms), "")
        if idiom:  # Angst haben and the like, where the parser made the noun the head
            judge_verb(state, clause, idiom, args)
        return
    is_state = _is_state(state, clause)
    if not is_state or p.lower[clause.head] not in state.index.frames["adj"]:
        _judge_verbal(state, clause, args, verb)
    if is_state:
        judge_predicate(state, clause, args)


def _is_verbal(state: State, clause: Clause, verb: str) -> bool:
    p, head = state.p, clause.head
    if p.tags[head][:1] == "V" or clause.finite == head:
        return True
    if not verb or p.tags[head] != "ADJD":
        return False
    return p.lemmas[head].endswith("n") or state.is_perfect_or_passive(clause)


def _is_state(state: State, clause: Clause) -> bool:
    """ist enttäuscht, ist ungeschlagen: a participle with sein is a predicate, too."""
    if state.p.tags[clause.head] not in {"VVPP", "ADJD"} or state.is_perfect_or_passive(clause):
        return False
    return bool(auxiliaries(state.p, clause))


def _listed_verb(state: State, clause: Clause, args: Arguments) -> str:
    p = state.p
    particle = args.particle or (p.lower[clause.particle] if clause.particle >= 0 else "")
    lemma, form = clause.lemma.lower(), p.lower[clause.head]
    if p.tags[clause.head] == "ADJD" and lemma == form and clause.finite != clause.head:
        form = ""  # bekannt is rarely a form of bekennen
    return state.index.verb(lemma, form, particle)


def _judge_verbal(state: State, clause: Clause, args: Arguments, verb: str) -> None:
    p, roles = state.p, state.index.frames["verb"].get(verb, [])
    framed = judge_verb(state, clause, verb, args) if verb else set()
    judge_complements(state, clause, args, roles)
    judge_effect(state, clause, args, roles)
    hit = state.index.polar["verb"].get(verb)
    if hit is not None and not framed and hit.about != "event" and args.subject >= 0 and not args.passive:
        weight = flip(hit.weight, is_negated(p, clause))
        weight *= PLAIN_VERB * modality(p, clause, state.reported[clause.head])
        state.add(args.subject, (clause.head,), weight, "verb")
    if not framed:  # mit Bravour, ohne Erfolg: of the subject
        _judge_adjuncts(state, clause, args, "manner_preposition", args.subject)
    tried = args.objects[0] if args.objects and not args.passive else args.subject
    _judge_adjuncts(state, clause, args, "cause_preposition", tried)  # wegen Betrugs: of who is tried or dismissed


def _judge_adjuncts(state: State, clause: Clause, args: Arguments, kind: str, about: int) -> None:
    """Note of somebody what stands behind the prepositions of a class; no cause is told in somebody's favour."""
    for preposition, factor in state.p.classes.weights(kind).items():
        for i in args.prepositions.get(preposition, ()):
            weight, tokens, of = state.phrase_polarity(i)
            is_no_blame = weight > 0 and kind == "cause_preposition"
            if tokens and of == "actor" and not is_no_blame and (weight >= 0 or state.hits[i] is not None):
                weight = weight * factor * modality(state.p, clause, state.reported[i])
                state.add(about, tokens, weight, f"adjunct:{preposition}")


def judge_verb(state: State, clause: Clause, verb: str, args: Arguments) -> set[str]:
    """Note what the frames of a clause's verb say of its arguments; the roles that have a frame."""
    p = state.p
    roles = _matching(state, clause, verb)
    if not roles:
        return set()
    names = {role.role for role, _ in roles}
    negated = is_negated(p, clause) or _has_negative_filler(p, args)
    stress = _stress(state, args)
    args = _in_active_order(state, clause, args, names)
    for role, words in roles:
        if role.role == "clears":
            state.cleared.update(state.antecedent(i) for i in args.objects)
            continue
        denied = not _is_negative(state, role) and (negated or _is_negated_idiom(state, words))
        weight = flip(role.weight, denied) * stress
        weight *= modality(p, clause, state.reported[clause.head], weight > 0)
        quoted = role.quoted and not _is_legal(state, args)
        tokens, speaker = tuple(sorted({clause.head, *words})), args.subject if quoted else -1
        for i in _players(state, clause, args, role, words, "object" in names):
            turned = i >= 0 and not denied and role.role != "subject" and noun_negated(p, i)
            state.add(i, tokens, flip(weight, turned), f"frame:{role.role}", quoted, speaker)
    return names


def _has_negative_filler(p: Parse, args: Arguments) -> bool:
    """Is the subject or an object kein, niemand, nichts?"""
    fillers = [i for i in (args.subject, *args.objects, *args.datives) if i >= 0]
    return any(p.lower[i] in p.classes["negative_determiner"] for i in fillers)


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
            words = [_required_word(state, own, w) for w in role.words]
            if -1 not in words and len(words) >= len(best.get(role.role, (role, []))[1]):
                best[role.role] = (role, words)
    return list(best.values())


def _own_words(state: State, clause: Clause) -> dict[str, int]:
    """The words of a clause without its subclauses, by form and by lemma."""
    p, out = state.p, {}
    stack = [clause.head, *([clause.finite] if clause.finite >= 0 else [])]
    seen = set(stack)
    while stack:
        new = [c for c in p.children[stack.pop()] if c not in seen and c not in state.clauses]
        seen.update(new)
        stack += new
    for k in sorted(seen - {clause.head}, reverse=True):
        out[p.lemmas[k].lower()] = k
        out[p.lower[k]] = k
    return out


def _required_word(state: State, own: dict[str, int], word: str) -> int:
    """Index of a word that an idiom requires (contracted or not, long nouns also as the end of a compound), or -1."""
    found = next((own[w] for w in (word, *state.index.contractions(word)) if w in own), -1)
    if found < 0 and len(word) >= COMPOUND_PART:
        found = next((i for w, i in own.items() if w.endswith(word)), -1)
    return found


def _in_active_order(state: State, clause: Clause, args: Arguments, names: set[str]) -> Arguments:
    """Arguments as in the active voice; ist gescheitert is no passive, whatever the parser says.

    names: the roles that the verb has a frame for.
    """
    if not args.passive:
        return args
    intransitive = "subject" in names and "object" not in names
    if intransitive and state.p.tags[clause.head] == "VVPP" and not state.has_auxiliary(clause, "werden_passive"):
        return args
    objects = [*([args.subject] if args.subject >= 0 else []), *args.objects]
    return replace(args, subject=next(iter(args.agents), -1), objects=objects)


def _stress(state: State, args: Arguments) -> float:
    """Factor of the adverbs of degree: völlig versagen, heftig kritisieren; etwas kritisieren."""
    p = state.p
    words = [p.lower[a] for a in args.adverbs]
    if any(degree(p, a) > 1 for a in args.adverbs) or not p.classes["intensifier"].isdisjoint(words):
        return INTENSIFIED
    return 1.0 if p.classes["diminisher"].isdisjoint(words) else DIMINISHED


def _is_negative(state: State, role: Role) -> bool:
    """Is the negation part of the idiom (kein gutes Haar lassen)?"""
    return bool(role.words) and not state.p.classes["idiom_negation"].isdisjoint(role.lemma.split())


def _is_negated_idiom(state: State, words: list[int]) -> bool:
    """Er machte keinen Fehler: the negation stands with the idiom's noun."""
    p = state.p
    return any(noun_negated(p, w) and p.lower[w] not in p.classes["without"] for w in words)


def _is_legal(state: State, args: Arguments) -> bool:
    """Is verurteilen and the like a court's act, not somebody's words?"""
    p = state.p
    if args.subject >= 0 and p.lower[args.subject].endswith(p.classes.endings("court_ending")):
        return True
    penalties = p.classes.endings("penalty_ending")
    return any(p.lower[i].endswith(penalties) for i in args.prepositions.get("zu", []))


def _players(
    state: State, clause: Clause, args: Arguments, role: Role, words: list[int], object_frame: bool
) -> list[int]:
    """Head words of who plays a role; `object_frame`: the verb has a frame for its object."""
    p = state.p
    objects = [i for i in args.objects if i not in words]
    if role.role == "subject":
        # To win or lose somebody (einen Partner gewinnen, den Sohn verlieren) is neither success nor failure.
        with_actor = clause.lemma in p.classes["contest_verb"] and any(map(state.is_actor, args.objects))
        return [] if with_actor else [args.subject]
    if role.role == "object":
        return objects[:2]
    if role.role == "dative":
        return args.datives[:1] if args.datives or object_frame else _taken_for_dative(p, args, objects, bool(words))
    if role.role == "genitive":
        return _owners_of(state, words) or _owners_of(state, args.objects)
    return [i for i in _behind(state, clause, args, role.role) if i not in words]


def _taken_for_dative(p: Parse, args: Arguments, objects: list[int], idiom: bool) -> list[int]:
    """The first object where it can be the dative: a name, one beside another object or a clause, or of an idiom."""
    several = idiom or args.has_clause or len(args.objects) > 1
    return [i for i in objects[:1] if several or p.tags[i] == "NE"]


def _owners_of(state: State, nouns: list[int]) -> list[int]:
    return [owner for noun in nouns for owner in state.owners(noun)]


def _behind(state: State, clause: Clause, args: Arguments, preposition: str) -> list[int]:
    """Noun phrases behind a preposition; the parser may have hung them on an object or a participle's adverb."""
    found = args.prepositions.get(preposition)
    if found:
        return found[-1:]
    hosts = [*args.objects, *args.adverbs, *([args.subject] if args.subject > clause.head else [])]
    return [c for host in hosts for c in state.p.children[host] if state.has_preposition(c, preposition)]


def judge_scores(state: State, start: int, end: int) -> None:
    """Note who won and who lost by the results between two tokens; a draw says nothing.

    2:0 gegen Bremen is bad for Bremen; das 0:1 des HSV is bad for Hamburg; Bremen - Hamburg 2:0.
    """
    p = state.p
    for i in range(start, end):
        found = SCORE.fullmatch(p.words[i]) if ":" in p.words[i] else None
        won = int(found[1]) - int(found[2]) if found else 0
        if not won or _is_no_result(p, i, start, end):
            continue
        weight = SCORE_WEIGHT if won > 0 else -SCORE_WEIGHT
        first, second = _pairing(p, i, start)
        for k in [*state.owners(i), first]:
            state.add(k, (i,), weight, "score")
        for k in [*_opponents(state, i, end), second]:
            state.add(k, (i,), -weight, "score")


def _is_no_result(p: Parse, i: int, start: int, end: int) -> bool:
    """Is it a time of day, or the score at half-time in brackets?"""
    if i > start and (p.lower[i - 1] == "(" or p.lower[i - 1] in p.classes["time_of_day_preposition"]):
        return True
    return i + 1 < end and p.lower[i + 1] in p.classes["time_of_day_noun"]


def _opponents(state: State, i: int, end: int) -> list[int]:
    p = state.p
    for k in range(i + 1, min(end, i + SCORE_REACH)):
        if p.tags[k][:1] == "V" or p.words[k] in {";", ":"}:
            return []
        if p.lower[k] == "gegen" and p.tags[k] == "APPR":
            return [p.heads[k]] if state.has_preposition(p.heads[k], "gegen") else []
    return []


def _pairing(p: Parse, i: int, start: int) -> tuple[int, int]:
    """The two teams in front of a result in a list of results; (-1, -1) if it is none."""
    k = i - 1
    while k >= start and p.tags[k] in TEAM_NAMES and p.words[k] not in {"-", "–"}:
        k -= 1
    if k <= start or p.words[k] not in {"-", "–"} or k == i - 1 or p.tags[k - 1] not in TEAM_NAMES:
        return -1, -1
    return k - 1, i - 1
