"""Pages: saved, mailed as newsletters, or crawled (WARC, WACZ).

Text and metadata by trafilatura, the exact time of publication from the page's own data.
"""

from __future__ import annotations

import email
import email.policy
import json
import re
from collections.abc import Iterator
from contextlib import redirect_stderr
from email.message import Message
from email.utils import parseaddr
from io import StringIO
from typing import Any

from ..errors import InputError
from .archives import zip_members
from .encoding import decode
from .exports import looks_exported, read_export
from .markup import parse_html, plain, text_lines
from .reader import LoadOptions, Row, library, need, problem
from .records import as_names, as_text
from .source import LIMITS, Source

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
            tree, with_metadata=True, include_comments=False, date_extraction_params={"original_date": True,
            "extensive_search": False}
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


_LAYOUT = re.compile(r"<(/?)(?:table|tbody|thead|tfoot|tr|td|th)\b", re.IGNORECASE)


def read_eml(source: Source, options: LoadOptions) -> Iterator[Row]:
    """A mail: the main text of its HTML part, or its plain part; title, date and sender from its head."""
    data = source.read()
    with library("The mail"):
        mail = email.message_from_bytes(data, policy=email.policy.default)
        head = {key: str(mail.get(key) or "").strip() for key in ("Subject", "From", "Date")}
        # Newsletters are laid out in tables, which are not tables of anything.
        html, text = _LAYOUT.sub(r"<\1div", _part(mail, "text/html")), _part(mail, "text/plain")
    if not any(head.values()):
        raise InputError("This is no mail: it has no subject, sender or date.")
    body = (main_text(html) or plain(html)) if html.strip() else ""
    if not (body or text).strip():
        yield problem(source, "The mail has no text, only attachments or pictures.")
        return
    name, address = parseaddr(head["From"])
    yield {
        "text": (body or text).replace("\r\n", "\n").strip(), "title": head["Subject"] or None,
        "published": head["Date"] or None,
        "outlet": name or address.rpartition("@")[2] or None, "authors": [],
    }  # fmt: skip


def _part(mail: Message, kind: str) -> str:
    """The text of the first part of a kind that is no attachment."""
    for part in mail.walk():
        if part.get_content_type() == kind and part.get_content_disposition() != "attachment":
            data = part.get_payload(decode=True)
            if not isinstance(data, bytes):
                continue
            try:
                return data.decode(part.get_content_charset() or "utf-8")
            except (LookupError, UnicodeDecodeError):
                return data.decode("cp1252", "replace")
    return ""


_HTML = ("text/html", "application/xhtml+xml")


def read_warc(source: Source, options: LoadOptions) -> Iterator[Row]:
    """The HTML answers of a crawl; pictures, redirects and errors are passed over. The address is the one fetched."""
    iterator = need("warcio.archiveiterator", "warcio", "web")
    with source.open() as file:
        records = iter(iterator.ArchiveIterator(file))
        number = 0
        while True:
            number += 1
            with library("The crawl"), redirect_stderr(StringIO()):  # warcio prints what it doubts
                record = next(records, None)
            if record is None:
                break
            if _is_page(record):
                yield from _warc_page(record, f"Record {number}", source, options)
    if number == 1:
        raise InputError("There are no records in it: this is no WARC file, or an empty one.")


def _is_page(record: Any) -> bool:
    if record.rec_type not in ("response", "resource"):
        return False
    head = record.http_headers
    status = head.get_statuscode() if head is not None else "200"
    kind = (head.get_header("Content-Type") if head is not None else record.content_type) or ""
    return status == "200" and kind.partition(";")[0].strip().lower() in _HTML


def _warc_page(record: Any, where: str, source: Source, options: LoadOptions) -> Iterator[Row]:
    url = record.rec_headers.get_header("WARC-Target-URI")
    place = f"{source}!{url or where}"
    try:
        with library("The page"):
            data = record.content_stream().read(LIMITS.free + 1)
        if len(data) > LIMITS.free:
            raise InputError(f"The page is larger than {LIMITS.free >> 20} MB and was not read.")
        html, note = decode(data, options.encoding, declared_charset(data))
        if note:
            yield problem(place, note)
        row = page_article(html)
    except InputError as error:
        yield problem(place, str(error))
    else:
        yield row | {"url": url or row["url"], "where": where, "source": place}


def read_wacz(source: Source, options: LoadOptions) -> Iterator[Row]:
    """The WARC files of a WACZ crawl; its index and logs hold no articles."""
    yield from zip_members(source, options, "archive/")
