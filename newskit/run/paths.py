"""Where things are: notebooks, the inputs that a notebook names, the folder that reports go to."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

from ..errors import InputError, InputNotFoundError, looked_for

#: Parameters that name articles, and endings of parameters that name other files.
ARTICLE_NAMES = ("source", "corpus")
FILE_SUFFIXES = ("_path", "_file", "_folder")


def project_root() -> Path:
    """The folder of the project: where notebooks/ and reports/ are, if newskit runs from its own repository."""
    return Path(__file__).resolve().parents[2]


def notebooks_folder() -> Path:
    """The project's notebooks, else notebooks/ of the working directory."""
    here = project_root() / "notebooks"
    return here if here.is_dir() else Path("notebooks").resolve()


def reports_folder() -> Path:
    """reports/ of the project when called from within it, else of the working directory."""
    here = Path.cwd()
    return (
        project_root() / "reports"
        if here.is_relative_to(project_root()) and (project_root() / "notebooks").is_dir()
        else here / "reports"
    )


def find_source(source: str | os.PathLike[str]) -> str:
    """The path of the articles that a notebook names, wherever the notebook runs.

    A relative path counts from the working directory; if nothing is there, from the folder of the project's notebooks,
    so that their defaults (../data/sample) work in JupyterLab, from the project's root, and from a scheduler.

    Raises:
        InputError: the path is empty, or holds nothing that can be read as articles.
        InputNotFoundError: there is no such file or folder, and no file fits the pattern.
    """
    path, _ = articles_at(source)
    return path


def articles_at(source: str | os.PathLike[str]) -> tuple[str, list[Path]]:
    """The path as find_source() gives it, and the files behind it (none behind an address)."""
    from ..loaders import SUFFIXES
    from ..loaders.files import find_files
    from ..loaders.network import is_address

    text = os.fspath(source)
    if not text.strip():
        raise InputError("The path of the articles is empty. Give a file, a folder or a pattern such as 'texts/*.md'.")
    if is_address(text):  # fetched when it is loaded; there is no file to hash
        return text, []
    try:
        return text, find_files(text, SUFFIXES).files
    except InputNotFoundError:
        other = _short(os.path.normpath(notebooks_folder() / text))
        try:
            return other, find_files(other, SUFFIXES).files
        except InputNotFoundError:
            raise InputNotFoundError(
                f"There is no file or folder {text!r}. Looked for {looked_for(text)} and {looked_for(other)}."
            ) from None


def _short(path: str) -> str:
    """The path as one would write it from here: relative where that is near."""
    relative = os.path.relpath(path)
    return path if relative.startswith(f"..{os.sep}..") else relative


def slug(text: str, fallback: str = "report") -> str:
    """A folder's name made of a text: letters, digits, '.', '_' and '-' stay, all else becomes '-'."""
    safe = re.sub(r"[^\w.-]+", "-", unicodedata.normalize("NFC", text)).strip("-. ")
    return safe[:80] or fallback
