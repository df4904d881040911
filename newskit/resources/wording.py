"""German and English words of reports, tables and plots: labels.tsv and measures.tsv, which an editor can change."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

LANGUAGES = ("de", "en")


def read_rows(name: str) -> list[dict[str, str]]:
    """The lines of one of newskit's own tables of words, by the names of their columns."""
    text = (files("newskit") / "resources" / f"{name}.tsv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def label_groups() -> dict[str, dict[str, dict[str, str]]]:
    """group -> key -> language -> word."""
    out: dict[str, dict[str, dict[str, str]]] = {}
    for row in read_rows("labels"):
        out.setdefault(row["group"], {})[row["key"]] = {language: row[language] for language in LANGUAGES}
    return out
