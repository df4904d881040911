"""Tables and key figures as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .. import texts
from .html import escape, link

if TYPE_CHECKING:
    import pandas as pd


def table_html(
    frame: pd.DataFrame,
    *,
    language: str = "de",
    headers: Mapping[str, str] | None = None,
    links: Mapping[str, Sequence[str | None]] | None = None,
    percents: Iterable[str] = (),
    decimals: int = 1,
    caption: str = "",
    limit: int | None = None,
) -> str:
    """A DataFrame as a compact HTML table with numbers as people write them (1.234,5).

    Args:
        frame: what to show; column by column, without the index.
        language: "de" or "en".
        headers: names of columns as shown; default: newskit's own for its columns, else the name itself.
        links: addresses for the cells of a column: anchors of the page (#q-1-2) or http(s).
        percents: columns of shares (0 to 1), shown as percent.
        decimals: digits after the decimal comma of floats.
        caption: a line below the table.
        limit: rows shown at most; the caption says how many there are.
    """
    shown = frame if limit is None else frame.head(limit)
    names = {**{str(c): texts.label("column", c, language) for c in frame.columns}, **(headers or {})}
    numeric = {str(c) for c in frame.columns if frame[c].dtype.kind in "iuf"}
    head = "".join(f'<th scope="col"{_class(str(c), numeric)}>{escape(names[str(c)])}</th>' for c in frame.columns)
    body = "".join(_row(shown, n, numeric, set(percents), links or {}, language, decimals) for n in range(len(shown)))
    notes = [caption] if caption else []
    if len(shown) < len(frame):
        notes.append(_cut(len(shown), len(frame), language))
    foot = f"<caption>{escape(' '.join(notes))}</caption>" if notes else ""
    table = f"<table>{foot}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f'<div class="nk"><div class="nk-scroll" tabindex="0">{table}</div></div>'


def _cut(shown: int, all_: int, language: str) -> str:
    some, many = texts.number(shown, language), texts.number(all_, language)
    return texts.label("display", "shown_of_rows", language).format(some, many)


def _class(column: str, numeric: set[str]) -> str:
    return ' class="nk-num"' if column in numeric else ' class="nk-wide"' if column in {"text", "reason"} else ""


def _row(
    frame: pd.DataFrame,
    n: int,
    numeric: set[str],
    percents: set[str],
    links: Mapping[str, Sequence[str | None]],
    language: str,
    decimals: int,
) -> str:
    cells = []
    for k, column in enumerate(map(str, frame.columns)):
        value = frame.iat[n, k]
        text = texts.percent(value, language) if column in percents else cell_text(value, language, decimals)
        content = link(text, links[column][n]) if column in links else escape(text)
        cells.append(f"<td{_class(column, numeric)}>{content}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def cell_text(value: Any, language: str = "de", decimals: int = 1) -> str:
    """One value as a table shows it: numbers in the language's format, lists joined, an en dash for what is missing."""
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "–"
    if texts.is_missing(value):
        return "–"
    if type(value).__name__ in {"bool", "bool_"}:
        return texts.label("display", "yes", language) if value else texts.label("display", "no", language)
    if hasattr(value, "strftime"):
        return texts.day(value, language)
    if hasattr(value, "__round__"):  # Python's and NumPy's numbers
        whole = float(value).is_integer() and "float" not in type(value).__name__
        return texts.number(value, language, 0 if whole else decimals)
    return str(value)


def key_figures(figures: Iterable[tuple[str, str, str]], links: Mapping[str, str] | None = None) -> str:
    """(label, value, note) of each key figure as cards; links: addresses of values, by label.

    They are no <dl>: Jupyter sets its terms beside their descriptions, in a column too narrow for a word.
    """
    to = links or {}
    cards = [
        f'<div class="nk-card"><div class="nk-label">{escape(label)}</div><div '
        f'class="nk-value">{link(value, to.get(label))}</div>'
        + (f'<div class="nk-note">{escape(note)}</div>' if note else "")
        + "</div>"
        for label, value, note in figures
    ]
    # Where four fit side by side, nine stand in threes: else the last one would be alone.
    thirds = " nk-thirds" if len(cards) > 4 and len(cards) % 4 == 1 and len(cards) % 3 != 1 else ""
    return f'<div class="nk"><div class="nk-cards{thirds}">{"".join(cards)}</div></div>'
