"""Records (rows of tables, JSON objects, front matter) -> articles: which column holds what, and values made plain.

Columns that hold none of newskit's fields are the user's own (lager, topic, coder), and stay.

What known crawlers call things where names mislead is in PROFILES: a new crawler is one line there.
"""

from __future__ import annotations

import ast
import difflib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from .. import tables
from .reader import FIELDS, LoadOptions, Row, problem, storable

_IDS = ("id", "artikelid", "docid", "documentid", "guid", "uuid", "identifier")
#: Names that exports give their columns, the likeliest first; compared without case, spaces, dashes and underscores.
ALIASES: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "articletext", "articlebody", "maintext", "fulltext", "plaintext", "bodytext",
             "articlecontent", "volltext", "inhalt", "artikeltext", "artikel", "haupttext", "textkörper"),
    "title": ("title", "headline", "titel", "überschrift", "ueberschrift", "schlagzeile", "head"),
    "outlet": ("outlet", "sitename", "medium", "medianame", "publisher", "publication", "publicationname", "newspaper",
    "newspapername", "sourcename", "zeitung", "quelle",
               "quellenname", "medienname", "hostname", "sourcedomain", "site", "source"),
    "published": ("published", "datepublish", "publishdate", "publishedat", "datepublished", "publicationdate",
                  "publishingdate", "pubdate", "date", "datum", "erscheinungsdatum", "veröffentlicht",
                  "veröffentlichungsdatum", "veröffentlichtam", "erschienen", "datetime", "timestamp"),
    "authors": ("authors", "author", "byline", "autor", "autoren", "autorin", "verfasser", "creator"),
    "url": ("url", "link", "canonicalurl", "sourceurl", "permalink", "webadresse", "adresse", "uri"),
    "section": ("section", "articlesection", "ressort", "rubrik", "category", "kategorie", "department"),
    "language": ("language", "lang", "sprache"),
    "flagged": ("flagged",),
    "cuts": ("cuts",),
    "article_id": ("articleid", *_IDS),
    "external_id": ("externalid", *_IDS),
}  # fmt: skip
_MISSING = {"", "null", "none", "nan", "nat", "<na>", "n/a", "~"}
_LONGEST_NOTHING = max(map(len, _MISSING))
_AS_IT_IS = frozenset({"text", "flagged", "cuts"})
OWNED = frozenset(tables.TABLES["articles"].names)
#: Before the name of a column that newskit has too.
PREFIX = "own_"
#: No table has more columns of one's own; records that each have other keys would make a column of every key.
MOST = 500
#: Columns that only newskit's own table of articles has; with one of these, and its key, it is one.
_MARKS = frozenset({"duplicate_of", "flagged", "cuts"})


@lru_cache(maxsize=1024)
def find_columns(names: tuple[str, ...], mapped: tuple[tuple[str, str], ...] = ()) -> dict[str, str]:
    """Which of these columns holds which field: what the user mapped first, then the known names."""
    chosen = {field: name for field, name in dict(mapped).items() if name in names}
    asked = {field for field, _ in mapped}
    plain = {_plain(name): name for name in reversed(names)}
    taken = set(chosen.values())
    for field in FIELDS:
        name = next((plain[alias] for alias in ALIASES[field] if plain.get(alias) not in taken | {None}), None)
        if field not in asked and name is not None:
            chosen[field] = name
    return chosen


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())


def missing_column(names: Iterable[str], options: LoadOptions, source: str, found_in: Mapping[str, str]) -> str | None:
    """What to tell the user if a mapped column, or one for the text, is not there; None if all are."""
    names = [str(name) for name in names]
    for field, name in options.columns.items():
        if name not in names:
            return _missing_message(name, field, names, source, f" (for {field!r})")
    return None if "text" in found_in else _missing_message("text", "text", names, source, "")


def _missing_message(name: str, field: str, names: list[str], source: str, what: str) -> str:
    listed = ", ".join(names[:20]) + (", ..." if len(names) > 20 else "")
    free = [n for n in names if n not in find_columns(tuple(names)).values()]
    likely = (difflib.get_close_matches(name, names, 1, 0.5) or free or ["NAME"])[0]
    hint = json.dumps({field: likely}, ensure_ascii=False)
    advice = f"Rename it or pass columns={hint}."
    if {"media_name", "publish_date", "url"} <= set(names):
        advice = "Media Cloud gives addresses, not texts: save the pages at them, and load those."
    return f"Column {name!r}{what} is missing in {source}. Found: {listed or 'none'}. {advice}"


