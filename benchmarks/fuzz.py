"""Feed damaged files to the loaders, and keep those that break them.

python benchmarks/fuzz.py --count 20000 --seed 1

A finding is written to the folder given with --keep; the fixed ones live on in tests/test_fuzz.py.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from fuzz_loaders import check, mutated  # noqa: E402

from newskit.loaders import is_problem, iter_articles  # noqa: E402

SLOW = 5.0


def main() -> int:
    """Print what came out; the exit code is 1 if anything broke."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder for the inputs that break something")
    options = parser.parse_args()
    warnings.simplefilter("error")
    seen: Counter[str] = Counter()
    slowest, start = (0.0, ""), time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, data) in enumerate(mutated(options.count, options.seed)):
            path = Path(folder) / name
            path.write_bytes(data)
            began = time.perf_counter()
            try:
                rows = list(iter_articles(path, progress=False))
                check(rows)
                seen["loaded"] += any(not is_problem(row) for row in rows)
                seen["problem"] += any(map(is_problem, rows))
            except Exception:  # any at all is a finding
                seen["broken"] += 1
                print(f"input {number} ({name}): {traceback.format_exc(limit=-4)}")
                if options.keep:
                    options.keep.mkdir(parents=True, exist_ok=True)
                    (options.keep / f"{options.seed}_{number}_{name}").write_bytes(data)
            took = time.perf_counter() - began
            slowest = max(slowest, (took, f"input {number} ({name})"))
            seen["slow"] += took > SLOW
            path.unlink()
            assert not any(Path(folder).iterdir()), f"input {number} ({name}) left a file behind"
    print(
        f"{options.count:,} inputs in {time.perf_counter() - start:.0f} s: {seen['loaded']:,} gave articles, {seen['problem']:,} problems, "
        f"{seen['broken']} broke, {seen['slow']} took longer than {SLOW:.0f} s. Slowest: {slowest[1]}, {slowest[0]:.1f} s."
    )
    return 1 if seen["broken"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
