"""What the package textstat says of the same text, to see and cite the difference."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

from .common import common
from .formulas import flesch_amstad, lix, wiener
from .hyphens import hyphenated_parts
from .words import WordCache

NAN = float("nan")
#: A word with more characters, apostrophes left out, is long.
_SHORT = 6
#: What textstat takes for a sentence, and three words for certain.
_SENTENCE, _THREE_WORDS = re.compile(r"\b[^.!?]+[.!?]*"), re.compile(r"\w\S*\s+\S*\w\S*\s+\S*\w")
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


def _weights(words: list[str]) -> Iterator[int]:
    """Of each word twice its syllables, and one more if it is long: small numbers are at hand where pairs are not."""
    table = common()
    known = [table.get(word.lower()) for word in words]
    simple = iter(
        hyphenated_parts([w.lower() for w, found in zip(words, known, strict=True) if not found and w.isalnum()])
    )
    for word, found in zip(words, known, strict=True):
        if not word.isalnum():
            syllables = int(_textstat().syllable_count(word))
        else:
            syllables = found.hyphenated if found else next(simple)
        yield 2 * syllables + (len(word.replace("'", "")) > _SHORT)


_weigh = WordCache(_weights)


def _count_sentences(text: str) -> int:
    """textstat's sentences: those of more than two words; it is asked only of those that may have fewer."""
    found = _SENTENCE.findall(text)
    few = [sentence for sentence in found if not _THREE_WORDS.search(sentence)]
    words: list[int] = [_textstat().lexicon_count(sentence) for sentence in few]
    return max(1, len(found) - len([n for n in words if n < 3]))


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
    weights = [(*divmod(weight, 2), times) for weight, times in Counter(_weigh(words)).items()]
    syllables = sum(n * times for n, _, times in weights)
    many = sum(times for n, _, times in weights if n >= 3)
    single = sum(times for n, _, times in weights if n == 1)
    long = sum(times for _, is_long, times in weights if is_long)
    sentences, n = _count_sentences(text), len(words)
    ms, iw, es, sl = 100 * many / n, 100 * long / n, 100 * single / n, n / sentences
    values = (
        sentences, n, syllables, flesch_amstad(sl, syllables / n), *(wiener(v, ms, sl, iw, es) for v in (1, 2, 3, 4)),
        lix(sl, iw), 1.043 * (30 * many / sentences) ** 0.5 + 3.1291,
    )  # fmt: skip
    return dict(zip(COLUMNS, map(float, values), strict=True))
