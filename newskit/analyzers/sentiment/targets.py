"""From a mention to its judgement: collect what was noted about it, weigh it, find whose voice it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ...german.negation import denied_here
from ...german.parse import Parse
from ...voice import voice_of
from .evidence import Evidence, State
from .frames import has_preposition
from .shifters import flip

#: From this polarity on a mention is called positive or negative.
THRESHOLD = 0.31
NAME_PARTS = frozenset({"flat", "flat:name", "appos", "compound", "nmod:name"})
#: What is said of somebody's policy or behaviour says so much of them.
POSSESSION = 0.75
#: Rules whose evidence is about a noun itself, not about whose it is.
OWN = frozenset({"attribute", "noun"})
Finding = dict[str, Any]


@dataclass(slots=True)
class Target:
    """A mention to be judged: its tokens, and the head words of the same actor's other mentions in the sentence."""

    start: int
    end: int
    others: list[int] = field(default_factory=list)


def head_of(p: Parse, start: int, end: int) -> int:
    """Head word of a span: the token whose head is outside."""
    for i in range(start, end):
        if not start <= p.heads[i] < end or p.heads[i] == i:
            return i
    return start


def cluster(p: Parse, i: int) -> list[int]:
    """The words that name the same actor: names, titles, appositions; the topmost first."""
    top = i
    for _ in range(5):
        above = p.heads[top]
        if (
            p.deps[top] in NAME_PARTS
            and above != top
            and p.tags[above] in {"NN", "NE", "XY", "FM"}
            and p.sent[above] == p.sent[top]
        ):
            top = above
        else:
            break
    out, stack = [top], [top]
    while stack:
        k = stack.pop()
        for c in p.children[k]:
            if p.deps[c] in NAME_PARTS and c not in out:
                out.append(c)
                stack.append(c)
    if i not in out:
        out.append(i)
    return out


def gather(state: State, target: Target) -> list[Evidence]:
    """The evidence about a mention."""
    p = state.p
    if names_a_speaker(p, target.start, target.end):
        return []
    bracket = bracket_before(p, target.start)
    words = _same_brackets(p, cluster(p, head_of(p, target.start, target.end)), target.start)
    names = set(words) | set(range(target.start, target.end))
    out = [e for k in sorted(names) for e in state.found.get(k, ())]
    out += _coordinated(state, words[0])
    out += _owned(state, words[0], 0)
    for other in target.others:
        more = cluster(p, other)
        out += [e for k in more for e in state.found.get(k, ()) if e.rule not in OWN]
        names |= set(more)
    if any(k in state.cleared for k in names):
        out = [_scaled(e, 0.15) if e.weight < 0 else e for e in out]
    if denied_here(p, target.start):
        out = [_scaled(e, flip(1.0) if e.weight > 0 else flip(-1.0) / -1.0) for e in out]
    if bracket >= 0:
        out = [e for e in out if all(bracket_before(p, k) == bracket for k in e.tokens)]
    return _distinct(e for e in out if e.speaker not in names)


def bracket_before(p: Parse, i: int) -> int:
    """Index of the bracket that token i stands behind, -1 outside brackets."""
    for k in range(i - 1, max(p.sents[p.sent[i]][0], i - 8) - 1, -1):
        if p.words[k] in {")", "]"}:
            return -1
        if p.words[k] in {"(", "["}:
            return k
    return -1


def _same_brackets(p: Parse, words: list[int], i: int) -> list[int]:
    """Scholz (SPD): what is said of the one is not said of the other."""
    bracket = bracket_before(p, i)
    kept = [k for k in words if bracket_before(p, k) == bracket]
    return kept or [i]


def names_a_speaker(p: Parse, start: int, end: int) -> bool:
    """Does the mention only name who speaks (so Merz; Merz: ...), or which agency or party (dpa/lby)?"""
    if end < len(p) and p.words[end] == ":" and p.sent[end] == p.sent[start]:
        low = p.sents[p.sent[start]][0]
        return not any(p.tags[k][:1] == "V" for k in range(low, start))
    return start > 1 and p.lower[start - 1] == "so" and p.words[start - 2] in {",", "“", '"', "«", "”"}


