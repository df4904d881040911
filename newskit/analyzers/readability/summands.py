"""What one word adds to the features of its sentence, by its form, lemma and part of speech: worked out once, and remembered."""

from __future__ import annotations

from array import array
from functools import cache, lru_cache
from typing import NamedTuple

from .norms import norms
from .rarity import rarity, zipf
from .words import COUNTS, Word, word_of

_LEXICAL = frozenset({"NN", "TRUNC", "ADJA", "ADJD", "ADV", "XY", "FM", "VVFIN", "VVIMP", "VVINF", "VVIZU", "VVPP"})
#: Parts of speech whose words are asked what they are known to be.
_MEANING = _LEXICAL - {"ADV", "FM", "TRUNC", "XY", "VVIMP"}
#: Kind -> its parts of speech (STTS).
_KINDS: dict[str, frozenset[str]] = {
    "nouns": frozenset({"NN"}),
    "names": frozenset({"NE"}),
    "adjectives": frozenset({"ADJA"}),
    "prepositions": frozenset({"APPR", "APPRART", "APZR"}),
    "foreign": frozenset({"FM", "XY"}),
    "meaning": _MEANING,
}
_NOUNS, _NAMES = _KINDS["nouns"], _KINDS["names"]
#: Zipf values from which on a word is not rare, and a name is familiar.
_RARE, _FAMILIAR = 5.0, 4.5
_RARITIES = ("rarity", "rarity_nouns", "rarity_verbs", "joints")
_KNOWN = ("abstract", "specialist", "encyclopedic", "abroad", "unknown_names")
#: What is summed up over the words of a sentence.
SUMMED = (*COUNTS, *_KINDS, *_RARITIES, *_KNOWN)
_NOT_RATED, _NOT_KNOWN = (0.0, 0.0, 0.0, 0), (0.0, 0.0, 0.0, 0.0, 0.0)


class Summand(NamedTuple):
    """What a word adds.

    Attributes:
        numbers: one for each of SUMMED, as the bytes of 64-bit floating-point numbers.
        lengths: the characters of each of its pieces.
        rarest: for each piece of a content word how rare it is: its Zipf value, negative.
    """

    numbers: bytes
    lengths: tuple[int, ...]
    rarest: tuple[float, ...]


@lru_cache(maxsize=100_000)
def summand(text: str, lemma: str, tag: str) -> Summand | None:
    """What a token adds; None if it is no word."""
    word = word_of(text)
    if word is None:
        return None
    is_lexical = tag in _LEXICAL
    rated = _rated(word, text, lemma) if is_lexical else []
    *counts, international, number, nominal = word.counts
    counts += international * is_lexical, number, nominal * (tag in _NOUNS)
    numbers = array("d", (*counts, *_kinds(tag), *_rarities(rated, word, tag), *_known(text, lemma, tag)))
    return Summand(numbers.tobytes(), word.lengths, tuple([-value for value, _ in rated]))


@cache
def _kinds(tag: str) -> tuple[bool, ...]:
    return tuple([tag in tags for tags in _KINDS.values()])


def _rated(word: Word, text: str, lemma: str) -> list[tuple[float, int]]:
    """Zipf value and number of parts of each piece."""
    return [rarity(piece, lemma if len(piece) == len(text) else piece) for piece in word.pieces]


def _rarities(rated: list[tuple[float, int]], word: Word, tag: str) -> tuple[float, float, float, int]:
    """How far the pieces lie below what is not rare, and how many joints compounds have.

    Names are left out: they are rare, and say little about how hard a sentence is. Of nouns and verbs only those without a
    hyphen are counted apart: a hyphen shows the reader the parts (Merk-Zeichen).
    """
    if not rated:
        return _NOT_RATED
    beyond = sum([_RARE - value for value, _ in rated if value < _RARE])
    whole = len(word.lengths) == 1
    joints = sum([parts - 1 for _, parts in rated])
    return beyond, beyond * (whole and tag in _NOUNS), beyond * (whole and tag[:1] == "V"), joints


def _known(text: str, lemma: str, tag: str) -> tuple[float, ...]:
    """What nouns, verbs and adjectives are known to be; of names, how far from well known they are."""
    if tag in _MEANING:
        abstract, specialist, encyclopedic, abroad, _ = norms(text, lemma)
        return max(0.0, abstract), specialist, max(0.0, encyclopedic), abroad, 0.0
    if tag not in _NAMES:
        return _NOT_KNOWN
    known = norms(text, lemma)[-1] or zipf(text.lower())  # of a name that the raw text did not have
    return 0.0, 0.0, 0.0, 0.0, max(0.0, _FAMILIAR - known)
