"""Reports that run by themselves: what is due, what is up to date, what is kept; verified again and compared."""

from __future__ import annotations

import getpass
import json
import os
import re
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from newskit import report
from newskit.errors import InputError, InputNotFoundError
from newskit.run import archive, batch, lock, verify
from newskit.run import jobs as jobs_file
from newskit.run.jobs import Jobs, load_jobs
from newskit.run.manifest import read_run

HERE = Path(__file__).parent
NOTEBOOKS = HERE / "notebooks"
ROOT = HERE.parent


def listed(folder: Path, *jobs: dict[str, Any]) -> Jobs:
    """A list of jobs in folder/reports/jobs.toml; notebooks are copied to folder."""
    (folder / "reports").mkdir(parents=True, exist_ok=True)
    text = 'timezone = "Europe/Berlin"\n'
    for job in jobs:
        text += "\n[[job]]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in job.items() if key != "parameters")  # fmt: skip
        text += "".join(f"parameters.{key} = {json.dumps(value)}\n" for key, value in job.get("parameters", {}).items())
        shutil.copy(NOTEBOOKS / job["report"], folder)
    (folder / "reports" / "jobs.toml").write_text(text, encoding="utf-8")
    return load_jobs(folder / "reports" / "jobs.toml")


def run(folder: Path, name: str, status: str = "made", **content: Any) -> Path:
    """A folder that looks like a run."""
    place = folder / name
    place.mkdir(parents=True)
    entry = {"status": status, "report": "x", "volatile": {"finished": f"{place.name[:10]}T06:00:00+00:00", "seconds": 1.5}}  # fmt: skip
    (place / "run.json").write_text(json.dumps(entry | content))
    return place


# --- the list ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[job]]\nname = 'a'\n", "has no report"),
        ("[[job]]\nname = 'a'\nreport = 'x'\nshedule = ''\n", "Did you mean 'schedule'"),
        ("[[job]]\nname = 'a'\nreport = 'x'\nschedule = '61 * * * *'\n", "no cron line"),
        ("[[job]]\nname = 'a'\nreport = 'x'\ntimezone = 'Berlin'\n", "no time zone 'Berlin'"),
        ("[[job]]\nname = 'a/b'\nreport = 'x'\n", "a name has letters"),
        ("[[job]]\nname = 'latest'\nreport = 'x'\n", "is none of"),
        ("[[job]]\nname = 'a'\nreport = 'x'\ntimeout = 'long'\n", "which is no int"),
        ("[[job]]\nname = 'a'\nreport = 'x'\nparameters.names = [2026-01-01]\n", "names holds 2026-01-01, which TOML reads as a date. Write it in quotes"),
        ("[[job]]\nname = 'a'\nreport = 'x'\nparameters = 3\n", "parameters is 3, which is no dict"),
        ('[[job]]\nname = "a"\nreport = "x\\u0000.ipynb"\n', "report is 'x.x00.ipynb', which has a NUL"),
        ('[[job]]\nname = "a"\nreport = "x"\nparameters.source = ["\\u0000"]\n', "source is '.x00', which has a NUL"),
        ("[[job]]\nname = ['a']\nreport = 'x'\n", "name is ..a.., which is no str"),
        ("[[job]]\nname = 'a'\nreport = 'x'\nschedule = '² * * * *'\n", "no cron line"),
        ("[[job]]\nname = 'a'\nreport = 'x'\ntimezone = '../x'\n", "no time zone"),
        ("job = [1, {name = 'good', report = 'x'}]\n", "'job 1' of jobs.toml is 1. A job is a table"),
    ],
)  # fmt: skip
def test_a_wrong_job_is_named_and_the_others_stand(tmp_path: Path, text: str, message: str) -> None:
    good = "" if text.startswith("job") else "\n[[job]]\nname = 'good'\nreport = 'x'\n"
    (tmp_path / "jobs.toml").write_text(text + good)
    jobs = load_jobs(tmp_path / "jobs.toml")
    ((_, fault),) = jobs.faults
    assert re.search(message, fault), fault
    assert [job.name for job in jobs.jobs] == ["good"]


