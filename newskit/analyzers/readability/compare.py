"""What the package textstat says of the same text, to see and cite the difference."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from .formulas import flesch_amstad, lix, wiener
from .hyphens import hyphenated_parts

NAN = float("nan")
COLUMNS = (
    "textstat_n_sentences", "textstat_n_words", "textstat_n_syllables", "textstat_flesch",
    "textstat_wiener_1", "textstat_wiener_2", "textstat_wiener_3", "textstat_wiener_4", "textstat_lix", "textstat_smog",
)  # fmt: skip


@cache
def _textstat() -> Any:
    """A textstat of our own, so that its setting for other callers is left alone."""
    import textstat

    own = type(textstat.textstat)()
    own.set_lang("de")
    own.set_rm_apostrophe(False)  # as its own counters have it: geht's stays one word with its apostrophe
    return own


@lru_cache(maxsize=100_000)
def _syllables(word: str) -> int:
    return hyphenated_parts(word.lower()) if word.isalnum() else int(_textstat().syllable_count(word))


def compare_with_textstat(text: str) -> dict[str, float]:
    """textstat's values for a text, as textstat_*; NaN for a text without words.

    textstat counts sentences by punctuation (ordinals, abbreviations and thousands end sentences), syllables by
    hyphenation (Abend, Ufer, über have one), and drops hyphens (CDU-Politikerin becomes CDUPolitikerin). Its counters are
    asked once for each word and its formulas, which are the published ones, worked out here: the values are those of
    flesch_reading_ease, wiener_sachtextformel, lix and smog_index (the English SMOG) with the language "de", at a
    third of the time.
    """
    own = _textstat()
    words = own.remove_punctuation(text).split() if any(c.isalnum() for c in text) else []
    if not words:
        return dict.fromkeys(COLUMNS[:3], 0.0) | dict.fromkeys(COLUMNS[3:], NAN)
    syllables = [_syllables(word) for word in words]
    sentences, n = own.sentence_count(text), len(words)
    many = sum(k >= 3 for k in syllables)
    ms, es = 100 * many / n, 100 * sum(k == 1 for k in syllables) / n
    iw, sl = 100 * own.long_word_count(text) / n, n / sentences
    values = (
        sentences, n, sum(syllables), flesch_amstad(sl, sum(syllables) / n), *(wiener(v, ms, sl, iw, es) for v in (1, 2, 3, 4)),
        lix(sl, iw), 1.043 * (30 * many / sentences) ** 0.5 + 3.1291,
    )  # fmt: skip
    return dict(zip(COLUMNS, map(float, values), strict=True))
