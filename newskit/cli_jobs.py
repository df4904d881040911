"""Commands on reports that are there or due: run, prune, schedule, verify, diff. Parse, call one public function, print."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

#: The list of jobs, as all commands that read it take it.
_File = Annotated[Path | None, typer.Option("--jobs", help="The list of jobs (default: reports/jobs.toml).")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    for command in (run, prune, schedule, verify, diff):
        app.command()(command)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


def run(
    names: Annotated[list[str] | None, typer.Argument(help="Jobs to run; none: those that are due.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Run all jobs, due or not.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Run also what is up to date.")] = False,
    as_of: Annotated[str, typer.Option("--as-of", help="The day to report on: 2026-11-16.")] = "",
    jobs: _File = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing unless something fails.")] = False,
) -> None:
    """Run the jobs of reports/jobs.toml that are due; each under its lock, those that are up to date left out."""
    from .run import batch
    from .run.jobs import load_jobs

    outcomes = batch.run_jobs(
        load_jobs(jobs), names or (), everything=everything, force=force, as_of=as_of,
        tell=lambda outcome: batch.say(outcome, quiet),
    )  # fmt: skip
    if not outcomes and not quiet:
        _say("Nothing is due.")
    if code := batch.worst(outcomes):
        raise typer.Exit(code)


def prune(
    keep_last: Annotated[int, typer.Option("--keep-last", help="Newest reports of each job that stay.")],
    keep_monthly: Annotated[int, typer.Option("--keep-monthly", help="Months of which the newest report stays.")] = 0,
    jobs: _File = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would go.")] = False,
) -> None:
    """Remove old reports of jobs; the last good one of each always stays."""
    from .run import archive
    from .run.jobs import load_jobs

    folder = load_jobs(jobs).folder
    gone = archive.prune(folder, keep_last=keep_last, keep_monthly=keep_monthly, dry_run=dry_run)
    for path in gone:
        _say(f"{'would remove' if dry_run else 'removed'} {path.relative_to(folder)}")


def schedule(
    system: Annotated[str, typer.Argument(help="cron, systemd or github.")],
    every: Annotated[int, typer.Option("--every", help="Minutes between two looks at what is due.")] = 5,
    jobs: _File = None,
) -> None:
    """Print what to install so that `newskit run` is started by itself."""
    from .run import units
    from .run.jobs import load_jobs

    sys.stdout.write(units.schedule(load_jobs(jobs), system, every))


def verify(
    folder: Annotated[Path, typer.Argument(help="A report: the folder with its run.json.")],
) -> None:
    """Make a report again from its run.json and compare: identical, or the first difference and its likely cause."""
    from .run.verify import verify as again

    result = again(folder)
    _say(result.text)
    if not result.identical:
        raise typer.Exit(1)


def diff(
    old: Annotated[Path, typer.Argument(help="The earlier report.")],
    new: Annotated[Path, typer.Argument(help="The later one.")],
) -> None:
    """Say what changed between two reports: articles, key figures, parameters, code."""
    from .run.diff import diff as between

    _say(between(old, new))
