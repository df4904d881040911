"""The article with its findings marked: for notebooks (`result.show()`) and for reports."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from .. import texts
from ..measures.hardest import hardest_sentences
from ..tables import Result
from .html import escape, link, styled
from .marks import Mark, marks_of, weave

_LINE = re.compile(r"[^\r\n]+")


@dataclass(frozen=True, repr=False)
class Marked:
    """One article of an Analysis, marked up where a notebook shows it; as text, a line on what is in it."""

    analysis: Result
    article_id: str
    language: str | None = None
    hardest: int = 0

    def _repr_html_(self) -> str:
        language = self.language or self.analysis.language
        page = marked_article(self.analysis, self.article_id, language)
        return styled(page + hardest_html(self.analysis, self.article_id, self.hardest, language))

    def __repr__(self) -> str:
        tables = self.analysis.tables
        counts = {n: int((tables[n]["article_id"] == self.article_id).sum()) for n in ("quotes", "sources", "hedges")}
        article = _article(self.analysis, self.article_id)
        title = article["title"] if not texts.is_missing(article["title"]) else texts.shorten(article["text"], 60)
        return f"<Marked {self.article_id}: {title!r}, " + ", ".join(f"{n} {name}" for name, n in counts.items()) + ">"


def _article(analysis: Result, article_id: str) -> dict[str, Any]:
    found = analysis.articles[analysis.articles["article_id"] == article_id]
    return {str(key): value for key, value in found.iloc[0].items()}


def marked_article(analysis: Result, article_id: str, language: str = "de", *, heading: bool = True) -> str:
    """The article as HTML: title and meta line, legend, and its text with every finding marked.

    Each mark has an id that tables link to: q-<article>-<n> for quotations (n is quote_id), h- for hedges and e- for
    evaluations (n counts the article's rows in the table). Resting the pointer on a mark shows type, source and rule.
    """
    article = _article(analysis, article_id)
    text = article["text"]
    marks = marks_of(analysis, article_id, language)
    seen: set[str] = set()
    body = "".join(f"<p>{weave(text, a, b, marks, seen)}</p>" for a, b in paragraphs_of(text))
    head = _heading(article, language) if heading else ""
    lang = "" if texts.is_missing(article["language"]) else f' lang="{escape(article["language"])}"'
    return f'<article class="nk">{head}{_legend(marks, language)}<div class="nk-text"{lang}>{body}</div></article>'


def hardest_html(analysis: Result, article_id: str, n: int, language: str = "de") -> str:
    """The n hardest sentences of an article under a heading, each with its difficulty and what makes it hard.

    "" if none.
    """
    found = hardest_sentences(analysis, article_id, n, language=language)
    if found.empty:
        return ""
    items = []
    for text, value, reasons in zip(found["text"], found["difficulty"], found["reasons"], strict=True):
        why = texts.pick(language, "Schwierigkeit ", "difficulty ") + texts.number(value, language, 1)
        items.append(
            f"<li>{escape(text)} <span "
            f'class="nk-note">({escape(why + (f": {reasons}" if reasons else ""))})</span></li>'
        )
    note = texts.label("display", "predicted_from_1_very_easy", language)
    heading = escape(texts.label("table", "difficulty", language))
    return f'<div class="nk"><h3>{heading}</h3><p class="nk-note">{note}</p><ol>{"".join(items)}</ol></div>'


def paragraphs_of(text: str) -> list[tuple[int, int]]:
    """Where the paragraphs of a text start and end.

    A text with blank lines has its paragraphs between these, and its single line breaks are only the width of some
    window; in a text without blank lines every line is a paragraph.
    """
    lines = [m.span() for m in _LINE.finditer(text) if m[0].strip()]
    gaps = [_breaks(text[a:b]) for (_, a), (b, _) in pairwise(lines)]
    if max(gaps, default=1) < 2:
        return lines
    spans = lines[:1]
    for (start, end), gap in zip(lines[1:], gaps, strict=True):
        if gap < 2:
            start = spans.pop()[0]
        spans.append((start, end))
    return spans


def _breaks(gap: str) -> int:
    return gap.count("\n") or gap.count("\r")


def _heading(article: dict[str, Any], language: str) -> str:
    title = "" if texts.is_missing(article["title"]) else f"<h3>{escape(article['title'])}</h3>"
    return title + meta_line(article, language)


def meta_line(article: dict[str, Any], language: str) -> str:
    """Outlet, date, authors, agencies, length and address of an article, as far as they are known."""
    word = texts.labels("word", language)
    parts = [] if texts.is_missing(article["outlet"]) else [escape(article["outlet"])]
    if not texts.is_missing(article["published"]):
        parts.append(texts.day(article["published"], language))
    if len(article["authors"]):
        parts.append(escape(", ".join(article["authors"])))
    if len(article["agencies"]):
        parts.append(escape(f"{word['agencies']}: {', '.join(article['agencies'])}"))
    parts.append(texts.count(int(article["n_words"]), "word", language))
    if not texts.is_missing(article["url"]):
        parts.append(link(texts.shorten(article["url"], 60), article["url"]))
    return f'<p class="nk-meta">{" · ".join(parts)}</p>'


def _legend(marks: list[Mark], language: str) -> str:
    """What the marks of this text mean; kinds that do not occur are left out."""
    kinds = {m.classes for m in marks}
    word = texts.labels("word", language)
    items = []
    for kind, name in texts.labels("quote_type", language).items():
        if f"nk-q nk-{kind}" in kinds:
            badge = escape(texts.label("quote_badge", kind, language))
            items.append(f'<mark class="nk-swatch nk-q nk-{kind} nk-first" data-nk="{badge}">{escape(name)}</mark>')
    for kind, name in (("nk-speaker", word["speaker"]), ("nk-cue", word["cue"]), ("nk-h", word["hedge"])):
        if kind in kinds:
            items.append(f'<span class="{kind}">{escape(name)}</span>')
    for kind, sign in (("positive", "+"), ("negative", "\N{MINUS SIGN}")):
        if f"nk-e nk-{kind}" in kinds:
            name = f"{word['evaluation']}: {texts.label('label', kind, language)}"
            items.append(f'<span class="nk-e nk-{kind} nk-first" data-nk="{sign}">{escape(name)}</span>')
        if f"nk-ev nk-{kind}" in kinds:
            items.append(f'<span class="nk-ev nk-{kind}">{escape(word["evidence"])} ({sign})</span>')
    listed = "".join(f"<li>{item}</li>" for item in items)
    return f'<ul class="nk-legend" aria-label="{escape(word["legend"])}">{listed}</ul>' if items else ""
