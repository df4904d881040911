"""The appendix of a comparison: for each group and number the findings it counts, then all findings article by article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import tables, texts
from ..display import anchor, escape, link
from ..measures.hardest import hardest_sentences
from .comparison import Compared
from .folds import fold, index, index_line
from .who_evidence import passages, source_entry, source_id

if TYPE_CHECKING:
    import pandas as pd

#: Characters of a passage that the appendix shows, and the hardest sentences per article.
LENGTH, HARDEST = 260, 3

Row = dict[str, Any]


def place(both: Compared, row: Row, group: str) -> str:
    """The anchor of what stands behind a measure (a row of the comparison) of a group."""
    return f"#{_id(both, group, _part(row['topic'], row['measure'], row['voice']))}"


def _part(topic: str, measure: str, voice: str) -> str:
    """The line of the index that a measure leads to."""
    role = measure.removeprefix("share_")
    if topic == "sources":
        return f"role-{role}" if role in tables.ROLES else {"share_named": "named", "share_women": "gender", "share_quoted": "articles"}.get(measure, "sources")  # fmt: skip
    if topic == "readability":
        return "articles"
    return f"{topic}-{voice or 'quoted'}"


def _id(both: Compared, group: str, part: str) -> str:
    return f"c-{both.pair.index(group) + 1}-{part}"


def appendix(both: Compared) -> str:
    """The whole appendix as HTML."""
    found = {name: _rows(both, name) for name in ("sources", "quotes", "hedges", "sentiment")}
    body = [_index(both, group, found) for group in both.pair]
    articles = []
    for record in both.analysis.articles.to_dict("records"):
        article = {str(k): v for k, v in record.items()}
        if article["article_id"] in both.names:
            articles.append(_article(both, article, found))
    heading = both.say("Die Stellen, Artikel für Artikel", "The passages, article by article")
    body.append(fold(heading, "".join(articles)))
    return f'<div class="nk nk-evidence">{"".join(body)}</div>'


Found = dict[str, dict[str, list[Row]]]


def _rows(both: Compared, name: str) -> dict[str, list[Row]]:
    """The findings of a table by article, each with its number within the article."""
    table: pd.DataFrame = getattr(both.analysis, name)
    out: dict[str, list[Row]] = {}
    for record in table.assign(number=table.groupby("article_id").cumcount()).to_dict("records"):
        if record["article_id"] in both.names:
            out.setdefault(record["article_id"], []).append({str(k): v for k, v in record.items()})
    return out


def _index(both: Compared, group: str, found: Found) -> str:
    """Under a group's name a line for each kind of number, with links to what it counts."""
    mine = [a for a, g in both.names.items() if g == group]
    rows = {name: [row for a in mine for row in by_article.get(a, [])] for name, by_article in found.items()}
    lines = [_sources_line(both, group, part, rows["sources"]) for part in _source_parts(found)]
    for voice in ("newsroom", "quoted"):
        lines.append(_findings_line(both, group, "hedges", voice, rows["hedges"]))
        lines.append(_findings_line(both, group, "sentiment", voice, rows["sentiment"]))
    lines.append(_articles_line(both, group, mine))
    return fold(group, index("".join(lines)))


def _source_parts(found: Found) -> list[str]:
    """Lines for all sources, for the named ones, for women and men, and for each role that somebody has."""
    roles = {row["role"] for rows in found["sources"].values() for row in rows}
    return ["sources", "named", "gender", *(f"role-{role}" for role in tables.ROLES if role in roles)]


def _sources_line(both: Compared, group: str, part: str, rows: list[Row]) -> str:
    labels = {
        "sources": both.say("alle Quellen", "all sources") + texts.per_article(both.sizes[group], both.language),
        "named": texts.label("named", True, both.language),
        "gender": both.say("Frauen und Männer, nach dem Text", "women and men, as the text tells"),
    }
    role = texts.label("role", part.removeprefix("role-"), both.language)
    names = [(f"#{source_id(row)}", _who(both, row, part)) for row in rows if _counts(row, part)]
    return _line(_id(both, group, part), labels.get(part, role), names)


def _counts(row: Row, part: str) -> bool:
    """Whether a line of the index lists the source."""
    if part == "gender":
        return row["kind"] == "person" and row["gender"] in ("female", "male")
    if part == "named":
        return bool(row["named"])
    return part in ("sources", f"role-{row['role']}")


def _who(both: Compared, row: Row, part: str) -> str:
    name = texts.shorten(str(row["name"]), 60)
    return f"{name} ({texts.label('gender', row['gender'], both.language)})" if part == "gender" else name


def _findings_line(both: Compared, group: str, topic: str, voice: str, rows: list[Row]) -> str:
    """The hedges of a voice, or its evaluations; mentions that are neutral count, but have no passage worth a link."""
    some = [row for row in rows if row["voice"] == voice]
    label = f"{texts.label('topic', topic, both.language)}, {texts.label('voice', voice, both.language)}"
    if topic == "hedges":
        links = [(f"#{anchor('h', row['article_id'], row['number'])}", str(row["text"])) for row in some]
        return _line(_id(both, group, f"hedges-{voice}"), label, links)
    some = [row for row in some if not texts.is_missing(row["actor"])]
    judged = [row for row in some if row["label"] != "neutral"]
    links = [(f"#{anchor('e', row['article_id'], row['number'])}", _actor(both, row)) for row in judged]
    neutral = len(some) - len(judged)
    label += both.say(f"; dazu {neutral} neutrale Erwähnungen", f"; and {neutral} neutral mentions")
    return _line(_id(both, group, f"sentiment-{voice}"), label, links)


