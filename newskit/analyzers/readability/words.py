"""What a word weighs, whatever sentence it stands in: worked out once for each word and remembered."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ..syllables import count_syllables

_INTERNATIONAL = re.compile(r"tion|tät|iert|ieren|isch|ism|ment|anz|enz|ik|log|gra[fp]|iv|ph|th|rh|y")
#: Endings of nouns made of verbs and adjectives, also inside compounds (Sanierungsarbeiten).
_NOMINAL = re.compile(r"ung(s|en|$)|(heit|keit|tion|schaft|ität)s?|(ismus|ismen|nis|nisse)$")
_BETWEEN = re.compile(r"[-/–]")
_LONG_LETTERS = 6


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


@lru_cache(maxsize=100_000)
def word_of(text: str) -> Word | None:
    """What the token weighs; None if it is no word, having no letter or digit."""
    letters = len(text) if text.isalpha() else len([c for c in text if c.isalnum()])
    if not letters:
        return None
    found = pieces(text)
    lengths = tuple(map(len, found))
    syllables = count_syllables(text)
    counts = (
        len(found), sum(lengths), syllables if found == [text] else sum(map(count_syllables, found)),
        len([n for n in lengths if n > _LONG_LETTERS]), len([piece for piece in found if _is_international(piece)]),
        text[0].isdigit(), _NOMINAL.search(text.lower()) is not None,
    )  # fmt: skip
    return Word(letters, syllables, tuple([piece for piece in found if piece.isalpha()]), lengths, counts)


def _is_international(piece: str) -> bool:
    return len(piece) >= _LONG_LETTERS and _INTERNATIONAL.search(piece.lower()) is not None


def pieces(word: str) -> list[str]:
    """The parts that a reader sees divided (Merk-Zeichen, 2023/24), each with a letter or digit."""
    if word.isalpha():
        return [word]
    return [piece for piece in _BETWEEN.split(word) if any(c.isalnum() for c in piece)]
