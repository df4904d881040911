"""The sentences that readability is measured on, and an index that follows human judgement of how hard each is.

The index goes from 1 (very easy) to 7 (very hard).
A linear model (ridge regression) of the features in features.py, trained by training/difficulty.py on TextComplexityDE
(Naderi et al. 2019): sentences of Wikipedia and of plain language, rated by learners of German. Its weights are in
model/difficulty.json, and every prediction is the sum of an average sentence's value and the points of each reason.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple, cast

import numpy as np
from spacy.tokens import Doc

from ...german.parse import FINITE, Parse
from ...german.reading import parse
from ...pipeline.layout import ENDS
from ...voice import quote_at
from .features import NAMES, REASONS, features
from .words import Array, word_values

EASIEST, HARDEST = 1.0, 7.0


class Sentence(NamedTuple):
    """A sentence in numbers.

    Attributes:
        number: its number in the article, from 0.
        start, end: its first token and the one after the last.
        letters: letters and digits of each word.
        syllables: syllables of each word, as read aloud.
        clauses: words of each clause, those of the clauses below it not counted; one entry if it has no verb.
        quoted: most of its words are a quoted source's.
    """

    number: int
    start: int
    end: int
    letters: tuple[int, ...]
    syllables: tuple[int, ...]
    clauses: tuple[int, ...]
    quoted: bool

    @property
    def n_words(self) -> int:
        """Words in the sentence."""
        return len(self.letters)

    @property
    def voice(self) -> str:
        """Whose sentence it is."""
        return "quoted" if self.quoted else "newsroom"


def sentences_of(doc: Doc, owner: list[int] | None = None) -> list[Sentence]:
    """The sentences of a parsed text that readability is measured on; owner: quote_at(doc), if it is known already."""
    p, owner = parse(doc), quote_at(doc) if owner is None else owner
    words = word_values(p)
    tokens = words.tokens.tolist()
    letters, syllables = (words.column(name).astype(int).tolist() for name in ("spoken_letters", "spoken_syllables"))
    kept: list[Sentence] = []
    others: list[Sentence] = []
    edges = words.tokens.searchsorted([*(start for start, _ in p.sents), len(p)]).tolist()
    for number, ((start, end), a, b) in enumerate(zip(p.sents, edges, edges[1:], strict=False)):
        if a == b:
            continue
        clauses = tuple(Counter([p.clause_of[i] for i in tokens[a:b]]).values())
        quoted = len([i for i in tokens[a:b] if owner[i] >= 0]) * 2 > b - a
        found = Sentence(number, start, end, tuple(letters[a:b]), tuple(syllables[a:b]), clauses, quoted)
        (kept if _is_sentence(p, start, end) else others).append(found)
    return kept or others


def _is_sentence(p: Parse, start: int, end: int) -> bool:
    """Does it have a final mark (before closing quotation marks and brackets) or a finite verb?"""
    last = end - 1
    while last > start and not p.words[last][0].isalnum() and p.words[last] not in ENDS:
        last -= 1
    return p.words[last] in ENDS or not FINITE.isdisjoint(p.tags[start:end])


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
    """By how many points each reason makes sentences harder (+) or easier (-): a row each, a column per reason."""
    w = weights or Weights.shipped()
    return np.add.reduceat((features(p, ranges) - w.means) * w.slopes, _FIRST, axis=1)


Judged = tuple[Sentence, float, dict[str, float]]


def difficulties(doc: Doc) -> list[Judged]:
    """(sentence, predicted difficulty, points by reason) of the sentences that readability is measured on.

    The prediction is the average sentence's value plus all points, kept within 1 and 7. They are kept with the parse,
    for two tables are made of them.
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
