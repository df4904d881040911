"""Exports of Factiva: with field codes (HD, LP, TD), or in plain blocks that end with "Dokument" and a key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..corpus.dates import find_date, is_date
from .reader import Row
from .records import as_names, first_line

_END = re.compile(r"(?:Dokument|Document)\s+([A-Za-z0-9]{12,})\s*$")
_CODES = "SE HD BY CR WC PD ET SN SC ED PG VOL LA CY LP TD NS RE IPC IPD PUB AN CO IN CT CLM ART RF".split()
_CODED = re.compile(rf"({'|'.join(_CODES)})(?:\t|\s{{2,}}|\s*$)(.*)")
_WORDS = re.compile(r"\d[\d.,\s]*\s*(?:Wörter|words)\s*$", re.IGNORECASE)
_RIGHTS = re.compile(r"(?:\(c\)|©|copyright\b|\(copyright\b)", re.IGNORECASE)
_LANGUAGES = {
    "deutsch": "de", "german": "de", "de": "de", "englisch": "en", "english": "en", "en": "en",
    "französisch": "fr", "french": "fr", "fr": "fr", "italienisch": "it", "italian": "it", "it": "it",
}  # fmt: skip
_BY = re.compile(r"\A(?:Von|By)\s+", re.IGNORECASE)
#: Factiva counts the articles of a file in front of their headlines: 12) Hochwasser ...
_COUNT = re.compile(r"\d{1,4}\)\s+")
#: The time stands behind the date, or some codes later.
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?$")
#: What Factiva puts under an article: the firm that has the rights. A sentence would end with a full stop.
_FIRM = re.compile(
    r"[^.!?:„“\"]{0,70}\b(?:GmbH|mbH|AG|KG|KGaA|SE|OHG|Verlag\w*|Verlagsgesellschaft|Syndication|Medien|Inc|Ltd|"
    r"Limited|LLC|S\.A|B\.V)\b"
    r"(?:(?: & Co\.)?[^.!?:„“\"]{0,40}|(?<=Inc|Ltd|S\.A|B\.V)\.)$"
)
_NAMES = re.compile(r"[A-ZÄÖÜ][\w.'’-]*(?:(?: |, | und | & |; )(?:[A-ZÄÖÜ][\w.'’-]*|von|van|de|der|zu)){1,7}$")


def is_export(lines: Sequence[str]) -> bool:
    """Does a line hold nothing but a document's key, and others what goes with it?"""
    if not any(_END.match(line) or re.match(r"AN\t", line) for line in lines):
        return False
    return any(_WORDS.match(line) for line in lines) or sum(bool(_CODED.match(line)) for line in lines) > 3


def articles(lines: Sequence[str]) -> list[Row]:
    """The articles in their order."""
    rows = [_article(piece, key) for piece, key in _pieces(lines)]
    return [row for row in rows if row["text"] or row["article_id"]]


def _pieces(lines: Sequence[str]) -> Iterator[tuple[list[str], str]]:
    piece: list[str] = []
    for line in lines:
        coded = _CODED.match(line)
        end = _END.match(coded[2] if coded and coded[1] == "AN" else line)
        if end:
            yield piece, end[1]
            piece = []
        elif line.strip():
            piece.append(line.strip())
    yield piece, ""  # half a file ends without its end


def _article(lines: list[str], key: str) -> Row:
    coded = sum(bool(_CODED.match(line)) for line in lines) > 3
    row = _by_codes(lines) if coded else _by_place(lines)
    return (row or {"text": None}) | {"article_id": key or None}


def _by_codes(lines: list[str]) -> Row:
    values: dict[str, list[str]] = {}
    current = values.setdefault("", [])
    for line in lines:
        if code := _CODED.match(line):
            current = values.setdefault(code[1], [])
            line = code[2]
        if line.strip():
            current.append(line.strip())

    def one(code: str) -> str | None:
        return " ".join(values.get(code, [])) or None

    when = ", ".join(filter(None, (one("PD"), one("ET"))))
    return {
        "text": "\n\n".join(values.get("LP", []) + values.get("TD", [])), "title": one("HD"), "outlet": one("SN"),
        "published": find_date(when), "authors": as_names(_BY.sub("", one("BY") or "")), "section": one("SE"),
        "language": _LANGUAGES.get((one("LA") or "").casefold()),
    }  # fmt: skip


def _by_place(lines: list[str]) -> Row | None:
    """Title and author stand before the number of words; date, outlet, page, language and rights after it."""
    pivot = first_line(lines, _WORDS.match)
    if pivot < 0:
        return None
    section, title, author = _before(lines[:pivot])
    after = lines[pivot + 1 :]
    language = first_line(after[:12], lambda line: line.casefold() in _LANGUAGES)
    start = max(first_line(after[:12], _RIGHTS.match), language) + 1
    dated = first_line(after[:start], is_date)
    rest = after[dated + 1 : start]
    clock = next(filter(_CLOCK.match, rest), "")
    names = [line for line in rest if line != clock and not line.isdigit()]
    body = after[start:-1] if len(after) - start > 1 and _FIRM.match(after[-1]) else after[start:]
    return {
        "text": "\n\n".join(body), "title": title, "authors": as_names(author), "section": section,
        "outlet": names[0] if names else None,
        "published": find_date(f"{after[dated]}, {clock}") if dated >= 0 else None,
        "language": _LANGUAGES.get(after[language].casefold()) if language >= 0 else None,
    }  # fmt: skip


def _before(lines: list[str]) -> tuple[str | None, str | None, str | None]:
    """Section, title and author; the first and the last may be missing."""
    counted = first_line(lines, _COUNT.match)
    if counted >= 0:
        named = len(lines) > counted + 1
    else:
        named = len(lines) > 1 and bool(_BY.match(lines[-1]) or len(lines) > 2 or _is_name(*lines[-2:]))
    author = _BY.sub("", lines.pop()) if named else None
    title = _COUNT.sub("", lines.pop()) if lines else None
    return (lines[-1] if lines else None), title, author


def _is_name(first: str, second: str) -> bool:
    """Of two lines, is the second a writer's name, and the first no section's?"""
    return len(first.split()) > 2 and len(second) <= 60 and _NAMES.match(second) is not None
