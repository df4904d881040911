"""Bit for bit: the same input gives the same bytes, whatever the order of sets, the folder, the day; and a page is alone."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from newskit.corpus import subset
from newskit.errors import InputError
from newskit.export import write_tables
from newskit.run.kernel import FIXED
from newskit.run.manifest import read_run
from newskit.run.page import PDF, arguments, browser, write_pdf

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "data" / "sample"
#: Runs a report with another order of sets in its kernel and another environment.
_CODE = """
import sys
from newskit.run import run
run.FIXED["PYTHONHASHSEED"] = sys.argv[1]
made = run.run_report("corpus", out=sys.argv[2], source=sys.argv[3], progress=False)
assert made.ok, made.error
"""


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same report made twice: with other hash seeds, in other working directories, in other time zones."""
    folder = tmp_path_factory.mktemp("zweimal {ü}")
    source = folder / "texte"
    source.mkdir()
    for path in sorted(SAMPLE.glob("*.md"))[:4]:
        shutil.copy(path, source)
    for number, zone in (("1", "Asia/Tokyo"), ("2", "America/Lima")):
        (folder / f"work{number}").mkdir()
        environment = os.environ | {"PYTHONHASHSEED": number, "TZ": zone, "PYTHONPATH": str(ROOT), "LC_ALL": "C"}
        command = [sys.executable, "-c", _CODE, number, str(folder / number), str(source)]
        subprocess.run(command, check=True, cwd=folder / f"work{number}", env=environment)
        time.sleep(1.1)  # another second on the clock
    return folder / "1", folder / "2"


@pytest.mark.slow
def test_same_bytes_with_other_hash_seeds_and_folders(corpora: tuple[Path, Path]) -> None:
    one, two = corpora
    names = {p.relative_to(one).as_posix() for p in one.rglob("*") if p.is_file()}
    assert names == {p.relative_to(two).as_posix() for p in two.rglob("*") if p.is_file()} and len(names) > 30
    changed = [name for name in sorted(names - {"run.json"}) if (one / name).read_bytes() != (two / name).read_bytes()]
    assert changed == []
    old, new = (read_run(folder) for folder in corpora)
    for content in (old, new):
        for key in ("volatile", "seeds", "environment", "key", "git"):  # the seeds differ on purpose
            content.pop(key)
    assert old == new


@pytest.mark.slow
def test_every_link_and_picture_of_a_page_is_on_it(corpora: tuple[Path, Path]) -> None:
    html = (corpora[0] / "report.html").read_text(encoding="utf-8")
    ids = re.findall(r' id="([^"]+)"', html)
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids) and len(ids) == len(set(ids))
    outside = {
        url
        for url in re.findall(r'(?:src|href|srcset|action|data)="([^"#][^"]*)"', html)
        if not url.startswith("data:")
    }
    assert all(url.startswith("https://example.org/") for url in outside), outside
    assert "@import" not in html and not re.search(r"url\((?!data:)", html)
    assert all(len(alt) > 20 for alt in re.findall(r'<img[^>]*alt="([^"]*)"', html)) and "<img" in html
    assert html.count('class="nk-lead"') > 10 and "prefers-color-scheme:dark" in html and "@media print" in html
    assert not re.search(r">\d+\.\d{1,2}<", html), "numbers have a decimal comma"


@pytest.mark.slow
def test_page_grows_slowly_enough_for_a_hundred_articles(corpora: tuple[Path, Path]) -> None:
    """Style sheet, contents and pictures do not grow with the number of articles; all else does, in proportion."""
    html = (corpora[0] / "report.html").read_text(encoding="utf-8")
    fixed = [html.partition("</head>")[0], *re.findall(r"<nav.*?</nav>", html), *re.findall(r'src="data:[^"]*"', html)]
    same = sum(len(part.encode()) for part in fixed)
    assert len(fixed) > 5 and same + (len(html.encode()) - same) / 4 * 100 < 3_000_000


