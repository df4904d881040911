"""The sample articles that come with the project's source."""

from __future__ import annotations

import os
from pathlib import Path

from ..errors import InputError, InputNotFoundError


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
            f"The sample articles are not installed: they come with the project's source, not with the package. Looked for {folder}. "
            "Load articles of your own instead, nk.load_articles('my_folder'), or run newskit from a copy of the project."
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
