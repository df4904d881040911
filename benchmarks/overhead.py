"""What hedging and readability cost beside the parse: seconds of each in the same run, and their share.

    python benchmarks/overhead.py [--words 100000]

The parse is the pipeline without newskit's analyzers; the quotations that both ask for the voice are counted to neither. The
grammar's reading of the parse, which all analyzers share, is done before. Words are rated and hyphenated once and
remembered, so the first pass, over words not met before, costs more than those after it. All on one core. Python's
collector leaves out what was loaded before: a pass over it takes 0.15 s and comes once in some hundred articles, wherever
the clock happens to be then.
"""

import argparse
import gc
import time
from pathlib import Path

import newskit as nk
from newskit.analyzers.hedging import find_hedges
from newskit.analyzers.hedging import rows as hedge_rows
from newskit.analyzers.readability import compare_with_textstat, difficulty_rows
from newskit.analyzers.readability import rows as readability_rows
from newskit.analyzers.readability.vocabulary import norms, rarity
from newskit.german.reading import parse
from newskit.german.syllables import count_syllables

try:
    from .one_core import on_one_core
except ImportError:
    from one_core import on_one_core

SAMPLE = Path(__file__).parent.parent / "data" / "sample"


def timed(step, doc) -> float:
    """Seconds of one step on a Doc whose grammar has been read."""
    parse(doc)
    began = time.perf_counter()
    step(doc)
    return time.perf_counter() - began


def hedging(doc) -> None:
    """Find the hedges and make their rows."""
    doc._.newskit_hedges = find_hedges(doc)
    hedge_rows(doc)


def readability(doc) -> None:
    """Both tables, textstat's values included."""
    readability_rows(doc)
    difficulty_rows(doc)


def main() -> None:
    """Print the table."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("data", nargs="?", type=Path, default=SAMPLE, help="articles (default: the sample)")
    args.add_argument("--words", type=int, default=100_000)
    options = args.parse_args()
    on_one_core()
    articles = nk.load_articles(options.data)
    texts = articles["text"].tolist()
    times = max(1, round(options.words / articles["n_words"].sum()))
    bare, full = nk.load_pipeline(analyzers=False), nk.load_pipeline()
    list(bare.pipe(texts[:5])), list(full.pipe(texts[:5]))
    began = time.perf_counter()
    (
        compare_with_textstat("Ein Xybahnhofsvorplatz."),
        rarity("Xybahnhofsvorplatz", "Wort"),
        norms("Wort", "Wort"),
        count_syllables("Wort"),
    )
    print(f"textstat, word frequencies and lists loaded once: {time.perf_counter() - began:.1f} s")
    gc.collect()
    gc.freeze()
    for n in range(times):
        seconds = dict.fromkeys(("parse", "hedging", "readability"), 0.0)
        began = time.perf_counter()
        list(bare.pipe(texts))
        seconds["parse"] = time.perf_counter() - began
        for doc in full.pipe(texts):
            doc._.article_id = "a"
            seconds["hedging"] += timed(hedging, doc)
            seconds["readability"] += timed(readability, doc)
        share = (seconds["hedging"] + seconds["readability"]) / seconds["parse"]
        parts = "  ".join(f"{name} {value:.2f} s" for name, value in seconds.items())
        print(f"pass {n + 1}: {parts}  overhead {share:.1%}")


if __name__ == "__main__":
    main()
