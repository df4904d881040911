"""How readable: published German formulas over the pipeline's counts, and an index that follows human judgement.

What is counted
    words: tokens with a letter or digit. CDU-Politikerin is one word; its syllables are all counted.
    syllables: as read aloud, numbers and abbreviations too (see syllables.py).
    letters: as written, so Swiss spelling (Strasse) has more long words than German (Straße): compare LIX within a
    country.
    sentences: those of the pipeline that end in a full stop, question or exclamation mark, or have a finite verb.
        Headlines, bylines and datelines without either are no sentences, and their words are left out; only if a text
        has nothing else are they measured.
    clauses: the finite and infinitive clauses of the parse, each with its own words only.
    voice: a sentence belongs to the voice that has most of its words, the newsroom's in doubt. So the two parts add up.

Where there is no sentence, counts are 0 and measures NaN.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc

from ... import tables
from ...errors import InputError
from ...german.reading import parse
from .formulas import TEXTSTAT, compare_with_textstat, flesch_amstad, gsmog, lix, wiener
from .predicted import Judged, difficulties, sentences_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "compare_with_textstat",
    "difficulty",
    "difficulty_rows",
    "flesch_amstad",
    "gsmog",
    "lix",
    "measure",
    "readability",
    "rows",
    "sentences_of",
    "wiener",
]

LONG_SENTENCE_WORDS = 20
LONG_CLAUSE_WORDS = 12
LONG_WORD_LETTERS = 6
MANY_SYLLABLES = 3
NAN = float("nan")


def measure(doc: Doc, voice: str = "all") -> dict[str, Any]:
    """One row of the readability table (without article_id and textstat's values).

    Args:
        doc: a parsed Doc; the voices need the quote analyzer.
        voice: "all", "newsroom" or "quoted".

    Raises:
        InputError: there is no such voice.
    """
    if voice not in tables.READABILITY_VOICES:
        raise InputError(f"There is no voice {voice!r}. Allowed: {', '.join(tables.READABILITY_VOICES)}.")
    return _measure(difficulties(doc), voice)


def _measure(judged: Sequence[Judged], voice: str) -> dict[str, Any]:
    judged = [j for j in judged if voice in {"all", j[0].voice}]
    sentences = [sentence for sentence, _, _ in judged]
    letters = [n for s in sentences for n in s.letters]
    syllables = [n for s in sentences for n in s.syllables]
    row = {"voice": voice, "n_sentences": len(judged), "n_words": len(letters), "n_syllables": sum(syllables)}
    if not judged:
        return row | dict.fromkeys(_MEASURES, NAN)
    n, sl = len(letters), len(letters) / len(judged)
    long_words, many = _above(letters, LONG_WORD_LETTERS), _above(syllables, MANY_SYLLABLES - 1)
    ms, iw, es = 100 * many / n, 100 * long_words / n, 100 * syllables.count(1) / n
    clauses = [n for s in sentences for n in s.clauses]
    values = (
        sl, sum(letters) / n, flesch_amstad(sl, sum(syllables) / n), *(wiener(v, ms, sl, iw, es) for v in (1, 2, 3, 4)),
        lix(sl, iw), gsmog(many, len(judged)),
        _above([s.n_words for s in sentences], LONG_SENTENCE_WORDS) / len(judged),
        _above(clauses, LONG_CLAUSE_WORDS) / len(clauses), long_words / n,
        sum(value for _, value, _ in judged) / len(judged),
    )  # fmt: skip
    return row | dict(zip(_MEASURES, values, strict=True))


def _above(numbers: list[int], limit: int) -> int:
    """How many numbers are above a limit."""
    return len([n for n in numbers if n > limit])


_MEASURES = tuple(
    c.name for c in tables.TABLES["readability"].columns if c.type == "float" and not c.name.startswith("textstat_")
)


def readability(docs: Iterable[Doc]) -> pd.DataFrame:
    """The readability table (see tables.py): three rows per Doc: all of it, the newsroom's and the quoted part."""
    return tables.frame("readability", [row for doc in docs for row in rows(doc)])


def rows(doc: Doc) -> list[dict[str, Any]]:
    """The rows of one Doc. textstat's values are of the whole text, which is all that it can see."""
    judged, article = difficulties(doc), doc._.article_id
    no_values = dict.fromkeys(TEXTSTAT, NAN)
    return [
        {"article_id": article, **_measure(judged, voice)}
        | (compare_with_textstat(parse(doc).text) if voice == "all" else no_values)
        for voice in tables.READABILITY_VOICES
    ]


def difficulty(docs: Iterable[Doc]) -> pd.DataFrame:
    """The difficulty table (see tables.py): a row per sentence, with the points that each reason adds."""
    return tables.frame("difficulty", [row for doc in docs for row in difficulty_rows(doc)])


def difficulty_rows(doc: Doc) -> list[dict[str, Any]]:
    """One row per sentence of a Doc that readability is measured on."""
    p, article, out = parse(doc), doc._.article_id, []
    for sentence, value, points in difficulties(doc):
        start = p.idx[sentence.start]
        piece = p.text[start : p.end(sentence.end - 1)]
        start += len(piece) - len(piece.lstrip())
        end = start + len(piece.strip())
        row = {"article_id": article, "sentence_id": sentence.number, "start": start, "end": end}
        row |= {"voice": sentence.voice, "n_words": sentence.n_words, "difficulty": value}
        out.append(row | {f"points_{reason}": value for reason, value in points.items()})
    return out
