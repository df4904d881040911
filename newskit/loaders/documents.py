"""Documents: text, Markdown, Word, RTF and LibreOffice. An article each, or a database's export with many."""

from __future__ import annotations

import codecs
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from ..errors import InputError
from .archives import check_zip
from .encoding import decode
from .exports import looks_exported, read_export, short_lines, unwrapped
from .markup import name, parse_xml
from .reader import LoadOptions, Row, library, need, problem
from .records import find_columns, flat, own_columns, renamed, to_article
from .source import Source

_TITLE_LENGTH = 150
#: Where an RTF document names its code page.
_HEAD = 1 << 14
_HEADING = re.compile(r"(?:title|titel|heading [1-3]|überschrift [1-3])$", re.IGNORECASE)
_CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DEEP = 200


def read_txt(source: Source, options: LoadOptions) -> Iterator[Row]:
    """A text file: the text is the whole file, and so are its offsets. A database's export is taken apart."""
    text, note = decode(source.read(), options.encoding)
    if note:
        yield problem(source, note)
    if looks_exported(short_lines(text)) and (rows := read_export(unwrapped(text))) is not None:
        yield from rows
    else:
        yield {"text": text, "title": title_line(text)}


def read_markdown(source: Source, options: LoadOptions) -> Iterator[Row]:
    """A Markdown file: title, outlet, date, author ... from the YAML front matter, the text is what follows it."""
    content, note = decode(source.read(), options.encoding)
    meta, text, fault = _front_matter(content)
    if note or fault:
        yield from (problem(source, reason) for reason in (note, fault) if reason)
    mapped = tuple((field, name) for field, name in options.columns.items() if name in meta and field != "text")
    columns = find_columns(tuple(meta), mapped)
    own = own_columns(tuple(meta), frozenset({*columns.values(), "text"}))
    yield from renamed(own, source)
    article = to_article(meta | {name: flat(meta[name]) for name, _ in own}, columns, own)
    yield article | {"text": text, "title": article.get("title") or title_line(text)}


def title_line(text: str) -> str | None:
    """The first line, if it looks like a headline: short, no full stop, a blank line after it, or "# " before it."""
    first, _, rest = text.lstrip("\ufeff").partition("\n")
    line = first.strip()
    if line.startswith("# "):
        return line[2:].strip() or None
    followed_by_blank = bool(rest) and not rest.partition("\n")[0].strip() and bool(rest.strip())
    short = len(line) <= _TITLE_LENGTH and any(map(str.isalpha, line))
    return line if followed_by_blank and short and not line.endswith(".") else None


def _front_matter(content: str) -> tuple[dict[str, Any], str, str | None]:
    """Metadata, text and what was wrong with the metadata; nothing of the file is lost if they cannot be read."""
    import yaml
    from frontmatter.default_handlers import YAMLHandler

    handler, body = YAMLHandler(), content.strip()
    if not handler.detect(body):
        return {}, body, None
    try:
        block, text = handler.split(body)
        # BaseLoader makes everything a string: the id 01067 stays 01067, and "no" is no truth value.
        meta = yaml.load(block, Loader=yaml.BaseLoader)
    except ValueError:  # a rule (---) that is never closed is no front matter
        return {}, body, None
    except (yaml.YAMLError, RecursionError) as error:
        reason = " ".join(str(error).split())[:200]
        return (
            {},
            text.strip(),
            f"The front matter is not valid YAML and was left out: {reason}. Put values with a colon in quotes.",
        )
    # YAML allows lists and maps as keys; nobody names a field so.
    return (
        ({k: v for k, v in meta.items() if isinstance(k, str)}, text.strip(), None)
        if isinstance(meta, dict)
        else ({}, body, None)
    )


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
    found = _CODE_PAGE.search(data, 0, _HEAD)
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
    """Real Word 97 files are a problem; what databases call .doc (RTF, HTML or DOCX) never comes here."""
    raise InputError("This is an old Word file (.doc). Open it in Word or LibreOffice and save it as .docx.")


def read_odt(source: Source, options: LoadOptions) -> Iterator[Row]:
    """A text document: headings, paragraphs and tables in their order; footnotes and comments are left out."""
    body = opendocument_part(source, "content.xml", "LibreOffice document")
    blocks: list[tuple[str, bool]] = []
    for element in body.iter():
        kind = name(element)
        if kind in ("h", "p") and not _inside(element, ("note", "annotation", "table-row")):
            style = (element.get(_TEXT + "style-name") or "").lower()
            blocks += [(line.strip(), kind == "h" or style == "title") for line in inner_text(element).split("\n")]
        elif kind == "table-row":
            blocks.append(
                (
                    "\t".join(inner_text(cell).strip() for cell in element if name(cell) == "table-cell").strip("\t"),
                    False,
                )
            )
    yield from document_rows(blocks, _meta(source))


def _meta(source: Source) -> Row:
    try:
        root = opendocument_part(source, "meta.xml", "LibreOffice document")
    except InputError:  # a document need not have it
        return {}
    values = {
        name(element): (element.text or "").strip()
        for element in root.iter()
        if name(element) in ("title", "initial-creator")
    }
    author = values.get("initial-creator")
    return {"title": values.get("title") or None, "authors": [author] if author else []}


def opendocument_part(source: Source, part: str, what: str) -> Any:
    """The root of one of the XML files that a document of LibreOffice is a ZIP file of."""
    check_zip(source, what)
    with source.seekable() as file, zipfile.ZipFile(file) as archive:
        try:
            data = archive.read(part)
        except (KeyError, RuntimeError) as error:
            raise InputError(f"This is no {what}, or it is encrypted: it has no readable {part}.") from error
    return parse_xml(Source(f"{source}!{part}", data))[0]


def _inside(element: Any, kinds: tuple[str, ...]) -> bool:
    return any(name(ancestor) in kinds for ancestor in element.iterancestors())


def inner_text(element: Any, depth: int = 0) -> str:
    """The text of an element of LibreOffice, without footnotes and comments."""
    kind = name(element)
    if kind in ("note", "annotation") or depth > _DEEP:
        return ""
    space = {"s": " ", "tab": " ", "line-break": "\n"}.get(kind, "")
    inner = "".join(inner_text(child, depth + 1) + (child.tail or "") for child in element)
    # Paragraphs in a cell keep their ends.
    return space + (element.text or "" if kind else "") + inner + ("\n" if kind == "p" and depth else "")
