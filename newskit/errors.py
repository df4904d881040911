"""The exceptions newskit raises. Each is a subclass of a built-in, so callers need not import this module."""

from __future__ import annotations

import os
from pathlib import Path


class NewskitError(Exception):
    """Base of all errors that newskit raises on purpose."""


class InputError(NewskitError, ValueError):
    """The user's input (a file, a table, an option) cannot be used; the message says what to do next."""


class InputNotFoundError(NewskitError, FileNotFoundError):
    """A path that the user named does not exist."""


def looked_for(path: str | os.PathLike[str]) -> str:
    """The whole path in which something was looked for, for the message of an InputNotFoundError."""
    try:
        return str(Path(path).absolute())
    except ValueError:  # a NUL in it
        return str(path)


class ModelNotFoundError(NewskitError, OSError):
    """A spaCy pipeline that was asked for by name is not installed."""


class ReportError(NewskitError, RuntimeError):
    """A report could not be made."""


class BusyError(ReportError):
    """Another run holds the lock of the report."""

    #: EX_TEMPFAIL of sysexits.h: try again later.
    exit_code = 75
