"""How frequent words are, by wordfreq's list (Speer 2022).

wordfreq's code is under Apache 2.0, its data under CC BY-SA 4.0; this module asks it when it runs (norms.npz and
common_words.npz hold values computed from it).
"""

from __future__ import annotations

import math
from functools import cache


@cache
def frequencies() -> dict[str, float]:
    """Case-folded word -> Zipf value, the most frequent first: buckets of words by their frequency in hundredths of a bel."""
    from wordfreq import available_languages, cB_to_freq, read_cBpack

    found: dict[str, float] = {}
    for number, words in enumerate(read_cBpack(available_languages()["de"])):
        if words:
            found.update(dict.fromkeys(words, math.log10(cB_to_freq(-number)) + 9))
    return found


def zipf(word: str) -> float:
    """The Zipf value of a case-folded word as it stands; 0 if the list does not know it."""
    return frequencies().get(word, 0.0)
