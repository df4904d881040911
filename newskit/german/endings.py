"""Endings of nouns and adjectives: the forms of a word in a list, and the possible base forms of a word in a text."""

from __future__ import annotations

#: Of adjectives and participles; "" is the predicative form.
ADJECTIVE_ENDINGS = ("", "e", "en", "er", "em", "es")
_DEGREES = ("", "er", "st")
_NOUN_ENDINGS = ("", "s", "es", "e", "en", "n", "ien")
_STEM_ENDINGS = ("em", "en", "er", "es", "e")
_FRONT = str.maketrans("äöü", "aou")


def adjective_forms(word: str) -> set[str]:
    """A word with the endings of adjectives, and of comparative and superlative for -lich."""
    degrees = _DEGREES if word.endswith("lich") else ("",)
    return {word + degree + ending for degree in degrees for ending in ADJECTIVE_ENDINGS} | {word}


def noun_forms(word: str) -> set[str]:
    """A noun with the endings that German nouns take; the wrong ones do no harm, as they do not occur."""
    return {word.lower() + ending for ending in _NOUN_ENDINGS}


def adjective_stems(word: str) -> list[str]:
    """Possible base forms of an inflected adjective, the likeliest first: umstrittenen -> umstritten."""
    out = [word]
    for ending in _STEM_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: -len(ending)]
            out.append(stem)
            if stem[-1] in "lr" and stem[-2] not in "aeiouäöü":  # dunkle -> dunkel, integre -> integer
                out.append(stem[:-1] + "e" + stem[-1])
            break
    for stem in list(out):
        for comparative in ("er", "est", "st"):
            if stem.endswith(comparative) and len(stem) - len(comparative) >= 3:
                bare = stem[: -len(comparative)]
                out += [bare, bare.translate(_FRONT), bare + "e"]
    return out


def noun_stems(word: str) -> list[str]:
    """Possible base forms of an inflected noun, the likeliest first: Vorwürfen -> Vorwurf; Lügnerinnen -> Lügner."""
    out = [word]
    for ending in ("innen", "es", "en", "er", "ern", "in", "s", "n", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: -len(ending)]
            out += [stem, stem + "e"] if ending == "innen" else [stem]
            if ending in {"en", "er", "ern", "e"}:
                out.append(stem.translate(_FRONT))
    if word.endswith("e"):  # der Verdächtige: listed as Verdächtiger
        out.append(word + "r")
    if word.endswith("en"):
        out.append(word[:-1] + "r")
    if word.endswith(("nisse", "nissen")):
        out.append(word[: word.rindex("nisse") + 3])
    return out


def part_stems(word: str) -> list[str]:
    """Base forms of the last part of a compound; fewer guesses than for a whole noun."""
    out = [word]
    for ending in ("es", "s", "en", "n", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            stem = word[: -len(ending)]
            out.append(stem)
            if ending in {"en", "e"}:
                out.append(stem.translate(_FRONT))
    return out
