"""Measure on one core, as the kit's reports run: the parser's matrix products would else take more, and a share of it more too."""

import os
import sys

from newskit.run.kernel import FIXED


def on_one_core() -> None:
    """Begin this process anew with one thread, unless it has been begun so."""
    threads = {name: value for name, value in FIXED.items() if name.endswith("_THREADS")}
    if not threads.items() <= os.environ.items():
        sys.stdout.flush()
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], os.environ | threads)
