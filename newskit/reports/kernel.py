"""A kernel that notes its process, so that whoever ends a run can make sure that no kernel is left behind."""

from __future__ import annotations

import os
import sys
from pathlib import Path

#: Environment variable with the file that takes the process id.
VARIABLE = "NEWSKIT_KERNEL_PID"


def main() -> None:
    """What `python -m ipykernel_launcher` does, after the note."""
    if os.environ.get(VARIABLE):
        Path(os.environ[VARIABLE]).write_text(str(os.getpid()), encoding="ascii")
    # A file in the working directory called json.py must not take the place of Python's own while the kernel loads.
    sys.path[:] = [p for p in sys.path if p not in ("", str(Path.cwd()))]
    from ipykernel import kernelapp

    kernelapp.launch_new_instance()


if __name__ == "__main__":
    main()
