"""A kernel that notes its process, so that whoever ends a run can make sure that no kernel is left behind."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from . import steps

#: Environment variable with the file that takes the process id.
VARIABLE = "NEWSKIT_KERNEL_PID"
#: Environment variable with the most memory (address space, in MB) that the kernel may take.
MEMORY = "NEWSKIT_KERNEL_MEMORY"


def main() -> None:
    """What `python -m ipykernel_launcher` does, after the note; within the limits of its run, if a run started it."""
    note = os.environ.get(VARIABLE)
    if note:
        Path(note).write_text(str(os.getpid()), encoding="ascii")
    # A file in the working directory called json.py must not take the place of Python's own while the kernel loads.
    sys.path[:] = [p for p in sys.path if p not in ("", str(Path.cwd()))]
    if os.environ.get(MEMORY):
        _limit(int(os.environ[MEMORY]))
    if os.environ.get(steps.VARIABLE):
        steps.write_to(os.environ[steps.VARIABLE])
    if note:
        from . import fence

        fence.put_up(fence.allowed(Path(note).parent))
    from ipykernel import kernelapp

    kernelapp.launch_new_instance()


def _limit(megabytes: int) -> None:
    """Allocating more raises MemoryError in the cell, or kills the kernel; the machine goes on."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20, megabytes * 2**20))


if __name__ == "__main__":
    main()
