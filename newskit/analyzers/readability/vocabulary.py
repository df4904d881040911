"""What is known of words beforehand: how frequent and how rare they are, and what raw text says of them.

How frequent: wordfreq's list (Speer 2022). Its code is under Apache 2.0, its data under CC BY-SA 4.0; this module asks
it when it runs (norms.npz and common_words.npz hold values computed from it).

What the 200,000 commonest words weigh, four in five of the different words of a news text, stands in
model/common_words.npz. It was made by training/common_words.py with the functions that weigh all other words, so it
saves time and changes nothing. Its lines follow wordfreq's list; with another list or other patterns of hyphenation
(another version of wordfreq or pyphen) it is not used.

What 160,000 words are known to be (abstract, specialist, encyclopedic, known abroad, known as names) stands in
model/norms.npz, made by training/norms.py. Abstract words are harder to understand than concrete ones (Schwanenflugel
1991), cognates easier than words that the reader's other languages do not have (Otwinowska 2015).
"""

from __future__ import annotations

import math
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np
from spacy.strings import get_string_id

N_COMMON = 200_000
#: Zipf value (log10 of the occurrences in a billion words) of words that the list does not know.
UNKNOWN_ZIPF = 1.0
#: A compound is taken apart only into words at least this frequent, and is rarer than its rarest part.
_PART_ZIPF, _JOINT = 2.8, 0.6
_SHORTEST_PART, _SHORTEST_COMPOUND = 4, 9
#: Letters that may join two parts (Arbeit-s-amt) or fall at the joint (Schul-e).
_JOINTS = ("s", "n", "e")
#: abstract: against concrete; specialist: against everyday (both extrapolated by word vectors from a few hundred
#: words, in standard deviations of the frequent words); encyclopedic: Zipf steps by which it is more frequent in
#: Wikipedia than elsewhere; abroad: mean Zipf value in English, French, Spanish, Italian, Dutch; known: the highest
#: Zipf value in German, English, French.
NORMS = ("abstract", "specialist", "encyclopedic", "abroad", "known")
#: Values are stored in twelfths: a byte each.
STEPS = 12
#: Of words that are not in the table nothing is known but that the raw text has them less than five times. As
#: "encyclopedic" they get what a word has that neither list knows: half an occurrence in the encyclopedia against the
#: lowest Zipf value.
UNKNOWN_NORMS = (0.0, 0.0, 0.57, 0.0, 0.0)
#: Byte -> the value that it stands for.
_VALUES = (np.arange(256, dtype=np.uint8).astype(np.int8) / STEPS).tolist()


@cache
def frequencies() -> dict[str, float]:
    """Case-folded word -> Zipf value, the most frequent first (the list has them in steps of a hundredth of a bel)."""
    from wordfreq import available_languages, cB_to_freq, read_cBpack

    found: dict[str, float] = {}
    for number, words in enumerate(read_cBpack(available_languages()["de"])):
        if words:
            found.update(dict.fromkeys(words, math.log10(cB_to_freq(-number)) + 9))
    return found


def zipf(word: str) -> float:
    """The Zipf value of a case-folded word as it stands; 0 if the list does not know it."""
    return frequencies().get(word, 0.0)


def patterns_of_hyphenation() -> Path:
    """The file of pyphen's German patterns."""
    from pyphen import LANGUAGES, language_fallback

    return Path(LANGUAGES[language_fallback("de")])


def _model(name: str) -> Path:
    return Path(str(files("newskit") / "model" / name))


class Common(NamedTuple):
    """What a word weighs in lower case and with a capital first letter.

    Attributes:
        is_plain: it is one that the next three say something of: of letters only, and read the same in both spellings.
        syllables: as read aloud.
        is_international: it looks Latin or Greek.
        is_nominal: it has the ending of a nominalization.
        value: its Zipf value, as a whole or in parts.
        parts: the words that it is made of.
        hyphenated: the parts that it is hyphenated into, which textstat takes for its syllables.
    """

    is_plain: bool
    syllables: int
    is_international: bool
    is_nominal: bool
    value: float
    parts: int
    hyphenated: int


