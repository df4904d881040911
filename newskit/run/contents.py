"""A page's list of contents: its main headings, each with an id that a link can name."""

from __future__ import annotations

import html
import re

from .. import texts
from .paths import slug

#: A page with fewer main headings than this is read without a list of them.
FEW = 4
_HEADING = re.compile(r'<h2(?: id="([^"]*)")?>(.*?)</h2>', re.DOTALL)


def with_contents(body: str, language: str) -> str:
    """The page with ids for its main headings, and below its head a list of links to them.

    An id is made of the heading's words, so that a link to a part of a report still does after the next run.
    """
    known = set(re.findall(r' id="([^"]+)"', body))
    found: list[tuple[str, str]] = []

    def named(match: re.Match[str]) -> str:
        words = re.sub(r"<[^>]+>", "", match[2]).strip()
        key = match[1] or _new(f"part-{slug(html.unescape(words), 'heading').casefold()}", known)
        found.append((key, words))
        return f'<h2 id="{key}">{match[2]}</h2>'

    body = _HEADING.sub(named, body)
    return body if len(found) < FEW else _below_head(body, _list(found, language))


def _new(key: str, known: set[str]) -> str:
    """The key, numbered if the page has it already."""
    name, n = key, 1
    while name in known:
        n += 1
        name = f"{key}-{n}"
    known.add(name)
    return name


def _list(found: list[tuple[str, str]], language: str) -> str:
    label = texts.pick(language, "Inhalt", "Contents")
    items = "".join(f'<li><a href="#{key}">{words}</a></li>' for key, words in found)
    return f'<nav class="nk nk-contents" aria-label="{label}"><b>{label}</b><ul>{items}</ul></nav>'


def _below_head(body: str, contents: str) -> str:
    """The list stands below the title and what belongs to it."""
    head = re.search(r"</header>", body) or re.search(r"</h1>\s*(?:</section>|</div>)?", body)
    place = head.end() if head else 0
    return f"{body[:place]}\n{contents}{body[place:]}"
