"""What kinds of characters a text holds, seen once for all steps that ask: most texts need no repair and no careful count.

Every character is looked up in a table of all 65,536 that two bytes can name, for the whole text at once (NumPy). The
answers are exact: where the table cannot tell (an emoji, a combining mark), the slow way is taken.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Kinds of characters, one bit each.
ALNUM, SPACE, ODD_SPACE, SURROGATE, UNSTABLE, NUL, DAMAGE = (1 << bit for bit in range(7))
#: One of these is there wherever German was damaged (mojibake), and hardly ever elsewhere.
_DAMAGED = re.compile("[\x80-\x9fÂÃÅâïðÐÑ√]")
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
#: Beyond the Latin letters, these blocks hold nothing that NFC would change or join: dashes, quotation marks, €, arrows, bullets.
_STABLE = ((0, 0x300), (0x2010, 0x2028), (0x2030, 0x205F), (0x20A0, 0x20C0), (0x2190, 0x2200), (0x25A0, 0x2600))


class Glance:
    """A text and what is in it.

    Attributes:
        text: the text.
        kinds: the bits of the kinds that it holds.
    """

    def __init__(self, text: str) -> None:
        import numpy as np

        self.text = text
        codes = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
        self._kinds = _table().take(codes)
        self.kinds = int(np.bitwise_or.reduce(self._kinds)) if len(codes) else 0

    def n_words(self) -> int:
        """Words: pieces between spaces that hold a letter or digit."""
        import numpy as np

        if self.kinds & SURROGATE:  # an emoji, or a letter that needs two codes: the table knows neither
            return count_words(self.text)
        telling = self._kinds & (ALNUM | SPACE)
        inside = telling[telling != 0] == ALNUM  # without the signs, a word begins wherever a letter follows a space
        return int(np.count_nonzero(inside[1:] > inside[:-1])) + int(len(inside) and inside[0])

    def collapsed(self) -> str:
        """The text in NFC with every run of whitespace as one space."""
        flat = self._flat()
        return unicodedata.normalize("NFC", flat) if self.kinds & (UNSTABLE | SURROGATE) else flat

    def _flat(self) -> str:
        import numpy as np

        if not self.kinds & ODD_SPACE:
            doubled = np.count_nonzero(self._kinds[1:] & self._kinds[:-1] & SPACE)
            joined = self.text.replace("\n\n", " ") if doubled else self.text
            if len(self.text) - len(joined) == doubled:  # paragraphs, and no other run of spaces
                return joined.replace("\n", " ").strip()
        return " ".join(self.text.split())


def lines(text: str) -> list[tuple[int, str]]:
    """Where each line that is not empty begins, and the line."""
    if "\r" in text or "\u2028" in text or "\u2029" in text:
        return [(found.start(), found[0]) for found in _LINE.finditer(text)]
    start, found = 0, []
    for line in text.split("\n"):
        if line:
            found.append((start, line))
        start += len(line) + 1
    return found


def count_words(text: str) -> int:
    """The same count for any text, piece by piece."""
    pieces = text.split()
    odd = [piece for piece in pieces if not piece[0].isalnum()]  # few, so that the slow test below hardly runs
    return len(pieces) - sum(not any(map(str.isalnum, piece)) for piece in odd)


@cache
def _table() -> NDArray[np.uint8]:
    """The kinds of every character that two bytes can name."""
    import numpy as np

    return np.array([_kind_of(code) for code in range(1 << 16)], dtype=np.uint8)


def _kind_of(code: int) -> int:
    char = chr(code)
    kind = ALNUM * char.isalnum() | SPACE * char.isspace() | NUL * (not code)
    kind |= ODD_SPACE * (char.isspace() and char not in " \n")
    kind |= SURROGATE * (0xD800 <= code < 0xE000) | DAMAGE * bool(_DAMAGED.match(char))
    return kind | UNSTABLE * (not any(first <= code < last for first, last in _STABLE))
