"""How rare a word is, and of how many words it is compounded."""

from __future__ import annotations

from functools import cache, lru_cache

from .common import common
from .frequencies import frequencies, zipf

#: Zipf value (log10 of the occurrences in a billion words) of words that the list does not know.
UNKNOWN = 1.0
#: A compound is taken apart only into words at least this frequent, and is rarer than its rarest part.
_PART_ZIPF, _JOINT = 2.8, 0.6
_SHORTEST_PART, _SHORTEST_COMPOUND = 4, 9
#: Letters that may join two parts (Arbeit-s-amt) or fall at the joint (Schul-e).
_JOINTS = ("s", "n", "e")


def rarity(word: str, lemma: str) -> tuple[float, int]:
    """(Zipf value, number of parts) of a word: 7 for the most frequent words, 3 for one in a million, 1 if unknown.

    The value is that of the form or of the lemma, whichever is more frequent; a compound that is rare itself has the
    value of its rarest part less 0.6, so that Behindertenausweis is not as rare as a word nobody knows.
    """
    folded = word.casefold()
    found = common().get(folded)
    value, parts = (found.value, found.parts) if found else split(folded)
    return max(value, zipf(lemma.casefold()) if lemma != word else 0.0, UNKNOWN), parts


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
