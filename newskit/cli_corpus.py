"""The command load: files of any kind -> one table of articles, with what is in it and what is missing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from .errors import NewskitError


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
        from . import loaders, tables, texts
        from .corpus.describe import describe
        from .export import check_suffix, write_table

        check_suffix(out)
        texts.check_language(language)
        articles = loaders.load_articles(
            inputs if len(inputs) > 1 else inputs[0], columns=mapping(column), encoding=encoding, clean=clean,
            duplicates=duplicates, lexicons=lexicons, progress=False if quiet else None,
        )  # fmt: skip
        noted = articles.attrs.pop("problems", [])
        if articles.empty:
            raise NewskitError("No article could be read. " + (noted[0]["reason"] if noted else "The input is empty."))
        beside = out.with_name(f"{out.stem}.problems{out.suffix}")
        write_table(articles, out)
        write_table(tables.frame("problems", noted), beside)
        if not quiet:
            sys.stdout.write(f"{describe(articles, problems=noted, language=language)}\n\n")
            sys.stdout.write(f"{len(articles):>7,} rows  {out}\n{len(noted):>7,} rows  {beside}\n")
