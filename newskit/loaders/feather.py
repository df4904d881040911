"""Feather (Arrow) tables: one article a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..errors import InputError
from .reader import LoadOptions, Row
from .source import Source
from .table import arrow_rows


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
