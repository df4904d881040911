"""German and English wording of the measures that a comparison shows: names, numbers, and what "more" means in plain words."""

from __future__ import annotations

from . import tables, texts

#: measure -> (German, English) name.
_NAMES = {
    "sources_per_article": ("Quellen je Artikel", "sources per article"),
    "hedges_per_1000_words": ("Unsicherheitsmarker je 1.000 Wörter", "hedges per 1,000 words"),
    "share_hedged_sentences": ("Sätze mit Unsicherheitsmarker", "sentences with a hedge"),
    "share_hedged_quotations": ("Zitate mit Unsicherheitsmarker", "quotations with a hedge"),
    "mean_strength": ("Sicherheit der Marker (1–7)", "certainty of hedges (1–7)"),
    "polarity": ("mittlere Bewertung von Akteuren (−1 bis 1)", "mean evaluation of actors (−1 to 1)"),
    "share_negative": ("Akteure negativ bewertet", "actors evaluated negatively"),
    "share_positive": ("Akteure positiv bewertet", "actors evaluated positively"),
    "flesch_amstad": ("Flesch-Wert (höher: leichter)", "Flesch score (higher: easier)"),
    "wiener_1": ("Wiener Sachtextformel 1 (höher: schwerer)", "Wiener Sachtextformel 1 (higher: harder)"),
    "lix": ("LIX (höher: schwerer)", "LIX (higher: harder)"),
    "sentence_length_words": ("Wörter je Satz", "words per sentence"),
    "share_long_words": ("lange Wörter", "long words"),
    "difficulty": ("Schwierigkeit der Sätze (1–7)", "difficulty of sentences (1–7)"),
}
_TOPICS = {
    "sources": ("Quellen", "Sources"),
    "hedges": ("Unsicherheit", "Hedging"),
    "sentiment": ("Bewertung von Akteuren", "Evaluation of actors"),
    "readability": ("Lesbarkeit", "Readability"),
}
_VERDICTS = {
    "differs": ("verschieden", "differs"),
    "not_shown": ("nicht belegt", "not shown"),
    "too_few": ("zu wenige Artikel", "too few articles"),
}
_VOICES = {
    "newsroom": ("in den Worten der Redaktion", "in the newsroom's words"),
    "quoted": ("in den Zitaten", "in quotations"),
    "": ("", ""),
}
#: measure -> (more, less) in German, (more, less) in English; {voice} and {role} are filled in. "als bei X" follows.
_MORE: dict[str, tuple[str, str, str, str]] = {
    "sources_per_article": ("kommen je Artikel mehr Quellen zu Wort", "kommen je Artikel weniger Quellen zu Wort", "more sources speak per article", "fewer sources speak per article"),
    "share_quoted": ("ist ein größerer Teil der Wörter zitiert", "ist ein kleinerer Teil der Wörter zitiert", "a larger share of the words is quoted", "a smaller share of the words is quoted"),
    "share_named": ("ist ein größerer Teil der Quellen namentlich genannt", "ist ein kleinerer Teil der Quellen namentlich genannt", "a larger share of sources is named", "a smaller share of sources is named"),
    "share_women": ("ist der Anteil der Frauen an den zitierten Personen größer", "ist der Anteil der Frauen an den zitierten Personen kleiner", "the share of women among persons quoted is larger", "the share of women among persons quoted is smaller"),
    "role": ("haben Quellen der Rolle „{role}“ einen größeren Anteil", "haben Quellen der Rolle „{role}“ einen kleineren Anteil", "sources of the role “{role}” have a larger share", "sources of the role “{role}” have a smaller share"),
    "shannon": ("sind die Rollen der Quellen vielfältiger (Shannon)", "sind die Rollen der Quellen weniger vielfältig (Shannon)", "the roles of sources are more diverse (Shannon)", "the roles of sources are less diverse (Shannon)"),
    "simpson": ("sind die Rollen der Quellen vielfältiger (Simpson)", "sind die Rollen der Quellen weniger vielfältig (Simpson)", "the roles of sources are more diverse (Simpson)", "the roles of sources are less diverse (Simpson)"),
    "pielou": ("sind die Rollen der Quellen gleichmäßiger verteilt", "sind die Rollen der Quellen ungleichmäßiger verteilt", "the roles of sources are more even", "the roles of sources are less even"),
    "hedges_per_1000_words": ("stehen {voice} mehr Unsicherheitsmarker", "stehen {voice} weniger Unsicherheitsmarker", "there are more hedges {voice}", "there are fewer hedges {voice}"),
    "share_hedged_sentences": ("enthalten {voice} mehr Sätze einen Unsicherheitsmarker", "enthalten {voice} weniger Sätze einen Unsicherheitsmarker", "more sentences {voice} hold a hedge", "fewer sentences {voice} hold a hedge"),
    "share_hedged_quotations": ("enthalten mehr Zitate einen Unsicherheitsmarker", "enthalten weniger Zitate einen Unsicherheitsmarker", "more quotations hold a hedge", "fewer quotations hold a hedge"),
    "mean_strength": ("klingt das Abgeschwächte {voice} sicherer", "klingt das Abgeschwächte {voice} unsicherer", "what is hedged {voice} sounds surer", "what is hedged {voice} sounds less sure"),
    "polarity": ("stehen Akteure {voice} im Mittel in besserem Licht", "stehen Akteure {voice} im Mittel in schlechterem Licht", "actors are shown {voice} in a better light", "actors are shown {voice} in a worse light"),
    "share_negative": ("werden Akteure {voice} häufiger negativ bewertet", "werden Akteure {voice} seltener negativ bewertet", "actors are evaluated negatively more often {voice}", "actors are evaluated negatively less often {voice}"),
    "share_positive": ("werden Akteure {voice} häufiger positiv bewertet", "werden Akteure {voice} seltener positiv bewertet", "actors are evaluated positively more often {voice}", "actors are evaluated positively less often {voice}"),
    "flesch_amstad": ("liest sich der Text {voice} leichter (Flesch-Wert)", "liest sich der Text {voice} schwerer (Flesch-Wert)", "the text reads more easily {voice} (Flesch score)", "the text reads less easily {voice} (Flesch score)"),
    "wiener_1": ("liest sich der Text {voice} schwerer (Wiener Sachtextformel 1)", "liest sich der Text {voice} leichter (Wiener Sachtextformel 1)", "the text reads less easily {voice} (Wiener Sachtextformel 1)", "the text reads more easily {voice} (Wiener Sachtextformel 1)"),
    "lix": ("liest sich der Text {voice} schwerer (LIX)", "liest sich der Text {voice} leichter (LIX)", "the text reads less easily {voice} (LIX)", "the text reads more easily {voice} (LIX)"),
    "sentence_length_words": ("sind die Sätze {voice} länger", "sind die Sätze {voice} kürzer", "sentences {voice} are longer", "sentences {voice} are shorter"),
    "share_long_words": ("sind {voice} mehr Wörter lang", "sind {voice} weniger Wörter lang", "more words {voice} are long", "fewer words {voice} are long"),
    "difficulty": ("sind die Sätze {voice} schwieriger (Vorhersage)", "sind die Sätze {voice} einfacher (Vorhersage)", "sentences {voice} are harder (predicted)", "sentences {voice} are easier (predicted)"),
}  # fmt: skip


