"""The settings of a report's kernel that make the same input give the same bytes on every run."""

from __future__ import annotations

import os
from pathlib import Path

from . import kernel, steps

#: One thread: sums of floats depend on how they are split. One time zone, one locale, one date: those of no machine.
FIXED = {
    "PYTHONHASHSEED": "0",
    "SOURCE_DATE_EPOCH": "315532800",  # 1980-01-01, the first day that a zip file knows
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    "COLUMNS": "100",
    **{f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "BLIS", "NUMEXPR")},
    "VECLIB_MAXIMUM_THREADS": "1",
}
_MATPLOTLIBRC = "svg.hashsalt: newskit\nsavefig.dpi: 200\nbackend: agg\n"


def environment(stage: Path, memory: int | None = None) -> dict[str, str]:
    """The kernel's environment: fixed settings, and none of the user's for notebooks, plots and temporary files."""
    folders = {"JUPYTER_RUNTIME_DIR": "runtime", "IPYTHONDIR": "ipython", "TMPDIR": "tmp"}
    hermetic = {name: str(stage / folder) for name, folder in folders.items()}
    (stage / "tmp").mkdir(exist_ok=True)
    (stage / "matplotlibrc").write_text(_MATPLOTLIBRC, encoding="ascii")
    hermetic["MATPLOTLIBRC"] = str(stage / "matplotlibrc")
    # A bar that a notebook cannot draw is no news in a report.
    quiet = ",".join(filter(None, [os.environ.get("PYTHONWARNINGS"), "ignore:IProgress not found"]))
    limit = {kernel.MEMORY: str(memory)} if memory else {}
    return (
        hermetic
        | limit
        | {"PYTHONWARNINGS": quiet, kernel.VARIABLE: str(stage / "kernel.pid"), steps.VARIABLE: str(stage / steps.FILE)}
    )
