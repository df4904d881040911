"""What nouns, adjectives, predicates and effects say.

Nouns and their attributes: die Kritik an X, der Erfolg von X, der umstrittene X, X unter Druck. What somebody is,
seems, does well or badly (predicates), has, causes or prevents (effects).
"""

from __future__ import annotations

from ...german.negation import is_negated, is_negated_directly, noun_negated
from ...german.parse import Clause, Parse
from .evidence import Arguments, State
from .lexicon import Role
from .shifters import degree, flip, is_denied, modality

#: How far behind its noun a prepositional phrase may stand that the parser hung on the verb.
REACH = 7
#: A polar noun without a frame says this much about whose it is; one that is said not to hold says little.
OWNED, NOT_DENIED, DENIED = 0.6, 0.9, 0.15
#: From this strength on a noun for persons, and an adjective, judges the actor it names or stands with.
STRONG_NOUN, STRONG_ADJECTIVE, ATTRIBUTE = 0.5, 0.45, 0.9
#: Outside the listed verbs an adverb of manner says less about who acts (er reagierte falsch).
MANNER = 0.45
#: Better than Merz is bad for Merz, but less so.
COMPARED = -0.6
#: To prevent something good, and something bad, says this much of who does it.
PREVENTED_GOOD, PREVENTED_BAD = 0.9, 0.8


def judge_nouns(state: State, start: int, end: int) -> None:
    """Note what the nouns, adjectives and set phrases between two tokens say."""
    p = state.p
    for i in range(start, end):
        if state.tags[i] == "NN":
            _judge_noun(state, i, end)
        elif p.deps[i] == "amod" and state.hits[i] is not None:
            _judge_attribute(state, i)
        if p.lower[i] in state.index.phrases:
            _judge_phrase(state, i, end)


def _judge_noun(state: State, i: int, end: int) -> None:
    p, hit = state.p, state.hits[i]
    roles = state.index.noun_frames(p.lemmas[i], p.lower[i])
    if hit is not None and hit.about == "person" and abs(hit.weight) >= STRONG_NOUN:
        state.add(i, (i,), hit.weight * degree(p, i), "noun", shared=False)
    has_attribute = any(state.hits[c] is not None and p.deps[c] == "amod" for c in p.children[i])
    if not roles and hit is None and not has_attribute:
        return
    scale = _scale(state, i)
    _judge_frames(state, i, end, roles, scale)
    if any(role.role in {"author", "genitive"} for role in roles):
        return
    weight, tokens, about = state.phrase_polarity(i)
    if tokens and about not in {"event", "person"}:  # die Fehler des Ministers
        for k in _owners(state, i):
            state.add(k, tokens, weight * OWNED * scale, "noun:genitive")


def _judge_frames(state: State, i: int, end: int, roles: list[Role], scale: float) -> None:
    """Note what the frames of the noun at i say of its owner, and of whom its prepositions name."""
    p = state.p
    authors = state.owners(i)[:1] if any(role.role == "author" for role in roles) else []
    speaker = authors[0] if authors else -1
    for role in roles:
        if role.role not in {"author", "compound"}:
            weight = flip(role.weight * degree(p, i), noun_negated(p, i)) * scale
            for k in _owners(state, i) if role.role == "genitive" else _behind_noun(state, i, end, role.role):
                state.add(k, (i,), weight, f"noun:{role.role}", role.quoted and speaker >= 0, speaker)


def _owners(state: State, i: int) -> list[int]:
    return [*state.owners(i), *_possessor(state, i)]


def _behind_noun(state: State, i: int, end: int, preposition: str) -> list[int]:
    """Noun phrases behind a noun's preposition, also where the parser hung them elsewhere."""
    p = state.p
    found = [c for c in p.children[i] if c > i and state.has_preposition(c, preposition)]
    if found:
        return found
    near = range(i + 1, min(end, i + REACH))
    stop = next((k for k in near if _ends_noun_phrase(p, k)), near.stop)
    case = next((k for k in range(i + 1, stop) if _is_case(state, k, preposition)), -1)
    return [p.heads[case]] if case >= 0 else _before_noun(state, i, preposition)


def _ends_noun_phrase(p: Parse, k: int) -> bool:
    return p.tags[k][:1] == "V" or p.tags[k] in {"$.", "KOUS", "PRELS"} or p.words[k] in ":;"


def _is_case(state: State, k: int, preposition: str) -> bool:
    """Is token k this preposition, before a noun?"""
    is_case = state.p.tags[k] in {"APPR", "APPRART"} and state.p.deps[k] == "case"
    return is_case and state.index.preposition(state.p.lower[k]) == preposition


def _before_noun(state: State, i: int, preposition: str) -> list[int]:
    """Gegen X liegt ein Haftbefehl vor: with such a verb the phrase in front of the noun belongs to it."""
    clause, classes = state.clause(i), state.p.classes
    light = clause is not None and clause.lemma in classes["light_verb"]
    if clause is None or not light or preposition not in classes["movable_preposition"]:
        return []
    return [k for k in state.args(clause).prepositions.get(preposition, ()) if k < i]


