"""All analyzers on the six annotated sample articles (written for the project: a regression figure, not an accuracy claim).

python benchmarks/sample.py
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from newskit.analysis import analyze
from newskit.loaders import load_articles
from newskit.result import Analysis

try:
    from .scoring import ROLES, QuoteScores, f1, match_sources, match_spans, tokens_of
except ImportError:  # run as a file
    from scoring import ROLES, QuoteScores, f1, match_sources, match_spans, tokens_of

SAMPLE = Path(__file__).parent.parent / "data" / "sample"


def measure(result: Analysis | None = None) -> dict[str, float]:
    """Figures by name: F1 scores, and shares of those found whose further labels are right."""
    gold = {path.stem: json.loads(path.read_text(encoding="utf8")) for path in sorted((SAMPLE / "gold").glob("*.json"))}
    paths = [str(SAMPLE / f"{stem}.md") for stem in gold]
    result = result or analyze(load_articles(paths), progress=False)
    ids = {Path(row.source).stem: row.article_id for row in result.articles.itertuples()}
    texts = dict(zip(result.articles["article_id"], result.articles["text"], strict=True))
    quotes, count = QuoteScores(), dict.fromkeys(_COUNTED, 0)
    for stem, labels in gold.items():
        article_id = ids[stem]
        tables = {name: frame[frame["article_id"] == article_id] for name, frame in result.tables.items()}
        system = [{r: row[f"{r}_segments"] for r in ROLES} for row in tables["quotes"].to_dict("records")]
        quotes.add(labels["quotes"], system, tokens_of(texts[article_id]))
        _sources(labels, tables["sources"].to_dict("records"), count)
        _hedges(labels, tables["hedges"].to_dict("records"), count)
        _evaluations(labels, tables["sentiment"].to_dict("records"), count)
    return {**quotes.figures(), **_shares(count)}


_COUNTED = (
    "sources", "gold sources", "matched sources", "role", "kind", "named", "gender", "hedges", "gold hedges", "matched hedges",
    "hedge voice", "evaluations", "gold evaluations", "matched evaluations",
)  # fmt: skip


def _sources(labels: dict[str, Any], system: list[dict[str, Any]], count: dict[str, int]) -> None:
    pairs = match_sources([s["name"] for s in labels["sources"]], [s["name"] for s in system])
    count["sources"] += len(system)
    count["gold sources"] += len(labels["sources"])
    count["matched sources"] += len(pairs)
    for i, j in pairs:
        for label in ("role", "kind", "named", "gender"):
            count[label] += labels["sources"][i][label] == system[j][label]


def _hedges(labels: dict[str, Any], system: list[dict[str, Any]], count: dict[str, int]) -> None:
    pairs = match_spans([(h["start"], h["end"]) for h in labels["hedges"]], [(h["start"], h["end"]) for h in system])
    right = [(i, j) for i, j in pairs if labels["hedges"][i]["category"] == system[j]["category"]]
    count["hedges"] += len(system)
    count["gold hedges"] += len(labels["hedges"])
    count["matched hedges"] += len(right)
    count["hedge voice"] += sum(labels["hedges"][i]["voice"] == system[j]["voice"] for i, j in right)


def _evaluations(labels: dict[str, Any], system: list[dict[str, Any]], count: dict[str, int]) -> None:
    told = [row for row in system if row["label"] != "neutral"]
    spans = [(e["start"], e["end"]) for e in labels["evaluations"]]
    pairs = match_spans(spans, [(row["start"], row["end"]) for row in told])
    count["evaluations"] += len(told)
    count["gold evaluations"] += len(spans)
    count["matched evaluations"] += sum(labels["evaluations"][i]["label"] == told[j]["label"] for i, j in pairs)


def _shares(count: dict[str, int]) -> dict[str, float]:
    def score(name: str) -> float:
        hits = count[f"matched {name}"]
        return f1(hits / max(1, count[name]), hits / max(1, count[f"gold {name}"]))

    found = max(1, count["matched sources"])
    return {
        "sources": score("sources"),
        **{f"source {label}": count[label] / found for label in ("role", "kind", "named", "gender")},
        "hedges": score("hedges"),
        "hedge voice": count["hedge voice"] / max(1, count["matched hedges"]),
        "evaluations": score("evaluations"),
    }


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:14} {100 * value:5.1f}")
