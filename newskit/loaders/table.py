"""Tables, one article a row: CSV and its relatives, sheets, Parquet and Feather, DataFrames from a notebook."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from ..errors import InputError
from ..export import rearmed
from .archives import check_zip
from .documents import inner_text, opendocument_part
from .encoding import read_lines
from .markup import name
from .reader import LoadOptions, Row, library, problem
from .records import find_columns, is_ours, missing_column, note_types, own_columns, renamed, to_article
from .source import Source

if TYPE_CHECKING:
    import pandas as pd


_DELIMITERS = ",;\t|"
_SEP = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
#: No article is longer; a cell beyond this is a quotation mark that was never closed.
_CELL_LIMIT = 1 << 24
_BATCH = 256
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
#: LibreOffice writes "the same a million times" for the empty rest of a sheet.
_REPEAT = 1000


def read_csv(source: Source, options: LoadOptions) -> Iterator[Row]:
    """A table in text form, in a stream. The delimiter is found out; every cell stays a string (01067 is not 1067)."""
    notes: list[str] = []
    lines = _Lines(read_lines(source, options.encoding, notes))
    head = list(islice(lines, 200))
    if not any(line.strip() for line in head):
        raise InputError("The file is empty.")
    named = _SEP.match(head[0])  # Excel's own first line: sep=;
    lines.put_back(head[1:] if named else head)
    # The limit is the process's; it is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), _CELL_LIMIT))
    yield from _table(_rows(lines, named[1] if named else find_delimiter(head)), source, options)
    yield from (problem(source, note) for note in notes)


def find_delimiter(lines: list[str]) -> str:
    """The character of , ; tab | that makes the most even table with a column for the text."""
    return max(_DELIMITERS, key=lambda delimiter: _evenness(lines, delimiter))


def _evenness(lines: list[str], delimiter: str) -> tuple[bool, bool, float]:
    try:
        rows = [row for row in csv.reader(lines, delimiter=delimiter) if row]
    except csv.Error:
        return False, False, 0.0
    # The last row may be cut off by the end of the sample.
    same = [len(row) == len(rows[0]) for row in rows[:-1] or rows]
    return "text" in find_columns(tuple(rows[0])), len(rows[0]) > 1, sum(same) / len(same)


class _Lines:
    """The lines of a file, which can be put back, and which know the record they are read for."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._number = 0
        self.record: list[str] = []

    def put_back(self, lines: list[str]) -> None:
        self._lines = chain(lines, self._lines)
        self._number -= len(lines)
        self.record = []

    def start_record(self) -> int:
        """Forget the lines of the record before; the number of the next line."""
        self.record = []
        return self._number + 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self._number += 1
        self.record.append(line)
        return line


