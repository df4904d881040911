"""newskit: the research kit for computational journalism on German news text.

    import newskit as nk
    result = nk.analyze(nk.load_articles("data/sample"))
    result.quotes, result.sources, result.hedges, result.sentiment, result.readability

Names are loaded when they are first used, so that `import newskit` is fast.
"""

from __future__ import annotations

import importlib
from typing import Any

__version__ = "0.1.0"

_HOME = {
    "Analysis": "result",
    "BusyError": "errors",
    "InputError": "errors",
    "InputNotFoundError": "errors",
    "ModelNotFoundError": "errors",
    "NewskitError": "errors",
    "ReportError": "errors",
    "actor_measures": "measures.portrayal",
    "analyze": "analysis",
    "articles_from_texts": "loaders",
    "codebook": "measures.registry",
    "compare_all": "measures.comparison",
    "compare_groups": "measures.comparison",
    "describe": "corpus.describe",
    "duplicates": "corpus.duplicates",
    "expect": "run.gates",
    "hardest_sentences": "measures.hardest",
    "hedge_measures": "measures.groups",
    "load_articles": "loaders",
    "load_pipeline": "pipeline",
    "readability_measures": "measures.groups",
    "open_findings": "findings.reopen",
    "run_report": "run.run",
    "sample": "loaders.files",
    "skip": "run.gates",
    "source_measures": "measures.groups",
    "speaker_network": "measures.portrayal",
    "store_articles": "loaders.store",
    "target_sentiment": "analyzers.sentiment",
}

__all__ = [*sorted(_HOME), "__version__", "plots"]


def __getattr__(name: str) -> Any:
    if name == "plots":
        return importlib.import_module(".plots", __name__)
    if name not in _HOME:
        raise AttributeError(f"module 'newskit' has no attribute {name!r}")
    return getattr(importlib.import_module(f".{_HOME[name]}", __name__), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
