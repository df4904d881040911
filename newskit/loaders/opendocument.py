"""LibreOffice documents and tables: zipped XML, read without a library."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any

from ..errors import InputError
from .archives import check_zip
from .markup import name, parse_xml
from .office import document_rows
from .reader import LoadOptions, Row
from .source import Source
from .table import rows_of_table

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DEEP = 200
#: LibreOffice writes "the same a million times" for the empty rest of a sheet.
_REPEAT = 1000


def read_odt(source: Source, options: LoadOptions) -> Iterator[Row]:
    """A text document: headings, paragraphs and tables in their order; footnotes and comments are left out."""
    body = _part(source, "content.xml", "LibreOffice document")
    blocks: list[tuple[str, bool]] = []
    for element in body.iter():
        kind = name(element)
        if kind in ("h", "p") and not _inside(element, ("note", "annotation", "table-row")):
            style = (element.get(_TEXT + "style-name") or "").lower()
            blocks += [(line.strip(), kind == "h" or style == "title") for line in _text(element).split("\n")]
        elif kind == "table-row":
            blocks.append(
                ("\t".join(_text(cell).strip() for cell in element if name(cell) == "table-cell").strip("\t"), False)
            )
    yield from document_rows(blocks, _meta(source))


def _meta(source: Source) -> Row:
    try:
        root = _part(source, "meta.xml", "LibreOffice document")
    except InputError:  # a document need not have it
        return {}
    values = {
        name(element): (element.text or "").strip()
        for element in root.iter()
        if name(element) in ("title", "initial-creator")
    }
    author = values.get("initial-creator")
    return {"title": values.get("title") or None, "authors": [author] if author else []}


def _part(source: Source, part: str, what: str) -> Any:
    check_zip(source, what)
    with source.seekable() as file, zipfile.ZipFile(file) as archive:
        try:
            data = archive.read(part)
        except (KeyError, RuntimeError) as error:
            raise InputError(f"This is no {what}, or it is encrypted: it has no readable {part}.") from error
    return parse_xml(Source(f"{source}!{part}", data))[0]


def _inside(element: Any, kinds: tuple[str, ...]) -> bool:
    return any(name(ancestor) in kinds for ancestor in element.iterancestors())


def _text(element: Any, depth: int = 0) -> str:
    kind = name(element)
    if kind in ("note", "annotation") or depth > _DEEP:
        return ""
    space = {"s": " ", "tab": " ", "line-break": "\n"}.get(kind, "")
    inner = "".join(_text(child, depth + 1) + (child.tail or "") for child in element)
    # Paragraphs in a cell keep their ends.
    return space + (element.text or "" if kind else "") + inner + ("\n" if kind == "p" and depth else "")


def read_ods(source: Source, options: LoadOptions) -> Iterator[Row]:
    """A spreadsheet: every sheet with a column for the text."""
    body = _part(source, "content.xml", "LibreOffice table")
    for sheet in body.iter(_TABLE + "table"):
        yield from rows_of_table(_sheet(sheet), source, options, f"Sheet {sheet.get(_TABLE + 'name')!r}, row")


def _sheet(sheet: Any) -> Iterator[list[Any]]:
    for row in sheet.iter(_TABLE + "table-row"):
        cells: list[Any] = []
        for cell in row:
            if name(cell) in ("table-cell", "covered-table-cell"):
                times = int(cell.get(_TABLE + "number-columns-repeated") or 1)
                cells += [_cell(cell)] * min(times, _REPEAT)
        while cells and not cells[-1]:
            cells.pop()
        yield cells


def _cell(cell: Any) -> str | None:
    # Dates are shown as the locale has them, and stored as ISO 8601.
    return cell.get(_OFFICE + "date-value") or _text(cell).strip() or cell.get(_OFFICE + "value") or None
