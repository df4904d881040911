"""How readable: published German formulas over the pipeline's sentences and words, for the whole text and by voice.

What is counted
    words: tokens with a letter or digit. CDU-Politikerin is one word; its syllables are all counted.
    syllables: as read aloud, numbers and abbreviations too (see syllables.py).
    sentences: those of the pipeline that end in a full stop, question or exclamation mark, or have a finite verb.
        Headlines, bylines and datelines without either are no sentences, and their words are left out; only if a text
        has nothing else are they measured.
    voice: a sentence belongs to the voice that has most of its words, the newsroom's in doubt. So the two parts add up.

Where there is no sentence, counts are 0 and measures NaN.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc

from .. import tables
from ..pipeline.grammar import FINITE, Parse, parse
from ..pipeline.layout import ENDS
from ..voice import quote_at
from .syllables import count_syllables

if TYPE_CHECKING:
    import pandas as pd

LONG_SENTENCE_WORDS = 20
LONG_WORD_LETTERS = 6
MANY_SYLLABLES = 3
NAN = float("nan")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in numbers: its number in the article, letters and syllables of each word, and whose it is."""

    number: int
    letters: tuple[int, ...]
    syllables: tuple[int, ...]
    quoted: bool

    @property
    def n_words(self) -> int:
        """Words in the sentence."""
        return len(self.letters)


def sentences_of(doc: Doc) -> list[Sentence]:
    """The sentences of a parsed text that readability is measured on."""
    p, owner = parse(doc), quote_at(doc)
    kept: list[Sentence] = []
    others: list[Sentence] = []
    for number, (start, end) in enumerate(p.sents):
        words = [i for i in range(start, end) if _is_word(p.words[i])]
        if not words:
            continue
        letters = tuple(_letters(p.words[i]) for i in words)
        syllables = tuple(count_syllables(p.words[i]) for i in words)
        quoted = sum(owner[i] >= 0 for i in words) * 2 > len(words)
        (kept if _is_sentence(p, start, end) else others).append(Sentence(number, letters, syllables, quoted))
    return kept or others


def _is_word(word: str) -> bool:
    return word.isalpha() or any(c.isalnum() for c in word)


def _letters(word: str) -> int:
    return len(word) if word.isalpha() else sum(c.isalnum() for c in word)


def _is_sentence(p: Parse, start: int, end: int) -> bool:
    """Does it have a final mark (before closing quotation marks and brackets) or a finite verb?"""
    last = end - 1
    while last > start and not p.words[last][0].isalnum() and p.words[last] not in ENDS:
        last -= 1
    return p.words[last] in ENDS or any(tag in FINITE for tag in p.tags[start:end])


def flesch_amstad(sentence_words: float, word_syllables: float) -> float:
    """Flesch reading ease for German, 180 - ASL - 58.5 ASW: about 0 to 100, higher = easier (Amstad 1978)."""
    return 180 - sentence_words - 58.5 * word_syllables


def wiener(variant: int, ms: float, sl: float, iw: float, es: float) -> float:
    """Wiener Sachtextformel 1 to 4: school grade, about 4 to 15, higher = harder (Bamberger & Vanecek 1984).

    Args:
        variant: 1, 2, 3 or 4.
        ms: percent of words with three or more syllables.
        sl: words per sentence.
        iw: percent of words with more than six letters.
        es: percent of words with one syllable.

    Raises:
        ValueError: the variant is none of the four.
    """
    if variant == 1:
        return 0.1935 * ms + 0.1672 * sl + 0.1297 * iw - 0.0327 * es - 0.875
    if variant == 2:
        return 0.2007 * ms + 0.1682 * sl + 0.1373 * iw - 2.779
    if variant == 3:
        return 0.2963 * ms + 0.1905 * sl - 1.1144
    if variant == 4:
        return 0.2744 * ms + 0.2656 * sl - 1.693
    raise ValueError(f"The Wiener Sachtextformel has the variants 1, 2, 3 and 4. Found: {variant}.")


def lix(sentence_words: float, long_words_percent: float) -> float:
    """LIX, words per sentence + percent of words with more than six letters: higher = harder (Björnsson 1968)."""
    return sentence_words + long_words_percent


def gsmog(polysyllables: int, sentences: int) -> float:
    """The German SMOG, sqrt(30 polysyllables / sentences) - 2: school grade, higher = harder (Bamberger & Vanecek 1984)."""
    return math.sqrt(30 * polysyllables / sentences) - 2


def measure(doc: Doc, voice: str = "all") -> dict[str, Any]:
    """One row of the readability table (without article_id).

    Args:
        doc: a parsed Doc; the voices need the quote analyzer.
        voice: "all", "newsroom" or "quoted".

    Raises:
        ValueError: there is no such voice.
    """
    if voice not in tables.READABILITY_VOICES:
        raise ValueError(f"There is no voice {voice!r}. Allowed: {', '.join(tables.READABILITY_VOICES)}.")
    return _measure(sentences_of(doc), voice)


