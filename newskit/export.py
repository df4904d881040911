"""Tables to files: Parquet, CSV, Excel, JSON Lines. Spreadsheets get no formulas, lists become JSON."""

from __future__ import annotations

import csv
import json
import math
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from .errors import InputError

if TYPE_CHECKING:
    import pandas as pd

FORMATS = ("parquet", "csv", "xlsx", "jsonl")
#: A cell that begins so is a formula to a spreadsheet; with apostrophes before it, it was one.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
#: Rows below the names that an Excel sheet has, and characters that a cell has.
SHEET, _CELL = 1_048_575, 32_767
#: What no name of an Excel sheet may hold.
_NO_TITLE = re.compile(r"[\[\]:*?/\\]")


def write_tables(frames: dict[str, pd.DataFrame], folder: Path, format: str = "parquet") -> list[Path]:
    """Write each table to folder/NAME.format and return the paths.

    Raises:
        InputError: the format is none of parquet, csv, xlsx, jsonl.
    """
    check_format(format)
    folder.mkdir(parents=True, exist_ok=True)
    return [_write(frame, folder / f"{name}.{format}", format) for name, frame in frames.items()]


def check_format(format: str) -> None:
    """Refuse a format that is not known (InputError)."""
    if format not in FORMATS:
        raise InputError(f"Format {format!r} is not known. Allowed: {', '.join(FORMATS)}.")


def check_suffix(path: Path) -> str:
    """The format that a path's ending asks for.

    Raises:
        InputError: it is none of .parquet, .csv, .xlsx, .jsonl.
    """
    format = path.suffix.lower().removeprefix(".")
    if format not in FORMATS:
        raise InputError(f"{path.name}: the ending {path.suffix!r} is not known. Allowed: .{', .'.join(FORMATS)}.")
    return format


