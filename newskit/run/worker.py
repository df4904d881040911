"""Runs one notebook: `python -m newskit.run.worker FOLDER`, in a process group of its own that run.py can end.

The folder holds job.json; left in it are report.ipynb, without times and paths, and outcome.json.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager

from .process import JOB, NOTEBOOK, OUTCOME
from .tidy import tidied

_INPUT = "input.ipynb"
#: Exceptions of gates.py -> what a run comes to.
_GATES = {"ReportSkipped": "skipped", "ReportBlocked": "blocked"}


class OwnKernel(AsyncKernelManager):
    """A kernel of the interpreter that runs newskit, whatever kernels are installed on the machine or named in the notebook."""

    @property
    def kernel_spec(self) -> KernelSpec:
        """The specification that would else be looked up."""
        argv = [sys.executable, "-m", "newskit.run.kernel", "-f", "{connection_file}"]
        return KernelSpec(argv=argv, display_name="Python 3", language="python", resource_dir="")


def main(folder: str) -> int:
    """Execute the job of a folder and write down how it ended."""
    os.chdir(folder)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    job = json.loads(Path(JOB).read_text(encoding="utf-8"))
    outcome = _execute(job)
    if Path(NOTEBOOK).exists():
        notebook = nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]
        outcome = outcome or _unfinished(notebook) or {"status": "made"}
        outcome.update(_place(notebook) if outcome["status"] != "made" else {})
        nbformat.write(tidied(notebook), NOTEBOOK)  # type: ignore[no-untyped-call]
    Path(_INPUT).unlink(missing_ok=True)
    outcome = outcome or {"status": "failed", "error": "No notebook was written."}
    outcome["peak_memory_mb"] = _peak_memory()
    Path(OUTCOME).write_text(json.dumps(outcome), encoding="utf-8")
    return 0


def _end_with_parent(parent: int) -> None:
    """Nobody waits for this run once the process that started it is gone."""
    while os.getppid() == parent:
        time.sleep(1)
    os.killpg(0, signal.SIGTERM)


def _execute(job: dict[str, Any]) -> dict[str, Any] | None:
    """Run the notebook through papermill; None if it came to its end, else the status and the error."""
    import papermill as pm
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    notebook = _identified(Path(job["notebook"]))
    nbformat.write(notebook, _INPUT)  # type: ignore[no-untyped-call]   # under a name without braces, which papermill would fill in
    try:
        pm.execute_notebook(
            _INPUT, NOTEBOOK, parameters=job["parameters"], kernel_name="python3", language="python", progress_bar=job["progress"],
            kernel_manager_class=OwnKernel, execution_timeout=job["cell_timeout"], record_timing=False,
            resources={"metadata": {"path": job["cwd"]}},
        )  # fmt: skip
    except DeadKernelError:
        return {
            "status": "kernel_died",
            "error": "The kernel died; memory may have run out, or the process was killed.",
        }
    except CellTimeoutError:
        return {"status": "timeout", "error": f"A cell ran longer than {job['cell_timeout']:g} seconds."}
    except pm.PapermillExecutionError as error:
        if error.ename in _GATES:
            return {"status": _GATES[error.ename], "error": str(error.evalue)}
        return {"status": "failed", "error": f"{error.ename}: {error.evalue}"}
    except Exception as error:
        return {"status": "failed", "error": f"{type(error).__name__}: {error}"}
    return None


def _identified(path: Path) -> Any:
    """The notebook, each cell with an id: those of old notebooks have none, and would get another at random each time."""
    content = json.loads(path.read_text(encoding="utf-8"))
    for number, cell in enumerate(content.get("cells", [])):
        cell.setdefault("id", f"cell-{number}")
    if content.get("nbformat") == 4:
        content["nbformat_minor"] = max(5, content.get("nbformat_minor", 5))
    return nbformat.reads(json.dumps(content), as_version=4)  # type: ignore[no-untyped-call]


def _peak_memory() -> int:
    """MB that the kernel took at most: the largest process that this one has waited for."""
    import resource

    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return round(peak / (2**20 if sys.platform == "darwin" else 2**10))


def _unfinished(notebook: Any) -> dict[str, str] | None:
    """A notebook that ended itself with sys.exit(0), which papermill takes for success."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                return {
                    "status": "failed",
                    "error": f"{output.ename}: {output.evalue} (a cell ended the notebook before its end)",
                }
    return None


def _place(notebook: Any) -> dict[str, Any]:
    """The cell in which a run ended: its number among the code cells, its source, and the last lines it wrote."""
    cells = [
        c for c in notebook.cells if c.cell_type == "code" and "injected-parameters" not in c.metadata.get("tags", [])
    ]
    begun = [c for c in cells if c.metadata.get("papermill", {}).get("status", "pending") != "pending"]
    erred = [c for c in cells if any(o.output_type == "error" for o in c.get("outputs", []))]
    if not (erred or begun):
        return {}
    cell = (erred or begun[-1:])[0]
    lines = [line for o in cell.outputs for line in (o.get("traceback") or o.get("text", "").splitlines())]
    return {"cell": cells.index(cell) + 1, "source": cell.source, "last_lines": lines[-30:]}


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
