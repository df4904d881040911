"""What makes a sentence hard, in numbers that can be checked by hand: one dict per sentence.

Counts enter as log(1 + count), for the tenth long word adds less than the second. Each feature belongs to one reason.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ...pipeline.grammar import Clause, Parse
from .rarity import rarity
from .words import Piece, word_of

#: Reason -> its features. The order is that of the columns of the table difficulty.
REASONS: dict[str, tuple[str, ...]] = {
    "length": ("letters", "words", "syllables"),
    "long_words": ("letters_per_word", "longest_words", "words_over_6_letters"),
    "rare_words": ("rarity_sum", "rarest_3", "rarest_5"),
    "compounds": ("compound_joints",),
    "nominal_style": (
        "nominalizations",
        "nouns_share",
        "adjectives",
        "genitives",
        "prepositions",
        "article_to_noun",
        "noun_phrase",
    ),
    "nesting": ("clauses", "clause_depth", "tree_depth"),
    "distance": ("verb_bracket", "words_before_verb", "dependency_distance", "left_branching"),
    "passive": ("passives",),
    "familiar_words": ("names", "international_words", "foreign_words", "numbers"),
}
NAMES = tuple(name for group in REASONS.values() for name in group)

_LEXICAL = frozenset({"NN", "TRUNC", "ADJA", "ADJD", "ADV", "XY", "FM", "VVFIN", "VVIMP", "VVINF", "VVIZU", "VVPP"})
#: Endings of nouns made of verbs and adjectives, also inside compounds (Sanierungsarbeiten).
_NOMINAL = re.compile(r"ung(s|en|$)|(heit|keit|tion|schaft|ität)s?|(ismus|ismen|nis|nisse)$")
_DETERMINERS = frozenset({"ART", "PPOSAT", "PDAT", "PIAT"})
_RARE = 5.0


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a sentence: indices, their tags and how often each occurs, their pieces, their distances to the root."""

    indices: list[int]
    tags: list[str]
    count: Counter[str]
    pieces: list[tuple[int, Piece]]
    depths: list[int]
    clauses: list[Clause]


def features(p: Parse, start: int, end: int) -> dict[str, float]:
    """The features of the sentence of tokens start to end; it must have a word."""
    words = [(i, word) for i in range(start, end) if (word := word_of(p.words[i])) is not None]
    indices = [i for i, _ in words]
    tags = [p.tags[i] for i in indices]
    pieces = [(i, piece) for i, word in words for piece in word.pieces]
    clauses = [p.clauses[i] for i in indices if i in p.clauses]
    w = _Words(indices, tags, Counter(tags), pieces, _depths(p, indices), clauses)
    return _lengths(w) | _rarity(p, w) | _nominal(p, w) | _nesting(p, w) | _distance(p, w) | _familiar(p, w)


_log = math.log1p


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _lengths(w: _Words) -> dict[str, float]:
    letters = sorted([piece.letters for _, piece in w.pieces], reverse=True)
    return {
        "letters": _log(sum(letters)),
        "words": _log(len(w.indices)),
        "syllables": _log(sum([piece.syllables for _, piece in w.pieces])),
        "letters_per_word": _mean(letters),
        "longest_words": _mean(letters[:5]),
        "words_over_6_letters": _log(len([n for n in letters if n > 6])),
    }


def _rarity(p: Parse, w: _Words) -> dict[str, float]:
    """Names are left out: they are rare, and say little about how hard a sentence is."""
    found = [
        rarity(piece.text, p.lemmas[i] if piece.letters == len(p.words[i]) else piece.text)
        for i, piece in w.pieces
        if piece.alpha and p.tags[i] in _LEXICAL
    ]
    values = sorted([zipf for zipf, _ in found]) or [_RARE]
    return {
        "rarity_sum": _log(sum([_RARE - z for z in values if z < _RARE])),
        "rarest_3": -_mean(values[:3]),
        "rarest_5": -_mean(values[:5]),
        "compound_joints": _log(sum([parts - 1 for _, parts in found])),
    }


def _nominal(p: Parse, w: _Words) -> dict[str, float]:
    nouns = [i for i, tag in zip(w.indices, w.tags, strict=True) if tag == "NN"]
    gaps = [
        p.heads[i] - i - 1 for i, tag in zip(w.indices, w.tags, strict=True) if tag in _DETERMINERS and p.heads[i] > i
    ]
    genitives = [
        i
        for i, tag in zip(w.indices, w.tags, strict=True)
        if (tag == "NN" or tag == "NE") and p.feats[i].get("Case") == "Gen"
    ]
    return {
        "nominalizations": _log(len([i for i in nouns if _is_nominalization(p.lower[i])])),
        "nouns_share": len(nouns) / len(w.indices),
        "adjectives": _log(w.count["ADJA"]),
        "genitives": _log(len(genitives)),
        "prepositions": _log(w.count["APPR"] + w.count["APPRART"] + w.count["APZR"]),
        "article_to_noun": _log(max(gaps, default=0)),
        "noun_phrase": _log(max([len(p.noun_phrase(i)) for i in nouns], default=0)),
    }


@lru_cache(maxsize=50_000)
def _is_nominalization(word: str) -> bool:
    return _NOMINAL.search(word) is not None


def _nesting(p: Parse, w: _Words) -> dict[str, float]:
    return {
        "clauses": _log(len(w.clauses)),
        "clause_depth": max([_clause_depth(p, c) for c in w.clauses], default=0),
        "tree_depth": _mean(w.depths),
        "passives": _log(len([c for c in w.clauses if c.passive])),
    }


def _clause_depth(p: Parse, clause: Clause) -> int:
    depth = 0
    while clause.parent in p.clauses and depth < 9:
        clause, depth = p.clauses[clause.parent], depth + 1
    return depth


def _depths(p: Parse, indices: list[int]) -> list[int]:
    heads, out = p.heads, []
    for i in indices:
        depth = 0
        while heads[i] != i and depth < 50:
            i, depth = heads[i], depth + 1
        out.append(depth)
    return out


def bracket(p: Parse, clause: Clause) -> int:
    """Words between the finite verb of a clause and the infinitive, participle or particle that completes it."""
    other = clause.particle if clause.particle >= 0 else clause.head
    if clause.finite < 0 or other < 0 or p.tags[other][:1] not in {"V", "P"}:
        return 0
    return max(0, abs(other - clause.finite) - 1)


def _distance(p: Parse, w: _Words) -> dict[str, float]:
    finite = [c.finite - w.indices[0] for c in w.clauses if c.finite >= 0]
    arcs = [p.heads[i] - i for i in w.indices if p.heads[i] != i]
    return {
        "verb_bracket": _log(max([bracket(p, c) for c in w.clauses], default=0)),
        "words_before_verb": _log(max(0, min(finite, default=0))),
        "dependency_distance": _mean(list(map(abs, arcs))),
        "left_branching": _log(sum([a for a in arcs if a > 0])),
    }


def _familiar(p: Parse, w: _Words) -> dict[str, float]:
    international = [i for i, piece in w.pieces if piece.international and p.tags[i] in _LEXICAL]
    return {
        "names": _log(w.count["NE"]),
        "international_words": _log(len(international)),
        "foreign_words": _log(w.count["FM"] + w.count["XY"]),
        "numbers": _log(len([i for i in w.indices if p.words[i][0].isdigit()])),
    }
