"""Who wrote an article: people, not the addresses and the outlet that pages put in their place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from .credits import agencies
from .outlets import fold, known_outlet

_ADDRESS = re.compile(r"(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?:)?//\S+|www\.\S+", re.IGNORECASE)
_EMPTY = re.compile(r"[<(\[]\s*[>)\]]")
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.(?:de|at|ch|com|net|org|info|eu|tv|lu|li|news|media|online)", re.IGNORECASE)
#: The desk in place of a person.
_DESK = re.compile(
    r"(?:die |unsere )?(?:[\w.-]*redaktion|newsroom|newsdesk|admin|administrator|webmaster)", re.IGNORECASE
)
#: Marks of writers (fr, sr, nd) are as short as the names of some outlets.
_SHORT = 3


def people(names: Iterable[str], outlet: str | None, *, lexicons: str = "") -> list[str]:
    """The names of people among an article's authors, each once.

    Addresses are cut off (Anna Meier, a.meier@bote.de) or left out; so are the outlet itself (n-tv NACHRICHTEN), other
    outlets of the list, desks and agencies, which `articles.agencies` has.
    """
    plain = (_EMPTY.sub(" ", _ADDRESS.sub(" ", name)) for name in names)
    tidy = (" ".join(name.split()).strip(" ,;|<>-–") for name in plain)
    bare = [name[1:-1].strip() if name[:1] == "(" and name[-1:] == ")" else name for name in tidy]
    return list(dict.fromkeys(name for name in bare if name and not _is_nobody(name, outlet, lexicons)))


def credited_as_author(name: str, *, lexicons: str = "") -> list[str]:
    """The agencies that stand in an author's place: dpa/lby, AFP Deutschland."""
    return agencies(name) or agencies(known_outlet(name, lexicons=lexicons) or "")


@lru_cache(maxsize=20_000)
def _is_nobody(name: str, outlet: str | None, lexicons: str) -> bool:
    if _DESK.fullmatch(name) or _DOMAIN.fullmatch(name) or not any(c.isalpha() for c in name) or agencies(name):
        return True
    if outlet and fold(name) in {fold(outlet), fold(outlet) + "redaktion"}:
        return True
    known = known_outlet(name, lexicons=lexicons)
    first_name = name.isalpha() and name.istitle()  # Emma, Brigitte: a magazine or a person
    return known is not None and (known == outlet or (len(fold(name)) > _SHORT and not first_name))
