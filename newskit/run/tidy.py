"""An executed notebook without what differs from run to run, and without outputs that nobody could open."""

from __future__ import annotations

import re
from typing import Any

_ERROR_TAG = "papermill-error-cell-tag"
#: Characters of printed text that a cell keeps: half from its beginning, half from its end.
MOST = 100_000
_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]{6,16}\b")


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
            cell["outputs"] = _coalesced(cell["outputs"])
        for output in cell.get("outputs", []):
            _tidy(output)
    return notebook


def _coalesced(outputs: list[Any]) -> list[Any]:
    """Printed text in one piece per stream, however the kernel happened to send it; of rewritten lines the last version.

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
            output["text"] = _last_versions("".join(texts[output.name]))
    return kept


def _last_versions(text: str) -> str:
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
