"""The text of an article as it is fixed: repaired, without lines of the page around it, and flagged where it is a stub.

The lines are recognised by the patterns of resources/de/boilerplate.tsv, each of which must match a whole line. Every
cut is recorded with the place where it stood, so that the text as it came can be made again (`restored`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeAlias

from ..errors import InputError
from ..german.dialogue import INTERVIEW, dialogue
from ..resources import Entry, Lexicons
from .text import lines, repair


def prepare(
    text: str,
    title: str | None = None,
    *,
    flags: object = None,
    cuts: object = None,
    lexicons: str = "",
) -> tuple[Cleaned, list[str]]:
    """The text to load with its flags and cuts, and sentences on what was repaired.

    An article that newskit wrote to a file has flagged and cuts already; they are kept, and its text stays as it is.
    """
    before = _own(flags, cuts, text)
    if before is not None:
        return before, []
    repaired, notes = repair(text)
    return clean(repaired, title, lexicons=lexicons), notes


def _own(flags: object, cuts: object, text: str) -> Cleaned | None:
    """The text with the flags and cuts of newskit's own table; None if the columns are somebody else's."""
    flags, cuts = _listed(flags), _listed(cuts)
    if flags is None or cuts is None or not set(map(str, flags)) <= set(FLAGS):
        return None
    kept = [_cut(cut, len(text)) for cut in cuts]
    return None if None in kept else Cleaned(text, [cut for cut in kept if cut], [str(flag) for flag in flags])


def _cut(cut: object, length: int) -> Cut | None:
    if not isinstance(cut, dict) or not isinstance(cut.get("text"), str) or not isinstance(cut.get("kind"), str):
        return None
    if any("\ud800" <= char < "\ue000" for char in cut["text"] + cut["kind"]):  # half characters, which no table takes
        return None
    start = cut.get("start")
    if not isinstance(start, int) or not 0 <= start <= length:
        return None
    return {"start": start, "kind": cut["kind"], "text": cut["text"]}


def _listed(value: Any) -> list[Any] | None:
    if isinstance(value, str) and value.startswith("["):  # as CSV and Excel have it
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return None
    value = value.tolist() if hasattr(value, "tolist") else value
    return list(value) if isinstance(value, (list, tuple)) else None


#: start (where it stood in the text as it is now), kind, and the text that was cut.
Cut: TypeAlias = dict[str, Any]
#: What the column flagged may hold (`flags` is taken by pandas).
FLAGS = ("paywall", "teaser", "ticker", "interview", "boilerplate")
PLACES = ("line", "end")
#: Expressions, each with a sign that a line must hold, and the length that it must not exceed, to be worth trying.
Rules: TypeAlias = tuple[tuple[str, int, re.Pattern[str]], ...]
_SIGNS = ("", "©", ":")
_LONGEST = 700
#: Patterns without a wide gap (.{0,80}, .*) are for lines of a few words; paragraphs need not be tried with them.
_SHORT = 250
_WIDE = re.compile(r"\.[*+]|\][*+]|\{\d*,(?:[6-9]\d|\d{3,})\}")
#: What may stand around a line's words: bullets, arrows, colons.
_BEFORE, _AFTER = r"[\s>»→►▶•*+|–-]*(?:", r")[\s:>»→›*+|…–-]*"
#: What only an article says: whose words these are, or what was answered. Titles of other articles may say it too.
_TOLD = re.compile(
    r"[,“”«\"] (?:sag(?:t|te|en|ten)|erklär(?:t|te|ten)|warn(?:t|te|ten)|klag(?:t|te|ten)|mein(?:t|te|ten)|"
    r"betont?e?n?|berichte(?:t|te|ten)|"
    r"kritisier(?:t|te|ten)|rät|riet|rief|ruft|schreibt|schrieb|teilte|heißt es|hieß es|so (?:der|die|das|eine?))\b|"
    r"\? [„»]"
)
_MAY_TELL = ("caption", "related")
_CLOCK = re.compile(
    r"[ \t]*(?:\+\+\+ ?)?(?:[\d.]{4,10},? )?\(?(?:[01]?\d|2[0-3])[:.][0-5]\d(?: ?Uhr\b|\)? ?[:|–-]|\s*$|\s+\+\+\+|"
    r"\s+[A-ZÄÖÜ„])"
)
_TICKER_TITLE = re.compile(r"\b(?:Live-?[Tt]icker|News-?[Tt]icker|News-?[Bb]log|Live-?[Bb]log|Minutenprotokoll)\b")
_TICKER_LINES = 4
_CUT_SHORT = re.compile(r"(?:\.{3}|…|\[(?:\.{3}|…)\]|\((?:\.{3}|…)\))\s*$")
_TEASER_WORDS = 80


@dataclass(frozen=True)
class Cleaned:
    """A text without the page around it.

    Attributes:
        text: what is left.
        cuts: what was cut, in order: start (in `text`), kind, text.
        flags: what is to be known before the article is counted: "paywall" (the text ends where one must pay), "teaser"
            (the beginning of an article only), "ticker" (entries with clock times), "interview" (questions and
            answers), "boilerplate" (nothing but lines of a page; left as it was).
    """

    text: str
    cuts: list[Cut] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)


def clean(text: str, title: str | None = None, *, lexicons: str = "") -> Cleaned:
    """The text without lines that belong to the page, not to the article.

    Args:
        text: an article as it was read.
        title: its headline, which may say that it is a ticker.
        lexicons: a folder with a boilerplate.tsv of one's own; weight 0 switches a pattern off.
    """
    found = list(_found(text, _rules(lexicons)))
    if not found:
        return Cleaned(text, [], _flags(text, title, set(), lexicons))
    spans = _widened(text, found)
    kept = _kept(text, spans)
    kinds = {kind for *_, kind in found}
    if not any(map(str.isalnum, kept)):
        return Cleaned(text, [], ["boilerplate", *(["paywall"] if "paywall" in kinds else [])])
    return Cleaned(kept, list(_recorded(text, spans)), _flags(kept, title, kinds, lexicons))


def restored(text: str, cuts: Sequence[Mapping[str, Any]]) -> str:
    """The text as it was before its cuts."""
    for cut in reversed(cuts):
        text = text[: cut["start"]] + cut["text"] + text[cut["start"] :]
    return text


def _found(text: str, rules: dict[str, Rules]) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind of the lines to cut: by the patterns for any place, and at the end by the others too."""
    found = [(start, line) for start, line in lines(text) if not line.isspace()]
    kinds = [_kind(line, rules["line"]) for _, line in found]
    for number in reversed(range(len(found))):
        kinds[number] = kinds[number] or _kind(found[number][1], rules["end"])
        if kinds[number] is None:
            break
    yield from ((start, start + len(line), kind) for (start, line), kind in zip(found, kinds, strict=True) if kind)


