"""Key figures in sentences, German or English: what a desk reads. Every sentence follows from the values."""

from __future__ import annotations

from collections.abc import Callable

from .. import texts
from ..measures.portrayal import FEW
from .facts import Facts
from .wording import Words, ease


def summary(w: Words) -> list[str]:
    """Who speaks, how much is quoted, how much stays anonymous."""
    lines = [_losses(w), *([_extent(w)] if w.of == "corpus" else [])]
    if not w.values["n_quotes"]:
        return [*lines, w.say("Es wurden keine Zitate gefunden.", "No quotations were found.")]
    sources, quotes, share = (
        w.count("n_sources", "source") + w.per_article,
        w.count("n_quotes", "quote:dative"),
        w.share("share_quoted"),
    )
    speak = w.say("kommt", "speaks") if w.values["n_sources"] == 1 else w.say("kommen", "speak")
    lines.append(
        w.say(
            f"{sources} {speak} mit {quotes} zu Wort; {share} der Wörter sind wiedergegebene Äußerungen.",
            f"{sources} {speak} in {quotes}; {share} of the words are reported speech.",
        )
    )
    return [*lines, _most_quoted(w), _women(w), _anonymous(w)]


def _losses(w: Words) -> str:
    lost, unread = w.values["n_lost"], w.values["n_unread"]
    if not lost and not unread:
        return ""
    what = []
    if lost:
        what.append(w.count("n_lost", "article") + w.say(" nicht ausgewertet", " not measured"))
    if unread:
        what.append(w.count("n_unread", "file") + w.say(" nicht gelesen", " not read"))
    listed = texts.listing(what, w.language)
    return w.say(
        f"Achtung, unvollständig: {listed}; die Zahlen gelten ohne sie (siehe Probleme).",
        f"Incomplete: {listed}; the numbers leave them out (see Problems).",
    )


def _extent(w: Words) -> str:
    articles = w.say("Ausgewertet: ", "Analyzed: ") + w.count("n_articles", "article")
    if w.values["n_outlets"]:
        articles += w.say(" aus ", " from ") + w.count("n_outlets", "outlet")
    if w.values["first_day"] is not None:
        first, last = (texts.day(w.values[key], w.language) for key in ("first_day", "last_day"))
        articles += w.say(f", erschienen vom {first} bis {last}", f", published from {first} to {last}")
    copies = w.values["n_duplicates"]
    if copies == 1:
        articles += w.say("; 1 davon ist die Kopie eines anderen", "; 1 of them is a copy of another")
    elif copies:
        articles += w.say(f"; {copies} davon sind Kopien anderer Artikel", f"; {copies} of them are copies of others")
    return articles + "."


def _most_quoted(w: Words) -> str:
    top = w.values["most_quoted"]
    if w.of == "corpus" or not top:  # across articles the same name need not be the same source
        return ""
    return w.say("Am häufigsten zitiert: ", "Most often quoted: ") + w.counted(top) + "."


def _women(w: Words) -> str:
    female, known = w.values["n_female"], w.values["n_female"] + w.values["n_male"]
    if not known:
        return w.say(
            "Bei keiner zitierten Person lässt der Text das Geschlecht erkennen.",
            "The text gives no evidence of the gender of any person quoted.",
        )
    if known == 1:
        who = texts.label("gender", "female" if female else "male", w.language)
        return w.say(
            f"Eine zitierte Person hat ein erkennbares Geschlecht: {who}.",
            f"One person quoted has a gender that is evident: {who}.",
        )
    share, each = w.share("share_female"), w.per_article
    german = "ist 1 eine Frau" if female == 1 else f"sind {female or 'keine'} Frauen"
    english = "1 is a woman" if female == 1 else f"{female or 'none'} are women"
    return w.say(
        f"Von {known} zitierten Personen{each} mit erkennbarem Geschlecht {german} ({share}).",
        f"Of {known} persons quoted{each} whose gender is evident, {english} ({share}).",
    )


def _anonymous(w: Words) -> str:
    n, names = w.values["n_anonymous"], [texts.shorten(name, 50) for name in w.values["anonymous_names"]]
    if not w.values["n_sources"]:
        return ""
    if n and w.of == "corpus":  # the names of many articles say nothing side by side
        names = []
    if not n:
        return w.say("Alle Quellen sind namentlich genannt.", "All sources are named.")
    shown = names[:4]
    rest = len(names) - len(shown)
    more = w.say(f" und {rest} weitere", f" and {rest} more") if rest else ""
    listed = ", ".join(shown) + more if rest else texts.listing(shown, w.language)
    whole, share, each = w.n("n_sources"), w.share("share_anonymous"), w.per_article
    head = w.say(
        f"{n} von {whole} Quellen{each} {'bleibt' if n == 1 else 'bleiben'} anonym ({share})",
        f"{n} of {whole} sources{each} {'stays' if n == 1 else 'stay'} anonymous ({share})",
    )
    return f"{head}: {listed}." if names else f"{head}."


