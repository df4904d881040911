"""What each word of a text adds to the features of its sentence, by its form, lemma and part of speech."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from ...pipeline.grammar import Parse
from ..remembered import Remembered
from .norms import norms
from .rarity import rarity, zipf
from .words import COUNTS, Word, weigh

Array = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

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
#: A number for each word; the first two are of the word as it is read, the others summed up over a sentence.
COLUMNS = ("spoken_letters", "spoken_syllables", *COUNTS, *_KINDS, *_RARITIES, *_KNOWN)
_NOT_RATED, _NOT_KNOWN = (0.0, 0.0, 0.0, 0), (0.0, 0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Summands:
    """What the words of a text add, one word after the other.

    Attributes:
        tokens: their tokens; a token without letter or digit is no word.
        numbers: a row for each word, a column for each of COLUMNS.
        lengths: the characters of each of their pieces.
        length_of: the words that these are of.
        rarest: for each piece of the content words how rare it is: its Zipf value, negative.
        rarest_of: the words that these are of.
    """

    tokens: Numbers
    numbers: Array
    lengths: Array
    length_of: Numbers
    rarest: Array
    rarest_of: Numbers

    def column(self, name: str) -> Array:
        """One of COLUMNS."""
        return self.numbers[:, COLUMNS.index(name)]


_last: tuple[Parse, Summands] | None = None


def summands(p: Parse) -> Summands:
    """What the words of a text add. Those of the last text are kept, for they are asked for twice."""
    global _last
    if _last is None or _last[0] is not p:
        added = _remembered(list(zip(p.words, p.lemmas, p.tags, strict=True)))
        tokens = [i for i, found in enumerate(added) if found]
        numbers, lengths, rarest = ([added[i][k] for i in tokens] for k in range(3))
        _last = (
            p,
            Summands(
                np.array(tokens, dtype=np.int64),
                _joined(numbers).reshape(-1, len(COLUMNS)),
                *_owned(lengths),
                *_owned(rarest),
            ),
        )
    return _last[1]


def _joined(values: list[bytes]) -> Array:
    return np.frombuffer(b"".join(values))


def _owned(values: list[bytes]) -> tuple[Array, Numbers]:
    sizes = [len(found) // _SIZE for found in values]
    return _joined(values), np.repeat(np.arange(len(values)), sizes)


#: The numbers, lengths and rarest of a word, 64-bit floating-point numbers as bytes, which the garbage collector need not look
#: into; nothing for what is no word.
_Added = tuple[bytes, ...]
_Key = tuple[str, str, str]
_SIZE = 8


def _work_out(keys: list[_Key]) -> Iterator[_Added]:
    for key, word in zip(keys, weigh([text for text, _, _ in keys]), strict=True):
        yield _added(word, *key) if word else ()


_remembered = Remembered(_work_out)


def _added(word: Word, text: str, lemma: str, tag: str) -> _Added:
    is_lexical = tag in _LEXICAL
    rated = _rated(word, text, lemma) if is_lexical else []
    *counts, international, number, nominal = word.counts
    counts += international * is_lexical, number, nominal * (tag in _NOUNS)
    numbers = (
        word.letters,
        word.syllables,
        *counts,
        *_kinds(tag),
        *_rarities(rated, word, tag),
        *_known(text, lemma, tag),
    )
    return _packed(numbers), _packed(word.lengths), _packed([-value for value, _ in rated])


def _packed(values: Iterable[float]) -> bytes:
    return array("d", values).tobytes()


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
