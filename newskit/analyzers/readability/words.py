"""What each word of a text adds to the features of its sentence: by itself, and by its lemma and part of speech."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain
from pathlib import Path
from struct import Struct
from typing import Generic, NamedTuple, TypeVar, cast
from unicodedata import is_normalized, normalize

import numpy as np
import numpy.typing as npt

from ...german.parse import Parse
from ...german.syllables import count_all, count_syllables, is_listed
from .vocabulary import Common, common, norms, rarity, zipf

Array = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

_INTERNATIONAL = re.compile(r"tion|tät|iert|ieren|isch|ism|ment|anz|enz|ik|log|gra[fp]|iv|ph|th|rh|y")
#: Endings of nouns made of verbs and adjectives, also inside compounds (Sanierungsarbeiten).
_NOMINAL = re.compile(r"ung(s|en|$)|(heit|keit|tion|schaft|ität)s?|(ismus|ismen|nis|nisse)$", re.MULTILINE)
_BETWEEN = re.compile(r"[-/–]")
_LONG_LETTERS = 6
#: Of the pieces of a word: how many there are, their characters and syllables, those of more than six letters, those
#: that look Latin or Greek (Diskussion, Photographie). Of the word: is it a number, and has it the ending of a
#: nominalization?
COUNTS = ("pieces", "letters", "syllables", "words_over_6_letters", "international_words", "numbers", "nominalizations")

_LEXICAL = frozenset({"NN", "TRUNC", "ADJA", "ADJD", "ADV", "XY", "FM", "VVFIN", "VVIMP", "VVINF", "VVIZU", "VVPP"})
#: Parts of speech whose words are asked what they are known to be.
_MEANING = _LEXICAL - {"ADV", "FM", "TRUNC", "XY", "VVIMP"}
#: Kind -> its parts of speech (STTS).
_KINDS: dict[str, frozenset[str]] = {
    "nouns": frozenset({"NN"}),
    "names": frozenset({"NE"}),
    "adjectives": frozenset({"ADJA"}),
    "prepositions": frozenset({"APPR", "APPRART", "APZR"}),
    "foreign_words": frozenset({"FM", "XY"}),
    "meaning": _MEANING,
}
_NOUNS, _NAMES = _KINDS["nouns"], _KINDS["names"]
#: Zipf values from which on a word is not rare, and a name is familiar.
_RARE, _FAMILIAR = 5.0, 4.5
_RARITIES = ("rarity_sum", "rarity_nouns", "rarity_verbs", "compound_joints")
_KNOWN = ("abstract_words", "specialist", "encyclopedic_words", "abroad", "unknown_names")
#: A number for each word; the first two are of the word as it is read, the others summed up over a sentence.
COLUMNS = ("spoken_letters", "spoken_syllables", *COUNTS, *_KINDS, *_RARITIES, *_KNOWN)
#: What is kept of a piece of a word.
_ROW = (*COLUMNS, "length", "rarest")
_PACK, _NO_WORD = Struct(f"{len(_ROW)}d").pack, (0.0,) * len(COLUMNS)
_NOT_KNOWN = (0.0, 0.0, 0.0, 0.0, 0.0)


class Word(NamedTuple):
    """A token that is a word. Its pieces are the parts that a reader sees divided (Merk-Zeichen).

    Attributes:
        letters: letters and digits.
        syllables: as read aloud, of the whole word.
        pieces: the pieces that consist of letters.
        lengths: the characters of each piece.
        counts: what is summed up over a sentence, see COUNTS.
    """

    letters: int
    syllables: int
    pieces: tuple[str, ...]
    lengths: tuple[int, ...]
    counts: tuple[int, ...]


def weigh(texts: Sequence[str], lexicons: str = "") -> list[Word | None]:
    """What each token weighs, its syllables by a folder of word lists; None if it has no letter or digit: no word."""
    if lexicons:  # the table was made with newskit's own lists
        return weigh_anew(texts, lexicons)
    table = common()
    known = [table.get(text.lower()) if text[1:].islower() else None for text in texts]
    known = [found if found and found.is_plain else None for found in known]
    others = iter(weigh_anew([text for text, found in zip(texts, known, strict=True) if not found]))
    return [_common(text, found) if found else next(others) for text, found in zip(texts, known, strict=True)]


def _common(text: str, found: Common) -> Word:
    n = len(text)
    counts = (1, n, found.syllables, n > _LONG_LETTERS, found.is_international, False, found.is_nominal)
    return Word(n, found.syllables, (text,), (n,), counts)


def weigh_anew(texts: Sequence[str], lexicons: str = "") -> list[Word | None]:
    """As weigh, without the table of common words."""
    divided = [pieces(text) for text in texts]
    parts = dict.fromkeys(chain(texts, *divided))
    syllables = dict(zip(parts, count_all(parts, lexicons), strict=True))
    international = _having(_INTERNATIONAL, [part for part in parts if len(part) >= _LONG_LETTERS])
    nominal = _having(_NOMINAL, texts)
    return [
        _word(text, found, syllables, international, text in nominal)
        for text, found in zip(texts, divided, strict=True)
    ]


def _word(
    text: str, found: list[str], syllables: dict[str, int], international: set[str], is_nominal: bool
) -> Word | None:
    letters = len(text) if text.isalpha() else len([c for c in text if c.isalnum()])
    if not letters:
        return None
    lengths = tuple(map(len, found))
    counts = (
        len(found), sum(lengths), sum([syllables[piece] for piece in found]),
        len([n for n in lengths if n > _LONG_LETTERS]), len([piece for piece in found if piece in international]),
        text[0].isdigit(), is_nominal,
    )  # fmt: skip
    return Word(letters, syllables[text], tuple([piece for piece in found if piece.isalpha()]), lengths, counts)


def _having(pattern: re.Pattern[str], words: Sequence[str]) -> set[str]:
    """Those words in which, in lower case, a pattern is found: asked for in all of them at once."""
    if not words:
        return set()
    lines = [" ".join(word.lower().splitlines()) for word in words]
    marked = pattern.sub("\0", "\n".join(lines)).split("\n")
    return {word for word, line, other in zip(words, lines, marked, strict=True) if line != other}


def pieces(word: str) -> list[str]:
    """The parts that a reader sees divided (Merk-Zeichen, 2023/24), each with a letter or digit."""
    if word.isalpha():
        return [word]
    return [piece for piece in _BETWEEN.split(word) if any(c.isalnum() for c in piece)]


class WordCache(Generic[K, V]):
    """Values by keys; those not known yet are worked out together: a call for each would cost more than its work.

    Args:
        work_out: gives the values of a list of different keys, in their order; None is no value.
        limit: how many are kept at most; before there are more, all are forgotten.
    """

    def __init__(self, work_out: Callable[[list[K]], Iterable[V]], limit: int = 200_000) -> None:
        self._work_out = work_out
        self._limit = limit
        self._known: dict[K, V] = {}

    def __call__(self, keys: Sequence[K]) -> list[V]:
        """The value of each key."""
        known = self._known  # another thread may put a new one in its place
        values = list(map(known.get, keys))
        if None not in values:
            return cast(list[V], values)
        new = list(dict.fromkeys(key for key, value in zip(keys, values, strict=True) if value is None))
        if len(known) + len(new) > self._limit:
            known, new = {}, list(dict.fromkeys(keys))
        known.update(zip(new, self._work_out(new), strict=True))
        self._known = known
        return [known[key] for key in keys]


@dataclass(frozen=True, slots=True)
class WordValues:
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
    def of(added: Sequence[bytes]) -> WordValues:
        """From what each token of a text adds."""
        tokens = np.array([i for i, found in enumerate(added) if found], dtype=np.int64)
        rows = np.frombuffer(b"".join(added)).reshape(-1, len(_ROW))
        is_word = rows[:, 0] > 0
        return WordValues(tokens, rows[is_word, :-2], rows[:, -2], rows[:, -1], is_word.cumsum() - 1)

    def column(self, name: str) -> Array:
        """One of COLUMNS."""
        return self.numbers[:, COLUMNS.index(name)]


def word_values(p: Parse) -> WordValues:
    """What the words of a text add; kept with the parse, for they are asked for twice."""
    kept: WordValues | None = p.kept.get("word_values")
    if kept is None:
        words, lemmas = (
            (p.words, p.lemmas) if is_normalized("NFC", p.text) else (_composed(p.words), _composed(p.lemmas))
        )
        lexicons = _own_syllables(p)
        found = WordValues.of(_remembered(lexicons)(list(zip(words, lemmas, p.tags, strict=True))))
        if _DIVIDED.search(p.text):
            _read_as_one(words, found, lexicons)
        kept = p.kept["word_values"] = found
    return kept


def _own_syllables(p: Parse) -> str:
    """The folder of word lists that the text is read with, where it has a syllables.tsv."""
    return p.lexicons if p.lexicons and (Path(p.lexicons) / "syllables.tsv").exists() else ""


def _composed(words: list[str]) -> list[str]:
    """Umlauts in NFD (u and two dots) as the word lists have them."""
    return [normalize("NFC", word) for word in words]


#: Abbreviations and units that the tokenizer divides, and that are read as one (z. B., i. d. R., km/h, °C).
_DIVIDED = re.compile(r"\b\w\. \w{1,3}\.|km/h|°C")
_LONGEST, _MARKS = 4, frozenset("./°")


def _read_as_one(words: list[str], found: WordValues, lexicons: str) -> None:
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
        word.letters, word.syllables, *counts, international * tagged.is_lexical, number, nominal * tagged.is_noun,
        *tagged.kinds, *_rarities(rated, word, tagged), *_known(text, lemma, tagged), word.lengths[0],
        -rated[0][0] if rated else 0.0,
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

    Names are left out: they are rare, and say little about how hard a sentence is. Of nouns and verbs only those
    without a hyphen are counted apart: a hyphen shows the reader the parts (Merk-Zeichen).
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
