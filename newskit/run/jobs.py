"""reports/jobs.toml: which reports are made when, with which parameters, and how a scheduler looks what is due."""

from __future__ import annotations

import os
import re
import shlex
import sys
import tomllib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ..checks import did_you_mean
from ..errors import InputError, InputNotFoundError
from .paths import reports_folder, slug

FILE = "jobs.toml"
#: What can start `newskit run` by itself.
SYSTEMS = ("cron", "systemd", "github")
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
    """The list: its jobs, its file, and those of its lines that are wrong, as (name, what is wrong)."""

    jobs: list[Job]
    path: Path
    faults: list[tuple[str, str]] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        """Where the reports go: the folder of the file."""
        return self.path.parent

    @property
    def root(self) -> Path:
        """Where relative paths count from: the folder that holds reports/, else the folder of the file."""
        return self.folder.parent if self.folder.name == "reports" else self.folder

    def select(self, names: list[str]) -> list[Job]:
        """The right jobs with these names, in the order of the list; all if no name is given.

        Raises:
            InputError: a name is not known.
        """
        known = [*(job.name for job in self.jobs), *(name for name, _ in self.faults)]
        if wrong := next((name for name in names if name not in known), None):
            listed = ", ".join(known) or "none"
            hint = did_you_mean(wrong, known)
            raise InputError(f"There is no job {wrong!r} in {self.path.name}.{hint} Jobs: {listed}.")
        return [job for job in self.jobs if not names or job.name in names]


def load_jobs(path: str | os.PathLike[str] | None = None) -> Jobs:
    """Read the list of jobs. A job that is wrong is noted under `faults`, and the others stand.

    Args:
        path: the file; None: jobs.toml in reports/.

    Raises:
        InputNotFoundError: there is no such file.
        InputError: it is no list of jobs at all.
    """
    file = Path(path or reports_folder() / FILE).absolute()
    content = _content(file)
    jobs: list[Job] = []
    faults: list[tuple[str, str]] = []
    for number, entry in enumerate(content.get("job", []), 1):
        try:
            jobs.append(_job(entry, number, content, file.name, {job.name for job in jobs}))
        except InputError as error:
            faults.append((_called(entry, number), str(error)))
    return Jobs(jobs, file, faults)


def _content(file: Path) -> dict[str, Any]:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8-sig"))  # editors of Windows write a byte order mark
    except (FileNotFoundError, ValueError, RecursionError) as error:
        if isinstance(error, FileNotFoundError) or "\0" in str(file):
            raise InputNotFoundError(f"There is no list of jobs {file}. Write one: see docs/scheduling.md.") from None
        raise InputError(f"{file.name} is not valid TOML: {error}.") from None
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror or error}. Name the list with --jobs.") from None
    if isinstance(content.get("job"), dict):
        raise InputError(f"{file.name}: a job begins with [[job]] in two pairs of brackets, not with [job].")
    _check_keys(content, {"timezone": str, "job": list}, file.name)
    return content


def _called(entry: Any, number: int) -> str:
    """The name of a job that is wrong, or its place in the list."""
    name = entry.get("name") if isinstance(entry, dict) else None
    return name if isinstance(name, str) and name and slug(name, "") == name else f"job {number}"


def _job(entry: Any, number: int, content: dict[str, Any], file: str, taken: set[str]) -> Job:
    where = f"Job {_called(entry, number)!r} of {file}"
    if not isinstance(entry, dict):
        raise InputError(f"{where} is {entry!r}. A job is a table that begins with [[job]].")
    _check_keys(entry, _KEYS, where)
    _check_values(entry, where)
    for key in ("name", "report"):
        if not entry.get(key):
            raise InputError(f"{where} has no {key}.")
    name = entry["name"]
    if slug(name, "") != name or name in _TAKEN:
        raise InputError(
            f"{where}: a name has letters, digits, '.', '_' and '-' only, and is none of {', '.join(sorted(_TAKEN))}."
        )
    if name in taken:
        raise InputError(f"Two jobs of {file} are called {name!r}. Each needs a name of its own; the first one stands.")
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
    except (CronSimError, ValueError, LookupError, OverflowError) as error:
        raise InputError(
            f"{where}: the schedule {job.schedule!r} is no cron line ({error}). "
            "Write minute, hour, day, month, weekday: 0 6 * * MON."
        ) from None


