"""The worker as a process: started in a group of its own, limited in time, ended with its kernel whatever happens."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any

from .kernel import LOG_FILE, PID_FILE, environment

logger = logging.getLogger("newskit")

#: Files of a run's folder: what to do, how it ended, and the notebook as far as it came.
JOB, OUTCOME, NOTEBOOK = "job.json", "outcome.json", "report.ipynb"
#: Seconds that a worker has to end its kernel and itself before it is killed.
GRACE = 5
#: Seconds between two looks at what the kernel does.
_INTERVAL = 0.3
_WORKER_LOG = "worker.log"


def run_worker(job: dict[str, Any], stage: Path, variables: dict[str, str], timeout: float) -> dict[str, Any]:
    """Run a job in a folder and say how it ended: status, error, and the cell if one failed.

    An interrupt or TERM of this process ends the worker and its kernel, and is then passed on.
    """
    (stage / JOB).write_text(json.dumps(job, ensure_ascii=False), encoding="utf-8")
    with (stage / _WORKER_LOG).open("wb") as log, _terminable():
        worker = subprocess.Popen(
            [sys.executable, "-m", "newskit.run.worker", str(stage)],
            start_new_session=True, cwd=stage, stdin=subprocess.DEVNULL, stdout=log,
            stderr=None if job["progress"] else log,
            env=os.environ | environment(stage, job["memory_limit"]) | job["environment"] | variables,
        )  # fmt: skip
        try:
            _wait(worker, timeout, KernelLog(stage / LOG_FILE, Path(job["notebook"]).stem))
        except subprocess.TimeoutExpired:
            return {"status": "timeout", "error": f"The run took longer than {timeout:g} seconds."}
        finally:
            _end(worker, stage)
    return _outcome(stage, worker.returncode)


def _wait(worker: subprocess.Popen[bytes], timeout: float, log: KernelLog) -> None:
    """Wait until the worker ends, logging what its kernel does; subprocess.TimeoutExpired after `timeout` seconds."""
    end = time.monotonic() + timeout
    try:
        while worker.poll() is None:
            left = end - time.monotonic()
            with suppress(subprocess.TimeoutExpired):
                worker.wait(max(0, min(left, _INTERVAL)))
            log.relay()
            if left <= 0 and worker.poll() is None:
                raise subprocess.TimeoutExpired(worker.args, timeout)
    finally:
        log.relay()


class KernelLog:
    """The lines of the log that a run's kernel has written so far."""

    def __init__(self, path: Path, report: str) -> None:
        self._path, self._report, self._read = path, report, 0

    def relay(self) -> None:
        """Log the lines that came since the last time; one that is not finished waits."""
        try:
            with self._path.open("rb") as file:
                file.seek(self._read)
                whole, sign, _ = file.read().rpartition(b"\n")
        except FileNotFoundError:
            return
        self._read += len(whole) + len(sign)
        for line in whole.decode("utf-8", "replace").splitlines():
            logger.info("report %s: %s", self._report, line)


def _outcome(stage: Path, code: int) -> dict[str, Any]:
    try:
        outcome: dict[str, Any] = json.loads((stage / OUTCOME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        last = (stage / _WORKER_LOG).read_text(encoding="utf-8", errors="replace").splitlines()[-30:]
        return {"status": "failed", "error": f"The run ended without a result (exit code {code}).", "last_lines": last}
    return outcome


def _end(worker: subprocess.Popen[bytes], stage: Path) -> None:
    """End what is left of a run: the worker with its group, and the kernel with its own."""
    if worker.poll() is None:
        _signal(worker.pid, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            worker.wait(GRACE)
    _signal(worker.pid, signal.SIGKILL)
    worker.wait()
    with suppress(OSError, ValueError):
        _signal(int((stage / PID_FILE).read_text()), signal.SIGKILL)


def _signal(group: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)


@contextmanager
def _terminable() -> Iterator[None]:
    """TERM raises SystemExit(143) while a run lasts, so that it cleans up; only the main thread may arrange that."""
    if (
        threading.current_thread() is not threading.main_thread()
        or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL
    ):
        yield
        return
    signal.signal(signal.SIGTERM, _leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _leave(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
