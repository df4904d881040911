"""What makes a sentence hard, in numbers that can be checked by hand: one dict per sentence.

Counts enter as log(1 + count), for the tenth long word adds less than the second. Each feature belongs to one reason.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...pipeline.grammar import Clause, Parse
from ..syllables import count_syllables
from .rarity import pieces, rarity

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

_LEXICAL = frozenset({"NN", "TRUNC", "ADJA", "ADJD", "ADV", "XY", "FM"})
#: Endings of nouns made of verbs and adjectives, also inside compounds (Sanierungsarbeiten).
_NOMINAL = re.compile(r"ung(s|en|$)|(heit|keit|tion|schaft|ität)s?|(ismus|ismen|nis|nisse)$")
_INTERNATIONAL = re.compile(r"tion|tät|iert|ieren|isch|ism|ment|anz|enz|ik|log|gra[fp]|iv|ph|th|rh|y")
_PREPOSITIONS = frozenset({"APPR", "APPRART", "APZR"})
_DETERMINERS = frozenset({"ART", "PPOSAT", "PDAT", "PIAT"})
_RARE = 5.0


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a sentence: indices, their visible pieces as (index, piece), and their distances to the root."""

    indices: list[int]
    units: list[tuple[int, str]]
    depths: list[int]


def features(p: Parse, start: int, end: int) -> dict[str, float]:
    """The features of the sentence of tokens start to end; it must have a word."""
    indices = [i for i in range(start, end) if any(c.isalnum() for c in p.words[i])]
    units = [(i, unit) for i in indices for unit in pieces(p.words[i])]
    w = _Words(indices, units, _depths(p, indices))
    return _lengths(w) | _rarity(p, w) | _nominal(p, w) | _nesting(p, w) | _distance(p, w) | _familiar(p, w)


def _log(value: float) -> float:
    return math.log1p(value)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _lengths(w: _Words) -> dict[str, float]:
    letters = sorted((len(unit) for _, unit in w.units), reverse=True)
    syllables = [count_syllables(unit) for _, unit in w.units]
    return {
        "letters": _log(sum(letters)),
        "words": _log(len(w.indices)),
        "syllables": _log(sum(syllables)),
        "letters_per_word": _mean(letters),
        "longest_words": _mean(letters[:5]),
        "words_over_6_letters": _log(sum(n > 6 for n in letters)),
    }


def _rarity(p: Parse, w: _Words) -> dict[str, float]:
    """Names are left out: they are rare, and say little about how hard a sentence is."""
    found = [
        rarity(unit, p.lemmas[i] if len(unit) == len(p.words[i]) else unit)
        for i, unit in w.units
        if unit.isalpha() and (p.tags[i] in _LEXICAL or p.tags[i][:2] == "VV")
    ]
    values = sorted(zipf for zipf, _ in found) or [_RARE]
    return {
        "rarity_sum": _log(sum(max(0.0, _RARE - z) for z in values)),
        "rarest_3": -_mean(values[:3]),
        "rarest_5": -_mean(values[:5]),
        "compound_joints": _log(sum(parts - 1 for _, parts in found)),
    }


def _nominal(p: Parse, w: _Words) -> dict[str, float]:
    nouns = [i for i in w.indices if p.tags[i] == "NN"]
    gaps = [p.heads[i] - i - 1 for i in w.indices if p.tags[i] in _DETERMINERS and p.heads[i] > i]
    genitives = sum(p.feats[i].get("Case") == "Gen" for i in w.indices if p.tags[i] in {"NN", "NE"})
    return {
        "nominalizations": _log(sum(bool(_NOMINAL.search(p.lower[i])) for i in nouns)),
        "nouns_share": len(nouns) / len(w.indices),
        "adjectives": _log(sum(p.tags[i] == "ADJA" for i in w.indices)),
        "genitives": _log(genitives),
        "prepositions": _log(sum(p.tags[i] in _PREPOSITIONS for i in w.indices)),
        "article_to_noun": _log(max(gaps, default=0)),
        "noun_phrase": _log(max((len(p.noun_phrase(i)) for i in nouns), default=0)),
    }


def _nesting(p: Parse, w: _Words) -> dict[str, float]:
    clauses = [p.clauses[i] for i in w.indices if i in p.clauses]
    return {
        "clauses": _log(len(clauses)),
        "clause_depth": max((_clause_depth(p, c) for c in clauses), default=0),
        "tree_depth": _mean(w.depths),
        "passives": _log(sum(c.passive for c in clauses)),
    }


def _clause_depth(p: Parse, clause: Clause) -> int:
    depth = 0
    while clause.parent in p.clauses and depth < 9:
        clause, depth = p.clauses[clause.parent], depth + 1
    return depth


def _depths(p: Parse, indices: list[int]) -> list[int]:
    out = []
    for i in indices:
        depth = 0
        while p.heads[i] != i and depth < 50:
            i, depth = p.heads[i], depth + 1
        out.append(depth)
    return out


def bracket(p: Parse, clause: Clause) -> int:
    """Words between the finite verb of a clause and the infinitive, participle or particle that completes it."""
    other = clause.particle if clause.particle >= 0 else clause.head
    if clause.finite < 0 or other < 0 or p.tags[other][:1] not in {"V", "P"}:
        return 0
    return max(0, abs(other - clause.finite) - 1)


def _distance(p: Parse, w: _Words) -> dict[str, float]:
    clauses = [p.clauses[i] for i in w.indices if i in p.clauses]
    finite = [c.finite - w.indices[0] for c in clauses if c.finite >= 0]
    arcs = [p.heads[i] - i for i in w.indices if p.heads[i] != i]
    return {
        "verb_bracket": _log(max((bracket(p, c) for c in clauses), default=0)),
        "words_before_verb": _log(max(0, min(finite, default=0))),
        "dependency_distance": _mean([abs(a) for a in arcs]),
        "left_branching": _log(sum(a for a in arcs if a > 0)),
    }


def _familiar(p: Parse, w: _Words) -> dict[str, float]:
    international = sum(
        len(unit) > 5 and bool(_INTERNATIONAL.search(unit.lower()))
        for i, unit in w.units
        if p.tags[i] in _LEXICAL or p.tags[i][:2] == "VV"
    )
    return {
        "names": _log(sum(p.tags[i] == "NE" for i in w.indices)),
        "international_words": _log(international),
        "foreign_words": _log(sum(p.tags[i] in {"FM", "XY"} for i in w.indices)),
        "numbers": _log(sum(p.words[i][0].isdigit() for i in w.indices)),
    }
