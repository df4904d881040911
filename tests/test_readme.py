"""What README.md tells a newcomer to type runs as it stands, wherever she stands."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import newskit as nk

ROOT = Path(__file__).parent.parent
TEN_LINES = re.search(
    r"## Ten lines\n\n```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The project as somebody has it who has just unpacked it, so that what the lines write does not lie in this one."""
    folder = tmp_path / "newskit"
    for name in ("newskit", "notebooks", "data"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"))
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("where", [".", "notebooks"])
def test_the_ten_lines_run_from_the_root_and_in_the_lab(copy: Path, where: str) -> None:
    """In a kernel whose folder is that of the notebooks, as `make lab` starts it, and in the project's own."""
    import nbformat
    from nbclient import NotebookClient

    assert TEN_LINES is not None
    cell = nbformat.v4.new_code_cell(TEN_LINES[1])
    check = nbformat.v4.new_code_cell("import newskit\nprint(newskit.__file__)")
    os_path = os.pathsep.join(filter(None, [str(copy), os.environ.get("PYTHONPATH")]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os_path)
        patch.setenv("MPLBACKEND", "agg")
        notebook = nbformat.v4.new_notebook(cells=[cell, check])
        client = NotebookClient(
            notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(copy / where)}}
        )
        client.execute()
    assert str(copy) in notebook.cells[1].outputs[0]["text"]
    assert (copy / where / "tables" / "quotes.csv").exists()
    assert (copy / "reports" / "article" / "hochwasser_werratal-bote" / "report.html").exists()


def test_sample_is_found_from_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder, wanted in ((ROOT, "data/sample"), (ROOT / "notebooks", "../data/sample"), (tmp_path, str(ROOT / "data" / "sample"))):  # fmt: skip
        monkeypatch.chdir(folder)
        assert nk.sample() == str(Path(wanted)) and Path(nk.sample()).is_dir()
    assert Path(nk.sample("hochwasser_werratal-bote.md")).is_file()
    with pytest.raises(nk.InputError, match=r"no sample article 'x\.md' in .*Allowed: .*hochwasser_werratal-bote\.md"):
        nk.sample("x.md")


def test_an_installed_package_says_where_the_sample_is_to_be_had(tmp_path: Path) -> None:
    """As pip leaves it in site-packages: without data/."""
    shutil.copytree(ROOT / "newskit", tmp_path / "newskit", ignore=shutil.ignore_patterns("__pycache__", "model"))
    code = "import newskit as nk\ntry:\n    nk.sample()\nexcept FileNotFoundError as error:\n    print(error)"
    environment = os.environ | {"PYTHONPATH": str(tmp_path), "PYTHONSAFEPATH": "1"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, env=environment)
    assert (
        f"Looked for {tmp_path / 'data' / 'sample'}" in done.stdout and "nk.load_articles('my_folder')" in done.stdout
    ), done.stderr


def test_a_path_that_is_not_there_is_named_in_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    wanted = str(tmp_path / "data" / "sample")
    for attempt in (
        lambda: nk.load_articles("data/sample"),
        lambda: nk.analyze("data/sample"),
        lambda: nk.load_pipeline(lexicons="data/sample"),
        lambda: nk.run_report("article", source="data/sample/x.md"),
        lambda: nk.analyze(nk.articles_from_texts(["Er kam."]), actors="data/sample.csv"),
    ):
        with pytest.raises(nk.InputNotFoundError) as caught:
            attempt()
        assert wanted in str(caught.value)
    with pytest.raises(nk.InputNotFoundError, match=r"nk\.sample\(\)"):
        nk.load_articles("data/sample")
