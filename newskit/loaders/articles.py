"""Rows as read -> rows of the articles table: checked, dated, counted, and each with an id of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from .. import corpus
from ..corpus.dates import find_date, is_date
from .reader import Row, is_problem, problem, storable
from .records import MOST, own_values


class Articles:
    """Takes the rows of readers in, one load long: no two articles of a load have one id, and none is there twice."""

    def __init__(self, *, clean: bool = True, lexicons: str = "") -> None:
        #: hash of an id -> hash of its text, since the texts would not fit into memory; two of a million meet once in
        #: 10 million loads.
        self._texts: dict[int, int] = {}
        self._own: dict[str, None] = {}  # names of the user's own columns, in the order in which they come up
        self._many = False
        self._clean, self._lexicons = clean, lexicons

    def take(self, row: Row, source: str) -> Iterator[Row]:
        """The article of a row as the articles table has it, and the problems it has, as rows too."""
        if is_problem(row):
            yield row
            return
        place = f"{row['where']}: " if "where" in row else ""
        source, given = storable(str(row.get("source") or source)), _storable(row.get("article_id"))
        text, fault = _checked(row.get("text"))
        if fault:
            yield problem(source, place + fault, given)
        if text is None:
            return
        cleaned, notes = self._cleaned(row, text)
        collapsed = corpus.collapse(cleaned.text)
        key, new, note = self._identify(given, row.get("title"), collapsed)
        if note:
            yield problem(source, place + note, key)
        if new:
            yield from (problem(source, place + note, key) for note in notes)
            fixed = {"text": cleaned.text, "flagged": cleaned.flags, "cuts": cleaned.cuts, "article_id": key,
            "source": source}  # fmt: skip
            external = given if given != key else _storable(row.get("external_id"))
            n_words = corpus.n_words_collapsed(collapsed)
            article, note = _article(row | fixed | {"external_id": external}, n_words, self._lexicons)
            if note:
                yield problem(source, place + note, key)
            own, too_many = own_values(row, self._own)
            if too_many and not self._many:
                self._many = True
                yield problem(
                    source, f"{place}There are more than {MOST} columns of your own; the others are left out."
                )
            yield article | own

    def _cleaned(self, row: Row, text: str) -> tuple[corpus.Cleaned, list[str]]:
        if not self._clean:
            return corpus.Cleaned(text), []
        return corpus.prepare(
            text, row.get("title"), flags=row.get("flagged"), cuts=row.get("cuts"), lexicons=self._lexicons
        )

    def _identify(self, given: str | None, title: str | None, collapsed: str) -> tuple[str, bool, str | None]:
        """The article's id, which no other text of this load has; is it new here; and what is to be said of it."""
        content = corpus.digest(f"{corpus.collapse(title or '')} {collapsed}")
        text = hash(collapsed)
        for key in filter(None, (given, content[:12], content)):
            before = self._texts.get(hash(key))
            if before is None:
                self._texts[hash(key)] = text
                renamed = f"The article_id {given!r} belongs to another text already; this one got {key}."
                return key, True, renamed if given and key != given else None
            if before == text:
                return key, False, "The same article was loaded before; it is kept once."
        raise AssertionError("two texts with one SHA-256")


def _checked(text: object) -> tuple[str | None, str | None]:
    """The text to load (None if it cannot be), and what is wrong with it (None if nothing is)."""
    if text is None:
        return None, "There is no text."
    if not isinstance(text, str):
        found = type(text).__name__
        return None, f"The text is no string but {found}. Map the right column with columns={{'text': ...}}."
    if "\0" in text:
        return None, "There are NUL bytes in the text: binary data or a damaged export."
    if not text or text.isspace():
        return None, "The text is empty."
    # Half an emoji can be stored nowhere, so it is marked before offsets are counted.
    marked = storable(text)
    return marked, None if marked == text else "Half characters (lone surrogates) in the text are marked \ufffd."


def _article(row: Row, n_words: int, lexicons: str) -> tuple[Row, str | None]:
    text, authors, published = row["text"], row.get("authors") or [], row.get("published")
    moment = corpus.parse_date(published) if published else None
    if moment != moment and isinstance(published, str) and is_date(published):  # "Friday, October 3, 2025" of databases
        moment = corpus.parse_date(find_date(published))
    odd = (
        f"The date {str(published)[:80]!r} is not understood; published is missing. "
        "Write 2025-10-03 or 3.10.2025, 14:30."
    )
    credits = chain(
        corpus.agencies(text, lexicons=lexicons),
        *(corpus.credited_as_author(author, lexicons=lexicons) for author in authors),
    )
    credited = list(dict.fromkeys(credits))
    outlet = corpus.outlet_name(row.get("outlet"), row.get("url"), lexicons=lexicons)
    authors = corpus.people(authors, outlet, lexicons=lexicons) if authors else []
    article = {
        "article_id": row["article_id"], "title": _storable(row.get("title")), "text": text,
        "outlet": _storable(outlet), "published": moment if moment == moment else None,
        "authors": [_storable(author) for author in authors], "url": _storable(row.get("url")),
        "section": _storable(row.get("section")),
        "language": corpus.detect_language(text) or _code(row.get("language")),
        "agencies": credited, "duplicate_of": None, "source": row["source"], "n_words": n_words,
        "flagged": row["flagged"], "cuts": row["cuts"], "external_id": row["external_id"],
    }  # fmt: skip
    return article, None if moment == moment else odd


def _storable(value: str | None) -> str | None:
    return storable(value) if value else None


def _code(language: str | None) -> str | None:
    """The data's own word on the language (de-DE, de_AT, DE), where the text is too short to tell."""
    found = re.match(r"[A-Za-z]{2}(?![A-Za-z])", language or "")
    return found[0].lower() if found else None
