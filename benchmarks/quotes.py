"""Quotations on German Wikinews articles (Petersen-Frey & Biemann 2024; CC BY-NC-SA, not part of the project).

python benchmarks/quotes.py DATA/quotes/dev.jsonl
"""

import argparse
import json
import time
from pathlib import Path

from newskit.analyzers import quotes, sources
from newskit.german.reading import parse
from newskit.pipeline import load_pipeline, process

try:
    from .scoring import QuoteScores
except ImportError:  # run as a file
    from scoring import QuoteScores


def main() -> None:
    """Print the figures and what the analysis costs beside the parse."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("gold", type=Path)
    args.add_argument(
        "--pipeline", help="fast, accurate, or a spaCy pipeline by name or folder (default: the one that ships)"
    )
    options = args.parse_args()
    articles = [json.loads(line) for line in options.gold.open(encoding="utf8")]
    nlp = load_pipeline(options.pipeline, analyzers=False)
    started = time.perf_counter()
    docs = list(process(nlp, ((a["article_id"], a["text"]) for a in articles)))
    parsed = time.perf_counter()
    for doc in docs:
        doc._.newskit_quotes = quotes.find_quotes(doc)
    quoted = time.perf_counter()
    for doc in docs:
        doc._.newskit_sources, doc._.newskit_mentions = sources.find_sources(doc)
    done = time.perf_counter()
    scores = QuoteScores()
    for article, doc in zip(articles, docs, strict=True):
        p = parse(doc)
        spans = [
            {
                r: [[p.idx[a], p.end(b - 1)] for a, b in q["tokens" if r == "quote" else r]]
                for r in ("quote", "speaker", "cue", "frame", "addressee")
            }
            | {"type": q["type"]}
            for q in doc._.newskit_quotes
        ]
        scores.add(article["quotes"], spans, article["tokens"])
    for name, value in scores.figures().items():
        print(f"{name:12} F1 {100 * value:5.1f}")
    parse_time = parsed - started
    print(
        f"parse {parse_time:.1f} s, quotations {(quoted - parsed) / parse_time:.1%} and sources {(done - quoted) / parse_time:.1%} of it"
    )


if __name__ == "__main__":
    main()
