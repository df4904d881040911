"""A large JSON Lines file and a folder of many small files through `newskit load`: time, memory, what came out.

python benchmarks/scale.py --gigabytes 2 --files 200000 --folder /somewhere/with/10/GB
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import pty
import random
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as parquet

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.loaders import articles  # noqa: E402

#: Every so many articles is an earlier one with a word exchanged and a line before it.
_EVERY = 20


def with_copies(megabytes: float) -> Iterator[dict[str, str]]:
    """The made-up articles of benchmarks/loaders.py; every twentieth is a changed copy of one of the last thousand."""
    rng = random.Random(2)
    last: list[str] = []
    for number, row in enumerate(articles(megabytes), 1):
        if number % _EVERY == 0:
            words = rng.choice(last).split(" ")
            words[rng.randrange(len(words))] = f"Wort{number}"
            row = row | {"text": f"Vorab gemeldet am Tag {number}\n{' '.join(words)}"}
        elif len(last) < 1000:
            last.append(row["text"])
        else:
            last[number % 1000] = row["text"]
        day = 1 + number // 1000 % 28
        yield row | {"date": f"2025-{1 + number // 28_000 % 12:02}-{day:02}T14:{number % 60:02}:00+01:00"}


def write_jsonl(path: Path, gigabytes: float) -> int:
    """Write one file of so many gigabytes; the number of articles."""
    number = 0
    with path.open("w", encoding="utf-8") as file:
        for number, row in enumerate(with_copies(gigabytes * 1000), 1):  # noqa: B007
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return number


def write_files(folder: Path, files: int) -> int:
    """Write so many text files, a thousand in a folder."""
    for number, row in zip(range(files), with_copies(1e9), strict=False):
        if number % 1000 == 0:
            (folder / f"{number // 1000:04}").mkdir(parents=True)
        (folder / f"{number // 1000:04}" / f"{number:07}.txt").write_text(row["text"], encoding="utf-8")
    return files


def run(source: Path, out: Path, *options: str) -> tuple[float, float, float, str]:
    """Load on a terminal of its own: seconds, processor seconds, the largest memory in MB, and the last thing that the bar said."""
    start = time.perf_counter()
    main_end, end = pty.openpty()
    fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    command = [sys.executable, "-m", "newskit", "load", str(source), "--out", str(out), *options]
    process = subprocess.Popen(command, stderr=end, stdout=subprocess.DEVNULL)
    os.close(end)
    said = b""
    try:
        while piece := os.read(main_end, 1 << 16):
            said = (said + piece)[-2000:]
    except OSError:  # a terminal that is closed
        pass
    os.close(main_end)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(said.decode("utf-8", "replace"))
    lines = said.decode("utf-8", "replace").replace("\r", "\n").splitlines()
    bars = [line.strip() for line in lines if line.startswith(("Loading", "Copies"))]
    return time.perf_counter() - start, used.ru_utime, used.ru_maxrss / 1024, (bars or ["no bar"])[-1]


def main() -> None:
    """Write the input, load it, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gigabytes", type=float, default=0.1, help="of text in the JSON Lines file (default: 0.1)")
    parser.add_argument("--files", type=int, default=10_000, help="small files in the folder (default: 10,000)")
    parser.add_argument("--folder", type=Path, default=None, help="where to write (default: a temporary folder)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        for name, write, size in (
            ("articles.jsonl", write_jsonl, options.gigabytes),
            ("files", write_files, options.files),
        ):
            source, out = Path(folder) / name, Path(folder) / "articles.parquet"
            wanted = write(source, size)
            for more in (("--no-duplicates",), ()):
                seconds, processor, memory, bar = run(source, out, *more)
                rows = parquet.read_metadata(out).num_rows
                copies = sum(len(c.drop_null()) for c in parquet.read_table(out, columns=["duplicate_of"]).columns)
                print(
                    f"{name} {' '.join(more)}: {rows:,} of {wanted:,} articles, {copies:,} copies, {seconds:.0f} s "
                    f"({processor:.0f} s of one processor), at most {memory:.0f} MB of memory, file {out.stat().st_size >> 20:,} MB\n  bar: {bar}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
