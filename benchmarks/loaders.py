"""How fast articles are loaded, beside what the library below needs to read the same file and do nothing with it.

python benchmarks/loaders.py --megabytes 100
"""

import argparse
import csv
import gzip
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import docx
import openpyxl
import pandas as pd
import pyarrow as pa
import pypdf
from pyarrow import feather, ipc, parquet
from trafilatura import bare_extraction

from newskit.loaders import is_problem, iter_articles
from newskit.loaders.formats import read_source
from newskit.loaders.reader import LoadOptions
from newskit.loaders.source import FileSource

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from hand_files import pdf  # noqa: E402

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


def write_packed(path: Path, megabytes: float) -> None:
    """Write the articles as JSON Lines in gzip."""
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in articles(megabytes))


def bare_packed(path: Path) -> int:
    """Unpack and parse each line."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return sum(1 for line in file if json.loads(line))


def write_feather(path: Path, megabytes: float) -> None:
    """Write the articles as Feather."""
    feather.write_feather(pa.Table.from_pylist(list(articles(megabytes))), path, chunksize=256)


def bare_feather(path: Path) -> int:
    """Read each batch as dicts."""
    with pa.OSFile(str(path)) as file:
        reader = ipc.open_file(file)
        return sum(len(reader.get_batch(n).to_pylist()) for n in range(reader.num_record_batches))


def write_xlsx(path: Path, megabytes: float) -> None:
    """Write the articles as an Excel table."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["id", "title", "date", "outlet", "text"])
    for row in articles(megabytes):
        sheet.append(list(row.values()))
    book.save(path)


def bare_xlsx(path: Path) -> int:
    """Read each row."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    return sum(1 for _ in book.worksheets[0].iter_rows(values_only=True)) - 1


def write_folder(path: Path, megabytes: float) -> None:
    """Write each article as a text file of its own."""
    path.mkdir()
    for number, row in enumerate(articles(megabytes)):
        (path / f"{number:07}.txt").write_text(row["text"], encoding="utf-8")


def bare_folder(path: Path) -> int:
    """Read each file."""
    return sum(1 for file in sorted(path.iterdir()) if file.read_text(encoding="utf-8"))


def write_html(path: Path, megabytes: float) -> None:
    """Write each article as a page."""
    path.mkdir()
    for number, row in enumerate(articles(megabytes)):
        paragraphs = "".join(f"<p>{part}</p>" for part in row["text"].split(". "))
        page = f"<html><head><title>{row['title']}</title></head><body><article><h1>{row['title']}</h1>{paragraphs}</article></body></html>"
        (path / f"{number:07}.html").write_text(page, encoding="utf-8")


def bare_html(path: Path) -> int:
    """Extract the text and the metadata of each page."""
    pages = (file.read_text(encoding="utf-8") for file in sorted(path.iterdir()))
    return sum(1 for page in pages if bare_extraction(page, with_metadata=True, include_comments=False))


def write_docx(path: Path, megabytes: float) -> None:
    """Write each article as a Word document."""
    path.mkdir()
    for number, row in enumerate(articles(megabytes)):
        document = docx.Document()
        for part in (row["title"], *row["text"].split(". ")):
            document.add_paragraph(part)
        document.save(path / f"{number:07}.docx")


def bare_docx(path: Path) -> int:
    """Read the paragraphs of each document."""
    return sum(1 for file in sorted(path.iterdir()) if [p.text for p in docx.Document(str(file)).paragraphs])


def write_pdf(path: Path, megabytes: float) -> None:
    """Write each article as a PDF of one page."""
    path.mkdir()
    for number, row in enumerate(articles(megabytes)):
        words = row["text"].replace("„", '"').replace("“", '"').split()
        lines = [" ".join(words[n : n + 12]) for n in range(0, len(words), 12)]
        page = [(50, 800 - 12 * n, 10, line) for n, line in enumerate(lines)]
        (path / f"{number:07}.pdf").write_bytes(pdf(page))


def bare_pdf(path: Path) -> int:
    """Extract the text of each page."""
    readers = (pypdf.PdfReader(file) for file in sorted(path.iterdir()))
    return sum(1 for reader in readers if [page.extract_text() for page in reader.pages])


def read_only(path: Path) -> int:
    """The kit's readers alone: encoding and delimiter detected, columns mapped."""
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return sum(not is_problem(row) for file in files for row in read_source(FileSource(file), LoadOptions()))


def load(path: Path) -> int:
    """The whole load: also repairs, lines of the page, ids, dates, word counts, languages and agency credits."""
    return sum(not is_problem(row) for row in iter_articles(path))


def seconds(task: Callable[[Path], int], path: Path) -> tuple[float, int]:
    """How long a task takes (processor time, the best of three), and how many articles it saw."""
    best, count = float("inf"), 0
    for _ in range(3):
        start = time.process_time()
        count = task(path)
        best = min(best, time.process_time() - start)
    return best, count


#: Format -> how to write it, how its library alone reads it, the library, and the share of the megabytes (slow ones get less).
FORMATS = {
    "jsonl": (write_jsonl, bare_jsonl, "json", 1.0),
    "jsonl.gz": (write_packed, bare_packed, "gzip, json", 1.0),
    "csv": (write_csv, bare_csv, "csv", 1.0),
    "parquet": (write_parquet, bare_parquet, "pyarrow", 1.0),
    "feather": (write_feather, bare_feather, "pyarrow", 1.0),
    "xlsx": (write_xlsx, bare_xlsx, "openpyxl", 0.5),
    "txt": (write_folder, bare_folder, "open()", 0.5),
    "html": (write_html, bare_html, "trafilatura", 0.05),
    "docx": (write_docx, bare_docx, "python-docx", 0.05),
    "pdf": (write_pdf, bare_pdf, "pypdf", 0.05),
}


def main() -> None:
    """Write, read and load one file per format, and print what came out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=20, help="text per file (default: 20)")
    options = parser.parse_args()
    print(
        f"{'format':8} {'articles':>9} {'library':>11} {'MB/s':>6} {'read MB/s':>10} {'x':>5} {'load MB/s':>10} {'x':>5} {'articles/s':>11}"
    )
    for _ in iter_articles(pd.DataFrame({"text": ["warm-up"], "date": ["2025-10-03"]})):
        pass
    with tempfile.TemporaryDirectory() as folder:
        for name, (write, bare, library, share) in FORMATS.items():
            path = Path(folder) / f"articles.{name}"
            mb = options.megabytes * share
            write(path, mb)
            alone, _ = seconds(bare, path)
            reading, _ = seconds(read_only, path)
            loading, count = seconds(load, path)
            print(
                f"{name:8} {count:9,} {library:>11} {mb / alone:6.0f} {mb / reading:10.0f} {reading / alone:5.1f} "
                f"{mb / loading:10.1f} {loading / alone:5.1f} {count / loading:11,.0f}"
            )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        "read: encoding, delimiter and columns found. load: also repaired, lines of the page cut, ids, dates, words counted, "
        "languages and agency credits; the library alone does none of it."
    )
    print(f"x: time / time of the library alone. Peak memory: {peak:.0f} MB")


if __name__ == "__main__":
    main()
