"""XML of news agencies and newspapers: NewsML-G2 (dpa), NITF, houses' own formats, and feeds (RSS, Atom)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from ..errors import InputError
from .markup import name, parse_html, parse_xml, plain, text_lines
from .reader import LoadOptions, Row, problem
from .records import as_names, as_text, find_columns, flat, missing_column, own_columns, to_article
from .source import Source
from .web import read_html

#: Elements that hold one article each in houses' own formats.
_ARTICLES = frozenset("article artikel item doc document story beitrag meldung text news record row entry".split())
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_DC = "{http://purl.org/dc/elements/1.1/}"
#: Shorter than this, what a feed gives is a teaser.
_TEASER_WORDS = 80
#: Elements with the date of an entry, the likeliest first.
_DATES = ("pubdate", "published", "date", "updated")


def read_xml(source: Source, options: LoadOptions) -> Iterator[Row]:
    """An XML file, read by what its root says it is. Nothing that it names is fetched."""
    root, note = parse_xml(source)
    if note:
        yield problem(source, note)
    kind = name(root)
    if is_feed(root):
        yield from read_feed_tree(root, source, options)
    elif kind in ("newsmessage", "newsitem", "itemset"):
        yield from _newsml(root, source)
    elif kind == "nitf" or any(name(child) == "nitf" for child in root):
        items = [root] if kind == "nitf" else [child for child in root if name(child) == "nitf"]
        yield from (_nitf(item) for item in items)
    elif kind == "html":
        yield from read_html(source, options)
    else:
        yield from _own(root, source, options)


def _first(root: Any, *kinds: str) -> Any:
    """The first element below that has one of these names, the likeliest name first."""
    for kind in kinds:
        found = next((element for element in root.iter() if name(element) == kind and element is not root), None)
        if found is not None:
            return found
    return None


def _text(element: Any) -> str | None:
    return None if element is None else " ".join(" ".join(text_lines(element)).split()) or None


def _newsml(root: Any, source: Source) -> Iterator[Row]:
    items = [element for element in root.iter() if name(element) == "newsitem"]
    passed: Counter[str] = Counter()
    for item in items:
        kind = _first(item, "itemclass")
        kind = (kind.get("qcode") or "").rpartition(":")[2] if kind is not None else "text"
        status = _first(item, "pubstatus")
        status = (status.get("qcode") or "").rpartition(":")[2] if status is not None else "usable"
        if kind in ("text", "") and status not in ("canceled", "withheld"):
            yield _news_item(item)
        else:
            passed[kind if kind != "text" else status] += 1
    for kind, count in sorted(passed.items()):
        yield problem(source, f"{count} item(s) of the kind {kind!r} are no texts to be published, and were left out.")


def _news_item(item: Any) -> Row:
    meta, content = _first(item, "contentmeta"), _first(item, "contentset")
    meta = item if meta is None else meta
    body = _first(content, "inlinexml", "inlinedata") if content is not None else None
    key, version = item.get("guid"), item.get("version")
    return {
        "text": _body(body), "title": _text(_first(meta, "headline")) or _text(_first(item, "title")),
        "outlet": _provider(_first(item, "provider")),
        "published": _text(_first(item, "versioncreated", "firstcreated", "contentcreated")),
        "authors": _creators(meta), "section": _subject(meta), "url": None,
        "language": item.get(_LANGUAGE), "article_id": f"{key}:{version}" if key and version else key,
    }  # fmt: skip


def _creators(meta: Any) -> list[str]:
    found = (_text(_first(one, "name")) or _text(one) for one in meta if name(one) in ("creator", "by"))
    return as_names(list(filter(None, found)))


def _subject(meta: Any) -> str | None:
    """The name of the first subject that is a category."""
    subjects = (one for one in meta if name(one) == "subject")
    found = next((one for one in subjects if "cat" in (one.get("qcode") or one.get("type") or "")), None)
    return None if found is None else _text(_first(found, "name"))


def _provider(provider: Any) -> str | None:
    if provider is None:
        return None
    return _text(_first(provider, "name")) or (provider.get("qcode") or "").rpartition(":")[2] or None


def _body(body: Any) -> str | None:
    """The paragraphs of the text: not the head of an HTML document, not headlines, pictures and tables' frames."""
    if body is None:
        return None
    if len(body) == 0 and "<" in (body.text or ""):  # HTML as text, escaped
        body = parse_html(body.text)
    paragraphs = [
        element
        for element in body.iter()
        if name(element) in ("p", "hl2", "h2", "h3", "li", "tr") and not _aside(element)
    ]
    lines = ["\t".join(text_lines(p)) for p in paragraphs] or text_lines(body)
    return "\n\n".join(line for line in lines if line.strip())


def _aside(element: Any) -> bool:
    return any(name(up) in ("media", "figure", "head", "body.head", "p", "li", "tr") for up in element.iterancestors())


