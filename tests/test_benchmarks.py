"""Every command of docs/figures.md starts as it is written there, on a machine that has installed the kit."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
COMMANDS = sorted(
    {
        found.group(1)
        for found in re.finditer(
            r"`python ((?:-m benchmarks\.\w+|benchmarks/\w+\.py))", (ROOT / "docs" / "figures.md").read_text("utf8")
        )
    }
)
#: These train, or compare with, models of scikit-learn (the extra "train").
LEARNING = ("sentiment", "readability")


@pytest.mark.parametrize("command", COMMANDS)
def test_it_starts_and_says_what_it_wants(command):
    if any(name in command for name in LEARNING):
        pytest.importorskip("sklearn", reason='needs the extra "train"')
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, *shlex.split(command), "--help"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0 and "usage:" in done.stdout, done.stderr


def test_there_are_some():
    assert len(COMMANDS) > 8


def test_the_readme_is_for_a_newcomer_and_its_links_lead_somewhere():
    lines = (ROOT / "README.md").read_text("utf8").splitlines()
    assert len(lines) <= 90 and max(map(len, lines)) <= 160
    named = re.findall(r"\b((?:docs|data|reports|notebooks|training)/[\w./]+\.(?:md|ipynb|png|toml))", "\n".join(lines))
    assert len(named) > 8 and all((ROOT / path).exists() for path in named)
