"""What each word of a text adds to the features of its sentence, by its form, lemma and part of speech."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from struct import Struct
from typing import NamedTuple
from unicodedata import is_normalized, normalize

import numpy as np
import numpy.typing as npt

from ...german.parse import Parse
from ...german.syllables import count_syllables, is_listed
from .frequencies import zipf
from .norms import norms
from .rarity import rarity
from .words import COUNTS, Word, WordCache, weigh

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
#: What is kept of a piece of a word.
_ROW = (*COLUMNS, "length", "rarest")
_PACK, _NO_WORD = Struct(f"{len(_ROW)}d").pack, (0.0,) * len(COLUMNS)
_NOT_KNOWN = (0.0, 0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Summands:
    """What the words of a text add, one word after the other.

    Attributes:
        tokens: their tokens; a token without letter or digit is no word.
        numbers: a row for each word, a column for each of COLUMNS.
        lengths: the characters of each of their pieces.
        rarest: for as many pieces as are asked how rare they are, their Zipf values, negative; else 0.
        piece_of: the words that the pieces are of.
    """

    tokens: Numbers
    numbers: Array
    lengths: Array
    rarest: Array
    piece_of: Numbers

    @staticmethod
    def of(added: Sequence[bytes]) -> Summands:
        """From what each token of a text adds."""
        tokens = np.array([i for i, found in enumerate(added) if found], dtype=np.int64)
        rows = np.frombuffer(b"".join(added)).reshape(-1, len(_ROW))
        is_word = rows[:, 0] > 0
        return Summands(tokens, rows[is_word, :-2], rows[:, -2], rows[:, -1], is_word.cumsum() - 1)

    def column(self, name: str) -> Array:
        """One of COLUMNS."""
        return self.numbers[:, COLUMNS.index(name)]


def summands(p: Parse) -> Summands:
    """What the words of a text add; kept with the parse, for they are asked for twice."""
    kept: Summands | None = p.kept.get("summands")
    if kept is None:
        words, lemmas = (
            (p.words, p.lemmas) if is_normalized("NFC", p.text) else (_composed(p.words), _composed(p.lemmas))
        )
        lexicons = _own_syllables(p)
        found = Summands.of(_remembered(lexicons)(list(zip(words, lemmas, p.tags, strict=True))))
        if _DIVIDED.search(p.text):
            _read_as_one(words, found, lexicons)
        kept = p.kept["summands"] = found
    return kept


def _own_syllables(p: Parse) -> str:
    """The folder of word lists that the text is read with, where it has a syllables.tsv."""
    folder: str = p.doc.user_data.get("newskit_lexicons", "")
    return folder if folder and (Path(folder) / "syllables.tsv").exists() else ""


def _composed(words: list[str]) -> list[str]:
    """Umlauts in NFD (u and two dots) as the word lists have them."""
    return [normalize("NFC", word) for word in words]


#: Abbreviations and units that the tokenizer divides, and that are read as one (z. B., i. d. R., km/h, °C).
_DIVIDED = re.compile(r"\b\w\. \w{1,3}\.|km/h|°C")
_LONGEST, _MARKS = 4, frozenset("./°")


def _read_as_one(words: list[str], found: Summands, lexicons: str) -> None:
    """Give the last token of each such abbreviation the syllables that the others lack (z. 1, B. 2: zum Beispiel)."""
    for i, n, syllables in _divided(words, lexicons):
        a, b = found.tokens.searchsorted([i, i + n]).tolist()
        for name in ("spoken_syllables", "syllables"):
            column = found.column(name)
            column[b - 1] += syllables - column[a:b].sum()


def _divided(words: list[str], lexicons: str) -> Iterator[tuple[int, int, int]]:
    """(first token, number of tokens, syllables) of the abbreviations that the tokenizer divided."""
    for i, word in enumerate(words):
        if len(word) > 2:
            continue
        for n in range(min(_LONGEST, len(words) - i), 1, -1):
            whole = "".join(words[i : i + n])
            whole = whole.removesuffix(".") if "/" in whole else whole  # km/h at the end of a sentence
            if not _MARKS.isdisjoint(whole[:-1]) and is_listed(whole, lexicons):
                yield i, n, count_syllables(whole, lexicons)
                break


_Key = tuple[str, str, str]


def _work_out(keys: list[_Key], lexicons: str) -> Iterator[bytes]:
    """What each adds, as bytes, which the garbage collector need not look into; none if it is no word."""
    for key, word in zip(keys, weigh([text for text, _, _ in keys], lexicons), strict=True):
        yield _added(word, *key) if word else b""


@cache
def _remembered(lexicons: str) -> WordCache[_Key, bytes]:
    return WordCache(partial(_work_out, lexicons=lexicons))


def _added(word: Word, text: str, lemma: str, tag: str) -> bytes:
    """A row of 64-bit floating-point numbers for each piece; in those after the first the columns of the word are 0."""
    tagged = _tagged(tag)
    rated = _rated(word, text, lemma) if tagged.is_lexical else []
    *counts, international, number, nominal = word.counts
    row = _PACK(
        word.letters, word.syllables, *counts, international * tagged.is_lexical, number, nominal * tagged.is_noun, *tagged.kinds,
        *_rarities(rated, word, tagged), *_known(text, lemma, tagged), word.lengths[0], -rated[0][0] if rated else 0.0,
    )  # fmt: skip
    if len(word.lengths) == 1:
        return row
    rarest = [-value for value, _ in rated] + [0.0] * (len(word.lengths) - len(rated))
    return row + b"".join([_PACK(*_NO_WORD, *piece) for piece in zip(word.lengths[1:], rarest[1:], strict=True)])


class _Tagged(NamedTuple):
    kinds: tuple[bool, ...]
    is_lexical: bool
    has_meaning: bool
    is_noun: bool
    is_verb: bool
    is_name: bool


@cache
def _tagged(tag: str) -> _Tagged:
    kinds = tuple([tag in tags for tags in _KINDS.values()])
    return _Tagged(kinds, tag in _LEXICAL, tag in _MEANING, tag in _NOUNS, tag[:1] == "V", tag in _NAMES)


def _rated(word: Word, text: str, lemma: str) -> list[tuple[float, int]]:
    """Zipf value and number of parts of each piece."""
    return [rarity(piece, lemma if len(piece) == len(text) else piece) for piece in word.pieces]


def _rarities(rated: list[tuple[float, int]], word: Word, tagged: _Tagged) -> tuple[float, float, float, int]:
    """How far the pieces lie below what is not rare, and how many joints compounds have.

    Names are left out: they are rare, and say little about how hard a sentence is. Of nouns and verbs only those without a
    hyphen are counted apart: a hyphen shows the reader the parts (Merk-Zeichen).
    """
    beyond, joints = 0.0, 0
    for value, parts in rated:
        beyond += max(0.0, _RARE - value)
        joints += parts - 1
    undivided = beyond if len(word.lengths) == 1 else 0.0
    return beyond, undivided * tagged.is_noun, undivided * tagged.is_verb, joints


def _known(text: str, lemma: str, tagged: _Tagged) -> tuple[float, ...]:
    """What nouns, verbs and adjectives are known to be; of names, how far from well known they are."""
    if tagged.has_meaning:
        abstract, specialist, encyclopedic, abroad, _ = norms(text, lemma)
        return max(0.0, abstract), specialist, max(0.0, encyclopedic), abroad, 0.0
    if not tagged.is_name:
        return _NOT_KNOWN
    known = norms(text, lemma)[-1] or zipf(text.lower())  # of a name that the raw text did not have
    return 0.0, 0.0, 0.0, 0.0, max(0.0, _FAMILIAR - known)
