"""What the runner of reports costs beside plain nbclient on the same notebook: seconds of each, in turn, and the difference.

    python benchmarks/runner.py [notebook] [--times 3]

nbclient executes the notebook with its defaults in a process of its own, as a script would; the runner checks, locks,
stages, executes, cleans, hashes, and writes page and run.json. Allowed: 20 percent and one second.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
PLAIN = "import nbformat, sys; from nbclient import NotebookClient; NotebookClient(nbformat.read(sys.argv[1], 4), timeout=600).execute()"  # fmt: skip
REPORT = "import sys; from newskit import reports; assert reports.run_report(sys.argv[1], out=sys.argv[2], progress=False).ok"  # fmt: skip


def seconds(code: str, *arguments: str, **variables: str) -> float:
    """How long a Python process takes."""
    began = time.perf_counter()
    command = [sys.executable, "-c", code, *arguments]
    subprocess.run(command, check=True, cwd=ROOT / "notebooks", env=os.environ | variables, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began


def main() -> None:
    """Print each pass and the best of both."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("notebook", nargs="?", type=Path, default=ROOT / "notebooks" / "corpus.ipynb")
    args.add_argument("--times", type=int, default=3)
    options = args.parse_args()
    notebook = str(options.notebook.resolve())
    plain, report = [], []
    for n in range(options.times):
        with tempfile.TemporaryDirectory() as folder:
            # Both write the same tables and figures.
            plain.append(seconds(PLAIN, notebook, NEWSKIT_REPORT_OUT=f"{folder}/plain"))
            report.append(seconds(REPORT, notebook, f"{folder}/report"))
        print(f"pass {n + 1}: nbclient {plain[-1]:.2f} s  newskit {report[-1]:.2f} s")
    best, allowed = min(report), 1.2 * min(plain) + 1
    print(f"best: nbclient {min(plain):.2f} s  newskit {best:.2f} s  allowed {allowed:.2f} s  {'ok' if best <= allowed else 'TOO SLOW'}")  # fmt: skip


if __name__ == "__main__":
    main()
