"""What a run is doing, line by line: its kernel writes the lines of newskit's log into a file, and the run reads them out.

So they reach the terminal and the log of whoever started the run, and never the notebook, which is the same on every run.
"""

from __future__ import annotations

import logging
from pathlib import Path

#: Environment variable with the file that takes the lines.
VARIABLE = "NEWSKIT_STEPS"
FILE = "steps.log"

logger = logging.getLogger("newskit")


def write_to(path: str) -> None:
    """In the kernel: newskit's log goes to the file, and its warnings to the notebook as before."""
    handler = logging.FileHandler(path, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(message)s"))
    handler.addFilter(lambda record: record.levelno < logging.WARNING)
    logger.addHandler(handler)
    if logging.lastResort is not None:
        logger.addHandler(logging.lastResort)
    logger.setLevel(logging.INFO)


class Steps:
    """The lines that a run's kernel has written so far."""

    def __init__(self, path: Path, name: str) -> None:
        self._path, self._name, self._read = path, name, 0

    def tell(self) -> None:
        """Log the lines that came since the last time; one that is not finished waits."""
        try:
            with self._path.open("rb") as file:
                file.seek(self._read)
                whole, sign, _ = file.read().rpartition(b"\n")
        except FileNotFoundError:
            return
        self._read += len(whole) + len(sign)
        for line in whole.decode("utf-8", "replace").splitlines():
            logger.info("report %s: %s", self._name, line)
