"""What the 200,000 commonest words weigh, worked out beforehand: four in five of the different words of a news text.

The table model/common_words.npz was made by training/common_words.py with the functions that weigh all other words, so it saves
time and changes nothing. Its lines follow wordfreq's list; with another list or other patterns of hyphenation (another version
of wordfreq or pyphen) it is not used.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np

from .frequencies import frequencies
from .hyphens import dictionary

N_WORDS = 200_000


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
    return list(islice(frequencies(), N_WORDS))


def check(words: list[str]) -> int:
    """A number that another list of words, or the same with other patterns of hyphenation, does not have."""
    return crc32("\n".join(words).encode(), crc32(dictionary().read_bytes()))


def path() -> Path:
    """Where the table is."""
    return Path(str(files("newskit") / "model" / "common_words.npz"))


@cache
def common() -> dict[str, Common]:
    """The table: case-folded word -> what it weighs; empty if it was made from another list."""
    words, file = listed(), np.load(path())
    if check(words) != int(file["check"]):
        return {}
    different = list(map(Common, *[file[name].tolist() for name in Common._fields]))
    return dict(zip(words, map(different.__getitem__, file["line"].tolist()), strict=True))
