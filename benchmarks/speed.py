"""Words per second of the bare pipeline and of analyze() in the same run, their ratio, import time, peak memory.

python benchmarks/speed.py [--words 300000]
"""

import argparse
import resource
import subprocess
import sys
import time
from pathlib import Path

import newskit as nk
from newskit.analysis import analyze

SAMPLE = Path(__file__).parent.parent / "data" / "sample"


def import_seconds() -> float:
    """Median of five fresh `import newskit`, without the interpreter's own start."""
    code = "import time; t = time.perf_counter(); import newskit; print(time.perf_counter() - t)"
    times = [
        float(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout)
        for _ in range(5)
    ]
    return sorted(times)[2]


def main() -> None:
    """Print the table."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--words", type=int, default=300_000)
    options = args.parse_args()
    articles = nk.load_articles(SAMPLE)
    once = int(articles["n_words"].sum())
    copies = -(-options.words // once)
    texts = articles["text"].tolist()
    rows = [{"article_id": f"{n}-{i}", "text": text} for n in range(copies) for i, text in enumerate(texts)]
    words = once * copies
    started = time.perf_counter()
    bare = nk.load_pipeline(analyzers=False)
    loaded = time.perf_counter() - started
    nlp = nk.load_pipeline()
    list(bare.pipe(texts[:5])), list(nlp.pipe(texts[:5]))  # both warm
    parse_seconds = analyze_seconds = 0.0
    chunk = len(texts) * 3
    import pandas as pd

    for start in range(0, len(rows), chunk):  # in turns, so that a noisy machine is noisy for both
        part = rows[start : start + chunk]
        t0 = time.perf_counter()
        for _ in bare.pipe((r["text"] for r in part), batch_size=64):
            pass
        t1 = time.perf_counter()
        frame = pd.DataFrame(part)
        t2 = time.perf_counter()
        analyze(frame, pipeline=nlp, progress=False)
        parse_seconds += t1 - t0
        analyze_seconds += time.perf_counter() - t2
    print(f"words                 {words:>10,}")
    print(f"pipeline alone        {words / parse_seconds:>10,.0f} words/s")
    print(f"analyze()             {words / analyze_seconds:>10,.0f} words/s")
    print(f"ratio                 {parse_seconds / analyze_seconds:>10.2f}")
    print(f"load_pipeline()       {loaded:>10.2f} s")
    print(f"import newskit        {import_seconds():>10.3f} s")
    print(f"peak memory           {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:>10,.0f} MB")


if __name__ == "__main__":
    main()
