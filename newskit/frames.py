"""The DataFrame that articles come in: Excel takes it, and columns of the user's own keep their types."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pandas as pd

from .export import as_texts, for_excel

#: Types of the user's columns, by the kind that all their values have: without and with missing ones.
_KINDS = {
    "str": ("string", "string"), "bool": ("bool", "boolean"), "int": ("int64", "Int64"), "float": ("float64", "float64"),
    "time": ("datetime64[us]", "datetime64[us]"), "zoned": ("datetime64[us, UTC]", "datetime64[us, UTC]"),
    "date": ("object", "object"), "list": ("object", "object"),
}  # fmt: skip
#: Which kinds of values a NumPy type takes.
_FITS = {"b": {"bool"}, "i": {"int"}, "u": {"int"}, "f": {"int", "float"}, "M": {"time"}}


class Frame(pd.DataFrame):
    """A DataFrame that `to_excel` can write though it holds moments in UTC, lists and the text of strangers.

    Excel knows no time zones, and pandas refuses to write a column with one rather than drop it unasked. The column `published`
    has one on purpose: a moment without a zone is read as local time by R and by other libraries. So the zone is dropped on
    the way into Excel only, and the clock there shows UTC, as the codebook says; `published_local` and `date` stand
    beside it for those who count days. Texts that a spreadsheet would run as formulas get an apostrophe in front.
    """

    @property
    def _constructor(self) -> Callable[..., Frame]:
        return Frame

    def to_excel(self, *args: Any, **options: Any) -> None:  # type: ignore[misc]
        """As DataFrame.to_excel; times without their zone, lists as JSON, no formulas."""
        index = self.index.tz_localize(None) if isinstance(self.index, pd.DatetimeIndex) else self.index
        for_excel(pd.DataFrame(self).set_axis(index)).to_excel(*args, **options)


def kind_of(value: Any) -> str:
    """What a value of the user's own is: a key of _KINDS, or "other" (a mapping, a number beyond 64 bits, ...)."""
    if isinstance(value, str):
        return "str"
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, int):
        return "int" if -(1 << 63) <= value < 1 << 63 else "other"
    if isinstance(value, datetime):
        return "zoned" if value.tzinfo else "time"
    if isinstance(value, list):
        return "list" if all(isinstance(item, str) for item in value) else "other"
    return "float" if isinstance(value, float) else "date" if isinstance(value, date) else "other"


def own_dtype(dtype: Any, kinds: set[str], missing: bool) -> Any:
    """The type of a column of the user's own; None if its values are of many kinds, and become text.

    Args:
        dtype: the type that it has in the data; None if that says nothing (JSON), or files say different things.
        kinds: of its values (kind_of), those that are missing left out.
        missing: some are.
    """
    if _takes(dtype, kinds):
        return _nullable(dtype) if missing else dtype
    if kinds == {"int", "float"}:
        kinds = {"float"}
    return _KINDS[next(iter(kinds), "str")][missing] if len(kinds) < 2 and kinds <= _KINDS.keys() else None


def _takes(dtype: Any, kinds: set[str]) -> bool:
    if dtype is None:
        return False
    return kinds <= _FITS.get(dtype.kind, set()) if hasattr(dtype, "char") and dtype.kind in _FITS else True


def _nullable(dtype: Any) -> Any:
    """The type beside a NumPy type that can miss values."""
    if not hasattr(dtype, "char") or dtype.kind not in "biu":
        return dtype
    return "boolean" if dtype.kind == "b" else f"{'U' if dtype.kind == 'u' else ''}Int{8 * dtype.itemsize}"


def own_series(values: list[Any], dtype: Any = None) -> pd.Series[Any]:
    """A column of the user's own: of the type that it had, else of the type that all its values have, else as text."""
    present = [value for value in values if value is not None]
    wanted = own_dtype(dtype, set(map(kind_of, present)), len(present) < len(values))
    if wanted is not None:
        try:
            made: pd.Series[Any] = pd.Series(values, dtype=wanted)
            return made
        except (TypeError, ValueError, OverflowError):  # a type of a library that does not take its own values
            pass
    return pd.Series(as_texts(values), dtype="string")
