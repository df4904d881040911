"""Articles -> a file, in a stream: a corpus larger than memory is loaded, looked through for copies and described."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..durable import followed, rename, writing
from ..errors import InputError
from ..export import SHEET as _SHEET
from ..export import append, check_suffix, write_table
from .parts import Part, schema_of
from .reader import LoadOptions, is_problem

if TYPE_CHECKING:
    import pandas as pd

    from ..corpus.describe import Description
    from . import Input


@dataclass(frozen=True)
class Stored:
    """What was written, and where.

    Attributes:
        articles: the file with the articles.
        problems: the file with the problems, beside it.
        n_articles: rows of the one.
        n_problems: rows of the other.
        description: what is in the corpus and what is missing, as nk.describe tells it.
    """

    articles: Path
    problems: Path
    n_articles: int
    n_problems: int
    description: Description


def store_articles(
    source: Input,
    out: str | os.PathLike[str],
    *,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
    progress: bool | None = None,
    clean: bool = True,
    duplicates: bool = True,
    lexicons: str | os.PathLike[str] | None = None,
    language: str = "de",
) -> Stored:
    """Load articles into a file instead of into memory: what load_articles gives, for a corpus of any size.

    The problems are written beside it (articles.problems.parquet). Both files appear when they are whole, under their
    names at once; a load that is stopped or fails leaves nothing, and what stood there before stays.

    Args:
        source: as for load_articles.
        out: the file to write: .parquet, .jsonl or .csv in a stream; .xlsx is made in memory.
        columns: as for load_articles, like the options that follow.
        encoding: of text files, where detection fails.
        progress: a bar, also over the search for copies.
        clean: repair texts and cut lines of the page.
        duplicates: set duplicate_of. This takes a second pass over the file, and temporary files of some 2 KB an
            article.
        lexicons: a folder with an outlets.tsv or boilerplate.tsv of one's own.
        language: of the description ("de" or "en").

    Raises:
        InputError: there is no article, or `out` cannot be written.
    """
    from .. import texts
    from . import rows_of

    target = _named(Path(out))
    texts.check_language(language)
    options = LoadOptions(columns=dict(columns or {}), encoding=encoding)
    rows = rows_of(source, options, progress=progress, clean=clean, lexicons=lexicons)
    with _parts(target) as (articles, problems):
        for row in rows:
            with writing(target):
                (problems if is_problem(row) else articles).add(row)
        with writing(target):
            articles.close(options.dtypes)
            problems.close()
        if not articles.n_rows:
            said = [row["reason"] for piece in problems.pieces(["reason"]) for row in piece.to_pylist()]
            raise InputError(f"No article could be read. {said[0] if said else 'The input is empty.'}")
        firsts = _firsts(articles, progress) if duplicates else None
        with writing(target):
            return _finished(articles, problems, target, firsts, language)


def _named(out: Path) -> Path:
    """The file to write: what a link names, so that the link stays. Its format is that of the name given."""
    check_suffix(out)
    if not out.is_symlink():
        return out
    target = followed(out)
    if target.suffix.lower() != out.suffix.lower():
        raise InputError(f"{out} is a link to {target}, which ends otherwise. Name the file to write.")
    return target


def _finished(articles: Part, problems: Part, target: Path, firsts: list[Any] | None, language: str) -> Stored:
    from ..corpus.describe import describe_batches

    if firsts is not None:
        articles.fill("duplicate_of", firsts)
    shown = [name for name in schema_of("articles").names if name != "text"]
    description = describe_batches(
        (piece.to_pandas() for piece in articles.pieces(shown)),
        (row for piece in problems.pieces() for row in piece.to_pylist()),
        language=language,
    )
    made = [(_converted(part, path), path) for part, path in ((problems, beside(target)), (articles, target))]
    for path, final in made:
        rename(path, final)
    return Stored(target, beside(target), articles.n_rows, problems.n_rows, description)


def beside(target: Path) -> Path:
    """Where the problems of a load go."""
    return target.with_name(f"{target.stem}.problems{target.suffix}")


def _converted(part: Part, target: Path) -> Path:
    """The rows as a file of the format, under a temporary name."""
    format = check_suffix(target)
    if format == "parquet":
        return part.path
    path = part.temporary(format)
    if format == "xlsx":
        import pandas as pd

        if part.n_rows > _SHEET:
            raise InputError(
                f"{part.n_rows:,} rows are more than an Excel sheet has ({_SHEET:,}). Write .parquet or .csv."
            )
        write_table(pd.concat(part.frames(), ignore_index=True), path, sheet=target.stem)
        return path
    with path.open("wb") as file:
        for number, frame in enumerate(part.frames()):
            append(frame, file, format, first=number == 0)
    return path


def _firsts(articles: Part, progress: bool | None) -> list[Any]:
    """Of each article in the file the id of the one that it copies, or None."""
    import pandas as pd

    from ..corpus.duplicates import THRESHOLD, Copies, by_date

    ids: list[Any] = []
    times: list[pd.Series[Any]] = []
    with writing(Path(tempfile.gettempdir())), Copies() as copies:
        for piece in articles.pieces(["article_id", "text", "published"]):
            for text in piece["text"].to_pylist():
                copies.add(text)
            ids += piece["article_id"].to_pylist()
            times.append(piece["published"].to_pandas())
        firsts: list[Any] = [None] * len(ids)
        for place, first in copies.find(by_date(pd.concat(times)), THRESHOLD, progress=progress):
            firsts[place] = ids[first]
    return firsts


@contextmanager
def _parts(target: Path) -> Iterator[tuple[Part, Part]]:
    """Two files under temporary names beside the target; what is left of them is removed, whatever happens."""
    articles, problems = Part("articles", target), Part("problems", target)
    try:
        with writing(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            if taken := next((path for path in (target, beside(target)) if path.is_dir()), None):
                raise InputError(f"{taken} is a folder. Name the file to write.")
            articles.open()
            problems.open()
        yield articles, problems
    finally:
        articles.remove()
        problems.remove()
