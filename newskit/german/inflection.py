"""Inflection: all forms of a verb from the infinitive; endings and possible base forms of nouns and adjectives.

A text is searched by its surface, for the lemmas of a statistical pipeline are wrong most often where it matters here:
split verbs, participles, rare words. Weak verbs follow rules; strong and irregular ones, and those whose look misleads
(antworten is no an + tworten), stand in resources/de/verbs.tsv with their principal parts, which a user's verbs.tsv
extends. Verbs with a prefix or a particle follow their base (vergeben, angeben: geben).

    inflect("annehmen").finite        # {"nehme", "nimmst", "nahm", "nähme", ...}, particle "an"
    inflect("annehmen").joined        # {"annimmt", "angenommen", "anzunehmen", ...}
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from ..resources import Entry, Lexicons

_SIBILANTS = ("s", "ß", "z", "x")
_UMLAUT = {"a": "ä", "o": "ö", "u": "ü"}
#: What a verb's stem looks like: consonants that German words begin with, a vowel, and a consonant or two vowels.
_STEM = re.compile(
    r"(?:[bcdfghjklmnpqrstvwxyz]|[bfgkp]l|[bdfgkptw]r|[gk]n|pf[lr]?|sch[lmnrw]?|sk[lr]?|sp[lr]?|str?|zw|qu|chr?|ph|thr?)?[aeiouäöüy]{1,2}h?."
)
#: ss at the end of a stem was ß before 1996 (muß, läßt), and ß is ss in Switzerland (schliesst).
_NEW_SS = re.compile("ss(?=t|$)")
#: Of adjectives and participles; "" is the predicative form.
ADJECTIVE_ENDINGS = ("", "e", "en", "er", "em", "es")
_DEGREES = ("", "er", "st")
_NOUN_ENDINGS = ("", "s", "es", "e", "en", "n", "ien")
_STEM_ENDINGS = ("em", "en", "er", "es", "e")
_FRONT = str.maketrans("äöü", "aou")


def _spellings(forms: frozenset[str]) -> frozenset[str]:
    """The forms with those of the old and the Swiss spelling."""
    return forms | {_NEW_SS.sub("ß", form) for form in forms} | {form.replace("ß", "ss") for form in forms}


@dataclass(frozen=True)
class Verb:
    """The forms of a verb; those of a separable verb without its particle, as in a main clause (nimmt ... an).

    Attributes:
        lemma: the infinitive.
        particle: of a separable verb, else "".
        present, past, subjunctive_1, subjunctive_2: the finite forms; `present` has the infinitive, which is a finite
            form, too.
        participles: past participles with the particle, the usual one first.
    """

    lemma: str
    particle: str
    present: frozenset[str]
    past: frozenset[str]
    subjunctive_1: frozenset[str]
    subjunctive_2: frozenset[str]
    participles: tuple[str, ...]

    @property
    def base(self) -> str:
        """The infinitive without the particle."""
        return self.lemma.removeprefix(self.particle)

    @property
    def zu_infinitive(self) -> str:
        """anzunehmen, zu nehmen."""
        return f"{self.particle}zu{self.base}" if self.particle else f"zu {self.lemma}"

    @cached_property
    def finite(self) -> frozenset[str]:
        """All finite forms and the infinitive, without particle, in all spellings."""
        return self.in_tenses("present", "past", "subjunctive_1", "subjunctive_2") | {self.base}

    def in_tenses(self, *names: str) -> frozenset[str]:
        """The finite forms of some tenses and moods ("present", "subjunctive_2"), without particle, in any spelling."""
        return _spellings(frozenset().union(*(getattr(self, name) for name in names)))

    @cached_property
    def joined(self) -> frozenset[str]:
        """All forms that are one word.

        Those of subordinate clauses, infinitives, participles with the endings of adjectives.
        """
        participles = _spellings(frozenset((*self.participles, self.lemma + "d")))
        out = {self.particle + form for form in self.finite}
        out |= {form + ending for form in participles for ending in ADJECTIVE_ENDINGS}
        return frozenset(out | {self.zu_infinitive}) if self.particle else frozenset(out)


@cache
def inflect(lemma: str, lexicons: str = "") -> Verb:
    """The forms of a verb.

    Args:
        lemma: its infinitive.
        lexicons: a folder with a verbs.tsv that adds to or overrides newskit's.
    """
    particle, base = split_particle(lemma, lexicons)
    listed = _listed(lexicons).get(lemma)
    entry = listed if listed is not None and listed.category != "separable" else None
    forms = _forms(base, entry, lexicons)
    participles = [particle + form for form in forms[4]]
    if particle in Lexicons.of(lexicons).words["verb_particle_either"]:  # umgehen: umgegangen or umgangen
        participles += [particle + _without_ge(form, base) for form in forms[4]]
    return Verb(lemma, particle, *forms[:4], tuple(dict.fromkeys(participles)))


@cache
def _listed(lexicons: str) -> dict[str, Entry]:
    return {e.lemma: e for e in Lexicons.of(lexicons).entries("verbs")}


@cache
def split_particle(lemma: str, lexicons: str = "") -> tuple[str, str]:
    """(particle, base) of a separable verb; particle "" if it has none."""
    listed = _listed(lexicons)
    if lemma in listed:
        particle = listed[lemma].more.get("prefix", "")
        return particle, lemma.removeprefix(particle)
    words = Lexicons.of(lexicons).words
    if lemma.startswith("hinter") and not lemma.startswith("hinterher"):
        return "", lemma
    for particle in sorted({*words["verb_particle"], *words["verb_particle_either"]}, key=len, reverse=True):
        base = lemma.removeprefix(particle)
        if base != lemma and (base in listed or (_is_verb(base) and base != "igen")):
            return particle, base
    return "", lemma


def _is_verb(word: str) -> bool:
    """Can a word be a verb by its look (not tworten, gen, kern)?"""
    return len(word) >= 4 and word.endswith("n") and bool(_STEM.match(_stem(word, endings=("eln", "ern", "en", "n"))))


def _stem(verb: str, endings: tuple[str, ...] = ("en", "n")) -> str:
    return next((verb[: -len(end)] for end in endings if verb.endswith(end)), verb)


#: present, past, first and second subjunctive, participles
_Forms = tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str], tuple[str, ...]]


def _forms(verb: str, entry: Entry | None, lexicons: str) -> _Forms:
    entry = entry or _listed(lexicons).get(verb)
    if entry is not None and entry.more.get("past"):
        return _of_parts(verb, entry)
    prefix, base = ("", verb) if entry is not None else _split_prefix(verb, lexicons)
    if prefix:
        *finite, participles = _forms(base, None, lexicons)
        return _behind(prefix, finite, [_without_ge(form, base) for form in participles])
    particle, inner = ("", verb) if entry is not None else split_particle(verb, lexicons)
    if particle:  # wieder + aufstehen
        *finite, participles = _forms(inner, None, lexicons)
        return _behind(particle, finite, participles)
    participle = entry.more.get("participle", "") if entry is not None else ""
    return _weak(verb, participle or _weak_participle(verb, lexicons))


def _behind(front: str, finite: list[frozenset[str]], participles: Iterable[str]) -> _Forms:
    """The forms of a verb behind its prefix or particle."""
    present, past, first, second = (frozenset(front + form for form in forms) for forms in finite)
    return present, past, first, second, tuple(front + form for form in participles)


def _split_prefix(verb: str, lexicons: str) -> tuple[str, str]:
    """(prefix, base) of a verb whose base is listed, or has a listed base itself (missverstehen: miss, verstehen)."""
    listed = _listed(lexicons)
    for prefix in Lexicons.of(lexicons).words.endings("verb_prefix"):
        base = verb.removeprefix(prefix)
        if base != verb and (base in listed or _split_prefix(base, lexicons)[0]):
            return prefix, base
    return "", verb


def _without_ge(participle: str, base: str) -> str:
    inherent = base.startswith("ge") and participle[2:3] != "g"  # gewonnen: gewinnen; not gegangen: gehen
    return participle if inherent else participle.removeprefix("ge")


def _of_parts(verb: str, entry: Entry) -> _Forms:
    """From the principal parts; alternatives are separated by |, and whole rows of forms written with spaces."""
    parts = {name: entry.more.get(name, "").split("|") for name in ("present", "past", "participle", "subjunctive")}
    present, _, first = parts["present"][0].partition(",")
    if " " in present:
        now = frozenset(present.split())
    else:
        now = frozenset(form for third in parts["present"] for form in _present(verb, third, entry.category))
    past = frozenset(form for form_3 in parts["past"] for form in _past(form_3))
    second = [form for form in parts["subjunctive"] if form] or [_umlauted(form) + "e" for form in parts["past"]]
    forms_2 = frozenset(second[0].split()) if " " in second[0] else frozenset(f for s in second for f in _past(s))
    return now, past, frozenset(first.split()) or _subjunctive_1(verb), forms_2, tuple(parts["participle"])


def _umlauted(form: str) -> str:
    """With an umlaut as its last vowel: quoll -> quöll."""
    return re.sub("[aou](?=[^aeiou]*$)", lambda found: _UMLAUT[found[0]], form)


def _present(verb: str, third: str, category: str) -> set[str]:
    """Indicative from the third person: gibt, hält, lädt, isst; kann, muss."""
    stem = _stem(verb)
    plural = {verb, stem + ("et" if _needs_e(stem) else "t")}
    if category == "modal":
        return plural | {third, third + ("t" if third.endswith(_SIBILANTS) else "st")}
    return plural | {stem + "e", third, _second_person(stem, third)}


def _second_person(stem: str, third: str) -> str:
    if third.endswith(("et", "dt")):
        return third[:-1] + "st"
    if stem.endswith("t"):
        return third if third.endswith("st") else third + "st"
    return third if third[:-1].endswith(_SIBILANTS) else third[:-1] + "st"


def _past(form: str) -> set[str]:
    """Past or second subjunctive from its third person: gab, fand, ließ, schrie, dachte, gäbe."""
    if form.endswith("e"):
        return {form, form + "st", form + "n", form + "t"}
    dental = form.endswith(("t", "d"))
    second = "est" if dental or form.endswith(_SIBILANTS) else "st"
    return {form, form + second, form + "en", form + ("et" if dental else "t")}


def _subjunctive_1(verb: str) -> frozenset[str]:
    stem = _stem(verb)
    if verb.endswith(("eln", "ern")):
        short = {stem[:-2] + "le"} if verb.endswith("eln") else set()
        return frozenset({stem + "e", stem + "st", verb, stem + "t", *short})
    return frozenset({stem + "e", stem + "est", verb, stem + "et"})


def _weak(verb: str, participle: str) -> _Forms:
    stem = _stem(verb)
    link = "e" if _needs_e(stem) else ""
    short = {stem[:-2] + "le"} if verb.endswith("eln") else set()
    second = stem + ("t" if stem.endswith(_SIBILANTS) else link + "st")
    past = frozenset(_past(stem + link + "te"))
    return (
        frozenset({verb, stem + "e", second, stem + link + "t", *short}),
        past,
        _subjunctive_1(verb),
        past,
        (participle,),
    )


def _weak_participle(verb: str, lexicons: str) -> str:
    stem = _stem(verb)
    form = stem + ("et" if _needs_e(stem) else "t")
    prefixes = Lexicons.of(lexicons).words.endings("verb_prefix")
    prefixed = any(verb.startswith(prefix) and _is_verb(verb.removeprefix(prefix)) for prefix in prefixes)
    return form if prefixed or verb.endswith("ieren") else "ge" + form


def _needs_e(stem: str) -> bool:
    """Does an e stand between stem and ending (wartet, redet, rechnet, atmet; not wohnt, filmt, lernt)?"""
    if stem.endswith(("t", "d")):
        return True
    before = stem[-3:-1]
    after_vowel = before[-1:] in "aeiouäöülrmn" or (before[-1:] == "h" and before[:1] in "aeiouäöü")
    return stem[-1:] in "mn" and len(stem) > 2 and not after_vowel


def finite_forms(lemma: str, lexicons: str = "") -> frozenset[str]:
    """The finite forms of a verb and its infinitive, as one word (anseht, ansah)."""
    verb = inflect(lemma, lexicons)
    return frozenset(verb.particle + form for form in verb.finite)


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
