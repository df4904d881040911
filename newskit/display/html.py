"""The smallest pieces of HTML: escaping, links, anchors, and what a notebook shows.

JupyterLab removes <style> from the outputs of a notebook that the reader has not run herself (one that a colleague
sent, the report.ipynb of a run), but keeps classes and style attributes. So what a reader must not miss stands in
attributes too: which words are marked, in colours that do in a light theme and a dark one, and that words stand on the
left. Where the style sheet is there it decides: show.css says !important of each of these properties.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

#: A dollar sign in a text starts no formula (the classes that pandas gives its tables too).
_NO_FORMULAS = " tex2jax_ignore mathjax_ignore"
_INK = "color:#1c1c1c"

#: Class of an element -> its style attribute. Only properties and values that JupyterLab's sanitizer lets through.
STYLES = {
    "nk-direct": f"background-color:#cfe5fa;{_INK}",
    "nk-indirect": f"background-color:#fde8b8;{_INK}",
    "nk-indirect_free_indirect": f"background-color:#cbecdc;{_INK}",
    "nk-free_indirect": f"background-color:#f5d8ea;{_INK}",
    "nk-reported": f"background-color:#d8d8e4;{_INK}",
    "nk-speaker": "border-bottom:2px solid #3b86c8",
    "nk-cue": "border-bottom:1px dashed #3b86c8",
    "nk-h": "border-bottom:3px dotted #a34db5",
    "nk-e nk-negative": "border:1px solid #d1551a",
    "nk-e nk-positive": "border:1px solid #17916d",
    "nk-ev nk-negative": "border-bottom:2px dashed #d1551a",
    "nk-ev nk-positive": "border-bottom:3px double #17916d",
    "nk-legend": "list-style-type:none;padding:0",
    "nk-cards": "display:flex;flex-wrap:wrap;gap:12px",
    "nk-card": "border:1px solid #8a8a8a;border-radius:8px;padding:8px 12px;width:184px",
    "nk-value": "font-size:1.5em;font-weight:bold",
}
#: The style attribute of a cell of words; numbers stand on the right, as notebooks place all cells.
_WORDS = "text-align:left"
#: That of a heading which opens what is folded: beside its triangle, not below it.
_FOLDED = "display:inline"

_ROOT = re.compile(r'(<\w+ class="nk)(?=[ "])')
_CLASSES = re.compile(r'<(\w+) class="([^"]*)"')
_CELL = re.compile(r'<(?:th scope="col"(?: class="nk-wide")?|td|caption)>')
_SUMMARY = re.compile(r"<summary><h\d>")
_ADDED = re.compile(f' style="(?:{"|".join(map(re.escape, [*STYLES.values(), _WORDS, _FOLDED]))})"')


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


def inlined(body: str) -> str:
    """A piece of newskit's HTML as a notebook shows it: no formulas, and marks that do not hang on the style sheet."""
    body = _CLASSES.sub(_styled, body)
    body = _CELL.sub(lambda found: f'{found[0][:-1]} style="{_WORDS}">', body)
    body = _SUMMARY.sub(lambda found: f'{found[0][:-1]} style="{_FOLDED}">', body)
    return _ROOT.sub(lambda found: found[1] + _NO_FORMULAS, body)


def _styled(found: re.Match[str]) -> str:
    """An element of a notebook with the style of its classes."""
    classes = found[2].split()
    if found[1] in ("td", "th"):
        return found[0] if "nk-num" in classes else f'{found[0]} style="{_WORDS}"'
    style = next((style for key, style in STYLES.items() if set(key.split()) <= set(classes)), "")
    return f'{found[0]} style="{style}"' if style else found[0]


def plain(body: str) -> str:
    """What inlined() was made of: a report's page always has its style sheet, and never formulas."""
    return _ADDED.sub("", body.replace(f'class="nk{_NO_FORMULAS}', 'class="nk'))


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
