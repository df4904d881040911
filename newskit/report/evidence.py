"""The appendix of a report: under each number and each bar the passages that it counts, with article and offsets.

Two clicks lead from a number to the words: to its line here, and from there to the passage.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from .. import tables, texts
from ..display import Shown, anchor, escape, link
from ..measures.registry import role_of
from ..plots.style import place as place_of
from ..plots.timeline import over_time, period_name, periods
from ..result import Analysis
from . import passages
from .grouped import Compared, Speaking
from .passages import Found, Row, fold, target, title_of

#: A link of an index: its words, its address, and what stands before it.
Link = tuple[str, str, str]


def line(label: str, links: Iterable[Link], language: str, *, key: str = "", more: str = "", joint: str = ", ") -> str:
    """What a number counts: its label, how many, and a link to each; key and more: ids that lead here."""
    written = [f"{escape(before)}{link(text, href)}" for text, href, before in links]
    name = f' id="{escape(key)}"' if key else ""
    other = f'<span id="{escape(more)}"></span>' if more else ""
    n = texts.number(len(written), language)
    return f"<li{name}>{other}<b>{escape(label)} ({escape(n)})</b> {joint.join(written) or '–'}</li>"


def index(lines: Iterable[str]) -> str:
    """The lines of an index as a list."""
    return f'<ul class="nk-index">{"".join(lines)}</ul>'


def _evidence(parts: Iterable[str]) -> str:
    return f'<div class="nk nk-evidence">{"".join(parts)}</div>'


# --- reports on an article or a corpus ------------------------------------------------------------------------------


def appendix(analysis: Analysis, *, marked: bool = False, language: str | None = None) -> Shown:
    """The passages behind the numbers of a report on an article or a corpus.

    Args:
        analysis: what the report is on.
        marked: the page shows the text with its marks, as result.show() does; passages lead there.
        language: "de" or "en"; None: the analysis's.
    """
    language = texts.check_language(language or analysis.language)
    heading = texts.label("word", "appendix", language)
    found, articles = passages.findings(analysis), passages.records(analysis.articles)
    listed = [passages.all_findings(a, passages.of_article(found, a["article_id"]), language, marked) for a in articles]
    by_article = fold(texts.label("word", "by_article", language), "".join(listed))
    n = len(analysis.quotes) + len(analysis.hedges)
    parts = [f"<h2>{escape(heading)}</h2>", *_tables(analysis, found, articles, language), by_article]
    return Shown(f"{heading} ({n})", _evidence(parts))


def _tables(analysis: Analysis, found: Found, articles: list[Row], language: str) -> Iterator[str]:
    """A list per table: each of its numbers, with links to what it counts."""
    known = {article["article_id"]: article for article in articles}
    rows = {
        name: [
            {**row, "table": name, "title": title_of(known[key]), "article": known[key]}
            for key, some in by_article.items()
            for row in some
        ]
        for name, by_article in found.items()
    }
    for name, lines in (
        ("sources", _sources(rows["sources"], language)),
        ("quotes", _quotes(rows["quotes"], language)),
        ("hedges", _hedges(rows["hedges"], language)),
        ("sentiment", _sentiment(rows["sentiment"], language)),
        ("articles", _articles(analysis, articles, language)),
    ):
        title = texts.label("table", name, language)
        if name == "sources":
            title += texts.per_article(len(articles), language)
        yield fold(title, index(lines), key=place_of(name)[1:])


def _counted(key: str, label: str, rows: list[Row], language: str, word: str = "") -> str:
    """A number's line; nothing if it counts nothing. The title of an article stands once, before its first passage."""
    links: list[Link] = []
    before = ""
    for row in rows:
        head = "" if row["title"] == before else f"{texts.shorten(row['title'], 40)}: "
        before = row["title"]
        text = str(row[word]) if word else _link_of(row, language)
        links.append((texts.shorten(text, 40), f"#{row.get('to') or target(row['table'], row)}", head))
    return line(label, links, language, key=place_of(key)[1:], joint=" · ") if links else ""


def _link_of(row: Row, language: str) -> str:
    """The words of a link to a quotation, or to an evaluation: those that it rests on."""
    if row["table"] == "quotes":
        return f"{texts.label('word', 'quotation', language)}\N{NO-BREAK SPACE}{row['quote_id']}"
    return ", ".join(passages.proof(row["article"], row)) or str(row["actor"])


