"""A result as a folder: its tables, and findings.json, which says what they are; written whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import tables
from ..durable import exclusive, followed, sync, sync_folder, writing
from ..errors import InputError
from ..export import FORMATS, check_format, write_tables

if TYPE_CHECKING:
    import pandas as pd

#: What a folder of findings says of itself, and the version of that.
FILE, LAYOUT = "findings.json", 1
#: What is on its way into a folder: a folder in it while its files are made, which gets the other name when all of them
#: are whole.
_MADE, _WHOLE = ".findings.part.", ".findings.whole"
_LOCK, _BUSY = ".findings.lock", "is writing to {}. Wait for it, or name another folder."
_PROBE = 1 << 16


def save_findings(
    result: tables.Result,
    folder: str | os.PathLike[str],
    *,
    format: str = "parquet",
    replace: bool = False,
    more: Callable[[Path], object] | None = None,
) -> list[Path]:
    """Write one file per table and findings.json into a folder, all of them or none.

    The files are made in a hidden folder inside, brought to the disk, and get their names when they are whole. A write
    that is stopped before that changes nothing; one that is stopped between two names is finished by the next save or
    open_findings.

    Args:
        result: of analyze().
        folder: where to; a link is followed, other files in it stay.
        format: parquet, csv, xlsx or jsonl.
        replace: replace the tables of other articles, too.
        more: writes further files into the folder that it is given.

    Returns:
        The paths of the tables.

    Raises:
        InputError: the format is not known, the folder cannot be written, or it holds findings on other articles.
    """
    check_format(format)
    target = check_target(folder, result.articles, replace=replace)
    with _replacing(target) as made:
        paths = write_tables(result.tables, made, format)
        if more is not None:
            more(made)
        text = json.dumps(_description(result, format, made), ensure_ascii=False, indent=1)
        (made / FILE).write_text(text + "\n", encoding="utf-8")
    return [target / path.name for path in paths]


def _description(result: tables.Result, format: str, made: Path) -> dict[str, Any]:
    from .. import __version__

    return {
        "layout": LAYOUT, "newskit": __version__, "format": format, "language": result.language,
        "pipeline": result.pipeline,
        "articles": _digest(result.articles), "rows": {name: len(table) for name,
        table in result.tables.items()},
        "own_columns": {name: _column(result.articles[name]) for name in own_names(result.articles.columns)},
        "files": sorted(path.name for path in made.iterdir()),
    }  # fmt: skip


def _column(column: pd.Series[Any]) -> dict[str, Any]:
    """The type of a column of the user's own, for findings.json."""
    from ..export import as_json
    from ..frames import kind_of

    if str(column.dtype) == "category":
        names = column.cat.categories
        return {"dtype": "category", "of": str(names.dtype), "categories": json.loads(as_json(names.tolist())),
        "ordered": bool(column.cat.ordered)}  # fmt: skip
    kinds = {kind_of(value) for value in column.dropna()} if column.dtype == object else set()
    return {"dtype": str(column.dtype), "kind": kinds.pop() if len(kinds) == 1 else ""}


def own_names(columns: Iterable[Any]) -> list[str]:
    """The columns of an articles table that are the user's own."""
    known = set(tables.TABLES["articles"].names)
    return [str(name) for name in columns if name not in known]


def _digest(articles: pd.DataFrame) -> str:
    """One hash of which articles these are, in whatever order: ids and texts, for two corpora may both count from 1."""
    each = (f"{key}\0{text}" for key, text in zip(articles["article_id"], articles["text"], strict=True))
    hashes = sorted(sha256(one.encode("utf-8", "surrogatepass")).digest() for one in each)
    return sha256(b"".join(hashes)).hexdigest()


def check_target(
    folder: str | os.PathLike[str], articles: pd.DataFrame | None = None, *, replace: bool = False
) -> Path:
    """The folder to write, if it can be written: said before hours of work, not after them.

    Args:
        folder: where findings are to go.
        articles: that they are on (article_id, text); None: not known yet.
        replace: findings on other articles may go.

    Raises:
        InputError: it is no folder, nothing can be written there, or it holds findings on other articles.
    """
    target = followed(Path(folder))
    if target.exists() and not target.is_dir():
        raise InputError(f"{target} is a file. The tables go into a folder: name one that is there, or a new one.")
    near = next(path for path in (target.absolute(), *target.absolute().parents) if path.exists())
    if not near.is_dir():
        raise InputError(f"{target} cannot be made: {near} is a file. Name another folder.")
    with writing(target), tempfile.TemporaryFile(dir=near) as file:
        file.write(bytes(_PROBE))
        file.flush()
        os.fsync(file.fileno())
    if articles is not None and not replace and target.is_dir():
        _check_same(target, articles)
    return target


