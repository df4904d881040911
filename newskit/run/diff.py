"""diff(): what changed between two reports, in words and numbers."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .. import texts
from ..errors import InputError, InputNotFoundError, looked_for
from . import manifest
from .verify import changes

#: Articles named at most, and values of a list shown; the rest are counted.
_NAMED, _VALUES = 8, 4


def diff(old: str | os.PathLike[str], new: str | os.PathLike[str], *, language: str = "en") -> str:
    """What changed from one report to another, line by line: articles, key figures, parameters, code, packages.

    Args:
        old: folder of the earlier report.
        new: folder of the later one.
        language: of the numbers, "de" or "en".

    Raises:
        InputNotFoundError: one of them has no run.json.
        InputError: they are of different notebooks.
    """
    a, b = (_read(Path(folder)) for folder in (old, new))
    if a["report"] != b["report"]:
        raise InputError(f"These are different reports: {a['report']} and {b['report']}. Compare two runs of one.")
    lines = [
        *_outcomes(a, b), *_articles(Path(old), Path(new), a, b), *_figures(a, b, language), *_parameters(a, b), *_code(a, b),
    ]  # fmt: skip
    return "\n".join(lines)


def _read(folder: Path) -> dict[str, Any]:
    try:
        return manifest.read_run(folder)
    except FileNotFoundError:
        raise InputNotFoundError(f"There is no {manifest.FILE} in {looked_for(folder)}: it is no report.") from None


def _outcomes(a: Mapping[str, Any], b: Mapping[str, Any]) -> list[str]:
    pairs = [(what, a.get(what), b.get(what)) for what in ("status", "gate")]
    return [f"{what}: {x} -> {y}" for what, x, y in pairs if x != y]


def _articles(old: Path, new: Path, a: Mapping[str, Any], b: Mapping[str, Any]) -> list[str]:
    """Articles that came and went: by id where the tables are there, else by file."""
    before, after = (_titles(folder, run) for folder, run in ((old, a), (new, b)))
    added = [title for key, title in after.items() if key not in before]
    gone = [title for key, title in before.items() if key not in after]
    if not (added or gone):
        return [f"articles: the same {len(after)}"]
    lines = [f"articles: {len(before)} -> {len(after)} ({len(added)} added, {len(gone)} removed)"]
    for sign, names in (("+", added), ("-", gone)):
        lines += [f"  {sign} {texts.shorten(name, 90)}" for name in names[:_NAMED]]
        lines += [f"  {sign} and {len(names) - _NAMED} more"] if len(names) > _NAMED else []
    return lines


def _titles(folder: Path, run: Mapping[str, Any]) -> dict[str, str]:
    path = folder / "tables" / "articles.parquet"
    if not path.is_file():
        return {f"{name} {sha}": name for name, sha in run["inputs"].items()}
    import pandas as pd

    table = pd.read_parquet(path, columns=["article_id", "title", "text"])
    names = [
        text if texts.is_missing(title) else title for title, text in zip(table["title"], table["text"], strict=True)
    ]
    return dict(zip(table["article_id"].astype(str), names, strict=True))


def _figures(a: Mapping[str, Any], b: Mapping[str, Any], language: str) -> list[str]:
    """Key figures that moved: shares in percentage points, other numbers by their difference."""
    before, after = a.get("key_figures", {}), b.get("key_figures", {})
    lines = []
    for name in [*after, *(n for n in before if n not in after)]:
        x, y = before.get(name), after.get(name)
        if x == y:
            continue
        if isinstance(x, int | float) and isinstance(y, int | float):
            lines.append(f"  {name}: {_moved(name, x, y, language)}")
        else:
            lines.append(f"  {name}: {_short(x)} -> {_short(y)}")
    return ["key figures:", *lines] if lines else ["key figures: all the same"]


def _moved(name: str, x: float, y: float, language: str) -> str:
    if name.startswith("share_"):
        points = texts.number(100 * (y - x), language, 1)
        return f"{texts.percent(x, language, 1)} -> {texts.percent(y, language, 1)} ({'+' if y > x else ''}{points} points)"
    decimals = 0 if isinstance(x, int) and isinstance(y, int) else 2
    numbers = [texts.number(v, language, decimals) for v in (x, y, y - x)]
    return f"{numbers[0]} -> {numbers[1]} ({'+' if y > x else ''}{numbers[2]})"


def _short(value: Any) -> str:
    if isinstance(value, list | dict):
        return texts.shorten(str(value[:_VALUES] if isinstance(value, list) else value), 80)
    return "–" if value is None else texts.shorten(str(value), 80)


def _parameters(a: Mapping[str, Any], b: Mapping[str, Any]) -> list[str]:
    old, new = a["parameters"], b["parameters"]
    names = [name for name in sorted({*old, *new}) if old.get(name) != new.get(name)]
    lines = [f"parameter {name}: {old.get(name)!r} -> {new.get(name)!r}" for name in names]
    return lines or ["parameters: the same"]


def _code(a: Mapping[str, Any], b: Mapping[str, Any]) -> list[str]:
    """Whether what computes is the same: notebook, newskit, word lists, model, packages."""
    lines = []
    if a["notebook"]["sha256"] != b["notebook"]["sha256"]:
        lines.append("notebook: changed")
    if a.get("code") != b.get("code"):
        commits = [str((run.get("git") or {}).get("commit", ""))[:10] for run in (a, b)]
        which = f" (commit {commits[0]} -> {commits[1]})" if all(commits) and commits[0] != commits[1] else ""
        lines.append(f"newskit: code changed{which}")
    lines += [f"word list changed: {name}" for name in changes(a.get("lexicons", {}), b.get("lexicons", {}))]
    if a.get("model") != b.get("model"):
        lines.append("model: changed")
    if a["python"] != b["python"]:
        lines.append(f"Python: {a['python']} -> {b['python']}")
    lines += [f"package: {text}" for text in changes(a["packages"], b["packages"])]
    return lines or ["code: notebook, newskit, word lists, model and packages are the same"]
