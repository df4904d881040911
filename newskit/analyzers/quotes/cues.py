"""The words that introduce what somebody says: verbs, prepositions, nouns and adverbs, from resources/de/cues.tsv."""

from __future__ import annotations

from functools import cache

from ...errors import InputError
from ...german.parse import Clause, Parse
from ...german.roles import Roles
from ...resources import Entry, Lexicons

VERB_CATEGORIES = ("say", "think", "demand", "evaluate", "announce", "document", "question")
#: Pronominal adverbs that stand for the content and belong to the cue (geht davon aus, wies darauf hin).
CORRELATES = frozenset("davon darauf daran darüber dafür dagegen damit davor dazu darin dahingehend dahin es".split())
#: From this weight on a preposition attributes whatever stands behind it, below it only with a noun of `attribution`.
ALONE = 0.6
#: From this weight on a noun makes nach, gemäß ... an attribution; below it, it tells of a law or a tip-off with laut, too.
ATTRIBUTES = 0.5
#: From this weight on an adverb attributes its sentence; below it only where hearsay follows (Danach soll ...).
SURE_ADVERB = 0.5
#: From this weight on it does so wherever it stands; below it only at the edge of a clause.
ANYWHERE = 0.9
#: From this weight on `es` belongs to an impersonal verb's cue (heißt es).
WITH_ES = 0.5


class Cues:
    """Cue words by category. `verbs[lemma]` and the last part of `phrases[verb]` are {category: weight}."""

    def __init__(self, folder: str = "") -> None:
        self.roles = Roles.of(folder)
        self.verbs: dict[str, dict[str, float]] = {}
        self.phrases: dict[str, dict[tuple[str, ...], dict[str, float]]] = {}
        self.addressees: dict[str, set[str]] = {"dat": set(), "acc": set()}
        self._words: dict[str, dict[str, float]] = {}
        for entry in Lexicons.of(folder).entries("cues"):
            if entry.category in VERB_CATEGORIES:
                self._add_verb(entry)
            else:
                self._words.setdefault(entry.category, {})[_one_word(entry)] = entry.weight
        self.reporting, self.nouns = self._of("reported"), self._of("noun")
        self.light, self.impersonal = self._of("light"), self._of("impersonal")
        self.prepositions, self.postpositions = self._of("prep"), self._of("postposition")
        self.parentheticals = self._of("parenthetical")
        self.adverbs, self.relative_adverbs = self._of("adverb"), self._of("relative_adverb")
        self._attributions = self._of("attribution")

    def _of(self, category: str) -> dict[str, float]:
        return self._words.get(category, {})

    def _add_verb(self, entry: Entry) -> None:
        """A verb (sagen), what one can be (überzeugt, der Ansicht), or a verb with its words (bekannt geben)."""
        *others, verb = entry.lemma.lower().split()
        if others:
            self.phrases.setdefault(verb, {}).setdefault(tuple(others), {})[entry.category] = entry.weight
            return
        self.verbs.setdefault(verb, {})[entry.category] = entry.weight
        case = entry.more.get("addressee", "")
        if case and case not in self.addressees:
            raise InputError(f"cues.tsv, {entry.lemma!r}: the addressee is {case!r}. Allowed: dat, acc, or nothing.")
        if case:
            self.addressees[case].add(verb)

    @staticmethod
    @cache
    def of(folder: str = "") -> Cues:
        """The cues for a folder of word lists ("" for newskit's own)."""
        return Cues(folder)

    def verb(self, lemma: str) -> dict[str, float]:
        """Categories and weights of a verb; empty if it is no cue."""
        return self.verbs.get(lemma) or self.verbs.get(lemma.removeprefix("weiter"), {})  # sagte sie weiter

    def with_es(self, lemma: str) -> bool:
        """Does es belong to the verb (heißt es, heißt es weiter)?"""
        return self.impersonal.get(lemma.removeprefix("weiter"), 0.0) >= WITH_ES

    def phrase(self, p: Parse, clause: Clause) -> tuple[list[int], dict[str, float]]:
        """The words beside the verb that make it a cue, wherever they stand, with its categories (gab bekannt)."""
        listed = self.phrases.get(clause.lemma)
        if not listed:
            return [], {}
        own = p.children[clause.head]
        beside = {p.lower[k]: k for c in own for k in (*p.children[c], c) if k == c or p.deps[k] == "case"}
        for words, categories in listed.items():
            if beside.keys() >= set(words):
                return [beside[word] for word in words], categories
        return [], {}

    def attribution(self, word: str, lemma: str) -> float:
        """How surely a noun behind nach tells whose words follow (Angaben, Polizeiangaben); 0 for other nouns."""
        forms = (word.lower(), lemma.lower())
        endings = (f"-{form[at:]}" for form in forms for at in range(1, len(form) - 2))
        return next((self._attributions[f] for f in (*forms, *endings) if f in self._attributions), 0.0)

    def is_attributing_noun(self, lemma: str, word: str) -> bool:
        """Angaben, Ansicht, Bericht, Polizeiangaben: nouns that make `nach` an attribution."""
        return self.attribution(word, lemma) >= ATTRIBUTES


def _one_word(entry: Entry) -> str:
    if " " in entry.lemma:
        raise InputError(
            f"cues.tsv, {entry.lemma!r}: a line of category {entry.category!r} is one word. "
            "For `nach Angaben` write `Angaben` in category attribution, for `Angaben zufolge` nothing: zufolge attributes by itself."
        )
    return entry.lemma.lower()
