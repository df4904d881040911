"""What is given in the place of something else: what was found, what is wanted, and what to do."""

from __future__ import annotations

import difflib
import inspect
import os
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from . import tables
from .errors import InputError

if TYPE_CHECKING:
    import pandas as pd

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")


def needs_result(function: F) -> F:
    """The function, which refuses a first argument that is no result of analyze() with a sentence on what it is."""
    name = next(iter(inspect.signature(function).parameters))

    @wraps(function)
    def checked(*args: Any, **options: Any) -> Any:
        given = args[0] if args else options.get(name)
        if (args or name in options) and not isinstance(given, tables.Result):
            raise InputError(f"{_called(function)}() needs a result of nk.analyze(), not {_found(given, 'result')}")
        return function(*args, **options)

    return cast(F, checked)


def _called(function: Callable[..., Any]) -> str:
    return f"plots.{function.__name__}" if ".plots." in function.__module__ else function.__name__


def articles_of(value: Any, function: str, needed: Iterable[str] = ("article_id", "text", "published")) -> pd.DataFrame:
    """The articles table itself, or that of an Analysis; `needed`: the columns that it must have.

    Raises:
        InputError: it is neither.
    """
    if isinstance(value, tables.Result):
        return value.articles
    if not _is_frame(value) or not set(needed) <= set(value.columns):
        raise InputError(
            f"{function}() needs the articles of nk.load_articles(), or a result, not {_found(value, 'articles')}"
        )
    return cast("pd.DataFrame", value)


def docs_of(value: Any, function: str) -> list[Any]:
    """The Docs of a list of them.

    Raises:
        InputError: it is something else.
    """
    docs = [value] if hasattr(value, "vocab") else list(value) if hasattr(value, "__iter__") else [value]
    if odd := next((doc for doc in docs if not hasattr(doc, "vocab")), None) if docs else None:
        found = kind(value) if isinstance(value, str) or odd is value else f"a {type(value).__name__} with {kind(odd)}"
        raise InputError(
            f"{function}() needs Docs of nk.load_pipeline(), a list of them, not {found}. "
            "Of texts: nk.analyze(texts).sentiment."
        )
    return docs


def _is_frame(value: object) -> bool:
    return hasattr(value, "iloc") and hasattr(value, "columns")


def _found(value: object, wanted: str) -> str:
    """What a value is, and what to do with it."""
    if _is_frame(value):
        name = table_name(value)  # type: ignore[arg-type]
        if name == "articles":
            return "the table articles. Analyze it first: nk.analyze(articles)."
        if name:
            return f"the table {name} of one. Pass the result itself."
        return "a DataFrame. Load or analyze it first: nk.load_articles(df), nk.analyze(df)."
    if isinstance(value, str | os.PathLike):
        first = "nk.load_articles(path)" if wanted == "articles" else "nk.analyze(path), or nk.open_findings(folder)"
        return f"the text or path {shown(value)}. Call {first} first."
    if wanted == "result" and (isinstance(value, list | tuple) and value and all(isinstance(v, str) for v in value)):
        return f"a list of {len(value)} texts. Analyze them first: nk.analyze(texts)."
    return f"{kind(value)}. Make it with nk.load_articles(...) and nk.analyze(...)."


def table_name(frame: pd.DataFrame) -> str:
    """Which of newskit's tables this is, by its columns; "" if it is none."""
    found = set(map(str, frame.columns))
    fits = [name for name, table in tables.TABLES.items() if set(table.names[:5]) <= found]
    return max(fits, key=lambda name: len(set(tables.TABLES[name].names) & found), default="")


def kind(value: object) -> str:
    """What a value is, in words that a user has for it."""
    name = type(value).__name__
    if value is None:
        return "None (did the cell or function that makes it return something?)"
    if name in ("Doc", "Span"):
        return f"a spaCy {name}; of one text take its text: {name.lower()}.text"
    if name in ("Series", "dict", "list", "tuple", "set"):
        return f"a {name} of {len(value)}"  # type: ignore[arg-type]
    if isinstance(value, bool | int | float):
        return f"the {'truth value' if isinstance(value, bool) else 'number'} {value!r}"
    return f"a value of the type {name}"


def shown(value: object, length: int = 60) -> str:
    """A value in quotes, cut where it is long."""
    text = " ".join(str(value).split())
    return repr(text if len(text) <= length else text[: length - 1] + "…")


def did_you_mean(wanted: object, known: Iterable[object]) -> str:
    """ " Did you mean 'outlet'?" where one of the known names is near, else ""."""
    near = difflib.get_close_matches(str(wanted).casefold(), {str(k).casefold(): k for k in known}, n=1, cutoff=0.6)
    by_name = {str(k).casefold(): k for k in known}
    return f" Did you mean {by_name[near[0]]!r}?" if near else ""


def one_of(name: str, value: T, allowed: Sequence[object]) -> T:
    """The value of an option, if it is allowed.

    Raises:
        InputError: it is not.
    """
    if value not in allowed:
        listed = ", ".join("None" if one is None else str(one) for one in allowed)
        near = did_you_mean(value, [one for one in allowed if one is not None])
        raise InputError(f"{name} must be one of {listed}. Found: {value!r}.{near}")
    return value


def check_path(value: object, function: str) -> Path:
    """The path that a function is given.

    Raises:
        InputError: it is no path.
    """
    if not isinstance(value, str | os.PathLike):
        raise InputError(f"{function}() needs the path of a folder, not {kind(value)}.")
    return Path(value)


def check_day(value: str) -> str:
    """The day itself, if it is one: 2026-11-16.

    Raises:
        InputError: it is none.
    """
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise InputError(f"{value!r} is no day. Write it as year, month and day: 2026-11-16.") from None
