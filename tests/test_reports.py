"""Reports: parameters are checked before anything runs, and a run that fails can be taken for no report."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import hand_made
import pytest

from newskit import loaders, report, tables, texts
from newskit.corpus import subset
from newskit.errors import InputError, InputNotFoundError, ReportError
from newskit.report import sections
from newskit.report.figures import Facts
from newskit.report.prose import sentences as written
from newskit.report.sections import TOPICS
from newskit.run import lock, manifest, page, run
from newskit.run.parameters import Parameter, coerce
from newskit.run.paths import slug

HERE = Path(__file__).parent
NOTEBOOKS = HERE / "notebooks"
ROOT = HERE.parent
SAMPLE = ROOT / "data" / "sample"


# --- parameters ----------------------------------------------------------------------------------------------------


def test_parameters_are_described() -> None:
    known = report.describe_parameters(NOTEBOOKS / "good.ipynb")
    assert known[0] == Parameter("word", "str", "gut", "what to show")
    assert [p.type for p in known] == ["str", "int", "float", "bool", "list", "str", "str", "str"]


@pytest.mark.parametrize("name", ["article", "comparison", "corpus", "sources"])
def test_every_parameter_of_our_notebooks_has_a_meaning(name: str) -> None:
    assert all(p.meaning for p in report.describe_parameters(name))
    assert f"--{report.describe_parameters(name)[0].name} STR" in report.parameters_text(name)
    assert name in report.list_text()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("no_parameters", "no cell tagged 'parameters'"),
        ("computed_parameters", "may hold only lines such as"),
        ("secret_parameter", "Read secrets from the environment"),
    ],
)
def test_broken_contracts_are_refused(name: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        report.run_report(NOTEBOOKS / f"{name}.ipynb")


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"cells": [3]}', b'{"cells": 3}', b"\xff", b"[" * 5000])
def test_a_damaged_notebook_does_not_hide_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, content: bytes
) -> None:
    (tmp_path / "notebooks").mkdir()
    shutil.copy(NOTEBOOKS / "good.ipynb", tmp_path / "notebooks")
    (tmp_path / "notebooks" / "torn.ipynb").write_bytes(content)
    monkeypatch.setattr("newskit.run.parameters.notebooks_folder", lambda: tmp_path / "notebooks")
    assert [report.name for report in report.list_reports()] == ["good"] and "torn.ipynb is no notebook" in caplog.text


def test_unknown_report() -> None:
    with pytest.raises(InputNotFoundError, match="Did you mean 'article'"):
        report.run_report("artikle")


@pytest.mark.parametrize(
    ("kind", "given", "made"),
    [
        ("str", "01067", "01067"), ("str", "NO", "NO"), ("str", Path("a/b"), "a/b"), ("int", "12", 12), ("int", 3, 3), ("float", "0.5", 0.5),
        ("float", 1, 1.0), ("bool", "no", False), ("bool", "ja", True), ("bool", True, True), ("list", "a, b", ["a", "b"]), ("list", '["a,b"]', ["a,b"]),
    ],
)  # fmt: skip
def test_values_become_the_declared_type(kind: str, given: Any, made: Any) -> None:
    value = coerce(Parameter("x", kind, None, ""), given)
    assert value == made and type(value) is type(made)


@pytest.mark.parametrize(("kind", "given"), [("str", 1067), ("int", "x"), ("int", True), ("int", 1.5), ("float", "a"), ("bool", "maybe"), ("bool", 1), ("list", "["), ("list", [date(2026, 1, 1)]), ("list", [b"x"])])  # fmt: skip
def test_values_of_other_types_are_refused(kind: str, given: Any) -> None:
    with pytest.raises(InputError, match=f"which is no {kind}"):
        coerce(Parameter("x", kind, None, ""), given)


@pytest.mark.parametrize(
    ("parameters", "error", "message"),
    [
        ({"wrod": "x"}, InputError, "Did you mean 'word'"),
        ({"text_file": "gibt/es/nicht.txt"}, InputNotFoundError, "gibt/es/nicht.txt"),
        ({"language": "fr"}, InputError, "Allowed: de, en"),
        ({"times": "viele"}, InputError, "which is no int"),
        ({"timeout": "0"}, InputError, "seconds above 0"),
        ({"label": "failed"}, InputError, "cannot be called"),
    ],
)
def test_bad_parameters_start_no_kernel(
    monkeypatch: pytest.MonkeyPatch, parameters: dict[str, Any], error: type[Exception], message: str
) -> None:
    monkeypatch.setattr(run, "run_worker", lambda *_: pytest.fail("a kernel was started"))
    with pytest.raises(error, match=message):
        report.run_report(NOTEBOOKS / "good.ipynb", **parameters)


def test_missing_articles_are_refused() -> None:
    with pytest.raises(InputNotFoundError, match="nicht.md"):
        report.run_report("article", source="gibt/es/nicht.md")


# --- inputs --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", [ROOT, ROOT / "notebooks", HERE / "data"])
def test_default_source_is_found_from_anywhere(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.chdir(folder)
    assert Path(report.find_source("../data/sample")).resolve() == SAMPLE


def test_source_may_be_a_pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert report.find_source("data/sample/hochwasser_*.md") == "data/sample/hochwasser_*.md"
    with pytest.raises(InputError, match="is empty"):
        report.find_source(" ")


def test_one_article_by_file_id_and_title() -> None:
    articles = loaders.load_articles(SAMPLE / "*.md")
    row = subset.one_article(articles, "hochwasser_nwp")
    for key in (row["article_id"][0], row["title"][0], "hochwasser_nwp.md"):
        assert subset.one_article(articles, key).equals(row)
    with pytest.raises(InputError, match=r"The source holds 30 articles.*article_id"):
        subset.one_article(articles)
    with pytest.raises(InputError, match="There is no article 'x' in the source"):
        subset.one_article(articles, "x")


def test_only_keeps_every_row_of_an_article() -> None:
    made = hand_made.corpus(3)
    part = subset.only(made, ["c1"])
    assert part.articles["article_id"].tolist() == ["c1"] == part.readability["article_id"].tolist()


def sentences(topic: str, facts: Facts) -> tuple[str, list[str]]:
    heading, lines = written("overview", topic, facts.language, facts.said)
    return heading, [line.text for line in lines]


# --- facts and prose -----------------------------------------------------------------------------------------------


def test_article_facts_are_those_of_the_tables() -> None:
    facts = report.article_facts(hand_made.analysis(), corpus=hand_made.corpus())
    wanted = {
        "n_sources": 2, "n_quotes": 4, "n_direct": 1, "share_quoted": 18 / 28, "n_female": 1, "n_male": 0, "share_female": 1.0, "n_anonymous": 1,
        "share_anonymous": 0.5, "hedges_newsroom": 100.0, "hedges_quoted": 2000 / 18, "flesch_amstad": 40.0, "n_compared": 12, "n_easier": 8,
        "n_negative": 1, "n_positive": 0,
    }  # fmt: skip
    assert {key: facts[key] for key in wanted} == pytest.approx(wanted)
    assert "Unsicherheit: Redaktion: 100,0 (Marker je 1.000 eigene Wörter" in repr(facts)
    assert "nk-card" in facts._repr_html_()


def test_the_article_itself_is_not_compared_with() -> None:
    made = hand_made.corpus(5)
    facts = report.article_facts(subset.only(made, ["c2"]), corpus=made)
    assert facts["n_compared"] == 4 and facts["n_easier"] == 2


def test_nothing_found_has_no_shares() -> None:
    facts = report.article_facts(hand_made.empty())
    assert [
        facts[k] for k in ("share_quoted", "share_female", "share_anonymous", "hedges_newsroom", "flesch_amstad")
    ] == [None] * 5
    assert report.corpus_facts(hand_made.empty())["first_day"] is None


def test_what_is_left_out_is_said_first() -> None:
    lost = {"source": None, "article_id": "c1", "stage": "analyze", "reason": "ValueError: x"}
    unread = {"source": "x.md", "article_id": None, "stage": "load", "reason": "There is no text."}
    made = hand_made.corpus(3)
    made.problems = tables.frame("problems", [lost, unread])
    facts = report.corpus_facts(made)
    assert sentences("summary", facts)[1][0].startswith(
        "Achtung, unvollständig: 1 Artikel nicht ausgewertet und 1 Datei oder Zeile nicht gelesen"
    )
    with pytest.raises(ReportError, match="No article could be measured. ValueError: x"):
        report.article_facts(hand_made.analysis(problems=[lost | {"article_id": "a1"}]))


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("topic", TOPICS["overview"])
def test_prose_is_whole_whatever_the_values(topic: str, language: str) -> None:
    many = hand_made.analysis()
    for facts in (
        report.article_facts(many, language=language),
        report.article_facts(hand_made.empty(), language=language),
        report.corpus_facts(hand_made.corpus(), language=language),
        report.corpus_facts(many, language=language),
    ):
        heading, lines = sentences(topic, facts)
        text = " ".join([heading, *lines])
        assert not re.search(r"None|nan\b|\{|\}|  |<NA>", text), text
        assert all(line.endswith(".") for line in lines)


def _women(female: int, male: int, language: str = "de") -> str:
    base = report.article_facts(hand_made.analysis(), language=language)
    share = female / (female + male) if female + male else None
    values = {**base.values, "n_female": female, "n_male": male, "share_female": share}
    return next(
        line
        for line in sentences("summary", Facts("article", values, language))[1]
        if re.search("Geschlecht|gender", line)
    )


def test_prose_counts_women_in_grammatical_german() -> None:
    assert (
        _women(1, 4) == "Von 5 zitierten Personen mit erkennbarem Geschlecht ist 1 eine Frau (20\N{NO-BREAK SPACE}%)."
    )
    assert _women(0, 2).endswith("sind keine Frauen (0\N{NO-BREAK SPACE}%).")
    assert _women(2, 2, "en").endswith("2 are women (50%).")
    assert _women(0, 0).startswith("Bei keiner zitierten Person")


@pytest.mark.parametrize(
    ("copies", "said"),
    [(0, ""), (1, "1 davon ist die Kopie eines anderen."), (2, "2 davon sind Kopien anderer Artikel.")],
)
def test_prose_counts_copies_in_grammatical_german(copies: int, said: str) -> None:
    base = report.corpus_facts(hand_made.corpus())
    lines = sentences("summary", Facts("corpus", {**base.values, "n_duplicates": copies}, "de"))[1]
    assert lines[0].endswith(said) and ("Kopie" in lines[0]) == bool(copies)


def test_views_link_to_marks_that_exist() -> None:
    made = hand_made.analysis()
    ids = set(re.findall(r'id="([^"]+)"', made.show()._repr_html_()))
    for name in ("quotes", "hedges", "sentiment"):
        links = set(re.findall(r'href="#([^"]+)"', sections.table(name, made).html))
        assert links and links <= ids


@pytest.mark.parametrize(
    "name",
    ["articles", "difficulty", "hedge_measures", "hedges", "outlets", "quotes", "readability", "sentiment", "sources"],
)
def test_views_show_made_corpora_and_nothing(name: str) -> None:
    for made in (hand_made.analysis(), hand_made.corpus(), hand_made.empty()):
        assert sections.table(name, made, language="en").html


def test_how_often_is_hedged_in_both_languages() -> None:
    made = hand_made.analysis()  # of two sentences of the newsroom one has a hedge, its own
    page = sections.table("hedge_measures", made).html
    assert "Wie oft abgesichert wird" in page and "So zu lesen" in page and "<td>Redaktion</td><td>100,0</td>" in page
    assert re.search(r"<td>Sätze mit Marker</td><td>Redaktion</td><td>50.%</td>", page)
    english = sections.table("hedge_measures", made, language="en").html
    assert "<td>hedges per 1,000 words</td><td>newsroom</td><td>100.0</td>" in english and "Redaktion" not in english


def test_problems_show_files_without_their_folders() -> None:
    made = hand_made.analysis(
        problems=[{"source": "/home/someone/x.md", "article_id": None, "stage": "load", "reason": "<b>"}]
    )
    shown = sections.problems(made).html
    assert "x.md" in shown and "someone" not in shown and "&lt;b&gt;" in shown
    assert "nichts aufgefallen" in sections.problems(hand_made.analysis()).html


def test_outputs(tmp_path: Path) -> None:
    from newskit import plots

    made = hand_made.analysis()
    kept = report.outputs(str(tmp_path / "neu"))
    shown = kept.figure("sources", plots.sources(made))
    kept.tables(made, report.article_facts(made))
    names = {p.relative_to(tmp_path / "neu").as_posix() for p in (tmp_path / "neu").rglob("*.*")}
    assert {
        "figures/sources.svg",
        "figures/sources.png",
        "tables/quotes.csv",
        "tables/quotes.parquet",
        "notes.json",
    } <= names
    assert 'alt="Quellen nach Rolle. Politik 1' in shown.html
    nothing = report.outputs("")
    assert nothing.folder is None and nothing.tables(made).html == ""


# --- runs ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> report.ReportResult:
    folder = tmp_path_factory.mktemp("läuft {gut}")
    return report.run_report(NOTEBOOKS / "good.ipynb", out=folder / "bericht", word="01067", times="2")


def test_good_run(good: report.ReportResult) -> None:
    assert good.ok and good.exit_code == 0 and good.error == ""
    assert {p.name for p in good.folder.iterdir()} == {"report.html", "report.ipynb", "run.json", "word.txt"}
    assert (good.folder / "word.txt").read_text() == "0106701067"
    assert [p.name for p in good.folder.parent.iterdir()] == ["bericht"], "something was left beside the report"


def test_page_has_no_code_and_may_load_nothing(good: report.ReportResult) -> None:
    html = good.html.read_text(encoding="utf-8")
    assert '<html lang="de">' in html and "<title>Ein guter Bericht</title>" in html
    assert "default-src 'none'" in html and "import sys" not in html
    assert not re.findall(r'(?:src|href)="(?!data:|#)[^"]*"', html)
    assert "&#39;type&#39;: &#39;str&#39;" in html or "'type': 'str'" in html


def test_run_json(good: report.ReportResult) -> None:
    content = manifest.read_run(good.folder)
    assert content["status"] == "made" and content["parameters"]["word"] == "01067"
    assert set(content["files"]) == {"report.html", "report.ipynb", "word.txt"}
    assert content["packages"]["papermill"] and set(content["volatile"]) == {
        "started", "finished", "host", "seconds", "peak_memory_mb", "notebook", "cwd",
    }  # fmt: skip
    assert str(good.folder.parent) not in json.dumps(content)


def test_same_inputs_same_bytes(good: report.ReportResult, tmp_path: Path) -> None:
    again = report.run_report(NOTEBOOKS / "good.ipynb", out=tmp_path / "x", word="01067", times=2)
    for name in ("report.html", "report.ipynb"):
        assert (again.folder / name).read_bytes() == (good.folder / name).read_bytes()


def test_failed_run_keeps_the_good_report_and_says_so(good: report.ReportResult) -> None:
    before = good.html.read_bytes()
    failed = report.run_report(NOTEBOOKS / "raises.ipynb", out=good.folder, word="<i>")
    assert (failed.status, failed.exit_code) == ("failed", 1)
    assert good.html.read_bytes() == before
    assert failed.folder == good.folder.parent / "failed" / good.folder.name
    html = failed.html.read_text(encoding="utf-8")
    assert "fehlgeschlagen" in html and "nk-failed" in html and "Codezelle 3" in html
    assert "ValueError: &lt;b&gt;&lt;i&gt;&lt;/b&gt; ist falsch" in html and "<i>" not in html
    assert manifest.read_run(failed.folder)["status"] == "failed"
    shutil.rmtree(good.folder.parent / "failed")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "options", "status", "exit_code", "message"),
    [
        ("exits", {}, "failed", 1, "ended the notebook before its end"),
        ("dies", {}, "kernel_died", 138, "kernel died"),
        ("hangs", {"cell_timeout": 1}, "timeout", 124, "longer than 1 seconds"),
        ("hangs", {"timeout": 4}, "timeout", 124, "longer than 4 seconds"),
    ],
)
def test_broken_notebooks_fail(
    tmp_path: Path, name: str, options: dict[str, Any], status: str, exit_code: int, message: str
) -> None:
    failed = report.run_report(NOTEBOOKS / f"{name}.ipynb", out=tmp_path / "x", **options)
    assert (failed.status, failed.exit_code) == (status, exit_code) and message in failed.error
    assert [p.name for p in tmp_path.iterdir()] == ["failed"]
    assert "gut</h1>" not in failed.html.read_text(encoding="utf-8")


@pytest.mark.slow
def test_terminated_run_leaves_nothing(tmp_path: Path) -> None:
    code = f"from newskit.report import run_report; run_report({str(NOTEBOOKS / 'hangs.ipynb')!r}, out={str(tmp_path / 'x')!r})"
    process = subprocess.Popen([sys.executable, "-c", code])
    pid = _wait_for_kernel(tmp_path)
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 143
    assert list(tmp_path.iterdir()) == []
    assert _gone(pid)


def _gone(pid: int) -> bool:
    """Whether a process has ended; one that nobody has asked about yet still has a number, and state Z."""
    for _ in range(50):
        if not (Path("/proc") / str(pid)).exists() or ") Z " in (Path("/proc") / str(pid) / "stat").read_text():
            return True
        time.sleep(0.1)
    return False


def _wait_for_kernel(folder: Path) -> int:
    for _ in range(300):
        found = [p.read_text() for p in folder.glob(".*/kernel.pid")]
        if found and found[0]:
            return int(found[0])
        time.sleep(0.1)
    raise AssertionError("no kernel started")


def test_folders_that_are_no_reports_are_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").touch()
    with pytest.raises(InputError, match="would be replaced"):
        report.run_report(NOTEBOOKS / "good.ipynb", out=tmp_path)
    assert (tmp_path / "thesis.doc").exists()


def test_failed_move_brings_the_old_report_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made, place = tmp_path / "stage" / "report", tmp_path / "place"
    for folder in (made, place):
        folder.mkdir(parents=True)
        (folder / "who").write_text(folder.name)
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if self == made:
            raise OSError("no")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="no"):
        lock.replace(made, place)
    assert (place / "who").read_text() == "place"


@pytest.mark.parametrize(
    ("source", "article_id", "label"),
    [("a/hoch wasser.md", "", "hoch-wasser"), ("data/sample", "", "sample"), ("texte/*.md", "", "texte"), ("a.csv", "x/1", "a-x-1"), ("Übung.html", "", "Übung"), ("", "", "report")],
)  # fmt: skip
def test_folder_is_named_after_the_source(source: str, article_id: str, label: str) -> None:
    assert slug(run._default_label({"source": source, "article_id": article_id})) == label


def test_markdown_cells_for_the_lab_stay_there(tmp_path: Path) -> None:
    import nbformat
    from nbformat import v4

    cells = [v4.new_markdown_cell("# Titel"), v4.new_markdown_cell("nur hier", metadata={"tags": ["lab"]})]
    path = tmp_path / "x.ipynb"
    nbformat.write(v4.new_notebook(cells=cells), path)
    html = page.report_page(path, "en")
    assert "Titel" in html and "nur hier" not in html and "¶" not in html


# --- the real thing ------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_our_report_from_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name, source, language = "article", "hochwasser_werratal-bote.md", "en"
    monkeypatch.chdir(tmp_path)
    made = report.run_report(name, source=SAMPLE / source, corpus="", language=language)
    assert made.ok, made.error
    assert made.folder == tmp_path / "reports" / name / made.folder.name
    html = made.html.read_text(encoding="utf-8")
    assert (
        f'<html lang="{language}">' in html
        and "<script" not in html
        and "nk-warning" not in html.partition("</head>")[2]
    )
    outside = re.findall(r'<[^>]*(?:src|href)="(?!#|data:)[^>]*>', html)
    assert all(re.fullmatch(r'<a href="https://example\.org/[^"]*" rel="noopener noreferrer">', tag) for tag in outside)
    assert all(re.search(r'alt="[^"]{20,}"', tag) for tag in re.findall(r"<img[^>]*>", html))
    links, ids = set(re.findall(r'href="#([^"]+)"', html)), set(re.findall(r' id="([^"]+)"', html))
    assert links and links <= ids
    assert str(ROOT) not in html and str(tmp_path) not in html
    content = manifest.read_run(made.folder)
    assert content["pipeline"]["name"] == "de_newskit" and content["key_figures"]["n_quotes"] > 0
    assert {"tables/quotes.csv", "tables/quotes.parquet", "figures/sources.svg", "figures/sources.png"} <= set(
        content["files"]
    )
