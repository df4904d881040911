"""The command line: parse, call one public function, print. Everything heavy is imported when a command runs."""

from __future__ import annotations

import logging
import sys
from collections.abc import Hashable
from pathlib import Path
from typing import Annotated, Any

import typer

from . import __version__, cli_corpus, cli_jobs
from .errors import NewskitError

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
    pipeline: Annotated[str | None, typer.Option(help="A spaCy pipeline by name; default: the one that ships.")] = None,
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
    check_target(out, choose(articles)[0]["article_id"], replace=replace)
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


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []})
def report(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(help="Name of a notebook in notebooks/ (article, comparison, corpus, sources) or its path.")
    ] = "",
) -> None:
    """Run a notebook as a report: newskit report article --source FILE [--out DIR] [--pdf] [--parameter value ...]."""
    from . import reports

    options = _pairs(context.args)
    if not name or name in {"--help", "-h"}:
        _say(reports.list_text())
    elif "help" in options:
        _say(reports.parameters_text(name))
    else:
        logging.getLogger("newskit").setLevel(logging.INFO)  # a line for each step: a report takes half a minute
        result = reports.run_report(name, **{"progress": "no"} | options)
        _say(str(result.html))
        if result.error:
            sys.stderr.write(f"newskit: {result.status}: {result.error}\n")
        if result.exit_code:
            raise typer.Exit(result.exit_code)


#: Options of a report that need no value.
_FLAGS = {"--pdf"}


def _pairs(args: list[str]) -> dict[str, str]:
    """--source FILE --language en -> {"source": "FILE", "language": "en"}; dashes in names become underscores."""
    pairs: dict[str, str] = {}
    k = 0
    while k < len(args):
        word = args[k]
        if word in {"--help", "-h"}:
            pairs["help"] = ""
            k += 1
            continue
        key, sign, value = word.removeprefix("--").partition("=")
        if not word.startswith("--"):
            raise NewskitError(f"Unexpected argument {word!r}. Parameters are given as --name value.")
        if not sign and word in _FLAGS:
            value = "yes"
        elif not sign:
            if k + 1 >= len(args):
                raise NewskitError(f"The parameter {word} has no value.")
            value = args[k + 1]
            k += 1
        pairs[key.replace("-", "_")] = value
        k += 1
    return pairs


@app.command()
def formats() -> None:
    """List the formats that articles are read from, and what to install for those that need more."""
    from .loaders import formats_text

    _say(formats_text())


@app.command()
def codebook() -> None:
    """Print what every table and column means (Markdown)."""
    from .tables import codebook as text

    _say(text())


cli_corpus.register(app, _mapping)
cli_jobs.register(app)


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
