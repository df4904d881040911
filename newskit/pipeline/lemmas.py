"""Infinitives that the lemmatizer, which has learned from few texts, gets wrong: warnten: warnn, erwarteten: erwarteen, fordert: forderen.

A weak verb's infinitive can be read off its form. It is taken where the lemma cannot be an infinitive, or where raw text knows it and
not the lemma.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

#: Infinitives in -ern and -eln that were made too long (forderen, handelen).
_TOO_LONG = re.compile(r"(?<=[bdfgklmnpst])(e[rl])en$")
#: How infinitives end: -en, but not -een; -ern and -eln, but not -iern (apart from -eiern), -ieln, -eern.
_INFINITIVE = re.compile(r"(?:[^e]en|(?:[^ie]|(?<=e)i)ern|[^ie]eln|tun|sein)$")
#: Stems that take -n: forder-n, handel-n, steuer-n, feier-n, but studier-en, spiel-en, zähl-en.
_SHORT = re.compile(r"(?:[^aeiouäöüy]|[ae][iu]|äu)e[lr]$")
_ENDINGS = ("ten", "te", "t", "st")
#: Strong verbs whose stem ends in t (gelten: gilt, not geltet).
_STRONG = ("gelten", "halten", "raten", "treten", "fechten", "flechten", "bersten", "schelten", "braten")


def weak_infinitives(form: str) -> list[str]:
    """What the infinitive of a weak verb's finite form in -t, -st, -te or -ten can be (warnten: warnen); nothing of other forms.

    Args:
        form: in lower case.
    """
    stems = [form.removesuffix(ending).removesuffix("e") for ending in _ENDINGS if form.endswith(ending)]  # rechn-e-ten
    return [stem + ("n" if _SHORT.search(stem) else "en") for stem in stems if len(stem) > 1]


def fix_lemmas(doc: Doc) -> None:
    """Put the infinitive where the lemma of a verb is none, or one that nobody uses."""
    for token in doc:
        tag = token.tag_
        if tag[:1] != "V":
            continue
        if token.lemma_.endswith(("eren", "elen")):
            token.lemma_ = _TOO_LONG.sub(r"\1n", token.lemma_)
        if tag in {"VVFIN", "VVINF"}:
            mended = _mended(token, token.lower_, token.lemma_.lower())
            if mended:
                token.lemma_ = mended


def _mended(token: Token, form: str, lemma: str) -> str:
    """A better lemma, or ""."""
    candidates = weak_infinitives(form)
    if not candidates or lemma in candidates:
        return ""
    known = token.vocab.has_vector
    weak = next(filter(known, candidates), candidates[0])
    if not _INFINITIVE.search(lemma):
        return weak
    if lemma in {form, form + "n"}:  # ahnten: there is no "ahntet", so it is no infinitive; warten: wartet
        is_infinitive = lemma.endswith(_STRONG) or known(lemma[:-2] + "et")
        return weak if known(weak) and not is_infinitive else ""
    return weak if known(weak) and not known(lemma) else ""
