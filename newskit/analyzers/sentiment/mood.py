"""From evidence to a polarity and a label: the sum of what the rules found, and the learned part.

The learned part speaks where no construction does clearly: the mood of the words around a mention.

    s = sum of w (b + (1 - b) exp(-d / f)) over the polar words of the sentence and its neighbours
        + r times the rules' polarity

w is the signed root of a word's strength (turned round and halved where it is negated), d its distance to the mention
in words. A multinomial logistic regression over s and |s| gives calibrated probabilities of the three labels. The
codebook asks for more than mood before an actor is called good or bad (victims are neutral), so for actors words about
events (accident, recovery) count little and the bar is higher.

Trained on GerNTSA (CC BY 4.0) by `python -m training.sentiment`; its crowd labelled the mood of the text rather than
the portrayal of the target, which is why the rules go first. Errors: what is said of others in the same sentence.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from ...german.negation import noun_negated
from .evidence import Evidence, State

if TYPE_CHECKING:
    from ...german.parse import Parse

Finding = dict[str, Any]
#: From this polarity on a mention is called positive or negative by the rules.
THRESHOLD = 0.31
LABELS = ("negative", "neutral", "positive")
#: Sentences before and after a mention's that count in a snippet, which is one thing to judge; in an article, whose
#: next sentence may be about somebody else, the sentence alone decides.
CONTEXT = 2
#: A text of so many sentences is a snippet.
SNIPPET = 5
#: A negated polar word counts half, for the other side.
NEGATED = -0.5
#: So many words must agree before a mood is said of an actor.
WITNESSES = 2
#: Words shown as evidence of a mood, the strongest first.
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of the learned part.

    Attributes:
        base, fade: how a word's weight fades with distance (b and f above).
        rules: what the rules' polarity counts (r above).
        intercept, weights: of the logistic regression; one row per label, columns s and |s|.
        events: per kind of target what a word about an event counts.
        bars: per kind of target what is taken off the log probability of negative and positive.
    """

    base: float
    fade: float
    rules: float
    events: dict[str, float]
    intercept: tuple[float, ...]
    weights: tuple[tuple[float, ...], ...]
    bars: dict[str, tuple[float, float]]

    def probabilities(self, s: float) -> list[float]:
        """Probabilities of negative, neutral and positive for a target with the sum s."""
        logits = [b + w[0] * s + w[1] * abs(s) for b, w in zip(self.intercept, self.weights, strict=True)]
        top = max(logits)
        parts = [math.exp(v - top) for v in logits]
        return [v / sum(parts) for v in parts]

    def judge(self, s: float, kind: str) -> tuple[str, float]:
        """(label, expected polarity) of a target of a kind ("actor" or "other")."""
        p = self.probabilities(s)
        bad, good = self.bars[kind]
        values = (math.log(p[0]) - bad, math.log(p[1]), math.log(p[2]) - good)
        label = LABELS[values.index(max(values))]
        polarity = p[2] - p[0]
        if label != "neutral" and (polarity > 0) != (label == "positive"):
            polarity = 0.01 if label == "positive" else -0.01
        return label, round(polarity, 3)


@cache
def shipped() -> Model:
    """The weights that ship with newskit (newskit/model/mood.json)."""
    path = files("newskit") / "model" / "mood.json"
    return from_dict(json.loads(path.read_text(encoding="utf8")))


def from_dict(values: dict[str, Any]) -> Model:
    """A Model from what mood.json holds."""
    return Model(
        values["base"], values["fade"], values["rules"], values["events"], tuple(values["intercept"]),
        tuple(tuple(row) for row in values["weights"]), {kind: tuple(bars) for kind, bars in values["bars"].items()},
    )  # fmt: skip


def is_snippet(p: Parse) -> bool:
    """Is a text one thing to judge, rather than an article?"""
    return len(p.sents) <= SNIPPET


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


class Mood:
    """The polar words of a Doc, found once and weighed for each mention."""

    def __init__(self, state: State, model: Model | None = None) -> None:
        self.state = state
        self.model = model or shipped()
        self.words = [(i, *known) for i in range(len(state.p)) if (known := _polar(state, i)) is not None]

    def around(self, start: int, end: int, kind: str) -> list[tuple[int, float]]:
        """(token, weight) of the polar words that count for the mention of tokens start to end."""
        p, model = self.state.p, self.model
        sentence = p.sent[start]
        reach = CONTEXT if is_snippet(p) else 0
        low = p.sents[max(0, sentence - reach)][0]
        high = p.sents[min(len(p.sents) - 1, sentence + reach)][1]
        share, out = 1 - model.base, []
        for i, weight, of_event in self.words:
            if low <= i < high and not (start <= i < end and kind == "actor"):  # what it is called is no news of it
                near = math.exp(-max(start - i, i - end + 1, 0) / model.fade)
                out.append((i, weight * (model.events[kind] if of_event else 1.0) * (model.base + share * near)))
        return out

    def judge(self, start: int, end: int, rules: float, kind: str, said: frozenset[int] = frozenset()) -> Finding:
        """label, polarity and evidence of a mention on which the rules found a polarity (0: nothing).

        said: tokens that are no mood about the mention: what the actor says of others.
        """
        words = [word for word in self.around(start, end, kind) if word[0] not in said]
        s = sum(w for _, w in words) + self.model.rules * rules
        label, polarity = self.model.judge(s, kind)
        sign = 1 if polarity > 0 else -1
        if kind == "actor" and sum(w * sign > 0 for _, w in words) < WITNESSES:
            label = "neutral"
        strongest = sorted((w for w in words if w[1] * sign > 0), key=lambda w: -abs(w[1]))[:SHOWN]
        evidence = [Evidence((i,), max(-1.0, min(1.0, w)), "mood") for i, w in sorted(strongest)]
        return {"label": label, "polarity": polarity, "evidence": evidence}


def _polar(state: State, i: int) -> tuple[float, bool] | None:
    """(signed root of a polar word's strength, is it about events?); None for all other words."""
    p, index = state.p, state.index
    hit = state.hits[i]
    if hit is None and p.tags[i][:2] == "VV":
        hit = index.polar["verb"].get(index.verb(p.lemmas[i].lower(), p.lower[i], ""))
    if hit is None:
        return None
    root = math.copysign(math.sqrt(abs(hit.weight)), hit.weight)
    return (root * NEGATED if noun_negated(p, i) else root), hit.about == "event"
