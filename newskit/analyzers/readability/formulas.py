"""The published formulas, by their published constants: pure functions of counts."""

from __future__ import annotations

import math


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
