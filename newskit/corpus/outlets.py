"""One name per outlet: spiegel.de, SPIEGEL ONLINE and Spiegel are DER SPIEGEL, by the list resources/de/outlets.tsv."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

from ..resources import Lexicons


def outlet_name(name: str | None, url: str | None = None, *, lexicons: str = "") -> str | None:
    """The outlet's name as the list has it; a name that is not in the list stays as it is.

    Without a name, the address of the article tells it, where the list knows its domain. Case, a leading "www." and
    spaces at the ends do not count.

    Args:
        name: the outlet as the data has it: a name, a domain, or None.
        url: the article's address.
        lexicons: a folder with an outlets.tsv of one's own, whose lines come before newskit's.
    """
    known = _known(lexicons)
    if name:
        plain = " ".join(name.split()).casefold()
        return known.get(plain) or known.get(_host(plain) or "") or name
    host = _host(url or "")
    while (
        host and host not in known and host.count(".") > 1
    ):  # regional.bericht.example.de, then bericht.example.de ...
        host = host.partition(".")[2]
    return known.get(host or "")


@cache
def _known(lexicons: str) -> dict[str, str]:
    entries = Lexicons.of(lexicons).entries("outlets")
    # A line of one's own with another outlet for a known name stands behind newskit's, and wins.
    return {entry.lemma.casefold(): entry.category for entry in entries}


def _host(address: str) -> str | None:
    if " " in address or "." not in address:
        return None
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname
    except ValueError:  # an odd bracket: no address
        return None
    return host.removeprefix("www.") if host else None
