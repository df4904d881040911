"""Findings as HTML: the marked-up article, tables, key figures. Pure functions; all text in them is escaped.

Article text is hostile input: whatever it holds, it comes out as text, never as markup, and links lead only to anchors
of the page itself or to http(s) addresses.
"""

from __future__ import annotations

from .article import Marked, marked_article
from .html import Shown, anchor, css, escape, link, paragraphs, unstyled
from .tables import key_figures, table_html

__all__ = [
    "Marked",
    "Shown",
    "anchor",
    "css",
    "escape",
    "key_figures",
    "link",
    "marked_article",
    "paragraphs",
    "table_html",
    "unstyled",
]
