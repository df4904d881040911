"""What makes a sentence hard, in numbers that can be checked by hand: a row per sentence, a column per feature.

Counts enter as log(1 + count), for the tenth long word adds less than the second. Each feature belongs to one reason.
What can be counted word by word is counted for all sentences of a text at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

from ...pipeline.grammar import Clause, Parse
from .norms import COLUMNS, norms
from .rarity import rarity, zipf
from .words import COUNTS, Word, word_of

Array = npt.NDArray[np.float64]

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

#: Features that are counts.
_LOGGED = frozenset(
    "letters words syllables words_over_6_letters rarity_sum rarity_nouns rarity_verbs attributes compound_joints nominalizations adjectives genitives prepositions "
    "article_to_noun noun_phrase clauses passives verb_bracket words_before_verb left_branching names international_words "
    "foreign_words numbers unknown_names abstract_words encyclopedic_words".split()
)
_IS_LOGGED = np.array([name in _LOGGED for name in NAMES])

_LEXICAL = frozenset({"NN", "TRUNC", "ADJA", "ADJD", "ADV", "XY", "FM", "VVFIN", "VVIMP", "VVINF", "VVIZU", "VVPP"})
_KINDS: dict[str, frozenset[str]] = {
    "noun": frozenset({"NN"}),
    "name": frozenset({"NE"}),
    "adjective": frozenset({"ADJA"}),
    "preposition": frozenset({"APPR", "APPRART", "APZR"}),
    "foreign": frozenset({"FM", "XY"}),
    "lexical": _LEXICAL,
    "meaning": _LEXICAL - {"ADV", "FM", "TRUNC", "XY", "VVIMP"},
}
#: Tag -> a row of _KIND_OF: of which kinds a word is.
_ROW = {tag: n for n, tag in enumerate(sorted(frozenset.union(*_KINDS.values())), 1)}
_KIND_OF = np.array([[0] * len(_KINDS), *([tag in tags for tags in _KINDS.values()] for tag in _ROW)], dtype=np.float64)
_DETERMINERS = frozenset({"ART", "PPOSAT", "PDAT", "PIAT"})
_RARE, _FAMILIAR = 5.0, 4.5


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of some sentences, one after the other.

    Attributes:
        p: the parse.
        indices: their tokens.
        words: what they weigh.
        tags: their part of speech.
        kinds: for each kind (see _KINDS) 1 where a word is of it, else 0.
        starts: where in these lists each sentence begins.
        bounds: where it begins and where it ends.
    """

    p: Parse
    indices: list[int]
    words: list[Word]
    tags: list[str]
    kinds: dict[str, Array]
    starts: npt.NDArray[np.intp]
    bounds: list[tuple[int, int]]

    def total(self, values: npt.ArrayLike) -> Array:
        """The sum over the words of each sentence, of one number or several for each word."""
        return np.add.reduceat(np.asarray(values, dtype=np.float64), self.starts)


def features(p: Parse, ranges: Sequence[tuple[int, int]]) -> Array:
    """The features of sentences, given as ranges of tokens in text order: a row for each, columns as in NAMES.

    Args:
        p: the parse of a text.
        ranges: first token and the one after the last; each range must have a word.
    """
    if not ranges:
        return np.zeros((0, len(NAMES)))
    w = _words(p, ranges)
    found = _counted(w) | _rarity(w) | _meaning(w) | _phrases(w) | _arcs(w) | _clauses(w)
    out = np.column_stack([found[name] for name in NAMES])
    out[:, _IS_LOGGED] = np.log1p(out[:, _IS_LOGGED])
    return out


def _words(p: Parse, ranges: Sequence[tuple[int, int]]) -> _Words:
    indices: list[int] = []
    words: list[Word] = []
    edges = [0]
    for a, b in ranges:
        for i, word in enumerate(map(word_of, p.words[a:b]), a):
            if word is not None:
                indices.append(i)
                words.append(word)
        edges.append(len(indices))
    tags = [p.tags[i] for i in indices]
    bounds = list(zip(edges, edges[1:], strict=False))
    kinds = dict(zip(_KINDS, _KIND_OF[[_ROW.get(tag, 0) for tag in tags]].T, strict=True))
    return _Words(p, indices, words, tags, kinds, np.array(edges[:-1], dtype=np.intp), bounds)


def _top(values: Sequence[float], n: int) -> float:
    """The mean of the n highest, of all if there are fewer."""
    highest = sorted(values)[-n:]
    return sum(highest) / len(highest)


def _counted(w: _Words) -> dict[str, Array]:
    """What is summed up over the words, by what they weigh and by their part of speech."""
    width = len(COUNTS)
    flat = chain.from_iterable([word.counts for word in w.words])
    counts = np.fromiter(flat, np.float64, len(w.words) * width).reshape(-1, width)
    counts[:, COUNTS.index("international")] *= w.kinds["lexical"]
    counts[:, COUNTS.index("nominal")] *= w.kinds["noun"]
    of = dict(zip(COUNTS, w.total(counts).T, strict=True))
    kind = {name: w.total(values) for name, values in w.kinds.items()}
    n = np.array([b - a for a, b in w.bounds], dtype=np.float64)
    lengths = [word.lengths for word in w.words]
    longest = [_top(list(chain.from_iterable(lengths[a:b])), 5) for a, b in w.bounds]
    return {
        "letters": of["letters"], "words": n, "syllables": of["syllables"], "letters_per_word": of["letters"] / of["pieces"],
        "longest_words": np.array(longest), "words_over_6_letters": of["long"], "nominalizations": of["nominal"],
        "nouns_share": kind["noun"] / n, "adjectives": kind["adjective"], "prepositions": kind["preposition"],
        "names": kind["name"], "international_words": of["international"], "foreign_words": kind["foreign"], "numbers": of["number"],
    }  # fmt: skip


