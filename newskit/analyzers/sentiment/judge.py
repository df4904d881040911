"""One sentence: every construction in it, and whom it puts in which light."""

from __future__ import annotations

from ...german.clauses import auxiliaries
from ...german.negation import is_negated
from ...german.parse import Clause, Parse
from .arguments import HABEN, WERDEN, Arguments
from .evidence import Evidence, State
from .frames import judge_verb
from .nouns import judge_nouns
from .predicates import judge_complements, judge_effect, judge_predicate
from .scores import judge_scores
from .shifters import flip, modality

#: A polar verb without a frame says this much about its subject.
PLAIN_VERB = 0.7


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
    p = state.p
    args = state.args(clause)
    verb = _verb(state, clause, args)
    if _is_verbal(state, clause, verb):
        state_of_affairs = _is_state(state, clause)
        if not state_of_affairs or p.lower[clause.head] not in state.index.frames["adj"]:
            _verbal(state, clause, args, verb)
        if state_of_affairs:
            judge_predicate(state, clause, args)
        return
    judge_predicate(state, clause, args)
    nested = _idiom_noun(state, clause)
    if nested:
        judge_verb(state, clause, nested, args)


def _is_verbal(state: State, clause: Clause, verb: str) -> bool:
    p, head = state.p, clause.head
    if p.tags[head][:1] == "V" or clause.finite == head:
        return True
    return (
        bool(verb)
        and p.tags[head] == "ADJD"
        and (p.lemmas[head].endswith("n") or _words(state, clause) & (HABEN | WERDEN) != set())
    )


def _words(state: State, clause: Clause) -> set[str]:
    return {state.p.lower[a] for a in auxiliaries(state.p, clause)}


def _is_state(state: State, clause: Clause) -> bool:
    """ist enttäuscht, ist ungeschlagen: a participle with sein is a predicate, too."""
    words = _words(state, clause)
    return state.p.tags[clause.head] in {"VVPP", "ADJD"} and bool(words) and not words & (HABEN | WERDEN)


def _verb(state: State, clause: Clause, args: Arguments) -> str:
    p = state.p
    particle = args.particle or (p.lower[clause.particle] if clause.particle >= 0 else "")
    lemma, form = clause.lemma.lower(), p.lower[clause.head]
    if p.tags[clause.head] == "ADJD" and lemma == form:  # bekannt is rarely a form of bekennen
        form = "" if clause.finite != clause.head else form
    return state.index.verb(lemma, form, particle)


def _idiom_noun(state: State, clause: Clause) -> str:
    """Angst haben and the like where the parser made the noun or adjective the head (enttäuscht sein)."""
    for key in (state.p.lemmas[clause.head].lower(), state.p.lower[clause.head]):
        if key in state.index.idioms:
            return key
    return ""


def _verbal(state: State, clause: Clause, args: Arguments, verb: str) -> None:
    roles = state.index.frames["verb"].get(verb, [])
    framed = judge_verb(state, clause, verb, args) if verb else set()
    speech = any(r.quoted and r.role not in {"predicate_object"} for r in roles)
    judge_complements(state, clause, args, roles, speech)
    judge_effect(state, clause, args, roles)
    hit = state.index.polar["verb"].get(verb)
    if hit is not None and not framed and hit.about != "event" and args.subject >= 0 and not args.passive:
        weight = flip(hit.weight) if is_negated(state.p, clause) else hit.weight
        weight *= PLAIN_VERB * modality(state.p, clause, state.reported[clause.head])
        state.add(args.subject, Evidence((clause.head,), weight, "verb"))
    _judge_adjuncts(state, clause, args, bool(framed))


def _judge_adjuncts(state: State, clause: Clause, args: Arguments, framed: bool) -> None:
    """mit Bravour, ohne Erfolg: of the subject; wegen Betrugs: of who is tried or dismissed for it."""
    for preposition, sign in (("mit", 0.5), ("ohne", 0.7), ("wegen", 0.6), ("aufgrund", 0.5)):
        for i in args.prepositions.get(preposition, ()):
            weight, tokens, about = state.phrase_polarity(i)
            if (
                not tokens
                or about != "actor"
                or (preposition in {"wegen", "aufgrund"} and weight > 0)
                or (weight < 0 and state.hits[i] is None)
            ):
                continue
            whom = (
                [args.subject]
                if args.passive or not args.objects or preposition in {"mit", "ohne"}
                else args.objects[:1]
            )
            if preposition in {"mit", "ohne"} and framed:
                continue
            for k in whom:
                state.add(
                    k,
                    Evidence(
                        tokens, weight * sign * modality(state.p, clause, state.reported[i]), f"adjunct:{preposition}"
                    ),
                )


def reported_tokens(p: Parse, owner: list[int]) -> list[bool]:
    """For each token: is it somebody's reported words? By the quotations found, or by mood and quotation marks."""
    if any(o >= 0 for o in owner):
        return [o >= 0 for o in owner]
    out = [False] * len(p)
    inside = False
    for i, word in enumerate(p.words):
        if word in {"„", "»"} or (word in {'"', "“"} and not inside and word == '"'):
            inside = True
        elif inside and word in {"“", "”", "«", '"'}:
            inside = False
        clause = p.clause(i)
        out[i] = inside or (clause is not None and (_is_reported_mood(p, clause) or _below_saying(p, clause)))
    return out


#: The second subjunctive alone does not tell that somebody is quoted: hätte gewinnen können, dürfte versagt haben.
SECOND = frozenset(
    "hätte hätten wäre wären würde würden könnte könnten müsste müssten sollte sollten dürfte dürften wollte wollten".split()
)


def _is_reported_mood(p: Parse, clause: Clause) -> bool:
    return clause.subjunctive and (clause.finite < 0 or p.lower[clause.finite] not in SECOND)


SAYING = frozenset(
    "sagen erklären betonen mitteilen berichten behaupten meinen finden glauben schreiben äußern warnen kritisieren urteilen klagen "
    "versichern bekräftigen einräumen vorwerfen kommentieren bemängeln monieren argumentieren unterstreichen feststellen bescheinigen "
    "loben resümieren bilanzieren schimpfen wettern poltern twittern posten hinzufügen ergänzen".split()
)


def _below_saying(p: Parse, clause: Clause) -> bool:
    above = p.clauses.get(clause.parent)
    return (
        above is not None
        and above is not clause
        and p.deps[clause.head] in {"ccomp", "parataxis"}
        and above.lemma in SAYING
    )
