"""What is marked in an article's text, and how overlapping marks become nested elements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Any

from .. import texts
from ..tables import Result
from .html import anchor, escape

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Mark:
    """A passage to mark: where, with which classes, and what a pointer resting on it reads.

    Attributes:
        order: which of two marks of the same passage is the outer one (the lower number).
        badge: a sign in front, so that the kind can be told without colours.
    """

    start: int
    end: int
    classes: str
    title: str
    order: int
    anchor: str = ""
    badge: str = ""
    element: str = "span"


Row = dict[str, Any]


def rows_of(table: pd.DataFrame, article_id: str) -> list[Row]:
    """The rows of one article, as dicts."""
    rows = table[table["article_id"] == article_id].to_dict("records")
    return [{str(key): value for key, value in row.items()} for row in rows]


def marks_of(analysis: Result, article_id: str, language: str) -> list[Mark]:
    """All marks of an article: quotations with speakers and cues, hedges, evaluations with their evidence."""
    names = {row["source_id"]: row["name"] for row in rows_of(analysis.sources, article_id)}
    found = {
        *_quote_marks(rows_of(analysis.quotes, article_id), names, language),
        *_hedge_marks(rows_of(analysis.hedges, article_id), names, language),
        *_sentiment_marks(rows_of(analysis.sentiment, article_id), names, language),
    }
    return sorted(found, key=lambda m: (m.start, -m.end, m.order, m.anchor, m.title))


def _quote_marks(rows: list[Row], names: dict[str, str], language: str) -> Iterator[Mark]:
    roles: set[tuple[int, int, str]] = set()
    for row in rows:
        title = _quote_title(row, names, language)
        classes = f"nk-q nk-{row['type']}"
        badge = texts.label("quote_badge", row["type"], language)
        for n, (start, end) in enumerate(row["quote_segments"]):
            name = anchor("q", row["article_id"], row["quote_id"]) if n == 0 else ""
            yield Mark(start, end, classes, title, 0, name, badge if n == 0 else "", "mark")
        for role, order in (("speaker", 2), ("cue", 3)):
            for start, end in row[f"{role}_segments"]:
                if (start, end, role) not in roles:  # a phrase quoted within indirect speech has the same speaker again
                    roles.add((start, end, role))
                    yield Mark(start, end, f"nk-{role}", _role_title(role, row, names, language), order)


def _speaker(row: Row, names: dict[str, str], language: str) -> str:
    """Who speaks: the source's name, with the words that stand for it here where these are others (Rutte, er)."""
    source = row["source_id"]
    known = "" if texts.is_missing(source) else names.get(str(source), "")
    said = "" if texts.is_missing(row["speaker"]) else str(row["speaker"])
    if known and said and said != known:
        return f"{known} ({texts.label('word', 'as', language)}: {said})"
    return known or said or texts.label("word", "unknown_speaker", language)


def _quote_title(row: Row, names: dict[str, str], language: str) -> str:
    word = texts.labels("word", language)
    lines = [f"{texts.label('quote_type', row['type'], language)} ({word['quotation']} {row['quote_id']})"]
    lines.append(f"{word['speaker']}: {_speaker(row, names, language)}")
    if row["nested"]:
        lines.append(word["inside"])
    return "\n".join([*lines, f"{word['rule']}: {row['rule']}"])


def _role_title(role: str, row: Row, names: dict[str, str], language: str) -> str:
    if role == "speaker":
        return f"{texts.label('word', 'speaker', language)}: {_speaker(row, names, language)}"
    lemma = "" if texts.is_missing(row["cue_verb"]) else f": {row['cue_verb']}"
    return texts.label("word", "cue", language) + lemma


def _voice(row: Row, names: dict[str, str], language: str) -> str:
    voice = f"{texts.label('word', 'voice', language)}: {texts.label('voice', row['voice'], language)}"
    source = row["speaker_source_id"]
    known = None if texts.is_missing(source) else names.get(str(source))
    return f"{voice} ({known})" if known else voice


def _hedge_marks(rows: list[Row], names: dict[str, str], language: str) -> Iterator[Mark]:
    word = texts.labels("word", language)
    for n, row in enumerate(rows):
        kind = f"{word['hedge']}: {texts.label('category', row['category'], language)}"
        title = "\n".join([kind, _voice(row, names, language), f"{word['rule']}: {row['rule']}"])
        yield Mark(row["start"], row["end"], "nk-h", title, 5, anchor("h", row["article_id"], n))


def _sentiment_marks(rows: list[Row], names: dict[str, str], language: str) -> Iterator[Mark]:
    word = texts.labels("word", language)
    for n, row in enumerate(rows):
        if row["label"] == "neutral":
            continue
        value = texts.number(row["polarity"], language, 2)
        head = f"{word['evaluation']} {row['actor']}: {texts.label('label', row['label'], language)} ({value})"
        title = "\n".join([head, _voice(row, names, language), f"{word['rule']}: {row['rule']}"])
        sign = "+" if row["label"] == "positive" else "\N{MINUS SIGN}"
        name = anchor("e", row["article_id"], n)
        yield Mark(row["start"], row["end"], f"nk-e nk-{row['label']}", title, 1, name, sign)
        for start, end, weight in row["evidence"]:
            proof = f"{word['evidence']}: {row['actor']} ({texts.number(weight, language, 2)})"
            # Of a mixed judgement each word shows its own direction.
            tone = "positive" if weight > 0 else "negative"
            yield Mark(int(start), int(end), f"nk-ev nk-{tone}", proof, 4)


def weave(text: str, start: int, end: int, marks: Iterable[Mark], seen: set[str]) -> str:
    """text[start:end] with its marks as properly nested elements; overlapping ones are closed and opened again.

    Args:
        text: the whole article.
        start: first character.
        end: character after the last.
        marks: sorted by (start, -end, order); those outside the passage are left out.
        seen: ids that the page already has; an id is given once.
    """
    here = [m for m in marks if m.start < end and m.end > start and m.start < m.end]
    points = sorted({start, end, *(p for m in here for p in (m.start, m.end) if start < p < end)})
    out: list[str] = []
    stack: list[Mark] = []
    for left, right in pairwise(points):
        wanted = [m for m in here if m.start <= left and m.end >= right]
        same = _shared(stack, wanted)
        out += [f"</{m.element}>" for m in reversed(stack[same:])]
        out += [_opened(m, left == m.start, seen) for m in wanted[same:]]
        out.append(escape(text[left:right]))
        stack = wanted
    out += [f"</{m.element}>" for m in reversed(stack)]
    return "".join(out)


def _shared(stack: list[Mark], wanted: list[Mark]) -> int:
    """How many open elements, from the outermost on, stay open."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] is pair[1], zip(stack, wanted, strict=False)))


def _opened(mark: Mark, first: bool, seen: set[str]) -> str:
    name = f' id="{escape(mark.anchor)}"' if mark.anchor and mark.anchor not in seen else ""
    seen.add(mark.anchor)
    badge = f' data-nk="{escape(mark.badge)}"' if mark.badge and first else ""
    classes = mark.classes + (" nk-first" if badge else "")
    # A line break in a title must be a character reference: some browsers drop the character itself.
    title = escape(mark.title).replace("\n", "&#10;")
    return f'<{mark.element} class="{classes}"{name}{badge} title="{title}">'
