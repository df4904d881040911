"""Sentences from templates/de and templates/en, which an editor can change: a macro a section, a line a paragraph.

The first line of a section is its heading; a line that starts with "- " is an item of a list, with "> " a note.
Templates escape what they are given; a figure that leads to its passages is given as a link, and stays one in HTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from html import unescape
from importlib.resources import files
from itertools import groupby
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from .. import texts
from ..display import escape, link

_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>')


@dataclass(frozen=True)
class Line:
    """A paragraph, an item of a list ("-") or a note (">"): pieces of plain text, some with an address."""

    sign: str
    pieces: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """Without its links."""
        return "".join(text for text, _ in self.pieces)

    @property
    def html(self) -> str:
        """With its links; all else escaped."""
        return "".join(link(text, href) for text, href in self.pieces)


def sentences(template: str, topic: str, language: str, values: Mapping[str, Any]) -> tuple[str, list[Line]]:
    """Heading and lines of a section.

    Args:
        template: overview, sources, comparison or method.
        topic: name of a macro in it.
        language: "de" or "en".
        values: what the sentences are made of.
    """
    module = _environment(texts.check_language(language)).get_template(f"{template}.j2").make_module(dict(values))
    written = str(getattr(module, topic)()).split("\n")
    heading, *lines = [_line(line.strip()) for line in written if line.strip()]
    return heading.text, lines


def html_of(lines: Iterable[Line]) -> str:
    """Paragraphs, lists and notes."""
    parts = []
    for sign, some in groupby(lines, key=lambda line: line.sign):
        if sign == "-":
            parts.append(f"<ul>{''.join(f'<li>{line.html}</li>' for line in some)}</ul>")
        else:
            start = '<p class="nk-note">' if sign == ">" else "<p>"
            parts += [f"{start}{line.html}</p>" for line in some]
    return "".join(parts)


def text_of(lines: Iterable[Line]) -> str:
    """The same for a terminal."""
    return "\n".join(("- " if line.sign == "-" else "") + line.text for line in lines)


def cards(language: str, values: Mapping[str, Any]) -> list[tuple[str, str, str, str]]:
    """(label, value, note, part of the appendix behind it) of each key figure, in the order a desk asks for them."""
    _, lines = sentences("overview", "cards", language, values)
    parts = [[part.strip() for part in line.text.split("|")] for line in lines]
    return [(label, value, note, key) for label, value, note, key in parts]


def linked(text: str, href: str) -> Markup:
    """A figure that leads to its passages, for a template."""
    return Markup(link(text, href))


def _line(written: str) -> Line:
    sign = written[0] if written[:2] in ("- ", "> ") else ""
    rest = written[2:] if sign else written
    pieces: list[tuple[str, str]] = []
    for n, part in enumerate(_LINK.split(rest)):
        if n % 3 == 1:  # an address, and the text behind it
            pieces.append(("", unescape(part)))
        elif n % 3 == 2:
            pieces[-1] = (unescape(part), pieces[-1][1])
        elif part:
            pieces.append((unescape(part), ""))
    return Line(sign, tuple(pieces))


@cache
def _environment(language: str) -> Environment:
    folder = files("newskit") / "report" / "templates" / language
    made = Environment(
        loader=FileSystemLoader(str(folder)), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, finalize=_in_one_line,
    )  # fmt: skip
    words: dict[str, Callable[..., Any]] = {
        "number": lambda value, decimals=0: texts.number(value, language, decimals),
        "percent": partial(texts.percent, language=language),
        "count": partial(texts.count, language=language),
        "day": partial(texts.day, language=language),
        "label": partial(texts.label, language=language),
        "shorten": texts.shorten,
        "ease": partial(ease, language=language),
        "listing": partial(_listing, language),
        "counted": partial(_counted, language),
        "grouped": partial(_grouped, language),
        "some": partial(_some, language),
        "again": lambda pairs: any(n > 1 for _, n in pairs),
    }
    made.filters |= words
    made.globals |= words
    return made


def _in_one_line(value: Any) -> Any:
    """A value without line breaks, which would begin a paragraph."""
    return type(value)(" ".join(value.split("\n"))) if isinstance(value, str) and "\n" in value else value


def _listing(language: str, items: Iterable[Any], macro: Callable[..., str] | None = None) -> Markup:
    """A, B und C; with a macro each item as it writes it; empty ones are left out."""
    written = [escape_once(macro(*item) if macro else item) for item in items if item]
    return Markup(texts.listing(written, language))


def escape_once(value: object) -> str:
    """A text as HTML; what is HTML already as it is."""
    return str(value) if isinstance(value, Markup) else escape(value)


def _counted(language: str, pairs: Any, group: str = "") -> str:
    """Names with numbers: Rutte (4) und Singh (3); with a group the names are keys of its labels."""
    items = pairs.items() if isinstance(pairs, Mapping) else pairs
    named = ((texts.label(group, name, language) if group else name, n) for name, n in items)
    return texts.listing((f"{texts.shorten(name, 60)} ({texts.number(n, language)})" for name, n in named), language)


def _grouped(language: str, noun: str, counts: Mapping[str, int]) -> str:
    """Numbers of values of a category, with the value's noun: 5 Personen, 2 Gruppen."""
    return ", ".join(texts.count(n, f"{noun}:{key}", language) for key, n in counts.items())


def _some(language: str, names: list[str], more: str, most: int = 4) -> str:
    """The first of some names, and how many more there are."""
    shown = [texts.shorten(name, 50) for name in names[:most]]
    rest = len(names) - len(shown)
    return ", ".join(shown) + more.format(rest) if rest else texts.listing(shown, language)


def ease(value: float, language: str = "de") -> str:
    """A Flesch value in words, by its lower bounds (Flesch 1948; used for German with Amstad's formula)."""
    levels = texts.labels("ease", language)
    return next(word for low, word in levels.items() if not low or value >= float(low))
