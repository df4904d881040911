"""German and English wording: labels of all categories, numbers, counts, lists. Data and small pure functions."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable
from typing import Any

from .errors import InputError

LANGUAGES = ("de", "en")

#: (group, key) -> (German, English). Groups are columns of the tables, or places where the words stand.
_LABELS: dict[str, dict[str, tuple[str, str]]] = {
    "quote_type": {
        "direct": ("direkte Rede", "direct speech"),
        "indirect": ("indirekte Rede", "indirect speech"),
        "indirect_free_indirect": ("Konjunktiv ohne Einleitung", "subjunctive without a frame"),
        "free_indirect": ("freie indirekte Rede", "free indirect speech"),
        "reported": ("Redebericht", "reported speech act"),
    },
    "quote_badge": {
        "direct": ("D", "D"),
        "indirect": ("I", "I"),
        "indirect_free_indirect": ("K", "S"),
        "free_indirect": ("F", "F"),
        "reported": ("R", "R"),
    },
    "voice": {
        "newsroom": ("Redaktion", "newsroom"),
        "quoted": ("Zitierte", "quoted sources"),
        "all": ("gesamter Text", "whole text"),
    },
    "kind": {
        "person": ("Person", "person"),
        "organisation": ("Organisation", "organisation"),
        "group": ("Gruppe", "group"),
        "document": ("Dokument", "document"),
        "medium": ("Medium", "medium"),
    },
    "role": {
        "politics": ("Politik", "politics"),
        "administration": ("Verwaltung", "administration"),
        "security": ("Polizei, Justiz, Militär", "police, courts, military"),
        "business": ("Wirtschaft", "business"),
        "association": ("Verbände, Kirchen, Vereine", "associations, churches, clubs"),
        "expert": ("Fachleute", "experts"),
        "citizen": ("Betroffene, Bevölkerung", "citizens, people affected"),
        "media": ("Medien", "media"),
        "agency": ("Nachrichtenagenturen", "news agencies"),
        "other": ("Sonstige", "other"),
        "unknown": ("unbekannt", "unknown"),
    },
    "gender_evidence": {
        "title": ("Anrede oder Titel", "title"),
        "noun": ("Nomen oder Artikel", "noun or article"),
        "pronoun": ("Pronomen", "pronoun"),
        "first_name": ("Vornamen allein", "first name alone"),
        "none": ("nichts", "nothing"),
    },
    "gender": {
        "female": ("Frau", "woman"),
        "male": ("Mann", "man"),
        "mixed": ("gemischt", "mixed"),
        "unknown": ("nicht erkennbar", "not evident"),
    },
    "named": {"True": ("namentlich", "named"), "False": ("anonym", "anonymous")},
    "category": {
        "epistemic_adverb": ("Adverb (vermutlich)", "adverb (vermutlich)"),
        "epistemic_modal": ("Modalverb (könnte, dürfte)", "modal verb (könnte, dürfte)"),
        "reportative_modal": ("Hörensagen (soll … haben)", "hearsay (soll … haben)"),
        "evidential": ("Hinweis (angeblich, offenbar)", "evidential (angeblich, offenbar)"),
        "approximator": ("ungefähre Zahl (etwa, rund)", "approximate number (etwa, rund)"),
        "epistemic_verb": ("Verb (scheint, vermutet)", "verb (scheint, vermutet)"),
        "phrase": ("Wendung (es ist unklar)", "phrase (es ist unklar)"),
    },
    "label": {
        "negative": ("negativ", "negative"),
        "neutral": ("neutral", "neutral"),
        "positive": ("positiv", "positive"),
    },
    "measure": {
        "sources_per_article": ("Quellen je Artikel", "sources per article"),
        "share_quoted": ("Anteil zitierter Wörter", "share of words quoted"),
        "share_named": ("namentlich genannt", "named"),
        "share_women": ("Frauenanteil (Geschlecht erkennbar)", "share of women (gender evident)"),
        "shannon": ("Vielfalt (Shannon)", "diversity (Shannon)"),
        "simpson": ("Vielfalt (Simpson)", "diversity (Simpson)"),
        "pielou": ("Gleichmäßigkeit (Pielou)", "evenness (Pielou)"),
    },
    "column": {
        "measure": ("Maß", "measure"),
        "difference": ("Unterschied", "difference"),
        "p_value": ("p", "p"),
        "p_holm": ("p (Holm)", "p (Holm)"),
        "article": ("Artikel", "article"),
        "title": ("Titel", "title"),
        "outlet": ("Medium", "outlet"),
        "section": ("Ressort", "section"),
        "published": ("Datum", "date"),
        "n_articles": ("Artikel", "articles"),
        "n_words": ("Wörter", "words"),
        "passage": ("Stelle", "passage"),
        "type": ("Art", "type"),
        "speaker": ("Quelle", "source"),
        "text": ("Wortlaut", "words"),
        "name": ("Name", "name"),
        "kind": ("Was spricht", "kind"),
        "role": ("Rolle", "role"),
        "gender": ("Geschlecht", "gender"),
        "gender_evidence": ("Geschlecht bestimmt durch", "gender told by"),
        "named": ("genannt", "named"),
        "n_quotes": ("Zitate", "quotations"),
        "n_words_quoted": ("Wörter zitiert", "words quoted"),
        "category": ("Art", "category"),
        "strength": ("Wie sicher", "how sure"),
        "voice": ("Stimme", "voice"),
        "rule": ("Regel", "rule"),
        "actor": ("Akteur", "actor"),
        "label": ("Bewertung", "evaluation"),
        "polarity": ("Stärke", "polarity"),
        "evidence": ("Beleg", "evidence"),
        "share_quoted": ("Anteil Zitate", "share quoted"),
        "share_female": ("Anteil Frauen", "share of women"),
        "share_anonymous": ("Anteil anonym", "share anonymous"),
        "hedges_newsroom": ("Marker Redaktion", "hedges newsroom"),
        "hedges_quoted": ("Marker Zitierte", "hedges quoted"),
        "flesch_amstad": ("Flesch-Wert", "Flesch score"),
        "sentence_length_words": ("Wörter je Satz", "words per sentence"),
        "wiener_1": ("Wiener Sachtextformel 1", "Wiener Sachtextformel 1"),
        "lix": ("LIX", "LIX"),
        "share_long_words": ("lange Wörter", "long words"),
        "difficulty": ("Schwierigkeit (1–7)", "difficulty (1–7)"),
        "reasons": ("was ihn schwerer macht als einen mittleren Satz", "what makes it harder than an average sentence"),
        "stage": ("Schritt", "stage"),
        "reason": ("Was war", "what was wrong"),
        "source": ("Artikel oder Datei", "article or file"),
    },
    "strength": {
        "hardly_conceivable": ("kaum denkbar", "hardly conceivable"),
        "very_unlikely": ("sehr unwahrscheinlich", "very unlikely"),
        "unlikely": ("unwahrscheinlich", "unlikely"),
        "possible": ("möglich", "possible"),
        "likely": ("wahrscheinlich", "likely"),
        "very_likely": ("sehr wahrscheinlich", "very likely"),
        "almost_certain": ("fast sicher", "almost certain"),
    },
    "difficulty": {
        "length": ("Länge", "length"),
        "long_words": ("lange Wörter", "long words"),
        "rare_words": ("seltene Wörter", "rare words"),
        "compounds": ("Zusammensetzungen", "compounds"),
        "nominal_style": ("Nominalstil", "nominal style"),
        "nesting": ("verschachtelte Teilsätze", "nested clauses"),
        "distance": ("Abstand zusammengehöriger Wörter", "distance of words that belong together"),
        "passive": ("Passiv", "passive"),
        "abstract_words": ("abstrakte Wörter", "abstract words"),
        "specialist_words": ("Fachwörter", "specialist words"),
        "familiar_words": ("wenig Vertrautes (Namen, Zahlen, Fremdwörter)", "little that is familiar (names, numbers, international words)"),
    },
    "table": {
        "quotes": ("Zitate", "Quotations"),
        "sources": ("Quellen", "Sources"),
        "hedges": ("Unsicherheitsmarker", "Hedges"),
        "hedge_measures": ("Wie oft abgesichert wird", "How often is hedged"),
        "sentiment": ("Bewertungen", "Evaluations"),
        "readability": ("Lesbarkeit", "Readability"),
        "difficulty": ("Die schwersten Sätze", "The hardest sentences"),
        "articles": ("Artikel", "Articles"),
        "outlets": ("Medien", "Outlets"),
        "problems": ("Probleme", "Problems"),
    },
    "hedge_measure": {
        "hedges_per_1000_words": ("Marker je 1.000 Wörter", "hedges per 1,000 words"),
        "share_hedged_sentences": ("Sätze mit Marker", "sentences with a hedge"),
        "share_hedged_quotations": ("Zitate mit Marker", "quotations with a hedge"),
        "all": ("Zitate jeder Art", "quotations of any type"),
        "column_measure": ("Maß", "measure"),
        "column_of": ("wessen", "whose"),
        "column_value": ("Wert", "value"),
        "column_interval": ("95-Prozent-Intervall", "95 percent interval"),
        "column_n": ("gezählt", "counted"),
        "column_total": ("von", "of"),
        "how_to_read": (
            "So zu lesen: von den Sätzen (oder Zitaten) dieser Zeile enthält dieser Anteil mindestens einen Unsicherheitsmarker derselben "
            "Stimme (ein Satz hat die der meisten seiner Wörter, ein Marker seine eigene; das soll des Hörensagens ist ein Wort der Redaktion). "
            "Wo sich Intervalle weit überlappen, ist kein Unterschied belegt; viele Marker heißen vorsichtig, nicht falsch.",
            "How to read it: of the sentences (or quotations) of this line, this share has at least one hedge of the same voice (a sentence has that of most of its words, a hedge its own; the soll of hearsay is the newsroom's word). Where intervals "
            "overlap widely no difference is shown; many hedges mean careful, not wrong.",
        ),
    },
    "word": {
        "speaker": ("Quelle", "source"),
        "as": ("im Text", "in the text"),
        "rule": ("Regel", "rule"),
        "voice": ("Stimme", "voice"),
        "unknown_speaker": ("nicht erkannt", "not identified"),
        "no_interval": ("kein Intervall", "no interval"),
        "why_no_interval": (
            "Kein Intervall steht, wo weniger als {} Artikel etwas zu einem Maß sagen: Das sind zu wenige.",
            "There is no interval where fewer than {} articles tell a measure: they are too few.",
        ),
        "cue": ("Redeverb oder anderes Signal", "cue"),
        "hedge": ("Unsicherheitsmarker", "hedge"),
        "evaluation": ("Bewertung", "evaluation"),
        "evidence": ("Beleg für die Bewertung", "evidence for the evaluation"),
        "inside": ("innerhalb eines anderen Zitats", "inside another quotation"),
        "legend": ("Legende", "Legend"),
        "quotation": ("Zitat", "quotation"),
        "quotations": ("Zitate", "quotations"),
        "hedges": ("Unsicherheitsmarker", "hedges"),
        "few": ("wenige Fälle", "few cases"),
        "agencies": ("Agenturen", "agencies"),
    },
}  # fmt: skip

_COUNTS: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "article": (("Artikel", "Artikel"), ("article", "articles")),
    "word": (("Wort", "Wörter"), ("word", "words")),
    "quote": (("Zitat", "Zitate"), ("quotation", "quotations")),
    "quote:dative": (("Zitat", "Zitaten"), ("quotation", "quotations")),
    "source": (("Quelle", "Quellen"), ("source", "sources")),
    "hedge": (("Unsicherheitsmarker", "Unsicherheitsmarker"), ("hedge", "hedges")),
    "outlet": (("Medium", "Medien"), ("outlet", "outlets")),
    "sentence": (("Satz", "Sätze"), ("sentence", "sentences")),
    "file": (("Datei oder Zeile", "Dateien oder Zeilen"), ("file or row", "files or rows")),
    "problem": (("Problem", "Probleme"), ("problem", "problems")),
    "evaluation": (("Bewertung", "Bewertungen"), ("evaluation", "evaluations")),
    "actor": (("Akteur", "Akteure"), ("actor", "actors")),
    "kind:person": (("Person", "Personen"), ("person", "persons")),
    "kind:organisation": (("Organisation", "Organisationen"), ("organisation", "organisations")),
    "kind:group": (("Gruppe", "Gruppen"), ("group", "groups")),
    "kind:document": (("Dokument", "Dokumente"), ("document", "documents")),
    "kind:medium": (("Medium", "Medien"), ("medium", "media")),
}


def check_language(language: str) -> str:
    """The language itself, if it is one newskit writes.

    Raises:
        InputError: it is neither "de" nor "en".
    """
    if language not in LANGUAGES:
        raise InputError(f"Language {language!r} is not known. Allowed: {', '.join(LANGUAGES)}.")
    return language


def pick(language: str, german: str, english: str) -> str:
    """The German or the English one of two texts."""
    return german if check_language(language) == "de" else english


def label(group: str, key: object, language: str = "de") -> str:
    """The word for a category's value ("quote_type", "direct" -> direkte Rede); the value itself if there is none."""
    pair = _LABELS[group].get(str(key))
    return str(key) if pair is None else pick(language, *pair)


