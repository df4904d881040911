"""Words as the pieces that the encoder knows, and sentences too long for it as overlapping windows."""

from __future__ import annotations

from dataclasses import dataclass

from .tokenizer import UNCLEAN, clean_view

START, STOP, UNKNOWN = 0, 2, 3
#: Pieces of one word at most; the rest of a longer one (a web address) says nothing more.
LONGEST_WORD = 12
#: Pieces of a window, and how many of them are only there to be seen by the others.
WINDOW, MARGIN = 248, 48
#: Different words that are remembered.
REMEMBERED = 200_000


class Pieces:
    """Cuts words into pieces and remembers them."""

    def __init__(self, spec: str) -> None:
        from tokenizers import Tokenizer

        self.tokenizer = Tokenizer.from_str(spec)
        self.known: dict[str, list[int]] = {}

    def of(self, words: list[str]) -> list[list[int]]:
        """The pieces of each word."""
        new = [word for word in dict.fromkeys(words) if word not in self.known]
        if new:
            if len(self.known) > REMEMBERED:
                self.known.clear()
                new = list(dict.fromkeys(words))
            clean = [[clean_view(word)[0] if UNCLEAN.search(word) else word] for word in new]
            found = self.tokenizer.encode_batch(clean, is_pretokenized=True, add_special_tokens=False)
            for word, encoding in zip(new, found, strict=True):
                self.known[word] = encoding.ids[:LONGEST_WORD] or [UNKNOWN]
        return [self.known[word] for word in words]


@dataclass(slots=True)
class Window:
    """A stretch of a sentence: its pieces, and of each word from `start` on the places of its first and last piece."""

    ids: list[int]
    start: int
    first: list[int]
    last: list[int]


def windows(words: list[list[int]]) -> list[Window]:
    """A sentence as one window, or as several; each word is spoken of in one of them, and sees the words around it."""
    if sum(map(len, words)) + 2 <= WINDOW:
        return [_window(words, 0, 0, len(words))]
    out, start = [], 0
    while start < len(words):
        left = _reach(words, start, MARGIN, -1)
        end = _reach(words, start, WINDOW - 2 * MARGIN - 2, 1)
        end = max(end, start + 1)
        out.append(_window(words[left : _reach(words, end, MARGIN, 1)], left, start, end))
        start = end
    return out


def _reach(words: list[list[int]], start: int, pieces: int, step: int) -> int:
    """How far from word `start` so many pieces go."""
    at = start
    while 0 <= (at if step > 0 else at - 1) < len(words):
        pieces -= len(words[at if step > 0 else at - 1])
        if pieces < 0:
            break
        at += step
    return at


def _window(words: list[list[int]], left: int, start: int, end: int) -> Window:
    ids, first, last = [START], [], []
    for k, pieces in enumerate(words, left):
        if start <= k < end:
            first.append(len(ids))
            last.append(len(ids) + len(pieces) - 1)
        ids += pieces
    return Window([*ids, STOP], start, first, last)
