"""`python -m newskit.run.refresh`: run the project's notebooks and keep the outputs that nbval compares.

Of cells tagged nbval-ignore-output nothing is kept: pictures and pages would only make the notebooks' history large.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

from .paths import notebooks_folder
from .worker import OwnKernel, tidied

_LIMIT = 600


def refresh(path: Path) -> None:
    """Run one notebook in its folder and write it back."""
    notebook: Any = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    where = {"metadata": {"path": str(path.parent)}}
    NotebookClient(
        notebook, kernel_manager_class=OwnKernel, timeout=_LIMIT, record_timing=False, resources=where
    ).execute()
    for cell in notebook.cells:
        if "nbval-ignore-output" in cell.metadata.get("tags", []):
            cell.outputs = []
    notebook.metadata["language_info"] = {"name": "python"}
    nbformat.write(tidied(notebook), path)  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    for name in sys.argv[1:] or sorted(str(path) for path in notebooks_folder().glob("*.ipynb")):
        refresh(Path(name))
