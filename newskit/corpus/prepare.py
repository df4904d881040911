"""The text of an article as it is fixed: repaired, without the page around it, and with what is to be known of it."""

from __future__ import annotations

import json
from typing import Any

from .boilerplate import FLAGS, Cleaned, Cut, clean
from .glance import Glance
from .repair import repair


def prepare(
    text: str,
    title: str | None = None,
    *,
    flags: object = None,
    cuts: object = None,
    lexicons: str = "",
    seen: Glance | None = None,
) -> tuple[Cleaned, list[str]]:
    """The text to load with its flags and cuts, and sentences on what was repaired.

    An article that newskit wrote to a file has flagged and cuts already; they are kept, and its text stays as it is. `seen` is what is
    in the text, where that is known already.
    """
    before = _own(flags, cuts, text)
    if before is not None:
        return before, []
    repaired, notes = repair(text, seen=seen)
    return clean(repaired, title, lexicons=lexicons), notes


def _own(flags: object, cuts: object, text: str) -> Cleaned | None:
    """The text with the flags and cuts of newskit's own table; None if the columns are somebody else's."""
    flags, cuts = _listed(flags), _listed(cuts)
    if flags is None or cuts is None or not set(map(str, flags)) <= set(FLAGS):
        return None
    kept = [_cut(cut, len(text)) for cut in cuts]
    return None if None in kept else Cleaned(text, [cut for cut in kept if cut], [str(flag) for flag in flags])


def _cut(cut: object, length: int) -> Cut | None:
    if not isinstance(cut, dict) or not isinstance(cut.get("text"), str) or not isinstance(cut.get("kind"), str):
        return None
    if any("\ud800" <= char < "\ue000" for char in cut["text"] + cut["kind"]):  # half characters, which no table takes
        return None
    start = cut.get("start")
    if not isinstance(start, int) or not 0 <= start <= length:
        return None
    return {"start": start, "kind": cut["kind"], "text": cut["text"]}


def _listed(value: Any) -> list[Any] | None:
    if isinstance(value, str) and value.startswith("["):  # as CSV and Excel have it
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return None
    value = value.tolist() if hasattr(value, "tolist") else value
    return list(value) if isinstance(value, (list, tuple)) else None