def test_of_two_jobs_of_one_name_the_first_stands(tmp_path: Path) -> None:
    (tmp_path / "jobs.toml").write_text("[[job]]\nname = 'a'\nreport = 'x'\n[[job]]\nname = 'a'\nreport = 'y'\n")
    jobs = load_jobs(tmp_path / "jobs.toml")
    assert [(job.name, job.report) for job in jobs.jobs] == [("a", "x")] and "Two jobs" in jobs.faults[0][1]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"[[job]", "not valid TOML"),
        (b"[job]\nname = 'a'\n", r"\[\[job\]\] in two pairs"),
        (b"job = 'a'\n", "job is 'a', which is no list"),
        (b"timezone = 1\n", "timezone is 1"),
        (b"x = 1\n", "unknown key 'x'"),
        ("timezone = 'Z'".encode("utf-16"), "not valid TOML"),
        (b"a = " + b"[" * 5000, "not valid TOML"),
    ],
)
def test_what_is_no_list_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "jobs.toml").write_bytes(content)
    with pytest.raises(InputError, match=message):
        load_jobs(tmp_path / "jobs.toml")


def test_a_folder_or_a_nul_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load_jobs(tmp_path)
    with pytest.raises(InputNotFoundError):
        load_jobs(str(tmp_path / "a\0b"))


def test_a_byte_order_mark_is_no_harm(tmp_path: Path) -> None:
    (tmp_path / "jobs.toml").write_bytes(b"\xef\xbb\xbf[[job]]\nname = 'a'\nreport = 'x'\n")
    assert [job.name for job in load_jobs(tmp_path / "jobs.toml").jobs] == ["a"]


def test_no_list(tmp_path: Path) -> None:
    with pytest.raises(InputNotFoundError, match="docs/scheduling.md"):
        load_jobs(tmp_path / "jobs.toml")


def test_our_list_is_valid() -> None:
    jobs = load_jobs(ROOT / "reports" / "jobs.toml")
    assert jobs.jobs and jobs.root == ROOT
    for job in jobs.jobs:
        known = {p.name for p in report.describe_parameters(job.report)}
        assert set(job.parameters) <= known


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-11-22T12:00:00+01:00", "2026-11-16T06:00:00+01:00"),
        ("2026-11-16T06:00:00+01:00", "2026-11-16T06:00:00+01:00"),
        ("2026-11-16T05:59:59+01:00", "2026-11-09T06:00:00+01:00"),
        ("2026-07-06T04:00:00+00:00", "2026-07-06T06:00:00+02:00"),  # summer: six in Berlin is four in Greenwich
    ],
)
def test_when_a_job_was_due(tmp_path: Path, now: str, due: str) -> None:
    job = listed(tmp_path, {"name": "a", "report": "good.ipynb", "schedule": "0 6 * * MON"}).jobs[0]
    found = job.last_due(datetime.fromisoformat(now))
    assert found is not None and found.isoformat() == due


# --- runs ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def monday(tmp_path_factory: pytest.TempPathFactory) -> tuple[Jobs, list[batch.JobOutcome]]:
    """Three jobs, one of which fails and one of which is not right, on a Monday morning."""
    jobs = listed(
        tmp_path_factory.mktemp("Büro {1}"),
        {"name": "woche", "report": "daily.ipynb", "schedule": "0 6 * * MON"},
        {"name": "kaputt", "report": "raises.ipynb", "schedule": "0 6 * * MON"},
        {"name": "falsch", "report": "good.ipynb", "schedule": "0 6 * * MON", "parameters": {"wrod": "x"}},
        {"name": "selten", "report": "good.ipynb"},
    )
    return jobs, batch.run_jobs(jobs, now=MONDAY)


MONDAY = datetime(2026, 11, 16, 5, 3, tzinfo=UTC)


