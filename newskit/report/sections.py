"""The pieces that a notebook puts on its page, each a line of code: head, sections, tables, problems, method."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import texts
from ..display import Shown, escape, paragraphs, table_html
from ..display.article import meta_line
from ..errors import InputError
from ..measures.registry import TOPICS as MEASURED
from ..measures.registry import amount, difference, measure_name, plain
from ..plots.style import place as place_of
from . import evidence
from .figures import Facts
from .grouped import Compared, Row, Speaking
from .prose import Line, html_of, sentences, text_of
from .values import comparison_values, note_values, p_text, passages_of, speaking_values, spoken_measures, tested_rows
from .views import VIEWS

if TYPE_CHECKING:
    from ..result import Analysis

#: Groups side by side in one table.
COLUMNS = 3
#: Template -> the topics of its reports.
TOPICS = {
    "overview": (
        "summary", "sources", "quotes", "hedges", "readability", "sentiment", "timeline", "outlets", "text", "tables",
    ),
    "sources": ("summary", "roles", "groups", "comparison", "method", "appendix"),
    "comparison": ("head", "summary", "tables", "method", "appendix"),
}  # fmt: skip
#: Topic of a section on an article or a corpus -> the part of the appendix behind its numbers.
_EVIDENCE = {
    "sources": "sources", "quotes": "quotes", "hedges": "hedges", "sentiment": "sentiment", "readability": "articles",
    "outlets": "articles", "timeline": "articles",
}  # fmt: skip


def section(topic: str, figures: Facts | Speaking | Compared) -> Shown:
    """A section of a report: its heading, its sentences and tables.

    Args:
        topic: of an article or a corpus: summary, sources, quotes, hedges, readability, sentiment, timeline, outlets,
            text, tables; of speaking(): summary, roles, groups, comparison, method, appendix; of comparing(): head,
            summary, tables, method, appendix.
        figures: of article_facts(), corpus_facts(), speaking() or comparing().

    Raises:
        InputError: there is no such topic.
    """
    template = (
        "overview" if isinstance(figures, Facts) else "sources" if isinstance(figures, Speaking) else "comparison"
    )
    if topic not in TOPICS[template]:
        raise InputError(f"There is no topic {topic!r}. Allowed: {', '.join(TOPICS[template])}.")
    if isinstance(figures, Facts):
        return _of_facts(topic, figures)
    return _of_speaking(topic, figures) if isinstance(figures, Speaking) else _of_comparison(topic, figures)


def _shown(heading: str, html: str, text: str) -> Shown:
    return Shown(f"{heading}\n{text}", f'<div class="nk"><h2>{escape(heading)}</h2></div>{html}')


def _header(kicker: str, title: str, meta: str) -> Shown:
    html = f'<header class="nk"><p class="nk-kicker">{escape(kicker)}</p><h1>{escape(title)}</h1>{meta}</header>'
    return Shown(f"{kicker}: {title}", html)


# --- an article or a corpus -----------------------------------------------------------------------------------------


def head(analysis: Analysis, facts: Facts, *, sources: bool = False) -> Shown:
    """The page's title, with what is known of the article or of the corpus; sources: of a report on who speaks."""
    if facts.of == "corpus":
        outlets = texts.collated(map(str, analysis.articles["outlet"].dropna().unique()))
        meta, title = f'<p class="nk-meta">{escape(", ".join(outlets[:12]))}</p>', ""
    else:
        article = {str(key): value for key, value in analysis.articles.iloc[0].items()}
        meta, title = meta_line(article, facts.language), facts["title"] or texts.shorten(article["text"], 70)
    values = {**facts.said, "report": "sources" if sources else facts.of, "shown_title": title}
    kicker, (line,) = sentences("overview", "head", facts.language, values)
    return _header(kicker, line.text, meta)


def _of_facts(topic: str, facts: Facts) -> Shown:
    heading, lines = sentences("overview", topic, facts.language, facts.said)
    said = [line.text for line in lines]
    link = ""
    if topic in _EVIDENCE:
        behind = texts.label("word", "behind", facts.language)
        link = f'<p class="nk nk-note"><a href="{place_of(_EVIDENCE[topic])}">{behind}</a></p>'
    return Shown("\n".join([heading, *said]), paragraphs(*said, heading=heading) + link)


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
        body = paragraphs(texts.label("word", "nothing", language))
    else:
        body = VIEWS[name](analysis, language, **options)
    return Shown(f"{title} ({len(rows)})", head + body)


def problems(analysis: Analysis, *, language: str | None = None) -> Shown:
    """What went wrong while reading and measuring; one line if nothing did."""
    language = texts.check_language(language or analysis.language)
    n = len(analysis.problems)
    heading, (line,) = sentences("method", "problems", language, {"n": n})
    rows = VIEWS["problems"](analysis, language) if n else ""
    return Shown(f"{heading}\n{line.text}", paragraphs(line.text, heading=heading) + rows)


def method(analysis: Analysis, *, language: str | None = None) -> Shown:
    """What the numbers are and are not, and what measured them."""
    language = texts.check_language(language or analysis.language)
    heading, lines = sentences("method", "note", language, note_values(analysis))
    said = [line.text for line in lines]
    return Shown("\n".join([heading, *said]), paragraphs(*said, heading=heading))


