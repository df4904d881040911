"""Stable ids of articles, and how many words they have."""

from __future__ import annotations

import unicodedata
from hashlib import sha256

from .glance import count_words


def collapse(text: str) -> str:
    """The text in NFC with every run of whitespace as one space: what two copies of an article have in common."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def article_id(text: str, title: str | None = None) -> str:
    """Key of an article that depends on its words only: 12 hex digits of SHA-256 over title and text.

    Line breaks, spaces and the form of umlauts (NFC or NFD) do not count, so that the same article from two files is one.
    """
    return digest(f"{collapse(title or '')} {collapse(text)}")[:12]


def digest(collapsed: str) -> str:
    """SHA-256 in hex of a text that `collapse` has normalised."""
    return sha256(collapsed.strip().encode("utf-8", "surrogatepass")).hexdigest()


def n_words(text: str) -> int:
    """Words in a text: pieces between spaces that hold a letter or digit (Ost-West-Konflikt is one word)."""
    return count_words(text)