def topic_name(topic: str, language: str) -> str:
    """A topic's heading."""
    return texts.pick(language, *_TOPICS[topic])


def verdict_name(verdict: str, language: str) -> str:
    """A verdict in two words."""
    return texts.pick(language, *_VERDICTS[verdict])


def measure_name(measure: str, voice: str, language: str) -> str:
    """A measure's name, with the voice it is taken of: Wörter je Satz (Redaktion)."""
    role = measure.removeprefix("share_")
    if role in tables.ROLES:
        return f"{texts.pick(language, 'Rolle', 'role')}: {texts.label('role', role, language)}"
    name = texts.pick(language, *_NAMES[measure]) if measure in _NAMES else texts.label("measure", measure, language)
    return f"{name}, {texts.label('voice', voice, language)}" if voice else name


def more_or_less(measure: str, voice: str, more: bool, language: str) -> str:
    """What it means, in plain words, that the first group's value is the higher (or the lower) one."""
    role = measure.removeprefix("share_")
    known = role in tables.ROLES
    row = _MORE["role" if known else measure]
    template = texts.pick(language, row[0 if more else 1], row[2 if more else 3])
    said = template.format(voice=texts.pick(language, *_VOICES[voice]), role=texts.label("role", role, language))
    return " ".join(said.split())


def is_share(measure: str) -> bool:
    """Shares (0 to 1) are shown as percent."""
    return measure.startswith("share_")


def decimals_of(measure: str) -> int:
    """Digits after the decimal comma."""
    if is_share(measure):
        return 0
    one = ("sources_per_article", "hedges_per_1000_words", "flesch_amstad", "wiener_1", "lix", "sentence_length_words")
    return 1 if measure in one else 2


def amount(measure: str, value: float, low: float, high: float, language: str) -> str:
    """Value and interval: 24 % (12–38); of negative ends: −0,20 (−0,31 bis −0,08); without one: 24 % (kein Intervall)."""
    scale, digits = (100 if is_share(measure) else 1), decimals_of(measure)
    text = texts.percent(value, language, digits) if is_share(measure) else texts.number(value, language, digits)
    if texts.is_missing(value):
        return text
    if texts.is_missing(low):
        return f"{text} ({texts.label('word', 'no_interval', language)})"
    joint = texts.pick(language, " bis ", " to ") if low < 0 else "–"
    return f"{text} ({joint.join(texts.number(scale * end, language, digits) for end in (low, high))})"


def gap(measure: str, value: float, low: float, high: float, language: str) -> str:
    """A difference with its interval and its sign; of shares in percentage points."""
    if texts.is_missing(value):
        return "–"
    scale, digits = (100 if is_share(measure) else 1), decimals_of(measure)
    sign = "+" if round(scale * value, digits) > 0 else ""
    unit = texts.pick(language, "\N{NO-BREAK SPACE}Punkte", "\N{NO-BREAK SPACE}points") if is_share(measure) else ""
    text = f"{sign}{texts.number(scale * value, language, digits)}{unit}"
    if texts.is_missing(low):
        return f"{text} ({texts.label('word', 'no_interval', language)})"
    ends = texts.pick(language, " bis ", " to ").join(texts.number(scale * e, language, digits) for e in (low, high))
    return f"{text} ({ends})"
