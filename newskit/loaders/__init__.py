"""Files -> the articles table. The formats stand in `formats.py`: a function and a line in SUFFIXES for each."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from .. import corpus, tables
from ..checks import kind, shown
from ..errors import InputError
from .articles import Articles
from .files import Progress, find_files
from .formats import SUFFIXES, Format, formats_text, read_source
from .network import fetch, is_address
from .reader import LoadOptions, Row, is_problem, problem
from .source import FileSource, Source
from .table import read_frame

if TYPE_CHECKING:
    import pandas as pd

    Input: TypeAlias = str | os.PathLike[str] | Iterable[str | os.PathLike[str]] | pd.DataFrame

__all__ = ["SUFFIXES", "Format", "articles_from_texts", "formats_text", "is_problem", "iter_articles", "load_articles"]

logger = logging.getLogger("newskit")

#: A file with more problems than this is broken as a whole; the others are only counted.
_PROBLEMS_PER_FILE = 1000


def load_articles(
    source: Input,
    *,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
    progress: bool | None = None,
    clean: bool = True,
    duplicates: bool = True,
    lexicons: str | os.PathLike[str] | None = None,
) -> pd.DataFrame:
    """Read articles into one table, one row each (`newskit.tables.TABLES["articles"]`).

    Columns of your own stay, after newskit's, with their names and values; where a file lacks one, they are missing.
    One that has the name of a column that newskit makes (n_words, say) is kept with own_ before it, which the problems
    say. What could not be read is listed in `.attrs["problems"]` (source, article_id, stage, reason); the rest loads.

    Args:
        source: a file, a folder (with its subfolders), a glob like "2025/*.html", a list of these, or a DataFrame.
            An address (https://...) is fetched, since you named it; nothing else ever touches the network.
        columns: which column holds what, where names are unusual: {"text": "body", "outlet": "Medium"}.
        encoding: of text files, where detection fails: "cp1252".
        progress: a bar over the files; None shows it on a terminal for more than 200 files, or more than 64 MB.
        clean: repair mojibake and words cut at line ends (said in the problems), and cut lines of the page around an
            article (column cuts; see resources/de/boilerplate.tsv); False loads every text as it is.
        duplicates: set duplicate_of of articles that copy an earlier one (nothing is dropped; see nk.duplicates).
        lexicons: a folder with an outlets.tsv or boilerplate.tsv of one's own.

    Raises:
        InputNotFoundError: a path does not exist.
        InputError: there is nothing to read, or an option or a DataFrame's columns are wrong.
    """
    rows: list[Row] = []
    problems: list[Row] = []
    options = LoadOptions(columns=dict(columns or {}), encoding=encoding)
    stream = rows_of(source, options, progress=progress, clean=clean, lexicons=lexicons)
    for row in stream:
        (problems if is_problem(row) else rows).append(row)
    frame = tables.frame("articles", rows, options.dtypes)
    if duplicates:
        frame["duplicate_of"] = corpus.mark_duplicates(frame)
    frame.attrs["problems"] = problems
    return frame


def articles_from_texts(texts: Iterable[str]) -> pd.DataFrame:
    """Articles from texts that are already in memory: a list of strings, one article each.

    Raises:
        InputError: these are no texts.
    """
    import pandas as pd

    if isinstance(texts, str):
        texts = [texts]
    elif (
        isinstance(texts, Mapping)
        or not hasattr(texts, "__iter__")
        or hasattr(texts, "columns")
        or hasattr(texts, "vocab")
    ):
        odd = type(texts).__name__
        raise InputError(
            f"articles_from_texts() needs a list of strings, not {kind(texts)}. {_INSTEAD.get(odd, _OTHERWISE)}"
        )
    return load_articles(pd.DataFrame({"text": pd.Series(list(texts), dtype=object)}))


def load_any(given: Any) -> pd.DataFrame:
    """The articles that a user means, who has a path, paths, or a list of texts.

    Strings that lead to files, or look as if they should, are paths; all others in a list are texts.

    Raises:
        InputError: it is neither, or paths and texts are mixed.
    """
    if hasattr(given, "tolist") and type(given).__name__ == "ndarray":
        given = given.tolist()
    if isinstance(given, list | tuple):  # a missing text is one without words, and ends nothing
        given = ["" if item is None or item != item else item for item in given]
    items = _named(given)
    if isinstance(given, str | os.PathLike):
        return load_articles(given)
    if not items:
        raise InputError("There is no article to analyze: the list is empty.")
    paths = [isinstance(item, os.PathLike) or _like_a_path(item) for item in items]
    if any(paths) and not all(paths):
        path, text = items[paths.index(True)], items[paths.index(False)]
        raise InputError(
            f"The list mixes paths ({shown(path)}) and texts ({shown(text)}). Analyze them one after the other."
        )
    return load_articles(items) if any(paths) else articles_from_texts(map(str, items))


def _named(given: Any) -> list[str | os.PathLike[str]]:
    """The paths or texts of a call as a list.

    Raises:
        InputError: it is something else.
    """
    if isinstance(given, str) and not given.strip():
        raise InputError("The path is empty. Name a file, a folder or a pattern; the folder that you are in is '.'.")
    if isinstance(given, str | os.PathLike):
        return [given]
    many = isinstance(given, list | tuple | set | frozenset) or hasattr(given, "__next__")
    items = list(given) if many else []
    odd = next((item for item in items if not isinstance(item, str | os.PathLike)), None if many else given)
    if many and all(isinstance(item, str | os.PathLike) for item in items):
        return items
    what = f"a list with {kind(odd)}" if many else kind(odd)
    raise InputError(
        "Articles come as a path, a list of paths, a DataFrame with a column text, or, to nk.analyze and "
        f"nk.articles_from_texts, a list of texts; not as {what}. {_INSTEAD.get(type(odd).__name__, _OTHERWISE)}"
    )


_OTHERWISE = "Texts in memory: nk.analyze([text, ...])."
_INSTEAD = {
    "Series": "Of a column of texts take the list: nk.analyze(series.tolist()).",
    "dict": "Of records make a table: nk.analyze(pd.DataFrame([record, ...])).",
    "Doc": "newskit parses texts itself: nk.analyze([doc.text]).",
    "Analysis": "It is analyzed already; to do it again, analyze its articles: nk.analyze(result.articles).",
}


def _like_a_path(text: str) -> bool:
    """Is a string a path, an address or a pattern, and no text?"""
    if len(text) > 1000 or "\n" in text or not text.strip():
        return False
    if is_address(text) or (not any(map(str.isspace, text)) and Path(text).suffix.lower() in SUFFIXES):
        return True
    try:
        return Path(text).exists()
    except (OSError, ValueError):
        return False


def iter_articles(
    source: Input,
    *,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
    progress: bool | None = None,
    clean: bool = True,
    lexicons: str | os.PathLike[str] | None = None,
) -> Iterator[Row]:
    """The same in a stream, for input larger than memory: dicts of the articles table, and of problems.

    Columns of one's own are further keys; published_local and date come with the table. `is_problem(row)` tells them
    apart. Copies are not looked for, which takes the whole corpus (load_articles does). What is wrong with the call
    itself is raised at once, not at the first row.
    """
    options = LoadOptions(columns=dict(columns or {}), encoding=encoding)
    return rows_of(source, options, progress=progress, clean=clean, lexicons=lexicons)


def rows_of(
    source: Input,
    options: LoadOptions,
    *,
    progress: bool | None = None,
    clean: bool = True,
    lexicons: str | os.PathLike[str] | None = None,
) -> Iterator[Row]:
    """The stream of iter_articles(); `options` then know the types of columns of the user's own."""
    taken = Articles(clean=clean, lexicons=os.fspath(lexicons or ""))
    if hasattr(source, "iloc") and hasattr(source, "columns"):  # a DataFrame; asking pandas would mean importing it
        rows = read_frame(cast("pd.DataFrame", source), options)
        return (out for row in rows for out in taken.take(row, "DataFrame"))
    named = _named(source)
    addresses = [str(name) for name in named if is_address(name)]
    paths = [cast(str, name) for name in named if not is_address(name)]
    found = find_files(paths, SUFFIXES) if paths or not addresses else None
    names = list(found.names) if found else []
    logger.info("reading %s", ", ".join([f"{len(names)} file(s)"] * bool(names) + addresses))
    return _stream(names, addresses, found.problems if found else [], options, taken, progress)


def _stream(
    names: list[str],
    addresses: list[str],
    problems: list[Row],
    options: LoadOptions,
    taken: Articles,
    progress: bool | None,
) -> Iterator[Row]:
    yield from problems
    with Progress(names, progress) as bar:
        for name in names:
            source = FileSource(Path(name))
            yield from bar.over(_checked(source, options, taken), source)
    for address in addresses:
        try:
            answer = fetch(address)
        except InputError as error:
            yield problem(address, str(error))
        else:
            yield from _checked(answer, options, taken)


def _checked(source: Source, options: LoadOptions, taken: Articles) -> Iterator[Row]:
    count = 0
    for row in read_source(source, options):
        for out in taken.take(row, source.name):
            count += is_problem(out)
            if count <= _PROBLEMS_PER_FILE or not is_problem(out):
                yield out
    if count > _PROBLEMS_PER_FILE:
        yield problem(source, f"{count - _PROBLEMS_PER_FILE} more problems of this file are not listed.")
