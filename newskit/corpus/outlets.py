"""One name per outlet: spiegel.de, SPIEGEL ONLINE and "DER SPIEGEL, Hamburg, Germany" are DER SPIEGEL.

Pages write an outlet's name in many ways: with and without umlauts, hyphens and capitals, with its place, its owner,
its legal form, its desk. What is left when these are taken away must be a name of the list; else the name stays as it
is.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import urlsplit

from ..resources import Lexicons

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
#: Shorter names are known by their exact letters only: B.Z. is not BZ.
_SURE_LENGTH = 4
_LEGAL = re.compile(
    r"(?:^|[\s,&(])(?:g?gmbh|mbh|ug|ag|se|kg|kgaa|ohg|gbr|e\. ?v|eg|co|ltd|inc|s\.a|verlag\w*|\w*verlag|verlags\S*|"
    r"\w*gesellschaft|mediengruppe|medienhaus|"
    r"holding|anstalt des öffentlichen rechts)\.?(?=$|[\s,&)])",
    re.IGNORECASE,
)
#: Words that pages hang on a name.
_TAIL = frozenset(
    "gmbh ggmbh mbh ug e v u ag se kg kgaa ohg gbr ev eg co und ltd inc verlag verlags vertriebs verlagsgesellschaft "
    "zeitungsverlag zeitungs "
    "betriebs redaktions redaktionsgesellschaft mediengesellschaft medien media digital online onlineausgabe web "
    "website newsroom redaktion "
    "onlineredaktion nachrichtenredaktion nachrichten news newsdesk aktuell epaper print app plus deutschland germany "
    "de com net".split()
)
_HEAD = frozenset("der die das the redaktion onlineredaktion quelle copyright".split())
_COUNTRIES = frozenset(
    "germany deutschland austria oesterreich switzerland schweiz suisse svizzera luxembourg luxemburg brd".split()
)
#: Places as pages in other languages write them.
_ENGLISH = {
    "munich": "muenchen", "cologne": "koeln", "vienna": "wien", "nuremberg": "nuernberg", "hanover": "hannover",
    "zurich": "zuerich", "geneva": "genf",
    "basle": "basel", "lucerne": "luzern", "dusseldorf": "duesseldorf",
}  # fmt: skip
_SMALL = frozenset({"am", "main", "in", "und", "and", "a", "m"})
_PARTS = re.compile(r"\s*[,(|·•]\s*|\s+[-–—]\s+")


@dataclass(frozen=True)
class Outlets:
    """The list, ready to be asked.

    Attributes:
        exact: name or domain in small letters -> the outlet.
        folded: the same without umlauts, spaces and marks, where only one outlet is written so.
        places: folded outlet -> the words of its notes, the place among them.
    """

    exact: dict[str, str]
    folded: dict[str, str]
    places: dict[str, frozenset[str]]

    def find(self, name: str) -> str | None:
        """The outlet of a name or domain as it stands."""
        plain = " ".join(name.split()).casefold()
        found = self.exact.get(plain) or self.of_host(host_of(plain))
        folded = fold(plain)
        return found or (self.folded.get(folded) if len(folded) >= _SURE_LENGTH else None)

    def of_host(self, host: str) -> str | None:
        """The outlet of a domain or of one above it: regional.bericht.example.de, then bericht.example.de ..."""
        while host:
            if host in self.exact:
                return self.exact[host]
            host = host.partition(".")[2] if host.count(".") > 1 else ""
        return None


def outlet_name(name: str | None, url: str | None = None, *, lexicons: str = "") -> str | None:
    """The outlet's name as the list has it; a name that is not in the list stays as it is.

    Case, umlauts, hyphens, "www.", places, legal forms and the desk do not count (Boersen Zeitung, N-Tv Nachrichten,
    TAZ Verlags- und Vertriebs GmbH). Without a name, or with that of a company that is no outlet, the address of the
    article tells it, where the list knows its domain.

    Args:
        name: the outlet as the data has it: a name, a domain, or None.
        url: the article's address.
        lexicons: a folder with an outlets.tsv of one's own, whose lines come before newskit's.
    """
    known = _known(lexicons)
    if name:
        found = known.exact.get(name.casefold()) or _named(name, lexicons)
        return found or (known.of_host(host_of(url or "")) if _LEGAL.search(name) else None) or name
    return known.of_host(host_of(url or ""))


def known_outlet(name: str, *, lexicons: str = "") -> str | None:
    """The outlet of the list that a name means; None where it means none."""
    return _named(name, lexicons)


@lru_cache(maxsize=10_000)
def _named(name: str, lexicons: str) -> str | None:
    known = _known(lexicons)
    if len(name) > 200:
        return None
    name = unicodedata.normalize("NFC", name).strip(" \t\n\r©®™*")
    return known.find(name) or _without_parts(name, known) or _without_words(name, known)


def _without_parts(name: str, known: Outlets) -> str | None:
    """DER SPIEGEL, Hamburg, Germany / SZ.de | Süddeutsche Zeitung: what stands beside it names no other outlet."""
    head, *rest = [part.strip(" )") for part in _PARTS.split(name)]
    found = known.find(head) or _without_words(head, known)
    if not found or not rest:
        return None
    return found if all(_says_nothing_else(part, found, known) for part in rest) else None


def _says_nothing_else(part: str, outlet: str, known: Outlets) -> bool:
    """Is a part of a name the place or country of the outlet, its owner, or the outlet again?"""
    words = {_ENGLISH.get(word, word) for word in map(fold, re.split(r"[\s/.]+", part)) if word}
    if words <= _TAIL | _COUNTRIES | _SMALL | known.places[outlet]:
        return True
    return (known.find(part) or _without_words(part, known)) == outlet or bool(_LEGAL.search(part))


def _without_words(name: str, known: Outlets) -> str | None:
    """TAZ Verlags- und Vertriebs GmbH, Redaktion der Welt: word by word off both ends, the last one first."""
    words = re.sub(r"[,&/:()]|(?<=\w)-(?=(?:redaktion|g?gmbh|verlag|ag)\b)", " ", name, flags=re.IGNORECASE).split()
    while words:
        if found := known.find(" ".join(words)):
            return found
        last = fold(words[-1])
        glued = re.fullmatch(r"(.{3,}?)(?:online)?redaktion", last)
        if last in _TAIL or not last:
            words.pop()
        elif glued:
            words[-1] = glued[1]
        elif fold(words[0]) in _HEAD and len(words) > 1:
            words.pop(0)
        else:
            return None
    return None


@cache
def _known(lexicons: str) -> Outlets:
    exact: dict[str, str] = {}
    folded: dict[str, set[str]] = {}
    places: dict[str, set[str]] = {}
    for entry in Lexicons.of(lexicons).entries("outlets"):
        # A line of one's own with another outlet for a known name stands behind newskit's, and wins.
        exact[entry.lemma.casefold()] = entry.category
        notes = re.findall(r"\b[A-ZÄÖÜ][\wäöüß.-]+", f"{entry.note} {entry.category.partition('(')[2]}")
        places.setdefault(entry.category, set()).update(map(fold, notes))
    for lemma, outlet in exact.items():
        folded.setdefault(fold(lemma), set()).add(outlet)
    for outlet in places:
        if fold(outlet) not in folded:
            folded[fold(outlet)] = {outlet}
    sole = {name: next(iter(outlets)) for name, outlets in folded.items() if len(outlets) == 1}
    return Outlets(exact, sole, {outlet: frozenset(words) for outlet, words in places.items()})


def fold(name: str) -> str:
    """A name without case, umlauts, accents and all that is no letter or digit: Börsen-Zeitung is boersenzeitung."""
    plain = unicodedata.normalize("NFC", name).casefold().translate(_UMLAUTS)
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if c.isalnum())


def host_of(address: str) -> str:
    """The domain of an address or of a name that is one, without www.; "" for other names."""
    if " " in address or "." not in address:
        return ""
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
        if "xn--" in host:
            host = host.encode("ascii").decode("idna")
    except ValueError:  # an odd bracket, no domain: no address
        return ""
    return host.removeprefix("www.")