@pytest.mark.slow
def test_browser_shows_the_page_without_a_network_and_prints_it(corpora: tuple[Path, Path], tmp_path: Path) -> None:
    try:
        program = browser()
    except InputError as error:
        pytest.skip(str(error))
    html = corpora[0] / "report.html"
    log = tmp_path / "net.json"
    command = [
        *arguments(program, str(tmp_path / "profile")),
        f"--log-net-log={log}",
        "--dump-dom",
        html.resolve().as_uri(),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100)
    assert 'id="ev-quotes"' in done.stdout and "nk-cards" in done.stdout
    asked = re.findall(r'"url":"(\w+://[^"]*)"', log.read_text(encoding="utf-8", errors="replace"))
    assert not [url for url in asked if "example.org" in url], "the page asked for something"
    first, second = tmp_path / "a" / "report.html", tmp_path / "b" / "report.html"
    for copy in (first, second):
        copy.parent.mkdir()
        shutil.copy(html, copy)
        write_pdf(program, copy)
    made = first.with_name(PDF).read_bytes()
    assert made.startswith(b"%PDF-") and len(made) > 50_000
    assert b"19800101000000" in made


@pytest.mark.slow
def test_phone_is_wide_enough(corpora: tuple[Path, Path], tmp_path: Path) -> None:
    """Printed on paper of a phone's width, nothing of the page is cut off or shrunk to fit."""
    try:
        program = browser()
    except InputError as error:
        pytest.skip(str(error))
    html = (corpora[0] / "report.html").read_text(encoding="utf-8")
    probe = "<style>html{width:390px}</style>"
    page = tmp_path / "phone.html"
    page.write_text(html.replace("</head>", probe + "</head>"), encoding="utf-8")
    shot = tmp_path / "phone.png"
    size = ["--window-size=390,900", "--hide-scrollbars", f"--screenshot={shot}", page.resolve().as_uri()]
    subprocess.run([*arguments(program, str(tmp_path / "profile")), *size], capture_output=True, timeout=100)
    from matplotlib import image

    pixels = image.imread(shot)
    assert pixels.shape[1] == 390
    assert (pixels[:, -6:, :3] > 0.85).all(), "something reaches over the right edge"


def test_excel_files_have_no_time(tmp_path: Path) -> None:
    frame = pd.DataFrame({"a": [1, 2], "b": ["x", "=1+1"]})
    for name in ("1", "2"):
        write_tables({"t": frame}, tmp_path / name, "xlsx")
        time.sleep(2.1 if name == "1" else 0)  # a zip counts every second second
    assert (tmp_path / "1" / "t.xlsx").read_bytes() == (tmp_path / "2" / "t.xlsx").read_bytes()
    assert pd.read_excel(tmp_path / "1" / "t.xlsx")["b"].tolist() == ["x", "'=1+1"]


def test_settings_leave_nothing_to_the_machine() -> None:
    assert {"PYTHONHASHSEED", "SOURCE_DATE_EPOCH", "OMP_NUM_THREADS", "TZ", "LC_ALL"} <= set(FIXED)


def test_window_of_days() -> None:
    days = ["2026-11-09T23:30:00Z", "2026-11-16T22:59:00Z", "2026-11-16T23:00:00Z", None]
    articles = pd.DataFrame({"article_id": list("abcd"), "published": pd.to_datetime(days, utc=True)})
    assert subset.window(articles)["article_id"].tolist() == ["a", "b", "c", "d"]
    week = subset.window(articles, "2026-11-16", 7)
    assert week["article_id"].tolist() == ["a", "b"], "midnight in Berlin is the border"
    assert [p["article_id"] for p in week.attrs["problems"]] == ["d"]
    assert subset.window(articles, "2026-11-16", 6)["article_id"].tolist() == ["b"]
    for wrong in ({"as_of": "16.11.2026"}, {"days": 3}):
        with pytest.raises(InputError):
            subset.window(articles, **wrong)
