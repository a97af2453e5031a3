"""The page on paper: `edition.html` printed by Chromium, so that both look the same.

It has what the page has, articles' texts included. `VARIORUM_CHROMIUM` names the browser where it is not found by
itself.

    variorum collate reports/ --format pdf
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from variorum.interchange.formats import File, MissingPartError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.edition import Edition

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_SECONDS = 120


def write(edition: Edition) -> Iterator[File]:
    """Write `edition.pdf`.

    The browser is the one that VARIORUM_CHROMIUM names, or the first found of Chromium, Chrome and Edge. Raises
    MissingPartError where there is none, or it fails.
    """
    path = browser()
    with TemporaryDirectory(prefix="variorum-pdf-") as folder:
        page, out = Path(folder, "edition.html"), Path(folder, "edition.pdf")
        page.write_text(edition.to_html(), encoding="utf-8")
        _print(path, page, out, Path(folder, "profile"))
        yield File("edition.pdf", out.read_bytes())


def browser() -> str:
    """The path of the browser that prints. Raises MissingPartError, which begins with what is wrong, then a colon."""
    told = os.environ.get("VARIORUM_CHROMIUM", "")
    found = shutil.which(told) if told else next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found is None:
        reason = f"VARIORUM_CHROMIUM names {told}, which is not there" if told else "no Chromium or Chrome was found"
        raise MissingPartError(
            f"{reason}: a PDF is printed by it; install it (Debian: apt install chromium) or use --to html and print"
        )
    return found


def _print(browser: str, page: Path, out: Path, profile: Path) -> None:
    # Chromium's sandbox refuses the superuser; the page holds no script but its own and no address is fetched.
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    command = [
        browser,
        "--headless",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-dev-shm-usage",
        *root,
        f"--user-data-dir={profile}",
        "--no-pdf-header-footer",
        f"--print-to-pdf={out}",
        page.as_uri(),
    ]
    try:
        # S603: the command is built from a browser found on the path and own temporary files.
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as error:
        raise MissingPartError(f"{browser} could not print the page ({error}); use --to html and print") from error
    if not out.exists():
        last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or [f"exit code {done.returncode}"]
        raise MissingPartError(f"{browser} could not print the page ({last[0]}); use --to html and print")
