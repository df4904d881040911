"""A proper tree from scores for heads: one root, no circles (Chu & Liu 1965; Edmonds 1967)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
IMPOSSIBLE = np.float32(-1e9)


def best_tree(scores: Scores) -> list[int]:
    """The head of each word, counted from 1; 0 for the only root.

    Args:
        scores: [words, words + 1]: how well each word hangs on the root (column 0) or on another word.
    """
    n = len(scores)
    scores = scores.copy()
    scores[np.arange(n), np.arange(1, n + 1)] = IMPOSSIBLE
    heads = scores.argmax(1)
    if (heads == 0).sum() == 1 and _circle(heads.tolist()) is None:
        return [int(h) for h in heads]  # nine sentences of ten
    return max((_with_root(scores, root) for root in _candidates(scores)), key=lambda found: found[0])[1]


def _candidates(scores: Scores, most: int = 3) -> list[int]:
    """The words that lose least by being the root."""
    best = scores[:, 1:].max(1) if scores.shape[1] > 1 else scores[:, 0]
    return [int(i) for i in np.argsort(best - scores[:, 0], kind="stable")[:most]]


def _with_root(scores: Scores, root: int) -> tuple[float, list[int]]:
    """The best tree with this word as its root, and its score."""
    n = len(scores)
    square = np.full((n + 1, n + 1), IMPOSSIBLE, np.float64)
    square[1:] = scores
    square[1:, 0] = IMPOSSIBLE
    square[root + 1] = IMPOSSIBLE
    square[root + 1, 0] = scores[root, 0]
    heads = _edmonds(square)
    total = float(sum(square[d, h] for d, h in enumerate(heads) if d))
    return total, heads[1:]


def _circle(heads: list[int]) -> list[int] | None:
    """Words (from 0, heads from 1) that hang on each other in a circle."""
    state = [0] * (len(heads) + 1)
    for start in range(1, len(heads) + 1):
        path, at = [], start
        while at and not state[at]:
            state[at] = start
            path.append(at)
            at = heads[at - 1]
        if at and state[at] == start and at in path:
            return path[path.index(at) :]
    return None


def _edmonds(square: NDArray[np.float64]) -> list[int]:
    """Heads of all nodes of a graph whose node 0 is the root; circles are contracted until there is none."""
    heads = [0, *(int(h) for h in square[1:].argmax(1))]
    circle = _circle(heads[1:])
    if circle is None:
        return heads
    inside = set(circle)
    outside = [v for v in range(len(square)) if v not in inside]
    new = len(outside)
    smaller = np.full((new + 1, new + 1), -np.inf)
    smaller[:new, :new] = square[np.ix_(outside, outside)]
    own = np.array([square[v, heads[v]] for v in circle])
    ways_in = square[np.ix_(circle, outside)] - own[:, None]
    smaller[new, :new] = ways_in.max(0)
    entry = ways_in.argmax(0)
    ways_out = square[np.ix_(outside, circle)]
    smaller[:new, new] = ways_out.max(1)
    exits = ways_out.argmax(1)
    smaller[0, :] = -np.inf
    found = _edmonds(smaller)
    result = list(heads)
    for k, v in enumerate(outside):
        if k:
            result[v] = outside[found[k]] if found[k] < new else circle[exits[k]]
    broken = circle[entry[found[new]]]
    result[broken] = outside[found[new]]
    return result