def _coordinated(state: State, top: int) -> list[Evidence]:
    p, out = state.p, []
    while p.deps[top] == "conj" and p.heads[top] != top:
        top = p.heads[top]
        out += [e for e in state.found.get(top, ()) if e.shared]
    return out


def _owned(state: State, top: int, depth: int) -> list[Evidence]:
    """die Politik des Kanzlers: what is said of the policy, unless the owner is of an actor (der Sohn des Kanzlers)."""
    p = state.p
    noun = p.heads[top]
    if noun == top or depth > 1 or p.deps[top] not in {"nmod", "nmod:poss", "conj"} or p.tags[noun] != "NN":
        return []
    if p.deps[top] == "conj":
        return _owned(state, noun, depth)
    if p.child(top, "case") >= 0 and not has_preposition(state, top, "von"):
        return []
    if state.index.is_actor(p.lemmas[noun], p.lower[noun]) or any(
        r.role == "author" for r in state.index.noun_frames(p.lemmas[noun], p.lower[noun])
    ):
        return []
    polar = state.hits[noun]
    own = [e for e in state.found.get(noun, ()) if e.rule not in OWN]
    if polar is not None:  # die Fehler des Ministers werden kritisiert: the noun has spoken already
        own = [e for e in own if e.weight * polar.weight > 0]
    return [_scaled(e, POSSESSION) for e in own] + _owned(state, noun, depth + 1)


def _scaled(e: Evidence, factor: float) -> Evidence:
    return Evidence(e.tokens, e.weight * factor, e.rule, e.quoted, e.speaker, e.shared)


def _distinct(evidence: Any) -> list[Evidence]:
    best: dict[tuple[int, ...], Evidence] = {}
    for e in evidence:
        known = best.get(e.tokens)
        if known is None or abs(e.weight) > abs(known.weight):
            best[e.tokens] = e
    return sorted(best.values(), key=lambda e: e.tokens)


def polarity_of(evidence: list[Evidence]) -> float:
    """One figure from -1 to 1: the sum, with what repeats itself counting less."""
    positive = negative = 0.0
    for e in sorted(evidence, key=lambda e: -abs(e.weight)):
        if e.weight > 0:
            positive += (1 - positive) * min(e.weight, 1.0)
        else:
            negative += (1 - negative) * min(-e.weight, 1.0)
    return round(positive - negative, 3)


def label_of(polarity: float, threshold: float = THRESHOLD) -> str:
    """The class of a polarity."""
    return "positive" if polarity >= threshold else "negative" if polarity <= -threshold else "neutral"


def voice_of_evidence(
    state: State, owner: list[int], evidence: list[Evidence], place: int
) -> tuple[str, str | None, int]:
    """(voice, source_id of the speaker, head word of the speaker or -1), by the weightiest evidence."""
    if not evidence:
        return (*voice_of(state.p.doc, owner, place), -1)
    main = max(evidence, key=lambda e: (abs(e.weight), -e.tokens[0]))
    if main.quoted:
        return "quoted", None, main.speaker
    voice, source = voice_of(state.p.doc, owner, main.tokens[0])
    if voice == "newsroom" and state.reported[main.tokens[0]]:
        voice = "quoted"
    return voice, source, -1


def character_evidence(p: Parse, evidence: list[Evidence]) -> list[list[float]]:
    """Evidence as [start, end, weight] in characters, one entry per run of neighbouring words."""
    out: list[list[float]] = []
    for e in evidence:
        runs: list[list[int]] = []
        for k in e.tokens:
            if runs and k == runs[-1][1] + 1:
                runs[-1][1] = k
            else:
                runs.append([k, k])
        out += [[p.idx[a], p.end(b), round(e.weight, 3)] for a, b in runs]
    return out