def labels(group: str, language: str = "de") -> dict[str, str]:
    """All words of a group by their keys."""
    return {key: pick(language, *pair) for key, pair in _LABELS[group].items()}


def is_missing(value: object) -> bool:
    """None, NaN, NaT or <NA>."""
    if value is None or type(value).__name__ in {"NAType", "NaTType"}:
        return True
    return isinstance(value, float) and math.isnan(value)


def number(value: Any, language: str = "de", decimals: int = 0) -> str:
    """A number as people write it: 1.234,5 (de), 1,234.5 (en); an en dash where there is none."""
    if is_missing(value) or math.isinf(value):
        return "–"
    text = f"{value:,.{decimals}f}"
    if float(text.replace(",", "")) == 0:
        text = text.lstrip("-")
    swapped = text.translate(str.maketrans(",.", ".,")) if check_language(language) == "de" else text
    return swapped.replace("-", "\N{MINUS SIGN}")


def percent(share: Any, language: str = "de", decimals: int = 0) -> str:
    """A share (0.25) as percent: 25 % (de), 25% (en)."""
    if is_missing(share):
        return "–"
    return number(100 * share, language, decimals) + pick(language, "\N{NO-BREAK SPACE}%", "%")


def count(n: int, noun: str, language: str = "de") -> str:
    """A number with its noun in the right form: 1 Zitat, 2 Zitate, 0 Zitate."""
    singular, plural = _COUNTS[noun][LANGUAGES.index(check_language(language))]
    return f"{number(n, language)} {singular if n == 1 else plural}"


