"""One article in the appendix of a report: its sources, quotations, hedges and evaluations, each with its place in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import texts
from ..display import anchor, escape
from .folds import fold

if TYPE_CHECKING:
    import pandas as pd

#: Characters of a passage that the appendix shows.
LENGTH = 180

Row = dict[str, Any]


def by_article(table: pd.DataFrame) -> dict[str, list[Row]]:
    """The rows of a table, as dicts, by article."""
    out: dict[str, list[Row]] = {}
    for row in table.to_dict("records"):
        out.setdefault(row["article_id"], []).append({str(k): v for k, v in row.items()})
    return out


def title_of(article: Row) -> str:
    """The title of an article, its first words where it has none."""
    return texts.shorten(article["text"] if texts.is_missing(article["title"]) else str(article["title"]), 80)


def article_section(article: Row, rows: dict[str, list[Row]], language: str, marked: bool) -> str:
    """An article's heading and its findings.

    Args:
        article: a row of articles.
        rows: its rows of sources, quotes, hedges and sentiment.
        language: "de" or "en".
        marked: the page shows the text with its marks, so a passage leads there and has no anchor of its own.
    """
    known = [article["outlet"], texts.day(article["published"], language), article["article_id"]]
    meta = " · ".join(escape(part) for part in known if not texts.is_missing(part) and part != "–")
    quoted: dict[str, list[Row]] = {}
    for quote in rows["quotes"]:
        quoted.setdefault(str(quote["source_id"]), []).append(quote)
    items = [_source(row, quoted.get(str(row["source_id"]), []), language) for row in rows["sources"]]
    lists = [items, *_found(article, rows, language, marked)]
    body = "".join(f"<ul>{''.join(entries)}</ul>" for entries in lists if entries)
    nothing = f"<p>{escape(texts.pick(language, 'Keine Fundstellen.', 'No findings.'))}</p>"
    body = f'<p class="nk-meta">{meta}</p>{body or nothing}'
    return fold(title_of(article), body, key=anchor("a", article["article_id"], 0), level=4)


def _found(article: Row, rows: dict[str, list[Row]], language: str, marked: bool) -> list[list[str]]:
    quotes = [
        _passage(article, ("q", q["quote_id"]), q, q["quote_segments"], [texts.label("quote_type", q["type"], language)], language, marked)
        for q in rows["quotes"]
    ]  # fmt: skip
    hedges = [
        _passage(article, ("h", n), h, [(h["start"], h["end"])], _labels(h, ("category", "voice"), language), language, marked)
        for n, h in enumerate(rows["hedges"])
    ]  # fmt: skip
    judged = [
        _passage(article, ("e", n), e, [(e["start"], e["end"])], [*_labels(e, ("label", "voice"), language), *proof(article, e)], language, marked)
        for n, e in enumerate(rows["sentiment"]) if e["label"] != "neutral"
    ]  # fmt: skip
    return [quotes, hedges, judged]


def _labels(row: Row, columns: tuple[str, ...], language: str) -> list[str]:
    return [texts.label(column, row[column], language) for column in columns]


def proof(article: Row, row: Row) -> list[str]:
    """The words that an evaluation rests on."""
    return [texts.shorten(article["text"][int(start) : int(end)], 40) for start, end, _ in row["evidence"]]


def _source(row: Row, quotes: list[Row], language: str) -> str:
    """Name, what is known of the source, and links to what it says."""
    labels = [texts.label(column, row[column], language) for column in ("kind", "role", "named")]
    if row["gender"] != "unknown":
        labels.append(texts.label("gender", row["gender"], language))
    word = texts.label("word", "quotation", language)
    links = ", ".join(
        f'<a href="#{anchor("q", q["article_id"], q["quote_id"])}">{escape(word)}\N{NO-BREAK SPACE}{q["quote_id"]}</a>'
        for q in quotes
    )
    name = anchor("s", row["article_id"], row["source_id"])
    return f'<li id="{name}"><b>{escape(texts.shorten(str(row["name"]), 80))}</b> ({escape(", ".join(labels))}) {links}</li>'


def _passage(
    article: Row, mark: tuple[str, Any], row: Row, pieces: Any, labels: list[str], language: str, marked: bool
) -> str:
    """The words, what they are, and where: characters of articles.text."""
    words = escape(texts.shorten(" … ".join(article["text"][int(a) : int(b)] for a, b in pieces), LENGTH))
    where = texts.pick(language, "Zeichen", "characters")
    name = anchor(mark[0], row["article_id"], mark[1])
    note = escape(f"{', '.join(labels)}, {where} {row['start']}–{row['end']}")
    start, body = ("<li>", f'<a href="#{name}">{words}</a>') if marked else (f'<li id="{name}">', words)
    return f'{start}{body} <span class="nk-meta">{note}</span></li>'
