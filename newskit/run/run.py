"""run_report(): a notebook becomes a folder with a page, or a failure that nobody can take for a report."""

from __future__ import annotations

import importlib
import logging
import os
import shutil
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..atomic import followed
from ..errors import InputError, ReportError
from . import gates, manifest, page
from .lock import locked, replace, staged
from .manifest import read_run
from .output import VARIABLE
from .parameters import Parameter, check_parameters, coerce, describe_parameters, find_notebook
from .paths import reports_folder, slug
from .pdf import browser, write_pdf
from .process import NOTEBOOK, run_worker
from .settings import FIXED

logger = logging.getLogger("newskit")

#: What a run came to -> exit code of the command.
EXIT_CODES = {"made": 0, "skipped": 0, "blocked": 1, "failed": 1, "timeout": 124, "kernel_died": 138}
#: Folders beside good reports: of runs that failed, and of runs that said there is nothing to report.
FAILED, SKIPPED = "failed", "skipped"

__all__ = ["EXIT_CODES", "FAILED", "SKIPPED", "ReportResult", "read_run", "run_report"]


@dataclass(frozen=True)
class ReportResult:
    """How a run ended.

    Attributes:
        name: the report (name of the notebook).
        status: made, skipped (the notebook called newskit.skip), blocked (an expectation is not met), failed, timeout
            or kernel_died.
        folder: the report; of another outcome the folder under failed/ or skipped/ with the notebook and a page that
            says so.
        html: the page in it.
        error: what went wrong, or why there is no report; empty if it was made.
        pdf: the page as PDF, if it was asked for.
    """

    name: str
    status: str
    folder: Path
    html: Path
    error: str = ""
    pdf: Path | None = None

    @property
    def ok(self) -> bool:
        """The report was made."""
        return self.status == "made"

    @property
    def exit_code(self) -> int:
        """0 made or skipped, 1 a cell failed or an expectation blocks, 124 timeout, 138 the kernel died."""
        return EXIT_CODES[self.status]


def run_report(
    name: str | os.PathLike[str],
    *,
    out: str | os.PathLike[str] | None = None,
    label: str | None = None,
    cell_timeout: float = 900,
    timeout: float = 3600,
    memory_limit: int | None = None,
    progress: bool | None = None,
    pdf: bool = False,
    **parameters: Any,
) -> ReportResult:
    """Run a notebook as a report: report.html, report.ipynb, tables/, figures/ and run.json in a folder of its own.

    Everything is made beside the target and moved there when it is complete: a run that fails leaves the last good
    report as it was, and its own notebook and error under failed/.

    Args:
        name: a notebook of notebooks/ (article, comparison, corpus, sources), or the path of one.
        out: the report's folder; None: reports/<notebook>/<label>/.
        label: name of that folder; None: the name of the source.
        cell_timeout: seconds that a cell may take.
        timeout: seconds that the whole run may take.
        memory_limit: MB of address space that the kernel may take; None: no limit.
        progress: show a bar over the cells; None: on a terminal.
        pdf: make report.pdf too, with a browser that is installed.
        **parameters: of the notebook; see describe_parameters(name).

    Returns:
        A ReportResult; look at its `ok`.

    Raises:
        InputError: a parameter is not known or has the wrong type, or `out` holds something that is no report.
        InputNotFoundError: there is no such report, or an input does not exist.
        BusyError: another run is making this report.
        ReportError: the folder cannot be written.
    """
    job, target = prepare(
        name, out=out, label=label, cell_timeout=cell_timeout, timeout=timeout, memory_limit=memory_limit,
        progress=progress, pdf=pdf, parameters=parameters,
    )  # fmt: skip
    return run_job(job, target)


def prepare(
    name: str | os.PathLike[str],
    *,
    out: Any = None,
    label: str | None = None,
    cell_timeout: Any = 900,
    timeout: Any = 3600,
    memory_limit: Any = None,
    progress: Any = None,
    pdf: Any = False,
    parameters: Mapping[str, Any],
) -> tuple[dict[str, Any], Path]:
    """What run_report() would do, and where, once everything is checked that can be without a kernel."""
    notebook = find_notebook(name)
    known = describe_parameters(notebook)
    given = check_parameters(known, parameters, notebook.stem)
    values = {p.name: given.get(p.name, p.default) for p in known if p.name != "out"}
    target = _target(out or given.pop("out", None), notebook, label, values)
    job = {
        "notebook": str(notebook),
        "parameters": given,
        "values": values,
        "inputs": manifest.inputs(values),
        "cwd": str(Path.cwd()),
        "cell_timeout": _seconds(cell_timeout, "cell_timeout"),
        "timeout": _seconds(timeout, "timeout"),
        "memory_limit": None if memory_limit is None else _megabytes(memory_limit),
        "progress": _flag(progress, "progress", sys.stderr.isatty()),
        "pdf": browser() if _flag(pdf, "pdf", False) else None,
        "environment": dict(FIXED),
    }
    return job, target


