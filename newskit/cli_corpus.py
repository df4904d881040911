"""The command load: files of any kind -> one table of articles, with what is in it and what is missing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer, mapping: Callable[[list[str] | None], dict[str, str] | None]) -> None:
    """Add the command to the command line; `mapping` reads --column text=body."""

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
            inputs if len(inputs) > 1 else inputs[0], out, columns=mapping(column), encoding=encoding, clean=clean,
            duplicates=duplicates, lexicons=lexicons, progress=False if quiet else None, language=language,
        )  # fmt: skip
        if not quiet:
            sys.stdout.write(f"{stored.description}\n\n")
            sys.stdout.write(f"{stored.n_articles:>7,} rows  {stored.articles}\n")
            sys.stdout.write(f"{stored.n_problems:>7,} rows  {stored.problems}\n")
