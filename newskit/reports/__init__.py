"""Notebooks as reports: parameters checked, run in a process of their own, made into one HTML page with its evidence.

For notebooks: find_source, one_article, article_facts, corpus_facts, head, section, table, problems, method, outputs,
speaking, voices, comparing, compared.
For programs: run_report, describe_parameters, list_reports.
Names are loaded when they are first used, so that the help of a command is fast.
"""

from __future__ import annotations

import importlib
from typing import Any

_HOME = {
    "Facts": "facts",
    "Outputs": "output",
    "Parameter": "parameters",
    "ReportResult": "run",
    "appendix": "evidence",
    "article_facts": "facts",
    "compared": "comparison_sections",
    "comparing": "comparison",
    "corpus_facts": "facts",
    "describe_parameters": "parameters",
    "expect": "gates",
    "find_source": "paths",
    "head": "sections",
    "list_reports": "listing",
    "list_text": "listing",
    "method": "sections",
    "one_article": "subset",
    "only": "subset",
    "outputs": "output",
    "parameters_text": "parameters",
    "problems": "sections",
    "run_report": "run",
    "section": "sections",
    "skip": "gates",
    "speaking": "who",
    "table": "sections",
    "voices": "who_sections",
    "window": "subset",
}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'newskit.reports' has no attribute {name!r}")
    return getattr(importlib.import_module(f".{_HOME[name]}", __name__), name)
