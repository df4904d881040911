"""What makes a pile of files a corpus: ids, dates, languages, credits, repairs, copies, and what is there and missing."""

from __future__ import annotations

from .authors import credited_as_author, people
from .boilerplate import Cleaned, clean, restored
from .copies import share_in_common
from .credits import agencies, credit_spans
from .dates import TIMEZONE, parse_date
from .duplicates import mark_duplicates
from .glance import Glance
from .ids import article_id, collapse, digest, n_words
from .language import detect_language
from .outlets import outlet_name
from .prepare import prepare
from .repair import repair

__all__ = [
    "Cleaned",
    "Glance",
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
    "outlet_name",
    "parse_date",
    "people",
    "prepare",
    "repair",
    "restored",
    "share_in_common",
]