def _rows(lines: _Lines, delimiter: str) -> Iterator[tuple[int, list[str], str | None]]:
    """Line number, cells and fault of each row. A row with wrong quotation marks is read as well as it can be."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        number = lines.start_record()
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield number, *_mended(lines, delimiter, str(error))
            continue
        if row is None:
            return
        yield number, row, None


def _mended(lines: _Lines, delimiter: str, error: str) -> tuple[list[str], str]:
    fault = "Quotation marks in a cell are not doubled; some may be missing in the text. Export it again."
    record = lines.record
    if "end of data" in error or "limit" in error:  # never closed: the rows that it swallowed are read on their own
        fault = "A quotation mark is opened and never closed; the text may be cut off. Mend it or export it again."
        record = lines.record[:1]
        lines.put_back(lines.record[1:])
    try:
        return next(csv.reader(record, delimiter=delimiter), []), fault
    except csv.Error as last:
        return [], f"The row cannot be read: {last}."


def _table(rows: Iterator[tuple[int, list[str], str | None]], source: Source, options: LoadOptions) -> Iterator[Row]:
    names = next(([name.strip() for name in row] for _, row, _ in rows if any(row)), [])
    written = is_ours(names)  # by newskit, which disarms formulas
    names = list(map(rearmed, names)) if written else names
    columns = find_columns(tuple(names), tuple(options.columns.items()))
    if fault := missing_column(names, options, source.base, columns):
        yield problem(source, fault)
    if "text" not in columns:
        return
    own = own_columns(tuple(names), frozenset(columns.values()))
    note_types(options, own, dict.fromkeys(names, "string"))
    yield from renamed(own, source)
    for number, row, fault in rows:
        if len(row) > len(names):
            fault = f"{len(row)} cells under {len(names)} columns. Put texts with the delimiter in them in quotes."
        if fault:
            yield problem(source, f"Line {number}: {fault}")
        if row and len(row) <= len(names):
            cells = map(rearmed, row) if written else row
            record = {name: cell or None for name, cell in zip(names, cells, strict=False)}
            yield to_article(record, columns, own) | {"where": f"Line {number}"}


def rows_of_table(rows: Iterable[list[Any]], source: Source, options: LoadOptions, where: str) -> Iterator[Row]:
    """The articles of a sheet, whose first row that is not empty has the names; a sheet without a text is left out."""
    numbered = ((number, row) for number, row in enumerate(rows, 1) if any(cell not in (None, "") for cell in row))
    names = ["" if cell is None else str(cell).strip() for cell in next(numbered, (0, []))[1]]
    written = is_ours(names)
    names = list(map(rearmed, names)) if written else names
    columns = find_columns(tuple(names), tuple(options.columns.items()))
    if names and (fault := missing_column([name for name in names if name], options, source.base, columns)):
        yield problem(source, f"{where.removesuffix(', row')}: {fault}")
    if "text" in columns:
        own = own_columns(tuple(names), frozenset(columns.values()))
        yield from renamed(own, source)
        for number, row in numbered:
            record = _record(names, row, written=written)
            yield to_article(record, columns, own) | {"where": f"{where} {number}"}


def _record(names: list[str], row: list[Any], *, written: bool) -> dict[str, Any]:
    """The cells of a row by their names; `written`: newskit wrote the sheet, and disarmed formulas."""
    cells = [rearmed(cell) if written and isinstance(cell, str) else cell for cell in row]
    return {name: None if cell == "" else cell for name, cell in zip(names, cells, strict=False)}


def read_frame(frame: pd.DataFrame, options: LoadOptions) -> Iterator[Row]:
    """The rows of a DataFrame, which is not changed. A missing column is an error: it is the caller's to mend."""
    names = [str(name) for name in frame.columns]
    columns = find_columns(tuple(names), tuple(options.columns.items()))
    if fault := missing_column(names, options, "the DataFrame", columns):
        raise InputError(fault)
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise InputError(f"The DataFrame has two columns {twice!r}; one would be lost. Rename one of them.")
    # An articles table that is loaded again keeps the source of its rows.
    kept = columns | ({"source": "source"} if "source" in names and columns.get("outlet") != "source" else {})
    own = own_columns(tuple(names), frozenset(kept.values()))
    note_types(options, own, {name: frame.dtypes.iloc[names.index(name)] for name, _ in own})
    return chain(
        renamed(own, "DataFrame"), _frame_rows(frame, {field: names.index(name) for field, name in kept.items()}, own)
    )


def _frame_rows(frame: pd.DataFrame, fields: dict[str, int], own: tuple[tuple[str, str], ...]) -> Iterator[Row]:
    same = {field: field for field in fields}
    names = [str(name) for name in frame.columns]
    # Own columns may have the names of fields, so each is known by its place.
    places = fields | {f"{names.index(name)}": names.index(name) for name, _ in own}
    numbered = [(str(names.index(name)), kept) for name, kept in own]
    for start in range(0, len(frame), _BATCH):  # as Python objects, so never all at once
        series = [frame.iloc[start : start + _BATCH, place] for place in places.values()]
        plain = [one.astype(object).where(one.notna(), None) for one in series]
        for number, values in enumerate(zip(*plain, strict=True), start + 1):
            record = dict(zip(places, values, strict=True))
            yield to_article(record, same, numbered) | {"where": f"Row {number}", "source": record.get("source")}


def read_xlsx(source: Source, options: LoadOptions) -> Iterator[Row]:
    """An Excel file: every sheet with a column for the text. Formulas give the values that were saved with them."""
    import openpyxl

    check_zip(source, "Excel file")
    with source.seekable() as file:
        with library("The Excel file"):
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
            sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        for sheet in sheets:
            yield from rows_of_table(_cells(sheet), source, options, f"Sheet {sheet.title!r}, row")
        book.close()


def _cells(sheet: Any) -> Iterator[list[Any]]:
    rows = sheet.iter_rows(values_only=True)
    while True:
        with library("The Excel file"):
            row = next(rows, None)
        if row is None:
            return
        yield list(row)


def read_ods(source: Source, options: LoadOptions) -> Iterator[Row]:
    """A spreadsheet: every sheet with a column for the text."""
    body = opendocument_part(source, "content.xml", "LibreOffice table")
    for sheet in body.iter(_TABLE + "table"):
        yield from rows_of_table(_sheet(sheet), source, options, f"Sheet {sheet.get(_TABLE + 'name')!r}, row")


def _sheet(sheet: Any) -> Iterator[list[Any]]:
    for row in sheet.iter(_TABLE + "table-row"):
        cells: list[Any] = []
        for cell in row:
            if name(cell) in ("table-cell", "covered-table-cell"):
                times = int(cell.get(_TABLE + "number-columns-repeated") or 1)
                cells += [_cell(cell)] * min(times, _REPEAT)
        while cells and not cells[-1]:
            cells.pop()
        yield cells


def _cell(cell: Any) -> str | None:
    # Dates are shown as the locale has them, and stored as ISO 8601.
    return cell.get(_OFFICE + "date-value") or inner_text(cell).strip() or cell.get(_OFFICE + "value") or None


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
