"""A table on its way into a file: Parquet under a temporary name, in pieces, and renamed when it is whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from .. import tables
from ..frames import OwnFile
from .reader import Row

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

#: A piece (a row group of the file) has so many rows, or characters of text.
_ROWS, _CHARACTERS = 2000, 1 << 24


class Part:
    """Rows of one of the tables that newskit promises, in a hidden file beside the one that is to be written."""

    def __init__(self, name: str, target: Path) -> None:
        self.name, self.n_rows = name, 0
        self._base = target.with_name(f".{target.stem}.{name}.{uuid4().hex[:12]}.part")
        self.path = self._base
        self._made = [self.path]
        self._rows: list[Row] = []
        self._size = 0
        self._schema = schema_of(name)
        self._own = OwnFile(self.temporary("own"), self._schema.names) if tables.TABLES[name].open else None
        self._writer: Any = None

    def open(self) -> None:
        """Begin the file; where it cannot be written, that shows here."""
        from pyarrow import parquet

        self._writer = parquet.ParquetWriter(self.path, self._schema)

    def add(self, row: Row) -> None:
        """Note a row; every few thousand go to the file together."""
        self._rows.append(row)
        self._size += len(row.get("text") or "")
        if len(self._rows) >= _ROWS or self._size >= _CHARACTERS:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            if self._own:
                self._own.take(self._rows)
            self._writer.write_table(arrow(tables.frame(self.name, self._rows), self._schema))
            self.n_rows += len(self._rows)
            self._rows, self._size = [], 0

    def close(self, own_types: Mapping[str, Any] | None = None) -> None:
        """Write the last rows and the end of the file. `own_types`: the data's of columns of the user's own."""
        self._flush()
        self._writer.close()
        if self._own and self._own.close(own_types or {}):
            self._unfold(self._own)

    def _unfold(self, own: OwnFile) -> None:
        """Write the file again with the columns of the user's own, which are known now that all rows were seen."""
        from pyarrow import parquet

        made, schema = self.temporary("whole"), own.schema(self._schema, tables.frame(self.name))
        with parquet.ParquetWriter(made, schema) as writer:
            for piece in own.unfold(self.pieces(), schema):
                writer.write_table(piece)
        made.replace(self.path)
        self._schema = schema

    def pieces(self, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """What is in the file, piece by piece."""
        from pyarrow import parquet

        with parquet.ParquetFile(self.path) as file:
            for number in range(file.num_row_groups):
                yield file.read_row_group(number, columns=columns)

    def frames(self) -> Iterator[pd.DataFrame]:
        """The same as tables.frame() gives it; one empty frame if there is no row."""
        for piece in self.pieces():
            yield tables.frame(self.name, piece.to_pylist(), self._own.dtypes if self._own else None)
        if not self.n_rows:
            yield tables.frame(self.name)

    def fill(self, column: str, values: Sequence[Any]) -> None:
        """Write the file again with other values in a column."""
        import pyarrow as pa
        from pyarrow import parquet

        place, start = self._schema.get_field_index(column), 0
        filled = self.temporary("filled")
        with parquet.ParquetWriter(filled, self._schema) as writer:
            for piece in self.pieces():
                end = start + piece.num_rows
                one = pa.array(values[start:end], type=self._schema.field(column).type)
                writer.write_table(piece.set_column(place, self._schema.field(column), one))
                start = end
        filled.replace(self.path)

    def temporary(self, ending: str) -> Path:
        """A further temporary name, of a file that is removed in the end as well."""
        self._made.append(self._base.with_name(f"{self._base.name}.{ending}"))
        return self._made[-1]

    def remove(self) -> None:
        """Remove whatever still has a temporary name."""
        with suppress(OSError):  # a full disk, said before
            if self._writer is not None:
                self._writer.close()
        for path in self._made:
            with suppress(OSError):
                path.unlink(missing_ok=True)


def arrow(frame: pd.DataFrame, schema: pa.Schema) -> pa.Table:
    """A table of the kit as Arrow has it."""
    import pyarrow as pa

    return pa.Table.from_pandas(frame, schema=schema, preserve_index=False)


def schema_of(name: str) -> pa.Schema:
    """The types of a table's columns, whatever is in its first rows."""
    import pyarrow as pa

    cut = pa.struct([("start", pa.int64()), ("kind", pa.string()), ("text", pa.string())])
    kinds = {
        "str": pa.string(),
        "int": pa.int64(),
        "float": pa.float64(),
        "bool": pa.bool_(),
        "time": pa.timestamp("us", tz="UTC"),
        "list": pa.list_(pa.string()),
        "local": pa.timestamp("us"),
        "day": pa.timestamp("us"),
    }
    columns = tables.TABLES[name].columns
    plain = pa.schema([(c.name, pa.list_(cut) if c.name == "cuts" else kinds[c.type]) for c in columns])
    return plain.with_metadata(arrow(tables.frame(name), plain).schema.metadata)
