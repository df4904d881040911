"""What a reader sees: a real JupyterLab and the pages of reports in a real browser, in both themes, trusted and not."""

from __future__ import annotations

import ast
import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hand_made
import nbformat
import pandas as pd
import pytest

from newskit import display, report
from newskit.errors import InputError
from newskit.run import page

pytestmark = pytest.mark.slow
DOLLARS = "Der Preis stieg von $31 je Aktie auf $135 Millionen"
TOKEN = "test"
_LONG = "Sprecherin der Schifffahrtsdirektion Donaudampfschifffahrtsgesellschaft"

#: Words of newskit's outputs that stand on two lines, without having a hyphen to break at.
BROKEN = """() => {
  const broken = [];
  for (const root of document.querySelectorAll('.nk')) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest('style,img')) continue;
      for (const word of node.data.matchAll(/[\\p{L}\\p{N}]{2,}/gu)) {
        const range = document.createRange();
        range.setStart(node, word.index); range.setEnd(node, word.index + word[0].length);
        if (new Set([...range.getClientRects()].map(r => Math.round(r.top))).size > 1) broken.push(word[0]);
      }
    }
  }
  return broken;
}"""
#: Of the first mark of each kind in the text: how it differs from plain words, and the contrast of its letters.
MARKS = """() => {
  const channel = v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const rgb = text => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = text => { const [r, g, b] = rgb(text).map(channel); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const behind = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (rgb(c)[3] !== 0) return c; } return 'rgb(255,255,255)'; };
  const out = {};
  for (const kind of ['direct', 'indirect', 'indirect_free_indirect', 'reported', 'speaker', 'cue', 'h', 'e', 'ev']) {
    const e = document.querySelector('.nk-text .nk-' + kind);
    const s = getComputedStyle(e), [a, b] = [light(s.color), light(behind(e))].sort();
    out[kind] = {painted: rgb(s.backgroundColor)[3] !== 0, lined: parseFloat(s.borderBottomWidth) > 0 || s.textDecorationLine !== 'none',
                 contrast: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)};
  }
  return out;
}"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A browser that is installed on the machine; playwright brings none of its own."""
    sync = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    try:
        program = page.browser()
    except InputError as error:
        pytest.skip(str(error))
    with sync.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


def notebook(note: str) -> Any:
    """A notebook with all that newskit shows, as a kernel leaves it."""
    made = hand_made.analysis()
    dollars = hand_made.analysis(articles=[hand_made.article(text=DOLLARS)], quotes=[], hedges=[], sentiment=[], sources=[], difficulty=[])  # fmt: skip
    frame = pd.DataFrame({"text": [DOLLARS], "name": [_LONG], "rule": ["indirect_free_indirect_after_say"], "n": [1]})
    shown = [
        report.corpus_facts(made), report.article_facts(made), made.show(), dollars.show(hardest=0),
        *(report.table(name, made) for name in ("sources", "quotes", "hedges")), report.appendix(made, marked=True),
        display.Shown("", display.table_html(frame, caption=DOLLARS)), report.problems(made),
    ]  # fmt: skip
    cells = []
    for item in shown:
        output = nbformat.v4.new_output("display_data", data={"text/html": item._repr_html_(), "text/plain": "-"})
        cells.append(nbformat.v4.new_code_cell("...", outputs=[output]))
    output = nbformat.v4.new_output("display_data", data={"text/html": _plain_table(), "text/plain": "-"})
    cells.append(nbformat.v4.new_code_cell("...", outputs=[output]))
    return nbformat.v4.new_notebook(cells=cells, metadata={"note": note})


