"""The public names, import time, and that importing has no side effects."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import newskit as nk


def run(code):
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip()


def test_every_public_name_is_there():
    for name in nk.__all__:
        assert getattr(nk, name) is not None
    assert nk.__all__ == sorted(nk.__all__, key=lambda n: (n.startswith("_") or n == "plots", n)) or set(
        nk.__all__
    ) <= set(dir(nk))


def test_unknown_name():
    with pytest.raises(AttributeError, match="no attribute 'analyse'"):
        _ = nk.analyse


def test_import_is_light():
    heavy = run(
        "import newskit, sys; print([m for m in ('spacy', 'pandas', 'numpy', 'matplotlib', 'papermill') if m in sys.modules])"
    )
    assert heavy == "[]"


def test_import_takes_less_than_300_ms():
    times = sorted(
        float(run("import time; t = time.perf_counter(); import newskit; print(time.perf_counter() - t)"))
        for _ in range(3)
    )
    assert times[0] < 0.3


def test_help_answers_fast_and_version_is_the_packages():
    assert (
        run(
            "import runpy, sys; sys.argv = ['newskit', '--version']\ntry: runpy.run_module('newskit', run_name='__main__')\nexcept SystemExit: pass"
        )
        == f"newskit {nk.__version__}"
    )
    modules = run(
        "import sys; sys.argv = ['newskit', '--help']\nimport newskit.cli\nprint([m for m in ('spacy', 'pandas') if m in sys.modules])"
    )
    assert modules == "[]"


def test_how_a_notebook_is_run_knows_nothing_of_what_a_report_says():
    package = Path(nk.__file__).parent
    rooms = {}
    for path in (package / "run").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.level == 2:
                names = [node.module] if node.module else [name.name for name in node.names]
                rooms.setdefault(path.stem, set()).update(name.partition(".")[0] for name in names)
    assert rooms["paths"] >= {"loaders"}, "it names input files"
    for name, imported in rooms.items():
        assert not imported & {"analyzers", "reports", "report", "corpus", "measures"}, name
        assert name == "paths" or "loaders" not in imported, name
