"""The sentences that readability is measured on, in numbers."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from spacy.tokens import Doc

from ...german.parse import FINITE, Parse, parse
from ...pipeline.layout import ENDS
from ...voice import quote_at
from .summands import summands


class Sentence(NamedTuple):
    """A sentence in numbers.

    Attributes:
        number: its number in the article, from 0.
        start, end: its first token and the one after the last.
        letters: letters and digits of each word.
        syllables: syllables of each word, as read aloud.
        clauses: words of each clause, those of the clauses below it not counted; one entry if it has no verb.
        quoted: most of its words are a quoted source's.
    """

    number: int
    start: int
    end: int
    letters: tuple[int, ...]
    syllables: tuple[int, ...]
    clauses: tuple[int, ...]
    quoted: bool

    @property
    def n_words(self) -> int:
        """Words in the sentence."""
        return len(self.letters)

    @property
    def voice(self) -> str:
        """Whose sentence it is."""
        return "quoted" if self.quoted else "newsroom"


def sentences_of(doc: Doc, owner: list[int] | None = None) -> list[Sentence]:
    """The sentences of a parsed text that readability is measured on; `owner` is quote_at(doc), if it is known already."""
    p, owner = parse(doc), quote_at(doc) if owner is None else owner
    words = summands(p)
    tokens = words.tokens.tolist()
    letters, syllables = (words.column(name).astype(int).tolist() for name in ("spoken_letters", "spoken_syllables"))
    kept: list[Sentence] = []
    others: list[Sentence] = []
    edges = words.tokens.searchsorted([*(start for start, _ in p.sents), len(p)]).tolist()
    for number, ((start, end), a, b) in enumerate(zip(p.sents, edges, edges[1:], strict=False)):
        if a == b:
            continue
        clauses = tuple(Counter([p.clause_of[i] for i in tokens[a:b]]).values())
        quoted = len([i for i in tokens[a:b] if owner[i] >= 0]) * 2 > b - a
        found = Sentence(number, start, end, tuple(letters[a:b]), tuple(syllables[a:b]), clauses, quoted)
        (kept if _is_sentence(p, start, end) else others).append(found)
    return kept or others


def _is_sentence(p: Parse, start: int, end: int) -> bool:
    """Does it have a final mark (before closing quotation marks and brackets) or a finite verb?"""
    last = end - 1
    while last > start and not p.words[last][0].isalnum() and p.words[last] not in ENDS:
        last -= 1
    return p.words[last] in ENDS or not FINITE.isdisjoint(p.tags[start:end])
