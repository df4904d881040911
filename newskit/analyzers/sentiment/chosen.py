"""Actors chosen by the user: a study of five politicians gets exactly these, with inflected and compound forms."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from ...errors import InputError, InputNotFoundError, looked_for

Actors = str | Path | Iterable[str] | Mapping[str, Iterable[str]]
#: Endings a name may have and still be that name.
_ENDINGS = ("s", "es", "'", "\N{RIGHT SINGLE QUOTATION MARK}", "\N{RIGHT SINGLE QUOTATION MARK}s", "'s")


class Chosen:
    """The chosen actors, as one pattern over a text.

    Args:
        aliases: name of an actor -> all forms it is known by (the name itself among them).
    """

    def __init__(self, aliases: Mapping[str, Iterable[str]]) -> None:
        self.of = {alias: name for name, forms in aliases.items() for alias in forms}
        longest_first = sorted(self.of, key=lambda a: (-len(a), a))
        forms = "|".join(re.escape(a).replace(r"\ ", r"\s+") for a in longest_first)
        ends = "|".join(re.escape(e) for e in sorted(_ENDINGS, key=len, reverse=True))
        self._pattern = re.compile(
            rf"(?<!\w)(?<!\w-)(?P<name>{forms})(?:(?P<end>{ends})(?![\w-])|(?P<rest>-\w[\w-]*)|(?!\w))"
        )

    def mentions(self, text: str) -> list[tuple[int, int, str]]:
        """(start, end, actor) of the mentions in a text, in characters.

        Scholz and Scholz' are Scholz; Merkel-Regierung is an actor of its own, called by the whole word.
        """
        found = []
        for m in self._pattern.finditer(text):
            name = self.of[" ".join(m["name"].split())]
            if m["rest"]:
                found.append((m.start(), m.end(), name + m["rest"]))
            else:
                found.append((m.start(), m.end("name"), name))
        return found


def read_actors(actors: Actors) -> Chosen:
    """Chosen actors from a list of names, a mapping of names to aliases, or a file with a line name;alias;alias each.

    Args:
        actors: ["Angela Merkel", "Olaf Scholz"], {"Angela Merkel": ["Merkel"]}, "name;alias" strings, or a path. The last
            word of a name of two or more is an alias of its own if no other actor has it.

    Raises:
        InputNotFoundError: the file does not exist.
        InputError: there is no name, or two actors share an alias.
    """
    rows = [[n, *a] for n, a in actors.items()] if isinstance(actors, Mapping) else _rows(actors)
    rows = [[" ".join(c.split()) for c in row if c and c.strip()] for row in rows]
    rows = [row for row in rows if row]
    if not rows:
        raise InputError(
            "actors names nobody. Give a list of names, or a CSV with a line name;alias;alias for each actor."
        )
    known: dict[str, str] = {}
    for row in rows:
        for alias in row:
            if known.setdefault(alias, row[0]) != row[0]:
                raise InputError(
                    f"Two actors are called {alias!r}: {known[alias]!r} and {row[0]!r}. Give each alias once."
                )
    last = [row[0].split()[-1] for row in rows]
    for row, word in zip(rows, last, strict=True):
        if " " in row[0] and last.count(word) == 1:
            known.setdefault(word, row[0])
    aliases: dict[str, list[str]] = {}
    for alias, name in known.items():
        aliases.setdefault(name, []).append(alias)
    return Chosen(aliases)


def _rows(actors: str | Path | Iterable[str]) -> list[list[str]]:
    if isinstance(actors, Path) or (isinstance(actors, str) and actors.endswith((".csv", ".txt", ".tsv"))):
        path = Path(actors)
        if not path.is_file():
            raise InputNotFoundError(
                f"The file of actors {path} does not exist. Looked for {looked_for(path)}. Give a CSV with a line name;alias;alias each."
            )
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, delimiter=";"))
        return rows[1:] if rows and rows[0] and rows[0][0].strip().lower() in {"name", "actor", "akteur"} else rows
    if isinstance(actors, str):
        return [actors.split(";")]
    return [str(a).split(";") for a in actors]
