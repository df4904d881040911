"""The word lists: TSV files with a header, read once, overridden line by line from a user's folder."""

from __future__ import annotations

import csv
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from ..errors import InputError

NAMES = (
    "cues",
    "roles",
    "hedges",
    "abbreviations",
    "agencies",
    "orgs",
    "first_names",
    "polarity",
    "frames",
    "outlets",
    "boilerplate",
)
REQUIRED = ("lemma", "category", "weight")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list: lemma, category, weight, and the further columns as `more`."""

    lemma: str
    category: str
    weight: float
    note: str
    more: dict[str, str]


def _key(entry: Entry) -> tuple[str, str]:
    return entry.lemma, entry.category


def read_list(path: Path) -> list[Entry]:
    """The entries of one file.

    Raises:
        InputError: a column is missing or a weight is no number; the message names the file and the line.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        header = reader.fieldnames or []
        missing = [c for c in REQUIRED if c not in header]
        if missing:
            raise InputError(
                f"Column '{missing[0]}' is missing in {path.name}. Found: {', '.join(header)}. Separate columns by tabs."
            )
        return [_entry(row, path, n) for n, row in enumerate(reader, 2)]


def _entry(row: dict[str, str], path: Path, line: int) -> Entry:
    try:
        weight = float(row["weight"] or 1)
    except ValueError:
        raise InputError(
            f"Line {line} of {path.name}: the weight {row['weight']!r} is not a number between 0 and 1."
        ) from None
    more = {k: v or "" for k, v in row.items() if k and k not in (*REQUIRED, "note")}
    lemma = unicodedata.normalize("NFC", row["lemma"] or "").strip()
    return Entry(lemma, (row["category"] or "").strip(), weight, row.get("note") or "", more)


class Lexicons:
    """newskit's lists, with a user's lines on top: the same lemma and category replaces, weight 0 removes."""

    def __init__(self, folder: str = "") -> None:
        self.folder = folder
        self._lists: dict[str, list[Entry]] = {}

    @staticmethod
    @cache
    def of(folder: str = "") -> Lexicons:
        """The lists for a folder ("" for newskit's own), read once."""
        return Lexicons(folder)

    def entries(self, name: str) -> list[Entry]:
        """All entries of a list, in the order of the file."""
        if name not in self._lists:
            merged = {_key(e): e for e in read_list(Path(str(files("newskit") / "resources" / "de" / f"{name}.tsv")))}
            own = Path(self.folder) / f"{name}.tsv"
            if self.folder and own.exists():
                merged.update((_key(e), e) for e in read_list(own))
            self._lists[name] = [e for e in merged.values() if e.weight > 0]
        return self._lists[name]
