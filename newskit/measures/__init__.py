"""Measures of groups of articles, with intervals and tests; resources/measures.tsv says what each is (registry.py)."""

from __future__ import annotations

from .formulas import MEASURES, SUMMED, entropy, pielou, shannon, share_of_role, simpson
from .groups import group_of, hedge_measures, readability_measures, source_measures

__all__ = [
    "MEASURES",
    "SUMMED",
    "entropy",
    "group_of",
    "hedge_measures",
    "pielou",
    "readability_measures",
    "shannon",
    "share_of_role",
    "simpson",
    "source_measures",
]
