"""Exports of press databases: many articles in one document, told apart by the words that the databases put between them.

The same lines come as Word, RTF, HTML, text or PDF, so there is one reader for a database, whatever the format.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from .reader import Row

_DATE = re.compile(
    r"(?P<day>\d{1,2})(?:\.|st|nd|rd|th)?\s+(?P<month>[^\W\d_]{3,9})\.?,?\s+(?P<year>\d{4})|"
    r"(?P<month2>[^\W\d_]{3,9})\.?\s+(?P<day2>\d{1,2}),?\s+(?P<year2>\d{4})|(?P<plain>\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})\b|\d{4}-\d{2}-\d{2})"
)
_CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::\d{2})?\s*(?P<half>[AP]M)?\b(?:\s*(?P<zone>GMT|UTC)?(?P<offset>[+-]\d{1,2})?)",
    re.IGNORECASE,
)
_WEEKDAYS = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)\b",
    re.IGNORECASE,
)
#: Words that every export has, looked for before a document is taken apart.
_MARKS = re.compile(
    r"End of Document|Ende des Dokuments|DOCUMENTS?\b|LOAD-DATE|Dokument \d+ von \d+|Dokumentnummer|article \w\wArticle|"
    r"\b(?:Dokument|Document) [A-Za-z0-9]{12,}|GBI-Genios"
)

#: Old exports have lines no longer than this, and whole lines are longer than that.
_WIDEST, _FULL = 110, 55
_LONGEST_MARK = 300
_LABEL = re.compile(r"[A-ZÄÖÜ][\w -]{2,40}:\s")
_HINTS = ("ocument", "okument", "DOCUMENT", "LOAD-DATE", "GBI-Genios", "Article")


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
    from . import factiva, genios, nexis  # each uses the dates of this module

    known: tuple[tuple[Callable[[Sequence[str]], bool], Callable[[Sequence[str]], list[Row]]], ...] = (
        (nexis.is_export, nexis.articles), (factiva.is_export, factiva.articles), (genios.is_export, genios.articles),
    )  # fmt: skip
    if not any(_MARKS.search(line) for line in lines if len(line) < _LONGEST_MARK):
        return None
    rows = next((read(lines) for asks, read in known if asks(lines)), None)
    return [row | {"where": f"Article {number}"} for number, row in enumerate(rows, 1)] if rows else None


def unwrapped(text: str) -> list[str]:
    """The lines of a plain text; where an old export cut its paragraphs at 80 characters or so, they are whole again."""
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


def find_date(line: str) -> str | None:
    """The date in a line as `corpus.parse_date` reads it, with the time and zone if they stand there."""
    found = _DATE.search(line)
    if not found:
        return None
    day = (
        found["plain"]
        or f"{found['day'] or found['day2']} {found['month'] or found['month2']} {found['year'] or found['year2']}"
    )
    clock = _CLOCK.search(line, found.end())
    if not clock or int(clock["hour"]) > 23 or int(clock["minute"]) > 59:
        return day
    hour = int(clock["hour"]) % 12 + 12 * (clock["half"].upper() == "PM") if clock["half"] else int(clock["hour"])
    offset = int(clock["offset"] or 0)
    zone = f" {offset:+03d}:00" if clock["zone"] or clock["offset"] else ""
    return (
        f"{day}, {hour}:{clock['minute']}{zone}"
        if not found["plain"] or "-" not in day
        else f"{day}T{hour:02}:{clock['minute']}{zone.strip()}"
    )


def is_date(line: str) -> bool:
    """Is a line nothing but a date, with a weekday, a time or an edition's hour perhaps?"""
    if len(line) > 80 or not _DATE.search(line):
        return False
    rest = _WEEKDAYS.sub("", _DATE.sub("", line, count=1))
    rest = re.sub(
        r"\b(?:Uhr|um|updated|aktualisiert|MEZ|MESZ|CET|CEST|GMT|UTC)\b", "", _CLOCK.sub("", rest), flags=re.IGNORECASE
    )
    return not re.search(r"[^\W\d_]", rest)


def fields(lines: Sequence[str], names: dict[str, str]) -> tuple[dict[str, str], list[str]]:
    """The values of lines like "Ressort: Politik" (or with the value in the next cell), and the other lines."""
    found: dict[str, str] = {}
    others: list[str] = []
    waiting: str | None = None
    for line in lines:
        label, sign, value = line.partition(":")
        field = names.get(label.strip().casefold()) if sign else None
        if field is not None:
            waiting = None if value.strip() else field
            if value.strip():
                found.setdefault(field, " ".join(value.split()))
        elif waiting is not None:
            found.setdefault(waiting, " ".join(line.split()))
            waiting = None
        else:
            others.append(line)
    return found, others
