"""The command line as a person uses it: real processes, exit codes, one clear sentence for bad input."""

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest


def newskit(*arguments, **options):
    return subprocess.run(
        [sys.executable, "-m", "newskit", *map(str, arguments)], capture_output=True, text=True, **options
    )


def test_help_loads_nothing_heavy():
    """What makes help quick is what it does not import; a clock would fail on a busy machine."""
    code = (
        "import sys; from newskit.cli import main; sys.argv = ['newskit', '--help']\n"
        "try: main()\nexcept SystemExit: pass\n"
        "heavy = {'spacy', 'pandas', 'numpy', 'matplotlib', 'nbconvert', 'papermill', 'pyarrow'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_version():
    assert newskit("--version").stdout.startswith("newskit 0.")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["analyze", "no_such_folder"], "no_such_folder"),
        (["analyze", ".", "--format", "sav"], "Allowed: parquet, csv, xlsx, jsonl"),
        (["analyze", ".", "--column", "text"], "not of the form text=body"),
        (["report", "article", "--sorce", "x"], "Did you mean 'source'?"),
        (["report", "nothing_of_the_kind"], "Reports: article, comparison, corpus, sources"),
        (["report", "article", "--source", "no_such_file.txt"], "no_such_file.txt"),
        (["frobnicate"], "No such command"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_2(arguments, says, tmp_path):
    done = newskit(*arguments, cwd=tmp_path if arguments[0] == "analyze" and arguments[1] != "." else None)
    assert done.returncode == 2
    assert says in done.stderr and "Traceback" not in done.stderr


def test_analyze_writes_every_table_and_says_what_went_wrong(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text("Die Polizei teilte mit, der Mann sei verletzt.", encoding="utf8")
    (tmp_path / "in" / "cp1252.txt").write_bytes("Der Bürgermeister sagte, es könne später werden.".encode("cp1252"))
    (tmp_path / "in" / "broken.parquet").write_bytes(b"PAR1 no table")
    done = newskit("analyze", tmp_path / "in", "--out", tmp_path / "out", "--format", "csv")
    assert done.returncode == 0, done.stderr
    assert "broken.parquet" in done.stdout and "INFO parsing and measuring 2 article(s)" in done.stderr
    names = {path.stem for path in (tmp_path / "out").glob("*.csv")}
    assert names == {
        "articles",
        "sentences",
        "quotes",
        "sources",
        "mentions",
        "sentiment",
        "hedges",
        "readability",
        "difficulty",
        "problems",
    }
    assert pd.read_csv(tmp_path / "out" / "sources.csv")["name"].tolist() == ["Bürgermeister", "Polizei"]
    run = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf8"))
    assert "newskit" in json.dumps(run["pipeline"]) if "pipeline" in run else "newskit" in json.dumps(run)


@pytest.mark.slow
def test_a_report_says_what_it_does_a_line_for_each_step(tmp_path):
    """On stderr, so that the command's own answer is the path; and none of it is in the notebook."""
    source = Path(__file__).parent.parent / "data" / "sample" / "hochwasser_werratal-bote.md"
    done = newskit("report", "article", "--source", source, "--corpus", "", "--out", tmp_path / "out")
    lines = done.stderr.splitlines()
    steps = ["starting, from", "reading 1 file(s)", "loading the pipeline", "parsing and measuring 1 article(s)", "drawing the figure sources", "writing 10 tables", "writing report.html", "made, "]  # fmt: skip
    places = [next(n for n, line in enumerate(lines) if f"INFO report article: {step}" in line) for step in steps]
    assert places == sorted(places) and all(line.startswith("INFO report article: ") for line in lines)
    assert done.stdout.splitlines() == [str(tmp_path / "out" / "report.html")]
    assert "parsing and measuring" not in (tmp_path / "out" / "report.ipynb").read_text(encoding="utf8")


def test_quiet_is_quiet(tmp_path):
    (tmp_path / "a.txt").write_text("Es regnet.", encoding="utf8")
    done = newskit("analyze", tmp_path / "a.txt", "--out", tmp_path / "out", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_nothing_readable(tmp_path):
    (tmp_path / "a.txt").write_text("", encoding="utf8")
    done = newskit("analyze", tmp_path / "a.txt")
    assert done.returncode == 2 and "Traceback" not in done.stderr


def test_codebook_is_printed():
    done = newskit("codebook")
    assert done.returncode == 0 and "## quotes" in done.stdout