def _attribute(element: Any, name: str) -> Any:
    return None if element is None else element.get(name)


def _nitf(root: Any) -> Row:
    head, content = _first(root, "body.head"), _first(root, "body.content")
    head = root if head is None else head
    issue, pub, key, doc = (_first(root, kind) for kind in ("date.issue", "pubdata", "doc-id", "docdata"))
    byline = _first(head, "byline")
    people = [_text(person) for person in byline.iter() if name(person) == "person"] if byline is not None else []
    authors = [person for person in people if person] or _text(byline)
    published = issue.get("norm") if issue is not None else pub.get("date.publication") if pub is not None else None
    return {
        "text": _body(content if content is not None else _first(root, "body")),
        "title": _text(_first(head, "hl1", "hedline")) or _text(_first(root, "title")),
        "outlet": _attribute(pub, "name"), "published": published, "authors": as_names(authors),
        "section": _attribute(pub, "position.section"),
        "url": _attribute(pub, "ex-ref"),
        "language": root.get(_LANGUAGE),
        "article_id": _attribute(key, "id-string") or _attribute(doc, "management-doc-idref"),
    }  # fmt: skip


def _own(root: Any, source: Source, options: LoadOptions) -> Iterator[Row]:
    """A house's own XML: each <article>, <artikel>, <doc> ... with the names of its elements as columns."""
    mapped = tuple(options.columns.items())
    items = [element for element in root.iter() if name(element) in _ARTICLES and not _holds_items(element)] or [root]
    for number, item in enumerate(items, 1):
        record = _record(item)
        columns = find_columns(tuple(record), mapped)
        if "text" in columns:
            own = own_columns(tuple(record), frozenset(columns.values()))
            row = to_article(record | {key: flat(record[key]) for key, _ in own}, columns, own)
            row["where"] = f"Article {number}"
            yield row | {"language": row.get("language") or item.get(_LANGUAGE)}
        elif len(items) == 1 or len(item):
            yield problem(source, f"Article {number}: {missing_column(record, options, source.base, columns)}")


def _holds_items(element: Any) -> bool:
    """Is an element called <document> or <text> only the wrapping of articles, or a part of one?"""
    return any(name(below) in _ARTICLES and len(below) for below in element.iter() if below is not element) or (
        len(element) == 0 or all(name(child) in ("p", "br", "b", "i") for child in element)
    )


def _record(item: Any) -> dict[str, Any]:
    """Element and attribute names -> values; an element of paragraphs is a text, one that comes again is a list."""
    record: dict[str, Any] = dict(item.attrib)
    for element in item.iter():
        kind = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        inner = {name(child) for child in element}
        if not kind or element is item or kind == "p":
            continue
        lines = text_lines(element)
        value = (
            "\n\n".join(lines) if inner & {"p", "br", "absatz", "paragraph"} else " ".join(lines) if not inner else None
        )
        if value:
            record[kind] = (
                value
                if kind not in record
                else [*(record[kind] if isinstance(record[kind], list) else [record[kind]]), value]
            )
    return {
        key: "\n\n".join(value) if isinstance(value, list) and len("".join(value)) > 500 else value
        for key, value in record.items()
    }


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
            f"{teasers} of {len(entries)} entries have fewer than {_TEASER_WORDS} words: the feed gives teasers. "
            "Load the pages for the whole texts.",
        )
    if not entries:
        raise InputError("There are no entries in the feed.")


def _entry(entry: Any) -> Row:
    return {
        "text": _whole_text(entry), "title": _inner(_child(entry, "title")), "url": _link(entry),
        "published": next(filter(None, (_value(entry, kind) for kind in _DATES)), None),
        "authors": _writers(entry), "section": _section(entry),
        "language": entry.get(_LANGUAGE),
        "article_id": _value(entry, "guid") or _value(entry, "id"),
    }  # fmt: skip


def _whole_text(entry: Any) -> str | None:
    """The text of an entry, or what it says of it."""
    whole = next((child for child in entry if child.tag == _CONTENT), None)
    content = next((child for child in entry if name(child) == "content" and (child.text or len(child))), None)
    return _inner(whole) or _inner(content) or _inner(_child(entry, "description")) or _inner(_child(entry, "summary"))


def _link(entry: Any) -> str | None:
    """The address of the article: an attribute in Atom, the text in RSS."""
    links = [child for child in entry if name(child) == "link"]
    atom = (link.get("href") for link in links if link.get("rel", "alternate") == "alternate")
    return next(filter(None, atom), None) or next((as_text(link.text) for link in links if link.text), None)


def _writers(entry: Any) -> list[str]:
    writers = [child for child in entry if name(child) == "author" or child.tag == _DC + "creator"]
    return as_names(list(filter(None, (_value(writer, "name") or as_text(writer.text) for writer in writers))))


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
