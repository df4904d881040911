"""The runs in reports/: which there are, which is the latest good one, which may go, and a page that lists them."""

from __future__ import annotations

import logging
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from .. import durable, texts
from ..errors import BusyError, InputError
from .lock import locked
from .manifest import FILE, read_run
from .page import FILE as PAGE
from .page import framed, rendered
from .run import FAILED, SKIPPED

LATEST, INDEX = "latest", "index.html"
#: Status of a run whose run.json cannot be read.
DAMAGED = "damaged"
logger = logging.getLogger("newskit")
_STAMP = re.compile(r"\d{4}-\d\d-\d\d(_\d{4})?")


@dataclass(frozen=True)
class Run:
    """One run: its folder, and what its run.json says."""

    folder: Path
    content: dict[str, Any]

    @property
    def status(self) -> str:
        """How it ended."""
        return str(self.content.get("status", "?"))

    @property
    def finished(self) -> str:
        """When it ended, as ISO text."""
        return str(self.content.get("volatile", {}).get("finished", ""))


def runs_in(folder: Path) -> list[Run]:
    """All runs below a folder of reports, by folder; those that failed or were skipped too."""
    patterns = (f"*/*/{FILE}", f"*/{FAILED}/*/{FILE}", f"*/{SKIPPED}/*/{FILE}")
    places = {path.parent for pattern in patterns for path in folder.glob(pattern)}
    hidden = {place for place in places if any(part.startswith(".") for part in place.relative_to(folder).parts)}
    return [_run(place) for place in sorted(places - hidden, key=Path.as_posix) if not place.is_symlink()]


def _run(place: Path) -> Run:
    """A run; one whose run.json is damaged has the status that says so, and the reason as its error."""
    try:
        return Run(place, read_run(place))
    except (InputError, OSError) as error:
        return Run(place, {"status": DAMAGED, "error": str(error)})


def good_runs(job: Path) -> list[Run]:
    """The reports of a job, oldest first; what is damaged is named in the log and left out."""
    stamped = [p for p in job.glob("*") if _STAMP.fullmatch(p.name) and (p / FILE).is_file()]
    found = [_run(p) for p in sorted(stamped)]
    for run in found:
        if run.status == DAMAGED:
            logger.warning("%s", run.content["error"])
    return [run for run in found if run.status == "made"]


def known_keys(job: Path) -> set[str]:
    """The keys of the reports that a job has: what would be made from the same is there already."""
    return {str(run.content["key"]) for run in good_runs(job) if run.content.get("key")}


def point_latest(job: Path) -> None:
    """Let the link `latest` lead to the newest report; it is there at every moment."""
    good = good_runs(job)
    if not good:
        return
    new = job / f".{LATEST}.new"
    new.unlink(missing_ok=True)
    new.symlink_to(good[-1].folder.name)
    new.replace(job / LATEST)


def prune(folder: Path, *, keep_last: int, keep_monthly: int = 0, dry_run: bool = False) -> list[Path]:
    """Remove old runs of jobs; the last good report of each stays, whatever the numbers say.

    Args:
        folder: of the reports, one folder per job.
        keep_last: newest reports that stay, per job; of failed and skipped runs as many stay.
        keep_monthly: of that many months the newest report stays too.
        dry_run: only say what would go.

    Returns:
        The folders removed.

    Raises:
        InputError: a number is negative.

    Damaged runs stay, and are named in the log; so do the runs of a job that is being made, and what cannot be removed.
    """
    if keep_last < 0 or keep_monthly < 0:
        raise InputError("--keep-last and --keep-monthly are numbers from 0.")
    gone = []
    for job in sorted(p for p in folder.glob("*") if p.is_dir() and not p.name.startswith(".")):
        try:
            with locked(job):
                for path in _removable(job, keep_last, keep_monthly):
                    if not dry_run:
                        shutil.rmtree(path)
                    gone.append(path)
        except (BusyError, OSError) as error:
            logger.warning("%s is left as it is: %s", job.name, error)
    if gone and not dry_run:
        write_index(folder)
    return gone


def _removable(job: Path, keep_last: int, keep_monthly: int) -> list[Path]:
    good = [run.folder for run in good_runs(job)]
    newest = {path.name[:7]: path for path in good}  # the last of each month wins
    months = [newest[month] for month in sorted(newest)]
    keep = {*good[-1:], *_last(good, keep_last), *_last(months, keep_monthly)}
    away = [path for path in good if path not in keep]
    for place in (FAILED, SKIPPED):
        others = sorted(p for p in (job / place).glob("*") if _STAMP.fullmatch(p.name))
        away += [path for path in others if path not in _last(others, keep_last)]
    return away


def _last(paths: list[Path], n: int) -> list[Path]:
    return paths[-n:] if n else []


def write_index(folder: Path, language: str = "de") -> Path:
    """Write index.html: all runs, newest first, with their status; a job whose last run failed is red."""
    runs = sorted(runs_in(folder), key=lambda run: run.finished, reverse=True)
    newest = {run.folder.relative_to(folder).parts[0]: run.folder for run in reversed(runs)}
    rows = [_row(folder, run, run.folder in newest.values(), language) for run in runs]
    title = texts.pick(language, "Alle Berichte", "All reports")
    path = folder / INDEX
    durable.write(path, framed(rendered("index.html.j2", language, title=title, runs=rows), language, title))
    return path


_STATUS = {
    "made": ("fertig", "made"),
    "skipped": ("ausgelassen", "skipped"),
    "blocked": ("zurückgehalten", "blocked"),
    "failed": ("fehlgeschlagen", "failed"),
    "timeout": ("zu lange gelaufen", "took too long"),
    "kernel_died": ("Kernel beendet", "kernel died"),
    DAMAGED: ("beschädigt", "damaged"),
}


def _row(folder: Path, run: Run, newest: bool, language: str) -> dict[str, Any]:
    """What the index says of a run."""
    place, seconds = run.folder.relative_to(folder), run.content.get("volatile", {}).get("seconds")
    status = texts.pick(language, *_STATUS.get(run.status, (run.status, run.status)))
    if run.content.get("gate") == "warn":
        status += texts.pick(language, ", mit Vorbehalt", ", with reservations")
    return {
        "job": place.parts[0],
        "name": run.folder.name,
        "url": quote(os.fsencode((place / PAGE).as_posix())),
        "status": status,
        "bad": run.status not in ("made", "skipped"),
        "newest": newest,
        "time": run.finished[:16].replace("T", " "),
        "seconds": "–" if seconds is None else f"{texts.number(seconds, language, 1)} s",
        "error": texts.shorten(str(run.content.get("error") or ""), 120),
    }
