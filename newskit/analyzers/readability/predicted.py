"""An index that follows human judgement: how hard a sentence is, from 1 (very easy) to 7 (very hard), and why.

A linear model (ridge regression) of the features in features.py, trained by training/difficulty.py on TextComplexityDE
(Naderi et al. 2019): sentences of Wikipedia and of plain language, rated by learners of German. Its weights are in
model/difficulty.json, and every prediction is the sum of an average sentence's value and the points of each reason.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, cast

import numpy as np
from spacy.tokens import Doc

from ...german.parse import Parse, parse
from ...voice import quote_at
from .features import NAMES, REASONS, features
from .sentences import Sentence, sentences_of
from .summands import Array

EASIEST, HARDEST = 1.0, 7.0


@dataclass(frozen=True, eq=False)
class Weights:
    """The trained model: the value of an average sentence, and for each feature its mean and its weight per unit."""

    average: float
    means: Array
    slopes: Array

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
        means = np.array([found[name]["mean"] for name in NAMES], dtype=np.float64)
        return Weights(
            float(data["average"]), means, np.array([found[name]["weight"] for name in NAMES], dtype=np.float64)
        )


_FIRST = np.cumsum([0, *(len(names) for names in REASONS.values())])[:-1]


def points(p: Parse, ranges: Sequence[tuple[int, int]], weights: Weights | None = None) -> Array:
    """By how many points of the scale each reason makes sentences harder (+) or easier (-): a row each, a column per reason."""
    w = weights or Weights.shipped()
    return np.add.reduceat((features(p, ranges) - w.means) * w.slopes, _FIRST, axis=1)


Judged = tuple[Sentence, float, dict[str, float]]


def difficulties(doc: Doc) -> list[Judged]:
    """(sentence, predicted difficulty, points by reason) of the sentences that readability is measured on.

    The prediction is the average sentence's value plus all points, kept within 1 and 7. They are kept with the parse, for two
    tables are made of them.
    """
    p, owner = parse(doc), quote_at(doc)
    of, judged = cast(tuple[list[int] | None, list[Judged]], p.kept.get("difficulties", (None, [])))
    if of != owner:
        judged = _judged(p, sentences_of(doc, owner))
        p.kept["difficulties"] = owner, judged
    return judged


def _judged(p: Parse, sentences: list[Sentence]) -> list[Judged]:
    found = points(p, [(s.start, s.end) for s in sentences])
    values = np.clip(Weights.shipped().average + found.sum(axis=1), EASIEST, HARDEST)
    return [
        (sentence, value, dict(zip(REASONS, row, strict=True)))
        for sentence, value, row in zip(sentences, values.tolist(), found.tolist(), strict=True)
    ]
