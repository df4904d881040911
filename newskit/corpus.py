"""What makes a pile of files a corpus: stable ids, dates, word counts, languages and agency credits of articles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    import pandas as pd
    from pandas._libs.tslibs.nattype import NaTType

#: Naive times are taken as German local time.
TIMEZONE = "Europe/Berlin"


# --- identity and size ---------------------------------------------------------------------------------------------


def collapse(text: str) -> str:
    """The text in NFC with every run of whitespace as one space: what two copies of an article have in common."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def article_id(text: str, title: str | None = None) -> str:
    """Key of an article that depends on its words only: 12 hex digits of SHA-256 over title and text.

    Line breaks, spaces and the form of umlauts (NFC or NFD) do not count, so that the same article from two files is one.
    """
    return digest(f"{collapse(title or '')} {collapse(text)}")[:12]


def digest(collapsed: str) -> str:
    """SHA-256 in hex of a text that `collapse` has normalised."""
    return sha256(collapsed.strip().encode("utf-8", "surrogatepass")).hexdigest()


def n_words(text: str) -> int:
    """Words in a text: pieces between spaces that hold a letter or digit (Ost-West-Konflikt is one word)."""
    pieces = text.split()
    odd = [piece for piece in pieces if not piece[0].isalnum()]  # few, so that the slow test below hardly runs
    return len(pieces) - sum(not any(map(str.isalnum, piece)) for piece in odd)


# --- dates ---------------------------------------------------------------------------------------------------------

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
    r"(?:\s*[,;|–-]?\s*(?:um\s+)?(?:(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?|(?P<full>\d{1,2})(?=\s*Uhr))"
    r"(?:\s*Uhr)?)?(?:\s*\(?(?P<zone>[A-Z]{1,4}|[+-]\d{2}:?\d{2})\)?)?\s*",
    re.IGNORECASE,
)
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


def _moment(value: object) -> datetime | None:
    if isinstance(value, datetime):
        return value if value == value else None  # NaT is a datetime that equals nothing
    if isinstance(value, date):
        return datetime.combine(value, time())
    if not isinstance(value, str) or len(value) > 100:
        return None
    text = unicodedata.normalize("NFC", value).strip()
    return _iso(text) or _german(text) or _rfc(text)


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


# --- language ------------------------------------------------------------------------------------------------------

