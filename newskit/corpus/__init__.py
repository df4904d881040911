"""What makes a pile of files a corpus: ids, dates, languages, credits, repairs, copies, and what is missing."""

from __future__ import annotations

from .boilerplate import Cleaned, clean, prepare, restored
from .credits import agencies, credit_spans, credited_as_author, people
from .dates import TIMEZONE, parse_date
from .duplicates import mark_duplicates, share_in_common
from .outlets import outlet_name
from .text import article_id, collapse, detect_language, digest, n_words, n_words_collapsed, repair

__all__ = [
    "Cleaned",
    "TIMEZONE",
    "agencies",
    "article_id",
    "clean",
    "collapse",
    "credit_spans",
    "credited_as_author",
    "detect_language",
    "digest",
    "mark_duplicates",
    "n_words",
    "n_words_collapsed",
    "outlet_name",
    "parse_date",
    "people",
    "prepare",
    "repair",
    "restored",
    "share_in_common",
]
