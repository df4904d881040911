"""What findings look like where a notebook takes their style sheet away, and how they differ in a report's page.

JupyterLab removes <style> from the outputs of a notebook that the reader has not run herself (one that a colleague
sent, the report.ipynb of a run), but keeps classes and style attributes. So what a reader must not miss stands in
attributes too: which words are marked, in colours that do in a light theme and a dark one, and that words stand on the
left. Where the style sheet is there it decides: show.css says !important of each of these properties.
"""

from __future__ import annotations

import re

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
