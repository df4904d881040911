"""Columns of the user's own (lager, topic, coder): which they are, under which name and of which type they stay, and their way into a file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from .. import tables
from .reader import LoadOptions, Row, problem, storable

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa


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


class OwnFile:
    """A line of JSON for each row of a table, in a file beside it; there is none as long as no row has columns of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.dtypes: dict[str, Any] = {}
        self._kinds: dict[str, set[str]] = {}
        self._known: dict[str, int] = {}
        self._categories: dict[str, set[Any]] = {}
        self._rows = 0
        self._file: IO[str] | None = None

    def take(self, rows: Iterable[Row]) -> None:
        """Take the user's own values out of rows of the articles table, and note them."""
        from ..export import as_json

        for row in rows:
            own = {name: row.pop(name) for name in [key for key in row if key not in OWNED]}
            if own and self._file is None:
                self._file = self.path.open("w", encoding="utf-8")
                self._file.write("\n" * self._rows)
            self._rows += 1
            if self._file is not None:
                self._note(own)
                self._file.write(as_json(own) + "\n")

    def _note(self, own: Row) -> None:
        from ..frames import kind_of

        for name, value in own.items():
            kinds = self._kinds.setdefault(name, set())
            if value is not None:
                kinds.add(kind_of(value))
                self._known[name] = self._known.get(name, 0) + 1
                if (
                    isinstance(value, str | int | float)
                    and len(seen := self._categories.setdefault(name, set())) < 10_000
                ):
                    seen.add(value)

    def close(self, types: Mapping[str, Any]) -> bool:
        """Settle the types of the columns, with those that the data say; False if there are none."""
        import pandas as pd

        from ..frames import own_dtype

        if self._file is None:
            return False
        self._file.close()
        for name, kinds in self._kinds.items():
            dtype = own_dtype(types.get(name), kinds, self._known.get(name, 0) < self._rows)
            if isinstance(dtype, str) and dtype == "category":
                dtype = pd.CategoricalDtype(sorted(self._categories.get(name, ())))
            self.dtypes[name] = (
                "string" if dtype is None or (str(dtype) == "object" and not _arrow_object(kinds)) else dtype
            )
        return True

    def schema(self, columns: pa.Schema, empty: pd.DataFrame) -> pa.Schema:
        """The columns of the table with these after them."""
        import pandas as pd
        import pyarrow as pa

        own = pd.DataFrame({name: pd.Series([], dtype=dtype) for name, dtype in self.dtypes.items()})
        plain = pa.Schema.from_pandas(own, preserve_index=False)
        fields = [
            pa.field(f.name, _arrow_object(self._kinds[f.name]) if str(self.dtypes[f.name]) == "object" else f.type)
            for f in plain
        ]
        # Parquet gives categories back as these types, whatever they were written with.
        fields = [
            f.with_type(pa.dictionary(pa.int32(), _small(f.type.value_type), f.type.ordered))
            if pa.types.is_dictionary(f.type)
            else f
            for f in fields
        ]
        whole = pa.Schema.from_pandas(pd.concat([empty, own], axis=1), preserve_index=False)
        return pa.schema([*columns, *fields], metadata=whole.metadata)

    def unfold(self, pieces: Iterable[pa.Table], schema: pa.Schema) -> Iterator[pa.Table]:
        """Pieces of the table with these columns."""
        import pyarrow as pa

        with self.path.open(encoding="utf-8") as lines:
            for piece in pieces:
                rows = [json.loads(line) if (line := next(lines)).strip() else {} for _ in range(piece.num_rows)]
                made = [
                    self._array(name, [row.get(name) for row in rows], schema.field(name).type) for name in self.dtypes
                ]
                yield pa.table([*piece.columns, *made], schema=schema)

    def _array(self, name: str, values: list[Any], type_: Any) -> Any:
        import pandas as pd
        import pyarrow as pa

        from ..export import as_texts

        if self._kinds[name] == {"date"}:
            values = [None if value is None else date.fromisoformat(value) for value in values]
        if str(self.dtypes[name]) == "object":
            return pa.array(values, type=type_)
        if str(self.dtypes[name]) in ("string", "str"):
            values = as_texts(values)
        made = pa.array(pd.Series(values, dtype=self.dtypes[name]), from_pandas=True)
        return made if made.type == type_ else made.cast(type_)


def _small(type_: Any) -> Any:
    import pyarrow as pa

    return pa.string() if pa.types.is_large_string(type_) else type_


def _arrow_object(kinds: set[str]) -> Any:
    """How Arrow keeps Python's objects of a kind; None: as text."""
    import pyarrow as pa

    known = {
        "str": pa.string(),
        "list": pa.list_(pa.string()),
        "date": pa.date32(),
        "bool": pa.bool_(),
        "int": pa.int64(),
    }
    return known.get(next(iter(kinds), "str")) if len(kinds) < 2 else None
