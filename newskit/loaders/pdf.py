"""The text layer of PDFs: columns in order, words joined that a line end cut, running heads dropped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ..errors import InputError
from .documents import title_line
from .exports import read_export
from .reader import LoadOptions, Row, library, need, problem
from .source import Source

_MOST_PAGES = 2000
_DIGITS = re.compile(r"\d+")
_SOFT = "\u00ad"
_MOST_PIECES = 200_000


@dataclass
class Piece:
    """A piece of a line on a page: its left and right end, the height of its line, the size of its letters."""

    left: float
    right: float
    height: float
    size: float
    text: str


def read_pdf(source: Source, options: LoadOptions) -> Iterator[Row]:
    """A PDF with a text layer: one article, or an export with many. Scanned pages have none and are a problem."""
    pypdf = need("pypdf", "pypdf", "office")
    with source.seekable() as file:
        with library("The PDF"):
            reader = pypdf.PdfReader(file)
            if reader.is_encrypted and not reader.decrypt(""):
                raise InputError("The PDF is encrypted. Save it without a password.")
            count, meta = len(reader.pages), reader.metadata
            title, author = (str(meta.title or "") if meta else "", str(meta.author or "") if meta else "")
        if count > _MOST_PAGES:
            yield problem(source, f"Of {count:,} pages the first {_MOST_PAGES:,} were read. Split the PDF.")
        pages, faults = _pages(reader, min(count, _MOST_PAGES))
    for number, reason in faults:
        yield problem(source, f"Page {number}: {reason}")
    yield from _articles(_without_running_heads(pages), title.strip(), author.strip())


def _pages(reader: Any, count: int) -> tuple[list[list[Piece]], list[tuple[int, str]]]:
    pages, faults = [], []
    for number in range(count):
        try:
            with library("The page"):
                pages.append(in_reading_order(_pieces(reader.pages[number])))
        except InputError as error:
            faults.append((number + 1, str(error)))
    return pages, faults


def _articles(pages: list[list[Piece]], title: str, author: str) -> Iterator[Row]:
    pieces = [piece for page in pages for piece in page]
    if not any(char.isalpha() for piece in pieces for char in piece.text):
        raise InputError("There is no text layer: the pages are pictures. Run text recognition (OCR) over it first.")
    paragraphs = join_lines(pieces)
    if (rows := read_export([line for line in paragraphs if line])) is not None:
        yield from rows
        return
    text = "\n\n".join(paragraphs)
    headline = _in_biggest_letters(pieces)
    found = headline if headline and len(headline) < 200 else title_line(text)
    # What the file calls itself is often the name of the program's template, so it comes last.
    yield {"text": text, "title": found or title or None, "authors": [author] if author and not headline else []}


def _in_biggest_letters(pieces: list[Piece]) -> str:
    """The text in the biggest letters; "" where they are as big as those of most of the text."""
    biggest = max(piece.size for piece in pieces)
    sizes: Counter[int] = Counter()
    for piece in pieces:
        sizes[round(piece.size)] += len(piece.text)
    usual, _ = sizes.most_common(1)[0]
    return " ".join(piece.text for piece in pieces if piece.size == biggest) if biggest > 1.15 * usual else ""


def _pieces(page: Any) -> list[Piece]:
    """The pieces of the page's lines, as the file has them."""
    pieces: list[Piece] = []

    def visit(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        words = " ".join(text.replace("\0", " ").split())
        if words and len(pieces) < _MOST_PIECES:
            x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            letters = abs(size * (tm[3] or tm[0] or 1.0) * (cm[3] or 1.0)) or 10.0
            pieces.append(Piece(x, x + 0.5 * letters * len(words), y, letters, words))

    page.extract_text(visitor_text=visit)
    return _clipped(pieces)


def _clipped(pieces: list[Piece]) -> list[Piece]:
    """The widths are guessed from the letters; none reaches into the next piece of its line."""
    lines: dict[int, list[Piece]] = {}
    for piece in pieces:
        lines.setdefault(round(piece.height), []).append(piece)
    for line in lines.values():
        line.sort(key=lambda piece: piece.left)
        for one, following in pairwise(line):
            if following.left > one.left:
                one.right = min(one.right, following.left - 0.1)
    return pieces


def in_reading_order(pieces: list[Piece], depth: int = 0) -> list[Piece]:
    """Columns from left to right, each from top to bottom: the page is cut along its white gaps (XY-cut).

    Source: Nagy & Seth (1984), Hierarchical representation of optically scanned documents.
    """
    if len(pieces) < 4 or depth > 30:
        return _lines(pieces)
    if columns := _split(pieces, "left", "right", 6.0):
        parts = columns
    else:
        rows = _split(
            [Piece(p.height, p.height + p.size, p.left, p.size, p.text) for p in pieces], "left", "right", 0.0
        )
        parts = _cut_rows(pieces) if rows else []
    return (
        [piece for part in parts for piece in in_reading_order(part, depth + 1)] if len(parts) > 1 else _lines(pieces)
    )


def _split(pieces: list[Piece], start: str, end: str, gap: float) -> list[list[Piece]]:
    """The two sides of the widest gap that no piece crosses, if both have several lines."""
    ordered = sorted(pieces, key=lambda piece: getattr(piece, start))
    reach, best, place = getattr(ordered[0], end), gap, 0
    for number, piece in enumerate(ordered[1:], 1):
        width = getattr(piece, start) - reach
        if width > best and min(_heights(ordered[:number]), _heights(ordered[number:])) > 1:
            best, place = width, number
        reach = max(reach, getattr(piece, end))
    return [ordered[:place], ordered[place:]] if place else []


def _heights(pieces: list[Piece]) -> int:
    return len({round(piece.height) for piece in pieces})


def _cut_rows(pieces: list[Piece]) -> list[list[Piece]]:
    """Above and below the widest space between two lines: a headline over its columns, say."""
    ordered = sorted(pieces, key=lambda piece: -piece.height)
    gaps = [(one.height - two.height, number) for number, (one, two) in enumerate(pairwise(ordered), 1)]
    widest, place = max(gaps)
    return [ordered[:place], ordered[place:]] if widest > 1 else []


def _lines(pieces: list[Piece]) -> list[Piece]:
    """The pieces of one column as whole lines, from top to bottom."""
    lines: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: (-round(piece.height), piece.left)):
        if lines and abs(lines[-1].height - piece.height) < 2:
            last = lines[-1]
            lines[-1] = Piece(
                last.left, piece.right, last.height, max(last.size, piece.size), f"{last.text} {piece.text}"
            )
        else:
            lines.append(piece)
    return lines


