"""A notebook as one HTML file: no code, no network, no scripts; for screens of any width, dark or light, and for paper."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from .. import texts
from ..display import css, escape, unstyled
from .contents import with_contents
from .gates import banner

FILE = "report.html"
_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


def _template(name: str) -> str:
    return files("newskit").joinpath(f"run/templates/{name}").read_text(encoding="utf-8")


def report_page(notebook: Path, language: str, expectations: Sequence[Mapping[str, Any]] = ()) -> str:
    """The page of an executed notebook: a list of contents, its outputs, and its Markdown cells except those tagged `lab`.

    Expectations of level "warn" that are not met stand at its top.
    """
    import nbformat
    from nbconvert import HTMLExporter
    from traitlets.config import Config

    node = nbformat.read(notebook, as_version=4)  # type: ignore[no-untyped-call]
    node.cells = [c for c in node.cells if "lab" not in c.metadata.get("tags", [])]
    kinds = ["text/html", "image/svg+xml", "image/png", "image/jpeg", "text/markdown", "text/plain"]
    config = Config({"NbConvertBase": {"display_data_priority": kinds}})
    exporter = HTMLExporter(  # type: ignore[no-untyped-call]
        config=config, raw_template=_template("report.html.j2"), exclude_input=True, exclude_anchor_links=True
    )
    body, _ = exporter.from_notebook_node(node)
    body = banner(expectations, language) + body + _warned(node, language)
    return framed(with_contents(_led(unstyled(body)), language), language, _title(body) or notebook.stem)


def _led(body: str) -> str:
    """The page without links to passages that it does not list: a notebook may leave the appendix out."""
    known = set(re.findall(r' id="([^"]+)"', body))
    return re.sub(
        r'<a (?:class="nk-lead" )?href="#((?:ev|a|s)-[^"]*)"[^>]*>(.*?)</a>', lambda m: m[0] if m[1] in known else m[2], body, flags=re.DOTALL
    )  # fmt: skip


def _warned(notebook: Any, language: str) -> str:
    """A line if the program wrote warnings: they name files of the machine, so they are left to the notebook."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    if not any(output.output_type == "stream" and output.name == "stderr" for output in outputs):
        return ""
    line = texts.pick(
        language,
        "Beim Rechnen gab das Programm Warnungen aus; sie stehen in report.ipynb.",
        "The program wrote warnings while it ran; they are in report.ipynb.",
    )
    return f'<p class="nk nk-note nk-warning">{line}</p>'


def _title(body: str) -> str:
    """The words of the first heading."""
    found = re.search(r"<h1[^>]*>(.*?)</h1>", body, re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", "", found[1])).strip() if found else ""


def framed(body: str, language: str, title: str) -> str:
    """A body as a whole page. Its policy keeps a browser from loading and running anything, whatever the body holds."""
    policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n'
        f'<meta name="generator" content="newskit">\n<title>{escape(title)}</title>\n'
        f"<style>{css()}{_template('page.css')}</style>\n</head>\n<body>\n<main>\n{body.strip()}\n</main>\n</body>\n</html>\n"
    )


def failure_page(report: str, outcome: Mapping[str, Any], language: str) -> str:
    """The page of a run that made no report: nothing on it can be taken for one. In red, unless the notebook skipped."""
    status = outcome["status"]
    head = texts.pick(language, *_HEADS.get(status, _HEADS["failed"])).format(report)
    parts = [f"<h1>{escape(head)}</h1>", f"<p><strong>{escape(_plain(outcome.get('error', '')))}</strong></p>"]
    parts.append(f"<p>{escape(texts.pick(language, *_ADVICE))}</p>")
    if "cell" in outcome and status != "skipped":
        where = texts.pick(language, f"Codezelle {outcome['cell']}", f"Code cell {outcome['cell']}")
        parts.append(f"<h2>{escape(where)}</h2><pre>{escape(outcome['source'])}</pre>")
    if outcome.get("last_lines") and status not in ("skipped", "blocked"):
        lines = _plain("\n".join(outcome["last_lines"]))
        parts.append(f"<h2>{texts.pick(language, 'Letzte Zeilen', 'Last lines')}</h2><pre>{escape(lines)}</pre>")
    kind = 'nk-skipped" role="status' if status == "skipped" else 'nk-failed" role="alert'
    return framed(f'<div class="nk {kind}">{"".join(parts)}</div>', language, head)


_HEADS = {
    "failed": ("Der Bericht „{}“ ist fehlgeschlagen", "The report “{}” failed"),
    "blocked": ("Der Bericht „{}“ wurde nicht veröffentlicht", "The report “{}” was not published"),
    "skipped": ("Der Bericht „{}“ wurde ausgelassen", "The report “{}” was skipped"),
}
_ADVICE = (
    "Es gibt keinen neuen Bericht; ein früherer ist unverändert. Das Notizbuch, so weit es kam, liegt daneben: report.ipynb.",
    "There is no new report; an earlier one is unchanged. The notebook as far as it came lies beside this page: report.ipynb.",
)


def _plain(text: str) -> str:
    return _ANSI.sub("", text)
