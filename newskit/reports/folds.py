"""The folded parts of an appendix: a heading that opens, and lines that say what a number counts.

A browser opens a part by itself when a link leads to something in it, and paper shows all of them (show.css).
"""

from __future__ import annotations

from ..display import escape


def fold(heading: str, body: str, *, key: str = "", level: int = 3) -> str:
    """A part of a page that shows its heading only, until the reader opens it or follows a link into it.

    Args:
        heading: plain text.
        body: HTML.
        key: id of the body: a link to it opens the part, which one to the heading would not.
        level: of the heading.
    """
    name = f' id="{escape(key)}"' if key else ""
    summary = f"<summary><h{level}>{escape(heading)}</h{level}></summary>"
    return f'<details class="nk-fold">{summary}<div{name}>{body}</div></details>'


def index(lines: str) -> str:
    """The lines of an index as a list."""
    return f'<ul class="nk-index">{lines}</ul>'


def index_line(label: str, n: str, links: str, *, key: str = "", more: str = "") -> str:
    """What a number counts: its label and how many (plain text), and HTML with a link to each; more: another id."""
    name = f' id="{escape(key)}"' if key else ""
    other = f'<span id="{escape(more)}"></span>' if more else ""
    return f"<li{name}>{other}<b>{escape(label)} ({escape(n)})</b> {links or '–'}</li>"
