"""Which reports there are."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from .parameters import find_notebook, report_names


@dataclass(frozen=True)
class Report:
    """A notebook that can be run as a report: its name, its title, and where it is."""

    name: str
    title: str
    notebook: Path


def list_reports() -> list[Report]:
    """The project's reports, by name."""
    return [Report(name, _title(find_notebook(name)), find_notebook(name)) for name in report_names()]


def _title(path: Path) -> str:
    """The first heading of a notebook."""
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "markdown":
            lines = "".join(cell["source"]).splitlines()
            return next((line.lstrip("# ") for line in lines if line.startswith("#")), "")
    return ""


def list_text() -> str:
    """The project's reports as a page of help."""
    found = list_reports()
    lines = ["Usage: newskit report NAME [--out DIR] [--PARAMETER VALUE ...]", "", "Reports:"]
    lines += [f"  {report.name:<12}  {report.title}" for report in found] or ["  (there is no folder notebooks/ here)"]
    return "\n".join([*lines, "", "Parameters of a report: newskit report NAME --help"])