def _actor(both: Compared, row: Row) -> str:
    return f"{texts.shorten(str(row['actor']), 50)} ({texts.label('label', row['label'], both.language)})"


def _articles_line(both: Compared, group: str, mine: list[str]) -> str:
    """The articles themselves: behind readability and shares of words stand all their sentences."""
    titles = {a["article_id"]: _title(a) for a in both.analysis.articles.to_dict("records")}  # type: ignore[arg-type]
    label = both.say("Artikel, mit Werten und schwersten Sätzen", "articles, with values and hardest sentences")
    return _line(_id(both, group, "articles"), label, [(f"#{anchor('a', a, 0)}", titles[a]) for a in mine])


def _line(key: str, label: str, links: list[tuple[str, str]]) -> str:
    listed = ", ".join(link(text, href) for href, text in links)
    return index_line(label, str(len(links)), listed, key=key)


def _title(article: Row) -> str:
    return texts.shorten(article["text"] if texts.is_missing(article["title"]) else str(article["title"]), 90)


def _article(both: Compared, article: Row, found: Found) -> str:
    """One article: its readability, its sources with their passages, its hedges and evaluations."""
    key = article["article_id"]
    known = [both.names[key], None if texts.is_missing(article["published"]) else texts.day(article["published"], both.language)]  # fmt: skip
    meta = " · ".join(escape(part) for part in known if part)
    mine = {name: rows.get(key, []) for name, rows in found.items()}
    parts = [
        _readable(both, key),
        _list(both.say("Quellen", "Sources"), _sources(both, article, mine)),
        _list(both.say("Unsicherheitsmarker", "Hedges"), [_hedge(both, article, row) for row in mine["hedges"]]),
        _list(
            both.say("Bewertungen", "Evaluations"),
            [_evaluation(both, article, row) for row in mine["sentiment"] if row["label"] != "neutral" and not texts.is_missing(row["actor"])],
        ),
    ]  # fmt: skip
    return fold(_title(article), f'<p class="nk-meta">{meta}</p>{"".join(parts)}', key=anchor("a", key, 0), level=4)


def _list(heading: str, entries: list[str]) -> str:
    return f"<p><b>{escape(heading)}</b></p><ul>{''.join(entries)}</ul>" if entries else ""


def _sources(both: Compared, article: Row, mine: dict[str, list[Row]]) -> list[str]:
    entries = [source_entry(both.language, article, row, mine["quotes"]) for row in mine["sources"]]
    known = {row["source_id"] for row in mine["sources"]}
    rest = [quote for quote in mine["quotes"] if quote["source_id"] not in known]
    if rest:
        label = escape(both.say("ohne erkannte Quelle", "source not identified"))
        entries.append(f"<li>{label}{passages(both.language, article, rest)}</li>")
    return entries


def _hedge(both: Compared, article: Row, row: Row) -> str:
    note = ", ".join(texts.label(c, row[c], both.language) for c in ("category", "voice"))
    return _finding(both, article, row, "h", str(row["text"]), note)


def _evaluation(both: Compared, article: Row, row: Row) -> str:
    words = [texts.shorten(article["text"][int(a) : int(b)], 60) for a, b, _ in row["evidence"]]
    note = ", ".join([texts.label("label", row["label"], both.language), texts.label("voice", row["voice"], both.language), *words])  # fmt: skip
    return _finding(both, article, row, "e", str(row["actor"]), note)


def _finding(both: Compared, article: Row, row: Row, kind: str, name: str, note: str) -> str:
    """Name, the words around it, what it is, and where."""
    start, end = int(row["start"]), int(row["end"])
    around = texts.shorten(article["text"][max(0, start - LENGTH // 2) : end + LENGTH // 2], LENGTH + 80)
    where = f"{both.say('Zeichen', 'characters')} {start}–{end}"
    key = anchor(kind, row["article_id"], row["number"])
    return (
        f'<li id="{key}"><b>{escape(texts.shorten(name, 60))}</b> <span class="nk-words">…{escape(around)}…</span> '
        f'<span class="nk-meta">{escape(note)}, {escape(where)}</span></li>'
    )


def _readable(both: Compared, key: str) -> str:
    """Words, sentences and values of an article, with its hardest sentences."""
    rows = both.analysis.readability[both.analysis.readability["article_id"] == key]
    said = []
    for row in rows.itertuples():
        voice, n = texts.label("voice", row.voice, both.language), texts.count(int(row.n_words), "word", both.language)  # type: ignore[arg-type]
        values = ", ".join(f"{name} {texts.number(getattr(row, c), both.language, 1)}" for c, name in _VALUES.items())
        length = both.say("Wörter je Satz", "words per sentence")
        said.append(f"{voice}: {n}, {texts.number(row.sentence_length_words, both.language, 1)} {length}, {values}")
    entries = [f"<li>{escape(line)}</li>" for line in said]
    if (both.analysis.difficulty["article_id"] == key).any():
        hard = hardest_sentences(both.analysis, key, HARDEST, language=both.language)
        for text, level, why in zip(hard["text"], hard["difficulty"], hard["reasons"], strict=True):
            note = f"{texts.number(level, both.language, 1)}: {why}"
            entries.append(f'<li><span class="nk-words">{escape(texts.shorten(text, LENGTH))}</span> <span class="nk-meta">{escape(note)}</span></li>')  # fmt: skip
    return _list(both.say("Lesbarkeit und schwerste Sätze", "Readability and hardest sentences"), entries)


_VALUES = {"flesch_amstad": "Flesch", "wiener_1": "Wiener 1", "lix": "LIX"}