@pytest.mark.slow
def test_due_jobs_run_in_order_and_a_failure_stops_none(monday: tuple[Jobs, list[batch.JobOutcome]]) -> None:
    jobs, outcomes = monday
    assert [(o.job, o.status, o.exit_code) for o in outcomes] == [("woche", "made", 0), ("kaputt", "failed", 1), ("falsch", "refused", 2)]  # fmt: skip
    assert batch.worst(outcomes) == 2 and "Did you mean 'word'" in outcomes[2].error
    made = jobs.folder / "woche" / "2026-11-16_0600"
    assert (jobs.folder / "woche" / "latest").resolve() == made
    assert read_run(made)["parameters"]["as_of"] == "2026-11-16"
    assert [entry["status"] for entry in batch.read_log(jobs.folder)] == ["made", "failed", "refused"]
    assert not list(jobs.folder.glob(".*"))
    index = (jobs.folder / "index.html").read_text(encoding="utf-8")
    assert 'href="woche/2026-11-16_0600/report.html"' in index and "kaputt/failed/2026-11-16_0600" in index
    assert "fertig" in index and "fehlgeschlagen" in index and "<script" not in index


@pytest.mark.slow
def test_damage_of_all_kinds_stops_no_other_job(tmp_path: Path) -> None:
    """A log with torn lines, a damaged report, and jobs that are wrong in every way: the right one is made."""
    jobs = listed(tmp_path, {"name": "woche", "report": "good.ipynb", "schedule": "0 6 * * MON"})
    with jobs.path.open("a") as file:
        file.write(
            "\n[[job]]\nname = 'datum'\nreport = 'good.ipynb'\nschedule = '0 6 * * MON'\nparameters.word = 2026-01-01\n"
        )
        file.write("[[job]]\nname = 3\n[[job]]\nname = 'weg'\nreport = 'weg.ipynb'\nschedule = '0 6 * * MON'\n")
    (jobs.folder / batch.LOG).write_bytes(b"\n".join(TORN))
    (run(jobs.folder / "woche", "2026-11-09") / "run.json").write_bytes(b"")
    outcomes = batch.run_jobs(load_jobs(jobs.path), now=MONDAY)
    assert [(o.job, o.status, o.exit_code) for o in outcomes] == [
        ("datum", "refused", 2), ("job 3", "refused", 2), ("woche", "made", 0), ("weg", "refused", 2),
    ]  # fmt: skip
    assert [(e["job"], e["status"]) for e in batch.read_log(jobs.folder)] == [("woche", "made"), ("weg", "refused")]
    assert [o.job for o in batch.run_jobs(load_jobs(jobs.path), now=MONDAY)] == ["datum", "job 3"]
    assert (jobs.folder / "woche" / "latest").resolve().name == "2026-11-16_0600"
    done = _newskit("prune", "--keep-last", 1, "--jobs", jobs.path)
    assert done.returncode == 0 and "Write it in quotes" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.slow
def test_nothing_is_due_twice_and_what_is_the_same_is_not_made_again(
    monday: tuple[Jobs, list[batch.JobOutcome]],
) -> None:
    jobs, _ = monday
    assert batch.run_jobs(jobs, now=MONDAY) == []
    again = batch.run_jobs(jobs, ["woche"], as_of="2026-11-16")
    assert [(o.status, o.exit_code, o.folder) for o in again] == [("up_to_date", 0, "woche/latest")]
    with lock.locked(jobs.folder / "woche"):
        busy = batch.run_jobs(jobs, ["woche"])
    assert [(o.status, o.exit_code) for o in busy] == [("busy", 75)]
    with pytest.raises(InputError, match="Did you mean 'woche'"):
        batch.run_jobs(jobs, ["wohce"])


@pytest.mark.slow
def test_backfill_leaves_the_latest_where_it_is(monday: tuple[Jobs, list[batch.JobOutcome]]) -> None:
    jobs, _ = monday
    command = [sys.executable, "-m", "newskit", "run", "woche", "--as-of", "2026-11-09", "--jobs", str(jobs.path), "--quiet"]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert read_run(jobs.folder / "woche" / "2026-11-09")["parameters"]["as_of"] == "2026-11-09"
    assert (jobs.folder / "woche" / "latest").resolve().name == "2026-11-16_0600"


