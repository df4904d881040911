"""reports/jobs.toml: which reports are made when, with which parameters."""

from __future__ import annotations

import difflib
import os
import tomllib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ..errors import InputError, InputNotFoundError
from .paths import reports_folder, slug

FILE = "jobs.toml"
#: Names of folders beside the jobs' own that are no jobs.
_TAKEN = {"failed", "skipped", "latest"}
_OPTIONS = {"cell_timeout": int, "timeout": int, "memory_limit": int, "pdf": bool}
_KEYS = {"name": str, "report": str, "schedule": str, "timezone": str, "parameters": dict, **_OPTIONS}


@dataclass(frozen=True)
class Job:
    """One line of the list: a report, its parameters, and when it is due.

    Attributes:
        name: of the job and of its folder in reports/.
        report: name of a notebook, or its path.
        schedule: a cron line (minute hour day month weekday); "" for jobs that run by name only.
        timezone: of the schedule.
        parameters: of the notebook.
        options: timeout, cell_timeout, memory_limit, pdf, as run_report() takes them.
    """

    name: str
    report: str
    schedule: str = ""
    timezone: str = "Europe/Berlin"
    parameters: dict[str, Any] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)

    def last_due(self, now: datetime) -> datetime | None:
        """When the job was last due, up to and including now; None without a schedule."""
        from cronsim import CronSim

        if not self.schedule:
            return None
        local = now.astimezone(ZoneInfo(self.timezone))
        # One second later: the search backwards leaves out the moment that it starts from.
        return next(CronSim(self.schedule, local + timedelta(seconds=1), reverse=True), None)


@dataclass(frozen=True)
class Jobs:
    """The list: its jobs, its file, the folder that relative paths count from, and the folder of the reports."""

    jobs: list[Job]
    path: Path

    @property
    def folder(self) -> Path:
        """Where the reports go: the folder of the file."""
        return self.path.parent

    @property
    def root(self) -> Path:
        """Where relative paths count from: the folder that holds reports/, else the folder of the file."""
        return self.folder.parent if self.folder.name == "reports" else self.folder

    def select(self, names: list[str]) -> list[Job]:
        """The jobs with these names, in the order of the list; all if no name is given.

        Raises:
            InputError: a name is not known.
        """
        known = [job.name for job in self.jobs]
        for name in names:
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1)
                hint = f" Did you mean {near[0]!r}?" if near else ""
                raise InputError(
                    f"There is no job {name!r} in {self.path.name}.{hint} Jobs: {', '.join(known) or 'none'}."
                )
        return [job for job in self.jobs if not names or job.name in names]


def load_jobs(path: str | os.PathLike[str] | None = None) -> Jobs:
    """Read the list of jobs.

    Args:
        path: the file; None: jobs.toml in reports/.

    Raises:
        InputNotFoundError: there is no such file.
        InputError: it is not valid; the message names the job and what is allowed.
    """
    file = Path(path or reports_folder() / FILE).absolute()
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputNotFoundError(f"There is no list of jobs {file}. Write one: see docs/scheduling.md.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{file.name} is not valid TOML: {error}.") from None
    _check_keys(content, {"timezone": str, "job": list}, file.name)
    jobs = [_job(entry, content, file.name) for entry in content.get("job", [])]
    double = next((job.name for k, job in enumerate(jobs) if job.name in {j.name for j in jobs[:k]}), None)
    if double:
        raise InputError(f"Two jobs of {file.name} are called {double!r}. Each needs a name of its own.")
    return Jobs(jobs, file)


def _job(entry: dict[str, Any], content: dict[str, Any], file: str) -> Job:
    where = f"Job {entry.get('name', '?')!r} of {file}"
    _check_keys(entry, _KEYS, where)
    for key in ("name", "report"):
        if not entry.get(key):
            raise InputError(f"{where} has no {key}.")
    name = entry["name"]
    if slug(name, "") != name or name in _TAKEN:
        raise InputError(
            f"{where}: a name has letters, digits, '.', '_' and '-' only, and is none of {', '.join(sorted(_TAKEN))}."
        )
    options = {key: entry[key] for key in _OPTIONS if key in entry}
    zone = entry.get("timezone", content.get("timezone", "Europe/Berlin"))
    job = Job(name, entry["report"], entry.get("schedule", ""), zone, entry.get("parameters", {}), options)
    _check_schedule(job, where)
    return job


def _check_schedule(job: Job, where: str) -> None:
    from cronsim import CronSim, CronSimError

    try:
        zone = ZoneInfo(job.timezone)
    except (OSError, ValueError, KeyError):
        raise InputError(f"{where}: there is no time zone {job.timezone!r}. Write it as Europe/Berlin.") from None
    try:
        if job.schedule:
            CronSim(job.schedule, datetime.now(zone))
    except CronSimError as error:
        raise InputError(
            f"{where}: the schedule {job.schedule!r} is no cron line ({error}). Write minute, hour, day, month, weekday: 0 6 * * MON."
        ) from None


def _check_keys(table: dict[str, Any], known: dict[str, type], where: str) -> None:
    for key, value in table.items():
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise InputError(f"{where} has the unknown key {key!r}.{hint} Allowed: {', '.join(known)}.")
        if not isinstance(value, known[key]) or (known[key] is int and isinstance(value, bool)):
            raise InputError(f"{where}: {key} is {value!r}, which is no {known[key].__name__}.")
