"""Files -> the articles table. A format is one function `(path, options) -> Iterator[Row]` and one line in SUFFIXES."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, cast

from .. import tables
from .articles import Intake
from .files import find_files
from .jsonfiles import read_json, read_jsonl
from .reader import LoadOptions, Reader, Row, is_problem, problem
from .table import read_csv, read_frame, read_parquet
from .text import read_markdown, read_txt
from .web import read_html

if TYPE_CHECKING:
    import pandas as pd

    Source: TypeAlias = str | os.PathLike[str] | Iterable[str | os.PathLike[str]] | pd.DataFrame

__all__ = ["SUFFIXES", "articles_from_texts", "is_problem", "iter_articles", "load_articles"]

#: Which function reads files with which ending.
SUFFIXES: dict[str, Reader] = {
    ".txt": read_txt,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".json": read_json,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".parquet": read_parquet,
}
#: A file with more problems than this is broken as a whole; the others are only counted.
_PROBLEMS_PER_FILE = 1000
_FILES_FOR_PROGRESS = 200


def load_articles(
    source: Source,
    *,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
    progress: bool | None = None,
) -> pd.DataFrame:
    """Read articles into one table, one row each (`newskit.tables.TABLES["articles"]`).

    What could not be read is listed in `.attrs["problems"]` (source, article_id, stage, reason); the rest loads.

    Args:
        source: a file, a folder (with its subfolders), a glob like "2025/*.html", a list of these, or a DataFrame.
        columns: which column holds what, where names are unusual: {"text": "body", "outlet": "Medium"}.
        encoding: of text files, where detection fails: "cp1252".
        progress: a bar over the files; None shows it on a terminal for more than 200 files.

    Raises:
        InputNotFoundError: a path does not exist.
        InputError: there is nothing to read, or an option or a DataFrame's columns are wrong.
    """
    rows: list[Row] = []
    problems: list[Row] = []
    for row in iter_articles(source, columns=columns, encoding=encoding, progress=progress):
        (problems if is_problem(row) else rows).append(row)
    frame = tables.frame("articles", rows)
    frame.attrs["problems"] = problems
    return frame


def articles_from_texts(texts: Iterable[str]) -> pd.DataFrame:
    """Articles from texts that are already in memory: a list of strings, one article each."""
    import pandas as pd

    if isinstance(texts, str):
        texts = [texts]
    return load_articles(pd.DataFrame({"text": pd.Series(list(texts), dtype=object)}))


def iter_articles(
    source: Source,
    *,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
    progress: bool | None = None,
) -> Iterator[Row]:
    """The same in a stream, for input larger than memory: dicts of the articles table, and of problems.

    `is_problem(row)` tells them apart. What is wrong with the call itself is raised at once, not at the first row.
    """
    options = LoadOptions(columns=dict(columns or {}), encoding=encoding)
    intake = Intake()
    if hasattr(source, "iloc"):  # a DataFrame; asking pandas would mean importing it
        rows = read_frame(cast("pd.DataFrame", source), options)
        return (out for row in rows for out in intake.admit(row, "DataFrame"))
    found = find_files(cast("str | Iterable[str]", source), SUFFIXES)
    return _stream(found.files, found.problems, options, intake, progress)


def _stream(
    files: list[Path], problems: list[Row], options: LoadOptions, intake: Intake, progress: bool | None
) -> Iterator[Row]:
    yield from problems
    for path in _with_progress(files, progress):
        rows = (out for row in _read(path, options) for out in intake.admit(row, str(path)))
        yield from _limited(rows, path)


def _read(path: Path, options: LoadOptions) -> Iterator[Row]:
    """The rows of a file; whatever keeps it from being read (to its end) is a problem, not an error."""
    try:
        yield from SUFFIXES[path.suffix.lower()](path, options)
    except OSError as error:
        yield problem(path, f"The file cannot be read: {error.strerror or error}.")
    except (ValueError, RecursionError, MemoryError) as error:
        yield problem(path, str(error) or f"The file cannot be read ({type(error).__name__}).")


def _limited(rows: Iterator[Row], path: Path) -> Iterator[Row]:
    count = 0
    for row in rows:
        count += is_problem(row)
        if count <= _PROBLEMS_PER_FILE or not is_problem(row):
            yield row
    if count > _PROBLEMS_PER_FILE:
        yield problem(path, f"{count - _PROBLEMS_PER_FILE} more problems of this file are not listed.")


def _with_progress(files: list[Path], progress: bool | None) -> Iterable[Path]:
    if progress is False or len(files) <= _FILES_FOR_PROGRESS:
        return files
    from tqdm import tqdm

    # None: on a terminal only, so that a log keeps to its lines.
    return tqdm(files, desc="Loading", unit="file", disable=None if progress is None else False)