def _sources(rows: list[Row], language: str) -> Iterator[str]:
    for part, column, value in (
        *((f"role-{role}", "role", role) for role in tables.ROLES),
        *((gender, "gender", gender) for gender in ("female", "male")),
        ("anonymous", "named", False),
    ):
        some = [r for r in rows if r[column] == value and (column != "gender" or r["kind"] == "person")]
        yield _counted(f"sources-{part}", texts.label(column, value, language), some, language, "name")


def _quotes(rows: list[Row], language: str) -> Iterator[str]:
    for kind in tables.QUOTE_TYPES:
        some = [r for r in rows if r["type"] == kind]
        yield _counted(f"quotes-{kind}", texts.label("quote_type", kind, language), some, language)


def _hedges(rows: list[Row], language: str) -> Iterator[str]:
    for voice in tables.VOICES:
        for category in tables.HEDGE_CATEGORIES:
            some = [r for r in rows if r["voice"] == voice and r["category"] == category]
            label = f"{texts.label('category', category, language)}, {texts.label('voice', voice, language)}"
            yield _counted(f"hedges-{category}-{voice}", label, some, language, "text")


def _sentiment(rows: list[Row], language: str) -> Iterator[str]:
    judged = [r for r in rows if r["label"] != "neutral"]
    for actor in texts.collated({str(r["actor"]) for r in judged}):
        own = [r for r in judged if r["actor"] == actor]
        yield _counted(f"sentiment-{actor}", actor, own, language)
        for kind in ("negative", "positive"):
            label = f"{actor}: {texts.label('label', kind, language)}"
            yield _counted(f"sentiment-{actor}-{kind}", label, [r for r in own if r["label"] == kind], language)


def _articles(analysis: Analysis, articles: list[Row], language: str) -> Iterator[str]:
    """Articles by outlet and by week or month: each leads to all its passages."""
    rows = [{**a, "title": "", "name": title_of(a), "to": anchor("a", a["article_id"], 0)} for a in articles]
    for outlet in texts.collated({str(r["outlet"]) for r in rows if not texts.is_missing(r["outlet"])}):
        yield _counted(f"outlet-{outlet}", outlet, [r for r in rows if r["outlet"] == outlet], language, "name")
    when: dict[Any, Any] = dict(periods(analysis))
    for period in over_time(analysis).index:
        some = [r for r in rows if when.get(r["article_id"]) == period]
        key = f"period-{period.start_time:%Y-%m-%d}"
        yield _counted(key, period_name(period, language), some, language, "name")


# --- reports on groups of articles ----------------------------------------------------------------------------------


def place(figures: Speaking | Compared, measure: str, group: str = "", topic: str = "sources", voice: str = "") -> str:
    """The anchor of the passages behind a measure of a group ("": of all articles)."""
    if topic == "readability":
        part = "articles"
    elif topic != "sources":
        part = f"{topic}-{voice or 'quoted'}"
    elif role_of(measure):
        part = f"role-{role_of(measure)}"
    else:
        part = {"share_named": "named", "share_women": "gender", "share_quoted": "articles"}.get(measure, "sources")
    return f"#{_id(figures, group, part)}"


def _id(figures: Speaking | Compared, group: str, part: str) -> str:
    if isinstance(figures, Compared):
        return f"c-{figures.pair.index(group) + 1}-{part}"
    part = {"sources": "all", "articles": "quoted"}.get(part, part)
    return f"w-{figures.shown.index(group) + 1 if group else 'all'}-{part}"


def of_groups(figures: Speaking | Compared) -> str:
    """The appendix of a sources report or a comparison: what each number counts, then all by article."""
    analysis, language = figures.analysis, figures.language
    found = passages.findings(analysis, figures.names)
    listed = []
    for article in passages.records(analysis.articles):
        key = article["article_id"]
        if key in figures.names:
            rows = passages.of_article(found, key)
            if isinstance(figures, Speaking):
                listed.append(passages.spoken(article, rows, language))
            else:
                listed.append(passages.compared(analysis, article, figures.names[key], rows, language))
    by_article = fold(texts.label("word", "passages_by_article", language), "".join(listed))
    return _evidence([*(_group(figures, group, found) for group in _groups(figures)), by_article])


def _groups(figures: Speaking | Compared) -> list[str]:
    if isinstance(figures, Compared):
        return list(figures.pair)
    return ["", *figures.shown] if figures.sizes()[1] else []


