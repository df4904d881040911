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
    "Facts": "reports.facts",
    "Outputs": "run.output",
    "Parameter": "run.parameters",
    "ReportResult": "run.run",
    "appendix": "reports.evidence",
    "article_facts": "reports.facts",
    "compared": "reports.comparison_sections",
    "comparing": "reports.comparison",
    "corpus_facts": "reports.facts",
    "describe_parameters": "run.parameters",
    "expect": "run.gates",
    "find_source": "run.paths",
    "head": "reports.sections",
    "list_reports": "run.listing",
    "list_text": "run.listing",
    "method": "reports.sections",
    "one_article": "corpus.subset",
    "only": "corpus.subset",
    "outputs": "run.output",
    "parameters_text": "run.parameters",
    "problems": "reports.sections",
    "run_report": "run.run",
    "section": "reports.sections",
    "skip": "run.gates",
    "speaking": "reports.who",
    "table": "reports.sections",
    "voices": "reports.who_sections",
    "window": "corpus.subset",
}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'newskit.reports' has no attribute {name!r}")
    return getattr(importlib.import_module(f"newskit.{_HOME[name]}"), name)
