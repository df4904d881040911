"""The formats, and how a file finds its reader. A new format is one function and one line in SUFFIXES."""

from __future__ import annotations

import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..errors import InputError
from . import archives, documents, jsonfiles, pdf, table, web, xmlfiles
from .reader import LoadOptions, Reader, Row, problem
from .source import BudgetError, Source


@dataclass(frozen=True)
class Format:
    """A reader, what it reads in a few words, and the extra of newskit that it needs."""

    read: Reader
    what: str
    extra: str | None = None


_XML = Format(xmlfiles.read_xml, "NewsML-G2 (dpa), NITF, RSS and Atom, newspapers' own XML")
_EXPORTS = "exports of Nexis, Factiva and WISO/Genios"

_MAGIC = (
    (b"%PDF-", ".pdf"), (b"{\\rtf", ".rtf"), (b"PAR1", ".parquet"), (b"ARROW1", ".feather"), (b"FEA1", ".feather"),
    (b"\x1f\x8b", ".gz"), (b"BZh", ".bz2"), (b"\xfd7zXZ\0", ".xz"), (b"WARC/", ".warc"),
)  # fmt: skip
_ANY = tuple(magic for magic, _ in _MAGIC)
#: What lies in a ZIP file, and what that makes of it.
_PARTS = (
    ("word/document.xml", ".docx"), ("xl/workbook.xml", ".xlsx"), ("datapackage.json", ".wacz"), ("content.xml",
    ".odt"),
)  # fmt: skip
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|newsMessage|newsItem|NewsML|nitf)[\s>]")
_PAGE = re.compile(rb"\s*(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
#: Endings that several formats share, or that say less than the content: no word about these.
_SAME = {
    ".zip": {".wacz"}, ".xml": {".rss", ".atom", ".rdf"}, ".ods": {".ots"}, ".odt": {".ott"},
    ".gz": {".tgz"}, ".bz2": {".tbz2", ".tbz"}, ".xz": {".txz"}, ".xlsx": {".xlsm"}, ".html": {".htm", ".xhtml"},
    ".docx": {".docm"}, ".feather": {".arrow"},
}  # fmt: skip
#: Formats whose files cannot be mistaken for text; under these endings, plain content is worth a second look.
_TEXT = (".txt", ".md", ".markdown", ".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".eml")

#: Which function reads files with which ending.
SUFFIXES: dict[str, Format] = {
    ".txt": Format(documents.read_txt, f"a text; {_EXPORTS}"),
    ".md": Format(documents.read_markdown, "a text with YAML front matter"),
    ".markdown": Format(documents.read_markdown, "a text with YAML front matter"),
    ".html": Format(web.read_html, f"a saved page; {_EXPORTS}"),
    ".htm": Format(web.read_html, f"a saved page; {_EXPORTS}"),
    ".xhtml": Format(web.read_html, f"a saved page; {_EXPORTS}"),
    ".json": Format(jsonfiles.read_json, "objects of crawlers and databases"),
    ".jsonl": Format(jsonfiles.read_jsonl, "one object a line, in a stream"),
    ".ndjson": Format(jsonfiles.read_jsonl, "one object a line, in a stream"),
    ".csv": Format(table.read_csv, "a table with , ; tab or |, in a stream"),
    ".tsv": Format(table.read_csv, "a table with tabs, in a stream"),
    ".xlsx": Format(table.read_xlsx, "an Excel table"),
    ".xlsm": Format(table.read_xlsx, "an Excel table"),
    ".ods": Format(table.read_ods, "a LibreOffice table"),
    ".parquet": Format(table.read_parquet, "a table, in a stream"),
    ".feather": Format(table.read_feather, "a table, in a stream"),
    ".arrow": Format(table.read_feather, "a table, in a stream"),
    ".docx": Format(documents.read_docx, f"a Word document; {_EXPORTS}", "office"),
    ".doc": Format(documents.read_doc, "an export that is RTF, HTML or DOCX in truth (no old Word files)"),
    ".rtf": Format(documents.read_rtf, f"a document; {_EXPORTS}", "office"),
    ".odt": Format(documents.read_odt, f"a LibreOffice document; {_EXPORTS}"),
    ".pdf": Format(pdf.read_pdf, "the text layer, columns in order", "office"),
    ".eml": Format(web.read_eml, "a newsletter"),
    ".xml": _XML,
    ".rss": Format(xmlfiles.read_feed, "a feed"),
    ".atom": Format(xmlfiles.read_feed, "a feed"),
    ".rdf": Format(xmlfiles.read_feed, "a feed"),
    ".warc": Format(web.read_warc, "the pages of a crawl", "web"),
    ".wacz": Format(web.read_wacz, "the pages of a crawl", "web"),
    ".zip": Format(archives.read_zip, "an archive of any of these"),
    ".tar": Format(archives.read_tar, "an archive of any of these"),
    ".tgz": Format(archives.read_packed, "an archive of any of these"),
    ".tbz2": Format(archives.read_packed, "an archive of any of these"),
    ".txz": Format(archives.read_packed, "an archive of any of these"),
    ".gz": Format(archives.read_packed, "any of these, packed (.tar.gz, .jsonl.gz, .warc.gz)"),
    ".bz2": Format(archives.read_packed, "any of these, packed"),
    ".xz": Format(archives.read_packed, "any of these, packed"),
}
_DAMAGE = (EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError, NotImplementedError)


def read_source(source: Source, options: LoadOptions) -> Iterator[Row]:
    """The rows of a source; whatever keeps it from being read (to its end) is a problem, not an error."""
    if options.read is None:  # archives, which are formats too, read their members by it
        options = replace(options, read=read_source, endings=frozenset(SUFFIXES))
    try:
        yield from _read(source, options)
    except BudgetError as error:
        if source.depth:  # the whole archive is over its limit, not this member alone
            raise
        yield problem(source, str(error))
    except OSError as error:
        yield problem(source, f"The file cannot be read: {error.strerror or error}.")
    except UnicodeError as error:  # of a name in an archive's list, say; texts are decoded with care elsewhere
        yield problem(source, f"The file is damaged: {error}. Copy or export it again.")
    except (ValueError, RecursionError, MemoryError) as error:
        yield problem(source, str(error) or f"The file cannot be read ({type(error).__name__}).")
    except _DAMAGE as error:
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        yield problem(source, f"The file is damaged or cut off: {reason}. Copy or export it again.")


def _read(source: Source, options: LoadOptions) -> Iterator[Row]:
    with source.open() as file:
        head = file.read(HEAD)
    if not head:
        raise InputError("The file is empty.")
    source.small = head if len(head) < HEAD else None
    suffix, kind = source.suffix, sniff(source, head)
    if kind in SUFFIXES and not fits(suffix, kind):
        yield problem(
            source,
            f"The content is {kind[1:].upper()}, not {suffix or 'what a name without ending says'}; it was read as "
            "such.",
        )
        suffix = kind
    if suffix == ".doc" and kind in SUFFIXES and kind != ".zip":  # what databases call so
        suffix = kind
    if suffix not in SUFFIXES:
        raise InputError(f"Files ending in {suffix or 'nothing'!r} are not read. Read are: {', '.join(SUFFIXES)}.")
    nothing = True
    for row in SUFFIXES[suffix].read(source, options):
        nothing = False
        yield row
    if nothing:
        raise InputError("There is no article in it.")


def formats_text() -> str:
    """The list that `newskit formats` prints."""
    lines = [
        f"{suffix:10} {form.what}" + (f'  [pip install "newskit[{form.extra}]"]' if form.extra else "")
        for suffix, form in SUFFIXES.items()
    ]
    return "\n".join(
        [*lines, f"{'https://':10} a page, a feed or a file of these formats, fetched because you named it"]
    )


HEAD = 1 << 14


def sniff(source: Source, head: bytes) -> str | None:
    """The ending that a file's content asks for; None if its first bytes do not say."""
    if head.startswith(b"PK\x03\x04"):
        return _in_zip(source)
    found = next(ending for magic, ending in _MAGIC if head.startswith(magic)) if head.startswith(_ANY) else None
    if found or source.suffix in _TEXT:
        return found
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if _FEED.search(start[:2000]) and start.startswith(b"<"):
        return ".xml"
    return ".html" if _PAGE.match(start) else ".xml" if start.startswith(b"<?xml") and source.suffix == ".doc" else None


def fits(suffix: str, kind: str) -> bool:
    """May a file of this kind have this ending?"""
    return suffix == kind or suffix in _SAME.get(kind, ()) or suffix == ".doc"


def _in_zip(source: Source) -> str:
    try:
        with source.seekable() as file, zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            if "content.xml" in names and "mimetype" in names:
                kind = archive.open("mimetype").read(100)
                return ".ods" if b"spreadsheet" in kind else ".odt"
        return next((ending for part, ending in _PARTS if part in names), ".zip")
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        return source.suffix or ".zip"  # damaged; its reader says so