def _rarity(w: _Words) -> dict[str, Array]:
    """Names are left out: they are rare, and say little about how hard a sentence is.

    Of nouns and verbs only those without a hyphen are counted apart: a hyphen shows the reader the parts (Merk-Zeichen).
    """
    lemmas, words = w.p.lemmas, w.p.words
    rows = []
    for a, b in w.bounds:
        found = [
            (*rarity(piece, lemmas[i] if len(piece) == len(words[i]) else piece), tag if len(word.lengths) == 1 else "")
            for i, word, tag in zip(w.indices[a:b], w.words[a:b], w.tags[a:b], strict=True)
            if tag in _LEXICAL
            for piece in word.pieces
        ]
        beyond = [(_RARE - zipf, tag) for zipf, _, tag in found if zipf < _RARE]
        of_all, of_nouns = sum([n for n, _ in beyond]), sum([n for n, tag in beyond if tag == "NN"])
        of_verbs = sum([n for n, tag in beyond if tag[:1] == "V"])
        rare = [-zipf for zipf, _, _ in found] or [-_RARE]
        joints = sum([parts - 1 for _, parts, _ in found])
        rows.append((of_all, of_nouns, of_verbs, _top(rare, 3), _top(rare, 5), joints))
    names = ("rarity_sum", "rarity_nouns", "rarity_verbs", "rarest_3", "rarest_5", "compound_joints")
    return dict(zip(names, np.array(rows).T, strict=True))


def _meaning(w: _Words) -> dict[str, Array]:
    """What the words are known to be: nouns, verbs and adjectives; of names, how well known they are."""
    counted, names = w.kinds["meaning"], w.kinds["name"]
    here = np.flatnonzero(counted + names)
    values = np.zeros((len(w.indices), len(COLUMNS)))
    if len(here):
        values[here] = norms((w.p.words[i], w.p.lemmas[i]) for i in (w.indices[n] for n in here.tolist()))
    of = dict(zip(COLUMNS, values.T, strict=True))
    for k in np.flatnonzero((names > 0) & (of["known"] == 0)).tolist():  # a name that the raw text did not have
        of["known"][k] = zipf(w.p.lower[w.indices[k]])
    n = np.maximum(1, w.total(counted))
    return {
        "abstract_words": w.total(counted * np.maximum(0, of["abstract"])),
        "specialist_words": w.total(counted * of["specialist"]) / n,
        "encyclopedic_words": w.total(counted * np.maximum(0, of["encyclopedic"])),
        "words_known_abroad": w.total(counted * of["abroad"]) / n,
        "unknown_names": w.total(names * np.maximum(0, _FAMILIAR - of["known"])),
    }


def _phrases(w: _Words) -> dict[str, Array]:
    p = w.p
    gaps, lengths, before = [], [], []
    for i, tag in zip(w.indices, w.tags, strict=True):
        before.append(len(p.subtree(i)) - 1 if tag == "ADJA" and p.heads[i] > i and p.children[i] else 0)
        gaps.append(max(0, p.heads[i] - i - 1) if tag in _DETERMINERS else 0)
        lengths.append(len(p.noun_phrase(i)) if tag == "NN" else 0)
    genitives = [
        (tag == "NN" or tag == "NE") and p.feats[i].get("Case") == "Gen"
        for i, tag in zip(w.indices, w.tags, strict=True)
    ]
    return {
        "article_to_noun": np.maximum.reduceat(np.array(gaps, dtype=np.float64), w.starts),
        "noun_phrase": np.maximum.reduceat(np.array(lengths, dtype=np.float64), w.starts),
        "genitives": w.total(genitives),
        "attributes": w.total(
            before
        ),  # words in front of a noun that belong to its adjective (der [von Gletschern] geformte Berg)
    }


def _arcs(w: _Words) -> dict[str, Array]:
    """What the distance of each word from its head and from the root says."""
    arcs = np.array([w.p.heads[i] for i in w.indices]) - np.array(w.indices)
    depths = w.total(_depths(w.p, w.indices))
    n = np.array([b - a for a, b in w.bounds])
    return {
        "tree_depth": depths / n,
        "dependency_distance": w.total(abs(arcs)) / np.maximum(1, w.total(arcs != 0)),
        "left_branching": w.total(np.maximum(0, arcs)),
    }


def _depths(p: Parse, indices: list[int]) -> list[int]:
    heads, out = p.heads, []
    for i in indices:
        depth = 0
        while heads[i] != i and depth < 50:
            i, depth = heads[i], depth + 1
        out.append(depth)
    return out


def _clauses(w: _Words) -> dict[str, Array]:
    p = w.p
    rows = []
    for a, b in w.bounds:
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
