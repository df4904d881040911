"""The appendix of a sources report: every source with its passages, and under each number the sources that it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import tables, texts
from ..display import anchor, escape
from ..plots.style import place as place_of
from .folds import fold, index, index_line
from .who import ALL, Speaking

if TYPE_CHECKING:
    import pandas as pd

#: Characters of a passage that the appendix shows.
LENGTH = 260

Row = dict[str, Any]


def place(who: Speaking, measure: str, group: str = "") -> str:
    """The anchor of the passages behind a measure of a group ("": of all articles)."""
    part = {"share_named": "named", "share_women": "gender", "share_quoted": "quoted"}.get(measure, "all")
    role = measure.removeprefix("share_")
    return f"#{_id(who, group, f'role-{role}' if role in tables.ROLES else part)}"


def _id(who: Speaking, group: str, part: str) -> str:
    number = ALL if not group else str(who.shown.index(group) + 1)
    return f"w-{number}-{part}"


def appendix(who: Speaking) -> str:
    """The whole appendix as HTML: first which sources each number counts, then the sources article by article."""
    by_article = _by_article(who)
    body = [_index(who, group, by_article) for group in ["", *who.shown]] if who.sizes()[1] else []
    quotes = _rows(who.analysis.quotes, who)
    articles = []
    for record in who.analysis.articles.to_dict("records"):
        article = {str(k): v for k, v in record.items()}
        key = article["article_id"]
        if key in who.names:
            articles.append(_article(who, article, by_article.get(key, []), quotes.get(key, [])))
    heading = texts.pick(who.language, "Die Stellen, Artikel für Artikel", "The passages, article by article")
    body.append(fold(heading, "".join(articles)))
    return f'<div class="nk nk-evidence">{"".join(body)}</div>'


def _rows(table: pd.DataFrame, who: Speaking) -> dict[str, list[Row]]:
    out: dict[str, list[Row]] = {}
    for row in table.to_dict("records"):
        if row["article_id"] in who.names:
            out.setdefault(row["article_id"], []).append({str(k): v for k, v in row.items()})
    return out


def _by_article(who: Speaking) -> dict[str, list[Row]]:
    return _rows(who.analysis.sources, who)


def _index(who: Speaking, group: str, by_article: dict[str, list[Row]]) -> str:
    """Under the name of a group, for each of its numbers the sources that it counts."""
    articles = [a for a, g in who.names.items() if not group or who.name(g) == group]
    rows = [row for a in articles for row in by_article.get(a, [])]
    heading = group or texts.pick(who.language, "Alle Artikel", "All articles")
    spoken = {row["role"] for some in by_article.values() for row in some}
    parts = [p for p in _PARTS if p[1] != "role" or p[2] in spoken]  # roles that nobody has are in no table either
    lines = "".join(_line(who, group, part, column, value, rows) for part, column, value in parts)
    return fold(heading, index(lines + _quoted(who, group, articles)))


#: (part of the anchor, column of sources, value): what each line of the index lists.
_PARTS: tuple[tuple[str, str, Any], ...] = (
    ("all", "", None),
    *((f"role-{role}", "role", role) for role in tables.ROLES),
    ("named", "named", True),
    ("", "named", False),
    ("gender", "gender", "female"),
    ("", "gender", "male"),
)


def _line(who: Speaking, group: str, part: str, column: str, value: Any, rows: list[Row]) -> str:
    """A label, how many there are, and links to them; a line without a part of its own belongs to the one before."""
    some = [row for row in rows if not column or row[column] == value]
    if column == "gender":
        some = [row for row in some if row["kind"] == "person"]
    label = (
        texts.label(column, value, who.language)
        if column
        else texts.pick(who.language, "alle Quellen", "all sources")
        + texts.per_article(who.sizes(group)[0], who.language)
    )
    more = place_of(f"sources-{part}")[1:] if part and not group else ""
    links = ", ".join(f'<a href="#{source_id(row)}">{escape(texts.shorten(str(row["name"]), 60))}</a>' for row in some)
    n = texts.number(len(some), who.language)
    return index_line(label, n, links, key=_id(who, group, part) if part else "", more=more)


def _quoted(who: Speaking, group: str, articles: list[str]) -> str:
    """The articles of the group: their passages are the words quoted, also those whose source was not found."""
    label = texts.pick(who.language, "zitierte Wörter: Artikel", "words quoted: articles")
    titles = dict(zip(who.analysis.articles["article_id"], _titles(who), strict=True))
    links = ", ".join(f'<a href="#{anchor("a", a, 0)}">{escape(titles[a])}</a>' for a in articles)
    return index_line(label, texts.number(len(articles), who.language), links, key=_id(who, group, "quoted"))


def _titles(who: Speaking) -> list[str]:
    articles = who.analysis.articles
    pairs = zip(articles["title"], articles["text"], strict=True)
    return [texts.shorten(text if texts.is_missing(title) else str(title), 70) for title, text in pairs]


def source_id(row: Row) -> str:
    """The anchor of a source's entry."""
    return anchor("s", row["article_id"], row["source_id"])


def _article(who: Speaking, article: Row, sources: list[Row], quotes: list[Row]) -> str:
    """One article: its sources, each with its passages, then quotations whose source is not known."""
    title = texts.shorten(article["text"] if texts.is_missing(article["title"]) else str(article["title"]), 90)
    known = [article["outlet"], None if texts.is_missing(article["published"]) else texts.day(article["published"], who.language)]  # fmt: skip
    meta = " · ".join(escape(part) for part in known if not texts.is_missing(part))
    entries = [source_entry(who.language, article, row, quotes) for row in sources]
    known_ids = {row["source_id"] for row in sources}
    rest = [q for q in quotes if q["source_id"] not in known_ids]
    if rest:
        label = texts.pick(who.language, "ohne erkannte Quelle", "source not identified")
        entries.append(f"<li>{escape(label)}{passages(who.language, article, rest)}</li>")
    none = f"<p>{escape(texts.pick(who.language, 'Keine Quellen.', 'No sources.'))}</p>"
    body = f"<ul>{''.join(entries)}</ul>" if entries else none
    line = f'<p class="nk-meta">{meta}</p>' if meta else ""
    return fold(title, line + body, key=anchor("a", article["article_id"], 0), level=4)


def source_entry(language: str, article: Row, row: Row, quotes: list[Row]) -> str:
    """An entry of the appendix: name, what is known of the source, and its passages."""
    labels = [texts.label(c, row[c], language) for c in ("kind", "role", "named")]
    if row["gender"] != "unknown":
        labels.append(texts.label("gender", row["gender"], language))
    own = [q for q in quotes if q["source_id"] == row["source_id"]]
    return f'<li id="{source_id(row)}"><b>{escape(row["name"])}</b> ({escape(", ".join(labels))}){passages(language, article, own)}</li>'


def passages(language: str, article: Row, quotes: list[Row]) -> str:
    """Quotations of an article as a list of their words."""
    return f"<ul>{''.join(_passage(language, article, quote) for quote in quotes)}</ul>"


def _passage(language: str, article: Row, quote: Row) -> str:
    """The words, how they are given, and where: characters of articles.text."""
    words = " … ".join(article["text"][a:b] for a, b in quote["quote_segments"])
    where = texts.pick(language, "Zeichen", "characters")
    note = f"{texts.label('quote_type', quote['type'], language)}, {where} {quote['start']}–{quote['end']}"
    key = anchor("q", quote["article_id"], quote["quote_id"])
    return f'<li id="{key}"><span class="nk-words">{escape(texts.shorten(words, LENGTH))}</span> <span class="nk-meta">{escape(note)}</span></li>'
