"""What the package textstat says of the same text, to see and cite the difference.

textstat loads nltk, SciPy and scikit-learn for its English counts, two seconds that every report would wait for, and
hyphenates by trying each stretch of each word. Its German counts need only the hyphenator that it uses, pyphen: they
are worked out here, and the tests hold them against the package itself.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from .formulas import flesch_amstad, lix, wiener

NAN = float("nan")
COLUMNS = (
    "textstat_n_sentences", "textstat_n_words", "textstat_n_syllables", "textstat_flesch",
    "textstat_wiener_1", "textstat_wiener_2", "textstat_wiener_3", "textstat_wiener_4", "textstat_lix", "textstat_smog",
)  # fmt: skip


_NOT_IN_CONTRACTION = re.compile(r"'(?![tsd]|ve|ll|re)")
_MARKS_BUT_APOSTROPHE = re.compile(r"[^\w\s']")
_SENTENCE = re.compile(r"\b[^.!?]+[.!?]*")
_LONG_WORD_LETTERS, _MANY_SYLLABLES = 6, 3
#: Letters that a hyphen leaves on either side.
_MARGIN = 2
#: Patterns are looked up by their first letters, and tried only in the lengths that exist.
_KEY = 4

Pattern = tuple[int, tuple[int, ...]]


@cache
def _patterns() -> tuple[dict[str, Pattern], dict[str, list[int]]]:
    """pyphen's German patterns, and the lengths of those that begin with the same four letters."""
    from pyphen import Pyphen

    patterns: dict[str, Pattern] = Pyphen(lang="de").hd.patterns
    lengths: dict[str, set[int]] = {}
    for key in patterns:
        if len(key) >= _KEY:
            lengths.setdefault(key[:_KEY], set()).add(len(key))
    return patterns, {key: sorted(found) for key, found in lengths.items()}


@lru_cache(maxsize=50_000)
def _lengths(letters: str) -> tuple[int, ...]:
    """How long the patterns are that may match where these four letters (at the end of a word fewer) stand."""
    patterns, lengths = _patterns()
    short = [n for n in range(1, _KEY) if letters[:n] in patterns and n <= len(letters)]
    return (*short, *lengths.get(letters, ()))


@lru_cache(maxsize=100_000)
def _syllables(word: str) -> int:
    """textstat's syllables of a word: its hyphenation points and one."""
    return _hyphenation_points(word.lower()) + 1


def _hyphenation_points(word: str) -> int:
    """The points where pyphen parts a lower-cased word (Liang 1983): odd levels, the highest pattern decides."""
    patterns, pointed = _patterns()[0], f".{word}."
    levels = [0] * (len(pointed) + 1)
    for i in range(len(pointed) - 1):
        for n in _lengths(pointed[i : i + _KEY]):
            pattern = patterns.get(pointed[i : i + n])
            if pattern is not None:
                for k, level in enumerate(pattern[1], i + pattern[0]):
                    if level > levels[k]:
                        levels[k] = level
    return sum(level % 2 for level in levels[_MARGIN + 1 : len(word) - _MARGIN + 2])


def _words(text: str) -> list[str]:
    """textstat's words: what spaces divide once all marks are deleted, but for apostrophes as in English contractions."""
    return _MARKS_BUT_APOSTROPHE.sub("", _NOT_IN_CONTRACTION.sub("", text)).split()


def _sentences(text: str) -> int:
    """textstat's sentences: stretches up to a full stop, question or exclamation mark, with more than two words."""
    return max(1, sum(len(_words(sentence)) > 2 for sentence in _SENTENCE.findall(text)))


def compare_with_textstat(text: str) -> dict[str, float]:
    """textstat's values for a text, as textstat_*; NaN for a text without words.

    textstat counts sentences by punctuation (ordinals, abbreviations and thousands end sentences), syllables by
    hyphenation (Abend, Ufer, über have one), and drops hyphens (CDU-Politikerin becomes CDUPolitikerin). The values are
    those of flesch_reading_ease, wiener_sachtextformel, lix and smog_index (the English SMOG) with the language "de".
    """
    words = _words(text) if any(c.isalnum() for c in text) else []
    if not words:
        return dict.fromkeys(COLUMNS[:3], 0.0) | dict.fromkeys(COLUMNS[3:], NAN)
    syllables = [_syllables(word) for word in words]
    sentences, n = _sentences(text), len(words)
    many = len([k for k in syllables if k >= _MANY_SYLLABLES])
    ms, es = 100 * many / n, 100 * syllables.count(1) / n
    iw, sl = 100 * _long_words(words) / n, n / sentences
    values = (
        sentences, n, sum(syllables), flesch_amstad(sl, sum(syllables) / n), *(wiener(v, ms, sl, iw, es) for v in (1, 2, 3, 4)),
        lix(sl, iw), 1.043 * (30 * many / sentences) ** 0.5 + 3.1291,
    )  # fmt: skip
    return dict(zip(COLUMNS, map(float, values), strict=True))


def _long_words(words: list[str]) -> int:
    """textstat's words of more than six letters, which an apostrophe is none of."""
    return len([word for word in words if len(word) - word.count("'") > _LONG_WORD_LETTERS])
