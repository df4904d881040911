"""XML and HTML -> trees and lines of text, with nothing fetched, expanded or included on the way."""

from __future__ import annotations

import re
from html.entities import name2codepoint
from typing import Any

from ..errors import InputError
from .source import Source

_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_XML_OWN = {b"amp", b"lt", b"gt", b"quot", b"apos"}
_ENTITY = re.compile(rb"<!ENTITY\s")
_DEEP = 200
#: Elements that end a line of text.
_BLOCKS = frozenset(
    "address article aside blockquote body br caption dd div dl dt fieldset figure figcaption footer form h1 h2 h3 "
    "h4 h5 h6 "
    "header hl1 hl2 hr li main nav ol p pre section table tbody tr ul".split()
)
_SILENT = frozenset("script style head title noscript template media figure figcaption".split())


def parse_xml(source: Source) -> tuple[Any, str | None]:
    """The root of an XML file, and what was wrong with it. Half a file gives its good half.

    Entities of a file's own are refused, since they can unfold without end or name other files; HTML's names for
    umlauts, which newspapers' files use without declaring them, are read.
    """
    from lxml import etree

    data = source.read()
    if _ENTITY.search(data, 0, 1 << 20):
        raise InputError(
            "The file declares XML entities, which can hide other files or unfold without end. It was not read."
        )
    data = _NAMED.sub(_character, data)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"Not readable XML: {str(error)[:200]}.") from error
    if root is None:
        raise InputError("There is no XML in it.")
    errors = [error for error in parser.error_log if error.level_name != "WARNING"]
    note = (
        f"The XML is damaged or cut off (line {errors[0].line}: {errors[0].message.strip()}); look for missing text."
        if errors
        else None
    )
    return root, note


def _character(found: re.Match[bytes]) -> bytes:
    code = name2codepoint.get(found[1].decode("ascii"))
    return found[0] if code is None or found[1] in _XML_OWN else b"&#%d;" % code


def parse_html(html: str) -> Any:
    """The root of a page, however broken; None if there is nothing in it."""
    from lxml import etree
    from lxml import html as lxml_html

    try:
        parser = lxml_html.HTMLParser(no_network=True, encoding="utf-8", remove_comments=True)
        return lxml_html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def name(element: Any) -> str:
    """An element's name without its namespace, in small letters; "" for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def text_lines(root: Any) -> list[str]:
    """The text of a tree, one line a block; cells of a table's row have a tab between them. Pictures are left out."""
    pieces: list[str] = []
    _collect(root, pieces, 0)
    lines = (re.sub(r"[ \r\n\f\v\xa0]+", " ", line).strip() for line in "".join(pieces).split("\0"))
    return [line for line in lines if line]


def _collect(element: Any, pieces: list[str], depth: int) -> None:
    kind = name(element)
    if kind and kind not in _SILENT and depth < _DEEP:
        mark = "\0" if kind in _BLOCKS else "\t" if kind in ("td", "th") else ""
        pieces += [mark, (element.text or "").replace("\0", " ").replace("\t", " ")]
        for child in element:
            _collect(child, pieces, depth + 1)
        pieces.append("\0" if mark == "\0" else "")
    pieces.append((element.tail or "").replace("\0", " ").replace("\t", " ") if depth else "")


def plain(html: str) -> str:
    """The text of a piece of HTML (a feed's entry, a mail's part), its paragraphs with a blank line between them."""
    if "<" not in html and "&" not in html:
        return html.strip()
    root = parse_html(html) if html.strip() else None
    return "" if root is None else "\n\n".join(text_lines(root))
