"""Crawls in WARC and WACZ files: each page that was fetched is an article."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import redirect_stderr
from io import StringIO
from typing import Any

from ..errors import InputError
from .archives import zip_members
from .encoding import decode
from .reader import LoadOptions, Row, library, need, problem
from .source import LIMITS, Source
from .web import declared_charset, page_article

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
                yield from _page(record, f"Record {number}", source, options)
    if number == 1:
        raise InputError("There are no records in it: this is no WARC file, or an empty one.")


def _is_page(record: Any) -> bool:
    if record.rec_type not in ("response", "resource"):
        return False
    head = record.http_headers
    status = head.get_statuscode() if head is not None else "200"
    kind = (head.get_header("Content-Type") if head is not None else record.content_type) or ""
    return status == "200" and kind.partition(";")[0].strip().lower() in _HTML


def _page(record: Any, where: str, source: Source, options: LoadOptions) -> Iterator[Row]:
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
