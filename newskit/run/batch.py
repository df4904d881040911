"""run_jobs(): what is due, in order, each job under its lock; one line per job for people, one for programs."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ..checks import check_day
from ..errors import BusyError, NewskitError
from .archive import LATEST, known_keys, point_latest, write_index
from .jobs import Job, Jobs
from .lock import locked
from .manifest import key
from .parameters import DAY, describe_parameters
from .run import ReportResult, prepare, run_job

LOG = "jobs.log.jsonl"
logger = logging.getLogger("newskit")
#: Exit codes from the least to the worst: the command's is the worst of its jobs'.
SEVERITY = (0, 75, 1, 124, 138, 2)


@dataclass(frozen=True)
class JobOutcome:
    """How a job ended.

    Attributes:
        job: its name.
        status: made, skipped, blocked, failed, timeout, kernel_died as of run_report(); up_to_date: the same report is
            there already; busy: another run holds the lock; refused: its parameters or its notebook are wrong.
        exit_code: 0, 1, 2, 75, 124 or 138.
        due: when it was due, as ISO text; "" if it ran for another reason.
        folder: the report, or where the failure is kept; "" if there is none.
        error: what went wrong.
        seconds: how long it took.
    """

    job: str
    status: str
    exit_code: int
    due: str
    folder: str = ""
    error: str = ""
    seconds: float = 0.0

    def line(self) -> str:
        """One line for people."""
        end = self.error.splitlines()[0] if self.error else self.folder
        return f"{self.job:<20} {self.status:<11} {self.seconds:>7.1f} s  {end}".rstrip()


def run_jobs(
    jobs: Jobs,
    names: Iterable[str] = (),
    *,
    everything: bool = False,
    force: bool = False,
    as_of: str = "",
    now: datetime | None = None,
    on_outcome: Callable[[JobOutcome], None] = lambda outcome: None,
) -> list[JobOutcome]:
    """Run what is due; with names these jobs, with `everything` all.

    A job is due if its schedule has come round since it last ended in any way; one that failed is not tried again
    before its next turn, except by name. What would come out the same as a report that is there is up to date.
    Each job stands alone: one that is wrong in the list is refused each time, and the others run.

    Args:
        jobs: of load_jobs().
        names: jobs to run whether they are due or not.
        everything: run all jobs.
        force: run them even if they are up to date.
        as_of: the day to report on (2026-11-16) in place of the day on which a job is due; runs all jobs, or `names`.
        now: the present; None: the clock's.
        on_outcome: is called with each outcome as soon as it is known.

    Raises:
        InputError: a name is not known, or as_of is no day.
    """
    now, day, names = now or datetime.now(UTC), check_day(as_of) if as_of else "", list(names)
    chosen, asked = jobs.select(names), bool(names or everything or day)
    outcomes = [
        JobOutcome(name, "refused", 2, "", error=fault) for name, fault in jobs.faults if name in names or not names
    ]
    for outcome in outcomes:
        on_outcome(outcome)
    for job in chosen:
        due = "" if asked else _open_turn(jobs.folder, job, now)
        if asked or due:
            outcomes.append(_run(jobs, job, due, day, force, now))
            _note(jobs.folder, outcomes[-1], day)
            on_outcome(outcomes[-1])
    if any(outcome.folder for outcome in outcomes):
        _list_runs(jobs.folder)
    return outcomes


def _open_turn(folder: Path, job: Job, now: datetime) -> str:
    """When a job was due that it has not run for yet, as ISO text; "" if there is no such turn."""
    due = job.last_due(now)
    return "" if due is None or _has_ended(folder, job.name, due.isoformat()) else due.isoformat()


def _list_runs(folder: Path) -> None:
    """Write the list of all runs, and say which lines of the log cannot be read."""
    for number in [entry for entry in _entries(folder) if isinstance(entry, int)][-3:]:
        logger.warning("%s, line %d, is no entry and left out. Remove it, if you like.", LOG, number)
    with _warned("The list of all runs cannot be written"):
        write_index(folder)


def worst(outcomes: Iterable[JobOutcome]) -> int:
    """The exit code of the worst outcome; 0 if there are none."""
    return max((o.exit_code for o in outcomes), key=SEVERITY.index, default=0)


def _run(jobs: Jobs, job: Job, due: str, day: str, force: bool, now: datetime) -> JobOutcome:
    """One job under its lock, whatever happens in it."""
    began = time.monotonic()
    zone = ZoneInfo(job.timezone)
    moment = datetime.fromisoformat(due) if due else now.astimezone(zone)
    stamp = day or moment.strftime("%Y-%m-%d_%H%M")
    try:
        with locked(jobs.folder / job.name), contextlib.chdir(jobs.root):
            ended = _make_report(jobs, job, stamp, day or moment.date().isoformat(), force)
    except BusyError as error:
        return JobOutcome(job.name, "busy", 75, due, error=str(error))
    except (NewskitError, OSError) as error:
        return JobOutcome(job.name, "refused", 2, due, error=str(error), seconds=_seconds_since(began))
    except Exception as error:  # the other jobs have their turn, whatever is wrong with this one
        logger.debug("job %s", job.name, exc_info=True)
        said = f"{type(error).__name__}: {error}"
        return JobOutcome(job.name, "failed", 1, due, error=said, seconds=_seconds_since(began))
    if ended is None:
        latest = _relative(jobs, jobs.folder / job.name / LATEST)
        return JobOutcome(job.name, "up_to_date", 0, due, latest, seconds=_seconds_since(began))
    folder = _relative(jobs, ended.folder)
    return JobOutcome(job.name, ended.status, ended.exit_code, due, folder, ended.error, _seconds_since(began))


def _make_report(jobs: Jobs, job: Job, stamp: str, day: str, force: bool) -> ReportResult | None:
    """Make the report of a job; None if it is there already."""
    folder = jobs.folder / job.name
    notebook = str((jobs.root / job.report).resolve()) if job.report.endswith(".ipynb") else job.report
    parameters = dict(job.parameters)
    if DAY not in parameters and any(p.name == DAY for p in describe_parameters(notebook)):
        parameters[DAY] = day
    planned, target = prepare(notebook, parameters, out=folder / stamp, progress=False, **job.options)
    if not force and key(planned) in known_keys(folder):
        return None
    result = run_job(planned, target)
    if result.ok:
        with _warned(f"The link {LATEST} of {job.name} stays where it is"):
            point_latest(folder)
    return result


def _seconds_since(began: float) -> float:
    return round(time.monotonic() - began, 1)


def _relative(jobs: Jobs, folder: Path) -> str:
    return folder.relative_to(jobs.folder).as_posix()


@contextlib.contextmanager
def _warned(what: str) -> Iterator[None]:
    """What keeps books on the jobs must not stop them: a full disk is said, and the next job has its turn."""
    try:
        yield
    except OSError as error:
        logger.warning("%s: %s", what, error)


def _note(folder: Path, outcome: JobOutcome, day: str) -> None:
    """One line of JSON per job: appended in one write, so that two runs do not mix, and never to half a line."""
    entry: dict[str, Any] = {"time": datetime.now(UTC).isoformat(timespec="seconds"), **vars(outcome), "as_of": day}
    line = (json.dumps(entry, ensure_ascii=False) + "\n").encode("utf-8", "replace")
    with _warned(f"{LOG} cannot be written"):
        descriptor = os.open(folder / LOG, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
        try:
            size = os.fstat(descriptor).st_size
            torn = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
            os.write(descriptor, b"\n" + line if torn else line)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def read_log(folder: Path) -> list[dict[str, Any]]:
    """The entries of a log, oldest first; what is no entry, such as half a line left by a full disk, is left out."""
    return [entry for entry in _entries(folder) if isinstance(entry, dict)]


def _entries(folder: Path) -> Iterator[dict[str, Any] | int]:
    """The entries of a log, and in the place of each line that is none its number."""
    try:
        lines = (folder / LOG).read_bytes().split(b"\n")
    except OSError as error:
        if not isinstance(error, FileNotFoundError):
            logger.warning("%s cannot be read: %s", LOG, error)
        return
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                entry = json.loads(line)
            except (ValueError, RecursionError):
                entry = None
            yield entry if isinstance(entry, dict) else number


def _has_ended(folder: Path, job: str, due: str) -> bool:
    """Whether a job has come to an end since it was due."""
    return any(
        e.get("job") == job and e.get("due") == due and e.get("status", "busy") != "busy" for e in read_log(folder)
    )
