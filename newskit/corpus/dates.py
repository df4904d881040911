"""Dates as German media write them -> moments in UTC."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from functools import cache
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    import pandas as pd
    from pandas._libs.tslibs.nattype import NaTType

#: Naive times are taken as German local time.
TIMEZONE = "Europe/Berlin"

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner jaenner jan jän january", "februar feber feb february", "märz maerz mär mrz march mar",
            "april apr", "mai may", "juni juno jun june", "juli julei jul july", "august aug", "september sept sep",
            "oktober okt october oct", "november nov", "dezember dez december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_ZONES = {"mez": 1, "cet": 1, "mesz": 2, "cest": 2, "utc": 0, "gmt": 0, "z": 0}
_GERMAN = re.compile(
    r"\D{0,40}?\b(?P<day>\d{1,2})\.?\s*(?:(?P<month>\d{1,2})\.\s*|(?P<name>[^\W\d_]{3,9})\.?\s+)(?P<year>\d{4}|\d{2})\b"
    r"(?:\s*[,;|–-]?\s*(?:um\s+)?(?:(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?|"
    r"(?P<full>\d{1,2})(?=\s*Uhr))"
    r"(?:\s*Uhr)?)?(?:\s*\(?(?P<zone>[A-Z]{1,4}|[+-]\d{2}:?\d{2})\)?)?\s*",
    re.IGNORECASE,
)
#: 10:00 PM, 9.30 a.m.
_TWELVE_HOURS = re.compile(r"\b(0?[1-9]|1[0-2])((?:[:.]\d{2}){1,2})\s*([ap])\.?\s?m\b\.?", re.IGNORECASE)
_ISO_ZONE = re.compile(r"\s*(?:([+-]\d{2}):?(\d{2})?|\b(?:UTC|GMT))$")
#: Newspapers begin in 1605; years beyond these bounds are slips or numbers that are no dates.
_FIRST_YEAR, _LAST_YEAR = 1600, 2199


def parse_date(value: object) -> pd.Timestamp | NaTType:
    """A moment in UTC from ISO 8601, RFC 2822, a German date or a date object; NaT if it is none of these.

    Without a zone, Europe/Berlin is assumed; without a time, midnight there. "3.10.2025, 14.30 Uhr", "3. Oktober 2025",
    "03.10.25" and "Fri, 03 Oct 2025 14:30:00 +0200" are read; "gestern" and bare numbers are not.
    """
    import pandas as pd

    moment = _moment(value)
    if moment is None or not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        return pd.NaT
    aware = moment if moment.tzinfo else moment.replace(tzinfo=_berlin())
    return pd.Timestamp(aware.astimezone(UTC))


def local_times(published: pd.Series[Any]) -> pd.Series[Any]:
    """What the clocks of German-language outlets showed at these moments in UTC, without a zone."""
    local: Any = published.dt.tz_convert(TIMEZONE).dt.tz_localize(None)
    return cast("pd.Series[Any]", local.astype("datetime64[us]"))


def dated(articles: pd.DataFrame) -> pd.DataFrame:
    """The articles table with the columns published_local and date as published has them."""
    local = local_times(articles["published"])
    articles["published_local"], articles["date"] = local, local.dt.normalize()
    return articles


def days(articles: pd.DataFrame) -> pd.Series[Any]:
    """The day of each article (midnight, no zone), as the column date: days, weeks and months are grouped by it.

    It is made of published again where that is there, so that a moment that somebody corrects counts.
    """
    return local_times(articles["published"]).dt.normalize() if "published" in articles.columns else articles["date"]


def _moment(value: object) -> datetime | None:
    if isinstance(value, datetime):
        return value if value == value else None  # NaT is a datetime that equals nothing
    if isinstance(value, date):
        return datetime.combine(value, time())
    if not isinstance(value, str) or len(value) > 100:
        return None
    text = _TWELVE_HOURS.sub(_of_24_hours, unicodedata.normalize("NFC", value).strip())
    return _iso(text) or _german(text) or _rfc(text)


def _of_24_hours(clock: re.Match[str]) -> str:
    return f"{int(clock[1]) % 12 + 12 * (clock[3].lower() == 'p'):02d}{clock[2]}"


def _iso(text: str) -> datetime | None:
    if text.isdigit() and len(text) != 8:  # 20251003 is a date, an epoch is not
        return None
    plain = _ISO_ZONE.sub(lambda m: f"{m[1] or '+00'}:{m[2] or '00'}", text) if text[10:] else text
    try:
        return datetime.fromisoformat(plain.replace("/", "-"))
    except ValueError:
        return None


def _german(text: str) -> datetime | None:
    found = _GERMAN.fullmatch(text)
    if not found:
        return None
    month = int(found["month"] or 0) or _MONTHS.get((found["name"] or "").lower(), 0)
    clock = int(found["hour"] or found["full"] or 0), int(found["minute"] or 0), int(found["second"] or 0)
    try:
        return datetime(_year(found["year"]), month, int(found["day"]), *clock, tzinfo=_zone(found["zone"]))
    except ValueError:  # 31.2., month 13, an unknown zone
        return None


def _year(digits: str) -> int:
    # Two digits as POSIX reads them: 69 is 1969, 68 is 2068.
    return int(digits) if len(digits) == 4 else int(digits) + (1900 if int(digits) > 68 else 2000)


def _zone(name: str | None) -> tzinfo | None:
    if not name:
        return None
    if name[0] in "+-":
        sign = -1 if name[0] == "-" else 1
        return timezone(sign * timedelta(hours=int(name[1:3]), minutes=int(name[-2:])))
    if name.lower() not in _ZONES:
        raise ValueError(f"unknown zone {name}")
    return timezone(timedelta(hours=_ZONES[name.lower()]))


def _rfc(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    # RFC 2822 writes -0000 for "UTC, place unknown", which Python returns without a zone.
    return moment.replace(tzinfo=UTC) if text.endswith("-0000") else moment


@cache
def _berlin() -> ZoneInfo:
    return ZoneInfo(TIMEZONE)


_DATE = re.compile(
    r"(?P<day>\d{1,2})(?:\.|st|nd|rd|th)?\s+(?P<month>[^\W\d_]{3,9})\.?,?\s+(?P<year>\d{4})|"
    r"(?P<month2>[^\W\d_]{3,9})\.?\s+(?P<day2>\d{1,2}),?\s+(?P<year2>\d{4})|(?P<plain>\d{1,2}\.\d{1,2}\.(?:\d{4}|"
    r"\d{2})\b|\d{4}-\d{2}-\d{2})"
)
_CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::\d{2})?\s*(?P<half>[AP]M)?\b(?:\s*(?P<zone>GMT|UTC)?"
    r"(?P<offset>[+-]\d{1,2})?)",
    re.IGNORECASE,
)
_WEEKDAYS = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|"
    r"sonnabend|sonntag)\b",
    re.IGNORECASE,
)


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
