"""What a notebook says about its own report: skip(), there is none today; expect(), what must hold to publish it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from ..display import Shown, escape
from ..errors import InputError
from .output import VARIABLE

#: Levels of an expectation, and at the same time what a report's gates come to, from the best to the worst.
LEVELS = ("publish", "warn", "block")
#: Where the kernel notes expectations for the runner.
GATES = "gates.jsonl"


class ReportSkipped(Exception):
    """The notebook says that there is nothing to report; raised by skip()."""

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows: one line, for nothing is broken."""
        return [f"skipped: {self}"]


class ReportBlocked(Exception):
    """An expectation of level "block" is not met; raised by expect()."""

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows: one line."""
        return [f"blocked: {self}"]


def skip(reason: str) -> None:
    """End the notebook without a report: an outcome of its own (status "skipped", exit code 0); the last report stays.

    Args:
        reason: why, for the log and the list of runs: "no new articles".

    Raises:
        ReportSkipped: always; the runner knows it.
    """
    raise ReportSkipped(reason)


def expect(condition: object, message: str = "", *, level: str = "warn") -> Shown:
    """State what must hold for the report to be published.

    Args:
        condition: whether it holds.
        message: the expectation in words, as the report shows it: "at least 20 articles".
        level: what follows if it does not hold. "publish": nothing, it is noted in run.json; "warn": the report says
            so at its top; "block": the notebook ends here, no report is made, and the last good one stays.

    Returns:
        A line to show; empty if the expectation holds.

    Raises:
        ReportBlocked: the condition does not hold and the level is "block".
        InputError: the level is none of these.
    """
    if level not in LEVELS:
        raise InputError(f"expect(level={level!r}): allowed are {', '.join(LEVELS)}.")
    met = bool(condition)
    folder = os.environ.get(VARIABLE)
    if folder:
        line = json.dumps({"expected": message, "level": level, "met": met}, ensure_ascii=False)
        Path(folder).mkdir(parents=True, exist_ok=True)
        with (Path(folder) / GATES).open("a", encoding="utf-8") as file:
            file.write(line + "\n")
    if not met and level == "block":
        raise ReportBlocked(message or "an expectation is not met")
    if met or level != "warn":
        return Shown("", "")
    return Shown(f"expected: {message}", f'<p class="nk nk-note nk-warning">⚠ {escape(message)}</p>')


def take_expectations(folder: Path) -> dict[str, Any]:
    """What a report's gates came to, as run.json keeps it: the worst level not met, and each expectation."""
    path = folder / GATES
    if not path.exists():
        return {"gate": "publish", "expectations": []}
    stated = [_stated(line) for line in path.read_bytes().split(b"\n") if line.strip()]
    path.unlink()
    worst = max((LEVELS.index(g["level"]) for g in stated if not g["met"]), default=0)
    return {"gate": LEVELS[worst], "expectations": stated}


#: What stands for a line that cannot be read: nobody knows whether it held.
_TORN = {"expected": f"every line of {GATES} can be read", "level": "warn", "met": False}


def _stated(line: bytes) -> dict[str, Any]:
    try:
        gate = json.loads(line)
        return gate if gate["level"] in LEVELS and {"expected", "met"} <= set(gate) else _TORN
    except (ValueError, KeyError, TypeError, RecursionError):
        return _TORN
