"""How many parts pyphen hyphenates a German word into: what textstat takes for its syllables.

pyphen asks for every stretch of a word whether it is one of the 66,000 patterns (Liang 1983), which takes 100 µs for a
long word; most stretches no pattern begins like. Here those are not asked for: the same patterns, the same counts.
"""

from __future__ import annotations

from functools import cache

#: How many letters of a stretch are looked at to see how long a pattern that begins like it can be.
_OPENING = 4
#: pyphen's: fewer letters than these do not stand alone at either end of a word.
_AT_ENDS = 2


@cache
def _patterns() -> tuple[dict[str, tuple[int, tuple[int, ...]]], dict[str, int]]:
    """Pattern -> where its weights begin, and they; opening of a pattern -> the letters of the longest one."""
    from pyphen import Pyphen

    patterns: dict[str, tuple[int, tuple[int, ...]]] = Pyphen(lang="de").hd.patterns
    longest: dict[str, int] = {}
    for pattern in patterns:
        opening = pattern[:_OPENING]
        longest[opening] = max(longest.get(opening, 0), len(pattern))
    return patterns, longest


def hyphenated_parts(word: str) -> int:
    """The parts that a word in lower case is hyphenated into; 1 if it is not divided."""
    patterns, longest = _patterns()
    dotted = f".{word}."
    n = len(dotted)
    weights = [0] * (n + 1)
    for i in range(n - 1):
        last = max(_OPENING - 1, longest.get(dotted[i : i + _OPENING], 0))
        for j in range(i + 1, min(i + last, n) + 1):
            pattern = patterns.get(dotted[i:j])
            if pattern:
                for k, weight in enumerate(pattern[1], i + pattern[0]):
                    if weight > weights[k]:
                        weights[k] = weight
    return 1 + sum(weight & 1 for weight in weights[_AT_ENDS + 1 : n - _AT_ENDS])
