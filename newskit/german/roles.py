"""What words say about who somebody is: role nouns, organisations, first names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ..resources import Lexicons

_PLAIN = str.maketrans("äöüÄÖÜ", "aouAOU")


@dataclass(frozen=True, slots=True)
class Word:
    """What a noun says about whom it names."""

    role: str
    weight: float
    gender: str
    kind: str


class Roles:
    """Lookup by word, lemma and compound head; every answer is remembered."""

    def __init__(self, folder: str = "") -> None:
        lists = Lexicons.of(folder)
        self._words, self._heads = _nouns(lists)
        self._longest_head = max(map(len, self._heads), default=0)
        self._head_ends = {head[-3:] for head in self._heads}
        self._orgs = _bodies(lists)
        #: Well-known people by their whole name -> role, for texts that take it for granted who they are.
        self.people = {e.lemma: e.category for e in lists.entries("orgs") if e.more.get("kind") == "person"}
        self._orgs_lower = {k.lower(): v for k, v in self._orgs.items() if len(k) > 4}
        #: Lower-cased other names of a body (uno), and adjectives (polizeilich) -> the name it is counted under.
        self.same_as = {e.lemma.lower(): e.more["same_as"] for e in lists.entries("orgs") if e.more.get("same_as")}
        self._first = {e.lemma: e.category for e in lists.entries("first_names") if e.weight >= 1}
        self._first_any = {e.lemma for e in lists.entries("first_names")}
        self._outlets = {name.lower() for e in lists.entries("outlets") for name in (e.lemma, e.category)}
        self.agencies = {e.lemma for e in lists.entries("agencies")}
        self._memo: dict[tuple[str, str], Word | None] = {}

    @staticmethod
    @cache
    def of(folder: str = "") -> Roles:
        """The lookups for a folder of word lists ("" for newskit's own)."""
        return Roles(folder)

    def noun(self, word: str, lemma: str = "") -> Word | None:
        """What a common noun says; compounds by their head (Regierungssprecherin, Pentagon-Sprecherin)."""
        key = word, lemma
        try:
            return self._memo[key]
        except KeyError:
            found = self._memo[key] = self._noun(word, lemma)
            return found

    def _noun(self, word: str, lemma: str) -> Word | None:
        forms = _forms(word, lemma)
        for form in forms:
            if form in self._words:
                return self._words[form]
        for form in (form for form in forms if form[-3:] in self._head_ends):
            for cut in range(max(1, len(form) - self._longest_head), len(form) - 2):
                found = self._heads.get(form[cut:])
                if found is not None:
                    return found
        return None

    def lists(self, word: str) -> bool:
        """Is the word itself a line of the list (not by lemma or compound)?"""
        return word.lower() in self._words

    def organisation(self, name: str) -> Word | None:
        """What the name of a body says (Pentagon, SPD, Moskau); genitive -s is tried away."""
        for form in (name, name.removesuffix("s"), name.removeprefix("Die ").removeprefix("Der ").removeprefix("Das ")):
            if form in self._orgs:
                return self._orgs[form]
        return self._orgs_lower.get(name.lower())

    def exact_organisation(self, name: str) -> bool:
        """Is the name in the list just so?"""
        return name in self._orgs

    def is_outlet(self, name: str) -> bool:
        """Is it the name of a newspaper, broadcaster or website (Frankfurter Allgemeine, Die Zeit, Zeit)?"""
        low = name.lower()
        return low in self._outlets or f"die {low}" in self._outlets or f"der {low}" in self._outlets

    def first_name_gender(self, name: str) -> str | None:
        """female or male where a first name is unambiguous (the codebook takes it as evidence)."""
        return self._first.get(name)

    def is_first_name(self, name: str) -> bool:
        """Is it in the list of first names?"""
        return name in self._first_any


def _forms(word: str, lemma: str) -> list[str]:
    """The forms under which a noun may stand in the list, lower-cased: last parts of words with hyphens, stems."""
    forms = list(dict.fromkeys(f.lower() for f in (word, lemma, *_neutral(word)) if f))
    forms += [f.rsplit("-", 1)[1] for f in forms if "-" in f]
    forms += [
        f[: -len(end)]
        for f in forms
        if f.endswith(("n", "s", "e"))
        for end in ("innen", "en", "n", "s", "es", "e")
        if f.endswith(end) and len(f) > len(end) + 4
    ]
    return forms


def _nouns(lists: Lexicons) -> tuple[dict[str, Word], dict[str, Word]]:
    """The role nouns, lower-cased: whole words, and last parts of compounds (-sprecher)."""
    words: dict[str, Word] = {}
    heads: dict[str, Word] = {}
    for e in lists.entries("roles"):
        word = Word(e.category, e.weight, e.more.get("gender", "neutral"), e.more.get("kind", "person"))
        target = heads if e.lemma.startswith("-") else words
        target.setdefault(e.lemma.lstrip("-").lower(), word)
    return words, heads


def _bodies(lists: Lexicons) -> dict[str, Word]:
    """The organisations and media by their names."""
    return {
        e.lemma: Word(e.category, e.weight, "neutral", e.more.get("kind") or "organisation")
        for e in lists.entries("orgs")
        if e.more.get("kind") != "person"
    }


def _neutral(word: str) -> list[str]:
    """Lehrer:innen, Lehrer*innen, LehrerInnen, Lehrer/-innen -> Lehrer; Expert:innen -> Experte; Ärzt_innen -> Arzt."""
    for sign in (":in", "*in", "_in", "/-in", "/in", "·in", "In"):
        at = word.find(sign)
        if at > 2:
            stem = word[:at]
            return [stem, f"{stem}e", _without_last_umlaut(stem)]
    return []


def _without_last_umlaut(stem: str) -> str:
    """Ärzt -> Arzt, Rechtsanwält -> Rechtsanwalt, Bäuer -> Bauer."""
    at = max(map(stem.lower().rfind, "äöü"))
    return stem[:at] + stem[at].translate(_PLAIN) + stem[at + 1 :] if at >= 0 else stem
