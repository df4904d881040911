"""What a report says: figures, sections, evidence; and, under one name for notebooks, how it is run (newskit.run).

For notebooks: find_source, one_article, article_facts, corpus_facts, speaking, comparing, head, section, table,
appendix, problems, method, outputs.
For programs: run_report, describe_parameters, list_reports.
Names are loaded when they are first used, so that the help of a command is fast.
"""

from __future__ import annotations

import importlib
from typing import Any

_HOME = {
    "Facts": "report.figures",
    "Outputs": "run.output",
    "Parameter": "run.parameters",
    "ReportResult": "run.run",
    "appendix": "report.evidence",
    "article_facts": "report.figures",
    "comparing": "report.grouped",
    "corpus_facts": "report.figures",
    "describe_parameters": "run.parameters",
    "expect": "run.gates",
    "find_source": "run.paths",
    "head": "report.sections",
    "list_reports": "run.parameters",
    "list_text": "run.parameters",
    "method": "report.sections",
    "one_article": "corpus.subset",
    "only": "corpus.subset",
    "outputs": "run.output",
    "parameters_text": "run.parameters",
    "problems": "report.sections",
    "run_report": "run.run",
    "section": "report.sections",
    "skip": "run.gates",
    "speaking": "report.grouped",
    "table": "report.sections",
    "window": "corpus.subset",
}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'newskit.report' has no attribute {name!r}")
    return getattr(importlib.import_module(f"newskit.{_HOME[name]}"), name)