def _possessor(state: State, i: int) -> list[int]:
    """seine Niederlage: whose? The subject of the clause, else of the clause above, unless the noun is it."""
    p = state.p
    if not any(p.tags[c] == "PPOSAT" and p.lower[c].startswith(("se", "si", "ih")) for c in p.children[i]):
        return []
    clause = state.clause(i)
    for _ in range(3):
        if clause is None:
            return []
        subject = state.args(clause).subject
        is_nominal = subject >= 0 and subject != i and p.tags[subject] in {"NN", "NE", "PPER", "PRELS"}
        if is_nominal and i not in p.subtree(subject):
            return [subject]
        clause = state.clause_above(clause)
    return []


def _scale(state: State, i: int) -> float:
    clause = state.clause(i)
    scale = DENIED if is_denied(state.p, i, clause) else NOT_DENIED
    return scale * (modality(state.p, clause, state.reported[i]) if clause is not None else 1.0)


def _judge_attribute(state: State, i: int) -> None:
    """der umstrittene Minister: an adjective judges the actor it stands with."""
    p, hit = state.p, state.hits[i]
    noun = p.heads[i]
    named = state.hits[noun]
    if hit is None or hit.about == "event" or abs(hit.weight) < STRONG_ADJECTIVE:
        return
    if p.tags[noun] != "NE" and named is not None and named.about != "person":
        return
    weight = hit.weight * degree(p, i)
    near = [*p.children[i], *([i - 1] if i > 0 else [])]
    weight = flip(weight, any(p.lower[c] in p.classes["attribute_negation"] for c in near))
    agents = [c for c in p.children[i] if state.has_preposition(c, "von") or state.has_preposition(c, "durch")]
    quoted, agent = bool(agents) and _speaks(state, hit.lemma.lower()), next(iter(agents), -1)
    state.add(noun, (i,), weight * ATTRIBUTE, "attribute", quoted, agent, shared=False)


def _speaks(state: State, lemma: str) -> bool:
    return any(r.quoted for r in state.index.frames["verb"].get(state.index.verb(lemma, lemma, ""), ()))


def _judge_phrase(state: State, i: int, end: int) -> None:
    """unter Druck, fehl am Platz: of the subject, or of the noun it is attached to (Merz unter Druck)."""
    p = state.p
    for words, hit in state.index.phrases[p.lower[i]]:
        tokens = _phrase_at(state, words, i, end)
        if not tokens:
            continue
        last = tokens[-1]
        is_predicate = last in state.clauses and state.clauses[last].copular
        if words[0] in p.classes["idiom_determiner"] and not is_predicate:
            continue  # ein Skandal is said of somebody only as a predicate
        for about in _phrase_subject(state, tokens):
            clause = state.clause(last)
            scale = modality(p, clause, state.reported[i]) if clause is not None else 1.0
            state.add(about, tuple(tokens), hit.weight * scale, "phrase")


def _phrase_at(state: State, words: tuple[str, ...], i: int, end: int) -> list[int]:
    """The tokens of a set phrase that begins at token i, with words of degree in between; [] if it does not."""
    p, tokens, k = state.p, [i], i + 1
    for word in words[1:]:
        while k < end and p.tags[k] in {"ADJA", "ADV", "PPOSAT"} and p.lower[k] != word:
            k += 1
        if k >= end or (p.lower[k] != word and p.lemmas[k].lower() != word):
            return []
        tokens.append(k)
        k += 1
    return [] if p.tags[tokens[-1]] == "ADJA" and len(words) > 1 else tokens


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


def judge_predicate(state: State, clause: Clause, args: Arguments) -> None:
    """Der Minister ist unfähig, ein Versager, über jeden Zweifel erhaben."""
    p = state.p
    if p.tags[clause.head] in {"NN", "NE"} and state.has_auxiliary(clause, "haben_form"):
        return  # hat eine Chance: the noun is no predicate, whatever the parser says
    scale = modality(p, clause, state.reported[clause.head])
    negated, first = is_negated(p, clause), 0.0
    for head in p.conjuncts(clause.head):
        weight, tokens, about = state.polarity_at(head)
        says_no_more = _judge_complements_of(state, clause, args, head, scale, negated)
        if says_no_more or not tokens or (about == "event" and p.tags[head] != "NN"):
            continue
        case = p.child(head, "case")
        if case >= 0 and p.lower[case] not in p.classes["comparison_particle"]:
            continue  # in Not, unter Druck: the phrases decide
        first = first or weight
        weight = flip(weight, (negated and weight * first > 0) or is_negated_directly(p, head)) * scale
        state.add(args.subject, tokens, weight, "predicate")
        _judge_compared(state, head, clause.head, tokens, weight)


