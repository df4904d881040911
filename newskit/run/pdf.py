"""report.pdf: the page as a browser prints it, where one is installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from ..errors import InputError, ReportError

FILE = "report.pdf"
#: Browsers that print without a window, by the names of their commands.
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
#: Environment variable with the path of another one.
VARIABLE = "NEWSKIT_BROWSER"
_LIMIT = 120
_DATE = re.compile(rb"(/(?:CreationDate|ModDate) ?\(D:)\d{14}")


def browser() -> str:
    """The browser that prints.

    Raises:
        InputError: none is installed.
    """
    found = next(filter(None, map(shutil.which, [os.environ.get(VARIABLE, ""), *BROWSERS])), None)
    if found is None:
        raise InputError(
            f"A PDF needs a browser that is installed; found none of {', '.join(BROWSERS)}. "
            f"Install one (Debian: apt-get install chromium), name one in {VARIABLE}, or leave --pdf out."
        )
    return found


def arguments(program: str, profile: str) -> list[str]:
    """The command of a browser without a window, a profile and a network."""
    quiet = ["--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-dev-shm-usage"]
    alone = [f"--user-data-dir={profile}", "--host-resolver-rules=MAP * ~NOTFOUND", "--disable-background-networking"]
    sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return [program, *quiet, *alone, *sandbox]


def write_pdf(program: str, html: Path) -> Path:
    """Print a page to report.pdf beside it.

    Raises:
        ReportError: the browser did not print it.
    """
    target = html.with_name(FILE)
    with tempfile.TemporaryDirectory(prefix="newskit") as profile:
        command = [*arguments(program, profile), "--no-pdf-header-footer", f"--print-to-pdf={target}", html.resolve().as_uri()]  # fmt: skip
        try:
            done = subprocess.run(command, capture_output=True, timeout=_LIMIT, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise ReportError(f"{Path(program).name} could not print the page: {error}.") from error
    if not target.exists():
        last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        raise ReportError(f"{Path(program).name} printed no PDF. {' '.join(last)}")
    # The date of printing has a fixed width; without it the same page gives the same bytes.
    target.write_bytes(_DATE.sub(lambda found: found[1] + b"19800101000000", target.read_bytes()))
    return target
