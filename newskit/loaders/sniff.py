"""What a file really is, whatever its ending says: by its first bytes, and for ZIP files by what lies in them."""

from __future__ import annotations

import re
import zipfile

from .source import Source

HEAD = 1 << 14
_MAGIC = (
    (b"%PDF-", ".pdf"), (b"{\\rtf", ".rtf"), (b"PAR1", ".parquet"), (b"ARROW1", ".feather"), (b"FEA1", ".feather"),
    (b"\x1f\x8b", ".gz"), (b"BZh", ".bz2"), (b"\xfd7zXZ\0", ".xz"), (b"WARC/", ".warc"),
)  # fmt: skip
_ANY = tuple(magic for magic, _ in _MAGIC)
#: What lies in a ZIP file, and what that makes of it.
_PARTS = (
    ("word/document.xml", ".docx"), ("xl/workbook.xml", ".xlsx"), ("datapackage.json", ".wacz"), ("content.xml", ".odt"),
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