def listed() -> list[str]:
    """The words, the commonest first."""
    return list(islice(frequencies(), N_COMMON))


def check(words: list[str]) -> int:
    """A number that another list of words, or the same with other patterns of hyphenation, does not have."""
    return crc32("\n".join(words).encode(), crc32(patterns_of_hyphenation().read_bytes()))


def path() -> Path:
    """Where the table is."""
    return _model("common_words.npz")


@cache
def common() -> dict[str, Common]:
    """The table: case-folded word -> what it weighs; empty if it was made from another list."""
    words, file = listed(), np.load(path())
    if check(words) != int(file["check"]):
        return {}
    different = list(map(Common, *[file[name].tolist() for name in Common._fields]))
    return dict(zip(words, map(different.__getitem__, file["line"].tolist()), strict=True))


def rarity(word: str, lemma: str) -> tuple[float, int]:
    """(Zipf value, number of parts) of a word: 7 for the most frequent words, 3 for one in a million, 1 if unknown.

    The value is that of the form or of the lemma, whichever is more frequent; a compound that is rare itself has the
    value of its rarest part less 0.6, so that Behindertenausweis is not as rare as a word nobody knows.
    """
    folded = word.casefold()
    found = common().get(folded)
    value, parts = (found.value, found.parts) if found else split(folded)
    return max(value, zipf(lemma.casefold()) if lemma != word else 0.0, UNKNOWN_ZIPF), parts


def split(word: str) -> tuple[float, int]:
    """The best value of a case-folded word as a whole or in parts, and the number of parts."""
    return _split(word, zipf(word))


@cache
def _parts() -> tuple[dict[str, float], dict[str, float]]:
    """Zipf values of what can be a part of a compound, and of what can be its last one.

    They are few enough for the processor to have them at hand, which the whole list is not.
    """
    last = {word: value for word, value in frequencies().items() if value > _PART_ZIPF and len(word) >= _SHORTEST_PART}
    any_part = dict(last)
    for word, value in last.items():
        for part in (word.removesuffix("e"), *[word + joint for joint in _JOINTS]):
            any_part[part] = max(value, any_part.get(part, 0.0))
    return any_part, last


def _split(word: str, known: float) -> tuple[float, int]:
    """As split, of a word whose value as a whole is given."""
    best, count = known, 1
    if len(word) < _SHORTEST_COMPOUND:
        return best, count
    parts = _parts()[0]
    for k in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        first = parts.get(word[:k], 0.0)
        if first <= max(_PART_ZIPF, best + _JOINT):  # whatever follows, it would not be better
            continue
        second, more = _rest(word[k:])
        value = min(first, second)
        if value > _PART_ZIPF and value - _JOINT > best:
            best, count = value - _JOINT, more + 1
    return best, count


@lru_cache(maxsize=100_000)
def _rest(word: str) -> tuple[float, int]:
    """As _split, of what follows the first part; its value is 0 where it cannot be a part."""
    return _split(word, _parts()[1].get(word, 0.0))


@cache
def _norms() -> tuple[dict[int, int], bytes]:
    """Hash of a word -> where its values begin, and the values, a byte each."""
    file = np.load(_model("norms.npz"))
    n = len(NORMS)
    return dict(zip(file["keys"].tolist(), range(0, n * len(file["keys"]), n), strict=True)), file["values"].tobytes()


def norms(word: str, lemma: str) -> tuple[float, ...]:
    """A value for each of NORMS: of the word as written, its lemma, in lower case, with ß; else UNKNOWN_NORMS."""
    begins, values = _norms()
    begin = begins.get(get_string_id(word))
    if begin is None:
        forms = (lemma, word.lower(), word.replace("ss", "ß"))  # the last for Swiss spelling: Strasse
        begin = next((k for k in map(begins.get, map(get_string_id, forms)) if k is not None), -1)
    return tuple([_VALUES[value] for value in values[begin : begin + len(NORMS)]]) if begin >= 0 else UNKNOWN_NORMS