def is_ours(names: Iterable[str]) -> bool:
    """Are these the columns of an articles table that newskit made?"""
    found = set(names)
    return "article_id" in found and bool(found & _MARKS)


@lru_cache(maxsize=1024)
def own_columns(names: tuple[str, ...], taken: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """(column, its name among the articles) of all columns that hold none of newskit's fields.

    Args:
        names: of all columns.
        taken: those that are read as a field (find_columns).
    """
    ours = is_ours(names)
    free = [
        name for name in dict.fromkeys(names) if name.strip() and name not in taken and not (ours and name in OWNED)
    ]
    return tuple((name, f"{PREFIX}{name}" if name in OWNED else storable(name)) for name in free)


def renamed(own: Iterable[tuple[str, str]], source: object) -> Iterable[Row]:
    """A problem for each column whose name newskit has taken for one of its own."""
    for name, kept in own:
        if kept == f"{PREFIX}{name}":
            reason = f"The column {name!r} has the name of a column that newskit makes itself; it is kept as {kept!r}."
            yield problem(source, reason)


def note_types(options: LoadOptions, own: Iterable[tuple[str, str]], types: Mapping[str, Any]) -> None:
    """Remember the types that a table gives its columns; where two tables differ, the values decide."""
    for name, kept in own:
        dtype = types[name]
        options.dtypes[kept] = dtype if options.dtypes.get(kept, dtype) == dtype else None


def own_values(row: Row, known: dict[str, None]) -> tuple[dict[str, Any], bool]:
    """The user's own values of a row as a table can hold them, and are there too many columns for all of them?"""
    own = row.get("own") or {}
    for name in own:
        if len(known) < MOST:
            known.setdefault(name)
    kept = {name: storable(value) if isinstance(value, str) else value for name, value in own.items() if name in known}
    return kept, len(kept) < len(own)


def flat(value: Any) -> Any:
    """A value of JSON or YAML as a cell has it: text, numbers and lists of texts as they are, all else as JSON."""
    if isinstance(value, str):
        return value or None
    if value is None or isinstance(value, bool | int | float):
        return value
    return (
        value
        if isinstance(value, list) and all(isinstance(v, str) for v in value)
        else json.dumps(value, ensure_ascii=False)
    )


def to_article(record: Mapping[str, Any], columns: Mapping[str, str], own: Iterable[tuple[str, str]] = ()) -> Row:
    """The article in a record; the text as it is, the other values as plain strings, dates and lists.

    Columns of the user's `own` stand in it as they are, under the key own.
    """
    row: Row = {}
    if own:
        row["own"] = {kept: record.get(name) for name, kept in own}
    for field, name in columns.items():
        value = record.get(name)
        if field in _AS_IT_IS or (field == "published" and isinstance(value, date)):
            row[field] = value
        else:
            row[field] = as_names(value) if field == "authors" else as_text(value)
    return row


def as_text(value: object) -> str | None:
    """A value as one line of text; None for what exports write where nothing is known (NaN, null, n/a)."""
    if type(value) is str and len(value) > _LONGEST_NOTHING:
        return value.strip() or None
    if isinstance(value, Mapping):  # {"name": "Der Bote"}, as schema.org and NewsAPI have it
        value = next((value[key] for key in ("name", "title", "label", "@id", "url") if value.get(key)), None)
    if isinstance(value, (list, tuple)):
        texts = [as_text(item) for item in value[:50] if not isinstance(item, (list, tuple))]
        return ", ".join(filter(None, texts)) or None
    if isinstance(value, float) and value.is_integer():  # ids that pandas made floats: 1067.0
        value = int(value)
    text = "" if value is None else str(value).strip()
    return None if text.casefold() in _MISSING else text


def as_names(value: object) -> list[str]:
    """Names of people from a list or one string: "Von A. Meier und B. Yildiz", "Meier; Yildiz", "Meier, Anna"."""
    if isinstance(value, str):
        value = _listed(value)
    if hasattr(value, "tolist"):  # a NumPy array, as Parquet gives it through pandas
        value = value.tolist()
    items = list(value)[:100] if isinstance(value, (list, tuple, set)) else [value]
    names = [text for item in items if not isinstance(item, (list, tuple, set)) and (text := as_text(item))]
    return list(dict.fromkeys(name.removeprefix("Von ").removeprefix("von ").strip() for name in names))


def _listed(text: str) -> list[str]:
    if text.startswith("[") and text.endswith("]"):  # a list that went through CSV
        try:
            value = ast.literal_eval(text[:10_000])
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            value = None
        if isinstance(value, list):
            return value
    if ";" in text:
        return text.split(";")
    parts = re.split(r"\s*,\s*|\s+(?:und|and|&)\s+", text.strip())
    # "Meier, Anna" is one name, "Anna Meier, Bo Yildiz" are two.
    return [text] if len(parts) == 2 and "," in text and not any(" " in part for part in parts) else parts


def first_line(lines: Sequence[str], test: Callable[[str], object]) -> int:
    """Number of the first line that meets a test, -1 if none does."""
    return next((n for n, line in enumerate(lines) if test(line)), -1)


def fields(lines: Sequence[str], names: dict[str, str]) -> tuple[dict[str, str], list[str]]:
    """The values of lines like "Ressort: Politik" (or with the value in the next cell), and the other lines."""
    found: dict[str, str] = {}
    others: list[str] = []
    waiting: str | None = None
    for line in lines:
        label, sign, value = line.partition(":")
        field = names.get(label.strip().casefold()) if sign else None
        if field is not None:
            waiting = None if value.strip() else field
            if value.strip():
                found.setdefault(field, " ".join(value.split()))
        elif waiting is not None:
            found.setdefault(waiting, " ".join(line.split()))
            waiting = None
        else:
            others.append(line)
    return found, others


#: Crawler -> (keys that only it has together, field -> its key). Fields not named here are found by their usual names.
PROFILES: dict[str, tuple[frozenset[str], dict[str, str]]] = {
    "trafilatura": (
        frozenset({"source-hostname", "hostname", "fingerprint"}),
        {"outlet": "source-hostname", "url": "source", "authors": "author", "published": "date",
        "section": "categories", "article_id": ""},
    ),
    "fundus": (frozenset({"body", "publishing_date", "topics"}), {"outlet": "publisher", "published": "publishing_date",
    "section": ""}),
    "news-please": (
        frozenset({"maintext", "date_publish", "source_domain"}),
        {"text": "maintext", "outlet": "source_domain", "published": "date_publish", "article_id": ""},
    ),
    "newspaper4k": (
        frozenset({"publish_date", "meta_lang", "text", "top_image"}),
        {"outlet": "meta_site_name", "language": "meta_lang", "published": "publish_date", "url": "canonical_link",
        "section": ""},
    ),
    "Media Cloud": (
        frozenset({"media_name", "publish_date"}),
        {"outlet": "media_name", "published": "publish_date", "text": "text", "section": ""},
    ),
}  # fmt: skip

#: Keys under which crawlers keep whole pages, or the text once more: no columns of anybody's own.
PAGES = frozenset({"html", "body", "raw_text", "article_html", "top_node", "clean_top_node", "commentsbody"})


@lru_cache(maxsize=1024)
def mapping_for(keys: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Which key of a known crawler holds which field; nothing for other data. A field mapped to "" is left empty."""
    known = frozenset(keys)
    return next((tuple(mapping.items()) for marks, mapping in PROFILES.values() if marks <= known), ())


def unfold(record: dict[str, Any]) -> dict[str, Any]:
    """The record with its text as one string, where a crawler (fundus) keeps summary, headlines and paragraphs."""
    body, page = record.get("body"), _mapping(record.get("html"))
    if "source-hostname" in record and not record["source-hostname"]:  # a page that does not name itself
        return record | {"source-hostname": record.get("hostname")}
    if not isinstance(body, Mapping):
        return record
    parts = [*_strings(body.get("summary")), *_strings(body.get("paragraphs"))]
    sections = body.get("sections")
    for section in map(_mapping, sections if isinstance(sections, list) else ()):
        parts += [*_strings(section.get("headline")), *_strings(section.get("paragraphs"))]
    found = {
        "body": "\n\n".join(parts) or None,
        "url": record.get("url") or page.get("responded_url") or page.get("requested_url"),
        "publisher": record.get("publisher") or _mapping(page.get("source_info")).get("publisher"),
    }
    return record | {key: value for key, value in found.items() if value}


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _strings(value: object) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [item.strip() for item in items if isinstance(item, str) and item.strip()]
