"""An appendix article by article: its sources, quotations, hedges and evaluations, each with its place in the text."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from .. import texts
from ..display import anchor, escape
from ..measures.hardest import hardest_sentences

if TYPE_CHECKING:
    import pandas as pd

    from ..result import Analysis

#: Characters of a passage that an appendix shows: of one among many, and of one that stands alone.
SHORT, LENGTH = 180, 260
#: The hardest sentences that a comparison shows of each article, and what is told of it.
HARDEST = 3
VALUES = {"flesch_amstad": "Flesch", "wiener_1": "Wiener 1", "lix": "LIX"}
TABLES = ("sources", "quotes", "hedges", "sentiment")

Row = dict[str, Any]
#: Table -> article -> its rows, each with its number within the article.
Found = dict[str, dict[str, list[Row]]]


def records(table: pd.DataFrame) -> list[Row]:
    """The rows of a table as dicts."""
    return [{str(key): value for key, value in row.items()} for row in table.to_dict("records")]


def findings(analysis: Analysis, article_ids: Collection[str] | None = None) -> Found:
    """All findings by article; of these articles alone, if they are given."""
    out: Found = {}
    for name in TABLES:
        table: pd.DataFrame = getattr(analysis, name)
        rows: dict[str, list[Row]] = {}
        for row in records(table.assign(number=table.groupby("article_id").cumcount())):
            if article_ids is None or row["article_id"] in article_ids:
                rows.setdefault(row["article_id"], []).append(row)
        out[name] = rows
    return out


def of_article(found: Found, article_id: str) -> dict[str, list[Row]]:
    """The findings of one article, by table."""
    return {name: rows.get(article_id, []) for name, rows in found.items()}


def title_of(article: Row, limit: int = 80) -> str:
    """The title of an article, its first words where it has none."""
    return texts.shorten(article["text"] if texts.is_missing(article["title"]) else str(article["title"]), limit)


def target(name: str, row: Row) -> str:
    """The anchor of a finding of a table."""
    kind, n = {"sources": ("s", "source_id"), "quotes": ("q", "quote_id"), "hedges": ("h", "number")}.get(
        name, ("e", "number")
    )
    return anchor(kind, row["article_id"], row[n])


def proof(article: Row, row: Row, limit: int = 40) -> list[str]:
    """The words that an evaluation rests on."""
    return [texts.shorten(article["text"][int(start) : int(end)], limit) for start, end, _ in row["evidence"]]


def fold(heading: str, body: str, *, key: str = "", level: int = 3) -> str:
    """A part of a page that shows its heading only, until the reader opens it or follows a link into it.

    A browser opens it by itself when a link leads to something in its body, and paper shows all of them (show.css).

    Args:
        heading: plain text.
        body: HTML.
        key: id of the body: a link to it opens the part, which one to the heading would not.
        level: of the heading.
    """
    name = f' id="{escape(key)}"' if key else ""
    summary = f"<summary><h{level}>{escape(heading)}</h{level}></summary>"
    return f'<details class="nk-fold">{summary}<div{name}>{body}</div></details>'


def _folded(article: Row, known: list[Any], body: str, limit: int, *, always: bool = True) -> str:
    """An article under its title, with what is known of it; always: also if nothing is."""
    meta = " · ".join(escape(part) for part in known if not texts.is_missing(part) and part not in ("", "–"))
    line = f'<p class="nk-meta">{meta}</p>' if meta or always else ""
    return fold(title_of(article, limit), line + body, key=anchor("a", article["article_id"], 0), level=4)


def _labels(row: Row, columns: tuple[str, ...], language: str) -> list[str]:
    return [texts.label(column, row[column], language) for column in columns]


def _judgement(article: Row, row: Row, limit: int, language: str) -> list[str]:
    """What an evaluation says, whose it is, and the words that it rests on."""
    return [*_labels(row, ("label", "voice"), language), *proof(article, row, limit)]


def _named(row: Row, limit: int, language: str) -> str:
    """The start of a source's entry: its name and what is known of it."""
    labels = _labels(row, ("kind", "role", "named", *(("gender",) if row["gender"] != "unknown" else ())), language)
    name = escape(texts.shorten(str(row["name"]), limit) if limit else row["name"])
    return f'<li id="{target("sources", row)}"><b>{name}</b> ({escape(", ".join(labels))})'


def _words(article: Row, pieces: Any, limit: int) -> str:
    return escape(texts.shorten(" … ".join(article["text"][int(a) : int(b)] for a, b in pieces), limit))


def _entry(key: str, body: str, labels: list[str], row: Row, language: str) -> str:
    """A finding: what it is, and where: characters of articles.text."""
    where = f"{texts.label('word', 'characters', language)} {int(row['start'])}–{int(row['end'])}"
    start = f'<li id="{key}">' if key else "<li>"
    return f'{start}{body} <span class="nk-meta">{escape(", ".join([*labels, where]))}</span></li>'


def _list(entries: list[str], heading: str = "") -> str:
    head = f"<p><b>{escape(heading)}</b></p>" if heading else ""
    return f"{head}<ul>{''.join(entries)}</ul>" if entries else ""


# --- reports on an article or a corpus ------------------------------------------------------------------------------