def _plain_table() -> str:
    """A DataFrame as pandas shows it in the notebooks that ship, each of which says how."""
    said = set()
    for path in sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb")):
        found = re.findall(r"pd\.set_option(\(.*?\))", "\n".join(cell.source for cell in nbformat.read(path, 4).cells))
        said |= {ast.literal_eval(values) for values in found} or {()}
    assert len(said) == 1 and all(said), said
    with pd.option_context(*said.pop(), "display.max_colwidth", None):
        return str(pd.DataFrame({"text": [DOLLARS]}).to_html(notebook=True))


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a JupyterLab over two notebooks of the same outputs: one trusted, one that somebody sent."""
    home = tmp_path_factory.mktemp("lab")
    folder = home / "notebooks"
    folder.mkdir()
    for name in ("trusted", "sent"):
        nbformat.write(notebook(name), folder / f"{name}.ipynb")
    parts = {f"JUPYTER_{name}_DIR": str(home / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")}
    environment = os.environ | parts | {"JUPYTER_PLATFORM_DIRS": "1", "IPYTHONDIR": str(home / "ipython")}
    subprocess.run([sys.executable, "-m", "jupyter", "trust", "trusted.ipynb"], cwd=folder, env=environment, check=True, capture_output=True)  # fmt: skip
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--ServerApp.port={port}", "--ServerApp.port_retries=0",
        "--ServerApp.ip=127.0.0.1", f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={folder}",
    ]  # fmt: skip
    log = home / "lab.log"
    with log.open("wb") as file:
        server = subprocess.Popen(command, cwd=folder, env=environment, stdout=file, stderr=file)
    address = f"http://127.0.0.1:{port}"
    try:
        _await(f"{address}/api/status?token={TOKEN}", server, log)
        yield address
    finally:
        server.terminate()
        server.wait(30)


def _await(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(240):
        assert server.poll() is None, log.read_text(errors="replace")
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.25)
    raise AssertionError(log.read_text(errors="replace"))


def opened(chromium: Any, lab: str, name: str, theme: str, width: int = 1200) -> Any:
    """The notebook in the lab, all of its outputs on the page."""
    context = chromium.new_context(viewport={"width": width, "height": 6000})
    settings = {
        "apputils-extension:themes": {"theme": f"JupyterLab {theme}"},
        "apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
        "notebook-extension:tracker": {"windowingMode": "none"},
    }
    for plugin, values in settings.items():
        answer = context.request.put(
            f"{lab}/lab/api/settings/@jupyterlab/{plugin}?token={TOKEN}",
            data=json.dumps({"raw": json.dumps(values)}),
            headers={"Content-Type": "application/json", "Authorization": f"token {TOKEN}"},
        )
        assert answer.ok, answer.text()
    shown = context.new_page()
    shown.goto(f"{lab}/doc/tree/{name}.ipynb?reset&token={TOKEN}")
    shown.wait_for_selector(
        f'body[data-jp-theme-light="{str(theme == "Light").lower()}"]', state="attached", timeout=60_000
    )
    shown.wait_for_function("document.querySelectorAll('.jp-OutputArea-output .nk').length >= 10", timeout=60_000)
    shown.wait_for_timeout(1500)  # formulas are set after the rest
    return shown


@pytest.mark.parametrize("theme", ["Light", "Dark"])
@pytest.mark.parametrize("name", ["trusted", "sent"])
def test_notebook_in_jupyterlab(chromium: Any, lab: str, name: str, theme: str) -> None:
    shown = opened(chromium, lab, name, theme)
    outputs = ".jp-OutputArea-output"
    assert (shown.locator(f"{outputs} style").count() > 0) is (name == "trusted"), (
        "JupyterLab keeps <style> where it trusts"
    )
    assert shown.locator("mjx-container").count() == 0
    text = " ".join(shown.locator(outputs).all_inner_texts())
    assert text.count(DOLLARS) == 4
    marks = shown.evaluate(MARKS)
    for kind, look in marks.items():
        quoted = kind in ("direct", "indirect", "indirect_free_indirect", "reported")
        assert look["painted" if quoted else "lined"], (kind, look)
        assert look["contrast"] >= 4.5, (kind, look)
    assert len({json.dumps(look) for look in marks.values()}) > 1
    assert shown.evaluate(BROKEN) == []
    aligned = "cells => [...new Set(cells.map(c => getComputedStyle(c).textAlign))]"
    assert shown.locator(f"{outputs} .nk td:not(.nk-num)").evaluate_all(aligned) == ["left"]
    assert shown.locator(f"{outputs} .nk td.nk-num").evaluate_all(aligned) == ["right"]
    shown.context.close()


def test_cards_in_a_narrow_lab_keep_their_words_whole(chromium: Any, lab: str) -> None:
    for name in ("trusted", "sent"):
        shown = opened(chromium, lab, name, "Light", width=760)
        cards = shown.locator(".nk-card")
        assert cards.count() > 10
        assert not set(shown.evaluate(BROKEN)) & set(re.findall(r"\w+", " ".join(cards.all_inner_texts())))
        tops = cards.evaluate_all("cards => cards.map(c => c.querySelector('.nk-label').getBoundingClientRect().bottom <= c.querySelector('.nk-value').getBoundingClientRect().top + 1)")  # fmt: skip
        assert all(tops), "the value stands below its label"
        shown.context.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a page with contents, cards and a folded appendix."""
    made = hand_made.analysis()
    facts = report.corpus_facts(made)
    body = report.head(made, facts).html + facts._repr_html_()
    body += "".join(report.section(topic, facts).html for topic in ("summary", "sources", "quotes", "hedges"))
    body += report.appendix(made).html + report.problems(made).html
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(page.framed(page.with_contents(display.unstyled(body), "de"), "de", "t"), encoding="utf-8")
    return path.as_uri()


def test_links_open_what_is_folded(chromium: Any, address: str) -> None:
    context = chromium.new_context(viewport={"width": 1000, "height": 700})
    shown = context.new_page()
    shown.goto(address)
    assert shown.locator("details").count() > 4 and shown.locator("details[open]").count() == 0
    for target in ("ev-sources-role-politics", "s-a1-s1", "q-a1-1", "h-a1-0", "e-a1-0", "a-a1-0"):
        shown.goto(address)
        place = shown.locator(f'[id="{target}"]')
        assert not place.is_visible()
        shown.evaluate("name => { location.hash = name }", target)
        place.wait_for(state="visible", timeout=5000)
        assert place.evaluate("e => e.getBoundingClientRect().top") < 700
    context.close()


def test_contents_lead_to_the_headings(chromium: Any, address: str) -> None:
    context = chromium.new_context(viewport={"width": 1000, "height": 700})
    shown = context.new_page()
    shown.goto(address)
    links = shown.locator(".nk-contents a")
    headings = [text.strip() for text in shown.locator("h2").all_inner_texts()]
    assert links.all_inner_texts() == headings and len(headings) == 6
    links.nth(4).click()
    assert shown.locator("h2").nth(4).evaluate("e => e === document.querySelector(':target')")
    assert shown.evaluate(BROKEN) == []
    context.close()


def test_paper_shows_the_appendix(chromium: Any, address: str) -> None:
    context = chromium.new_context()
    shown = context.new_page()
    shown.goto(address)
    assert not shown.locator('[id="q-a1-1"]').is_visible()
    shown.emulate_media(media="print")
    assert shown.locator('[id="q-a1-1"]').evaluate("e => e.getBoundingClientRect().height") > 0
    assert shown.locator('[id="q-a1-1"]').evaluate("e => e.checkVisibility({contentVisibilityAuto: true})")
    context.close()
