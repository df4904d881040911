"""RSS and Atom feeds: an entry is an article, though often only its teaser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..errors import InputError
from .markup import name, parse_xml, plain
from .reader import LoadOptions, Row, problem
from .records import as_names, as_text
from .source import Source

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_DC = "{http://purl.org/dc/elements/1.1/}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
#: Shorter than this, what a feed gives is a teaser.
_TEASER_WORDS = 80


def read_feed(source: Source, options: LoadOptions) -> Iterator[Row]:
    """A feed from a file. The pages that it links to are not fetched."""
    root, note = parse_xml(source)
    if note:
        yield problem(source, note)
    if not is_feed(root):
        raise InputError(
            f"This is no feed: its root is <{name(root)}>, not <rss>, <feed> or <rdf>. Name the file .xml."
        )
    yield from read_feed_tree(root, source, options)


def is_feed(root: Any) -> bool:
    """Is this the root of RSS or Atom?"""
    return name(root) in ("rss", "feed", "rdf")


def read_feed_tree(root: Any, source: Source, options: LoadOptions) -> Iterator[Row]:
    """The entries of a feed that is parsed."""
    channel = next((child for child in root if name(child) == "channel"), root)
    general = {
        "outlet": _value(channel, "title"),
        "language": _value(channel, "language") or root.get(_LANGUAGE) or channel.get(_DC + "language"),
    }
    entries = [element for element in root.iter() if name(element) in ("item", "entry")]
    teasers = 0
    for number, entry in enumerate(entries, 1):
        row = _entry(entry)
        if not row["text"]:
            yield problem(source, f"Entry {number}: There is no text in it, only a link: {row['url'] or 'none'}.")
            continue
        teasers += len(row["text"].split()) < _TEASER_WORDS
        yield general | {"where": f"Entry {number}"} | {key: value for key, value in row.items() if value}
    if teasers:
        yield problem(
            source,
            f"{teasers} of {len(entries)} entries have fewer than {_TEASER_WORDS} words: the feed gives teasers. Load the pages for the whole texts.",
        )
    if not entries:
        raise InputError("There are no entries in the feed.")


def _entry(entry: Any) -> Row:
    children = list(entry)
    whole = next((c for c in children if c.tag == _CONTENT), None)
    content = next((c for c in children if name(c) == "content" and (c.text or len(c))), None)
    text = _inner(whole) or _inner(content) or _inner(_child(entry, "description")) or _inner(_child(entry, "summary"))
    links = [link for link in children if name(link) == "link"]
    atom = next(
        (link.get("href") for link in links if link.get("href") and link.get("rel", "alternate") == "alternate"), None
    )
    writers = [
        _value(c, "name") or as_text(c.text) for c in children if name(c) == "author" or c.tag == _DC + "creator"
    ]
    return {
        "text": text, "title": plain(_inner_raw(_child(entry, "title"))) or None, "url": atom or next((as_text(link.text) for link in links if link.text), None),
        "published": _value(entry, "pubdate") or _value(entry, "published") or _value(entry, "date") or _value(entry, "updated"),
        "authors": as_names([writer for writer in writers if writer]), "section": _section(entry), "language": entry.get(_LANGUAGE),
        "article_id": _value(entry, "guid") or _value(entry, "id"),
    }  # fmt: skip


def _section(entry: Any) -> str | None:
    found = _child(entry, "category")
    return None if found is None else as_text(found.text) or found.get("label") or found.get("term")


def _child(element: Any, kind: str) -> Any:
    return next((child for child in element if name(child) == kind), None)


def _value(element: Any, kind: str) -> str | None:
    found = _child(element, kind)
    return None if found is None else as_text(found.text)


def _inner_raw(element: Any) -> str:
    """What stands in an element as HTML: escaped or CDATA in RSS, and XHTML as it is in Atom."""
    from lxml import etree

    if element is None:
        return ""
    if len(element) == 0:
        return element.text or ""
    return (element.text or "") + "".join(etree.tostring(child, encoding="unicode") for child in element)


def _inner(element: Any) -> str | None:
    return plain(_inner_raw(element)) or None
