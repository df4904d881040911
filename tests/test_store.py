"""A load that goes to a file in a stream: the same rows as in memory, whole or not at all."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

import newskit as nk
from newskit import tables
from newskit.corpus import duplicates
from newskit.errors import InputError, InputNotFoundError
from newskit.loaders import parts, store

DATA = Path(__file__).parent / "data"
SAMPLE = Path(__file__).parents[1] / "data/sample"


def plain(frame):
    """With lists as lists, whatever read them."""
    rows = json.loads(frame.to_json(orient="records", date_format="iso", date_unit="us"))
    return [{key: value for key, value in row.items() if value is not None} for row in rows]


@pytest.mark.parametrize("source", [SAMPLE, DATA / "loaders", DATA / "formats"])
@pytest.mark.parametrize("rows", [3])
def test_a_file_holds_what_memory_would(source, rows, tmp_path, monkeypatch):
    monkeypatch.setattr(parts, "_ROWS", rows)
    loaded = nk.load_articles(source)
    made = nk.store_articles(source, tmp_path / "new" / "a.parquet")
    read = pd.read_parquet(made.articles)
    assert plain(read) == plain(loaded)
    assert read.dtypes.to_dict() == loaded.dtypes.to_dict()
    assert (made.n_articles, made.n_problems) == (len(loaded), len(loaded.attrs["problems"]))
    assert pd.read_parquet(made.problems).to_dict("records") == tables.frame(
        "problems", loaded.attrs["problems"]
    ).to_dict("records")
    assert str(made.description) == str(nk.describe(loaded))
    assert_frame_equal(made.description.outlets, nk.describe(loaded).outlets)
    assert sorted(path.name for path in made.articles.parent.iterdir()) == ["a.parquet", "a.problems.parquet"]
    assert plain(nk.load_articles(made.articles).drop(columns="source")) == plain(loaded.drop(columns="source"))


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "xlsx"])
def test_other_formats_in_pieces_are_those_of_one_piece(suffix, tmp_path, monkeypatch):
    whole = nk.store_articles(SAMPLE, tmp_path / f"a.{suffix}").articles.read_bytes()
    monkeypatch.setattr(parts, "_ROWS", 2)
    assert nk.store_articles(SAMPLE, tmp_path / "b" / f"a.{suffix}").articles.read_bytes() == whole


def test_copies_are_found_over_pieces_and_outside_of_memory(tmp_path, monkeypatch):
    texts = [" ".join(f"wort{n}x{k}" for k in range(40)) for n in range(400)]
    texts += [f"{text} Schluss" for text in texts[:100]]
    articles = pd.DataFrame({"text": texts, "published": ["2025-10-03"] * 450 + ["2025-10-01"] * 50})
    expected = nk.load_articles(articles).duplicate_of
    monkeypatch.setattr(parts, "_ROWS", 7)
    monkeypatch.setattr(duplicates, "_IN_MEMORY", 1000)
    monkeypatch.setattr(duplicates, "_BLOCK", 16)
    made = nk.store_articles(articles, tmp_path / "a.parquet")
    found = pd.read_parquet(made.articles).duplicate_of
    assert found.notna().sum() == 100 and found.fillna("").tolist() == expected.fillna("").tolist()
    assert made.description.counts["n_copies"] == 100
    without = nk.store_articles(articles, tmp_path / "a.parquet", duplicates=False)
    assert pd.read_parquet(without.articles).duplicate_of.isna().all()


def test_what_cannot_be_written_is_said_and_what_was_there_stays(tmp_path):
    out = tmp_path / "a.parquet"
    out.write_text("before")
    (tmp_path / "empty.txt").write_text("")
    with pytest.raises(InputError, match="No article could be read.*empty"):
        nk.store_articles(tmp_path / "empty.txt", out)
    assert out.read_text() == "before"
    with pytest.raises(InputError, match="could not be written"):
        nk.store_articles(SAMPLE, out / "deeper.parquet")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(InputError, match=r"folder\.csv is a folder"):
        nk.store_articles(SAMPLE, tmp_path / "folder.csv")
    with pytest.raises(InputError, match=r"Allowed: \.parquet"):
        nk.store_articles(SAMPLE, tmp_path / "a.sav")
    with pytest.raises(InputNotFoundError):
        nk.store_articles(tmp_path / "none", out)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.parquet", "empty.txt", "folder.csv"]


def large(path, n):
    """Articles without an end in sight, as JSON Lines."""
    words = " ".join(f"Wort{k} und Zahl" for k in range(150))
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({"text": f"{n} {words} {n * 7919}"}) + "\n" for n in range(n))
    return path


def command(source, out, **options):
    arguments = [sys.executable, "-m", "newskit", "load", str(source), "--out", str(out), "--no-duplicates"]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


def test_a_full_disk_is_said_and_leaves_nothing(tmp_path):
    source, out = large(tmp_path / "a.jsonl", 4000), tmp_path / "out" / "a.parquet"

    def little_room():
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    with command(source, out, preexec_fn=little_room) as process:
        _, said = process.communicate()
    assert process.returncode == 2
    assert "could not be written: File too large" in " ".join(said.split()) and "Traceback" not in said
    assert list(out.parent.iterdir()) == []


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_a_load_that_is_stopped_leaves_no_half_file(tmp_path, sign):
    source, out = large(tmp_path / "a.jsonl", 60_000), tmp_path / "out" / "a.parquet"
    out.parent.mkdir()
    out.write_text("before")
    with command(source, out) as process:
        until = time.monotonic() + 60
        while not any(path.stat().st_size for path in out.parent.glob(".*part")) and time.monotonic() < until:
            time.sleep(0.01)
        os.kill(process.pid, sign)
        _, said = process.communicate(timeout=60)
    assert process.returncode != 0 and "Traceback" not in said
    assert out.read_text() == "before"
    left = [path.name for path in out.parent.iterdir() if path != out]
    assert all(name.startswith(".") for name in left)  # a process that is killed cannot tidy up
    assert sign == signal.SIGTERM or not left


def test_an_excel_sheet_has_an_end(tmp_path, monkeypatch):
    monkeypatch.setattr(store, "_SHEET", 3)
    with pytest.raises(InputError, match="more than an Excel sheet has"):
        nk.store_articles(SAMPLE, tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_half_characters_and_names_in_another_encoding_are_marked(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    odd = {
        "article_id": "\ud800x",
        "text": "Ein Text.",
        "authors": ["\udc00"],
        "flagged": [],
        "cuts": [{"start": 0, "kind": "ad", "text": "\ud800"}],
    }
    (folder / "a.jsonl").write_text(json.dumps(odd) + "\n" + json.dumps({"id": "\ud801", "text": ""}), encoding="utf-8")
    try:
        (folder / os.fsdecode(b"\xfc.txt")).write_text("Noch ein Text.", encoding="utf-8")
    except OSError:  # a file system that takes no such name
        (folder / "b.txt").write_text("Noch ein Text.", encoding="utf-8")
    memory = nk.load_articles(folder)
    assert set(memory["text"]) == {"Ein Text.", "Noch ein Text."} and "\ufffdx" in set(memory["article_id"])
    stored = nk.store_articles(folder, tmp_path / "a.parquet")
    assert plain(pd.read_parquet(stored.articles)) == plain(memory)
    assert list(pd.read_parquet(stored.problems)["article_id"]) == ["\ufffd"]


def test_a_file_name_that_no_sheet_may_have(tmp_path):
    stored = nk.store_articles(SAMPLE, tmp_path / "Bote [2025].xlsx")
    with pd.ExcelFile(stored.articles) as file:
        assert file.sheet_names == ["Bote _2025_"]


def test_a_link_stays_and_the_file_it_names_is_written(tmp_path):
    (tmp_path / "shelf").mkdir()
    link = tmp_path / "a.parquet"
    link.symlink_to(tmp_path / "shelf" / "corpus.parquet")
    made = nk.store_articles(SAMPLE, link)
    assert link.is_symlink() and len(pd.read_parquet(link)) == made.n_articles
    assert (
        made.articles == (tmp_path / "shelf" / "corpus.parquet").resolve()
        and made.problems.parent == made.articles.parent
    )


def test_links_that_lead_nowhere_good_are_refused(tmp_path):
    loop, other = tmp_path / "loop.parquet", tmp_path / "a.parquet"
    loop.symlink_to(loop)
    other.symlink_to(tmp_path / "a.csv")
    for link, reason in ((loop, "itself|could not be written"), (other, "ends otherwise")):
        with pytest.raises(InputError, match=reason):
            nk.store_articles(SAMPLE, link)


def test_two_loads_at_once_into_one_file_leave_a_whole_file(tmp_path):
    """Each has temporary files of its own; articles and problems are each those of the last to end."""
    out = tmp_path / "a.parquet"
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(lambda source: nk.store_articles(source, out).n_articles, [SAMPLE, DATA / "loaders"]))
    assert len(pd.read_parquet(out)) in made
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.parquet", "a.problems.parquet"]
