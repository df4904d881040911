"""run_jobs(): what is due, in order, each job under its lock; one line per job for people, one for programs."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterable
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
    tell: Callable[[JobOutcome], None] = lambda outcome: None,
) -> list[JobOutcome]:
    """Run what is due; with names these jobs, with `everything` all.

    A job is due if its schedule has come round since it last ended in any way; one that failed is not tried again
    before its next turn, except by name. What would come out the same as a report that is there is up to date.

    Args:
        jobs: of load_jobs().
        names: jobs to run whether they are due or not.
        everything: run all jobs.
        force: run them even if they are up to date.
        as_of: the day to report on (2026-11-16) in place of the day on which a job is due; runs all jobs, or `names`.
        now: the present; None: the clock's.
        tell: is called with each outcome as soon as it is known.

    Raises:
        InputError: a name is not known, or as_of is no day.
    """
    now = now or datetime.now(UTC)
    day = check_day(as_of) if as_of else ""
    chosen, outcomes = jobs.select(list(names)), []
    for job in chosen:
        due = job.last_due(now)
        if not (names or everything or day) and (due is None or _ended(jobs.folder, job.name, due.isoformat())):
            continue
        moment = "" if day or names or everything or due is None else due.isoformat()
        outcome = _run(jobs, job, moment, day, force, now)
        _log(jobs.folder, outcome, day)
        outcomes.append(outcome)
        tell(outcome)
    if outcomes:
        write_index(jobs.folder)
    return outcomes


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
            ended = _made(jobs, job, stamp, day or moment.date().isoformat(), force)
    except BusyError as error:
        return JobOutcome(job.name, "busy", 75, due, error=str(error))
    except (NewskitError, OSError) as error:
        return JobOutcome(job.name, "refused", 2, due, error=str(error), seconds=_since(began))
    if ended is None:
        return JobOutcome(
            job.name, "up_to_date", 0, due, _short(jobs, jobs.folder / job.name / LATEST), "", _since(began)
        )
    folder = _short(jobs, ended.folder)
    return JobOutcome(job.name, ended.status, ended.exit_code, due, folder, ended.error, _since(began))


def _made(jobs: Jobs, job: Job, stamp: str, day: str, force: bool) -> ReportResult | None:
    """Make the report of a job; None if it is there already."""
    folder = jobs.folder / job.name
    notebook = str((jobs.root / job.report).resolve()) if job.report.endswith(".ipynb") else job.report
    parameters = dict(job.parameters)
    if DAY not in parameters and any(p.name == DAY for p in describe_parameters(notebook)):
        parameters[DAY] = day
    planned, target = prepare(notebook, out=folder / stamp, parameters=parameters, progress=False, **job.options)
    if not force and key(planned) in known_keys(folder):
        return None
    result = run_job(planned, target)
    if result.ok:
        point_latest(folder)
    return result


def _since(began: float) -> float:
    return round(time.monotonic() - began, 1)


def _short(jobs: Jobs, folder: Path) -> str:
    return folder.relative_to(jobs.folder).as_posix()


def _log(folder: Path, outcome: JobOutcome, day: str) -> None:
    """One line of JSON per job: appended in one write, so that two runs do not mix."""
    entry: dict[str, Any] = {"time": datetime.now(UTC).isoformat(timespec="seconds"), **vars(outcome), "as_of": day}
    line = json.dumps(entry, ensure_ascii=False) + "\n"
    descriptor = os.open(folder / LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        os.write(descriptor, line.encode())
    finally:
        os.close(descriptor)


def read_log(folder: Path) -> list[dict[str, Any]]:
    """The entries of a log, oldest first; half a line, left by a full disk, is left out."""
    entries = []
    with contextlib.suppress(FileNotFoundError):
        for line in (folder / LOG).read_text(encoding="utf-8").splitlines():
            with contextlib.suppress(ValueError):
                entries.append(json.loads(line))
    return entries


def _ended(folder: Path, job: str, due: str) -> bool:
    """Whether a job has come to an end since it was due."""
    return any(e["job"] == job and e["due"] == due and e["status"] != "busy" for e in read_log(folder))


def say(outcome: JobOutcome, quiet: bool) -> None:
    """A line on standard output; when quiet, on standard error and only if something failed."""
    if outcome.exit_code:
        sys.stderr.write(f"newskit: {outcome.line()}\n")
    elif not quiet:
        sys.stdout.write(f"{outcome.line()}\n")