_STOP_WORDS = {
    "de": "der die das und ist nicht ein eine einen einem einer den dem des mit von zu zum zur auf für im sich sie er es "
    "auch als an bei nach aus wie dass daß werden wird wurde hat haben sei noch über vor um nur oder aber war sind in",
    "en": "the of and to a in is that for it was on with as be by at from are this have has not but they his her which "
    "an or were had will would their been who its said",
    "fr": "le la les de des du et à un une est que qui dans pour par sur au aux pas plus ce il elle ne se avec sont son sa "
    "ses ont cette mais été en",
    "it": "il lo la gli le di del della dei delle che e è un una per con non sono si da dal nel nella al alla come più ha "
    "anche ma ci questo in",
    "es": "el la los las de del y que en un una es por con para no se su sus al lo como más pero fue ha este esta son "
    "también entre",
    "nl": "de het een en van is dat die niet op te voor met zijn aan er om ook als bij door naar uit heeft wordt maar nog "
    "werd over dan hij was in",
}  # fmt: skip
_LANGUAGES_OF: dict[str, tuple[str, ...]] = {
    word: tuple(code for code, words in _STOP_WORDS.items() if word in words.split())
    for words in _STOP_WORDS.values()
    for word in words.split()
}


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of a text's language, by its stop words; None if there is too little to go by.

    Knows German, English, French, Italian, Spanish and Dutch. At least three stop words, an eighth of the words and a
    clear lead are asked for: a headline alone rarely is enough, and a text in another language gets None.
    """
    words = [word.strip('.,;:!?()„“”"»«') for word in text[:1500].lower().split()[:150]]
    hits = [code for word in words for code in _LANGUAGES_OF.get(word, ())]
    ranked = sorted(((hits.count(code), code) for code in _STOP_WORDS), reverse=True)
    (most, best), (next_most, _) = ranked[:2]
    return best if most >= max(3, len(words) / 8) and most >= 1.3 * next_most else None


# --- agency credits ------------------------------------------------------------------------------------------------

_LINE = re.compile(r"[^\r\n\u2028]+")
_BRACKET = re.compile(r"\(([^()\r\n]{2,80})\)")
_SPLIT = re.compile(r"\s*[/,;&+|·]\s*|\s+(?:und|sowie|and|mit)\s+")
#: What introduces a credit. After the second group other names may stand beside the agencies: Quelle: ntv.de, mau/dpa.
_INTRO = re.compile(
    r"[^\w©(]*(?:(?P<open>(?:quellen?|agenturen?|material|herkunft|copyright|via)\s*:\s*|(?:©|\(c\)|copyright)\s*)|"
    r"(?P<plain>(?:(?:der|dieser) (?:artikel|text|beitrag) )?(?:enthält|mit|unter verwendung von|auf basis von|nach)\s+"
    r"(?:(?:\w+-?)?(?:material|informationen|inhalten|meldungen|texten)\s+)?(?:(?:von|der|des)\s+)?(?:\w*agentur(?:en)?:?\s+)?|von\s+))?",
    re.IGNORECASE,
)
#: A desk's or a writer's mark beside an agency: dpa/wb, ntv.de, dpa/lby.
_MARK = re.compile(r"[a-zäöüß]{2,5}\.?|[A-ZÄÖÜ]{2,4}|[a-z]+\.(?:de|at|ch|com)")
#: An agency's own services: dpa-tmn, dpa-AFX Analyser, dpa:251003-99-1234.
_SERVICE = re.compile(r"([\w-]+?)(?:[-:](?:[a-z]{2,10}|[A-Z]{2,5}|\d[\d-]*)|(?<=-AFX) \w+)")
_DATELINE = re.compile(r"(?:(?:[A-ZÄÖÜ][\w.’'-]*|a\.|am|an|der|im|in|bei|ob|d\.|\d{1,2}\.?)(?:\s*[/,]\s*|\.?\s+)){1,7}")
#: BERLIN dpa | Der Kanzler ...
_BOARD = re.compile(r"[A-ZÄÖÜ][A-ZÄÖÜß/ .-]{2,40} ([\w/,-]{2,30}) \|")
#: What stands behind the last sentence: ... sagte er. dpa/lby
_TAIL = re.compile(r"[.!?…“”»\"]\s+([^.!?…“”»\"]{2,60}\.?)\s*$")
_SURE = 0.8


def agencies(text: str, *, lexicon: Path | None = None) -> list[str]:
    """The news agencies that a text credits, in order of the text, each once: "(dpa)", "Mit Material von dpa und AFP".

    A credit is a dateline, a line of its own, a bracket or note at the end of a paragraph. An agency that is merely
    spoken of ("sagte er der dpa"), or credited with a picture, is none.
    """
    return list(dict.fromkeys(name for _, _, name in credit_spans(text, lexicon=lexicon)))


def credit_spans(text: str, *, lexicon: Path | None = None) -> list[tuple[int, int, str]]:
    """Start, end and canonical name of every agency that a text credits, in order of the text.

    Args:
        text: the text of an article.
        lexicon: a TSV file like resources/de/agencies.tsv, whose lines are added to it.
    """
    known = _agency_list(lexicon)
    spans = {span for start, end, firm in _credit_places(text) for span in _credited(text, start, end, firm, known)}
    return sorted(spans)


@cache
def _agency_list(lexicon: Path | None = None) -> dict[str, tuple[str, float]]:
    """Name as written -> canonical name, and how sure it is that this word means the agency."""
    own = files("newskit") / "resources/de/agencies.tsv"
    lines = [line for file in (own, lexicon) if file for line in file.read_text(encoding="utf-8").splitlines()[1:]]
    rows = [line.split("\t") for line in lines if line.count("\t") >= 2]
    return {row[0]: (row[1], float(row[2])) for row in rows if "picture credit" not in row[-1]}


def _credit_places(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where a credit may stand: start, end, and whether the place itself says that it is one."""
    line: re.Match[str] | None = None
    for line in _LINE.finditer(text):
        if len(line[0]) <= 160:
            yield line.start(), line.end(), False
        if board := _BOARD.match(line[0]):
            yield line.start() + board.start(1), line.start() + board.end(1), True
        for bracket in _BRACKET.finditer(text, line.start(), line.end()) if "(" in line[0] else ():
            # Cut, so that a line of a megabyte full of brackets costs no more than its length.
            before = text[max(line.start(), bracket.start() - 100) : bracket.start()]
            after = text[bracket.end() : min(line.end(), bracket.end() + 20)]
            place = _bracket_place(before.rstrip(), bracket[1], after.strip())
            if place is not None:
                yield bracket.start(1), bracket.end(1), place
    if line and (tail := _TAIL.search(text, max(line.start(), line.end() - 100), line.end())):
        yield tail.start(1), tail.end(1), False


def _bracket_place(before: str, inside: str, after: str) -> bool | None:
    """Is a bracket between these words a dateline's (True), possibly a credit (False), or part of a sentence (None)?"""
    if re.search(r"(?:agentur|dienst|press)\w*$", before, re.IGNORECASE):
        return None  # die Nachrichtenagentur (AFP): the short form of a name
    if after[:1] in ("-", "–", "—", "|") or (after[:1].isupper() and _DATELINE.fullmatch(before + " ")):
        return True
    # At the end of a paragraph after a full stop or a verb: "... teilte sie mit (dpa)."; "die Aktion (SDA)." is a name.
    ends = after.strip(".") == "" and (inside.islower() or not before.rpartition(" ")[2][:1].isupper())
    return False if ends or before[-1:] in '.!?…“”»"' else None


def _credited(
    text: str, start: int, end: int, firm: bool, known: dict[str, tuple[str, float]]
) -> Iterator[tuple[int, int, str]]:
    intro = _INTRO.match(text, start, end)
    assert intro
    pieces = list(_pieces(text, intro.end(), end))
    names = [(a, b, *_lookup(text[a:b], known)) for a, b in pieces]
    if not intro["open"] and any(not name and not _MARK.fullmatch(text, a, b) for a, b, name, _ in names):
        return  # other words stand there: a sentence, a picture's credit, a person
    if firm or intro["open"] or intro["plain"] or max((weight for *_, weight in names), default=0) >= _SURE:
        yield from ((a, b, name) for a, b, name, _ in names if name)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end > start and text[end - 1] in " .)]\t\xa0":
        end -= 1
    for gap in _SPLIT.finditer(text, start, end):
        yield start, gap.start()
        start = gap.end()
    yield start, end


def _lookup(piece: str, known: dict[str, tuple[str, float]]) -> tuple[str, float]:
    """Canonical name and weight of an agency, also of its services (dpa-tmn); ("", 0) for other words."""
    if piece in known:
        return known[piece]
    service = _SERVICE.fullmatch(piece)
    return known.get(service[1], ("", 0.0)) if service else ("", 0.0)