# --- who speaks -----------------------------------------------------------------------------------------------------


def _of_speaking(topic: str, who: Speaking) -> Shown:
    n_articles, n_sources = who.sizes()
    heading, lines = sentences("sources", topic, who.language, speaking_values(who))
    if topic in ("summary", "method"):
        return _shown(heading, f'<div class="nk">{html_of(lines)}</div>', text_of(lines))
    if topic == "appendix":
        return _shown(heading, evidence.of_groups(who), texts.sources(n_sources, n_articles, who.language))
    html, text = (
        {"roles": _roles, "groups": _groups, "comparison": _tested}[topic](who, lines) if n_sources else ("", "")
    )
    return _shown(heading, html, text) if html else Shown("", "")


def _measure_table(who: Speaking, groups: list[str], names: list[str]) -> str:
    """Measures down, groups across; each figure leads to its passages."""
    import pandas as pd

    columns: dict[str, list[str]] = {"measure": [measure_name(m, "", who.language) for m in names]}
    links: dict[str, list[str | None]] = {}
    headers = {}
    for n, group in enumerate(groups):
        values = who.values(group)
        columns[f"g{n}"] = [amount(m, *values[m], who.language) for m in names]
        links[f"g{n}"] = [evidence.place(who, m, group) for m in names]
        headers[f"g{n}"] = f"{group or texts.label('word', 'of_all_articles', who.language)} ({who.counts(group)})"
    return table_html(pd.DataFrame(columns), language=who.language, headers=headers, links=links)


def _roles(who: Speaking, lines: list[Line]) -> tuple[str, str]:
    return _measure_table(who, [""], spoken_measures(who)), ""


def _groups(who: Speaking, lines: list[Line]) -> tuple[str, str]:
    names, groups = spoken_measures(who), who.shown
    parts = [_measure_table(who, groups[k : k + COLUMNS], names) for k in range(0, len(groups), COLUMNS)]
    if not parts:
        return "", ""
    return "".join([*parts, *(paragraphs(line.text) for line in lines)]), ", ".join(groups)


def _tested(who: Speaking, lines: list[Line]) -> tuple[str, str]:
    """Two groups, their differences, and what the test says."""
    rows = tested_rows(who)
    if rows is None or who.pair is None:
        return "", ""
    shown = set(who.shown)
    compared = [
        {**row, "name": measure_name(row["measure"], "", who.language),
         "links": [evidence.place(who, row["measure"], g) if g in shown else None for g in who.pair],
         **{side: plain(row["measure"], row[side], who.language) for side in ("first", "second")},
         "difference": difference(row["measure"], row["difference"], who.language)}
        for row in rows.to_dict("records")
    ]  # fmt: skip
    html = paragraphs(*(line.text for line in lines)) + _side_by_side(compared, who.pair, who.language)
    return html, " – ".join(who.pair)


def _side_by_side(rows: list[Row], pair: tuple[str, ...], language: str) -> str:
    """Measures down; both groups, their difference and the test across; a verdict where the rows have one."""
    import pandas as pd

    columns: dict[str, list[str]] = {"measure": [row["name"] for row in rows]}
    columns |= {side: [row[side] for row in rows] for side in ("first", "second", "difference")}
    columns |= {p: [p_text(row[p], language).removeprefix("= ") for row in rows] for p in ("p_value", "p_holm")}
    if "verdict" in rows[0]:
        columns["verdict"] = [texts.label("verdict", row["verdict"], language) for row in rows]
    headers = {"first": pair[0], "second": pair[1], "verdict": texts.label("word", "verdict", language)}
    links = {side: [row["links"][n] for row in rows] for n, side in enumerate(("first", "second"))}
    return table_html(pd.DataFrame(columns), language=language, headers=headers, links=links)


# --- two groups on all measures -------------------------------------------------------------------------------------


def _of_comparison(topic: str, both: Compared) -> Shown:
    heading, lines = sentences("comparison", topic, both.language, comparison_values(both))
    if topic == "head":
        sizes = ", ".join(f"{g}: {texts.count(both.sizes[g], 'article', both.language)}" for g in both.pair)
        return _header(heading, lines[0].text, f'<p class="nk-meta">{escape(sizes)}</p>')
    if topic == "summary":
        return _shown(heading, f'<div class="nk">{html_of(lines)}</div>', text_of(lines))
    if both.table is None:
        return Shown("", "")
    if topic == "appendix":
        return _shown(heading, evidence.of_groups(both), texts.count(len(both.names), "article", both.language))
    if topic == "method":
        return _shown(heading, paragraphs(*(line.text for line in lines)), text_of(lines))
    names = [texts.label("topic", t, both.language) for t in MEASURED]
    return _shown(heading, "".join(_topic_table(both, t) for t in MEASURED), ", ".join(names))


def _topic_table(both: Compared, topic: str) -> str:
    """The measures of a topic."""
    rows = [
        {**row, "name": both.name(row), "links": [passages_of(both, row, group) for group in both.pair],
         **{side: both.value(row, side) for side in ("first", "second", "difference")}}
        for row in both.rows(topic=topic)
    ]  # fmt: skip
    if not rows:
        return ""
    heading = escape(texts.label("topic", topic, both.language))
    return f'<div class="nk"><h3>{heading}</h3></div>{_side_by_side(rows, both.pair, both.language)}'
