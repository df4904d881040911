"""How fast articles are loaded, beside what the library below needs to read the same file and do nothing with it.

python benchmarks/loaders.py --megabytes 100
"""

import argparse
import csv
import json
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd
import pyarrow as pa
from pyarrow import parquet

from newskit.loaders import SUFFIXES, is_problem, iter_articles
from newskit.loaders.reader import LoadOptions
from newskit.loaders.source import FileSource

WORDS = (
    "der die das und ist nicht ein eine für mit auf über nach von Minister Straße Köln Bürgermeisterin sagte erklärte "
    "„Wir brauchen Geld“, Zahlen 140 Euro Montag, Polizei könnte möglicherweise werde sei habe Regierung. Prozess. –"
).split()


def articles(megabytes: float) -> Iterable[dict[str, str]]:
    """Made-up articles of 250 to 700 words, the same in every run."""
    rng, size, number = random.Random(1), 0, 0
    while size < megabytes * 1e6:
        text = " ".join(rng.choices(WORDS, k=rng.randint(250, 700))) + "\n\n(dpa)"
        size += len(text.encode())
        number += 1
        yield {
            "id": f"{number:07}",
            "title": f"Titel {number}",
            "date": "2025-10-03T14:30:00+02:00",
            "outlet": "Bote",
            "text": text,
        }


def write_jsonl(path: Path, megabytes: float) -> None:
    """Write the articles as JSON Lines."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in articles(megabytes))


def write_csv(path: Path, megabytes: float) -> None:
    """Write the articles as CSV with semicolons."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["id", "title", "date", "outlet", "text"])
        writer.writerows(row.values() for row in articles(megabytes))


def write_parquet(path: Path, megabytes: float) -> None:
    """Write the articles as Parquet."""
    parquet.write_table(pa.Table.from_pylist(list(articles(megabytes))), path)


def bare_jsonl(path: Path) -> int:
    """Parse each line."""
    with path.open(encoding="utf-8") as file:
        return sum(1 for line in file if json.loads(line))


def bare_csv(path: Path) -> int:
    """Read each row as a dict."""
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.DictReader(file, delimiter=";"))


def bare_parquet(path: Path) -> int:
    """Read each batch as dicts."""
    with parquet.ParquetFile(path) as file:
        return sum(len(batch.to_pylist()) for batch in file.iter_batches(batch_size=256))


def read_only(path: Path) -> int:
    """The kit's reader alone: encoding and delimiter detected, columns mapped."""
    return sum(not is_problem(row) for row in SUFFIXES[path.suffix].read(FileSource(path), LoadOptions()))


def load(path: Path) -> int:
    """The whole load: also ids, dates, word counts, languages and agency credits."""
    return sum(not is_problem(row) for row in iter_articles(path))


def seconds(task: Callable[[Path], int], path: Path) -> tuple[float, int]:
    """How long a task takes, and how many articles it saw."""
    start = time.perf_counter()
    count = task(path)
    return time.perf_counter() - start, count


FORMATS = {
    "jsonl": (write_jsonl, bare_jsonl, "json"),
    "csv": (write_csv, bare_csv, "csv"),
    "parquet": (write_parquet, bare_parquet, "pyarrow"),
}


def main() -> None:
    """Write, read and load one file per format, and print what came out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=20, help="text per file (default: 20)")
    options = parser.parse_args()
    print(
        f"{'format':8} {'articles':>9} {'library':>8} {'MB/s':>6} {'read MB/s':>10} {'x':>5} {'load MB/s':>10} {'x':>5} {'articles/s':>11}"
    )
    for _ in iter_articles(pd.DataFrame({"text": ["warm-up"], "date": ["2025-10-03"]})):
        pass
    with tempfile.TemporaryDirectory() as folder:
        for name, (write, bare, library) in FORMATS.items():
            path = Path(folder) / f"articles.{name}"
            write(path, options.megabytes)
            alone, _ = seconds(bare, path)
            reading, _ = seconds(read_only, path)
            loading, count = seconds(load, path)
            mb = options.megabytes
            print(
                f"{name:8} {count:9,} {library:>8} {mb / alone:6.0f} {mb / reading:10.0f} {reading / alone:5.1f} "
                f"{mb / loading:10.1f} {loading / alone:5.1f} {count / loading:11,.0f}"
            )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        "read: encoding, delimiter and columns found; load: also ids, dates, word counts, languages and agency credits."
    )
    print(f"x: time / time of the library alone. Peak memory: {peak:.0f} MB")


if __name__ == "__main__":
    main()