def _check_values(value: Any, where: str, name: str = "") -> None:
    """Notebooks take text, numbers, yes and no, and lists of these; a NUL is in no path."""
    if isinstance(value, dict | list):
        inner = value.items() if isinstance(value, dict) else ((name, item) for item in value)
        for key, item in inner:
            _check_values(item, where, f"{name}.{key}".lstrip(".") if isinstance(value, dict) else name)
    elif isinstance(value, str) and "\0" in value:
        raise InputError(f"{where}: {name} is {value!r}, which has a NUL in it. Write it anew.")
    elif not isinstance(value, str | int | float):
        raise InputError(
            f"{where}: {name} holds {value}, which TOML reads as a {type(value).__name__}. Write it in quotes: "
            f'"{value}".'
        )


def _check_keys(table: dict[str, Any], known: dict[str, type], where: str) -> None:
    for key, value in table.items():
        if key not in known:
            hint = did_you_mean(key, known)
            raise InputError(f"{where} has the unknown key {key!r}.{hint} Allowed: {', '.join(known)}.")
        if not isinstance(value, known[key]) or (known[key] is int and isinstance(value, bool)):
            raise InputError(f"{where}: {key} is {value!r}, which is no {known[key].__name__}.")


def schedule_text(jobs: Jobs, system: str, every: int = 5) -> str:
    """What to install, with absolute paths, so that `newskit run` is started by itself every few minutes.

    What is due, in which time zone, and what is up to date is for jobs.toml to say and for newskit to find out. So the
    clocks' change, a machine that was off, and cron's time zone do no harm.

    Args:
        jobs: of load_jobs().
        system: cron (a line), systemd (two units) or github (a workflow).
        every: minutes between two looks at what is due: 1 to 60, a divisor of 60.

    Raises:
        InputError: the system is none of these, or `every` does not divide an hour.
    """
    if system not in SYSTEMS:
        raise InputError(f"There is no schedule for {system!r}. Allowed: {', '.join(SYSTEMS)}.")
    if every < 1 or 60 % every:
        raise InputError(f"--every is {every}; it is a number of minutes that divides 60: 1, 5, 10, 15, 30, 60.")
    values = _schedule_values(jobs, every)
    template = files("newskit").joinpath(f"run/templates/schedule.{system}").read_text(encoding="utf-8")
    return re.sub(r"@(\w+)@", lambda found: values[found[1]], template)


def _schedule_values(jobs: Jobs, every: int) -> dict[str, str]:
    command = [sys.executable, "-m", "newskit", "run", "--jobs", str(jobs.path), "--quiet"]
    folder = jobs.folder.relative_to(jobs.root).as_posix()
    # On GitHub the folder of the reports travels from run to run in the cache, so that newskit knows what is done.
    github = "${{ github.workspace }}" + ("" if folder == "." else f"/{folder}")
    return {
        "minutes": _minutes(every),
        # cron takes % for the end of a line
        "cron_command": f"cd {shlex.quote(str(jobs.root))} && {shlex.join(command)}".replace("%", r"\%"),
        "systemd_minutes": "0" if every == 60 else f"0/{every}",
        "systemd_root": str(jobs.root).replace("%", "%%"),
        "systemd_command": " ".join(map(_systemd_quoted, command)),
        "github_minutes": _minutes(max(every, 5)),
        "github_folder": github,
        "github_jobs": "".join(f"            {github}/{job.name}\n" for job in jobs.jobs),
        "python": f"{sys.version_info[0]}.{sys.version_info[1]}",
        "file": jobs.path.name,
    }


def _minutes(every: int) -> str:
    return "*" if every == 1 else "0" if every == 60 else f"*/{every}"


def _systemd_quoted(word: str) -> str:
    """A word of ExecStart: % and $ are systemd's own."""
    plain = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{plain}"'
