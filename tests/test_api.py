"""The public names, import time, and that importing has no side effects."""

import ast
import subprocess
import sys
import tomllib
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


def test_lock_names_all_that_is_needed():
    """It is installed as it is, without looking for more: whatever a package of it needs is a line of it too."""
    from importlib import metadata
    from pathlib import Path

    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    root = Path(__file__).parent.parent
    lines = (root / "requirements.lock").read_text(encoding="utf8").splitlines()
    locked = {canonicalize_name(Requirement(line).name): line for line in lines if line and not line.startswith("#")}
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf8"))["project"]
    wanted = [Requirement(r) for r in [*project["dependencies"], *project["optional-dependencies"]["test"]]]
    missing, seen = set(), set()
    while wanted:
        need = wanted.pop()
        name, extras = canonicalize_name(need.name), {canonicalize_name(e) for e in need.extras}
        if name not in locked:
            missing.add(str(need))
        elif (name, frozenset(extras)) not in seen and Requirement(locked[name]).specifier.contains(
            metadata.version(name)
        ):
            seen.add((name, frozenset(extras)))
            more = map(Requirement, metadata.requires(name) or [])
            wanted += [r for r in more if not r.marker or any(r.marker.evaluate({"extra": e}) for e in {"", *extras})]
    assert not missing and len(seen) > 100


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
