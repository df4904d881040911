"""The command line: parse, call one public function, print. Everything heavy is imported when a command runs."""

from __future__ import annotations

import logging
import sys
from collections.abc import Hashable
from pathlib import Path
from typing import Annotated, Any

import typer

from . import __version__
from .errors import NewskitError
from .run import commands as run_commands

app = typer.Typer(
    name="newskit",
    help="Research kit for computational journalism on German news text.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
)


def _say(text: str = "") -> None:
    sys.stdout.write(text + "\n")


def _version(value: bool) -> None:
    if value:
        _say(f"newskit {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Research kit for computational journalism on German news text."""


@app.command()
def analyze(
    inputs: Annotated[list[str], typer.Argument(help="Files, folders or glob patterns with articles.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the tables.")] = Path("tables"),
    format: Annotated[str, typer.Option("--format", "-f", help="parquet, csv, xlsx or jsonl.")] = "parquet",
    column: Annotated[
        list[str] | None, typer.Option("--column", "-c", help="Column mapping for tables: text=body (repeat for more).")
    ] = None,
    pipeline: Annotated[
        str | None, typer.Option(help="fast (default), accurate, or a spaCy pipeline by name or folder.")
    ] = None,
    lexicons: Annotated[Path | None, typer.Option(help="Folder with word lists of your own.")] = None,
    actors: Annotated[
        str | None,
        typer.Option(
            help="Whose portrayal is measured: a CSV with a line name;alias;alias each, or names with commas."
        ),
    ] = None,
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Replace tables of other articles in the folder; those of the same always are."),
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing unless something fails.")] = False,
) -> None:
    """Measure articles and write one table per question (quotes, sources, sentiment, hedges, readability, ...)."""
    from . import analysis, loaders
    from .corpus.subset import choose
    from .export import check_format
    from .findings.save import check_target, save_findings
    from .run import manifest

    check_format(format)
    check_target(out)
    _log_lines(quiet)
    articles = loaders.load_articles(inputs if len(inputs) > 1 else inputs[0], columns=_mapping(column))
    if articles.empty:
        reasons = [str(p["reason"]) for p in articles.attrs.get("problems", [])]
        raise NewskitError("No article could be read. " + (reasons[0] if reasons else "The input is empty."))
    check_target(out, choose(articles)[0], replace=replace)
    result = analysis.analyze(
        articles, pipeline=pipeline, lexicons=lexicons, actors=_actors(actors), progress=False if quiet else None
    )
    paths = save_findings(
        result, out, format=format, replace=replace,
        more=lambda made: manifest.write_analysis_manifest(made, result, inputs),
    )  # fmt: skip
    if not quiet:
        for path in paths:
            _say(f"{len(result.tables[path.stem]):>7,} rows  {path}")
        _problems(result.problems.to_dict("records"))


def _actors(value: str | None) -> Path | list[str] | None:
    """A file of actors, or the names in a list with commas."""
    if value is None or value.endswith((".csv", ".txt", ".tsv")):
        return Path(value) if value else None
    return value.split(",")


def _log_lines(quiet: bool) -> None:
    """On a terminal there is a bar; in a log there is one line per step."""
    logging.getLogger("newskit").setLevel(logging.WARNING if quiet or sys.stderr.isatty() else logging.INFO)


def _mapping(column: list[str] | None) -> dict[str, str] | None:
    """text=body -> {"text": "body"}."""
    if not column:
        return None
    pairs = [c.partition("=") for c in column]
    if bad := next((c for c, (_, sign, value) in zip(column, pairs, strict=True) if not sign or not value), None):
        raise NewskitError(f"--column {bad!r} is not of the form text=body.")
    return {key: value for key, _, value in pairs}


def _problems(rows: list[dict[Hashable, Any]]) -> None:
    for row in rows[:20]:
        _say(f"problem: {row.get('source') or row.get('article_id')}: {row['reason']}")
    if len(rows) > 20:
        _say(f"... and {len(rows) - 20} more problems; see the table problems.")


@app.command()
def load(
    inputs: Annotated[list[str], typer.Argument(help="Files, folders, glob patterns or addresses with articles.")],
    out: Annotated[
        Path, typer.Option("--out", "-o", help="The table to write: .parquet, .csv, .xlsx or .jsonl.")
    ] = Path("articles.parquet"),
    column: Annotated[
        list[str] | None, typer.Option("--column", "-c", help="Column mapping for tables: text=body (repeat).")
    ] = None,
    encoding: Annotated[str | None, typer.Option(help="Encoding of text files, where detection fails.")] = None,
    lexicons: Annotated[Path | None, typer.Option(help="Folder with an outlets.tsv or boilerplate.tsv.")] = None,
    clean: Annotated[bool, typer.Option(help="Repair damaged text and cut lines of the page around it.")] = True,
    duplicates: Annotated[bool, typer.Option(help="Look for copies of earlier articles.")] = True,
    language: Annotated[str, typer.Option(help="Language of the summary: de or en.")] = "de",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing unless something fails.")] = False,
) -> None:
    """Read articles into one table, and say what is there, what is missing and what went wrong."""
    from .loaders.store import store_articles

    stored = store_articles(
        inputs if len(inputs) > 1 else inputs[0], out, columns=_mapping(column), encoding=encoding, clean=clean,
        duplicates=duplicates, lexicons=lexicons, progress=False if quiet else None, language=language,
    )  # fmt: skip
    if not quiet:
        _say(f"{stored.description}\n")
        _say(f"{stored.n_articles:>7,} rows  {stored.articles}")
        _say(f"{stored.n_problems:>7,} rows  {stored.problems}")


@app.command()
def formats() -> None:
    """List the formats that articles are read from, and what to install for those that need more."""
    from .loaders import formats_text

    _say(formats_text())


@app.command()
def codebook() -> None:
    """Print what every table and column means (Markdown)."""
    from .measures.registry import codebook as text

    _say(text())


run_commands.register(app)


def main() -> None:
    """Entry point: one clear sentence and exit code 2 for bad input, never a traceback."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
    try:
        app()
    except NewskitError as error:
        sys.stderr.write(f"newskit: {error}\n")
        raise SystemExit(getattr(error, "exit_code", 2)) from None
    except BrokenPipeError:
        raise SystemExit(0) from None


if __name__ == "__main__":
    main()