def run_job(job: dict[str, Any], target: Path) -> ReportResult:
    """Run a job whose parameters are checked, under the lock of its folder.

    Raises:
        BusyError: another run is making this report.
        ReportError: the folder cannot be written.
    """
    name = Path(job["notebook"]).stem
    logger.info("report %s: starting, from %s", name, job["values"].get("source") or job["notebook"])
    try:
        with locked(target), staged(target) as stage:
            return _run(job, stage, target)
    except OSError as error:
        raise ReportError(f"The report cannot be written to {target}: {error.strerror or error}.") from error


def _megabytes(value: Any) -> int:
    try:
        megabytes = int(value)
    except (TypeError, ValueError):
        megabytes = 0
    if megabytes < 1:
        raise InputError(f"memory_limit is {value!r}; it is a number of megabytes above 0.")
    return megabytes


def _seconds(value: Any, name: str) -> int:
    try:
        seconds = float(value)
    except (TypeError, ValueError):
        seconds = 0
    if not 0 < seconds < float("inf"):
        raise InputError(f"{name} is {value!r}; it is a number of seconds above 0.")
    return max(1, round(seconds))


def _flag(value: Any, name: str, default: bool) -> bool:
    """Yes or no; a command line gives its answer as text."""
    return default if value is None else bool(coerce(Parameter(name, "bool", None, ""), value))


def _target(out: Any, notebook: Path, label: str | None, values: dict[str, Any]) -> Path:
    """The folder of the report; never one that holds anything else."""
    if out:
        target = followed(Path(out)).absolute()  # what a link names is replaced, not the link
    else:
        target = (reports_folder() / slug(notebook.stem) / slug(label or _label(values), notebook.stem)).absolute()
    if target.name in (FAILED, SKIPPED):
        raise InputError(
            f"A report cannot be called {target.name!r}: the folder of that name keeps runs without a report. Give a label."
        )
    if target.exists() and not (target.is_dir() and (not any(target.iterdir()) or (target / manifest.FILE).is_file())):
        raise InputError(f"{target} holds something that is no report, and would be replaced. Choose another folder.")
    return target


def _label(values: dict[str, Any]) -> str:
    """The name of the source without folder and ending, and which article of it."""
    source = Path(str(values.get("source") or ""))
    stem = source.stem if source.suffix.lower() != source.name.lower() else source.name
    if not slug(stem, "") or set(stem) & set("*?["):
        stem = source.parent.name
    return "-".join(filter(None, [stem, str(values.get("article_id") or "")]))


def _run(job: dict[str, Any], stage: Path, target: Path) -> ReportResult:
    started, notebook = time.time(), Path(job["notebook"])
    made = stage / "report"
    made.mkdir()
    # What makes the page takes seconds to load: they pass while the kernel works.
    threading.Thread(target=importlib.import_module, args=("nbconvert",), daemon=True).start()
    outcome = run_worker(job, stage, {VARIABLE: str(made)}, job["timeout"])
    outcome |= gates.take(made)
    if (stage / NOTEBOOK).exists():
        (stage / NOTEBOOK).rename(made / NOTEBOOK)
    status = outcome["status"]
    logger.info("report %s: writing %s", notebook.stem, f"{page.FILE} and report.pdf" if job["pdf"] else page.FILE)
    pdf = _pages(job, made, outcome)
    manifest.write_report_manifest(made, job, outcome, EXIT_CODES[status], started)
    place = _place(target, status)
    replace(made, place)
    if status == "made":
        for other in (FAILED, SKIPPED):
            shutil.rmtree(target.parent / other / target.name, ignore_errors=True)
    logger.info("report %s: %s, %s", notebook.stem, status, place)
    return ReportResult(
        notebook.stem, status, place, place / page.FILE, outcome.get("error", ""), place / pdf if pdf else None
    )


def _place(target: Path, status: str) -> Path:
    """Where an outcome goes: only a report that was made takes the place of the last one."""
    if status == "made":
        return target
    return target.parent / (SKIPPED if status == "skipped" else FAILED) / target.name


def _pages(job: dict[str, Any], made: Path, outcome: dict[str, Any]) -> str | None:
    """Write the page of an outcome, and of a report its PDF if one is asked for; the name of the PDF."""
    language = str(job["values"].get("language") or "de")
    if outcome["status"] == "made":
        html = page.report_page(made / NOTEBOOK, language, outcome["expectations"])
    else:
        html = page.failure_page(Path(job["notebook"]).stem, outcome, language)
    (made / page.FILE).write_text(html, encoding="utf-8")
    if outcome["status"] != "made" or not job["pdf"]:
        return None
    return write_pdf(job["pdf"], made / page.FILE).name