def sources(w: Words) -> list[str]:
    """Which kinds of sources speak, in which roles."""
    if not w.values["n_sources"]:
        return [w.say("Es wurden keine Quellen gefunden.", "No sources were found.")]
    roles = w.counted((texts.label("role", role, w.language), n) for role, n in w.values["roles"].items())
    kinds = w.grouped("kind", w.values["kinds"])
    each = w.say(" je Artikel", " per article") if w.per_article else ""
    return [
        w.say(f"Gezählt{each}: {kinds}.", f"Counted{each}: {kinds}."),
        w.say(f"Sie sprechen in diesen Rollen: {roles}.", f"They speak in these roles: {roles}."),
    ]


def quotes(w: Words) -> list[str]:
    """How the words of sources are given."""
    total = w.values["n_quotes"]
    if not total:
        return [w.say("Es wurden keine Zitate gefunden.", "No quotations were found.")]
    kinds = w.counted((texts.label("quote_type", kind, w.language), n) for kind, n in w.values["types"].items())
    lines = [w.say(f"Arten der Wiedergabe: {kinds}.", f"Ways of reporting: {kinds}.")]
    if nested := w.values["n_nested"]:
        lines.append(
            w.say(f"Innerhalb anderer Zitate stehen {nested} davon.", f"{nested} of them stand inside others.")
        )
    if lost := w.values["n_without_source"]:
        lines.append(w.say(f"Bei {lost} wurde nicht erkannt, wer spricht.", f"For {lost} it was not found who speaks."))
    return lines


def hedges(w: Words) -> list[str]:
    """How unsure the newsroom and the quoted sources sound."""
    if not w.values["n_hedges"]:
        return [w.say("Es wurden keine Unsicherheitsmarker gefunden.", "No hedges were found.")]
    return [_hedges_of(w, "newsroom"), _hedges_of(w, "quoted")]


def _hedges_of(w: Words, voice: str) -> str:
    n, rate, top = w.values[f"n_hedges_{voice}"], w.n(f"hedges_{voice}", 1), w.values[f"top_hedges_{voice}"]
    who = w.say(*{"newsroom": ("In den Worten der Redaktion", "In the newsroom's words"), "quoted": ("In den Zitaten", "In quotations")}[voice])  # fmt: skip
    if not n:
        return w.say(f"{who} steht kein Unsicherheitsmarker.", f"{who} there is no hedge.")
    stand = w.say("steht" if n == 1 else "stehen", "there is" if n == 1 else "there are")
    counted = texts.count(n, "hedge", w.language)
    return w.say(
        f"{who} {stand} {counted}, {rate} je 1.000 Wörter{_which(w, top, n)}.",
        f"{who} {stand} {counted}, {rate} per 1,000 words{_which(w, top, n)}.",
    )


def _which(w: Words, top: list[tuple[str, int]], n: int) -> str:
    """The most frequent words; where none came back only the words."""
    if any(times > 1 for _, times in top):
        return w.say("; am häufigsten: ", "; most often: ") + w.counted(top)
    words = texts.listing([word for word, _ in top], w.language)
    return (w.say(", darunter ", ", among them ") if len(top) < n else ": ") + words


def readability(w: Words) -> list[str]:
    """How hard the text is to read, and in comparison with others."""
    value = w.values["flesch_amstad"]
    if value is None:
        return [w.say("Der Text ist zu kurz für ein Maß der Lesbarkeit.", "The text is too short to be measured.")]
    words, long_ = w.n("sentence_length_words", 1), w.share("share_long_sentences")
    score, hard = w.n("flesch_amstad"), ease(value, w.language)
    middle = w.say("Im Median der Artikel", "In the median of the articles") + ": " if w.of == "corpus" else ""
    line = w.say(
        f"{middle}Flesch-Wert {score} ({hard}), {words} Wörter je Satz; {long_} der Sätze haben mehr als 20 Wörter.",
        f"{middle}Flesch score {score} ({hard}), {words} words per sentence; {long_} of the sentences have more than 20 words.",
    )
    lines = [line, _predicted(w)] if w.values["difficulty"] is not None else [line]
    return [*lines, _compared(w)] if w.of == "article" else lines


