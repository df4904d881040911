"""The key figures as cards: a label, a value, and a note on what the value counts."""

from __future__ import annotations

from ..plots.style import place
from .facts import Facts
from .wording import Words, ease

Card = tuple[str, str, str]


def cards(facts: Facts) -> list[Card]:
    """(label, value, note) of each key figure, in the order a desk asks for them."""
    w = Words(facts)
    first = [(w.say("Artikel", "Articles"), w.n("n_articles"), _extent(w))] if facts.of == "corpus" else []
    return [*first, *_who(w), *_hedges(w), _readability(w)]


def links(facts: Facts) -> dict[str, str]:
    """Label of a card -> where the appendix lists what its value counts."""
    w = Words(facts)
    return {
        w.say("Artikel", "Articles"): place("articles"),
        w.say("Quellen", "Sources"): place("sources"),
        w.say("Zitate", "Quotations"): place("quotes"),
        w.say("Zitierter Anteil", "Share quoted"): place("quotes"),
        w.say("Frauenanteil", "Share of women"): place("sources-female"),
        w.say("Anonyme Quellen", "Anonymous sources"): place("sources-anonymous"),
        w.say("Unsicherheit: Redaktion", "Hedges: newsroom"): place("hedges"),
        w.say("Unsicherheit: Zitierte", "Hedges: quoted sources"): place("hedges"),
    }


def _extent(w: Words) -> str:
    outlets = w.say("aus ", "from ") + w.count("n_outlets", "outlet") if w.values["n_outlets"] else ""
    return ", ".join(filter(None, [outlets, w.count("n_words", "word")]))


def _who(w: Words) -> list[Card]:
    direct, all_sources, each = w.n("n_direct"), w.n("n_sources"), w.per_article
    kinds = w.grouped("kind", w.values["kinds"])
    women, known = w.n("n_female"), w.values["n_female"] + w.values["n_male"]
    evident = w.say(
        f"{women} von {known}{each}, deren Geschlecht erkennbar ist",
        f"{women} of {known}{each} whose gender is evident",
    )
    return [
        (w.say("Quellen", "Sources"), all_sources, w.say("je Artikel gezählt: ", "counted per article: ") * bool(each) + kinds),
        (w.say("Zitate", "Quotations"), w.n("n_quotes"), w.say(f"davon {direct} direkt", f"{direct} of them direct")),
        (w.say("Zitierter Anteil", "Share quoted"), w.share("share_quoted"), w.say("der Wörter", "of the words")),
        (w.say("Frauenanteil", "Share of women"), w.share("share_female"), evident),
        (w.say("Anonyme Quellen", "Anonymous sources"), w.n("n_anonymous"), w.say(f"von {all_sources}{each}", f"of {all_sources}{each}")),
    ]  # fmt: skip


def _hedges(w: Words) -> list[Card]:
    own, quoted = w.n("n_hedges_newsroom"), w.n("n_hedges_quoted")
    return [
        (
            w.say("Unsicherheit: Redaktion", "Hedges: newsroom"), w.n("hedges_newsroom", 1),
            w.say(f"Marker je 1.000 eigene Wörter (n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{own})", f"per 1,000 of its own words (n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{own})"),
        ),
        (
            w.say("Unsicherheit: Zitierte", "Hedges: quoted sources"), w.n("hedges_quoted", 1),
            w.say(f"Marker je 1.000 zitierte Wörter (n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{quoted})", f"per 1,000 quoted words (n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{quoted})"),
        ),
    ]  # fmt: skip


def _readability(w: Words) -> Card:
    label, value = w.say("Lesbarkeit (Flesch)", "Readability (Flesch)"), w.values["flesch_amstad"]
    if value is None:
        return label, "–", w.say("zu kurz zum Messen", "too short to measure")
    note = ease(value, w.language)
    if w.of == "corpus":
        note = w.say(f"Median der Artikel: {note}", f"median of the articles: {note}")
    elif w.values["n_compared"]:
        median = w.n("compared_median")
        note += w.say(f"; Median zum Vergleich: {median}", f"; median of the others: {median}")
    return label, w.n("flesch_amstad"), note
