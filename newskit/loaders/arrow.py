"""Tables of Arrow: Parquet and Feather, in a stream, and only the columns that are needed. One article a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ..errors import InputError
from .reader import LoadOptions, Row, problem
from .records import find_columns, missing_column, note_types, own_columns, renamed, to_article
from .source import Source

_BATCH = 256


def read_parquet(source: Source, options: LoadOptions) -> Iterator[Row]:
    """A Parquet file, in batches of rows, and only the columns that are needed."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        with source.seekable() as stream, parquet.ParquetFile(stream) as file:
            yield from arrow_rows(
                file.schema_arrow,
                lambda names: file.iter_batches(batch_size=_BATCH, columns=names),
                source,
                options,
            )
    except pa.ArrowException as error:
        raise InputError(f"Not a whole Parquet file: {str(error).splitlines()[0]} Export or copy it again.") from error


def arrow_rows(
    schema: Any, batches: Callable[[list[str]], Iterable[Any]], source: Source, options: LoadOptions
) -> Iterator[Row]:
    """The articles of Arrow record batches; `batches` gives those of some columns."""
    names = schema.names
    columns = find_columns(tuple(names), tuple(options.columns.items()))
    if fault := missing_column(names, options, source.base, columns):
        yield problem(source, fault)
    if "text" in columns:
        own = own_columns(tuple(names), frozenset(columns.values()))
        note_types(options, own, _pandas_types(schema))
        yield from renamed(own, source)
        wanted = list(dict.fromkeys([*columns.values(), *(name for name, _ in own)]))
        rows = (row for batch in batches(wanted) for row in batch.to_pylist())
        for number, row in enumerate(rows, 1):
            yield to_article(row, columns, own) | {"where": f"Row {number}"}


def _pandas_types(schema: Any) -> dict[str, Any]:
    """The types that pandas gives the columns of an Arrow table; None where it is Python's own objects."""
    types = schema.empty_table().to_pandas(ignore_metadata=False).reset_index().dtypes
    # Which categories there are stands in the rows only.
    known = {
        name: None if str(dtype) == "object" else "category" if str(dtype) == "category" else dtype
        for name, dtype in types.items()
    }
    return dict.fromkeys(schema.names) | {str(name): dtype for name, dtype in known.items()}


def read_feather(source: Source, options: LoadOptions) -> Iterator[Row]:
    """A Feather file, batch by batch."""
    import pyarrow as pa
    from pyarrow import ipc

    with source.seekable() as stream:
        try:
            if stream.read(4) == b"FEA1":
                raise InputError("This is Feather in its first version, which nothing writes any more. Save it again.")
            stream.seek(0)
            file = ipc.open_file(stream)
            yield from arrow_rows(file.schema, lambda names: _batches(file, names), source, options)
        except pa.ArrowException as error:
            raise InputError(
                f"Not a whole Feather file: {str(error).splitlines()[0]} Export or copy it again."
            ) from error


def _batches(file: Any, names: list[str]) -> Iterator[Any]:
    for number in range(file.num_record_batches):
        batch = file.get_batch(number).select(names)
        yield from (batch.slice(start, 256) for start in range(0, batch.num_rows, 256))
