"""Exports of press databases: many articles in one document, told apart by the words that stand between them.

The same lines come as Word, RTF, HTML, text or PDF, so there is one reader for a database, whatever the format: Nexis
and Factiva have a file each; WISO and Genios ("Quelle: Bote vom 03.10.2025, S. 5", "Dokumentnummer", "Dauerhafte
Adresse des Dokuments") stand here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ..corpus.dates import find_date
from . import factiva, nexis
from .reader import Row
from .records import as_names, fields

#: Words that every export has, looked for before a document is taken apart.
_MARKS = re.compile(
    r"End of Document|Ende des Dokuments|DOCUMENTS?\b|LOAD-DATE|Dokument \d+ von \d+|Dokumentnummer|"
    r"article \w\wArticle|"
    r"\b(?:Dokument|Document) [A-Za-z0-9]{12,}|GBI-Genios"
)

#: Old exports have lines no longer than this, and whole lines are longer than that.
_WIDEST, _FULL = 110, 55
_LONGEST_MARK = 300
_LABEL = re.compile(r"[A-ZÄÖÜ][\w -]{2,40}:\s")
_HINTS = ("ocument", "okument", "DOCUMENT", "LOAD-DATE", "GBI-Genios", "Article")
_BEGIN = re.compile(r"Dokument \d+ von \d+\W*$", re.IGNORECASE)
_LAST = re.compile(r"(?:©|\(c\)|Copyright).{0,20}GBI-?\s?Genios", re.IGNORECASE)
_RIGHTS = re.compile(r"(?:Alle Rechte vorbehalten|©|\(c\) )", re.IGNORECASE)
#: Between the articles: numbers of pages, and the lines of the list of contents (1. Sturm über Köln ........ 2).
_PAGE = re.compile(
    r"Seite \d+ von \d+\W*$|Dokumente?$|Inhaltsverzeichnis$|\d{1,4}\. .{2,200}?(?: ?\.){3,} ?\d{1,4}$", re.IGNORECASE
)
_WHERE = re.compile(r"[\"„“]?(.{2,100}?)[\"“”]?,?\s+(?:vom|v\.|den)\s+|(.{2,100}?),\s+(?=\d)", re.IGNORECASE)
_LABELS = {
    "quelle": "source", "ressort": "section", "rubrik": "column", "ausgabe": "edition", "dokumentnummer": "article_id",
    "dauerhafte adresse des dokuments": "url", "autor": "authors", "autoren": "authors", "verfasser": "authors",
    "issn": "issn", "datum": "date", "jahrgang": "year", "schlagwörter": "words", "schlagworte": "words",
    "abbildung": "picture",
}  # fmt: skip


def looks_exported(text: str) -> bool:
    """May this be an export? Cheap, so that every text can be asked."""
    for hint in _HINTS:
        if hint in text:
            return _MARKS.search(text) is not None
    return False


def short_lines(text: str) -> str:
    """The lines of a text in which a database's mark may stand; articles have few of them."""
    return "\n".join([line for line in text.splitlines() if len(line) < _LONGEST_MARK])


def read_export(lines: Sequence[str]) -> list[Row] | None:
    """The articles of an export; None if the lines are none of any database."""
    known: tuple[tuple[Callable[[Sequence[str]], bool], Callable[[Sequence[str]], list[Row]]], ...] = (
        (nexis.is_export, nexis.articles), (factiva.is_export, factiva.articles), (_is_genios, _genios),
    )  # fmt: skip
    if not any(_MARKS.search(line) for line in lines if len(line) < _LONGEST_MARK):
        return None
    rows = next((read(lines) for asks, read in known if asks(lines)), None)
    return [row | {"where": f"Article {number}"} for number, row in enumerate(rows, 1)] if rows else None


def unwrapped(text: str) -> list[str]:
    """The lines of a plain text; paragraphs that an old export cut at 80 characters or so are whole again."""
    lines = text.splitlines()
    if max(map(len, lines), default=0) > _WIDEST:
        return lines
    whole: list[str] = []
    for before, line in zip(["", *lines], lines, strict=False):
        goes_on = before.strip() and line.strip() and len(before) > _FULL and not before.startswith(" ")
        if goes_on and not _LABEL.match(line) and not _LABEL.match(before) and whole:
            whole[-1] += " " + line.strip()
        else:
            whole.append(line)
    return whole


def _is_genios(lines: Sequence[str]) -> bool:
    """Are there documents' numbers and sources as Genios labels them?"""
    labels = {line.partition(":")[0].strip().casefold() for line in lines if ":" in line and len(line) < 300}
    return "quelle" in labels and bool(labels & {"dokumentnummer", "dauerhafte adresse des dokuments"})


def _genios(lines: Sequence[str]) -> list[Row]:
    """The articles in their order, cut at "Dokument 1 von 25", or after the line with the database's rights."""
    numbered = any(_BEGIN.match(line) for line in lines)
    pieces: list[list[str]] = [[]]
    for line in lines:
        if numbered and _BEGIN.match(line):
            pieces.append([])
        elif not _PAGE.match(line) and line.strip():
            pieces[-1].append(line.strip())
        if not numbered and _LAST.match(line):
            pieces.append([])
    # What stands before the first number, or after the last line of rights, is a list of contents.
    rows = [_genios_article(piece) for piece in (pieces[1:] if numbered else pieces) if piece]
    return rows if numbered or not rows or rows[-1]["text"] else rows[:-1]


def _genios_article(lines: list[str]) -> Row:
    found, others = fields(lines, _LABELS)
    others = [line for line in others if not _RIGHTS.match(line)]
    if not {"source", "article_id", "url"} & set(found):
        return {"text": None}
    title = others.pop(0) if others else None
    source = found.get("source", "")
    outlet = _WHERE.match(source)
    return {
        "text": "\n\n".join(others), "title": title,
        "outlet": (outlet[1] or outlet[2]).strip(' "„“') if outlet else source.strip('"„“ ') or None,
        "published": find_date(found.get("date", "")) or find_date(source), "authors": as_names(found.get("authors")),
        "section": found.get("section") or found.get("column"), "url": found.get("url"),
        "article_id": found.get("article_id"),
    }  # fmt: skip
