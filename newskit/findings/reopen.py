"""nk.open_findings(): files of findings -> tables as they were, with the types that CSV and JSON Lines lose."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import tables
from ..checks import check_path
from ..errors import InputError, InputNotFoundError
from ..export import FORMATS, rearmed
from ..frames import Frame
from ..result import Analysis
from .save import described, path_of

if TYPE_CHECKING:
    import pandas as pd

#: Formats that give back what was written. Excel cuts long texts.
OPENED = tuple(format for format in FORMATS if format != "xlsx")
#: What a CSV file writes as text -> the value.
_FROM_TEXT: dict[str, Callable[[str], Any]] = {
    "int": int, "float": float, "bool": lambda text: {"True": True, "False": False}[text], "list": json.loads,
}  # fmt: skip


def open_findings(folder: str | os.PathLike[str]) -> Analysis:
    """What `result.save(folder)` or `newskit analyze --out` wrote, as it was: all tables with their types, and show().

    Args:
        folder: with findings in Parquet, CSV or JSON Lines (Excel cuts long texts, so nothing is read from it).

    Returns:
        The Analysis that was saved. What CSV cannot tell apart from a missing value (a text of no characters) is
        missing.

    Raises:
        InputNotFoundError: there is no such folder.
        InputError: it holds no findings, or they are damaged.
    """
    target = check_path(folder, "open_findings")
    if not target.is_dir():
        what = "is a file, not a folder of findings" if target.exists() else "does not exist"
        raise InputNotFoundError(f"{target} {what}. Name the folder that result.save() or newskit analyze --out wrote.")
    said = described(target)
    if said["format"] not in OPENED:
        raise InputError(
            f"{target} holds findings for Excel, which cuts long texts, so they cannot be opened again. "
            f"Analyze with --format {', '.join(OPENED)}, or save(..., format='parquet')."
        )
    read = {name: read_table(name, path_of(target, f"{name}.{said['format']}"), said) for name in tables.TABLES}
    return Analysis(**read, pipeline=dict(said["pipeline"]), language=str(said["language"]))


def read_table(name: str, path: Path, said: Mapping[str, Any]) -> pd.DataFrame:
    """A table of findings.

    Args:
        name: of the table.
        path: its file.
        said: what findings.json says.

    Raises:
        InputError: the file is missing, damaged, or has other rows or columns than were written.
    """
    again = "Analyze the articles again, or copy the whole folder again."
    if not path.is_file():
        raise InputError(f"{path.name} is missing in {path.parent}. {again}")
    try:
        columns = _READERS[path.suffix[1:]](path)
        made = _made(name, columns, said["own_columns"])
    except InputError:
        raise
    except Exception as error:  # each library has errors of its own for what is no file of its format
        reason = " ".join(str(error).split())[:120]
        raise InputError(f"{path} is damaged and cannot be read ({type(error).__name__}: {reason}). {again}") from error
    if len(made) != said["rows"].get(name):
        raise InputError(f"{path} has {len(made):,} rows, and {said['rows'].get(name)} were written. {again}")
    return made


def _made(name: str, columns: dict[str, list[Any]], own: Mapping[str, Mapping[str, Any]]) -> pd.DataFrame:

    table = tables.TABLES[name]
    wanted = [*table.names, *(own if table.open else ())]
    if missing := next((column for column in wanted if column not in columns), None):
        raise InputError(
            f"The table {name} of these findings lacks the column {missing!r}. Analyze the articles again."
        )
    made = {c.name: tables.series(c, _promised(c, columns[c.name])) for c in table.columns}
    if not table.open:
        return tables.check(name, Frame(made))
    return Frame(made | {key: _own(columns[key], kind) for key, kind in own.items()})


def _promised(column: tables.Column, values: list[Any]) -> list[Any]:
    read = _FROM_TEXT.get(column.type)
    if read is not None:
        values = [read(value) if isinstance(value, str) else value for value in values]
    if column.type == "int":
        return [int(value) for value in values]
    if column.name == "evidence":  # Parquet has one type for all numbers of a list
        return [[[int(start), int(end), *weight] for start, end, *weight in spans] for spans in values]
    return values


def _own(values: list[Any], kind: Mapping[str, Any]) -> pd.Series[Any]:
    """A column of the user's own as findings.json describes it."""
    import pandas as pd

    dtype = str(kind["dtype"])
    if dtype == "category":
        categories = pd.Index(kind["categories"], dtype=kind["of"])
        by_text = {str(one): one for one in categories} | {one: one for one in categories}
        known = [None if value is None else by_text[value] for value in values]
        return pd.Series(pd.Categorical(known, categories=categories, ordered=kind["ordered"]))
    if dtype == "object":
        return pd.Series([_object(value, kind["kind"]) for value in values], dtype="object")
    if dtype.startswith("datetime64"):
        moments = pd.to_datetime(pd.Series(values, dtype="object"), utc="," in dtype, format="ISO8601")
        return moments.astype(dtype)  # type: ignore[call-overload, no-any-return]
    return pd.Series(_typed(values, dtype), dtype=dtype)  # type: ignore[call-overload, no-any-return]


def _typed(values: list[Any], dtype: str) -> list[Any]:
    """The values of a column of truth values or numbers that a format wrote as text; others as they are."""
    if dtype in ("bool", "boolean"):
        return [_FROM_TEXT["bool"](value) if isinstance(value, str) else value for value in values]
    if dtype.lower().startswith(("int", "uint", "float")):
        number = float if dtype.lower().startswith("float") else int
        return [None if value is None else number(value) for value in values]
    return values


def _object(value: Any, kind: str) -> Any:
    if not isinstance(value, str) or kind == "str":
        return value
    if kind == "date":
        return date.fromisoformat(value)
    if kind in ("list", "int", "float", "other"):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return {"True": True, "False": False}.get(value, value) if kind == "bool" else value


def _parquet(path: Path) -> dict[str, list[Any]]:
    from pyarrow import parquet

    with path.open("rb") as file:
        table = parquet.read_table(file)
    return {name: table.column(name).to_pylist() for name in table.column_names}


def _csv(path: Path) -> dict[str, list[Any]]:
    import pandas as pd

    read = pd.read_csv(path, dtype=str, keep_default_na=False, na_filter=False, encoding="utf-8-sig")
    return {rearmed(str(name)): [rearmed(value) if value else None for value in read[name]] for name in read.columns}


def _jsonl(path: Path) -> dict[str, list[Any]]:
    rows = [json.loads(line) for line in path.read_bytes().decode("utf-8", "surrogatepass").split("\n") if line.strip()]
    # Of a table without rows there is no name of a column either.
    names = list(rows[0]) if rows else [*tables.TABLES[path.stem].names]
    return {name: [row[name] for row in rows] for name in names}


_READERS: dict[str, Callable[[Path], dict[str, list[Any]]]] = {"parquet": _parquet, "csv": _csv, "jsonl": _jsonl}
