"""Word and RTF documents: an article each, or a database's export with many."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Any

from ..errors import InputError
from .archives import check_zip
from .exports import read_export
from .reader import LoadOptions, Row, library, need, problem
from .sniff import HEAD, sniff
from .source import Source
from .text import title_line

_HEADING = re.compile(r"(?:title|titel|heading [1-3]|überschrift [1-3])$", re.IGNORECASE)
_CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")


def read_docx(source: Source, options: LoadOptions) -> Iterator[Row]:
    """A Word document: paragraphs and tables in their order, the title from its title or first heading."""
    docx = need("docx", "python-docx", "office")
    check_zip(source, "Word document")
    with library("The Word document"), source.seekable() as file:
        document = docx.Document(file)
        # Asked once for all: python-docx searches the list of styles at each question.
        headings = {style.style_id for style in document.styles if _HEADING.match(style.name or "")}
        blocks = [piece for block in document.iter_inner_content() for piece in _block(block, headings)]
        core = document.core_properties
        meta = {"title": core.title or None, "authors": [core.author] if core.author else [], "published": None}
    yield from document_rows(blocks, meta)


def _block(block: Any, headings: set[str]) -> Iterator[tuple[str, bool]]:
    """The lines of a paragraph or table, and whether each is a heading."""
    if hasattr(block, "rows"):
        for row in block.rows:
            cells: list[str] = []
            for cell in row.cells:  # merged cells come once for each column that they cover
                text = " ".join(cell.text.split())
                if not cells or cells[-1] != text:
                    cells.append(text)
            yield "\t".join(cells).strip("\t"), False
        return
    for line in block.text.split("\n"):
        yield line.replace("\t", " ").strip(), block._p.style in headings


def document_rows(blocks: list[tuple[str, bool]], meta: Row) -> Iterator[Row]:
    """The articles of an export, or the document as one; `blocks` are its lines, and whether each is a heading."""
    lines = [line for line, _ in blocks if line]
    if (rows := read_export(lines)) is not None:
        yield from rows
        return
    text = "\n\n".join(lines)
    heading = next((line for line, heading in blocks if heading and line), None)
    yield {"authors": []} | meta | {"text": text, "title": heading or title_line(text) or meta.get("title")}


def read_rtf(source: Source, options: LoadOptions) -> Iterator[Row]:
    """An RTF document, as old databases export them."""
    rtf = need("striprtf.striprtf", "striprtf", "office")
    data = source.read()
    if not data.lstrip().startswith(b"{\\rtf"):
        raise InputError("This is no RTF document.")
    # RTF is ASCII with escapes; what stands in it unescaped is of the code page that it names.
    found = _CODE_PAGE.search(data, 0, HEAD)
    page = _code_page(found[1].decode("ascii") if found else "1252")
    if data.count(b"{") > 2_000_000:
        raise InputError("The RTF document is too large or nested absurdly. Save it as .docx.")
    with library("The RTF document"):
        text = rtf.rtf_to_text(data.decode(options.encoding or page, "replace"), encoding=page, errors="replace")
    if "\0" in text:
        yield problem(source, "There were NUL characters in the document; they were left out.")
    rows = (
        re.sub(r"\s*\|\s*", "\t", line).strip("\t ") if "|" in line else line
        for line in text.replace("\0", "").splitlines()
    )
    yield from document_rows([(line.strip(), False) for line in rows], {})


def _code_page(number: str) -> str:
    try:
        return codecs.lookup("utf-8" if number == "65001" else f"cp{number}").name
    except LookupError:
        return "cp1252"


def read_doc(source: Source, options: LoadOptions) -> Iterator[Row]:
    """What databases call .doc: RTF, HTML or DOCX. Real Word 97 files are a problem."""
    from .formats import SUFFIXES  # the list of formats holds this one, too

    with source.open() as file:
        head = file.read(HEAD)
    kind = sniff(source, head)
    if kind is None or kind in (".doc", ".zip"):
        raise InputError("This is an old Word file (.doc). Open it in Word or LibreOffice and save it as .docx.")
    yield from SUFFIXES[kind].read(source, options)
