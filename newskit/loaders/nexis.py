"""Exports of Nexis Uni (and of the older LexisNexis in capitals): "Body", "Load-Date", "End of Document"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from ..corpus.dates import find_date, is_date
from .reader import Row
from .records import as_names, fields, first_line

_END = re.compile(r"(?:End of Document|Ende des Dokuments)\W*$", re.IGNORECASE)
#: Of the older exports, whose articles begin with their number.
_BEGIN = re.compile(r"\s*(?:\d+ of \d+ DOCUMENTS?|Dokument \d+ von \d+|Document \d+ of \d+)\s*$")
_OLD = re.compile(r"(?:LENGTH|LÄNGE|LOAD-DATE|UPDATE|SPRACHE|LANGUAGE|RUBRIK|SECTION):")
_BODY = re.compile(r"(?:Body|Text|Volltext|Haupttext)$")
_AFTER = re.compile(
    r"(?:Classification|Klassifizierung|Klassifikation|Graphics?|Grafik|Bildunterschrift|Notes)$|"
    r"(?:Load-Date|Ladedatum|Language|Sprache|Publication-Type|Publikationstyp|Update|Journal Code|Zeitungs-Code|"
    r"Subject)\s*:",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"(?:Copyright|©|\(c\))\s|.*(?:All Rights Reserved|Alle Rechte vorbehalten)\W*$", re.IGNORECASE)
#: Under the date of an old export: "Edition 1;" and "Scotland", "Ausgabe Süd", "Late Edition - Final". A headline goes
#: on in small letters.
_EDITION = re.compile(
    r".{0,60};$|(?:[A-ZÄÖÜ\d]\S* ){0,3}(?:Edition|EDITION|Ausgabe|AUSGABE)(?:\W+[A-ZÄÖÜ\d]\S*){0,3}\W*$"
)
_LINK = re.compile(r"(?:Link to PDF|Link zum PDF|Link to Image|Original Download)", re.IGNORECASE)
_LABELS = {
    "section": "section", "rubrik": "section", "ressort": "section", "length": "length", "länge": "length",
    "byline": "authors", "autor": "authors", "author": "authors", "verfasser": "authors", "autoren": "authors",
    "highlight": "highlight", "dateline": "dateline", "load-date": "loaded", "ladedatum": "loaded", "update": "loaded",
    "language": "language", "sprache": "language", "url": "url", "publication-type": "kind", "publikationstyp": "kind",
    "zeitungs-code": "code", "journal code": "code", "graphic": "graphic", "grafik": "graphic", "subject": "subject",
}  # fmt: skip
_LANGUAGES = {"german": "de", "deutsch": "de", "english": "en", "englisch": "en", "french": "fr", "französisch": "fr"}


def is_export(lines: Sequence[str]) -> bool:
    """Do the lines end articles as Nexis does, or number and label them as it used to?"""
    if any(_END.match(line) for line in lines):
        return any(_BODY.match(line) or _AFTER.match(line) for line in lines)
    return any(_BEGIN.match(line) for line in lines) and sum(bool(_OLD.match(line)) for line in lines) > 1


def articles(lines: Sequence[str]) -> list[Row]:
    """The articles in their order. One that ends as it should, but whose text is not found, has None for it."""
    begins = not any(_END.match(line) for line in lines)
    pieces: list[list[str]] = [[]]
    for line in lines:
        if (_BEGIN if begins else _END).match(line):
            pieces.append([])
        elif not _LINK.match(line) and line.strip():
            pieces[-1].append(line.strip())
    # Before the first number and after the last end there are only contents and rights.
    rows = [_article(piece, begins) for piece in (pieces[1:] if begins else pieces) if piece]
    # Half a file ends without its end, so what stands last counts if there is a text in it.
    footer = not begins and pieces[-1] and not rows[-1]["text"]
    return rows[:-1] if footer else rows


def _article(lines: list[str], old: bool) -> Row:
    start = _start_of_body(lines, old)
    if start is None:
        return {"text": None, "title": lines[0]}
    behind = first_line(lines[start:], _AFTER.match)
    after = start + behind if behind >= 0 else len(lines)
    text = "\n\n".join(line for line in lines[start:after] if not (old and _RIGHTS.match(line)))
    head, rest = fields(lines[:start], _LABELS)
    tail, _ = fields(lines[after:], _LABELS)
    title, outlet, dated = _heading([line for line in rest if not _BODY.match(line)], old)
    language = next((code for word, code in _LANGUAGES.items() if word in tail.get("language", "").lower()), None)
    return {
        "text": text, "title": title, "outlet": outlet,
        "published": find_date(dated or "") or find_date(tail.get("loaded", "")),
        "authors": as_names(head.get("authors")), "section": (head.get("section") or "").split(";")[0].strip() or None,
        "language": language, "url": head.get("url") or tail.get("url"),
    }  # fmt: skip


def _start_of_body(lines: list[str], old: bool) -> int | None:
    """The first line of the text: after "Body", or after the labels of an old export."""
    if (body := first_line(lines, _BODY.match)) >= 0:
        return body + 1
    labelled = [n for n, line in enumerate(lines[:30]) if old and re.match(r"(?:LENGTH|LÄNGE)\s*:", line)]
    if not labelled:
        return None
    return (
        labelled[0]
        + 1
        + sum(1 for _ in takewhile(lambda line: re.match(r"[A-ZÄÖÜ-]{4,}:", line), lines[labelled[0] + 1 :]))
    )


def _heading(lines: list[str], old: bool) -> tuple[str | None, str | None, str | None]:
    """Title, outlet and date: in this order today (title, outlet, date), formerly outlet, date, title."""
    lines = [line for line in lines if not _RIGHTS.match(line)]
    place = first_line(lines, is_date)
    if place < 0:
        return (lines[0] if lines else None), None, None
    if old:
        titles = _without_edition(lines[place + 1 :])
        return (" ".join(titles[:2]) or None), (lines[place - 1] if place else None), lines[place]
    outlet = lines[place - 1] if place > 0 else None
    return (lines[place - 2] if place > 1 else None), outlet, lines[place]


def _without_edition(lines: list[str]) -> list[str]:
    """The title's lines, without those that name the edition, as long as one is left."""
    while len(lines) > 1 and _EDITION.match(lines[0]):
        goes_on = lines[0].endswith(";") and len(lines) > 2
        lines = lines[2:] if goes_on else lines[1:]
    return lines
