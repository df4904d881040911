"""The words that introduce what somebody says: verbs, prepositions, nouns and adverbs, from resources/de/cues.tsv."""

from __future__ import annotations

from functools import cache

from ...german.roles import Roles
from ...resources import Lexicons

VERB_CATEGORIES = ("say", "think", "demand", "evaluate", "announce", "document", "question")
#: Pronominal adverbs that stand for the content and belong to the cue (geht davon aus, wies darauf hin).
CORRELATES = frozenset("davon darauf daran darüber dafür dagegen damit davor dazu darin dahingehend dahin es".split())


class Cues:
    """Cue words by kind. `verbs[lemma]` is {category: weight}."""

    def __init__(self, folder: str = "") -> None:
        self.roles = Roles.of(folder)
        self.verbs: dict[str, dict[str, float]] = {}
        self.reporting: dict[str, float] = {}
        self.nouns: dict[str, float] = {}
        self.prepositional: set[str] = set()
        self.adverbs: dict[str, float] = {}
        for entry in Lexicons.of(folder).entries("cues"):
            lemma = entry.lemma
            if entry.category in VERB_CATEGORIES and " " not in lemma:
                self.verbs.setdefault(lemma.lower(), {})[entry.category] = entry.weight
            elif entry.category == "reported":
                self.reporting[lemma.lower()] = entry.weight
            elif entry.category == "noun":
                self.nouns[lemma.lower()] = entry.weight
            elif entry.category == "prep":
                self.prepositional.update(w.lower() for w in lemma.split() if w[0].isupper())
            elif entry.category == "adverb":
                self.adverbs[lemma.lower()] = entry.weight

    @staticmethod
    @cache
    def of(folder: str = "") -> Cues:
        """The cues for a folder of word lists ("" for newskit's own)."""
        return Cues(folder)

    def verb(self, lemma: str) -> dict[str, float]:
        """Categories and weights of a verb; empty if it is no cue."""
        return self.verbs.get(lemma) or self.verbs.get(lemma.removeprefix("weiter"), {})  # sagte sie weiter

    def is_attributing_noun(self, lemma: str, word: str) -> bool:
        """Angaben, Ansicht, Bericht, Polizeiangaben: nouns that make `nach` an attribution."""
        for form in (lemma.lower(), word.lower()):
            if form in self.prepositional or any(form.endswith(n) for n in _HEADS):
                return True
        return False


_HEADS = (
    "angaben", "angabe", "ansicht", "meinung", "auffassung", "aussage", "aussagen", "bericht", "berichten", "informationen",
    "einschätzung", "darstellung", "auskunft", "erkenntnissen", "erkenntnis", "schätzungen", "schätzung", "mitteilung", "meldung",
    "meldungen", "überzeugung", "worten", "berechnungen", "berichte", "annahmen", "prognose", "umfrage", "aussagen",
)  # fmt: skip
