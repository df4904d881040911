"""An index that follows human judgement: how hard a sentence is, from 1 (very easy) to 7 (very hard), and why.

A linear model (ridge regression) of the features in features.py, trained by training/difficulty.py on TextComplexityDE
(Naderi et al. 2019): sentences of Wikipedia and of plain language, rated by learners of German. Its weights are in
model/difficulty.json, and every prediction is the sum of an average sentence's value and the points of each reason.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from spacy.tokens import Doc

from ...pipeline.grammar import Parse, parse
from ...voice import quote_at
from .features import NAMES, REASONS, features
from .sentences import Sentence, sentences_of

EASIEST, HARDEST = 1.0, 7.0


@dataclass(frozen=True)
class Weights:
    """The trained model: the value of an average sentence, and for each feature its mean and its weight per unit."""

    average: float
    means: dict[str, float]
    slopes: dict[str, float]

    @staticmethod
    @cache
    def shipped() -> Weights:
        """The weights that newskit ships."""
        text = (files("newskit") / "model" / "difficulty.json").read_text(encoding="utf-8")
        return Weights.of(json.loads(text))

    @staticmethod
    def of(data: Mapping[str, Any]) -> Weights:
        """The weights from what training/difficulty.py wrote."""
        found = data["features"]
        means = {name: float(found[name]["mean"]) for name in NAMES}
        return Weights(float(data["average"]), means, {name: float(found[name]["weight"]) for name in NAMES})


def points(p: Parse, start: int, end: int, weights: Weights | None = None) -> dict[str, float]:
    """By how many points of the scale each reason makes the sentence of tokens start to end harder (+) or easier (-)."""
    w, found = weights or Weights.shipped(), features(p, start, end)
    return {
        reason: sum(w.slopes[name] * (found[name] - w.means[name]) for name in names)
        for reason, names in REASONS.items()
    }


def predict(found: Mapping[str, float], weights: Weights | None = None) -> float:
    """The predicted difficulty: the average sentence's plus all points, kept within 1 and 7."""
    w = weights or Weights.shipped()
    return min(HARDEST, max(EASIEST, w.average + sum(found.values())))


Judged = tuple[Sentence, float, dict[str, float]]
_last: tuple[Parse, list[int], list[Judged]] | None = None


def difficulties(doc: Doc) -> list[Judged]:
    """(sentence, predicted difficulty, points by reason) of the sentences that readability is measured on.

    The last Doc's are kept, for two tables are made of them.
    """
    global _last
    p, owner = parse(doc), quote_at(doc)
    if _last is None or _last[0] is not p or _last[1] != owner:
        _last = (p, owner, [_judged(p, sentence) for sentence in sentences_of(doc, owner)])
    return _last[2]


def _judged(p: Parse, sentence: Sentence) -> Judged:
    found = points(p, sentence.start, sentence.end)
    return sentence, predict(found), found
