"""Columns of the user's own on their way into a file, which gets its columns when all rows were seen."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from .own import OWNED
from .reader import Row

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa


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
