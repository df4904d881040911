"""What the JSON of known crawlers calls things: where names mislead, a profile says which field is which.

A new crawler is one line in PROFILES: the keys that give it away, and what maps to what.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

#: Crawler -> (keys that only it has together, field -> its key). Fields not named here are found by their usual names.
PROFILES: dict[str, tuple[frozenset[str], dict[str, str]]] = {
    "trafilatura": (
        frozenset({"source-hostname", "hostname", "fingerprint"}),
        {"outlet": "source-hostname", "url": "source", "authors": "author", "published": "date", "section": "categories", "article_id": ""},
    ),
    "fundus": (frozenset({"body", "publishing_date", "topics"}), {"outlet": "publisher", "published": "publishing_date", "section": ""}),
    "news-please": (
        frozenset({"maintext", "date_publish", "source_domain"}),
        {"text": "maintext", "outlet": "source_domain", "published": "date_publish", "article_id": ""},
    ),
    "newspaper4k": (
        frozenset({"publish_date", "meta_lang", "text", "top_image"}),
        {"outlet": "meta_site_name", "language": "meta_lang", "published": "publish_date", "url": "canonical_link", "section": ""},
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
    """The record with its text as one string, where a crawler keeps it in parts (fundus: summary, headlines, paragraphs)."""
    body, page = record.get("body"), record.get("html")
    if "source-hostname" in record and not record["source-hostname"]:  # a page that does not name itself
        return record | {"source-hostname": record.get("hostname")}
    if not isinstance(body, Mapping):
        return record
    parts = [*_strings(body.get("summary")), *_strings(body.get("paragraphs"))]
    sections = body.get("sections")
    for section in sections if isinstance(sections, list) else ():
        if isinstance(section, Mapping):
            parts += [*_strings(section.get("headline")), *_strings(section.get("paragraphs"))]
    info = page.get("source_info") if isinstance(page, Mapping) else None
    address = page.get("responded_url") or page.get("requested_url") if isinstance(page, Mapping) else None
    publisher = info.get("publisher") if isinstance(info, Mapping) else None
    found = {
        "body": "\n\n".join(parts) or None,
        "url": record.get("url") or address,
        "publisher": record.get("publisher") or publisher,
    }
    return record | {key: value for key, value in found.items() if value}


def _strings(value: object) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [item.strip() for item in items if isinstance(item, str) and item.strip()]