def _check_same(target: Path, articles: pd.DataFrame) -> None:
    advice = "Name another folder, or replace them: save(..., replace=True), on the command line --replace."
    try:
        known = described(target)
    except InputError:
        there = sorted(_written(target))
        if there:
            raise InputError(
                f"{target} holds {there[0]}, and no readable {FILE} says on which articles. {advice}"
            ) from None
    else:
        if known.get("articles") != _digest(articles):
            n = known["rows"].get("articles", "?")
            raise InputError(f"{target} holds the tables of other articles ({n}). {advice}")


@contextmanager
def _replacing(target: Path) -> Iterator[Path]:
    """A folder to write into, whose files take the place of findings in the target together."""
    with writing(target), _made_folder(target), exclusive(target / _LOCK, "Another process", _BUSY.format(target)):
        finish(target)
        for left in target.glob(f"{_MADE}*"):  # of writes that were killed
            shutil.rmtree(left, ignore_errors=True)
        made = Path(tempfile.mkdtemp(prefix=_MADE, dir=target))
        try:
            yield made
            sync(made)
            made.rename(target / _WHOLE)
        finally:
            shutil.rmtree(made, ignore_errors=True)
        try:
            finish(target)
        except KeyboardInterrupt:
            finish(target)
            raise


@contextmanager
def _made_folder(target: Path) -> Iterator[None]:
    """The folder is there; those that had to be made for it go again if nothing comes into them."""
    new = [path for path in (target, *target.absolute().parents) if not path.exists()]
    target.mkdir(parents=True, exist_ok=True)
    try:
        yield
    finally:
        for path in new:
            if path.is_dir() and not any(path.iterdir()):
                path.rmdir()


def finish(target: Path) -> None:
    """Give the files of a write that is whole their names, and remove those of the findings before."""
    whole = target / _WHOLE
    if not whole.is_dir():
        return
    if (whole / FILE).is_file():  # it goes last: without it all of them have their names
        kept = {path.name for path in whole.iterdir()} | set(described(whole)["files"])
        for name in _written(target) - kept:
            (target / name).unlink(missing_ok=True)
        for path in sorted(whole.iterdir(), key=lambda path: path.name == FILE):
            path.replace(target / path.name)
    sync_folder(target)
    shutil.rmtree(whole, ignore_errors=True)


def _written(folder: Path) -> set[str]:
    """Names of the files that findings in a folder are made of."""
    there = {f"{name}.{format}" for name in tables.TABLES for format in FORMATS}
    with suppress(InputError):
        there |= {Path(name).name for name in _read(folder / FILE)["files"]}
    return {name for name in there if (folder / name).is_file()}


def described(folder: Path) -> dict[str, Any]:
    """What findings.json says.

    Raises:
        InputError: it is not there, or cannot be what newskit wrote.
    """
    return _read(path_of(folder, FILE))


def _read(path: Path) -> dict[str, Any]:
    folder = path.parent
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        fits = isinstance(said["layout"], int) and said["format"] in FORMATS and isinstance(said["articles"], str)
        kinds = {"rows": dict, "pipeline": dict, "own_columns": dict, "files": list, "language": str}
        fits = fits and all(isinstance(said[key], kind) for key, kind in kinds.items())
    except FileNotFoundError:
        raise InputError(_foreign(folder)) from None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        fits, said = False, {}
    if not fits:
        raise InputError(
            f"{path} is damaged: it is not what newskit wrote. Analyze the articles again, or save the result again."
        )
    if said["layout"] > LAYOUT:
        raise InputError(f"{path} was written by a newer newskit ({said.get('newskit')}). Update newskit to open it.")
    return dict(said)


def _foreign(folder: Path) -> str:
    found = sorted(path.name for path in folder.iterdir())
    listed = ", ".join(found[:5]) + (", ..." if len(found) > 5 else "") if found else "nothing"
    older = (
        " Tables of an older newskit have none; analyze the articles again."
        if "articles" in {Path(n).stem for n in found}
        else ""
    )
    return (
        f"{folder} holds no findings: there is no {FILE} in it. Found: {listed}.{older} "
        "Name the folder that result.save() or newskit analyze --out wrote."
    )


def path_of(folder: Path, name: str) -> Path:
    """Where a file of findings is: those of a write that was stopped between two names are still on their way."""
    waiting = folder / _WHOLE
    return waiting / name if (waiting / FILE).is_file() and (waiting / name).is_file() else folder / name
