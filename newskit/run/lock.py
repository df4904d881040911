"""One run at a time per report: a lock beside its folder, a stage to make it in, what killed runs left is cleared."""

from __future__ import annotations

import os
import re
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

from ..durable import exclusive, sync, sync_folder
from .kernel import PID_FILE, PID_VARIABLE

#: Where a stage keeps the report that is being replaced, for the moment between two renames.
OLD = "old"


def locked(target: Path) -> AbstractContextManager[None]:
    """Hold the lock of a folder, a file beside it.

    Raises:
        BusyError: another run holds it.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    does = f"is making {target}. Wait for it, or choose another folder."
    return exclusive(target.with_name(f".{target.name}.lock"), "Another run", does)


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """A temporary folder beside the target: on one file system, so that moving is renaming. It never outlives the run.

    What earlier runs of this target left that were killed is cleared first; the lock must be held.
    """
    clear_stale(target)
    stage = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent))
    mask = os.umask(0)
    os.umask(mask)
    stage.chmod(0o777 & ~mask)  # mkdtemp's folders are for their owner alone
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def clear_stale(target: Path) -> None:
    """End the kernels of killed runs of a target, bring back a report they were replacing, remove their stages."""
    pattern = re.compile(rf"\.{re.escape(target.name)}\.[a-z0-9_]{{8}}\.tmp")
    for stage in [p for p in target.parent.iterdir() if pattern.fullmatch(p.name)]:
        _end_kernel(stage)
        if (stage / OLD).is_dir() and not target.exists():
            (stage / OLD).rename(target)
        _remove(stage)


def _remove(stage: Path) -> None:
    """Remove a stage; what ran in it may still be ending, and write a last line while its folder goes."""
    for _ in range(50):
        shutil.rmtree(stage, ignore_errors=True)
        if not stage.exists():
            return
        time.sleep(0.1)


def _end_kernel(stage: Path) -> None:
    """Kill the kernel of a stage if it still runs; its number may meanwhile be another program's."""
    import psutil

    with suppress(OSError, ValueError, psutil.Error):
        process = psutil.Process(int((stage / PID_FILE).read_text(encoding="ascii")))
        if process.environ().get(PID_VARIABLE) == str(stage / PID_FILE):
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(5)


def replace(made: Path, place: Path) -> None:
    """Put a finished folder in the place of the one that is there; if that fails, the old one stays."""
    old = made.parent / OLD
    sync(made)
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        place.rename(old)
    try:
        made.replace(place)
    except OSError:
        if old.exists():
            old.rename(place)
        raise
    sync_folder(place.parent)
