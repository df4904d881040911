"""Results of matches: 2:0 gegen Bremen is bad for Bremen; das 0:1 des HSV is bad for Hamburg; Bremen - Hamburg 2:0."""

from __future__ import annotations

import re

from .evidence import Evidence, State
from .frames import has_preposition, owners

SCORE = re.compile(r"(\d{1,3}):(\d{1,3})(?:-\w+)?")
STRENGTH = 0.6
#: How far behind the score its opponent may stand (2:0 (1:0) im Heimspiel gegen Bremen).
REACH = 9
NAMES = frozenset({"NE", "NN", "FM", "XY", "CARD"})


def judge_scores(state: State, start: int, end: int) -> None:
    """Note who won and who lost by the results between two tokens; a draw says nothing."""
    p = state.p
    for i in range(start, end):
        found = SCORE.fullmatch(p.words[i]) if ":" in p.words[i] else None
        if found is None or _is_other(state, i, start, end):
            continue
        won = int(found[1]) - int(found[2])
        if not won:
            continue
        weight = STRENGTH if won > 0 else -STRENGTH
        for k in owners(state, i):
            state.add(k, Evidence((i,), weight, "score"))
        for k in _opponents(state, i, end):
            state.add(k, Evidence((i,), -weight, "score"))
        first, second = _pairing(state, i, start)
        if first >= 0:
            state.add(first, Evidence((i,), weight, "score"))
            state.add(second, Evidence((i,), -weight, "score"))


def _is_other(state: State, i: int, start: int, end: int) -> bool:
    """Is it a time of day, or the score at half-time in brackets?"""
    p = state.p
    after = p.lower[i + 1] if i + 1 < end else ""
    before = p.lower[i - 1] if i > start else ""
    return after in {"uhr", "minuten", "stunden"} or before in {"(", "um", "gegen", "ab", "bis"}


def _opponents(state: State, i: int, end: int) -> list[int]:
    p = state.p
    for k in range(i + 1, min(end, i + REACH)):
        if p.tags[k][:1] == "V" or p.words[k] in {";", ":"}:
            return []
        if p.lower[k] == "gegen" and p.tags[k] == "APPR":
            return [p.heads[k]] if has_preposition(state, p.heads[k], "gegen") else []
    return []


def _pairing(state: State, i: int, start: int) -> tuple[int, int]:
    """The two teams in front of a result in a list of results; (-1, -1) if it is none."""
    p = state.p
    k = i - 1
    while k >= start and p.tags[k] in NAMES and p.words[k] not in {"-", "–"}:
        k -= 1
    if k <= start or p.words[k] not in {"-", "–"} or k == i - 1 or p.tags[k - 1] not in NAMES:
        return -1, -1
    return k - 1, i - 1
