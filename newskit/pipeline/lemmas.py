"""Infinitives that the lemmatizer, which has learned from few texts, gets wrong (warnten: warnn, fordert: forderen).

A weak verb's infinitive can be read off its form. It is taken if raw text knows it and the lemma cannot be an
infinitive, is unknown, or is the form itself, taken for an infinitive (ahnten).
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from ..german.reading import CLEAN, LEXICONS
from ..resources import Lexicons

#: Infinitives in -ern and -eln that were made too long (forderen, handelen).
_TOO_LONG = re.compile(r"(?<=[bdfgklmnpst])(e[rl])en$")
#: How infinitives end: -en, but not -een; -ern and -eln, but not -iern (apart from -eiern), -ieln, -eern.
_INFINITIVE = re.compile(r"(?:[^e]en|(?:[^ie]|(?<=e)i)ern|[^ie]eln|tun|sein)$")
#: Stems that take -n: forder-n, handel-n, steuer-n, feier-n, but studier-en, spiel-en, zähl-en.
_SHORT = re.compile(r"(?:[^aeiouäöüy]|[ae][iu]|äu)e[lr]$")
_LETTERS = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_ENDINGS = ("ten", "te", "t", "st")


def weak_infinitives(form: str) -> list[str]:
    """What the infinitive of a weak verb's finite form in -t, -st, -te or -ten can be (warnten: warnen); else nothing.

    Args:
        form: in lower case.
    """
    stems = [form.removesuffix(ending).removesuffix("e") for ending in _ENDINGS if form.endswith(ending)]  # rechn-e-ten
    return [stem + ("n" if _SHORT.search(stem) else "en") for stem in stems if len(stem) > 1]


def spell_lemmas(doc: Doc) -> None:
    """The lemma of a word in another spelling is spelled as its clean form is: heisst: heißen, erklaerte: erklären."""
    for i, clean in doc.user_data.get(CLEAN, {}).items():
        lemma = _INVISIBLE.sub("", doc[i].lemma_)
        for letter, letters in _LETTERS.items():
            if letter in clean.lower():
                lemma = lemma.replace(letters, letter).replace(letters.title(), letter.upper())
        doc[i].lemma_ = lemma


def fix_lemmas(doc: Doc) -> None:
    """Put the infinitive where the lemma of a verb is none, or one that nobody uses."""
    for token in doc:
        tag = token.tag_
        if tag[:1] != "V":
            continue
        if token.lemma_.endswith(("eren", "elen")):
            token.lemma_ = _TOO_LONG.sub(r"\1n", token.lemma_)
        if tag in {"VVFIN", "VVIMP", "VVINF"}:
            mended = _mended(token, token.lower_, token.lemma_.lower())
            if mended:
                token.lemma_ = mended


def _mended(token: Token, form: str, lemma: str) -> str:
    """A better lemma, or ""."""
    known = token.vocab.has_vector
    candidates = weak_infinitives(form)
    if form.endswith("te") and not known(lemma) and _is_infinitive(token, form + "n"):
        return form + "n"  # sie befürchte: the stem ends in t
    weak = next((c for c in candidates if known(c) or c.endswith("ieren")), "")
    if not weak or lemma in candidates or not form.isalpha():
        return ""
    if not _INFINITIVE.search(lemma):
        return weak
    if lemma in {form, form + "n"}:  # ahnten
        return "" if _is_infinitive(token, lemma) else weak
    return "" if known(lemma) else weak


def _is_infinitive(token: Token, word: str) -> bool:
    """Is a word in -ten an infinitive, no past tense: is there a form in -tet (warten: wartet; there is no ahntet)?"""
    known, stem = token.vocab.has_vector, word[:-2]
    strong = Lexicons.of(token.doc.user_data.get(LEXICONS, "")).words.endings("strong_verb_in_ten")  # gilt, not geltet
    return known(word) and (word.endswith(strong) or (known(stem + "et") and not stem.endswith("et")))