@pytest.mark.slow
def test_verified_and_compared(monday: tuple[Jobs, list[batch.JobOutcome]], tmp_path: Path) -> None:
    jobs, _ = monday
    made = jobs.folder / "woche" / "2026-11-16_0600"
    result = verify.verify(made, hash_seed=5)
    assert not result.identical and "cell 3 (outputs)" in result.difference and "nondeterminism" in result.causes[0]
    assert verify.verify(made).text == "identical: every file came out the same"
    copy = tmp_path / "copy"
    shutil.copytree(made, copy)
    (copy / "report.html").write_text("edited")
    assert "by hand" in verify.verify(copy).text
    assert "code: notebook, newskit, word lists, model and packages are the same" in verify.diff(made, made)
    with pytest.raises(InputError, match="no report to make again"):
        verify.verify(jobs.folder / "kaputt" / "failed" / "2026-11-16_0600")


# --- the archive ---------------------------------------------------------------------------------------------------


def test_prune_keeps_the_last_good_one(tmp_path: Path) -> None:
    job = tmp_path / "woche"
    for stamp in ("2026-08-31", "2026-09-07", "2026-09-28_0600", "2026-10-05", "2026-11-02", "2026-11-09"):
        run(job, stamp)
    run(job, "failed/2026-11-16", "failed")
    run(tmp_path, "article/hochwasser")  # what `newskit report` made has no day in its name and stays
    archive.point_latest(job)
    away = archive.prune(tmp_path, keep_last=1, keep_monthly=3, dry_run=True)
    assert [p.name for p in away] == ["2026-08-31", "2026-09-07", "2026-11-02"]
    assert len(archive.runs_in(tmp_path)) == 8
    archive.prune(tmp_path, keep_last=0)
    assert [r.folder.name for r in archive.runs_in(tmp_path)] == ["hochwasser", "2026-11-09"]
    assert (job / "latest").resolve().is_dir()
    with pytest.raises(InputError):
        archive.prune(tmp_path, keep_last=-1)


def test_index_says_how_each_run_ended(tmp_path: Path) -> None:
    run(tmp_path / "a b%", "2026-11-09", gate="warn")
    run(tmp_path / "a b%", "failed/2026-11-16", "timeout", error="<b>zu lange</b>")
    html = archive.write_index(tmp_path).read_text(encoding="utf-8")
    assert html.index("zu lange gelaufen") < html.index("fertig, mit Vorbehalt")
    assert 'href="a%20b%25/2026-11-09/report.html"' in html and "&lt;b&gt;" in html and "1,5 s" in html


TORN = [b'{"jo', b"123", b"null", b'[{"job": "a"}]', '{"job": "ü'.encode()[:-1], b"\xff\xfe", b"[" * 5000, b"\0\0\0"]


@pytest.mark.parametrize("torn", TORN)
def test_half_a_line_in_the_log_is_left_out(tmp_path: Path, torn: bytes) -> None:
    (tmp_path / batch.LOG).write_bytes(b'{"job": "a"}\n' + torn)
    assert batch.read_log(tmp_path) == [{"job": "a"}]


#: What a power cut, a full disk or a hand leave of a run.json.
DAMAGE = [
    b"", b"{", b"null", b"[]", b"3", b"\0\0\0", b"\xff", b"{}", b'{"status": 3}', b'{"status": "made", "volatile": []}', b'{"status": "made", "inputs": {"a": 1}}',
    b'{"status": "made", "volatile": {"seconds": "long"}}', b'{"status": "made", "volatile": {"finished": 3}}', b"[" * 5000, '{"status": "ü'.encode()[:-1],
    b'{"status": "made", "parameters": "x", "report": "x"}',
]  # fmt: skip


