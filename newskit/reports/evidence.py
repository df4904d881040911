"""The appendix of a report: under each number and each bar the passages that it counts, with article and offsets.

Two clicks lead from a number to the words: to its line here, and from there to the passage.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from .. import tables, texts
from ..display import Shown, anchor, escape
from ..plots.style import place
from ..plots.timeline import over_time, period_name, periods
from .folds import fold, index, index_line
from .passages import Row, article_section, by_article, proof, title_of

if TYPE_CHECKING:
    from ..result import Analysis


def appendix(analysis: Analysis, *, marked: bool = False, language: str | None = None) -> Shown:
    """The passages behind the numbers of a report.

    Args:
        analysis: what the report is on.
        marked: the page shows the text with its marks, as result.show() does; passages lead there.
        language: "de" or "en"; None: the analysis's.
    """
    language = texts.check_language(language or analysis.language)
    heading = texts.pick(language, "Anhang: die Stellen hinter den Zahlen", "Appendix: the passages behind the numbers")
    parts = [f"<h2>{escape(heading)}</h2>", *_index(analysis, language)]
    found = {name: by_article(getattr(analysis, name)) for name in ("sources", "quotes", "hedges", "sentiment")}
    articles = []
    for article in _records(analysis):
        rows = {name: lists.get(article["article_id"], []) for name, lists in found.items()}
        articles.append(article_section(article, rows, language, marked))
    parts.append(fold(texts.pick(language, "Artikel für Artikel", "Article by article"), "".join(articles)))
    n = sum(len(analysis.tables[name]) for name in ("quotes", "hedges"))
    return Shown(f"{heading} ({n})", f'<div class="nk nk-evidence">{"".join(parts)}</div>')


def _records(analysis: Analysis) -> list[Row]:
    return [{str(key): value for key, value in row.items()} for row in analysis.articles.to_dict("records")]


def _index(analysis: Analysis, language: str) -> Iterator[str]:
    """A list per table: each of its numbers, with links to what it counts."""
    rows = {name: _numbered(analysis, name) for name in ("sources", "quotes", "hedges", "sentiment")}
    for name, lines in (
        ("sources", _sources(rows["sources"], language)),
        ("quotes", _quotes(rows["quotes"], language)),
        ("hedges", _hedges(rows["hedges"], language)),
        ("sentiment", _sentiment(rows["sentiment"], language)),
        ("articles", _articles(analysis, language)),
    ):
        title = texts.label("table", name, language)
        if name == "sources":
            title += texts.per_article(len(analysis.articles), language)
        yield fold(title, index("".join(lines)), key=place(name)[1:])


def _numbered(analysis: Analysis, name: str) -> list[Row]:
    """The rows of a table, each with the anchor of its passage and the words of its link."""
    articles = {article["article_id"]: article for article in _records(analysis)}
    out: list[Row] = []
    for key, rows in by_article(getattr(analysis, name)).items():
        for number, row in enumerate(rows):
            more = {"title": title_of(articles[key]), "to": _target(name, row, number)}
            if name == "sentiment":
                more["link"] = ", ".join(proof(articles[key], row)) or str(row["actor"])
            out.append(row | more)
    return out


def _target(name: str, row: Row, number: int) -> str:
    kind, n = {
        "sources": ("s", row.get("source_id")),
        "quotes": ("q", row.get("quote_id")),
        "hedges": ("h", number),
    }.get(name, ("e", number))
    return anchor(kind, row["article_id"], n)


def _line(key: str, label: str, rows: Iterable[Row], word: str, language: str) -> str:
    """A number's line: what it counts, how many, and a link to each; nothing if there are none."""
    some = list(rows)
    if not some:
        return ""
    links = []
    before = ""
    for row in some:
        text = texts.shorten(str(row[word]), 40)
        # The title of an article stands once, before its first passage.
        head = "" if row["title"] == before else f"{escape(texts.shorten(row['title'], 40))}: "
        before = row["title"]
        links.append(f'{head}<a href="#{row["to"]}">{escape(text)}</a>')
    return index_line(label, texts.number(len(some), language), " · ".join(links), key=place(key)[1:])


def _sources(rows: list[Row], language: str) -> Iterator[str]:
    def named(key: str, label: str, some: Iterable[Row]) -> str:
        return _line(f"sources-{key}", label, some, "name", language)

    for role in tables.ROLES:
        yield named(f"role-{role}", texts.label("role", role, language), [r for r in rows if r["role"] == role])
    persons = [r for r in rows if r["kind"] == "person"]
    for gender in ("female", "male"):
        yield named(gender, texts.label("gender", gender, language), [r for r in persons if r["gender"] == gender])
    yield named("anonymous", texts.label("named", False, language), [r for r in rows if not r["named"]])


def _quotes(rows: list[Row], language: str) -> Iterator[str]:
    word = texts.label("word", "quotation", language)
    for row in rows:
        row["link"] = f"{word}\N{NO-BREAK SPACE}{row['quote_id']}"
    for kind in tables.QUOTE_TYPES:
        label = texts.label("quote_type", kind, language)
        yield _line(f"quotes-{kind}", label, [r for r in rows if r["type"] == kind], "link", language)


def _hedges(rows: list[Row], language: str) -> Iterator[str]:
    for voice in tables.VOICES:
        for category in tables.HEDGE_CATEGORIES:
            some = [r for r in rows if r["voice"] == voice and r["category"] == category]
            label = f"{texts.label('category', category, language)}, {texts.label('voice', voice, language)}"
            yield _line(f"hedges-{category}-{voice}", label, some, "text", language)


def _sentiment(rows: list[Row], language: str) -> Iterator[str]:
    judged = [r for r in rows if r["label"] != "neutral"]
    for actor in texts.collated({str(r["actor"]) for r in judged}):
        yield _line(f"sentiment-{actor}", actor, [r for r in judged if r["actor"] == actor], "link", language)
        for kind in ("negative", "positive"):
            some = [r for r in judged if r["actor"] == actor and r["label"] == kind]
            label = f"{actor}: {texts.label('label', kind, language)}"
            yield _line(f"sentiment-{actor}-{kind}", label, some, "link", language)


def _articles(analysis: Analysis, language: str) -> Iterator[str]:
    """Articles by outlet and by week or month: each leads to all its passages."""
    records = [
        {"article_id": a["article_id"], "title": "", "name": title_of(a), "to": anchor("a", a["article_id"], 0), "outlet": a["outlet"]}
        for a in _records(analysis)
    ]  # fmt: skip
    outlets = {str(r["outlet"]) for r in records if not texts.is_missing(r["outlet"])}
    for outlet in texts.collated(outlets):
        yield _line(f"outlet-{outlet}", outlet, [r for r in records if r["outlet"] == outlet], "name", language)
    when: dict[Any, Any] = dict(periods(analysis))
    for period in over_time(analysis).index:
        some = [r for r in records if when.get(r["article_id"]) == period]
        yield _line(f"period-{period.start_time:%Y-%m-%d}", period_name(period, language), some, "name", language)
