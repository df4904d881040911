"""What the runner of reports costs beside plain nbclient on the same notebook: seconds of each, in turn, and the difference.

    python benchmarks/runner.py [notebook] [--times 3]

nbclient executes the notebook with its defaults in a process of its own, as a script would; the runner checks, locks,
stages, executes, cleans, hashes, and writes page and run.json. Allowed: 20 percent and one second. On a machine that does
other things too, look at the processor's seconds.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
PLAIN = "import nbformat, sys; from nbclient import NotebookClient; NotebookClient(nbformat.read(sys.argv[1], 4), timeout=600).execute()"  # fmt: skip
REPORT = "import sys; from newskit import report; assert report.run_report(sys.argv[1], out=sys.argv[2], progress=False).ok"  # fmt: skip


def seconds(code: str, *arguments: str, **variables: str) -> tuple[float, float]:
    """How long a Python process takes: on the clock, and of processors, its kernel included."""
    began, before = time.perf_counter(), _processor()
    command = [sys.executable, "-c", code, *arguments]
    subprocess.run(command, check=True, cwd=ROOT / "notebooks", env=os.environ | variables, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began, _processor() - before


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


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
        told = "  ".join(
            f"{name} {clock:.1f} s (processor {cpu:.1f} s)"
            for name, (clock, cpu) in (("nbclient", plain[-1]), ("newskit", report[-1]))
        )
        print(f"pass {n + 1}: {told}")
    for k, what in enumerate(("clock", "processor")):
        best, base = min(r[k] for r in report), min(p[k] for p in plain)
        verdict = "ok" if best <= 1.2 * base + 1 else "TOO SLOW"
        print(f"{what}: nbclient {base:.2f} s  newskit {best:.2f} s  allowed {1.2 * base + 1:.2f} s  {verdict}")


if __name__ == "__main__":
    main()
