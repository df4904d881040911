"""Words per second of the bare pipeline and of analyze() in the same run, their ratio, import time, peak memory, on one core.

    python benchmarks/speed.py                                          # the sample, repeated to 300,000 words
    python benchmarks/speed.py DATA/quotes/train.jsonl --articles 100   # texts met for the first time, each once

The second is what a user's first run over her articles costs: words are looked up and hyphenated once and remembered, so a
repeated sample flatters analyze().
"""

import argparse
import resource
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
from spacy.language import Language

import newskit as nk
from newskit.analysis import analyze

try:
    from .one_core import on_one_core
except ImportError:
    from one_core import on_one_core

SAMPLE = Path(__file__).parent.parent / "data" / "sample"


def import_seconds() -> float:
    """Median of five fresh `import newskit`, without the interpreter's own start."""
    code = "import time; t = time.perf_counter(); import newskit; print(time.perf_counter() - t)"
    times = [
        float(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout)
        for _ in range(5)
    ]
    return sorted(times)[2]


def parse_only(nlp: Language, rows: list[dict[str, str]]) -> None:
    """The pipeline without newskit's analyzers."""
    for _ in nlp.pipe(row["text"] for row in rows):
        pass


def analyze_all(nlp: Language, rows: list[dict[str, str]]) -> None:
    """All tables."""
    analyze(pd.DataFrame(rows), pipeline=nlp, progress=False)


def main() -> None:
    """Print the table."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("data", nargs="?", type=Path, help="articles, each taken once (default: the sample, repeated)")
    args.add_argument("--articles", type=int, help="so many of them (default: all)")
    args.add_argument(
        "--pipeline", help="fast, accurate, or a spaCy pipeline by name or folder (default: the one that ships)"
    )
    args.add_argument("--words", type=int, default=300_000, help="so often the sample is repeated")
    options = args.parse_args()
    on_one_core()
    articles = nk.load_articles(options.data or SAMPLE)[: options.articles]
    once = int(articles["n_words"].sum())
    copies = 1 if options.data else -(-options.words // once)
    texts = articles["text"].tolist()
    rows = [{"article_id": f"{n}-{i}", "text": text} for n in range(copies) for i, text in enumerate(texts)]
    words = once * copies
    started = time.perf_counter()
    bare = nk.load_pipeline(options.pipeline, analyzers=False)
    loaded = time.perf_counter() - started
    nlp = nk.load_pipeline(options.pipeline)
    warm = nk.load_articles(SAMPLE)["text"].tolist()[:5]
    parse_only(bare, [{"text": text} for text in warm])
    analyze(nk.articles_from_texts(warm), pipeline=nlp, progress=False)
    seconds = {"parse": 0.0, "analyze": 0.0}
    chunk = max(8, min(64, len(rows) // 4))
    for n, start in enumerate(range(0, len(rows), chunk)):  # in turns, so that a noisy machine is noisy for both
        part = rows[start : start + chunk]
        steps = [
            ("parse", lambda part=part: parse_only(bare, part)),
            ("analyze", lambda part=part: analyze_all(nlp, part)),
        ]
        for name, step in steps if n % 2 else reversed(steps):
            began = time.perf_counter()
            step()
            seconds[name] += time.perf_counter() - began
    parse_seconds, analyze_seconds = seconds["parse"], seconds["analyze"]
    print(f"words                 {words:>10,}")
    print(f"pipeline alone        {words / parse_seconds:>10,.0f} words/s")
    print(f"analyze()             {words / analyze_seconds:>10,.0f} words/s")
    print(f"ratio                 {parse_seconds / analyze_seconds:>10.2f}")
    print(f"load_pipeline()       {loaded:>10.2f} s")
    print(f"import newskit        {import_seconds():>10.3f} s")
    print(f"peak memory           {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:>10,.0f} MB")


if __name__ == "__main__":
    main()
