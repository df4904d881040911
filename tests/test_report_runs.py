"""Notebooks that are broken in one way each, runs that meet or are killed, disks that are full: what comes of it."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hand_made
import pytest

from newskit import durable, report
from newskit.durable import exclusive
from newskit.errors import BusyError, InputError, ReportError
from newskit.run import gates, kernel, lock, manifest, output, page, worker
from newskit.run.manifest import read_run

HERE = Path(__file__).parent
NOTEBOOKS = HERE / "notebooks"
HAS_BROWSER = any(map(shutil.which, page.BROWSERS))


def made(name: str, folder: Path, **options: Any) -> report.ReportResult:
    return report.run_report(NOTEBOOKS / f"{name}.ipynb", out=folder / "x", **options)


# --- notebooks, each broken in one way -----------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("allocates", {"memory_limit": 6000}, "MemoryError"),
        ("writes_outside", {"place_path": str(HERE)}, "may not write to"),
        ("blocks", {"n_articles": 2}, "mindestens 3 Artikel"),
    ],
)
def test_no_report_is_made(tmp_path: Path, name: str, options: dict[str, Any], message: str) -> None:
    failed = made(name, tmp_path, **options)
    assert (failed.status, failed.exit_code) == ("blocked" if name == "blocks" else "failed", 1)
    assert message in failed.error and "nk-failed" in failed.html.read_text(encoding="utf-8")
    assert [p.name for p in tmp_path.iterdir()] == ["failed"] and not (HERE / "outside.txt").exists()
    assert read_run(failed.folder)["gate"] == ("block" if name == "blocks" else "publish")


@pytest.mark.slow
def test_skipping_is_an_outcome_of_its_own(tmp_path: Path) -> None:
    skipped = made("skips", tmp_path)
    assert (skipped.status, skipped.exit_code, skipped.ok) == ("skipped", 0, False)
    assert skipped.error == "keine neuen Artikel" and skipped.folder == tmp_path / "skipped" / "x"
    html = skipped.html.read_text(encoding="utf-8")
    assert "wurde ausgelassen" in html and "nk-skipped" in html and 'role="alert"' not in html


@pytest.mark.slow
def test_prints_are_cut(tmp_path: Path) -> None:
    result = made("prints", tmp_path)
    assert result.ok and all(p.stat().st_size < 300_000 for p in result.folder.iterdir())
    assert "characters left out" in result.html.read_text(encoding="utf-8")


@pytest.mark.slow
def test_warnings_stand_on_the_page_and_in_run_json(tmp_path: Path) -> None:
    result = made("blocks", tmp_path, pdf=HAS_BROWSER)
    html, content = result.html.read_text(encoding="utf-8"), read_run(result.folder)
    assert result.ok and content["gate"] == "warn"
    assert [(g["level"], g["met"]) for g in content["expectations"]] == [("block", True), ("warn", False), ("publish", False)]  # fmt: skip
    assert "Mit Vorbehalt" in html and "mindestens 5 &lt;Artikel&gt;" in html and "am besten 9" not in html
    names = {p.name for p in result.folder.iterdir()}
    assert names == {"report.html", "report.ipynb", "run.json"} | ({"report.pdf"} if HAS_BROWSER else set())
    assert (result.pdf is not None and result.pdf.read_bytes().startswith(b"%PDF-")) == HAS_BROWSER


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> report.ReportResult:
    return made("odd", tmp_path_factory.mktemp("odd"))


@pytest.mark.slow
def test_old_notebook_for_a_foreign_kernel(odd: report.ReportResult) -> None:
    text = (odd.folder / "report.ipynb").read_text(encoding="utf-8")
    assert odd.ok and "object at 0x…" in text and not re.search("0x[0-9a-f]", text)
    notebook = json.loads(text)
    assert [cell["id"] for cell in notebook["cells"]] == ["cell-0", "cell-1", "cell-2", "cell-3"]
    assert len(notebook["cells"][3]["outputs"]) == 1, "what is printed in pieces is one output"


@pytest.mark.slow
def test_run_json_names_what_computed_the_report(odd: report.ReportResult) -> None:
    content = read_run(odd.folder)
    assert content["seeds"]["PYTHONHASHSEED"] == "0" and content["environment"]["OMP_NUM_THREADS"] == "1"
    assert "de/hedges.tsv" in content["lexicons"] and len(content["model"]) == len(content["code"]) == 64
    assert content["volatile"]["peak_memory_mb"] > 20 and content["gate"] == "publish"


# --- gates ---------------------------------------------------------------------------------------------------------


def test_gates_outside_of_a_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("NEWSKIT_REPORT_OUT", raising=False)
    assert gates.expect(True, "x").html == "" and "x" in gates.expect(False, "x").html
    with pytest.raises(gates.ReportBlocked, match="x"):
        gates.expect(0, "x", level="block")
    with pytest.raises(gates.ReportSkipped, match="nothing"):
        gates.skip("nothing")
    with pytest.raises(InputError, match="publish, warn, block"):
        gates.expect(True, level="error")
    assert gates.take_expectations(tmp_path) == {"gate": "publish", "expectations": []}


# --- locks, stages, signals ----------------------------------------------------------------------------------------


def test_two_runs_at_once(tmp_path: Path) -> None:
    with lock.locked(tmp_path / "x"):
        with pytest.raises(BusyError, match=rf"process {os.getpid()} on \S"):
            made("good", tmp_path)
        command = [sys.executable, "-m", "newskit", "report", NOTEBOOKS / "good.ipynb", "--out", tmp_path / "x"]
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
        assert done.returncode == 75 and "Another run" in done.stderr
        with lock.locked(tmp_path / "y"):
            pass
    assert list(tmp_path.iterdir()) == []


def test_two_writes_into_one_folder_of_findings(tmp_path: Path) -> None:
    result = hand_made.analysis()
    with exclusive(tmp_path / ".findings.lock", "Another process", "writes."):
        with pytest.raises(BusyError, match=rf"Another process \(process {os.getpid()} on \S+\) is writing to"):
            result.save(tmp_path)
    result.save(tmp_path)
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize(
    "torn", ['{"expec', "3", "null", '{"level": "warn"}', '{"expected": "", "met": true, "level": "x"}']
)
def test_an_expectation_that_cannot_be_read_is_not_met(tmp_path: Path, torn: str) -> None:
    (tmp_path / gates.GATES).write_text(
        '{"expected": "a\u2028b", "level": "publish", "met": true}\n' + torn, encoding="utf-8"
    )
    taken = gates.take_expectations(tmp_path)
    assert taken["gate"] == "warn" and [g["met"] for g in taken["expectations"]] == [True, False]


@pytest.mark.parametrize("torn", ["", '{"pipe', "[]", '{"pipeline": 3, "status": "made", "key_figures": []}'])
def test_half_a_note_is_none(tmp_path: Path, torn: str) -> None:
    (tmp_path / output.NOTES).write_text(torn)
    assert manifest._take_notes(tmp_path) == {} and not (tmp_path / output.NOTES).exists()


def test_a_report_is_on_the_disk_before_it_takes_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stage, place = tmp_path / "stage" / "report", tmp_path / "place"
    (stage / "tables").mkdir(parents=True)
    for name in ("run.json", "tables/a.csv"):
        (stage / name).write_text("x")
    done: list[str] = []
    fsync, replace = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda fd: (done.append(Path(f"/proc/self/fd/{fd}").readlink().name), fsync(fd)))
    monkeypatch.setattr(Path, "replace", lambda self, target: (done.append("renamed"), replace(self, target))[1])
    lock.replace(stage, place)
    at = done.index("renamed")
    assert sorted(done[:at]) == ["a.csv", "report", "run.json", "tables"] and done[at + 1 :] == [tmp_path.name]
    done.clear()
    durable.write(place / "run.json", "new")
    assert done[:2] == [".run.json.new", "renamed"] and (place / "run.json").read_text() == "new"


def test_a_lock_whose_file_was_removed_is_not_taken_for_one(tmp_path: Path) -> None:
    with lock.locked(tmp_path / "x"):
        (tmp_path / ".x.lock").unlink()
        with lock.locked(tmp_path / "x"):
            assert (tmp_path / ".x.lock").exists()


def test_what_killed_runs_left_is_cleared(tmp_path: Path) -> None:
    target, stage, other = tmp_path / "a", tmp_path / ".a.abcdef12.tmp", tmp_path / ".a.b.abcdef12.tmp"
    for folder in (stage / "old", other):
        folder.mkdir(parents=True)
    (stage / "kernel.pid").write_text(str(os.getpid()))  # a number that is another process's by now
    (stage / "old" / "report.html").write_text("the last good one")
    lock.clear_stale(target)
    assert (target / "report.html").read_text() == "the last good one"
    assert not stage.exists() and other.exists()


def test_a_stage_that_is_still_written_to_is_cleared(tmp_path: Path) -> None:
    """What was killed may still be ending, and write while its folder is removed."""
    stage = tmp_path / ".a.abcdef12.tmp"
    stage.mkdir()
    code = (
        "import itertools, pathlib, sys, time\n"
        "end = time.monotonic() + 1.5\n"
        "for n in itertools.takewhile(lambda n: time.monotonic() < end, itertools.count()):\n"
        "    pathlib.Path(sys.argv[1], f'{n}.log').write_text('still ending')\n"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(stage)], stderr=subprocess.DEVNULL):
        while not any(stage.iterdir()):
            time.sleep(0.01)
        lock.clear_stale(tmp_path / "a")
        assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_killed_run_leaves_no_kernel_and_the_next_one_clears_up(tmp_path: Path) -> None:
    process = _hanging(tmp_path)
    pid = _kernel_of(tmp_path)
    process.kill()
    process.wait()
    assert _ends(pid), "the kernel outlived its run"
    assert list(tmp_path.glob(".x.*.tmp"))
    assert made("good", tmp_path).ok
    assert [p.name for p in tmp_path.iterdir()] == ["x"]


@pytest.mark.slow
def test_interrupted_command_exits_with_130(tmp_path: Path) -> None:
    process = _hanging(tmp_path)
    pid = _kernel_of(tmp_path)
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 130
    assert _ends(pid) and list(tmp_path.iterdir()) == []


def _hanging(folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "newskit", "report", str(NOTEBOOKS / "hangs.ipynb"), "--out", str(folder / "x")]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL)


def _kernel_of(folder: Path) -> int:
    for _ in range(300):
        found = [text for p in folder.glob(".x.*.tmp/kernel.pid") if (text := p.read_text())]
        if found:
            return int(found[0])
        time.sleep(0.1)
    raise AssertionError("no kernel started")


def _ends(pid: int) -> bool:
    import psutil

    for _ in range(200):
        with contextlib.suppress(psutil.NoSuchProcess):
            if psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
                time.sleep(0.1)
                continue
        return True
    return False


# --- disks ---------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def mounted(folder: Path, options: str) -> Iterator[Path]:
    """A file system of its own in memory; skips the test where that is not permitted."""
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"a file system cannot be mounted here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.slow
def test_full_disk_keeps_the_last_good_report(tmp_path: Path) -> None:
    with mounted(tmp_path / "small", "size=400k") as disk:
        good = made("good", disk)
        before = {p.name: p.read_bytes() for p in good.folder.iterdir()}
        (disk / "filler").write_bytes(b"x" * (os.statvfs(disk).f_bavail * os.statvfs(disk).f_bsize - 8192))
        try:
            assert made("good", disk, times=10_000).exit_code == 1
        except ReportError as error:
            assert "cannot be written" in str(error)
        assert {p.name: p.read_bytes() for p in good.folder.iterdir()} == before
        assert not list(disk.glob(".x.*.tmp"))


def test_read_only_folder(tmp_path: Path) -> None:
    with mounted(tmp_path / "fixed", "ro") as disk, pytest.raises(ReportError, match="Read-only file system"):
        made("good", disk)


# --- pieces --------------------------------------------------------------------------------------------------------


def test_guard_of_writes_lets_through_what_python_needs(tmp_path: Path) -> None:
    inside = (f"{tmp_path.resolve()}{os.sep}",)
    for fine in (tmp_path / "a", tmp_path, 3, "/elsewhere/__pycache__/x.pyc"):
        kernel._check_inside(fine, inside)
    for refused in (tmp_path / ".." / "b", f"{tmp_path}2", b"/elsewhere"):
        with pytest.raises(PermissionError, match="may not write"):
            kernel._check_inside(refused, inside)


def test_long_prints_keep_both_ends() -> None:
    text = worker._cut("a" * worker.MOST + "b" * worker.MOST)
    assert text.startswith("a") and text.endswith("b") and len(text) < worker.MOST + 100
    assert worker._cut("short") == "short"


def test_pdf_needs_a_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.delenv(page.BROWSER_VARIABLE, raising=False)
    with pytest.raises(InputError, match="needs a browser"):
        made("good", Path("unused"), pdf=True)
