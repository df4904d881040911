"""What the user names -> the files to read in a fixed order, a bar over them, and where the sample articles are."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import InputError, InputNotFoundError, looked_for
from .reader import Row, problem
from .source import FileSource

_MAGIC = frozenset("*?[")
#: A folder with a file of this name in it is left alone (annotations beside articles, say).
IGNORE = ".newskitignore"


@dataclass
class Found:
    """The files to read, in order, and what was passed over and why."""

    names: dict[str, None] = field(default_factory=dict)  # in order, each once; as strings, since there may be 200,000
    problems: list[Row] = field(default_factory=list)
    _passed: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, path: Path) -> None:
        """Take a file in, once: a folder and a file in it may both be named."""
        self.names[str(path)] = None

    @property
    def files(self) -> list[Path]:
        """The files to read, as paths."""
        return [Path(name) for name in self.names]

    def skip(self, path: Path, reason: str) -> None:
        """Note a file that is not read."""
        self.problems.append(problem(path, reason))

    def pass_over(self, path: Path, folder: Path) -> None:
        """Count a file of a folder whose ending is not read; a folder may hold thousands."""
        self._passed[str(folder), path.suffix.lower()] += 1

    def finish(self, known: Collection[str]) -> Found:
        """Say what was passed over; InputError if nothing is left to read."""
        for (folder, suffix), count in sorted(self._passed.items()):
            kind = f"ending in {suffix}" if suffix else "without an ending"
            self.problems.append(
                problem(folder, f"{count} file(s) {kind} were not read. Read are: {', '.join(known)}.")
            )
        if not self.names:
            reason = f" {self.problems[0]['source']}: {self.problems[0]['reason']}" if self.problems else ""
            raise InputError(
                f"There is nothing to read. Files with these endings are read: {', '.join(known)}.{reason}"
            )
        return self


def find_files(sources: str | os.PathLike[str] | Iterable[str | os.PathLike[str]], known: Collection[str]) -> Found:
    """All files behind paths, folders and globs; those in folders only if their ending is known.

    Raises:
        InputNotFoundError: a path or glob that the user named leads to nothing.
        InputError: there is nothing to read.
    """
    found = Found()
    for source in [sources] if isinstance(sources, (str, os.PathLike)) else list(sources):
        if not isinstance(source, (str, os.PathLike)):
            raise InputError(
                f"Articles are loaded from paths, not from {type(source).__name__}. Texts: "
                "nk.articles_from_texts(texts)."
            )
        _add(os.fspath(source), found, known)
    return found.finish(known)


def _add(name: str, found: Found, known: Collection[str]) -> None:
    path = Path(name)
    if _exists(path):
        _add_path(path, found, known)
    elif name.startswith(("http://", "https://")):
        raise InputError(
            f"{name} is an address, and only load_articles fetches. Save the page as .html and name the file."
        )
    elif _MAGIC & set(name) and (matched := _glob(name))[1]:
        root, matches = matched
        for match in matches:
            if not _leads_out(match, root, found):
                _add_path(match, found, known)
    else:
        raise InputNotFoundError(_missing(name))


def _missing(name: str) -> str:
    if len(name) > 300 or "\n" in name:  # a text, not a path
        return f"No file or folder {name[:77] + '...'!r}. To load the text itself, use nk.articles_from_texts([text])."
    sample = (
        " The sample articles are at nk.sample(), wherever you are." if "data/sample" in Path(name).as_posix() else ""
    )
    return (
        f"No file or folder {name!r}. Looked for {looked_for(name)}.{sample} "
        "To load a text itself, use nk.articles_from_texts([text])."
    )


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a whole text instead of a path: too long, or with a NUL in it
        return False


def _glob(pattern: str) -> tuple[Path, list[Path]]:
    """The fixed beginning of a pattern and what it matches; hidden files only if the pattern names them."""
    parts = Path(pattern).parts
    wild = next(n for n, part in enumerate(parts) if _MAGIC & set(part))
    root, rest = Path(*parts[:wild]), parts[wild:]
    hidden = any(part.startswith(".") for part in rest)
    try:  # pathlib's ** follows no links, so that a link in a circle does not lead around for ever
        matches = sorted(root.glob("/".join(rest)))
    except (OSError, ValueError, NotImplementedError):
        matches = []
    return root, [m for m in matches if hidden or not any(part.startswith(".") for part in m.relative_to(root).parts)]


def _add_path(path: Path, found: Found, known: Collection[str]) -> None:
    if path.is_dir():
        _walk(path, path, found, known)
    elif not path.is_file():
        found.skip(path, "This is no regular file (a device, a pipe) and was not read.")
    elif path.suffix.lower() in known:
        found.add(path)
    else:
        found.skip(path, f"Files ending in {path.suffix or 'nothing'!r} are not read. Read are: {', '.join(known)}.")


def _walk(folder: Path, root: Path, found: Found, known: Collection[str]) -> None:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        found.skip(folder, f"The folder cannot be opened: {error.strerror}.")
        return
    if folder != root and any(entry.name == IGNORE for entry in entries):
        return
    for entry in entries:
        path = folder / entry.name
        if entry.name.startswith(".") or (entry.is_symlink() and _leads_out(path, root, found)):
            continue
        if entry.is_dir(follow_symlinks=False):
            _walk(path, root, found, known)
        elif not entry.is_file():  # pipes, devices, and links to folders, whose files are read where they are
            continue
        elif path.suffix.lower() in known:
            found.add(path)
        else:
            found.pass_over(path, root)


def _leads_out(path: Path, root: Path, found: Found) -> bool:
    """Does a link lead out of the folder, or nowhere? It is noted then: what it shows was not given by the user."""
    try:
        target = path.resolve(strict=True)
        if target.is_relative_to(root.resolve()):
            return False
        reason = f"The link leads out of {root} and was not followed. Name its target if you want it read."
    except (OSError, RuntimeError):
        reason = "The link leads nowhere and was not read."
    found.skip(path, reason)
    return True


_MANY = 200
_LARGE = 1 << 26


class Progress:
    """Shown for more than 200 files or 64 MB: on a terminal, or anywhere if it was asked for; `False` is never."""

    def __init__(self, names: list[str], progress: bool | None) -> None:
        self._bytes, self._progress = len(names) <= _MANY, progress
        self._total = sum(map(_size, names)) if self._bytes and progress is not False else len(names)
        self._wanted = progress is not False and (self._total > _LARGE or not self._bytes)

    def __enter__(self) -> Progress:
        if self._wanted:
            from tqdm import tqdm

            unit = {"unit": "B", "unit_scale": True} if self._bytes else {"unit": "file"}
            # None: on a terminal only, so that a log keeps to its lines.
            off = None if self._progress is None else False
            self._bar = tqdm(total=self._total, desc="Loading", disable=off, **unit)
        return self

    def __exit__(self, *_: object) -> None:
        if self._wanted:
            self._bar.close()

    def over(self, rows: Iterator[Row], source: FileSource) -> Iterator[Row]:
        """The rows of a file, with the bar moved on."""
        if not self._wanted:
            yield from rows
            return
        done = 0
        for number, row in enumerate(rows):
            yield row
            if self._bytes and number % 64 == 0:
                place = max(source.position(), done)
                self._bar.update(place - done)
                done = place
        self._bar.update(_size(source.name) - done if self._bytes else 1)


def _size(name: str) -> int:
    try:
        return Path(name).stat().st_size
    except OSError:
        return 0


def sample(name: str = "") -> str:
    """The path of the sample articles, wherever a notebook or a program runs; relative where that is near.

    Args:
        name: one of the files; "": the folder.

    Raises:
        InputNotFoundError: newskit was installed without them.
        InputError: none of the files has this name.

    Example:
        >>> import newskit as nk
        >>> len(nk.load_articles(nk.sample())) > 20
        True
    """
    folder = sample_folder()
    if not folder.is_dir():
        raise InputNotFoundError(
            "The sample articles are not installed: they come with the project's source, not with the package. "
            f"Looked for {folder}. "
            "Load articles of your own instead, nk.load_articles('my_folder'), or run newskit from a copy of the "
            "project."
        )
    path = folder / name
    if not path.exists():
        known = ", ".join(sorted(p.name for p in folder.glob("*.md")))
        raise InputError(f"There is no sample article {name!r} in {folder}. Allowed: {known}.")
    near = os.path.relpath(path)
    return str(path) if near.startswith(f"..{os.sep}..") else near


def sample_folder() -> Path:
    """Where the sample articles are in a copy of the project, whether they are there or not."""
    return Path(__file__).resolve().parents[2] / "data" / "sample"
