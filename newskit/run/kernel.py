"""The kernel of a report, `python -m newskit.run.kernel`: its limits, and the settings that fix its results."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

#: Environment variable with the file that takes the kernel's process id: whoever ends a run leaves no kernel behind.
PID_VARIABLE = "NEWSKIT_KERNEL_PID"
#: Environment variable with the most memory (address space, in MB) that the kernel may take.
MEMORY_VARIABLE = "NEWSKIT_KERNEL_MEMORY"
#: Environment variable with the file that takes the lines of newskit's log.
LOG_VARIABLE = "NEWSKIT_STEPS"
#: More folders that notebooks may write to, separated as in PATH.
WRITE_VARIABLE = "NEWSKIT_WRITE"
#: Files of a run's folder that the kernel writes: its process id and its log.
PID_FILE, LOG_FILE = "kernel.pid", "steps.log"

#: What makes the same input give the same bytes. One thread: sums of floats depend on how they are split. One time
#: zone, one locale, one date: those of no machine.
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
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
#: Audit events whose first arguments are paths that change, with their number.
_CHANGED_PATHS = {
    "os.mkdir": 1,
    "os.remove": 1,
    "os.rmdir": 1,
    "os.rename": 2,
    "os.truncate": 1,
    "os.link": 2,
    "os.symlink": 2,
}


def environment(stage: Path, memory: int | None = None) -> dict[str, str]:
    """The variables of a run's kernel: none of the user's settings for notebooks, plots and temporary files."""
    folders = {"JUPYTER_RUNTIME_DIR": "runtime", "IPYTHONDIR": "ipython", "TMPDIR": "tmp"}
    (stage / "tmp").mkdir(exist_ok=True)
    (stage / "matplotlibrc").write_text(_MATPLOTLIBRC, encoding="ascii")
    # A bar that a notebook cannot draw is no news in a report.
    quiet = ",".join(filter(None, [os.environ.get("PYTHONWARNINGS"), "ignore:IProgress not found"]))
    return {
        **{name: str(stage / folder) for name, folder in folders.items()},
        "MATPLOTLIBRC": str(stage / "matplotlibrc"),
        "PYTHONWARNINGS": quiet,
        PID_VARIABLE: str(stage / PID_FILE),
        LOG_VARIABLE: str(stage / LOG_FILE),
        **({MEMORY_VARIABLE: str(memory)} if memory else {}),
    }


def main() -> None:
    """What `python -m ipykernel_launcher` does, within the limits of a run if a run started it."""
    pid_file = os.environ.get(PID_VARIABLE)
    if pid_file:
        Path(pid_file).write_text(str(os.getpid()), encoding="ascii")
    # A file in the working directory called json.py must not take the place of Python's own while the kernel loads.
    sys.path[:] = [p for p in sys.path if p not in ("", str(Path.cwd()))]
    if os.environ.get(MEMORY_VARIABLE):
        _limit_memory(int(os.environ[MEMORY_VARIABLE]))
    if os.environ.get(LOG_VARIABLE):
        _log_to(os.environ[LOG_VARIABLE])
    if pid_file:
        guard_writes(writable_folders(Path(pid_file).parent))
    from ipykernel import kernelapp

    kernelapp.launch_new_instance()


def _limit_memory(megabytes: int) -> None:
    """Allocating more raises MemoryError in the cell, or kills the kernel; the machine goes on."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20, megabytes * 2**20))


def _log_to(path: str) -> None:
    """Write newskit's log to a file, which the run reads out, and its warnings to the notebook as before.

    So the steps reach the terminal of whoever started the run, and never the notebook, which is the same on every run.
    """
    logger, handler = logging.getLogger("newskit"), logging.FileHandler(path, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(message)s"))
    handler.addFilter(lambda record: record.levelno < logging.WARNING)
    logger.addHandler(handler)
    if logging.lastResort is not None:
        logger.addHandler(logging.lastResort)
    logger.setLevel(logging.INFO)


def writable_folders(stage: Path) -> list[str]:
    """The folders that a kernel may write to: its stage, caches of libraries, devices, and those of NEWSKIT_WRITE."""
    home = Path.home()
    caches = [home / name for name in (".cache", ".config", ".ipython", ".local/share/jupyter", "Library/Caches")]
    named = [os.environ.get(name, "") for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "MPLCONFIGDIR", "HF_HOME")]
    more = os.environ.get(WRITE_VARIABLE, "").split(os.pathsep)
    folders = [str(stage), *map(str, caches), *named, *more, "/dev", "/proc"]
    return [os.path.realpath(path) for path in folders if path]


def guard_writes(folders: Iterable[str]) -> None:
    """Refuse writing outside of some folders for the rest of the process: a run must not touch the last good report.

    The guard is an audit hook of Python: it stops notebooks that write to the wrong place, not programs that mean harm;
    what compiled libraries and other processes open is not seen. Reading is free.
    """
    inside = tuple(folder.rstrip(os.sep) + os.sep for folder in folders)

    def check(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, mode, flags = arguments
            writes = any(c in mode for c in "wax+") if isinstance(mode, str) else bool((flags or 0) & _WRITING)
            if writes:
                _check_inside(path, inside)
        elif event in _CHANGED_PATHS:
            for path in arguments[: _CHANGED_PATHS[event]]:
                _check_inside(path, inside)

    sys.addaudithook(check)


def _check_inside(path: Any, inside: tuple[str, ...]) -> None:
    """Raise PermissionError if the path lies outside; open files and Python's own caches of modules are fine."""
    if not isinstance(path, str | bytes | os.PathLike):
        return
    text = os.fsdecode(path)
    if not (f"{os.path.realpath(text)}{os.sep}".startswith(inside) or "__pycache__" in text):
        raise PermissionError(
            f"This notebook may not write to {text!r}: a report writes into its own folder only, which is "
            "reports.outputs(out).folder. "
            f"To allow another folder, name it in the environment variable {WRITE_VARIABLE}."
        )


if __name__ == "__main__":
    main()
