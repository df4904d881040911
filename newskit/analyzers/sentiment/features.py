"""What the learned part looks at: polar words in, near and around a mention, each kind once for good and once for bad.

Good and bad words are described by the same features, so that a model can learn one weight for both.
"""

from __future__ import annotations

from math import exp, log1p
from typing import TYPE_CHECKING

from .shifters import noun_negated

if TYPE_CHECKING:
    from .evidence import Evidence, State

#: Tokens to each side that count as near.
NEAR = 8
#: Words after which a polar word counts 1/e in `fading`.
FADE = 5.0
#: Sentences before and after a mention's that count as its context.
CONTEXT = 2
#: A negated polar word counts half, for the other side.
NEGATED = -0.5
NAMES = ("rules", "own", "own_event", "near", "near_event", "sentence", "sentence_event", "context", "context_event", "fading")  # fmt: skip


class Mood:
    """The polar words of a Doc, by position: found once, summed for each mention."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.words = [(i, *known) for i in range(len(state.p)) if (known := _prior(state, i)) is not None]

    def describe(self, start: int, end: int, evidence: list[Evidence]) -> tuple[list[float], list[float]]:
        """(features of the good words, the same of the bad words) for the mention of tokens start to end."""
        good, bad = [0.0] * len(NAMES), [0.0] * len(NAMES)
        for e in evidence:
            (good if e.weight > 0 else bad)[0] += abs(e.weight)
        p = self.state.p
        sentence = p.sent[start]
        low = p.sents[max(0, sentence - CONTEXT)][0]
        high = p.sents[min(len(p.sents) - 1, sentence + CONTEXT)][1]
        for i, weight, event in self.words:
            if low <= i < high:
                distance = max(start - i, i - end + 1, 0)
                place = 1 if not distance else 5 if p.sent[i] == sentence else 7
                side, strength = (good, weight) if weight > 0 else (bad, -weight)
                side[place + event] += strength
                if 0 < distance <= NEAR and place == 5:
                    side[3 + event] += strength
                side[9] += strength * (0.5 + 0.5 * exp(-distance / FADE))
        return [log1p(v) for v in good[:9]] + good[9:], [log1p(v) for v in bad[:9]] + bad[9:]


def _prior(state: State, i: int) -> tuple[float, bool] | None:
    """(signed root of the strength, is it about events?) of a polar word; None for all others."""
    p, index = state.p, state.index
    hit = state.hits[i]
    if hit is None and p.tags[i][:2] == "VV":
        hit = index.polar["verb"].get(index.verb(p.lemmas[i].lower(), p.lower[i], ""))
    if hit is None:
        return None
    strength: float = abs(hit.weight) ** 0.5
    sign = (1.0 if hit.weight > 0 else -1.0) * (NEGATED if noun_negated(p, i) else 1.0)
    return strength * sign, hit.about == "event"
