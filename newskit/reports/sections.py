"""The pieces a notebook puts on its page, each a line of code: head, sections, tables, problems, method."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import texts
from ..display import Shown, escape, paragraphs
from ..display.article import meta_line
from ..plots.style import place
from . import note
from .prose import sentences
from .views import VIEWS

if TYPE_CHECKING:
    from ..result import Analysis
    from .facts import Facts


def head(analysis: Analysis, facts: Facts, *, sources: bool = False) -> Shown:
    """The page's title, with what is known of the article or of the corpus; sources: of a report on who speaks."""
    language = facts.language
    if facts.of == "corpus":
        kicker, title = texts.pick(language, "Korpusbericht", "Corpus report"), _corpus_title(facts)
        if sources:
            kicker = texts.pick(language, "Quellenbericht: wer zu Wort kommt", "Sources report: who speaks")
        meta = f'<p class="nk-meta">{escape(", ".join(texts.collated(map(str, analysis.articles["outlet"].dropna().unique()))[:12]))}</p>'
    else:
        kicker = texts.pick(language, "Artikelbericht", "Article report")
        article = {str(key): value for key, value in analysis.articles.iloc[0].items()}
        title = facts["title"] or texts.shorten(article["text"], 70)
        meta = meta_line(article, language)
    html = f'<header class="nk"><p class="nk-kicker">{escape(kicker)}</p><h1>{escape(title)}</h1>{meta}</header>'
    return Shown(f"{kicker}: {title}", html)


def _corpus_title(facts: Facts) -> str:
    title = texts.count(facts["n_articles"], "article", facts.language)
    if facts["n_outlets"]:
        title += texts.pick(facts.language, " aus ", " from ") + texts.count(
            facts["n_outlets"], "outlet", facts.language
        )
    return title


def section(topic: str, facts: Facts) -> Shown:
    """Heading and sentences on a topic (summary, sources, quotes, hedges, readability, sentiment, ...)."""
    heading, lines = sentences(topic, facts)
    text = texts.pick(facts.language, "Die Stellen dazu", "The passages behind this")
    to = f'<p class="nk nk-note"><a href="{place(_EVIDENCE[topic])}">{text}</a></p>' if topic in _EVIDENCE else ""
    return Shown("\n".join([heading, *lines]), paragraphs(*lines, heading=heading) + to)


#: Topic of a section -> the part of the appendix behind its numbers.
_EVIDENCE = {
    "sources": "sources", "quotes": "quotes", "hedges": "hedges", "sentiment": "sentiment", "readability": "articles",
    "outlets": "articles", "timeline": "articles",
}  # fmt: skip


def table(name: str, analysis: Analysis, *, language: str | None = None, heading: bool = True, **options: int) -> Shown:
    """A table of the findings under its heading (quotes, sources, hedges, sentiment, readability, articles, outlets).

    Args:
        name: which table.
        analysis: where its rows come from.
        language: "de" or "en"; None: the analysis's.
        heading: put the table's name above it.
        **options: limit, for sources: the rows shown at most.
    """
    language = texts.check_language(language or analysis.language)
    title = texts.label("table", name, language)
    head = f'<div class="nk"><h3>{escape(title)}</h3></div>' if heading else ""
    rows = getattr(analysis, name, analysis.articles)
    if rows.empty:
        body = paragraphs(texts.pick(language, "Keine.", "None."))
    else:
        body = VIEWS[name](analysis, language, **options)
    return Shown(f"{title} ({len(rows)})", head + body)


def problems(analysis: Analysis, *, language: str | None = None) -> Shown:
    """What went wrong while reading and measuring; one line if nothing did."""
    language = texts.check_language(language or analysis.language)
    heading = texts.pick(language, "Probleme", "Problems")
    n = len(analysis.problems)
    if not n:
        line = texts.pick(
            language, "Beim Lesen und Messen ist nichts aufgefallen.", "Nothing went wrong in reading and measuring."
        )
        return Shown(f"{heading}\n{line}", paragraphs(line, heading=heading))
    line = texts.pick(
        language, f"{texts.count(n, 'problem', language)} beim Lesen oder Messen:", f"{texts.count(n, 'problem', language)} in reading or measuring:"
    )  # fmt: skip
    return Shown(f"{heading}\n{line}", paragraphs(line, heading=heading) + VIEWS["problems"](analysis, language))


def method(analysis: Analysis, *, language: str | None = None) -> Shown:
    """What the numbers are and are not, and what measured them."""
    language = texts.check_language(language or analysis.language)
    heading, lines = note.heading(language), note.note(analysis, language)
    return Shown("\n".join([heading, *lines]), paragraphs(*lines, heading=heading))
