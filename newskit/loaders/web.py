"""Saved web pages: text and metadata by trafilatura, the exact time of publication from the page's own data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from ..errors import InputError
from .encoding import decode
from .exports import looks_exported, read_export
from .markup import parse_html, text_lines
from .reader import LoadOptions, Row, library, problem
from .records import as_names, as_text
from .source import Source

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_TIMES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//meta[@name='date' or @name='pubdate' or @name='last-published']/@content",
    "//time[@itemprop='datePublished' or @pubdate]/@datetime",
)


def read_html(source: Source, options: LoadOptions) -> Iterator[Row]:
    """A saved page, read offline. Title, date, outlet, authors, address and section from its metadata and JSON-LD.

    Pages that databases export with many articles in them are taken apart.
    """
    data = source.read()
    html, note = decode(data, options.encoding, declared_charset(data) or source.charset)
    if note:
        yield problem(source, note)
    if not html.strip():
        raise InputError("The file is empty.")
    if (
        looks_exported(html)
        and (root := parse_html(html)) is not None
        and (rows := read_export(text_lines(root))) is not None
    ):
        yield from rows
        return
    row = page_article(html)
    yield row | {"url": row["url"] or source.url}


def declared_charset(data: bytes) -> str | None:
    """What a page says of its own encoding."""
    found = _CHARSET.search(data, 0, 4096)
    return found[1].decode("ascii") if found else None


def main_text(html: str) -> str | None:
    """The main text of a page without menus and the like; None if none is found."""
    from trafilatura import extract

    with library("The page"):
        return extract(html, include_comments=False)


def page_article(html: str) -> Row:
    """The article of a page; InputError if there is none in it."""
    from trafilatura import bare_extraction, load_html
    from trafilatura.settings import Document

    with library("The page"):
        tree = load_html(html)
        own = {} if tree is None else _own_data(tree)
        # The date is taken from metadata only: a guess from the text may be that of another article.
        page = None if tree is None else bare_extraction(
            tree, with_metadata=True, include_comments=False, date_extraction_params={"original_date": True, "extensive_search": False}
        )  # fmt: skip
    if not isinstance(page, Document) or not (page.text or "").strip():
        raise InputError("No article text was found in the page. Is it a start page, a video, or behind a paywall?")
    section = own.get("section") or next(iter(page.categories or ()), None)
    authors = own.get("authors") or as_names(page.author)
    return {
        "text": page.text, "title": page.title, "outlet": page.sitename or page.hostname, "authors": authors,
        "published": own.get("published") or page.date, "url": page.url, "section": section, "language": page.language,
    }  # fmt: skip


def _own_data(tree: Any) -> dict[str, Any]:
    """What trafilatura leaves out or shortens: time of day, section, and authors as a list."""
    dated = [item for item in _json_ld(tree) if "datePublished" in item]
    # A page may also describe its videos and comments; the article comes first.
    linked = next((item for item in dated if "Article" in str(item.get("@type"))), (dated or [{}])[0])
    times = [as_text(linked.get("datePublished")), *(str(v) for path in _TIMES for v in tree.xpath(path))]
    sections = [
        as_text(linked.get("articleSection")),
        *map(str, tree.xpath("//meta[@property='article:section']/@content")),
    ]
    author = linked.get("author")
    return {
        "published": next((t for t in times if t), None),
        "section": next((s for s in sections if s), None),
        "authors": as_names(author if isinstance(author, list) else as_text(author)),
    }


def _json_ld(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            data = json.loads(script)
        except (ValueError, RecursionError):  # pages are full of broken JSON-LD; the page itself is still good
            continue
        items = data if isinstance(data, list) else data.get("@graph", [data]) if isinstance(data, dict) else []
        yield from (item for item in items if isinstance(item, dict)) if isinstance(items, list) else ()
