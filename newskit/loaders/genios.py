"""Exports of WISO and Genios: "Quelle: Bote vom 03.10.2025, S. 5", "Dokumentnummer", "Dauerhafte Adresse des Dokuments"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .exports import fields, find_date
from .reader import Row
from .records import as_names

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
    "issn": "issn", "datum": "date", "jahrgang": "year", "schlagwörter": "words", "schlagworte": "words", "abbildung": "picture",
}  # fmt: skip


def is_export(lines: Sequence[str]) -> bool:
    """Are there documents' numbers and sources as Genios labels them?"""
    labels = {line.partition(":")[0].strip().casefold() for line in lines if ":" in line and len(line) < 300}
    return "quelle" in labels and bool(labels & {"dokumentnummer", "dauerhafte adresse des dokuments"})


def articles(lines: Sequence[str]) -> list[Row]:
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
    rows = [_article(piece) for piece in (pieces[1:] if numbered else pieces) if piece]
    return rows if numbered or not rows or rows[-1]["text"] else rows[:-1]


def _article(lines: list[str]) -> Row:
    found, others = fields(lines, _LABELS)
    others = [line for line in others if not _RIGHTS.match(line)]
    if not {"source", "article_id", "url"} & set(found):
        return {"text": None}
    title = others.pop(0) if others else None
    source = found.get("source", "")
    outlet = _WHERE.match(source)
    return {
        "text": "\n\n".join(others), "title": title, "outlet": (outlet[1] or outlet[2]).strip(' "„“') if outlet else source.strip('"„“ ') or None,
        "published": find_date(found.get("date", "")) or find_date(source), "authors": as_names(found.get("authors")),
        "section": found.get("section") or found.get("column"), "url": found.get("url"), "article_id": found.get("article_id"),
    }  # fmt: skip
