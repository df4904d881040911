"""A result as a folder: whole or not at all, never in the place of another's, and opened as it was."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from test_own import TEXTS, typed

import newskit as nk
from newskit.errors import BusyError, InputError, InputNotFoundError
from newskit.findings import save as findings


@pytest.fixture(scope="module")
def result(nlp, sample_dir):
    frame = pd.concat(
        [pd.DataFrame(nk.load_articles(sample_dir)).head(4), typed().assign(text=lambda t: t["text"] + "\r\nNeu\rx")]
    )
    return nk.analyze(frame, pipeline=nlp, progress=False, language="en")


@pytest.fixture(scope="module")
def other(nlp):
    return nk.analyze(TEXTS[:1], pipeline=nlp, progress=False)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("format", ["parquet", "csv", "jsonl"])
def test_every_table_comes_back_as_it_was(tmp_path, result, format):
    paths = result.save(tmp_path / "t", format=format)
    assert [path.name for path in paths] == [f"{name}.{format}" for name in result.tables]
    back = nk.open_findings(tmp_path / "t")
    assert (back.pipeline, back.language) == (result.pipeline, "en")
    for name, table in result.tables.items():
        assert_frame_equal(back.tables[name], table)
    assert back.quotes["quote_segments"].tolist() == result.quotes["quote_segments"].tolist()
    assert str(back.sentiment["evidence"].tolist()) == str(result.sentiment["evidence"].tolist())
    key = result.articles["article_id"].iloc[0]
    assert back.show(key)._repr_html_() == result.show(key)._repr_html_()
    assert nk.source_measures(back, by="lager", n_resamples=5).equals(
        nk.source_measures(result, by="lager", n_resamples=5)
    )


def test_other_articles_are_not_replaced_unasked(tmp_path, result, other):
    result.save(tmp_path, format="csv")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(InputError, match=r"other articles \(7\)\. Name another folder, or replace them.*--replace"):
        other.save(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    (tmp_path / "notes.md").write_text("mine")
    result.save(tmp_path, format="parquet")  # the same articles once more; the CSV files go
    assert not list(tmp_path.glob("*.csv")) and (tmp_path / "notes.md").read_text() == "mine"
    other.save(tmp_path, replace=True)
    assert len(nk.open_findings(tmp_path).articles) == 1
    (tmp_path / findings.FILE).unlink()
    with pytest.raises(InputError, match="no readable findings.json says on which articles"):
        other.save(tmp_path)


def test_a_write_that_was_killed_between_two_names_counts_as_done(tmp_path, result, other):
    result.save(tmp_path / "t")
    other.save(tmp_path / "b")
    whole = tmp_path / "t" / findings._WHOLE
    shutil.copytree(tmp_path / "b", whole)
    for name in ("articles.parquet", "quotes.parquet"):
        (whole / name).replace(tmp_path / "t" / name)
    for _ in range(2):
        back = nk.open_findings(tmp_path / "t")
        for name, table in other.tables.items():
            assert_frame_equal(back.tables[name], table)
        findings.finish(tmp_path / "t")
    assert names(tmp_path / "t") == names(tmp_path / "b")


def test_a_write_that_was_killed_before_leaves_the_old_and_is_cleared(tmp_path, result):
    result.save(tmp_path)
    (tmp_path / f"{findings._MADE}x").mkdir()
    (tmp_path / f"{findings._MADE}x" / "articles.parquet").write_bytes(b"half")
    assert_frame_equal(nk.open_findings(tmp_path).articles, result.articles)
    result.save(tmp_path)
    assert not list(tmp_path.glob(".*"))


def test_where_nothing_can_be_written_is_said(tmp_path, other):
    (tmp_path / "file").write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for target, reason in (("file", "is a file"), ("file/deeper", "file is a file"), ("loop", "leads to itself")):
        with pytest.raises(InputError, match=reason):
            other.save(tmp_path / target)
    with pytest.raises(InputError, match="Allowed: parquet"):
        other.save(tmp_path / "t", format="sav")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    other.save(tmp_path / "link")
    assert (tmp_path / "link").is_symlink() and (tmp_path / "real" / "findings.json").is_file()


def test_two_writers_do_not_mix(tmp_path, other):
    with findings._replacing(tmp_path), pytest.raises(BusyError, match=r"Another process .*is writing"):
        other.save(tmp_path)


@pytest.mark.parametrize(
    ("harm", "message"),
    [
        (lambda f: (f / "quotes.parquet").unlink(), "quotes.parquet is missing"),
        (lambda f: (f / "quotes.parquet").write_bytes(b"PAR1"), "quotes.parquet is damaged"),
        (lambda f: shutil.copy(f / "hedges.parquet", f / "quotes.parquet"), "lacks the column 'quote_id'"),
        (lambda f: (f / "findings.json").write_text("{"), "findings.json is damaged"),
        (lambda f: (f / "findings.json").write_text("[]"), "findings.json is damaged"),
        (lambda f: (f / "findings.json").unlink(), "holds no findings: there is no findings.json"),
        (
            lambda f: pd.read_parquet(f / "sentences.parquet").head(0).to_parquet(f / "sentences.parquet"),
            "has 0 rows, and 1",
        ),
    ],
)
def test_a_damaged_folder_gets_a_sentence(tmp_path, other, harm, message):
    other.save(tmp_path)
    harm(tmp_path)
    with pytest.raises(InputError, match=message):
        nk.open_findings(tmp_path)


def test_what_is_no_folder_of_findings_gets_a_sentence(tmp_path, other):
    with pytest.raises(InputNotFoundError, match="does not exist"):
        nk.open_findings(tmp_path / "none")
    (tmp_path / "photo.jpg").write_bytes(b"")
    with pytest.raises(InputError, match=r"Found: photo\.jpg"):
        nk.open_findings(tmp_path)
    with pytest.raises(InputError, match="needs the path of a folder, not None"):
        nk.open_findings(None)
    other.save(tmp_path / "x", format="xlsx")
    with pytest.raises(InputError, match="Excel, which cuts long texts"):
        nk.open_findings(tmp_path / "x")
    content = json.loads((tmp_path / "x" / "findings.json").read_text())
    (tmp_path / "x" / "findings.json").write_text(json.dumps(content | {"layout": 99}))
    with pytest.raises(InputError, match="newer newskit"):
        nk.open_findings(tmp_path / "x")


def analyze(source, out, *options, **how):
    arguments = [sys.executable, "-m", "newskit", "analyze", str(source), "--out", str(out), *options]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **how)


def said_by(process):
    with process:
        return " ".join(process.communicate(timeout=120)[1].split())


def test_the_command_checks_first_and_replaces_when_told(tmp_path):
    (tmp_path / "a.txt").write_text(TEXTS[0], encoding="utf8")
    (tmp_path / "b.txt").write_text(TEXTS[1], encoding="utf8")
    assert said_by(process := analyze(tmp_path / "a.txt", tmp_path / "t", "-q")) == "" and process.returncode == 0
    first = nk.open_findings(tmp_path / "t")
    said = said_by(process := analyze(tmp_path / "b.txt", tmp_path / "t"))
    assert process.returncode == 2 and "--replace" in said and "INFO analyzing" not in said
    assert_frame_equal(nk.open_findings(tmp_path / "t").quotes, first.quotes)
    assert said_by(process := analyze(tmp_path / "b.txt", tmp_path / "t", "--replace", "-q")) == ""
    assert nk.open_findings(tmp_path / "t").articles["text"].tolist() == [TEXTS[1]]
    assert "run.json" in names(tmp_path / "t")
    first.save(tmp_path / "t", replace=True)
    assert "run.json" not in names(tmp_path / "t")  # it told of the other articles
    said = said_by(process := analyze(tmp_path / "a.txt", tmp_path / "a.txt"))
    assert process.returncode == 2 and "is a file" in said and "INFO analyzing" not in said


def test_a_full_disk_and_a_kill_leave_the_old_tables(tmp_path):
    import resource

    frame = pd.DataFrame({"text": [f"{TEXTS[0]} {n}" for n in range(150)]})
    frame.to_parquet(tmp_path / "in.parquet")
    (tmp_path / "a.txt").write_text(TEXTS[0], encoding="utf8")
    said_by(analyze(tmp_path / "a.txt", tmp_path / "t", "-q"))
    before = {path.name: path.read_bytes() for path in (tmp_path / "t").iterdir()}
    limit = (70_000, 70_000)
    process = analyze(tmp_path / "in.parquet", tmp_path / "t", "--replace", "--format", "csv", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit))  # fmt: skip
    said = said_by(process)
    assert process.returncode == 2 and "could not be written: File too large" in said and "Traceback" not in said
    assert {path.name: path.read_bytes() for path in (tmp_path / "t").iterdir()} == before
    process = analyze(tmp_path / "in.parquet", tmp_path / "t", "--replace", "--format", "xlsx", "-q")
    until = time.monotonic() + 60
    while not list((tmp_path / "t").glob(f"{findings._MADE}*/*")) and time.monotonic() < until:
        time.sleep(0.005)
    os.kill(process.pid, signal.SIGKILL)
    said_by(process)
    left = {path.name: path.read_bytes() for path in (tmp_path / "t").iterdir() if path.is_file()}
    left.pop(findings._LOCK, None)  # the lock ended with its process; its file goes with the next write
    assert left == before


def test_equal_ids_are_not_the_same_articles(nlp, tmp_path):
    """Two corpora may both count their articles from 1."""
    first, second = (
        nk.analyze(pd.DataFrame({"article_id": ["1", "2"], "text": texts}), pipeline=nlp, progress=False)
        for texts in (["Es regnet in Kassel.", "Es schneit."], ["Ein ganz anderer Text.", "Und noch einer."])
    )
    first.save(tmp_path / "t")
    first.save(tmp_path / "t")
    with pytest.raises(InputError, match="other articles"):
        second.save(tmp_path / "t")
    assert nk.open_findings(tmp_path / "t").articles["text"].tolist() == first.articles["text"].tolist()
