"""Tables to files: Parquet, CSV, Excel, JSON Lines. Spreadsheets get no formulas, lists become JSON."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import IO, TYPE_CHECKING

from .errors import InputError

if TYPE_CHECKING:
    import pandas as pd

FORMATS = ("parquet", "csv", "xlsx", "jsonl")
#: A cell that begins with one of these is a formula to a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: What no name of an Excel sheet may hold.
_NO_TITLE = re.compile(r"[\[\]:*?/\\]")


def write_tables(frames: dict[str, pd.DataFrame], folder: Path, format: str = "parquet") -> list[Path]:
    """Write each table to folder/NAME.format and return the paths.

    Raises:
        InputError: the format is none of parquet, csv, xlsx, jsonl.
    """
    if format not in FORMATS:
        raise InputError(f"Format {format!r} is not known. Allowed: {', '.join(FORMATS)}.")
    folder.mkdir(parents=True, exist_ok=True)
    return [_write(frame, folder / f"{name}.{format}", format) for name, frame in frames.items()]


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
        frame.to_parquet(path, index=False)
    elif format in ("jsonl", "csv"):
        with path.open("wb") as file:
            append(frame, file, format, first=True)
    else:
        _excel(_defused(_listless(frame)), path, sheet or path.stem)
    return path


def append(frame: pd.DataFrame, file: IO[bytes], format: str, *, first: bool) -> None:
    """Add the rows of a table to an open CSV or JSON Lines file; the first ones bring the names of the columns."""
    if format == "jsonl":
        plain = _listless(frame, dumps=False)
        text = plain.to_json(orient="records", lines=True, force_ascii=False, date_format="iso") if len(plain) else ""
        file.write(text.encode("utf-8", "surrogatepass"))
    else:
        text = _defused(_listless(frame)).to_csv(index=False, header=first, lineterminator="\n")
        file.write(text.encode("utf-8-sig" if first else "utf-8"))


def _listless(frame: pd.DataFrame, dumps: bool = True) -> pd.DataFrame:
    """A copy in which lists are JSON text and times are ISO text."""
    out = frame.copy()
    for name in out.columns:
        if dumps and any(isinstance(v, list) for v in out[name]):
            out[name] = out[name].map(lambda v: json.dumps(v, ensure_ascii=False))
        elif str(out[name].dtype).startswith("datetime64"):
            out[name] = out[name].dt.strftime("%Y-%m-%dT%H:%M:%SZ")
    return out


def _defused(frame: pd.DataFrame) -> pd.DataFrame:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front, as spreadsheets do themselves."""
    out = frame.copy()
    for name in out.columns:
        if out[name].dtype == object or str(out[name].dtype) in {"string", "str", "category"}:
            column = out[name].astype(object)
            out[name] = column.map(lambda v: f"'{v}" if isinstance(v, str) and v.startswith(FORMULA) else v)
    return out


def _excel(frame: pd.DataFrame, path: Path, sheet: str) -> None:
    import pandas as pd
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    clean = frame.map(lambda v: ILLEGAL_CHARACTERS_RE.sub("", v)[:32_767] if isinstance(v, str) else v)
    with pd.ExcelWriter(path, engine="openpyxl") as writer:
        clean.to_excel(writer, index=False, sheet_name=_NO_TITLE.sub("_", sheet)[:31])
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