def _judge_compared(state: State, head: int, verb: int, tokens: tuple[int, ...], weight: float) -> None:
    """besser als Merz, spielte stärker als Bremen: the one behind als is the lesser one."""
    p = state.p
    more = p.feats[head].get("Degree") == "Cmp" or (p.lower[head].endswith("er") and p.tags[head] == "ADJD")
    if not more and not (head and p.lower[head - 1] in p.classes["less"]):
        return
    for c in dict.fromkeys((*p.children[head], *p.children[verb])):
        case = p.child(c, "case", "cc", "mark")
        if case >= 0 and p.lower[case] == "als" and p.tags[c] in {"NN", "NE"}:
            state.add(c, tokens, COMPARED * weight, "comparison")


def _judge_complements_of(
    state: State, clause: Clause, args: Arguments, head: int, scale: float, negated: bool
) -> bool:
    """zufrieden mit X, enttäuscht von X, stolz auf X; True if the adjective says nothing of its subject."""
    p, frames = state.p, state.index.frames["adj"]
    about_others = False
    for role in frames.get(p.lemmas[head].lower()) or frames.get(p.lower[head]) or ():
        if role.role == "subject":
            about_others = True
            continue
        weight = flip(role.weight, negated) * scale
        speaker = args.subject if role.quoted else -1
        behind = [c for c in p.children[head] if head != clause.head and state.has_preposition(c, role.role)]
        players = args.datives if role.role == "dative" else [*args.prepositions.get(role.role, []), *behind]
        for i in players:
            state.add(i, (head,), weight, f"frame:{role.role}", role.quoted, speaker)
        about_others = about_others or (role.quoted and bool(players))
    return about_others


def judge_complements(state: State, clause: Clause, args: Arguments, roles: list[Role]) -> None:
    """Er gilt als korrupt, spielt stark; sie nannte ihn einen Lügner, hält ihn für unfähig."""
    p = state.p
    scale = modality(p, clause, state.reported[clause.head])
    negated = is_negated(p, clause)
    by_name = {r.role: r for r in roles}
    of_object, of_subject = by_name.get("predicate_object"), by_name.get("predicate_subject")
    speaks = any(r.quoted and r.role != "predicate_object" for r in roles)
    for i in _predicative(state, args, nominal=of_subject is not None or of_object is not None):
        weight, tokens, kind = state.polarity_at(i)
        if not tokens or kind == "event":
            continue
        weight = flip(weight, negated or is_negated_directly(p, i)) * scale
        if of_object is not None:
            _judge_named(state, clause, args, of_object, i, tokens, weight)
        elif of_subject is not None:
            state.add(args.subject, tokens, weight * of_subject.weight, "predicate")
            _judge_compared(state, i, clause.head, tokens, weight)
        elif not speaks and not args.passive and p.tags[i] in {"ADJD", "ADV"}:
            state.add(args.subject, tokens, weight * MANNER, "manner")
            _judge_compared(state, i, clause.head, tokens, weight)


def _judge_named(
    state: State, clause: Clause, args: Arguments, role: Role, i: int, tokens: tuple[int, ...], weight: float
) -> None:
    """Sie nannte ihn einen Lügner: note what the predicate at i says of the first object."""
    named = [args.subject] if args.passive else [o for o in args.objects if o != i]
    speaker = args.subject if role.quoted and not args.passive else -1
    words = tuple(sorted({*tokens, clause.head}))
    for o in named[:1]:
        state.add(o, words, weight * role.weight, "named", role.quoted, speaker)


def _predicative(state: State, args: Arguments, nominal: bool) -> list[int]:
    out = [*args.adverbs, *args.as_phrases]
    if nominal:
        out += [*args.objects, *args.prepositions.get("für", [])]
    return [k for i in out for k in state.p.conjuncts(i)]


def judge_effect(state: State, clause: Clause, args: Arguments, roles: list[Role]) -> None:
    """Wer Frieden stiftet, Fehler macht, Vertrauen verspielt: the object's polarity, or its opposite, is theirs."""
    p = state.p
    roles = [role for role in roles if role.role in {"effect", "has", "effect_dative"}]
    if not roles:
        return
    scale, negated = modality(p, clause, state.reported[clause.head]), is_negated(p, clause)
    for role in roles:
        things, whom = _effect_players(args, role)
        for thing in things:
            weight, tokens, about = state.phrase_polarity(thing)
            is_other = about == "person" or (about == "event" and role.role != "effect")
            if not tokens or is_other or state.is_actor(thing):
                continue
            value = flip(_of_effect(weight, role.weight), negated) * scale
            words, speaker = tuple(sorted({*tokens, clause.head})), args.subject if role.quoted else -1
            for i in whom:
                state.add(i, words, value, f"effect:{role.role}", role.quoted, speaker)


def _of_effect(weight: float, effect: float) -> float:
    """What it says of somebody to cause something of this weight, or with a negative effect to prevent it."""
    if effect >= 0:
        return weight * effect
    return weight * effect * (PREVENTED_GOOD if weight > 0 else PREVENTED_BAD)


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
        return [args.subject] if args.subject >= 0 else [], args.agents[:1]
    return args.objects, [args.subject]
