"""Who an article is by: the people named as its authors, and the news agencies that its text credits, and where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from ..resources import Lexicons
from .outlets import fold, known_outlet
from .text import lines

_ADDRESS = re.compile(r"(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?:)?//\S+|www\.\S+", re.IGNORECASE)
_EMPTY = re.compile(r"[<(\[]\s*[>)\]]")
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.(?:de|at|ch|com|net|org|info|eu|tv|lu|li|news|media|online)", re.IGNORECASE)
#: The desk in place of a person.
_DESK = re.compile(
    r"(?:die |unsere )?(?:[\w.-]*redaktion|newsroom|newsdesk|admin|administrator|webmaster)", re.IGNORECASE
)
#: Marks of writers (fr, sr, nd) are as short as the names of some outlets.
_SHORT = 3


def people(names: Iterable[str], outlet: str | None, *, lexicons: str = "") -> list[str]:
    """The names of people among an article's authors, each once.

    Addresses are cut off (Anna Meier, a.meier@bote.de) or left out; so are the outlet itself (n-tv NACHRICHTEN), other
    outlets of the list, desks and agencies, which `articles.agencies` has.
    """
    names = list(names)
    if _is_cut_outlet(names, outlet, lexicons):
        return []
    plain = (_EMPTY.sub(" ", _ADDRESS.sub(" ", name)) for name in names)
    tidy = (" ".join(name.split()).strip(" ,;|<>-–") for name in plain)
    bare = [name[1:-1].strip() if name[:1] == "(" and name[-1:] == ")" else name for name in tidy]
    return list(dict.fromkeys(name for name in bare if name and not _is_nobody(name, outlet, lexicons)))


def _is_cut_outlet(names: list[str], outlet: str | None, lexicons: str) -> bool:
    """An outlet that was cut into authors: DER SPIEGEL, Hamburg, Germany; TAZ Verlags- und Vertriebs GmbH."""
    if len(names) < 2:
        return False
    by_place = _is_nobody(names[0], outlet, lexicons) and known_outlet(", ".join(names), lexicons=lexicons) is not None
    return by_place or known_outlet(" und ".join(names), lexicons=lexicons) is not None


def credited_as_author(name: str, *, lexicons: str = "") -> list[str]:
    """The agencies that stand in an author's place: dpa/lby, AFP Deutschland."""
    return agencies(name) or agencies(known_outlet(name, lexicons=lexicons) or "")


@lru_cache(maxsize=20_000)
def _is_nobody(name: str, outlet: str | None, lexicons: str) -> bool:
    if _DESK.fullmatch(name) or _DOMAIN.fullmatch(name) or not any(c.isalpha() for c in name) or agencies(name):
        return True
    if outlet and fold(name) in {fold(outlet), fold(outlet) + "redaktion"}:
        return True
    known = known_outlet(name, lexicons=lexicons)
    first_name = name.isalpha() and name.istitle()  # Emma, Brigitte: a magazine or a person
    return known is not None and (known == outlet or (len(fold(name)) > _SHORT and not first_name))


_BRACKET = re.compile(r"\(([^()\r\n]{2,80})\)")
_SPLIT = re.compile(r"\s*[/,;&+|·]\s*|\s+(?:und|sowie|and|mit)\s+")
#: What introduces a credit. After the second group other names may stand beside the agencies: Quelle: ntv.de, mau/dpa.
_INTRO = re.compile(
    r"[^\w©(]*(?:(?P<open>(?:quellen?|agenturen?|material|herkunft|copyright|via)\s*:\s*|(?:©|\(c\)|copyright)\s*)|"
    r"(?P<plain>(?:(?:der|dieser) (?:artikel|text|beitrag) )?(?:enthält|mit|unter verwendung von|auf basis von|nach)\s+"
    r"(?:(?:\w+-?)?(?:material|informationen|inhalten|meldungen|texten)\s+)?(?:(?:von|der|des)\s+)?"
    r"(?:\w*agentur(?:en)?:?\s+)?|von\s+))?",
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


def agencies(text: str, *, lexicons: str = "") -> list[str]:
    """The news agencies that a text credits, in order of the text, each once: "(dpa)", "Mit Material von dpa und AFP".

    A credit is a dateline, a line of its own, a bracket or note at the end of a paragraph. An agency that is merely
    spoken of ("sagte er der dpa"), or credited with a picture, is none.
    """
    return list(dict.fromkeys(name for _, _, name in credit_spans(text, lexicons=lexicons)))


def credit_spans(text: str, *, lexicons: str = "") -> list[tuple[int, int, str]]:
    """Start, end and canonical name of every agency that a text credits, in order of the text.

    Args:
        text: the text of an article.
        lexicons: a folder with an agencies.tsv of one's own, whose lines come before newskit's.
    """
    known = _agency_list(lexicons)
    spans = {span for start, end, firm in _credit_places(text) for span in _credited(text, start, end, firm, known)}
    return sorted(spans)


@cache
def _agency_list(lexicons: str = "") -> dict[str, tuple[str, float]]:
    """Name as written -> canonical name, and how sure it is that this word means the agency."""
    entries = Lexicons.of(lexicons).entries("agencies")
    return {e.lemma: (e.category, e.weight) for e in entries if e.more.get("kind") != "picture"}


def _credit_places(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where a credit may stand: start, end, and whether the place itself says that it is one."""
    start = end = 0
    for start, line in lines(text):
        end = start + len(line)
        if len(line) <= 160:
            yield start, end, False
        if board := _BOARD.match(line):
            yield start + board.start(1), start + board.end(1), True
        for bracket in _BRACKET.finditer(text, start, end) if "(" in line else ():
            # Cut, so that a line of a megabyte full of brackets costs no more than its length.
            before = text[max(start, bracket.start() - 100) : bracket.start()]
            after = text[bracket.end() : min(end, bracket.end() + 20)]
            place = _bracket_place(before.rstrip(), bracket[1], after.strip())
            if place is not None:
                yield bracket.start(1), bracket.end(1), place
    if end and (tail := _TAIL.search(text, max(start, end - 100), end)):
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
