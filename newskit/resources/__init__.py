"""The word lists: TSV files with a header, read once, overridden line by line from a user's folder.

Most lists have one reader. `words.tsv` is for everybody: named classes of words (category: the class, lemma: the word),
so that a condition asks for a class and no word stands in code. A user's words.tsv adds words to a class, or with
weight 0 removes them.

    words = Lexicons.of(folder).words         # folder "" for newskit's own; kept, so it costs a lookup
    words["negation"]                         # frozenset: {"nicht", "nie", ...}, as written in the list
    words.endings("unit_ending")              # tuple for str.endswith or startswith, the longest first
    words.weights("modal_factor")             # dict: word -> weight

Code that has a parse takes them from there (`p.classes`, see german/reading.py). A class that there is not is an
InputError that names those of similar name. A user may also write a class of her own and name it in her conditions
(`@class`).
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, cached_property
from importlib.resources import files
from io import StringIO
from pathlib import Path
from types import MappingProxyType

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
    "words",
    "verbs",
    "syllables",
)
#: Lists whose categories are those of newskit's own lines; of the others they are names or combinations.
CLOSED = frozenset({"cues", "roles", "hedges", "abbreviations", "orgs", "first_names", "polarity", "syllables"})
REQUIRED = ("lemma", "category", "weight")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list: lemma, category, weight, the further columns as `more`, and where it stands (for errors)."""

    lemma: str
    category: str
    weight: float
    note: str
    more: dict[str, str]
    where: str = field(default="", compare=False)


def _key(entry: Entry) -> tuple[str, str]:
    return entry.lemma, entry.category


def read_list(path: Path) -> list[Entry]:
    """The entries of one file.

    Raises:
        InputError: a column is missing, a weight is no number or the file is not UTF-8; the message names the file and
            the line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{path.name} is not in UTF-8. Save it as UTF-8, with tabs between the columns.") from None
    reader = csv.DictReader(StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
    header = reader.fieldnames or []
    missing = [c for c in REQUIRED if c not in header]
    if missing:
        raise InputError(
            f"Column '{missing[0]}' is missing in {path.name}. Found: {', '.join(header) or 'nothing'}. Separate "
            f"columns by tabs."
        )
    return [_entry(row, path, n) for n, row in enumerate(reader, 2)]


def _check_columns(own: list[Entry], known: set[str], name: str) -> None:
    """A column that no rule reads is a slip (wenn for when), and its line would count without what stands there."""
    if odd := next((column for e in own for column in e.more if column not in known), None):
        allowed = [*REQUIRED, *sorted(known), "note"]
        raise InputError(f"{name}.tsv has a column {odd!r} that nobody reads. Allowed: {', '.join(allowed)}.")


def _entry(row: dict[str, str], path: Path, line: int) -> Entry:
    try:
        weight = float(row["weight"] or 1)
    except ValueError:
        raise InputError(
            f"Line {line} of {path.name}: the weight {row['weight']!r} is not a number between 0 and 1."
        ) from None
    more = {k: v or "" for k, v in row.items() if k and k not in (*REQUIRED, "note")}
    lemma = unicodedata.normalize("NFC", row["lemma"] or "").strip()
    return Entry(lemma, (row["category"] or "").strip(), weight, row.get("note") or "", more, f"Line {line} of {path}")


class Classes(dict[str, frozenset[str]]):
    """The classes of words.tsv: name -> words."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._weights: dict[str, dict[str, float]] = {}
        for e in entries:
            self._weights.setdefault(e.category, {})[e.lemma] = e.weight
        super().__init__((name, frozenset(words)) for name, words in self._weights.items())
        self._endings = {name: tuple(sorted(words, key=lambda w: (-len(w), w))) for name, words in self.items()}

    def __missing__(self, name: str) -> frozenset[str]:
        raise InputError(f"words.tsv has no class {name!r}. {_similar(name, self)}")

    def endings(self, name: str) -> tuple[str, ...]:
        """The words of a class for str.endswith and str.startswith, the longest first."""
        return self._endings[name] if name in self else tuple(self[name])

    def weights(self, name: str) -> Mapping[str, float]:
        """The words of a class with their weights."""
        return MappingProxyType(self._weights[name]) if name in self else dict.fromkeys(self[name], 1.0)


def _similar(name: str, classes: Iterable[str]) -> str:
    near = get_close_matches(name, sorted(classes), n=5)
    return f"Similar: {', '.join(near)}." if near else f"Classes are: {', '.join(sorted(classes))}."


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
                categories = {e.category for e in merged.values()}
                lines, known = read_list(own), {column for e in merged.values() for column in e.more}
                _check_columns(lines, known, name)
                merged.update((_key(e), _of_category(e, categories, name)) for e in lines)
            self._lists[name] = [e for e in merged.values() if e.weight > 0]
        return self._lists[name]

    @cached_property
    def words(self) -> Classes:
        """The classes of words.tsv: `words["negation"]` is a frozenset."""
        return Classes(self.entries("words"))

    def check(self) -> None:
        """Read a user's lists, so that a mistake in them is told before the first article.

        Raises:
            InputError: a list cannot be read, or a .tsv file in the folder is none of the lists.
        """
        there = sorted(path.stem for path in Path(self.folder).glob("*.tsv")) if self.folder else []
        unknown = [name for name in there if name not in NAMES]
        if unknown or (self.folder and not there):
            found = f"{unknown[0]}.tsv is no word list" if unknown else "There is no word list"
            raise InputError(f"{found} in {self.folder}. Allowed: {', '.join(f'{name}.tsv' for name in NAMES)}.")
        for name in there:
            self.entries(name)


def _of_category(entry: Entry, allowed: set[str], name: str) -> Entry:
    if name in CLOSED and entry.category not in allowed:
        raise InputError(
            f"{name}.tsv, {entry.lemma!r}: there is no category {entry.category!r}. Allowed: "
            f"{', '.join(sorted(allowed))}."
        )
    if name == "words" and entry.category not in allowed:
        near = get_close_matches(entry.category, sorted(allowed), n=1, cutoff=0.9)
        if near:
            raise InputError(
                f"words.tsv, {entry.lemma!r}: there is no class {entry.category!r}. Do you mean {near[0]!r}?"
            )
    return entry
