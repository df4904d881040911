"""What makes a sentence hard, in numbers that can be checked by hand: a row per sentence, a column per feature.

Counts enter as log(1 + count), for the tenth long word adds less than the second. Each feature belongs to one reason.
What can be counted word by word is counted for all sentences of a text at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ...german.parse import Clause, Parse
from .words import COLUMNS, Array, Numbers, WordValues, word_values

#: Reason -> its features. The order is that of the columns of the table difficulty.
REASONS: dict[str, tuple[str, ...]] = {
    "length": ("letters", "words", "syllables"),
    "long_words": ("letters_per_word", "longest_words", "words_over_6_letters"),
    "rare_words": ("rarity_sum", "rarity_nouns", "rarity_verbs", "rarest_3", "rarest_5"),
    "compounds": ("compound_joints",),
    "nominal_style": (
        "nominalizations",
        "nouns_share",
        "adjectives",
        "genitives",
        "prepositions",
        "article_to_noun",
        "noun_phrase",
        "attributes",
    ),
    "nesting": ("clauses", "clause_depth", "tree_depth"),
    "distance": ("verb_bracket", "words_before_verb", "dependency_distance", "left_branching"),
    "passive": ("passives",),
    "abstract_words": ("abstract_words",),
    "specialist_words": ("specialist_words", "encyclopedic_words"),
    "familiar_words": (
        "names",
        "unknown_names",
        "international_words",
        "words_known_abroad",
        "foreign_words",
        "numbers",
    ),
}
NAMES = tuple(name for group in REASONS.values() for name in group)

#: Features that are no counts but means, shares and depths.
_MEANS = frozenset(
    "letters_per_word longest_words rarest_3 rarest_5 nouns_share clause_depth tree_depth dependency_distance "
    "specialist_words words_known_abroad".split()
)
_IS_LOGGED = np.array([name not in _MEANS for name in NAMES])

_DETERMINERS = frozenset({"ART", "PPOSAT", "PDAT", "PIAT"})
#: The rarity of a sentence without content words.
_NONE_RARE = -5.0


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of some sentences, one after the other.

    Attributes:
        p: the parse.
        indices: their tokens.
        tags: their part of speech.
        values: what all words of the text add.
        ranges: for each sentence its first word among all words of the text, and the one after its last.
        starts: where in these lists each sentence begins.
        sizes: how many words each sentence has.
    """

    p: Parse
    indices: list[int]
    tags: list[str]
    values: WordValues
    ranges: Numbers
    starts: Numbers
    sizes: Numbers

    def total(self, values: npt.ArrayLike) -> Array:
        """The sum over the words of each sentence, of one number or several for each word."""
        return np.add.reduceat(np.asarray(values, dtype=np.float64), self.starts)

    def bounds(self) -> list[tuple[int, int]]:
        """Where each sentence begins and ends in these lists."""
        return list(zip(self.starts.tolist(), (self.starts + self.sizes).tolist(), strict=True))


def features(p: Parse, ranges: Sequence[tuple[int, int]]) -> Array:
    """The features of sentences, given as ranges of tokens in text order: a row for each, columns as in NAMES.

    Args:
        p: the parse of a text.
        ranges: first token and the one after the last; each range must have a word.
    """
    if not ranges:
        return np.zeros((0, len(NAMES)))
    w = _words(p, ranges)
    found = _summed(w) | _highest(w) | _phrases(w) | _arcs(w) | _clauses(w)
    out = np.array([found[name] for name in NAMES]).T
    out[:, _IS_LOGGED] = np.log1p(out[:, _IS_LOGGED])
    return out


def _words(p: Parse, ranges: Sequence[tuple[int, int]]) -> _Words:
    words = word_values(p)
    numbers = words.tokens.searchsorted(ranges)
    sizes = numbers[:, 1] - numbers[:, 0]
    tokens = words.tokens.tolist()
    indices = [i for a, b in numbers.tolist() for i in tokens[a:b]]
    return _Words(p, indices, [p.tags[i] for i in indices], words, numbers, sizes.cumsum() - sizes, sizes)


