"""What the numbers are and are not: the note at the end of each report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import texts
from ..tables import GENDER_EVIDENCE

if TYPE_CHECKING:
    from ..result import Analysis

_IS = (
    (
        "Zitate sind alle Stellen, an denen der Text die Worte oder Gedanken anderer wiedergibt: direkte und indirekte Rede, "
        "Sätze im Konjunktiv, freie indirekte Rede, Redeberichte. Ein wörtliches Stück innerhalb indirekter Rede zählt als eigenes Zitat.",
        "Quotations are all passages in which the text gives the words or thoughts of others: direct and indirect speech, "
        "sentences in the subjunctive, free indirect speech, reported speech acts. A literal piece within indirect speech counts as a quotation of its own.",
    ),
    (
"Eine Quelle zählt je Artikel einmal, gleich unter wie vielen Bezeichnungen sie vorkommt; wer in drei Artikeln spricht, zählt dreimal. Anonym heißt: Mit dem, was im "
        "Text steht, ließe sie sich nicht nachschlagen. Das Geschlecht stammt aus Hinweisen im Text (Herr, Sprecherin, sie) oder, wo es keinen gibt, aus einem eindeutigen Vornamen.",
        "A source counts once per article, under however many names it appears; who speaks in three articles counts three times. Anonymous means that it could not be looked up with what "
        "the text says. Gender is taken from evidence in the text (Herr, Sprecherin, sie) or, where there is none, from an unambiguous first name.",
    ),
    (
        "Unsicherheitsmarker sind Wörter, die eine Aussage als ungewiss, ungefähr oder nur gehört kennzeichnen (vermutlich, etwa, soll gesagt haben). "
        "Bewertungen stützen sich auf Wortlisten und Satzbau; jede nennt die Wörter, auf denen sie beruht.",
        "Hedges are words that mark a statement as uncertain, approximate or hearsay (vermutlich, etwa, soll gesagt haben). "
        "Evaluations rest on word lists and syntax; each names the words it is based on.",
    ),
    (
        "Der Flesch-Wert (Formel von Amstad 1978 für das Deutsche) misst Satz- und Wortlänge, nicht Verständlichkeit oder Güte: 0 ist sehr schwer, 100 sehr leicht.",
        "The Flesch score (Amstad's formula for German, 1978) measures the length of sentences and words, not clarity or quality: 0 is very difficult, 100 very easy.",
    ),
)  # fmt: skip
_IS_NOT = (
    "Alles ist automatisch bestimmt und kann im Einzelfall falsch sein. Die Zahlen sagen nichts darüber, ob eine Aussage stimmt oder ein Text "
    "gut ist. Vor einer Veröffentlichung sollten die Stellen nachgelesen werden; jede Zeile der Tabellen nennt ihre Stelle im Text und die Regel, die sie fand.",
    "Everything is determined automatically and can be wrong in a single case. The numbers do not say whether a statement is true or a text is "
    "good. Read the passages before you publish; every row of the tables names its place in the text and the rule that found it.",
)  # fmt: skip


def heading(language: str) -> str:
    """The note's heading."""
    return texts.pick(language, "Was hier gemessen wurde, und was nicht", "What was measured here, and what was not")


def note(analysis: Analysis, language: str) -> list[str]:
    """The note's paragraphs: definitions, limits, and the software that measured."""
    return [
        *(texts.pick(language, *pair) for pair in _IS[:2]),
        *gender_evidence(analysis, language),
        *(texts.pick(language, *pair) for pair in _IS[2:]),
        texts.pick(language, *_IS_NOT),
        made_with(analysis, language),
    ]


def gender_evidence(analysis: Analysis, language: str) -> list[str]:
    """How many persons' gender rests on what; no line where no person speaks."""
    persons = analysis.sources[analysis.sources["kind"] == "person"]
    if persons.empty:
        return []
    counts = persons["gender_evidence"].value_counts()
    told = {kind: int(counts.get(kind, 0)) for kind in GENDER_EVIDENCE if kind != "none"}
    listed = texts.listing(
        (f"{texts.label('gender_evidence', kind, language)} ({texts.number(n, language)})" for kind, n in told.items()), language
    )  # fmt: skip
    known, total = (texts.number(n, language) for n in (sum(told.values()), len(persons)))
    return [
        texts.pick(
            language,
            f"Bei {known} von {total} Personen, die zu Wort kommen, ist das Geschlecht bestimmt, durch: {listed}.",
            f"The gender of {known} of {total} persons who speak is told, by: {listed}.",
        )
    ]


def made_with(analysis: Analysis, language: str) -> str:
    """Name and version of newskit and of the pipeline."""
    from .. import __version__

    used = analysis.pipeline
    pipeline = f"{used.get('name', '?')} {used.get('version', '')}".strip()
    spacy = f", spaCy {used['spacy']}" if used.get("spacy") else ""
    return texts.pick(
        language, f"Gemessen mit newskit {__version__}, Pipeline {pipeline}{spacy}.", f"Measured with newskit {__version__}, pipeline {pipeline}{spacy}."
    )  # fmt: skip