def _without_running_heads(pages: list[list[Piece]]) -> list[list[Piece]]:
    """The pages without the first and last lines that come back, but for their numbers, on at least half of them."""
    if len(pages) < 2:
        return pages
    edges = Counter(edge for page in pages for edge in {_plain(line) for line in _edges(page)})
    running = {edge for edge, count in edges.items() if count > 1 and count >= len(pages) / 2}
    return [[line for line in page if not (_plain(line) in running and line in _edges(page))] for page in pages]


def _edges(page: list[Piece]) -> list[Piece]:
    ordered = sorted(page, key=lambda piece: piece.height)
    return ordered[:2] + ordered[-2:]


def _plain(line: Piece) -> str:
    return _DIGITS.sub("#", line.text)


def join_lines(lines: list[Piece]) -> list[str]:
    """The lines as paragraphs. A paragraph ends where the space to the next line is wider, or the letters change."""
    spaces = sorted(one.height - two.height for one, two in pairwise(lines) if one.height > two.height)
    usual = spaces[len(spaces) // 2] if spaces else 0.0
    paragraphs: list[str] = []
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else None
        if before is None or _ends(before, line, usual):
            paragraphs.append(line.text)
        else:
            paragraphs[-1] = join(paragraphs[-1], line.text)
    return paragraphs


def _ends(one: Piece, two: Piece, usual: float) -> bool:
    space = one.height - two.height
    if space <= 0:  # the next column or page: the sentence goes on there unless it has ended
        return one.text[-1:] in ".!?“”»" and abs(one.size - two.size) < 1 or abs(one.size - two.size) >= 1
    return space > 1.4 * usual or abs(one.size - two.size) >= 1


def join(text: str, line: str) -> str:
    """Two lines as one. "Ver-" + "band" is Verband, "Ost-" + "West" and "Jugend-" + "und" keep their hyphens."""
    stem = text[:-1]
    if text.endswith(_SOFT):
        return stem + line
    if not (text.endswith(("-", "‐")) and stem[-1:].isalpha()):
        return f"{text} {line}"
    word = line.partition(" ")[0]
    if word in ("und", "oder", "bis", "sowie", "bzw."):
        return f"{text} {line}"
    return stem + line if line[:1].islower() else text + line