def write_table(frame: pd.DataFrame, path: Path, *, sheet: str = "") -> Path:
    """Write one table to a path, in the format of its ending; an Excel sheet is named after it, or as `sheet` says.

    Raises:
        InputError: the ending is none of .parquet, .csv, .xlsx, .jsonl.
    """
    format = check_suffix(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    return _write(frame, path, format, sheet)


def _write(frame: pd.DataFrame, path: Path, format: str, sheet: str = "") -> Path:
    if format == "parquet":
        _parquet(frame, path)
    elif format in ("jsonl", "csv"):
        with path.open("wb") as file:
            append(frame, file, format, first=True)
    else:
        _excel(_plain(frame, zoned_only=True), path, sheet or path.stem)
    return path


def _parquet(frame: pd.DataFrame, path: Path) -> None:
    """A column of one's own with values of many kinds, which Parquet cannot hold, becomes text."""
    import pyarrow as pa

    plain = frame
    for name in _of_objects(frame):
        try:
            pa.array(frame[name], from_pandas=True)
        except (pa.ArrowException, TypeError, ValueError, OverflowError):
            plain = plain.copy()
            plain[name] = as_texts(frame[name].where(frame[name].notna(), None))
    plain.to_parquet(path, index=False)


def append(frame: pd.DataFrame, file: IO[bytes], format: str, *, first: bool) -> None:
    """Add the rows of a table to an open CSV or JSON Lines file; the first ones bring the names of the columns."""
    if format == "jsonl":
        file.write("".join(_json_lines(frame)).encode("utf-8", "surrogatepass"))
        return
    plain: Any = _disarmed(_listless(_plain(frame)))
    # Python's csv does not quote a carriage return, and readers take it for the end of the row.
    quoting = csv.QUOTE_ALL if any(_has_return(plain[name]) for name in plain.columns) else csv.QUOTE_MINIMAL
    text = plain.to_csv(index=False, header=first, lineterminator="\n", quoting=quoting)
    file.write(text.encode("utf-8-sig" if first else "utf-8"))


def _has_return(column: pd.Series[Any]) -> bool:
    return _is_text(column) and any("\r" in value for value in column if isinstance(value, str))


def _json_lines(frame: pd.DataFrame) -> Iterator[str]:
    """A line per row; unlike pandas, numbers with all their digits."""
    plain = _plain(frame)
    columns = [_objects(plain[name]) for name in plain.columns]
    for values in zip(*columns, strict=True):
        yield as_json(dict(zip(map(str, plain.columns), values, strict=True))) + "\n"


def _objects(column: pd.Series[Any]) -> list[Any]:
    values = column.astype(object)
    known = values.where(column.notna(), None).tolist()
    return [None if isinstance(v, float) and math.isinf(v) else v for v in known] if column.dtype.kind == "f" else known


def _plain(frame: pd.DataFrame, *, zoned_only: bool = False) -> pd.DataFrame:
    """A copy in which times are ISO text: zoned ones in UTC, days without a time; `zoned_only`: the others stay."""
    out = frame.copy()
    for name in out.columns:
        if str(out[name].dtype).startswith("datetime64") and (out[name].dt.tz is not None or not zoned_only):
            out[name] = _iso(out[name])
    return out


def _iso(times: Any) -> Any:
    zoned = times.dt.tz is not None
    times = times.dt.tz_convert("UTC") if zoned else times
    if not zoned and (times.dropna().dt.normalize() == times.dropna()).all():
        return times.dt.strftime("%Y-%m-%d")
    text = times.dt.strftime("%Y-%m-%dT%H:%M:%S.%f").str.replace(".000000", "", regex=False)
    return text + "Z" if zoned else text


def _listless(frame: pd.DataFrame) -> pd.DataFrame:
    """A copy in which lists, and whatever else is no single value, are JSON text."""
    out = frame.copy()
    for name in _of_objects(out):
        out[name] = out[name].map(lambda v: as_json(v) if hasattr(v, "__len__") and not isinstance(v, str) else v)
    return out


def _of_objects(frame: pd.DataFrame) -> list[Any]:
    return [name for name in frame.columns if str(frame[name].dtype) == "object"]


def _is_text(column: pd.Series[Any]) -> bool:
    return column.dtype == object or str(column.dtype) in {"string", "str", "category"}


def _disarmed(frame: pd.DataFrame) -> pd.DataFrame:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front, as spreadsheets do themselves.

    So does text that begins with such an apostrophe already, so that `rearmed` knows what was there. Names of columns
    are text too.
    """
    out = frame.copy()
    for name in out.columns:
        if _is_text(out[name]):
            column = out[name].astype(object)
            out[name] = column.map(lambda v: f"'{v}" if isinstance(v, str) and _FORMULA.match(v) else v)
    names = [f"'{name}" if _FORMULA.match(str(name)) else name for name in out.columns]
    out.columns = names  # type: ignore[assignment]
    return out


def rearmed(text: str) -> str:
    """Text of a CSV file as it was before its formula was disarmed."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text


def for_excel(frame: pd.DataFrame) -> pd.DataFrame:
    """A copy that Excel takes: no zones, no lists, no formulas, no control characters, no cell that is too long.

    Days and times are dates to Excel; those before 1900, which it does not know, are ISO text.
    """
    import pandas as pd
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    out = pd.DataFrame(frame).copy()  # plain, whose to_excel changes nothing more
    for name in out.columns:
        if str(out[name].dtype).startswith("datetime64"):
            local = out[name].dt.tz_localize(None)
            out[name] = _iso(local) if (local.dt.year < 1900).any() else local
    out = _disarmed(_listless(out))
    for name in out.columns:
        if _is_text(out[name]):
            out[name] = out[name].map(lambda v: ILLEGAL_CHARACTERS_RE.sub("", v)[:_CELL] if isinstance(v, str) else v)
    return out


def _excel(frame: pd.DataFrame, path: Path, sheet: str) -> None:
    import pandas as pd

    if len(frame) > SHEET:
        raise InputError(
            f"{sheet}: {len(frame):,} rows are more than an Excel sheet has ({SHEET:,}). Write parquet, csv or jsonl."
        )
    with pd.ExcelWriter(path, engine="openpyxl") as writer:
        for_excel(frame).to_excel(writer, index=False, sheet_name=_NO_TITLE.sub("_", sheet)[:31])
    _timeless(path)


def _timeless(path: Path) -> None:
    """Write a zip of XML again with the first date a zip knows in place of now: the same table gives the same bytes."""
    with zipfile.ZipFile(path) as old:
        parts = [(info.filename, old.read(info)) for info in old.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts:
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>1980-01-01T00:00:00Z", content)
            new.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)


def as_texts(values: Iterable[Any]) -> list[str | None]:
    """Values of any kind as text: strings as they are, lists and mappings as JSON."""
    return [None if value is None else value if isinstance(value, str) else as_json(value) for value in values]


def as_json(value: Any) -> str:
    """A value as JSON; what JSON does not know as its text."""
    return json.dumps(value, ensure_ascii=False, default=_no_json)


def _no_json(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value.tolist() if hasattr(value, "tolist") else str(value)