def _summed(w: _Words) -> dict[str, Array]:
    """What each word adds on its own."""
    numbers, edges = w.values.numbers, w.ranges.ravel()
    sums = np.add.reduceat(numbers, edges[edges < len(numbers)])
    sums = sums[::2]  # every other one is of what lies between two sentences
    of = dict(zip(COLUMNS, sums.T, strict=True))
    n, n_meaning = w.sizes, np.maximum(1, of["meaning"])
    return of | {
        "words": n,
        "letters_per_word": of["letters"] / of["pieces"],
        "nouns_share": of["nouns"] / n,
        "specialist_words": of["specialist"] / n_meaning,
        "words_known_abroad": of["abroad"] / n_meaning,
    }


def _highest(w: _Words) -> dict[str, Array]:
    """The longest and the rarest words."""
    words = w.values
    lengths, rarest = words.lengths.tolist(), words.rarest.tolist()
    rows = []
    for a, b in words.piece_of.searchsorted(w.ranges).tolist():
        longest = sorted(lengths[a:b])[-5:]
        rare = sorted([value for value in rarest[a:b] if value])[-5:] or [_NONE_RARE]
        rows.append((_mean(longest), _mean(rare[-3:]), _mean(rare)))
    return dict(zip(("longest_words", "rarest_3", "rarest_5"), np.array(rows).T, strict=True))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _phrases(w: _Words) -> dict[str, Array]:
    rows = [_phrases_of(w.p, w.indices[a:b]) for a, b in w.bounds()]
    names = ("article_to_noun", "noun_phrase", "genitives", "attributes")
    return dict(zip(names, np.array(rows, dtype=np.float64).T, strict=True))


def _phrases_of(p: Parse, sentence: list[int]) -> tuple[int, int, int, int]:
    gap = longest = genitives = before = 0
    tags, heads, children = p.tags, p.heads, p.children
    for i in sentence:
        tag = tags[i]
        if tag == "NN" or tag == "NE":
            genitives += p.feats[i].get("Case") == "Gen"
            longest = max(longest, len(p.noun_phrase(i))) if tag == "NN" else longest
        elif tag in _DETERMINERS:
            gap = max(gap, heads[i] - i - 1)
        elif tag == "ADJA" and heads[i] > i and children[i]:
            before += len(p.subtree(i)) - 1  # der [von Gletschern] geformte Berg
    return gap, longest, genitives, before


def _arcs(w: _Words) -> dict[str, Array]:
    """What the distance of each word from its head and from the root says."""
    indices, heads = np.array(w.indices), np.array(w.p.heads)
    arcs = heads[indices] - indices
    return {
        "tree_depth": w.total(_depths(heads)[indices]) / w.sizes,
        "dependency_distance": w.total(abs(arcs)) / np.maximum(1, w.total(arcs != 0)),
        "left_branching": w.total(np.maximum(0, arcs)),
    }


def _depths(heads: Numbers) -> Numbers:
    """How many words stand above each, at most 50."""
    above = heads
    depths: Numbers = (heads != np.arange(len(heads))).astype(np.int64)
    for _ in range(49):
        goes_on = heads[above] != above
        if not goes_on.any():
            break
        depths += goes_on
        above = heads[above]
    return depths


def _clauses(w: _Words) -> dict[str, Array]:
    p = w.p
    rows = []
    for a, b in w.bounds():
        found = [p.clauses[i] for i in w.indices[a:b] if i in p.clauses]
        depth = max([_clause_depth(p, c) for c in found], default=0)
        brackets = max([bracket(p, c) for c in found], default=0)
        before = min([c.finite - w.indices[a] for c in found if c.finite >= 0], default=0)
        rows.append((len(found), depth, sum([c.passive for c in found]), brackets, max(0, before)))
    names = ("clauses", "clause_depth", "passives", "verb_bracket", "words_before_verb")
    return dict(zip(names, np.array(rows, dtype=np.float64).T, strict=True))


def _clause_depth(p: Parse, clause: Clause) -> int:
    depth = 0
    while clause.parent in p.clauses and depth < 9:
        clause, depth = p.clauses[clause.parent], depth + 1
    return depth


def bracket(p: Parse, clause: Clause) -> int:
    """Words between the finite verb of a clause and the infinitive, participle or particle that completes it."""
    other = clause.particle if clause.particle >= 0 else clause.head
    if clause.finite < 0 or other < 0 or p.tags[other][:1] not in {"V", "P"}:
        return 0
    return max(0, abs(other - clause.finite) - 1)
