"""Approximators: etwa, fast, knapp, rund, gut, gegen, um die hedge before a quantity and not elsewhere."""

from __future__ import annotations

from ...german.clauses import clause_between_commas
from ...german.numbers import (
    clock_follows,
    is_number,
    is_round,
    is_score,
    is_unit,
    measure_follows,
    quantifier_follows,
    quantity_follows,
)
from .context import Context

_DEGREE = frozenset("ganz so sehr zu völlig allzu recht derart genauso wie nicht genau besonders".split())
_TIME_UNITS = frozenset("jahr jahre jahren monat monate monaten woche wochen tag tage tagen".split())
_MOMENTS = frozenset(
    "mitternacht mittag ostern weihnachten pfingsten silvester neujahr jahreswechsel jahreswende".split()
)
_ABOUT = (
    "streit",
    "debatte",
    "kampf",
    "diskussion",
    "diskussionen",
    "verhandlungen",
    "sorge",
    "sorgen",
    "ringen",
    "rennen",
)
_CONCERNS = frozenset({"geht", "ging", "gehe", "dreht", "drehte"})
_LEVELS = ("werte", "werten", "temperaturen", "liegen", "liegt", "lagen", "lag")
_BEFORE_ERA, _ERAS = frozenset({"v.", "n.", "vor", "nach"}), ("chr", "unserer", "u.")
_BEFORE_SPAN = frozenset({"vor", "seit", "nach", "in", "binnen"})
_AFTER_SPAN = frozenset({"vor", "nach", "später", "lang", "her", "zuvor"})


def near(c: Context, i: int, end: int, value: str) -> bool:
    """Does a quantity follow, and is it no example (wie etwa, nicht etwa)?"""
    before = c.p.lower[i - 1] if i else ""
    if c.p.lower[i] == "etwa" and before in {"wie", "nicht"}:
        return False
    if c.p.lower[i].startswith("ungefähre"):
        return True
    return quantity_follows(c.p, end) or measure_follows(c.p, end)


def almost(c: Context, i: int, end: int, value: str) -> bool:
    """Does a quantity or a universal quantifier follow (fast 100, fast alle)?"""
    return (value != "quantifier" and quantity_follows(c.p, end)) or quantifier_follows(c.p, end)


def barely(c: Context, i: int, end: int, value: str) -> bool:
    """Is `knapp`, `rund` or `gut` before a quantity, not a narrow result, a round thing or a quality?"""
    p, word = c.p, c.p.lower[i]
    if word not in {"knapp", "rund", "gut"}:
        return _inflected(c, i, end)
    following = c.next_word(end)
    if is_score(following) or (word == "rund" and following == "um"):
        return False
    return quantity_follows(p, end) and not (word == "gut" and i and p.lower[i - 1] in _DEGREE)


def _inflected(c: Context, i: int, end: int) -> bool:
    """An inflected one needs the number or unit right after it; gutes Jahr only as a span (vor einem guten Jahr)."""
    if not quantity_follows(c.p, end) and not quantity_after_article(c, end):
        return False
    if c.p.lower[i].startswith("gut") and c.next_word(end) in _TIME_UNITS:
        return c.p.lower[max(0, i - 2)] in _BEFORE_SPAN or c.next_word(end + 1) in _AFTER_SPAN
    return True


def quantity_after_article(c: Context, end: int) -> bool:
    """Is the word between ein and a unit (ein knappes Jahr, eine gute halbe Stunde)?"""
    first, second = c.next_word(end), c.next_word(end + 1)
    return is_unit(c.p, first) or (first in {"halbe", "halben", "halbes", "dreiviertel"} and is_unit(c.p, second))


def clock(c: Context, i: int, end: int, value: str) -> bool:
    """Does a time of day follow?"""
    return clock_follows(c.p, end)


def around(c: Context, i: int, end: int, value: str) -> bool:
    """Does a point in time stand between um and herum (um das Jahr 2000, um 12 Uhr, um Ostern herum), or an old year (um 1500 v. Chr.)?"""
    after = c.p.lower[end : min(end + 6, c.sentence(i)[1])]
    if len(after) > 1 and is_number(after[0]) and after[1] == "grad" and c.word_before(i).endswith(_LEVELS):
        return True  # Werte um 30 Grad
    if len(after) > 2 and after[0].isdecimal() and after[1] in _BEFORE_ERA and after[2].startswith(_ERAS):
        return True
    if "herum" not in after[1:]:
        return False
    between = after[: after.index("herum", 1)]
    year = between[-1].isdecimal() and len(between[-1]) == 4
    return year or between[-1] in _MOMENTS or (between[-1] in _TIME_UNITS | {"uhr"} and any(map(is_number, between)))


def round_number(c: Context, i: int, end: int, value: str) -> bool:
    """Does a round number follow (an die 100, um die fünfzig), and no noun or verb before governs it (der Streit um die 30 Windräder)?"""
    here = c.p.lower[slice(*clause_between_commas(c.p, i))]
    if c.word_before(i).endswith(_ABOUT) or ("es" in here and not _CONCERNS.isdisjoint(here)):
        return False
    return end < len(c.p) and quantity_follows(c.p, end) and is_round(c.p.lower[end])
