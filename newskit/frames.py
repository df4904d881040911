"""The DataFrame of articles, and columns of the user's own (lager, topic): their types, and their way into a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pandas as pd

from .export import as_json, as_texts, for_excel

if TYPE_CHECKING:
    import pyarrow as pa

#: Types of the user's columns, by the kind that all their values have: without and with missing ones.
_KINDS = {
    "str": ("string", "string"), "bool": ("bool", "boolean"), "int": ("int64", "Int64"), "float": ("float64",
    "float64"),
    "time": ("datetime64[us]", "datetime64[us]"), "zoned": ("datetime64[us, UTC]", "datetime64[us, UTC]"),
    "date": ("object", "object"), "list": ("object", "object"),
}  # fmt: skip
#: Which kinds of values a NumPy type takes.
_FITS = {"b": {"bool"}, "i": {"int"}, "u": {"int"}, "f": {"int", "float"}, "M": {"time"}}


class Frame(pd.DataFrame):
    """A table of newskit: it shows and exports the text of strangers as text.

    In a notebook two dollar signs in a text start no formula ("$31 je Aktie auf $135"), whatever pandas is set to.
    `to_excel` can write it though it holds moments in UTC, and lists.

    Excel knows no time zones, and pandas refuses to write a column with one rather than drop it unasked. The column
    `published` has one on purpose: a moment without a zone is read as local time by R and by other libraries. So the
    zone is dropped on the way into Excel only, and the clock there shows UTC, as the codebook says; `published_local`
    and `date` stand beside it for those who count days. Texts that a spreadsheet would run as formulas get an
    apostrophe in front.
    """

    @property
    def _constructor(self) -> Callable[..., Frame]:
        return Frame

    def _repr_html_(self) -> str | None:
        with pd.option_context("display.html.use_mathjax", False):
            return super()._repr_html_()  # type: ignore[misc, no-any-return]

    def to_excel(self, *args: Any, **options: Any) -> None:  # type: ignore[misc]
        """As DataFrame.to_excel; times without their zone, lists as JSON, no formulas."""
        index = self.index.tz_localize(None) if isinstance(self.index, pd.DatetimeIndex) else self.index
        for_excel(pd.DataFrame(self).set_axis(index)).to_excel(*args, **options)


def kind_of(value: Any) -> str:
    """What a value of the user's own is: a key of _KINDS, or "other" (a mapping, a number beyond 64 bits, ...)."""
    if isinstance(value, str):
        return "str"
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, int):
        return "int" if -(1 << 63) <= value < 1 << 63 else "other"
    if isinstance(value, datetime):
        return "zoned" if value.tzinfo else "time"
    if isinstance(value, list):
        return "list" if all(isinstance(item, str) for item in value) else "other"
    return "float" if isinstance(value, float) else "date" if isinstance(value, date) else "other"


def own_dtype(dtype: Any, kinds: set[str], missing: bool) -> Any:
    """The type of a column of the user's own; None if its values are of many kinds, and become text.

    Args:
        dtype: the type that it has in the data; None if that says nothing (JSON), or files say different things.
        kinds: of its values (kind_of), those that are missing left out.
        missing: some are.
    """
    if _takes(dtype, kinds):
        return _nullable(dtype) if missing else dtype
    if kinds == {"int", "float"}:
        kinds = {"float"}
    return _KINDS[next(iter(kinds), "str")][missing] if len(kinds) < 2 and kinds <= _KINDS.keys() else None


def _takes(dtype: Any, kinds: set[str]) -> bool:
    if dtype is None:
        return False
    return kinds <= _FITS.get(dtype.kind, set()) if hasattr(dtype, "char") and dtype.kind in _FITS else True


def _nullable(dtype: Any) -> Any:
    """The type beside a NumPy type that can miss values."""
    if not hasattr(dtype, "char") or dtype.kind not in "biu":
        return dtype
    return "boolean" if dtype.kind == "b" else f"{'U' if dtype.kind == 'u' else ''}Int{8 * dtype.itemsize}"


def own_series(values: list[Any], dtype: Any = None) -> pd.Series[Any]:
    """A column of the user's own: of the type that it had, else of the type that all its values have, else as text."""
    present = [value for value in values if value is not None]
    wanted = own_dtype(dtype, set(map(kind_of, present)), len(present) < len(values))
    if wanted is not None:
        try:
            made: pd.Series[Any] = pd.Series(values, dtype=wanted)
            return made
        except (TypeError, ValueError, OverflowError):  # a type of a library that does not take its own values
            pass
    return pd.Series(as_texts(values), dtype="string")


class OwnFile:
    """A line of JSON for each row of a table, in a file beside it, from the first row with columns of its own on.

    `table`: the names of the columns that are not the user's.
    """

    def __init__(self, path: Path, table: Iterable[str]) -> None:
        self.path, self._table = path, frozenset(table)
        self.dtypes: dict[str, Any] = {}
        self._kinds: dict[str, set[str]] = {}
        self._known: dict[str, int] = {}
        self._categories: dict[str, set[Any]] = {}
        self._rows = 0
        self._file: IO[str] | None = None

    def take(self, rows: Iterable[dict[str, Any]]) -> None:
        """Take the user's own values out of rows of the articles table, and note them."""
        for row in rows:
            own = {name: row.pop(name) for name in [key for key in row if key not in self._table]}
            if own and self._file is None:
                self._file = self.path.open("w", encoding="utf-8")
                self._file.write("\n" * self._rows)
            self._rows += 1
            if self._file is not None:
                self._note(own)
                self._file.write(as_json(own) + "\n")

    def _note(self, own: dict[str, Any]) -> None:
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
        import pyarrow as pa

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
