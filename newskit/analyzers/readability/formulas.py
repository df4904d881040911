"""The published formulas, and what the package textstat says of the same text, to see and cite the difference.

textstat takes the parts that pyphen hyphenates a word into for its syllables. pyphen asks for every stretch of a word
whether it is one of the 66,000 patterns (Liang 1983), which takes up to 100 µs a word. Here the patterns are one tree,
and all
stretches of all words go down it together, a letter at a time: the same patterns, the same counts.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from .vocabulary import common
from .words import WordCache

NAN = float("nan")
#: A word with more characters, apostrophes left out, is long.
_SHORT = 6
#: What textstat takes for a sentence, and three words for certain.
_SENTENCE, _THREE_WORDS = re.compile(r"\b[^.!?]+[.!?]*"), re.compile(r"\w\S*\s+\S*\w\S*\s+\S*\w")
TEXTSTAT = (
    "textstat_n_sentences", "textstat_n_words", "textstat_n_syllables", "textstat_flesch",
    "textstat_wiener_1", "textstat_wiener_2", "textstat_wiener_3", "textstat_wiener_4", "textstat_lix", "textstat_smog",
)  # fmt: skip

Numbers = npt.NDArray[np.int64]
Bits = npt.NDArray[np.uint64]
Bytes = npt.NDArray[np.uint8]

#: pyphen's: fewer letters than these do not stand alone at either end of a word.
_AT_ENDS = 2
_ONE = np.uint64(1)
#: The bit of what no pattern has, and between words. The characters of all patterns are among these.
_NO_LETTER, _CHARACTERS = np.uint64(63), "latin-1"


def flesch_amstad(sentence_words: float, word_syllables: float) -> float:
    """Flesch reading ease for German, 180 - ASL - 58.5 ASW: about 0 to 100, higher = easier (Amstad 1978)."""
    return 180 - sentence_words - 58.5 * word_syllables


def wiener(variant: int, ms: float, sl: float, iw: float, es: float) -> float:
    """Wiener Sachtextformel 1 to 4: school grade, about 4 to 15, higher = harder (Bamberger & Vanecek 1984).

    Args:
        variant: 1, 2, 3 or 4.
        ms: percent of words with three or more syllables.
        sl: words per sentence.
        iw: percent of words with more than six letters.
        es: percent of words with one syllable.

    Raises:
        ValueError: the variant is none of the four.
    """
    if variant == 1:
        return 0.1935 * ms + 0.1672 * sl + 0.1297 * iw - 0.0327 * es - 0.875
    if variant == 2:
        return 0.2007 * ms + 0.1682 * sl + 0.1373 * iw - 2.779
    if variant == 3:
        return 0.2963 * ms + 0.1905 * sl - 1.1144
    if variant == 4:
        return 0.2744 * ms + 0.2656 * sl - 1.693
    raise ValueError(f"The Wiener Sachtextformel has the variants 1, 2, 3 and 4. Found: {variant}.")


def lix(sentence_words: float, long_words_percent: float) -> float:
    """LIX, words per sentence + percent of words with more than six letters: higher = harder (Björnsson 1968)."""
    return sentence_words + long_words_percent


def gsmog(polysyllables: int, sentences: int) -> float:
    """German SMOG, sqrt(30 polysyllables / sentences) - 2: school grade, higher = harder (Bamberger & Vanecek 1984)."""
    return math.sqrt(30 * polysyllables / sentences) - 2


def compare_with_textstat(text: str) -> dict[str, float]:
    """textstat's values for a text, as textstat_*; NaN for a text without words.

    textstat counts sentences by punctuation (ordinals, abbreviations and thousands end sentences), syllables by
    hyphenation (Abend, Ufer, über have one), and drops hyphens (CDU-Politikerin becomes CDUPolitikerin). Its counters
    are asked once for each word and its formulas, which are the published ones, worked out here: the values are those
    of flesch_reading_ease, wiener_sachtextformel, lix and smog_index (the English SMOG) with the language "de", at a
    third of the time.
    """
    own = _textstat()
    words = own.remove_punctuation(text).split() if any(c.isalnum() for c in text) else []
    if not words:
        return dict.fromkeys(TEXTSTAT[:3], 0.0) | dict.fromkeys(TEXTSTAT[3:], NAN)
    weights = [(*divmod(weight, 2), times) for weight, times in Counter(_weigh(words)).items()]
    syllables = sum(n * times for n, _, times in weights)
    many = sum(times for n, _, times in weights if n >= 3)
    single = sum(times for n, _, times in weights if n == 1)
    long = sum(times for _, is_long, times in weights if is_long)
    sentences, n = _count_sentences(text), len(words)
    ms, iw, es, sl = 100 * many / n, 100 * long / n, 100 * single / n, n / sentences
    values = (
        sentences, n, syllables, flesch_amstad(sl, syllables / n), *(wiener(v, ms, sl, iw, es) for v in (1, 2, 3, 4)),
        lix(sl, iw), 1.043 * (30 * many / sentences) ** 0.5 + 3.1291,
    )  # fmt: skip
    return dict(zip(TEXTSTAT, map(float, values), strict=True))


@cache
def _textstat() -> Any:
    """A textstat of our own, so that its setting for other callers is left alone."""
    import textstat

    own = type(textstat.textstat)()
    own.set_lang("de")
    own.set_rm_apostrophe(False)  # as its own counters have it: geht's stays one word with its apostrophe
    return own


def _weights(words: list[str]) -> Iterator[int]:
    """Of each word twice its syllables, and one more if it is long: small numbers are at hand where pairs are not."""
    table = common()
    known = [table.get(word.lower()) for word in words]
    simple = iter(
        hyphenated_parts([w.lower() for w, found in zip(words, known, strict=True) if not found and w.isalnum()])
    )
    for word, found in zip(words, known, strict=True):
        if not word.isalnum():
            syllables = int(_textstat().syllable_count(word))
        else:
            syllables = found.hyphenated if found else next(simple)
        yield 2 * syllables + (len(word.replace("'", "")) > _SHORT)


_weigh = WordCache(_weights)


def _count_sentences(text: str) -> int:
    """textstat's sentences: those of more than two words; it is asked only of those that may have fewer."""
    found = _SENTENCE.findall(text)
    few = [sentence for sentence in found if not _THREE_WORDS.search(sentence)]
    words: list[int] = [_textstat().lexicon_count(sentence) for sentence in few]
    return max(1, len(found) - len([n for n in words if n < 3]))


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


@dataclass(frozen=True, slots=True)
class _Tree:
    """The patterns as a tree. Node 0 is its root; the nodes below a node follow each other by their letters.

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