@pytest.mark.parametrize("content", DAMAGE)
def test_a_damaged_run_is_named_and_stepped_over(
    tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    job = tmp_path / "woche"
    for stamp in ("2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23"):
        run(job, stamp, key=stamp)
    (job / "2026-11-23" / "run.json").write_bytes(content)
    assert archive.known_keys(job) == {"2026-11-02", "2026-11-09", "2026-11-16"}
    assert "2026-11-23/run.json is damaged" in caplog.text
    archive.point_latest(job)
    assert (job / "latest").resolve().name == "2026-11-16"
    assert [p.name for p in archive.prune(tmp_path, keep_last=2)] == ["2026-11-02"]
    html = archive.write_index(tmp_path).read_text(encoding="utf-8")
    assert "beschädigt" in html and html.count("fertig") == 2
    for command in (verify.verify, lambda place: verify.diff(place, place)):
        with pytest.raises(InputError, match="damaged"):
            command(job / "2026-11-23")


def test_a_run_json_of_other_things_is_refused(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text('{"status": "made", "inputs": {}}')  # as `newskit analyze` writes it
    for command in (verify.verify, lambda place: verify.diff(place, place)):
        with pytest.raises(InputError, match="not of a report: it has no report, parameters"):
            command(tmp_path)


def test_what_cannot_be_encoded_is_listed(tmp_path: Path) -> None:
    run(tmp_path / "a", "2026-11-09", "failed", error="\ud800 <")
    assert "fehlgeschlagen" in archive.write_index(tmp_path).read_text(encoding="utf-8")


def test_damaged_tables_are_compared_by_files(tmp_path: Path) -> None:
    old, new = _report(tmp_path, "1"), _report(tmp_path, "2", inputs={"a/1.md": "0", "a/2.md": "5"})
    (new / "tables").mkdir()
    (new / "tables" / "articles.parquet").write_bytes(b"")
    assert "articles: 1 -> 2 (1 added, 0 removed)" in verify.diff(old, new)


def test_prune_steps_over_a_job_that_is_being_made(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    for name in ("a", "b"):
        run(tmp_path / name, "2026-11-02")
        run(tmp_path / name, "2026-11-09")
    with lock.locked(tmp_path / "a"):
        gone = archive.prune(tmp_path, keep_last=1)
    assert [p.parent.name for p in gone] == ["b"] and "a is left as it is: Another run" in caplog.text


# --- differences ---------------------------------------------------------------------------------------------------


def _report(folder: Path, name: str, **changes: Any) -> Path:
    base = {
        "gate": "publish", "report": "corpus", "parameters": {"source": "a"}, "inputs": {"a/1.md": "0"}, "notebook": {"name": "corpus.ipynb", "sha256": "1"},
        "python": "3.11", "packages": {"spacy": "3.8"}, "lexicons": {"hedges.tsv": "7" * 64}, "model": "m", "code": "c", "git": None, "given": [], "files": {},
        "key_figures": {"n_quotes": 10, "share_female": 0.25, "most_quoted": [["Rutte", 4]]},
    }  # fmt: skip
    return run(folder, name, **(base | changes))


def test_diff_in_words_and_numbers(tmp_path: Path) -> None:
    old = _report(tmp_path, "1")
    new = _report(
        tmp_path, "2", inputs={"a/1.md": "0", "a/2.md": "5"}, packages={"spacy": "3.9"}, lexicons={"hedges.tsv": "8" * 64}, code="d",
        parameters={"source": "b"}, key_figures={"n_quotes": 14, "share_female": 0.375, "most_quoted": [["Singh", 5]]},
    )  # fmt: skip
    text = verify.diff(old, new)
    for line in (
        "articles: 1 -> 2 (1 added, 0 removed)", "  + a/2.md", "n_quotes: 10 -> 14 (+4)", "share_female: 25.0% -> 37.5% (+12.5 points)",
        "parameter source: 'a' -> 'b'", "newskit: code changed", "word list changed: hedges.tsv", "package: spacy 3.8 -> 3.9",
    ):  # fmt: skip
        assert line in text
    with pytest.raises(InputError, match="different reports"):
        verify.diff(old, _report(tmp_path, "3", report="article"))
    with pytest.raises(InputNotFoundError, match="no report"):
        verify.diff(old, tmp_path)


def _newskit(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "newskit", *map(str, words)], capture_output=True, text=True)


def test_commands(tmp_path: Path) -> None:
    jobs = listed(tmp_path, {"name": "woche", "report": "good.ipynb"})
    old, new = _report(jobs.folder / "woche", "2026-11-09"), _report(jobs.folder / "woche", "2026-11-16")
    done = _newskit("diff", old, new)
    assert (done.returncode, done.stderr) == (0, "") and "key figures: all the same" in done.stdout
    assert _newskit("schedule", "cron", "--jobs", jobs.path).stdout == jobs_file.schedule_text(jobs, "cron")
    assert _newskit("run", "--jobs", jobs.path).stdout == "Nothing is due.\n"
    assert _newskit("prune", "--keep-last", 1, "--jobs", jobs.path).stdout == "removed woche/2026-11-09\n"
    refused = _newskit("run", "wohce", "--jobs", jobs.path)
    assert refused.returncode == 2 and "Did you mean 'woche'" in refused.stderr
    gone = _newskit("verify", tmp_path)
    assert gone.returncode == 2 and "it is no report" in gone.stderr


# --- schedules -----------------------------------------------------------------------------------------------------


def test_units_have_absolute_paths(tmp_path: Path) -> None:
    jobs = listed(tmp_path / "50% {x} ü", {"name": "woche", "report": "good.ipynb"})
    for system in jobs_file.SYSTEMS:
        text = jobs_file.schedule_text(jobs, system, 15)
        assert "*/15" in text or "0/15" in text
        assert not re.search(r"(?<![\w/}\"' ])reports/jobs", text)
    cron = jobs_file.schedule_text(jobs, "cron")
    assert str(jobs.path).replace("%", r"\%") in cron and sys.executable in cron
    assert f'"{jobs.path}"'.replace("%", "%%") in jobs_file.schedule_text(jobs, "systemd")
    with pytest.raises(InputError, match="cron, systemd, github"):
        jobs_file.schedule_text(jobs, "anacron")
    with pytest.raises(InputError, match="divides 60"):
        jobs_file.schedule_text(jobs, "cron", 7)


def test_github_workflow_is_yaml(tmp_path: Path) -> None:
    import yaml

    jobs = listed(tmp_path, {"name": "woche", "report": "good.ipynb"})
    workflow = yaml.safe_load(jobs_file.schedule_text(jobs, "github"))
    assert "${{ github.workspace }}/reports/woche" in workflow["jobs"]["run"]["steps"][3]["with"]["path"]


@pytest.mark.slow
def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd is not installed")
    text = jobs_file.schedule_text(listed(tmp_path / "50% ü", {"name": "woche", "report": "good.ipynb"}), "systemd")
    service, timer = re.split(r"(?m)^# .*newskit\.timer$", text)
    for name, content in (("newskit.service", service), ("newskit.timer", timer)):
        (tmp_path / name).write_text(content)
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", tmp_path / "newskit.timer"], capture_output=True, text=True)  # fmt: skip
    assert "newskit" not in done.stderr, done.stderr


@pytest.mark.slow
def test_cron_runs_what_is_printed(tmp_path: Path) -> None:
    """Installs the line in this user's crontab, runs a real cron for up to 100 seconds, and puts the crontab back."""
    if not (shutil.which("cron") and shutil.which("crontab")) or os.geteuid():
        pytest.skip("needs cron (Debian: apt-get install cron) and the right to start it")
    jobs = listed(tmp_path / "50% ü", {"name": "jetzt", "report": "good.ipynb", "schedule": "* * * * *"})
    before = subprocess.run(["crontab", "-l"], capture_output=True, text=True)
    old = before.stdout if before.returncode == 0 else ""
    line = jobs_file.schedule_text(jobs, "cron", every=1)
    subprocess.run(["crontab", "-"], input=f"{old}PYTHONPATH={ROOT}\n{line}", text=True, check=True)
    daemon = subprocess.Popen(["cron", "-f"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        assert _appears(jobs.folder / "jetzt" / "latest" / "report.html", 100)
    finally:
        daemon.terminate()
        daemon.wait()
        subprocess.run(["crontab", "-"], input=old, text=True, check=True)
        if not old:
            subprocess.run(["crontab", "-r"], check=True)
    assert batch.read_log(jobs.folder)[0]["status"] == "made", f"as {getpass.getuser()}"


def _appears(path: Path, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until and not path.exists():
        time.sleep(1)
    return path.exists()
