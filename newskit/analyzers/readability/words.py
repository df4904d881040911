"""What a word weighs, whatever sentence it stands in."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import chain
from typing import Generic, NamedTuple, TypeVar, cast

from ...german.syllables import count_all
from .common import Common, common

_INTERNATIONAL = re.compile(r"tion|tät|iert|ieren|isch|ism|ment|anz|enz|ik|log|gra[fp]|iv|ph|th|rh|y")
#: Endings of nouns made of verbs and adjectives, also inside compounds (Sanierungsarbeiten).
_NOMINAL = re.compile(r"ung(s|en|$)|(heit|keit|tion|schaft|ität)s?|(ismus|ismen|nis|nisse)$", re.MULTILINE)
_BETWEEN = re.compile(r"[-/–]")
_LONG_LETTERS = 6
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


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


#: Of the pieces of a word: how many there are, their characters and syllables, those of more than six letters, those that
#: look Latin or Greek (Diskussion, Photographie). Of the word: is it a number, and has it the ending of a nominalization?
COUNTS = ("pieces", "letters", "syllables", "long", "international", "number", "nominal")


def weigh(texts: Sequence[str], lexicons: str = "") -> list[Word | None]:
    """What each token weighs, its syllables by a folder of word lists; None if it is no word, having no letter or digit."""
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
        len(found), sum(lengths), sum([syllables[piece] for piece in found]), len([n for n in lengths if n > _LONG_LETTERS]),
        len([piece for piece in found if piece in international]), text[0].isdigit(), is_nominal,
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
    """Values by keys. Those that are not known yet are worked out together: a call for each word would cost more than its work.

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
