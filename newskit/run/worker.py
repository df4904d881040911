"""Runs one notebook: `python -m newskit.run.worker FOLDER`, in a process group of its own that run.py can end.

The folder holds job.json; left in it are report.ipynb, without times and paths, and outcome.json.
"""

from __future__ import annotations

import json
import os
import re
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

_INPUT = "input.ipynb"
#: Exceptions of gates.py -> what a run comes to.
_GATES = {"ReportSkipped": "skipped", "ReportBlocked": "blocked"}
_ERROR_TAG = "papermill-error-cell-tag"
#: Characters of printed text that a cell keeps: half from its beginning, half from its end.
MOST = 100_000
_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]{6,16}\b")


class OwnKernel(AsyncKernelManager):
    """A kernel of the interpreter that runs newskit, whatever kernels are installed or named in the notebook."""

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
        outcome.update(_last_cell(notebook) if outcome["status"] != "made" else {})
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

    notebook = _with_cell_ids(Path(job["notebook"]))
    nbformat.write(notebook, _INPUT)  # type: ignore[no-untyped-call]   # under a name without braces, which papermill would fill in
    try:
        pm.execute_notebook(
            _INPUT, NOTEBOOK, parameters=job["parameters"], kernel_name="python3", language="python",
            progress_bar=job["progress"],
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


def _with_cell_ids(path: Path) -> Any:
    """The notebook, each cell with an id: cells of old notebooks would get another at random each time."""
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


def _last_cell(notebook: Any) -> dict[str, Any]:
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


def tidied(notebook: Any) -> Any:
    """The notebook without times, paths, random ids, addresses in memory and papermill's own cells; long prints cut."""
    notebook.cells = [c for c in notebook.cells if _ERROR_TAG not in c.metadata.get("tags", [])]
    notebook.metadata.pop("papermill", None)
    for cell in notebook.cells:
        for key in ("papermill", "execution"):
            cell.metadata.pop(key, None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell["id"] = "injected-parameters"
        if "outputs" in cell:
            cell["outputs"] = _joined_streams(cell["outputs"])
        for output in cell.get("outputs", []):
            _tidy(output)
    return notebook


def _joined_streams(outputs: list[Any]) -> list[Any]:
    """Printed text in one piece per stream, however the kernel sent it; of rewritten lines the last version.

    nbclient can join streams too, but takes many minutes for a line of a megabyte.
    """
    kept: list[Any] = []
    texts: dict[str, list[str]] = {}
    for output in outputs:
        if output.output_type != "stream":
            kept.append(output)
        elif output.name in texts:
            texts[output.name].append(output.text)
        else:
            texts[output.name] = [output.text]
            kept.append(output)
    for output in kept:
        if output.output_type == "stream":
            output["text"] = _rewritten_lines("".join(texts[output.name]))
    return kept


def _rewritten_lines(text: str) -> str:
    """Each line as a terminal would show it in the end: what stands after its last carriage return."""
    if "\r" not in text:
        return text
    return "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in text.split("\n"))


def _tidy(output: Any) -> None:
    if output.output_type == "stream":
        output["text"] = _ADDRESS.sub("at 0x…", _cut(output["text"]))
    for kind in ("text/plain", "text/html"):
        if kind in output.get("data", {}):
            output["data"][kind] = _ADDRESS.sub("at 0x…", output["data"][kind])


def _cut(text: str) -> str:
    if len(text) <= MOST:
        return text
    left_out = f"\n[… {len(text) - MOST:,} characters left out …]\n"
    return text[: MOST // 2] + left_out + text[-MOST // 2 :]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
