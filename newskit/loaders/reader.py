"""What a reader is: a function `(source, options) -> Iterator[Row]` of articles and problems as plain dicts."""

from __future__ import annotations

import codecs
import importlib
import logging
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from ..errors import InputError
from .source import Source

#: An article as read (title, text, outlet, published, authors, url, section, language, article_id; all but text may be
#: missing; `where` names its place in the file, `own` holds columns of the user's own by name), or a problem, which has
#: the key "reason"
#: and no text.
Row = dict[str, Any]
Reader: TypeAlias = "Callable[[Source, LoadOptions], Iterator[Row]]"
_SURROGATE = re.compile("[\ud800-\udfff]")
#: What columns= may map.
FIELDS = (
    "text",
    "title",
    "outlet",
    "published",
    "authors",
    "url",
    "section",
    "language",
    "article_id",
    "external_id",
    "flagged",
    "cuts",
)


@dataclass(frozen=True)
class LoadOptions:
    """What the user said about the files: which column holds what, and their encoding if it is known.

    `dtypes` is filled by readers: of which type columns of the user's own are in the data; None where two files differ.
    `read` and `endings` are filled on the way to a reader, for archives: what reads their members, and which it reads.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None
    dtypes: dict[str, Any] = field(default_factory=dict, compare=False)
    read: Reader | None = None
    endings: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Refuse options that would be ignored silently."""
        unknown = sorted(set(self.columns) - set(FIELDS))
        if unknown:
            raise InputError(
                f"columns= has no entry {unknown[0]!r}. It maps {', '.join(FIELDS)} to columns of the data."
            )
        if self.encoding is not None:
            _check_encoding(self.encoding)


def need(module: str, package: str, extra: str) -> Any:
    """Import a library that only some formats want; the InputError names the extra to install."""
    try:
        return importlib.import_module(module)
    except ImportError:
        raise InputError(f'{package} is needed to read this. Install it: pip install "newskit[{extra}]".') from None


@contextmanager
def library(what: str) -> Iterator[None]:
    """Whatever a library raises on a broken file is one InputError, and what it says about it goes nowhere."""
    levels = {logger: logger.level for logger in map(logging.getLogger, ("pypdf", "trafilatura", "htmldate"))}
    for logger in levels:
        logger.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (InputError, OSError, MemoryError):
        raise
    except Exception as error:  # the libraries do not say which errors broken files raise in them
        reason = " ".join(str(error).split())[:200]
        raise InputError(
            f"{what} could not be read ({type(error).__name__}: {reason}). Is it whole? Save it again."
        ) from error
    finally:
        for logger, level in levels.items():
            logger.setLevel(level)


def _check_encoding(name: str) -> None:
    try:
        text_encoding = codecs.lookup(name)._is_text_encoding
    except LookupError:
        text_encoding = False
    if not text_encoding:
        raise InputError(
            f"Encoding {name!r} is unknown. Try utf-8, cp1252 or utf-16, or leave encoding= out to detect it."
        )


def storable(text: str) -> str:
    """The text with lone surrogates (of a broken emoji, of a file's name) marked \ufffd: no table takes them."""
    try:
        text.encode()  # much faster than looking for one
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def problem(source: object, reason: str, article_id: str | None = None) -> Row:
    """A row of the problems table."""
    key = None if article_id is None else storable(article_id)
    return {"source": storable(str(source)), "article_id": key, "stage": "load", "reason": storable(reason)}


def is_problem(row: Row) -> bool:
    """Is this row of `iter_articles` a problem, not an article?"""
    return "reason" in row and "text" not in row  # a column of the user's own may be called reason
