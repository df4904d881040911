"""Excel tables: one article a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .archives import check_zip
from .reader import LoadOptions, Row, library
from .source import Source
from .table import rows_of_table


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
