"""How actors are portrayed: for each mention of an actor, in which light it stands, by which words, in whose voice.

It measures portrayal in the text, not the truth and not what readers feel. "Scholz kritisierte Merz" is bad for Merz,
not for Scholz: frames of verbs and nouns say whom a word puts in which light; negation, modality and quotation are
heeded. Typical errors: irony, evaluations that need knowledge of the world, long sentences that the parser misreads.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc

from ...checks import docs_of, kind
from ...errors import InputError, InputNotFoundError, looked_for
from ...tables import frame
from ...voice import findings
from .component import find_sentiment, judge_spans, newskit_sentiment

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Actors",
    "chosen_rows",
    "find_sentiment",
    "newskit_sentiment",
    "read_actors",
    "rows",
    "sentiment",
    "target_sentiment",
]

COLUMNS = ("article_id", "start", "end")
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
        actors: ["Angela Merkel", "Olaf Scholz"], {"Angela Merkel": ["Merkel"]}, "name;alias" strings, or a path. The
            last word of a name of two or more is an alias of its own if no other actor has it.

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
    aliases: dict[str, list[str]] = {}
    for alias, name in _names_by_alias(rows).items():
        aliases.setdefault(name, []).append(alias)
    return Chosen(aliases)


def _names_by_alias(rows: list[list[str]]) -> dict[str, str]:
    """Which actor an alias means, surnames that only one of them has included."""
    known: dict[str, str] = {}
    for name, alias in ((row[0], alias) for row in rows for alias in row):
        if known.setdefault(alias, name) != name:
            raise InputError(f"Two actors are called {alias!r}: {known[alias]!r} and {name!r}. Give each alias once.")
    last = [row[0].split()[-1] for row in rows]
    for row, word in zip(rows, last, strict=True):
        if " " in row[0] and last.count(word) == 1:
            known.setdefault(word, row[0])
    return known


def _rows(actors: str | Path | Iterable[str]) -> list[list[str]]:
    if isinstance(actors, Path) or (isinstance(actors, str) and actors.endswith((".csv", ".txt", ".tsv"))):
        path = Path(actors)
        if not path.is_file():
            raise InputNotFoundError(
                f"The file of actors {path} does not exist. Looked for {looked_for(path)}. "
                "Give a CSV with a line name;alias;alias each."
            )
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, delimiter=";"))
        return rows[1:] if rows and rows[0] and rows[0][0].strip().lower() in {"name", "actor", "akteur"} else rows
    if isinstance(actors, str):
        return [actors.split(";")]
    return [str(a).split(";") for a in actors]


def sentiment(docs: Iterable[Doc]) -> pd.DataFrame:
    """How each mention of an actor is portrayed (table `sentiment`), neutral ones included.

    Reads what the component `newskit_sentiment` left on the Docs; Docs without it are judged with newskit's own lists.
    """
    return frame("sentiment", [row for doc in docs for row in rows(doc)])


def rows(doc: Doc) -> list[dict[str, Any]]:
    """One row per mention of an actor in a Doc."""
    found = findings(doc, "sentiment") if doc._.newskit_sentiment is not None else find_sentiment(doc)
    return [
        _row(doc._.article_id, doc[f["start"]].idx, doc[f["end"] - 1].idx + len(doc[f["end"] - 1]), f) for f in found
    ]


def chosen_rows(doc: Doc, chosen: Chosen, lexicons: str = "") -> list[dict[str, Any]]:
    """One row per mention of a chosen actor in a Doc; Merkel-Regierung is an actor of its own."""
    mentions = chosen.mentions(doc.text)
    spans = [(start, end) for start, end, _ in mentions]
    found = judge_spans(doc, spans, lexicons) if spans else []
    return [
        _row(doc._.article_id, start, end, {**f, "actor": actor})
        for (start, end, actor), f in zip(mentions, found, strict=True)
    ]


def target_sentiment(
    docs: Iterable[Doc],
    targets: pd.DataFrame | None = None,
    *,
    actors: Actors | None = None,
    lexicons: str = "",
) -> pd.DataFrame:
    """How given mentions are portrayed: one row per target, in its order, neutral ones included.

    Direction: polarity from -1 (bad light) to 1 (good light). It is the portrayal in the text, by the newsroom or by a
    quoted source (`voice`), judged from the sentence alone.

    Args:
        docs: parsed Docs with `doc._.article_id`.
        targets: a table with article_id, start and end (characters of the article's text); None for all mentions of
            actors (the same as `sentiment`).
        actors: instead of targets, the actors whose mentions are judged: a list of names ("name;alias;alias" each), a
            mapping of names to aliases, or the path of a CSV with such lines. Genitives (Merkels) count as the name;
            compounds (Merkel-Regierung) are actors of their own.
        lexicons: a folder with word lists that add to or override newskit's.

    Raises:
        InputError: a column is missing, a target's article_id is in none of the Docs, or both targets and actors are
        given.
    """
    docs = docs_of(docs, "target_sentiment")
    if actors is not None:
        if targets is not None:
            raise InputError("Both targets and actors are given. Give one of them: places in the text, or names.")
        chosen = read_actors(actors)
        return frame("sentiment", [row for doc in docs for row in chosen_rows(doc, chosen, lexicons)])
    if targets is None:
        return sentiment(docs)
    keys = _places(targets)
    wanted: dict[str, list[tuple[int, int]]] = {}
    for article_id, start, end in keys:
        wanted.setdefault(article_id, []).append((start, end))
    found: dict[tuple[str, int, int], dict[str, Any]] = {}
    for doc in docs:
        spans = wanted.get(str(doc._.article_id), [])
        for (start, end), f in zip(spans, judge_spans(doc, spans, lexicons) if spans else [], strict=True):
            found[str(doc._.article_id), start, end] = _row(doc._.article_id, start, end, f)
    missing = next((k for k in keys if k not in found), None)
    if missing is not None:
        raise InputError(
            f"No Doc has the article_id {missing[0]!r} of a target. "
            "Set doc._.article_id, as newskit.pipeline.process does."
        )
    return frame("sentiment", [found[k] for k in keys])


def _places(targets: pd.DataFrame) -> list[tuple[str, int, int]]:
    """(article_id, start, end) of each target."""
    if not hasattr(targets, "columns"):
        raise InputError(f"targets is a table with the columns {', '.join(COLUMNS)}, not {kind(targets)}.")
    for column in COLUMNS:
        if column not in targets.columns:
            raise InputError(
                f"Column '{column}' is missing in targets. Found: {', '.join(map(str, targets.columns))}. "
                f"Wanted: {', '.join(COLUMNS)}."
            )
    rows = zip(*(targets[column] for column in COLUMNS), strict=True)
    return [(str(article_id), int(start), int(end)) for article_id, start, end in rows]


def _row(article_id: Any, start: int, end: int, f: dict[str, Any]) -> dict[str, Any]:
    return {
        "article_id": article_id, "actor": f.get("actor"), "source_id": f.get("source_id"), "start": start, "end": end,
        "sentence_id": f.get("sentence", 0), "polarity": f["polarity"], "label": f["label"], "voice": f["voice"],
        "speaker_source_id": f.get("speaker"), "evidence": f["evidence"], "rule": f["rule"],
    }  # fmt: skip