def per_article(n_articles: int, language: str = "de") -> str:
    """What must stand behind a number of sources in more than one article: who speaks in three of them counts three times."""
    return pick(language, " (je Artikel gezählt)", " (counted per article)") if n_articles > 1 else ""


def sources(n: int, n_articles: int, language: str = "de") -> str:
    """How many sources speak in some articles: 12 Quellen, 269 Quellen (je Artikel gezählt)."""
    return count(n, "source", language) + per_article(n_articles, language)


def day(moment: Any, language: str = "de") -> str:
    """A date in Berlin: 11.02.2025 (de), 2025-02-11 (en); an en dash where there is none."""
    if is_missing(moment):
        return "–"
    local = moment.tz_convert("Europe/Berlin") if moment.tzinfo else moment
    return str(local.strftime(pick(language, "%d.%m.%Y", "%Y-%m-%d")))


def listing(items: Iterable[str], language: str = "de") -> str:
    """A list as a sentence has it: A, B und C."""
    words = list(items)
    joint = pick(language, " und ", " and ")
    return joint.join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def collated(names: Iterable[str]) -> list[str]:
    """Names in the order of German dictionaries (DIN 5007-1): ä as a, ß as ss, capitals as small letters."""
    return sorted(names, key=lambda name: (_folded(name), name))


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, cut at a space where there is one, with an ellipsis."""
    flat = " ".join(text.split())
    if len(flat) <= limit:
        return flat
    cut = flat[: limit - 1]
    head = cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut
    return head.rstrip(" ,;:–-") + "…"
