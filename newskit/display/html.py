"""The smallest pieces of HTML: escaping, links, anchors, and what a notebook shows."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from .inline import inlined, plain


def escape(value: object) -> str:
    """Any value as text that is safe inside an element and inside a quoted attribute."""
    clean = str(value).encode("utf-8", "replace").decode()  # half an emoji could not be written to a file
    return html.escape(clean.replace("\0", "\ufffd"), quote=True)


def anchor(kind: str, article_id: str, n: object) -> str:
    """The id of a mark (kind q, h or e): q-<article>-<n>. Characters that an id cannot have become _<hex>."""
    safe = re.sub(r"[^A-Za-z0-9.-]", lambda m: f"_{ord(m[0]):x}_", str(article_id))
    return f"{kind}-{safe}-{n}"


def link(text: str, href: str | None) -> str:
    """An anchor of this page or an http(s) address as a link; anything else (javascript:, file:) as plain text."""
    target = (href or "").strip()
    if target.startswith("#"):
        return f'<a href="{escape(target)}">{escape(text)}</a>'
    if re.match(r"https?://[^\s/]", target, re.IGNORECASE):
        return f'<a href="{escape(target)}" rel="noopener noreferrer">{escape(text)}</a>'
    return escape(text)


@cache
def css() -> str:
    """The style sheet of all that newskit shows; every rule is scoped by the class nk."""
    return files("newskit").joinpath("display/show.css").read_text(encoding="utf-8")


def styled(body: str) -> str:
    """A piece of HTML with its style sheet, so that it looks right wherever a notebook puts it."""
    return f"<style>{css()}</style>{inlined(body)}"


def unstyled(body: str) -> str:
    """Pieces of HTML without what styled() gave them: for a page that has the style sheet once."""
    return plain(body.replace(f"<style>{css()}</style>", ""))


def paragraphs(*texts: str, heading: str = "", level: int = 2) -> str:
    """Plain texts as paragraphs under a heading."""
    head = f"<h{level}>{escape(heading)}</h{level}>" if heading else ""
    return f'<div class="nk">{head}{"".join(f"<p>{escape(t)}</p>" for t in texts if t)}</div>'


@dataclass(frozen=True, repr=False)
class Shown:
    """Something to look at: `text` on a terminal (and for comparisons), `html` in a notebook and in reports."""

    text: str
    html: str

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return styled(self.html)
