"""Commands on reports: report, run, prune, schedule, verify, diff. Parse, call one public function, print."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import NewskitError

if TYPE_CHECKING:
    from .batch import JobOutcome
    from .jobs import Jobs

#: The list of jobs, as all commands that read it take it.
_File = Annotated[Path | None, typer.Option("--jobs", help="The list of jobs (default: reports/jobs.toml).")]
#: Options of a report that need no value.
_FLAGS = {"--pdf"}


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    # The options of `report` are those of its notebook, its help included.
    open_ended = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}
    app.command(context_settings=open_ended)(report)
    for command in (run, prune, schedule, verify, diff):
        app.command()(command)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


def _listed(path: Path | None) -> Jobs:
    """The list of jobs; what is wrong in it is said, and does not keep the rest from being done."""
    from .jobs import load_jobs

    jobs = load_jobs(path)
    for _, fault in jobs.faults:
        sys.stderr.write(f"newskit: {fault}\n")
    return jobs


def report(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(help="Name of a notebook in notebooks/ (article, comparison, corpus, sources) or its path.")
    ] = "",
) -> None:
    """Run a notebook as a report: newskit report article --source FILE [--out DIR] [--pdf] [--parameter value ...]."""
    from .parameters import list_text, parameters_text
    from .run import run_report

    options: dict[str, Any] = {**_pairs(context.args)}
    if not name or name in {"--help", "-h"}:
        _say(list_text())
    elif "help" in options:
        _say(parameters_text(name))
    else:
        logging.getLogger("newskit").setLevel(logging.INFO)  # a line for each step: a report takes half a minute
        result = run_report(name, **{"progress": "no"} | options)
        _say(str(result.html))
        if result.error:
            sys.stderr.write(f"newskit: {result.status}: {result.error}\n")
        if result.exit_code:
            raise typer.Exit(result.exit_code)


def _pairs(args: list[str]) -> dict[str, str]:
    """--source FILE --language en -> {"source": "FILE", "language": "en"}; dashes in names become underscores."""
    pairs: dict[str, str] = {}
    words = iter(args)
    for word in words:
        if word in {"--help", "-h"}:
            pairs["help"] = ""
            continue
        if not word.startswith("--"):
            raise NewskitError(f"Unexpected argument {word!r}. Parameters are given as --name value.")
        key, sign, value = word.removeprefix("--").partition("=")
        if not sign:
            found = "yes" if word in _FLAGS else next(words, None)
            if found is None:
                raise NewskitError(f"The parameter {word} has no value.")
            value = found
        pairs[key.replace("-", "_")] = value
    return pairs


def run(
    names: Annotated[list[str] | None, typer.Argument(help="Jobs to run; none: those that are due.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Run all jobs, due or not.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Run also what is up to date.")] = False,
    as_of: Annotated[str, typer.Option("--as-of", help="The day to report on: 2026-11-16.")] = "",
    jobs: _File = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing unless something fails.")] = False,
) -> None:
    """Run the jobs of reports/jobs.toml that are due; each under its lock, those that are up to date left out."""
    from . import batch
    from .jobs import load_jobs

    def say(outcome: JobOutcome) -> None:
        if outcome.exit_code:
            sys.stderr.write(f"newskit: {outcome.line()}\n")
        elif not quiet:
            _say(outcome.line())

    listed = load_jobs(jobs)
    outcomes = batch.run_jobs(listed, names or (), everything=everything, force=force, as_of=as_of, on_outcome=say)
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
    from . import archive

    folder = _listed(jobs).folder
    for path in archive.prune(folder, keep_last=keep_last, keep_monthly=keep_monthly, dry_run=dry_run):
        _say(f"{'would remove' if dry_run else 'removed'} {path.relative_to(folder)}")


def schedule(
    system: Annotated[str, typer.Argument(help="cron, systemd or github.")],
    every: Annotated[int, typer.Option("--every", help="Minutes between two looks at what is due.")] = 5,
    jobs: _File = None,
) -> None:
    """Print what to install so that `newskit run` is started by itself."""
    from .jobs import schedule_text

    sys.stdout.write(schedule_text(_listed(jobs), system, every))


def verify(
    folder: Annotated[Path, typer.Argument(help="A report: the folder with its run.json.")],
) -> None:
    """Make a report again from its run.json and compare: identical, or the first difference and its likely cause."""
    from .verify import verify as verified

    result = verified(folder)
    _say(result.text)
    if not result.identical:
        raise typer.Exit(1)


def diff(
    old: Annotated[Path, typer.Argument(help="The earlier report.")],
    new: Annotated[Path, typer.Argument(help="The later one.")],
) -> None:
    """Say what changed between two reports: articles, key figures, parameters, code."""
    from .verify import diff as differences

    _say(differences(old, new))