def _measure(sentences: Sequence[Sentence], voice: str) -> dict[str, Any]:
    if voice != "all":
        sentences = [s for s in sentences if s.quoted == (voice == "quoted")]
    letters = [n for s in sentences for n in s.letters]
    syllables = [n for s in sentences for n in s.syllables]
    row: dict[str, Any] = {
        "voice": voice,
        "n_sentences": len(sentences),
        "n_words": len(letters),
        "n_syllables": sum(syllables),
    }
    if not sentences:
        return row | dict.fromkeys(_MEASURES, NAN)
    n, sl = len(letters), len(letters) / len(sentences)
    long_words = sum(k > LONG_WORD_LETTERS for k in letters)
    many = sum(k >= MANY_SYLLABLES for k in syllables)
    ms, iw, es = 100 * many / n, 100 * long_words / n, 100 * sum(k == 1 for k in syllables) / n
    values = (
        sl, sum(letters) / n, flesch_amstad(sl, sum(syllables) / n), *(wiener(v, ms, sl, iw, es) for v in (1, 2, 3, 4)),
        lix(sl, iw), gsmog(many, len(sentences)), sum(s.n_words > LONG_SENTENCE_WORDS for s in sentences) / len(sentences), long_words / n,
    )  # fmt: skip
    return row | dict(zip(_MEASURES, values, strict=True))


_MEASURES = tuple(c.name for c in tables.TABLES["readability"].columns if c.type == "float")


def readability(docs: Iterable[Doc]) -> pd.DataFrame:
    """The readability table (see tables.py): three rows per Doc, for all of the text, the newsroom's and the quoted part."""
    return tables.frame("readability", [row for doc in docs for row in rows(doc)])


def rows(doc: Doc) -> list[dict[str, Any]]:
    """The rows of one Doc."""
    sentences = sentences_of(doc)
    return [{"article_id": doc._.article_id, **_measure(sentences, voice)} for voice in tables.READABILITY_VOICES]


def difficult_sentences(doc: Doc, n: int = 5) -> list[dict[str, Any]]:
    """The hardest sentences, hardest first, with what makes them hard.

    The score of a sentence is its LIX plus 3 for each clause beyond the second, plus half a point for each word between
    the parts of its longest verb bracket beyond eight (hat ... gesagt). It ranks sentences of one text; it is no grade.

    Returns:
        One dict each: sentence_id, start, end (characters), text, voice, score, and reasons: name -> value, only those
        that are out of the ordinary (words > 20, long_words_percent > 35, clauses > 2, bracket_words > 8, syllables per
        word > 2.2, passive).
    """
    p = parse(doc)
    found = [_hardness(doc, p, s) for s in sentences_of(doc)]
    return sorted(found, key=lambda row: (-row["score"], row["sentence_id"]))[:n]


def _hardness(doc: Doc, p: Parse, s: Sentence) -> dict[str, Any]:
    start, end = p.sents[s.number]
    clauses = list(p.sentence_clauses(s.number))
    long_words = 100 * sum(k > LONG_WORD_LETTERS for k in s.letters) / s.n_words
    facts = {
        "words": s.n_words,
        "long_words_percent": round(long_words),
        "clauses": len(clauses),
        "bracket_words": max((_bracket(p, c.finite, c.head, c.particle) for c in clauses), default=0),
        "syllables_per_word": round(sum(s.syllables) / s.n_words, 1),
        "passive": sum(c.passive for c in clauses),
    }
    score = s.n_words + long_words + 3 * max(0, len(clauses) - 2) + 0.5 * max(0, facts["bracket_words"] - 8)
    a, b = p.idx[start], p.end(end - 1)
    text = doc.text[a:b]
    b -= len(text) - len(text.rstrip())
    reasons = {name: value for name, value in facts.items() if value > _ORDINARY[name]}
    return {
        "sentence_id": s.number,
        "start": a,
        "end": b,
        "text": doc.text[a:b],
        "voice": "quoted" if s.quoted else "newsroom",
        "score": round(score, 1),
        "reasons": reasons,
    }


_ORDINARY = {
    "words": LONG_SENTENCE_WORDS,
    "long_words_percent": 35,
    "clauses": 2,
    "bracket_words": 8,
    "syllables_per_word": 2.2,
    "passive": 0,
}


def _bracket(p: Parse, finite: int, head: int, particle: int) -> int:
    """Words between the finite verb and the infinitive, participle or particle that completes it."""
    other = particle if particle >= 0 else head
    if finite < 0 or other < 0 or p.tags[other][:1] not in {"V", "P"}:
        return 0
    return max(0, abs(other - finite) - 1)


def compare_with_textstat(text: str) -> dict[str, float]:
    """What the package textstat says of the same text, as textstat_*, to see and cite the difference.

    textstat counts sentences by punctuation (ordinals, abbreviations and thousands end sentences) and syllables by
    hyphenation (Abend, Ufer, über have one); its setting for other callers is left alone.
    """
    import textstat

    own = type(textstat.textstat)()
    own.set_lang("de")
    if not any(c.isalnum() for c in text):
        return dict.fromkeys(("textstat_n_sentences", "textstat_n_words", "textstat_n_syllables"), 0.0) | dict.fromkeys(
            _TEXTSTAT, NAN
        )
    out = {
        "textstat_n_sentences": own.sentence_count(text),
        "textstat_n_words": own.lexicon_count(text),
        "textstat_n_syllables": own.syllable_count(text),
        "textstat_flesch": own.flesch_reading_ease(text),
        "textstat_lix": own.lix(text),
    }
    out |= {f"textstat_wiener_{v}": own.wiener_sachtextformel(text, v) for v in (1, 2, 3, 4)}
    return {name: float(value) for name, value in out.items()}


_TEXTSTAT = ("textstat_flesch", "textstat_lix", *(f"textstat_wiener_{v}" for v in (1, 2, 3, 4)))
