"""How many parts pyphen hyphenates German words into: what textstat takes for their syllables.

pyphen asks for every stretch of a word whether it is one of the 66,000 patterns (Liang 1983), which takes up to 100 µs a
word. Here the patterns are one tree, and all stretches of all words go down it together, a letter at a time: the same
patterns, the same counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Bits = npt.NDArray[np.uint64]
Bytes = npt.NDArray[np.uint8]

#: pyphen's: fewer letters than these do not stand alone at either end of a word.
_AT_ENDS = 2
_ONE = np.uint64(1)
#: The bit of what no pattern has, and between words. The characters of all patterns are among these.
_NO_LETTER, _CHARACTERS = np.uint64(63), "latin-1"


@dataclass(frozen=True, slots=True)
class _Tree:
    """The patterns as a tree. Node 0 is its root; the nodes below a node follow each other in the order of their letters.

    Attributes:
        letters: for each character a bit, that of its place among the letters of the patterns.
        below: for each node the letters that go on from it.
        first: for each node the first of those below it.
        weights: the weights of all patterns, one after the other.
        begins: for each node where the weights of its pattern begin.
        counts: for each node how many they are; 0 if no pattern ends there.
        places: for each node how many characters after the beginning of its pattern the first weight stands.
    """

    letters: Bits
    below: Bits
    first: Numbers
    weights: Bytes
    begins: Numbers
    counts: Numbers
    places: Numbers

    def matches(self, text: Bits) -> tuple[Numbers, Numbers]:
        """Where in a text, whose end no pattern has, patterns begin, and their nodes."""
        walked = list(self._walk(text))
        at, node = np.concatenate([at for at, _ in walked]), np.concatenate([node for _, node in walked])
        ends = self.counts.take(node).nonzero()[0]
        return at.take(ends), node.take(ends)

    def _walk(self, text: Bits) -> Iterator[tuple[Numbers, Numbers]]:
        """For each length where there are stretches of it that patterns begin like, and their nodes."""
        at = np.arange(len(text))
        node = np.zeros_like(at)
        before = text - _ONE
        while len(at):
            below = self.below.take(node)
            on = (text.take(at) & below).nonzero()[0]
            at, node = at.take(on), node.take(on)
            node = self.first.take(node) + np.bitwise_count(before.take(at) & below.take(on))
            yield at, node
            text, before = text[1:], before[1:]

    def weigh(self, text: Bits) -> Bytes:
        """For each place before a character the highest weight of the patterns that match around it."""
        at, node = self.matches(text)
        counts, begins = self.counts[node], self.begins[node]
        ends = counts.cumsum()
        which = np.arange(counts.sum()) + np.repeat(begins - ends + counts, counts)
        out = np.zeros(len(text), dtype=np.uint8)
        np.maximum.at(out, which + np.repeat(at + self.places[node] - begins, counts), self.weights[which])
        return out


def dictionary() -> Path:
    """The file of pyphen's German patterns."""
    from pyphen import LANGUAGES, language_fallback

    return Path(LANGUAGES[language_fallback("de")])


@cache
def _tree() -> _Tree:
    from pyphen import Pyphen

    patterns = dict(sorted(Pyphen(lang="de").hd.patterns.items()))
    codes = np.array(list(patterns)).view(np.uint32).reshape(len(patterns), -1)
    present = np.unique(codes[codes > 0])
    letters = np.full(256, _ONE << _NO_LETTER)
    letters[present] = _ONE << np.arange(len(present), dtype=np.uint64)
    differs = np.ones(codes.shape, dtype=bool)  # from the pattern before, here or further left
    differs[1:] = np.logical_or.accumulate(codes[1:] != codes[:-1], axis=1)
    new = (differs & (codes > 0)).T  # level by level, so that the nodes below a node follow each other
    nodes = new.cumsum().reshape(new.shape)
    node, above = nodes[new], np.vstack([np.zeros_like(nodes[:1]), nodes[:-1]])[new]
    below = np.zeros(nodes[-1, -1] + 1, dtype=np.uint64)
    np.bitwise_or.at(below, above, letters[codes.T[new]])
    first, begins, counts, places = (np.zeros(len(below), dtype=np.int64) for _ in range(4))
    first[above[::-1]] = node[::-1]  # the last one set is the first one below
    last = nodes[(codes > 0).sum(axis=1) - 1, np.arange(len(patterns))]
    counts[last] = [len(found) for _, found in patterns.values()]
    begins[last] = np.cumsum(counts[last]) - counts[last]
    places[last] = [place for place, _ in patterns.values()]
    weights = np.array(list(chain.from_iterable([found for _, found in patterns.values()])), dtype=np.uint8)
    return _Tree(letters, below, first, weights, begins, counts, places)


def hyphenated_parts(words: Sequence[str]) -> list[int]:
    """The parts that each word, in lower case, is hyphenated into; 1 for a word that is not divided."""
    if not words:
        return []
    tree = _tree()
    text = "".join([f".{word}.\n" for word in words]).encode(_CHARACTERS, "replace")
    codes = np.frombuffer(text, dtype=np.uint8)
    weights = tree.weigh(tree.letters.take(codes))
    odd = np.zeros(len(codes) + 1, dtype=np.int64)
    np.cumsum(weights & 1, out=odd[1:])
    lengths = np.array([len(word) for word in words])
    ends = np.cumsum(lengths + 3) - 3
    begins = ends - lengths + _AT_ENDS + 1
    divided: list[int] = (odd[np.maximum(begins, ends)] - odd[begins]).tolist()
    return [1 + n for n in divided]