def all_findings(article: Row, rows: dict[str, list[Row]], language: str, marked: bool) -> str:
    """An article with all that is found in it; marked: the page shows its text with marks, and passages lead there."""
    known = [article["outlet"], texts.day(article["published"], language), article["article_id"]]
    word = texts.label("word", "quotation", language)
    sources = []
    for row in rows["sources"]:
        own = [q for q in rows["quotes"] if str(q["source_id"]) == str(row["source_id"])]
        links = ", ".join(
            f'<a href="#{target("quotes", q)}">{escape(word)}\N{NO-BREAK SPACE}{q["quote_id"]}</a>' for q in own
        )
        sources.append(f"{_named(row, 80, language)} {links}</li>")
    judged = [row for row in rows["sentiment"] if row["label"] != "neutral"]
    passages = [
        [("quotes", q, q["quote_segments"], [texts.label("quote_type", q["type"], language)]) for q in rows["quotes"]],
        [("hedges", h, [(h["start"], h["end"])], _labels(h, ("category", "voice"), language)) for h in rows["hedges"]],
        [("sentiment", e, [(e["start"], e["end"])], _judgement(article, e, 40, language)) for e in judged],
    ]  # fmt: skip
    lists = [sources]
    for some in passages:
        lists.append(
            [_passage(article, name, row, pieces, labels, language, marked) for name, row, pieces, labels in some]
        )
    nothing = f"<p>{escape(texts.label('word', 'no_findings', language))}</p>"
    return _folded(article, known, "".join(map(_list, lists)) or nothing, 80)


def _passage(article: Row, name: str, row: Row, pieces: Any, labels: list[str], language: str, marked: bool) -> str:
    words, key = _words(article, pieces, SHORT), target(name, row)
    if marked:
        return _entry("", f'<a href="#{key}">{words}</a>', labels, row, language)
    return _entry(key, words, labels, row, language)


# --- reports on groups of articles ----------------------------------------------------------------------------------


def spoken(article: Row, rows: dict[str, list[Row]], language: str) -> str:
    """An article of a sources report: who speaks in it, and in which passages."""
    known = [article["outlet"], texts.day(article["published"], language)]
    nothing = f"<p>{escape(texts.label('word', 'no_sources', language))}</p>"
    return _folded(article, known, _list(_speakers(article, rows, language)) or nothing, 90, always=False)


def _speakers(article: Row, rows: dict[str, list[Row]], language: str) -> list[str]:
    """The sources, each with its passages, then quotations whose source is not known."""
    entries = []
    for row in rows["sources"]:
        own = [q for q in rows["quotes"] if q["source_id"] == row["source_id"]]
        entries.append(f"{_named(row, 0, language)}{_quotations(article, own, language)}</li>")
    known = {row["source_id"] for row in rows["sources"]}
    rest = [q for q in rows["quotes"] if q["source_id"] not in known]
    if rest:
        label = escape(texts.label("word", "no_source", language))
        entries.append(f"<li>{label}{_quotations(article, rest, language)}</li>")
    return entries


def _quotations(article: Row, quotes: list[Row], language: str) -> str:
    entries = []
    for quote in quotes:
        words = f'<span class="nk-words">{_words(article, quote["quote_segments"], LENGTH)}</span>'
        entries.append(
            _entry(
                target("quotes", quote), words, [texts.label("quote_type", quote["type"], language)], quote, language
            )
        )
    return f"<ul>{''.join(entries)}</ul>"


def compared(analysis: Analysis, article: Row, group: str, rows: dict[str, list[Row]], language: str) -> str:
    """An article of a comparison: its readability, its sources with their passages, its hedges and evaluations."""
    hedges = [
        _around(article, "hedges", row, str(row["text"]), _labels(row, ("category", "voice"), language), language)
        for row in rows["hedges"]
    ]
    judged = [r for r in rows["sentiment"] if r["label"] != "neutral" and not texts.is_missing(r["actor"])]
    evaluations = [
        _around(article, "sentiment", row, str(row["actor"]), _judgement(article, row, 60, language), language)
        for row in judged
    ]  # fmt: skip
    body = [
        _list(_readable(analysis, article["article_id"], language), texts.label("word", "read_article", language)),
        _list(_speakers(article, rows, language), texts.label("table", "sources", language)),
        _list(hedges, texts.label("table", "hedges", language)),
        _list(evaluations, texts.label("table", "sentiment", language)),
    ]
    return _folded(article, [group, texts.day(article["published"], language)], "".join(body), 90)


def _around(article: Row, table: str, row: Row, name: str, labels: list[str], language: str) -> str:
    """A finding with the words around it."""
    start, end = int(row["start"]), int(row["end"])
    around = texts.shorten(article["text"][max(0, start - LENGTH // 2) : end + LENGTH // 2], LENGTH + 80)
    body = f'<b>{escape(texts.shorten(name, 60))}</b> <span class="nk-words">…{escape(around)}…</span>'
    return _entry(target(table, row), body, labels, row, language)


def _readable(analysis: Analysis, key: str, language: str) -> list[str]:
    """Words, sentences and values of an article by voice, then its hardest sentences."""
    entries = []
    for row in records(analysis.readability[analysis.readability["article_id"] == key]):
        voice, n = texts.label("voice", row["voice"], language), texts.count(int(row["n_words"]), "word", language)
        values = ", ".join(f"{name} {texts.number(row[column], language, 1)}" for column, name in VALUES.items())
        unit = texts.label("column", "sentence_length_words", language)
        length = f"{texts.number(row['sentence_length_words'], language, 1)} {unit}"
        entries.append(f"<li>{escape(f'{voice}: {n}, {length}, {values}')}</li>")
    if (analysis.difficulty["article_id"] == key).any():
        hard = hardest_sentences(analysis, key, HARDEST, language=language)
        for text, level, why in zip(hard["text"], hard["difficulty"], hard["reasons"], strict=True):
            note = escape(f"{texts.number(level, language, 1)}: {why}")
            words = escape(texts.shorten(text, LENGTH))
            entries.append(f'<li><span class="nk-words">{words}</span> <span class="nk-meta">{note}</span></li>')
    return entries
