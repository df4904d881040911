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

from ..durable import followed
from ..errors import InputError, ReportError
from . import gates, manifest, page
from .kernel import FIXED
from .lock import locked, replace, staged
from .output import VARIABLE
from .parameters import Parameter, check_parameters, coerce, describe_parameters, find_notebook
from .paths import reports_folder, slug
from .process import NOTEBOOK, run_worker

logger = logging.getLogger("newskit")

#: What a run came to -> exit code of the command.
EXIT_CODES = {"made": 0, "skipped": 0, "blocked": 1, "failed": 1, "timeout": 124, "kernel_died": 138}
#: Folders beside good reports: of runs that failed, and of runs that said there is nothing to report.
FAILED, SKIPPED = "failed", "skipped"


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
        name, parameters, out=out, label=label, cell_timeout=cell_timeout, timeout=timeout, memory_limit=memory_limit,
        progress=progress, pdf=pdf,
    )  # fmt: skip
    return run_job(job, target)


def prepare(
    name: str | os.PathLike[str],
    parameters: Mapping[str, Any],
    *,
    out: Any = None,
    label: str | None = None,
    **options: Any,
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
        "environment": dict(FIXED),
        **_checked_options(**options),
    }
    return job, target


def _checked_options(
    *, cell_timeout: Any = 900, timeout: Any = 3600, memory_limit: Any = None, progress: Any = None, pdf: Any = False
) -> dict[str, Any]:
    """The options of run_report() as its worker takes them; a command line gives them as text."""
    return {
        "cell_timeout": _positive(cell_timeout, "cell_timeout", "seconds"),
        "timeout": _positive(timeout, "timeout", "seconds"),
        "memory_limit": None if memory_limit is None else _positive(memory_limit, "memory_limit", "megabytes"),
        "progress": _yes_or_no(progress, "progress", sys.stderr.isatty()),
        "pdf": page.browser() if _yes_or_no(pdf, "pdf", False) else None,
    }


def _positive(value: Any, name: str, unit: str) -> int:
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = 0
    if not 0 < number < float("inf"):
        raise InputError(f"{name} is {value!r}; it is a number of {unit} above 0.")
    return max(1, round(number))


def _yes_or_no(value: Any, name: str, default: bool) -> bool:
    return default if value is None else bool(coerce(Parameter(name, "bool", None, ""), value))


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


def _target(out: Any, notebook: Path, label: str | None, values: dict[str, Any]) -> Path:
    """The folder of the report; never one that holds anything else."""
    if out:
        target = followed(Path(out)).absolute()  # what a link names is replaced, not the link
    else:
        target = (
            reports_folder() / slug(notebook.stem) / slug(label or _default_label(values), notebook.stem)
        ).absolute()
    if target.name in (FAILED, SKIPPED):
        raise InputError(
            f"A report cannot be called {target.name!r}: the folder of that name keeps runs without a report. "
            "Give a label."
        )
    if target.exists() and not (target.is_dir() and (not any(target.iterdir()) or (target / manifest.FILE).is_file())):
        raise InputError(f"{target} holds something that is no report, and would be replaced. Choose another folder.")
    return target


def _default_label(values: dict[str, Any]) -> str:
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
    outcome |= gates.take_expectations(made)
    if (stage / NOTEBOOK).exists():
        (stage / NOTEBOOK).rename(made / NOTEBOOK)
    status = outcome["status"]
    logger.info("report %s: writing %s", notebook.stem, f"{page.FILE} and {page.PDF}" if job["pdf"] else page.FILE)
    pdf = _write_pages(job, made, outcome)
    manifest.write_report_manifest(made, job, outcome, EXIT_CODES[status], started)
    place = _destination(target, status)
    replace(made, place)
    if status == "made":
        for other in (FAILED, SKIPPED):
            shutil.rmtree(target.parent / other / target.name, ignore_errors=True)
    logger.info("report %s: %s, %s", notebook.stem, status, place)
    return ReportResult(
        notebook.stem, status, place, place / page.FILE, outcome.get("error", ""), place / pdf if pdf else None
    )


def _destination(target: Path, status: str) -> Path:
    """Where an outcome goes: only a report that was made takes the place of the last one."""
    folders = {"made": "", "skipped": SKIPPED}
    return target.parent / folders.get(status, FAILED) / target.name


def _write_pages(job: dict[str, Any], made: Path, outcome: dict[str, Any]) -> str | None:
    """Write the page of an outcome, and of a report its PDF if one is asked for; the name of the PDF."""
    language = str(job["values"].get("language") or "de")
    if outcome["status"] == "made":
        html = page.report_page(made / NOTEBOOK, language, outcome["expectations"])
    else:
        html = page.failure_page(Path(job["notebook"]).stem, outcome, language)
    (made / page.FILE).write_text(html, encoding="utf-8")
    if outcome["status"] != "made" or not job["pdf"]:
        return None
    return page.write_pdf(job["pdf"], made / page.FILE).name
