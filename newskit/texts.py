"""German and English wording: labels of all categories (resources/labels.tsv), numbers, counts, lists."""

from __future__ import annotations

import csv
import math
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from .errors import InputError

LANGUAGES = ("de", "en")


def check_language(language: str) -> str:
    """The language itself, if it is one newskit writes.

    Raises:
        InputError: it is neither "de" nor "en".
    """
    if language not in LANGUAGES:
        raise InputError(f"Language {language!r} is not known. Allowed: {', '.join(LANGUAGES)}.")
    return language


def pick(language: str, german: str, english: str) -> str:
    """The German or the English one of two texts."""
    return german if check_language(language) == "de" else english


def read_rows(name: str) -> list[dict[str, str]]:
    """The lines of one of newskit's own tables of words, by the names of their columns."""
    text = (files("newskit") / "resources" / f"{name}.tsv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def label_groups() -> dict[str, dict[str, dict[str, str]]]:
    """group -> key -> language -> word."""
    out: dict[str, dict[str, dict[str, str]]] = {}
    for row in read_rows("labels"):
        out.setdefault(row["group"], {})[row["key"]] = {language: row[language] for language in LANGUAGES}
    return out


def label(group: str, key: object, language: str = "de") -> str:
    """The word for a category's value ("quote_type", "direct" -> direkte Rede); the value itself if there is none."""
    words = label_groups()[group].get(str(key))
    return str(key) if words is None else words[check_language(language)]


def labels(group: str, language: str = "de") -> dict[str, str]:
    """All words of a group by their keys."""
    return {key: words[check_language(language)] for key, words in label_groups()[group].items()}


@cache
def certainties(table: str) -> dict[str, float]:
    """How often findings of a kind are right, by kind (resources/certainty.tsv)."""
    return {row["key"]: float(row["certainty"]) for row in read_rows("certainty") if row["table"] == table}


@cache
def certainty(table: str, key: str, separator: str) -> float:
    """The share of right findings of this kind, or of the nearest wider one that has a figure.

    table: quotes or sources. key: parts of the kind, the widest first, between separators (direct_verb, person named).
    The shares are those on articles of German newsrooms that were annotated by the codebook and are not part of
    newskit (benchmarks/newsroom.py), three findings of 0.9 added to each.
    """
    known, parts = certainties(table), key.split(separator)
    return next(known[k] for n in range(len(parts), 0, -1) if (k := separator.join(parts[:n])) in known)


def is_missing(value: object) -> bool:
    """None, NaN, NaT or <NA>."""
    if value is None or type(value).__name__ in {"NAType", "NaTType"}:
        return True
    return isinstance(value, float) and math.isnan(value)


def number(value: Any, language: str = "de", decimals: int = 0) -> str:
    """A number as people write it: 1.234,5 (de), 1,234.5 (en); an en dash where there is none."""
    if is_missing(value) or math.isinf(value):
        return "–"
    text = f"{value:,.{decimals}f}"
    if float(text.replace(",", "")) == 0:
        text = text.lstrip("-")
    swapped = text.translate(str.maketrans(",.", ".,")) if check_language(language) == "de" else text
    return swapped.replace("-", "\N{MINUS SIGN}")


def percent(share: Any, language: str = "de", decimals: int = 0) -> str:
    """A share (0.25) as percent: 25 % (de), 25% (en)."""
    if is_missing(share):
        return "–"
    return number(100 * share, language, decimals) + pick(language, "\N{NO-BREAK SPACE}%", "%")


def count(n: int, noun: str, language: str = "de") -> str:
    """A number with its noun in the right form: 1 Zitat, 2 Zitate, 0 Zitate."""
    return f"{number(n, language)} {label('one' if n == 1 else 'many', noun, language)}"


def per_article(n_articles: int, language: str = "de") -> str:
    """What must stand behind a number of sources of several articles: who speaks in three counts three times."""
    return pick(language, " (je Artikel gezählt)", " (counted per article)") if n_articles > 1 else ""


def sources(n: int, n_articles: int, language: str = "de") -> str:
    """How many sources speak in some articles: 12 Quellen, 269 Quellen (je Artikel gezählt)."""
    return count(n, "source", language) + per_article(n_articles, language)


def day(moment: Any, language: str = "de") -> str:
    """A date in Berlin: 11.02.2025 (de), 2025-02-11 (en); an en dash where there is none."""
    if is_missing(moment):
        return "–"
    local = moment.tz_convert("Europe/Berlin") if moment.tzinfo else moment
    return str(local.strftime(pick(language, "%d.%m.%Y", "%Y-%m-%d")))


def listing(items: Iterable[str], language: str = "de") -> str:
    """A list as a sentence has it: A, B und C."""
    words = list(items)
    joint = pick(language, " und ", " and ")
    return joint.join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def collated(names: Iterable[str]) -> list[str]:
    """Names in the order of German dictionaries (DIN 5007-1): ä as a, ß as ss, capitals as small letters."""
    return sorted(names, key=lambda name: (_folded(name), name))


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, cut at a space where there is one, with an ellipsis."""
    flat = " ".join(text.split())
    if len(flat) <= limit:
        return flat
    cut = flat[: limit - 1]
    head = cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut
    return head.rstrip(" ,;:–-") + "…"
