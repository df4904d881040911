"""Columns of the user's own (lager, topic, coder): which they are, under which name they stay, and of which type."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from .. import tables
from .reader import LoadOptions, Row, problem, storable

OWNED = frozenset(tables.TABLES["articles"].names)
#: Before the name of a column that newskit has too.
PREFIX = "own_"
#: No table has more columns of one's own; records that each have other keys would make a column of every key.
MOST = 500
#: Columns that only newskit's own table of articles has; with one of these, and its key, it is one.
_MARKS = frozenset({"duplicate_of", "flagged", "cuts"})


def is_ours(names: Iterable[str]) -> bool:
    """Are these the columns of an articles table that newskit made?"""
    found = set(names)
    return "article_id" in found and bool(found & _MARKS)


@lru_cache(maxsize=1024)
def own_columns(names: tuple[str, ...], taken: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """(column, its name among the articles) of all columns that hold none of newskit's fields.

    Args:
        names: of all columns.
        taken: those that are read as a field (find_columns).
    """
    ours = is_ours(names)
    free = [
        name for name in dict.fromkeys(names) if name.strip() and name not in taken and not (ours and name in OWNED)
    ]
    return tuple((name, f"{PREFIX}{name}" if name in OWNED else storable(name)) for name in free)


def renamed(own: Iterable[tuple[str, str]], source: object) -> Iterable[Row]:
    """A problem for each column whose name newskit has taken for one of its own."""
    for name, kept in own:
        if kept == f"{PREFIX}{name}":
            reason = f"The column {name!r} has the name of a column that newskit makes itself; it is kept as {kept!r}."
            yield problem(source, reason)


def note_types(options: LoadOptions, own: Iterable[tuple[str, str]], types: Mapping[str, Any]) -> None:
    """Remember the types that a table gives its columns; where two tables differ, the values decide."""
    for name, kept in own:
        dtype = types[name]
        options.dtypes[kept] = dtype if options.dtypes.get(kept, dtype) == dtype else None


def admitted(row: Row, known: dict[str, None]) -> tuple[dict[str, Any], bool]:
    """The user's own values of a row as a table can hold them, and whether some are left out since there are too many columns."""
    own = row.get("own") or {}
    for name in own:
        if len(known) < MOST:
            known.setdefault(name)
    kept = {name: storable(value) if isinstance(value, str) else value for name, value in own.items() if name in known}
    return kept, len(kept) < len(own)


def flat(value: Any) -> Any:
    """A value of JSON or YAML as a cell has it: text, numbers and lists of texts as they are, all else as JSON."""
    if isinstance(value, str):
        return value or None
    if value is None or isinstance(value, bool | int | float):
        return value
    return (
        value
        if isinstance(value, list) and all(isinstance(v, str) for v in value)
        else json.dumps(value, ensure_ascii=False)
    )