def _predicted(w: Words) -> str:
    value = w.n("difficulty", 1)
    return w.say(
        f"Auf der Skala von 1 (sehr leicht) bis 7 (sehr schwer), wie Lernende des Deutschen urteilen, liegen die Sätze im Mittel bei {value} (Vorhersage).",
        f"On the scale from 1 (very easy) to 7 (very hard), as learners of German judge, its sentences are at {value} on average (predicted).",
    )


def _compared(w: Words) -> str:
    n, easier = w.values["n_compared"], w.values["n_easier"]
    if not n:
        return w.say(
            "Zum Vergleich wurden keine anderen Artikel angegeben.", "No other articles were given to compare with."
        )
    median = w.n("compared_median")
    line = w.say(
        f"Von {n} Vergleichsartikeln (Median {median}) {'ist 1 leichter' if easier == 1 else f'sind {easier} leichter'} zu lesen als dieser.",
        f"Of {n} articles to compare with (median {median}), {easier} {'is' if easier == 1 else 'are'} easier to read than this one.",
    )
    if not w.values["compared_with_sample"]:
        return line
    return line + w.say(
        " Es sind die erfundenen Beispieltexte von newskit: nur zur Anschauung.",
        " They are newskit's invented sample texts: for demonstration only.",
    )


def sentiment(w: Words) -> list[str]:
    """Who is shown in a good and in a bad light."""
    if not w.values["n_evaluated_actors"]:
        return [w.say("Kein Akteur wird erkennbar bewertet.", "No actor is visibly evaluated.")]
    actors, bad, good = w.count("n_evaluated_actors", "actor"), w.n("n_negative"), w.n("n_positive")
    one = w.values["n_evaluated_actors"] == 1
    are = w.say("wird" if one else "werden", "is" if one else "are")
    top = texts.listing((_light(w, *row) for row in w.values["most_evaluated"]), w.language)
    lines = [
        w.say(
            f"Erkennbar bewertet {are} {actors}: {bad}-mal negativ, {good}-mal positiv. Am häufigsten: {top}.",
            f"{actors} {are} visibly evaluated (negative: {bad}, positive: {good}). Most often: {top}.",
        )
    ]
    return [
        *lines,
        w.say(f"Unter {FEW} Erwähnungen sagt ein Verhältnis wenig.", f"Below {FEW} mentions a ratio says little."),
        w.say(
            "Gemessen ist die Darstellung im Text, durch die Redaktion oder durch Zitierte, nicht die Wahrheit. Typische Fehler: "
            "Ironie, Urteile, die Weltwissen verlangen, lange Sätze. Auf fremden, uneinheitlich kodierten Sätzen liegt der Makro-F1 "
            "der drei Klassen um 0,5: Einzelfälle bitte nachlesen.",
            "Measured is the portrayal in the text, by the newsroom or by those quoted, not the truth. Typical errors: irony, "
            "judgements that need knowledge of the world, long sentences. On others' noisily coded sentences the macro F1 of the three "
            "labels is about 0.5: please read up single cases.",
        ),
    ]


def _light(w: Words, name: str, negative: int, positive: int) -> str:
    return f"{texts.shorten(name, 60)} ({negative} {texts.label('label', 'negative', w.language)}, {positive} {texts.label('label', 'positive', w.language)})"


def none(w: Words) -> list[str]:
    """A section of nothing but its heading."""
    return []


#: topic -> (German heading, English heading, the function that writes its sentences).
TOPICS: dict[str, tuple[str, str, Callable[[Words], list[str]]]] = {
    "summary": ("Auf einen Blick", "At a glance", summary),
    "sources": ("Wer zu Wort kommt", "Who speaks", sources),
    "quotes": ("Wie zitiert wird", "How sources are quoted", quotes),
    "hedges": ("Wie sicher der Text klingt", "How sure the text sounds", hedges),
    "readability": ("Wie lesbar der Text ist", "How readable the text is", readability),
    "sentiment": ("In welchem Licht Akteure stehen", "In which light actors are shown", sentiment),
    "timeline": ("Im Zeitverlauf", "Over time", none),
    "outlets": ("Die Medien im Vergleich", "Outlets compared", none),
    "text": ("Der Text mit allen Befunden", "The text with all findings", none),
    "tables": ("Die Befunde einzeln", "The findings one by one", none),
}


def sentences(topic: str, facts: Facts) -> tuple[str, list[str]]:
    """Heading and sentences of a topic."""
    german, english, write = TOPICS[topic]
    return texts.pick(facts.language, german, english), [line for line in write(Words(facts)) if line]
