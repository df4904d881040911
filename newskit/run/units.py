"""What to install so that `newskit run` is started by itself: a line for cron, units for systemd, a workflow for GitHub.

Each starts `newskit run` every few minutes; what is due, in which time zone, and what is up to date is for jobs.toml
to say and for newskit to find out. So the clocks' change, a machine that was off, and cron's time zone do no harm.
"""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from ..errors import InputError
from .jobs import Jobs

SYSTEMS = ("cron", "systemd", "github")


def schedule(jobs: Jobs, system: str, every: int = 5) -> str:
    """The text to install, with absolute paths.

    Args:
        jobs: of load_jobs().
        system: cron, systemd or github.
        every: minutes between two looks at what is due: 1 to 60, a divisor of 60.

    Raises:
        InputError: the system is none of these, or `every` does not divide an hour.
    """
    if system not in SYSTEMS:
        raise InputError(f"There is no schedule for {system!r}. Allowed: {', '.join(SYSTEMS)}.")
    if every < 1 or 60 % every:
        raise InputError(f"--every is {every}; it is a number of minutes that divides 60: 1, 5, 10, 15, 30, 60.")
    return {"cron": _cron, "systemd": _systemd, "github": _github}[system](jobs, every)


def _command(jobs: Jobs) -> list[str]:
    return [sys.executable, "-m", "newskit", "run", "--jobs", str(jobs.path), "--quiet"]


def _minutes(every: int) -> str:
    return "*" if every == 1 else "0" if every == 60 else f"*/{every}"


def _cron(jobs: Jobs, every: int) -> str:
    """A line of a user's crontab: cron takes % for the end of a line, and mails what is printed, which is failures only."""
    command = f"cd {shlex.quote(str(jobs.root))} && {shlex.join(_command(jobs))}".replace("%", r"\%")
    return (
        "# newskit: install with `crontab -e`; add MAILTO=you@example.org above to be told of failures\n"
        f"{_minutes(every)} * * * * {command}\n"
    )


def _systemd(jobs: Jobs, every: int) -> str:
    """A service and a timer: two files, each after the line that names it."""
    words = " ".join(_quoted(word) for word in _command(jobs))
    calendar = f"*:{'0' if every == 60 else f'0/{every}'}"
    return (
        "# ~/.config/systemd/user/newskit.service\n[Unit]\nDescription=newskit: reports that are due\n\n[Service]\nType=oneshot\n"
        f"WorkingDirectory={_path(jobs.root)}\nExecStart={words}\nSuccessExitStatus=75\n\n"
        "# ~/.config/systemd/user/newskit.timer\n[Unit]\nDescription=newskit: look what is due\n\n[Timer]\n"
        f"OnCalendar={calendar}\nPersistent=true\n\n[Install]\nWantedBy=timers.target\n\n"
        "# then: systemctl --user daemon-reload && systemctl --user enable --now newskit.timer && loginctl enable-linger\n"
    )


def _quoted(word: str) -> str:
    """A word of ExecStart: % and $ are systemd's own."""
    plain = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{plain}"'


def _path(path: Path) -> str:
    return str(path).replace("%", "%%")


def _github(jobs: Jobs, every: int) -> str:
    """A workflow: the folder of the reports travels from run to run in the cache, so that newskit knows what is done."""
    folder = jobs.folder.relative_to(jobs.root).as_posix() if jobs.folder != jobs.root else "."
    where = "${{ github.workspace }}" + ("" if folder == "." else f"/{folder}")
    kept = "".join(f"            {where}/{job.name}\n" for job in jobs.jobs)
    return f"""# .github/workflows/reports.yml (times of `schedule` are UTC; GitHub may start it some minutes late)
name: reports
on:
  schedule:
    - cron: "{_minutes(max(every, 5))} * * * *"
  workflow_dispatch:
concurrency: reports
jobs:
  run:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "{sys.version_info[0]}.{sys.version_info[1]}"
          cache: pip
      - run: python -m pip install -r requirements.lock && python -m pip install --no-deps -e .
      - uses: actions/cache@v4
        with:
          path: |
            {where}/jobs.log.jsonl
{kept}          key: reports-${{{{ github.run_id }}}}
          restore-keys: reports-
      - run: python -m newskit run --jobs {where}/{jobs.path.name}
        working-directory: ${{{{ github.workspace }}}}
      - uses: actions/upload-artifact@v4
        if: always()
        with:
          name: reports
          path: {where}
"""
