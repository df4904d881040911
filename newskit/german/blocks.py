"""The blocks of a text: each line, or paragraph of hard-wrapped text, with the label that it may begin with.

A label says who speaks: `Brandt:`, `I.B.:`, `Frage:`, `Ilka Brandt (41):`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..resources import Classes

#: A word of a name.
WORD = r"(?:(?:Dr|Prof|[A-ZÄÖÜ])\.|[A-ZÄÖÜ][\w’'-]*)"
_LABEL = re.compile(
    rf"(?P<name>[A-ZÄÖÜ]\.? ?[A-ZÄÖÜ]\.?|{WORD}(?: (?:{WORD}|[a-zäöü]{{2,4}})){{0,5}})"
    r"(?P<more> ?\([^()\n]{1,60}\)(?:, [^:\n?!„“\"»«]{1,60})?|, ?[^:\n?!„“\"»«]{1,80})?"
    r"[*_]{0,3}:[*_]{0,3}(?=[\s„“\"»«]|$)"
)
_LEAD = re.compile(r"[\s*_>#•–-]*")
_MARKUP = " \t\xa0*_"
#: What a line ends with that is whole.
SENTENCE_END = '.!?…“”"»«)*_'


@dataclass(frozen=True, slots=True)
class Block:
    """One line or paragraph: text[start:end], its label (if it has one) and where its words begin."""

    start: int
    end: int
    words: int
    label: tuple[int, int] | None = None
    more: bool = False
    asks: bool = False


def blocks_of(text: str, words: Classes) -> Iterator[Block]:
    """The lines with words; a line that goes on where the one before it was full is one block with it."""
    open_block: tuple[int, int] | None = None
    position, blank = 0, True
    for line in text.splitlines(keepends=True):
        start, end = position, position + len(line.rstrip())
        position += len(line)
        if end <= start:
            blank = True
            continue
        wraps = open_block is not None and not blank and text[open_block[1] - 1] not in SENTENCE_END
        if wraps and open_block is not None and not _labelled(text, start, end, words):
            open_block = open_block[0], end
        else:
            if open_block is not None:
                yield _block(text, *open_block, words)
            open_block = start, end
        blank = False
    if open_block is not None:
        yield _block(text, *open_block, words)


def _labelled(text: str, start: int, end: int, words: Classes) -> re.Match[str] | None:
    """The label at the start of a line; None if it has none, or one that names nobody (Tipp:, Update:)."""
    lead = _LEAD.match(text, start, end)
    match = _LABEL.match(text, lead.end() if lead else start, end)
    if match is None:
        return None
    parts = match["name"].split()
    return None if any(part.lower() in words["label_of_nobody"] for part in parts) else match


def _block(text: str, start: int, end: int, words: Classes) -> Block:
    label = _labelled(text, start, end, words)
    lead = _LEAD.match(text, label.end() if label else start, end)
    first = lead.end() if lead else start
    if text[first - 1 : first] in {"-", "–", "…"} and first > start and label:
        first = label.end()
    asks = text[start : end_of_words(text, start, end)].endswith(("?", "?“", '?"', "?«"))
    if label is None:
        return Block(start, end, first, asks=asks)
    return Block(start, end, first, label.span("name"), bool(label["more"]), asks)


def end_of_words(text: str, start: int, end: int) -> int:
    """Where a block ends without spaces and bold print's asterisks."""
    while end > start and text[end - 1] in _MARKUP:
        end -= 1
    return end


def in_small(text: str, block: Block) -> str:
    """The words of a block; those in capitals as capitalised words: WAS TUN SIE, FRAU BRANDT? of the same length."""
    words = text[block.words : block.end]
    small = words.title() if words.isupper() else words
    return small if len(small) == len(words) else words
