"""Values with the wording of their language at hand: what cards.py and prose.py write with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .. import texts

if TYPE_CHECKING:
    from .facts import Facts

#: Flesch reading ease in words, by its lower bound (Flesch 1948; used for German with Amstad's formula).
_EASE = (
    (90, "sehr leicht", "very easy"), (80, "leicht", "easy"), (70, "eher leicht", "fairly easy"), (60, "mittel", "medium"),
    (50, "eher schwer", "fairly difficult"), (30, "schwer", "difficult"), (float("-inf"), "sehr schwer", "very difficult"),
)  # fmt: skip


class Words:
    """The values of some facts, ready to stand in a sentence."""

    def __init__(self, facts: Facts) -> None:
        self.of, self.values, self.language = facts.of, facts.values, facts.language

    def say(self, german: str, english: str) -> str:
        """The text in the facts' language."""
        return texts.pick(self.language, german, english)

    def n(self, key: str, decimals: int = 0) -> str:
        """A value as a number."""
        return texts.number(self.values[key], self.language, decimals)

    def share(self, key: str) -> str:
        """A value as percent."""
        return texts.percent(self.values[key], self.language)

    def count(self, key: str, noun: str) -> str:
        """A value with its noun: 3 Zitate."""
        return texts.count(self.values[key], noun, self.language)

    @property
    def per_article(self) -> str:
        """Behind a number of sources or persons of several articles: that each article counts its own."""
        return texts.per_article(self.values["n_articles"], self.language)

    def counted(self, pairs: Iterable[tuple[str, int]]) -> str:
        """Names with numbers: Rutte (4) und Singh (3)."""
        words = (f"{texts.shorten(name, 60)} ({texts.number(n, self.language)})" for name, n in pairs)
        return texts.listing(words, self.language)

    def grouped(self, noun: str, counts: dict[str, int]) -> str:
        """Numbers of values of a category, with the value's noun: 5 Personen, 2 Gruppen."""
        return ", ".join(texts.count(n, f"{noun}:{key}", self.language) for key, n in counts.items())


def ease(value: float, language: str = "de") -> str:
    """A Flesch value in words."""
    return next(texts.pick(language, german, english) for low, german, english in _EASE if value >= low)