def _group(figures: Speaking | Compared, group: str, found: Found) -> str:
    """Under a group's name a line for each of its numbers, with links to what it counts."""
    name = figures.name if isinstance(figures, Speaking) else str
    mine = [a for a, g in figures.names.items() if not group or name(g) == group]
    rows = {table: [row for a in mine for row in by_article.get(a, [])] for table, by_article in found.items()}
    spoken = {row["role"] for some in found["sources"].values() for row in some}  # other roles are in no table either
    roles = [role for role in tables.ROLES if role in spoken]
    lines = _spoken if isinstance(figures, Speaking) else _compared
    heading = group or texts.label("word", "all_articles", figures.language)
    return fold(heading, index([*lines(figures, group, rows, roles), _articles_of(figures, group, mine)]))  # type: ignore[arg-type]


def _name(row: Row) -> Link:
    return texts.shorten(str(row["name"]), 60), f"#{target('sources', row)}", ""


def _all_sources(figures: Speaking | Compared, n_articles: int) -> str:
    return texts.label("word", "all_sources", figures.language) + texts.per_article(n_articles, figures.language)


def _spoken(who: Speaking, group: str, rows: dict[str, list[Row]], roles: list[str]) -> Iterator[str]:
    """Sources: all, by role, named or not, women and men; a line without an id of its own belongs to the one before."""
    for part, column, value in (
        ("sources", "", None),
        *((f"role-{role}", "role", role) for role in roles),
        ("named", "named", True), ("", "named", False), ("gender", "gender", "female"), ("", "gender", "male"),
    ):  # fmt: skip
        some = [r for r in rows["sources"] if not column or r[column] == value]
        if column == "gender":
            some = [r for r in some if r["kind"] == "person"]
        label = texts.label(column, value, who.language) if column else _all_sources(who, who.sizes(group)[0])
        more = place_of(f"sources-{ {'sources': 'all'}.get(part, part) }")[1:] if part and not group else ""
        yield line(label, map(_name, some), who.language, key=_id(who, group, part) if part else "", more=more)


def _compared(both: Compared, group: str, rows: dict[str, list[Row]], roles: list[str]) -> Iterator[str]:
    """Sources: all, named ones, women and men, by role; then hedges and evaluations of each voice."""
    language, sources = both.language, rows["sources"]
    told = [r for r in sources if r["kind"] == "person" and r["gender"] in ("female", "male")]
    genders = [
        (f"{name} ({texts.label('gender', r['gender'], language)})", to, "") for r in told for name, to, _ in [_name(r)]
    ]
    yield line(_all_sources(both, both.sizes[group]), map(_name, sources), language, key=_id(both, group, "sources"))
    named = [r for r in sources if r["named"]]
    yield line(texts.label("named", True, language), map(_name, named), language, key=_id(both, group, "named"))
    yield line(texts.label("word", "both_genders", language), genders, language, key=_id(both, group, "gender"))
    for role in roles:
        some = [r for r in sources if r["role"] == role]
        yield line(
            texts.label("role", role, language), map(_name, some), language, key=_id(both, group, f"role-{role}")
        )
    for voice in tables.VOICES:
        for topic in ("hedges", "sentiment"):
            yield _voiced(both, group, topic, voice, [r for r in rows[topic] if r["voice"] == voice])


def _voiced(both: Compared, group: str, topic: str, voice: str, rows: list[Row]) -> str:
    """The hedges of a voice, or its evaluations; mentions that are neutral count, but have no passage worth a link."""
    language = both.language
    label = f"{texts.label('topic', topic, language)}, {texts.label('voice', voice, language)}"
    if topic == "sentiment":
        rows = [r for r in rows if not texts.is_missing(r["actor"])]
        judged = [r for r in rows if r["label"] != "neutral"]
        label += texts.label("word", "neutral", language).format(len(rows) - len(judged))
        words = [f"{texts.shorten(str(r['actor']), 50)} ({texts.label('label', r['label'], language)})" for r in judged]
    else:
        judged, words = rows, [str(r["text"]) for r in rows]
    links = [(word, f"#{target(topic, row)}", "") for word, row in zip(words, judged, strict=True)]
    return line(label, links, language, key=_id(both, group, f"{topic}-{voice}"))


def _articles_of(figures: Speaking | Compared, group: str, mine: list[str]) -> str:
    """The articles of a group: behind shares of words, and behind readability, stand all their passages."""
    kind, limit = ("quoted_articles", 70) if isinstance(figures, Speaking) else ("read_articles", 90)
    titles = {a["article_id"]: title_of(a, limit) for a in passages.records(figures.analysis.articles)}
    links = [(titles[a], f"#{anchor('a', a, 0)}", "") for a in mine]
    return line(
        texts.label("word", kind, figures.language), links, figures.language, key=_id(figures, group, "articles")
    )
