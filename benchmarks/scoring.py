"""Scores for spans: quotations with their roles, sources, and single spans. Shared by the benchmarks and the gold tests.

Quotations are matched one to one so that the summed token F1 of their contents is highest, then each role's token
precision and recall are averaged over quotations (the scheme of GermEval 2023 task 2 and of Petersen-Frey & Biemann 2024).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

ROLES = ("quote", "speaker", "cue", "frame", "addressee")
Segments = Sequence[Sequence[int]]


def tokens_of(text: str) -> list[tuple[int, int]]:
    """Words and single punctuation marks with their offsets, for data that brings no tokens."""
    return [m.span() for m in re.finditer(r"\w+|[^\w\s]", text)]


def covered(segments: Segments, tokens: Sequence[Sequence[int]]) -> frozenset[int]:
    """Numbers of the tokens that the segments touch."""
    return frozenset(i for s, e in segments for i, (a, b) in enumerate(tokens) if a < e and b > s)


def f1(precision: float, recall: float) -> float:
    """Harmonic mean; 0 where both are."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def overlap_f1(a: frozenset[int], b: frozenset[int]) -> float:
    """Token F1 of two spans."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def pair_up(value: np.ndarray) -> list[tuple[int, int]]:
    """The one-to-one pairs (row, column) of highest total value."""
    if value.size == 0:
        return []
    rows, columns = linear_sum_assignment(value, maximize=True)
    return list(zip(rows.tolist(), columns.tolist(), strict=True))


def kind(quote: dict[str, Any]) -> str:
    """The type of a quotation, whatever its spelling (IndirectFreeIndirect, indirect_free_indirect)."""
    return str(quote.get("type", "")).replace("_", "").lower()


class QuoteScores:
    """Collects articles, then tells the figures."""

    def __init__(self) -> None:
        self.precision: dict[str, list[float]] = defaultdict(list)
        self.recall: dict[str, list[float]] = defaultdict(list)
        self.gold = self.system = self.found = self.said = 0

    def add(
        self, gold: Iterable[dict[str, Any]], system: Iterable[dict[str, Any]], tokens: Sequence[Sequence[int]]
    ) -> None:
        """One article: quotations as dicts role -> segments."""
        gold, system = list(gold), [q for q in system if covered(q.get("quote") or [], tokens)]
        golds = [{r: covered(q.get(r) or [], tokens) for r in ROLES} for q in gold]
        systems = [{r: covered(q.get(r) or [], tokens) for r in ROLES} for q in system]
        value = np.array([[overlap_f1(g["quote"], s["quote"]) for s in systems] for g in golds])
        if golds and systems:  # of two that fit equally well, the one of the same type
            value = value + 0.01 * (value > 0) * np.array([[kind(a) == kind(b) for b in system] for a in gold])
        pairs = pair_up(value) if golds and systems else []
        self.gold, self.system = self.gold + len(golds), self.system + len(systems)
        empty = dict.fromkeys(ROLES, frozenset())
        for i, j in pairs:
            self._compare(golds[i], systems[j])
            self._hits(golds[i], systems[j])
        for i in set(range(len(golds))) - {i for i, _ in pairs}:
            self._compare(golds[i], empty)
        for j in set(range(len(systems))) - {j for _, j in pairs}:
            self._compare(empty, systems[j])

    def _compare(self, gold: dict[str, frozenset[int]], system: dict[str, frozenset[int]]) -> None:
        for role in ROLES:
            common = len(gold[role] & system[role])
            if system[role]:
                self.precision[role].append(common / len(system[role]))
            if gold[role]:
                self.recall[role].append(common / len(gold[role]))

    def _hits(self, gold: dict[str, frozenset[int]], system: dict[str, frozenset[int]]) -> None:
        if 2 * len(gold["quote"] & system["quote"]) >= len(gold["quote"] | system["quote"]):
            self.found += 1
            same = overlap_f1(gold["speaker"], system["speaker"]) >= 0.5 if gold["speaker"] else not system["speaker"]
            self.said += same

    def macro(self, *roles: str) -> float:
        """F1 of the averaged precision and recall of some roles."""
        p = [x for r in roles for x in self.precision[r]] or [0.0]
        r = [x for r in roles for x in self.recall[r]] or [0.0]
        return f1(float(np.mean(p)), float(np.mean(r)))

    def figures(self) -> dict[str, float]:
        """joint, quotations, roles (macro F1); found (half of the tokens) and who said it (F1)."""
        return {
            "joint": self.macro(*ROLES),
            "quotations": self.macro("quote"),
            "roles": self.macro(*ROLES[1:]),
            "found": self._micro(self.found),
            "who said it": self._micro(self.said),
        }

    def _micro(self, hits: int) -> float:
        return f1(hits / max(1, self.system), hits / max(1, self.gold))


def match_spans(gold: list[tuple[int, int]], system: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs of spans that overlap, one to one."""
    if not gold or not system:
        return []
    value = np.array([[max(0, min(b, d) - max(a, c)) for c, d in system] for a, b in gold], dtype=float)
    return [(i, j) for i, j in pair_up(value) if value[i, j] > 0]


def same_name(a: str, b: str) -> float:
    """How alike two names of a source are: share of the shorter one's words that the other has.

    Endings and articles are ignored (die Berichte, Berichten; westlicher Beamter, westliche Beamte).
    """
    left, right = (_stems(x) for x in (a, b))
    if not left or not right:
        return 0.0
    return len(left & right) / min(len(left), len(right))


def _stems(name: str) -> frozenset[str]:
    words = [w for w in re.findall(r"\w+", name.lower()) if w not in _ARTICLES]
    ending = re.compile(r"(?<=\w{3})(?:e[nmrs]?|[ns])$")
    return frozenset(ending.sub("", ending.sub("", w)) for w in words)


_ARTICLES = frozenset("der die das den dem des ein eine einer eines einem einen".split())


def match_sources(gold: list[str], system: list[str], threshold: float = 0.6) -> list[tuple[int, int]]:
    """Pairs of sources whose names are alike, one to one."""
    if not gold or not system:
        return []
    value = np.array([[same_name(g, s) for s in system] for g in gold])
    return [(i, j) for i, j in pair_up(value) if value[i, j] >= threshold]