def _kind(line: str, rules: Rules) -> str | None:
    if len(line) > _LONGEST:
        return None
    for needed, longest, rule in rules:
        match = rule.fullmatch(line) if len(line) <= longest and needed in line else None
        if match and match.lastgroup:
            kind = match.lastgroup.rstrip("_0123456789")
            return None if kind not in _MAY_TELL and _TOLD.search(line) else kind
    return None


def _widened(text: str, found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """With each line the breaks behind it; with those that end the text the breaks before them."""
    spans: list[tuple[int, int, str]] = []
    for start, end, kind in found:
        while end < len(text) and text[end].isspace():
            end += 1
        end = len(text[:end].rstrip(" \t")) if end < len(text) else end  # an indented line keeps its indent
        spans.append((start, end, kind))
    at = len(spans) - 1
    while (
        at > 0
        and spans[at][1] == (len(text) if at == len(spans) - 1 else spans[at + 1][0])
        and spans[at - 1][1] == spans[at][0]
    ):
        at -= 1
    if spans[-1][1] == len(text):
        start, end, kind = spans[at]
        spans[at] = (len(text[:start].rstrip()), end, kind)
    return spans


def _kept(text: str, spans: list[tuple[int, int, str]]) -> str:
    edges = [0, *(edge for start, end, _ in spans for edge in (start, end)), len(text)]
    return "".join(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))


def _recorded(text: str, spans: list[tuple[int, int, str]]) -> Iterator[Cut]:
    gone = 0
    for start, end, kind in spans:
        yield {"start": start - gone, "kind": kind, "text": text[start:end]}
        gone += end - start


def _flags(text: str, title: str | None, kinds: set[str], lexicons: str) -> list[str]:
    flags = ["paywall"] if "paywall" in kinds else []
    if (
        len(text) < 12 * _TEASER_WORDS
        and len(text.split()) <= _TEASER_WORDS
        and ("more" in kinds or _CUT_SHORT.search(text))
    ):
        flags.append("teaser")
    times = sum(1 for _, line in lines(text) if _CLOCK.match(line)) if ":" in text or " Uhr" in text else 0
    if times >= _TICKER_LINES or (title and _TICKER_TITLE.search(title)):
        flags.append("ticker")
    turns = dialogue(text, Lexicons.of(lexicons).words)
    if turns is not None and turns.kind == INTERVIEW:
        flags.append("interview")
    return flags


@cache
def _rules(lexicons: str = "") -> dict[str, Rules]:
    """The expressions for each place where a pattern may stand; their groups' names tell the kind."""
    entries = Lexicons.of(lexicons).entries("boilerplate")
    return {
        place: tuple(
            (sign, longest, _joined(some))
            for sign in _SIGNS
            for longest in (_SHORT, _LONGEST)
            if (some := [e for e in entries if (_place(e), _needed(e), _longest(e)) == (place, sign, longest)])
        )
        for place in PLACES
    }


def _needed(entry: Entry) -> str:
    """A sign without which the pattern cannot match: those that begin with anything would be tried at every letter."""
    return (
        next((sign for sign in _SIGNS if sign and (f"{sign} ?" in entry.lemma or f"{sign}\\s?" in entry.lemma)), "")
        if entry.lemma.startswith((".", "(?:\\d{4,}", "(?!"))
        else ""
    )


def _longest(entry: Entry) -> int:
    return _LONGEST if _WIDE.search(entry.lemma) else _SHORT


def _place(entry: Entry) -> str:
    place = entry.more.get("place") or "line"
    if place not in PLACES or not re.fullmatch("[a-z]+", entry.category):
        raise InputError(
            f"boilerplate.tsv, pattern {entry.lemma!r}: place {place!r} or category {entry.category!r} cannot be used. "
            f"Places: {', '.join(PLACES)}; categories are one word in small letters (paywall, related, caption ...)."
        )
    return place


def _joined(entries: list[Entry]) -> re.Pattern[str]:
    for entry in entries:
        try:
            groups = re.compile(entry.lemma).groups
        except re.error as error:
            raise InputError(
                f"boilerplate.tsv: the pattern {entry.lemma!r} is no regular expression: {error}. Write \\ before "
                "signs that stand for themselves."
            ) from None
        if groups:
            raise InputError(f"boilerplate.tsv: the pattern {entry.lemma!r} has a group (...); write (?:...) instead.")
    named = [f"(?P<{entry.category}_{number}>{entry.lemma})" for number, entry in enumerate(entries)]
    return re.compile(_BEFORE + "|".join(named or ["(?!)"]) + _AFTER)
