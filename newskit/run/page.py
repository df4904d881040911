"""A notebook as one HTML file without code, network and scripts, and as PDF; pages of failures and of lists of runs."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from .. import display, texts
from ..errors import InputError, ReportError
from .paths import slug

FILE, PDF = "report.html", "report.pdf"
#: A page with fewer main headings than this is read without a list of them.
FEW = 4
#: Browsers that print without a window, by the names of their commands.
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
#: Environment variable with the path of another one.
BROWSER_VARIABLE = "NEWSKIT_BROWSER"
_LIMIT = 120
_DATE = re.compile(rb"(/(?:CreationDate|ModDate) ?\(D:)\d{14}")
_HEADING = re.compile(r'<h2(?: id="([^"]*)")?>(.*?)</h2>', re.DOTALL)
_PASSAGE_LINK = re.compile(r'<a (?:class="nk-lead" )?href="#((?:ev|a|s)-[^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


def _template(name: str) -> str:
    return files("newskit").joinpath(f"run/templates/{name}").read_text(encoding="utf-8")


def rendered(name: str, language: str, **values: Any) -> str:
    """A template filled in; it escapes what it shows with `escaped`, as all that newskit shows is."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    environment = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    environment.filters["escaped"] = lambda value: Markup(display.escape(value))
    german = texts.check_language(language) == "de"
    return environment.from_string(_template(name)).render(language=language, german=german, **values)


def report_page(notebook: Path, language: str, expectations: Sequence[Mapping[str, Any]] = ()) -> str:
    """The page of an executed notebook: contents, its outputs, and its Markdown cells except those tagged `lab`.

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
    unmet = [g["expected"] for g in expectations if not g["met"] and g["level"] == "warn"]
    body = rendered("banner.html.j2", language, unmet=unmet) + body + _warned(node, language)
    return framed(
        with_contents(without_dead_links(display.unstyled(body)), language), language, _title(body) or notebook.stem
    )


def without_dead_links(body: str) -> str:
    """The page without links to passages that it does not list: a notebook may leave the appendix out."""
    known = set(re.findall(r' id="([^"]+)"', body))
    return _PASSAGE_LINK.sub(lambda m: m[0] if m[1] in known else m[2], body)


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
    """A body as a whole page, which loads and runs nothing."""
    css_text = display.css() + _template("page.css")
    return rendered("page.html.j2", language, title=title, css=css_text, body=body.strip())


def failure_page(report: str, outcome: Mapping[str, Any], language: str) -> str:
    """The page of a run that made no report."""
    status = outcome["status"]
    head = texts.pick(language, *_HEADS.get(status, _HEADS["failed"])).format(report)
    shown = {
        "status": status,
        "error": _ANSI.sub("", outcome.get("error", "")),
        "cell": outcome.get("cell"),
        "source": outcome.get("source"),
        "last_lines": _ANSI.sub("", "\n".join(outcome.get("last_lines") or [])),
    }
    return framed(rendered("failure.html.j2", language, head=head, **shown), language, head)


_HEADS = {
    "failed": ("Der Bericht „{}“ ist fehlgeschlagen", "The report “{}” failed"),
    "blocked": ("Der Bericht „{}“ wurde nicht veröffentlicht", "The report “{}” was not published"),
    "skipped": ("Der Bericht „{}“ wurde ausgelassen", "The report “{}” was skipped"),
}


def with_contents(body: str, language: str) -> str:
    """The page with ids for its main headings, and below its head a list of links to them.

    An id is made of the heading's words, so that a link to a part of a report still does after the next run.
    """
    known = set(re.findall(r' id="([^"]+)"', body))
    found: list[tuple[str, str]] = []

    def named(match: re.Match[str]) -> str:
        words = re.sub(r"<[^>]+>", "", match[2]).strip()
        key = match[1] or _unique(f"part-{slug(html.unescape(words), 'heading').casefold()}", known)
        found.append((key, words))
        return f'<h2 id="{key}">{match[2]}</h2>'

    body = _HEADING.sub(named, body)
    return body if len(found) < FEW else _below_head(body, _list(found, language))


def _unique(key: str, known: set[str]) -> str:
    """The key, numbered if the page has it already."""
    name, n = key, 1
    while name in known:
        n += 1
        name = f"{key}-{n}"
    known.add(name)
    return name


def _list(found: list[tuple[str, str]], language: str) -> str:
    label = texts.pick(language, "Inhalt", "Contents")
    items = "".join(f'<li><a href="#{key}">{words}</a></li>' for key, words in found)
    return f'<nav class="nk nk-contents" aria-label="{label}"><b>{label}</b><ul>{items}</ul></nav>'


def _below_head(body: str, contents: str) -> str:
    """The list stands below the title and what belongs to it."""
    head = re.search(r"</header>", body) or re.search(r"</h1>\s*(?:</section>|</div>)?", body)
    place = head.end() if head else 0
    return f"{body[:place]}\n{contents}{body[place:]}"


def browser() -> str:
    """The browser that prints.

    Raises:
        InputError: none is installed.
    """
    found = next(filter(None, map(shutil.which, [os.environ.get(BROWSER_VARIABLE, ""), *BROWSERS])), None)
    if found is None:
        raise InputError(
            f"A PDF needs a browser that is installed; found none of {', '.join(BROWSERS)}. "
            f"Install one (Debian: apt-get install chromium), name one in {BROWSER_VARIABLE}, or leave --pdf out."
        )
    return found


def arguments(program: str, profile: str) -> list[str]:
    """The command of a browser without a window, a profile and a network."""
    quiet = ["--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-dev-shm-usage"]
    alone = [f"--user-data-dir={profile}", "--host-resolver-rules=MAP * ~NOTFOUND", "--disable-background-networking"]
    sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return [program, *quiet, *alone, *sandbox]


def write_pdf(program: str, html: Path) -> Path:
    """Print a page to report.pdf beside it.

    Raises:
        ReportError: the browser did not print it.
    """
    target = html.with_name(PDF)
    with tempfile.TemporaryDirectory(prefix="newskit") as profile:
        printing = ["--no-pdf-header-footer", f"--print-to-pdf={target}", html.resolve().as_uri()]
        command = [*arguments(program, profile), *printing]
        try:
            done = subprocess.run(command, capture_output=True, timeout=_LIMIT, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise ReportError(f"{Path(program).name} could not print the page: {error}.") from error
    if not target.exists():
        last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        raise ReportError(f"{Path(program).name} printed no PDF. {' '.join(last)}")
    # The date of printing has a fixed width; without it the same page gives the same bytes.
    target.write_bytes(_DATE.sub(lambda found: found[1] + b"19800101000000", target.read_bytes()))
    return target
