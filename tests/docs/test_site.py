"""The site builds, and every link and anchor in it leads somewhere."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    pages = {path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("*.html")}
    assert {"index.html", "tutorial.html", "reference/cli.html", "comparison.html"} <= pages


@pytest.mark.parametrize("link", ["gone.md", "#nowhere", "other.md#nowhere"])
def test_a_link_that_leads_nowhere_fails_the_build(tmp_path: Path, link: str) -> None:
    pytest.importorskip("mkdocs")
    told = (ROOT / "mkdocs.yml").read_text("utf-8")
    (tmp_path / "mkdocs.yml").write_text(told.partition("nav:\n  - index.md")[0], "utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "other.md").write_text("# Other\n", "utf-8")
    for target, code in (("other.md#other", 0), (link, 1)):
        (tmp_path / "docs" / "index.md").write_text(f"# Page\n\n[a link]({target})\n", "utf-8")
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == code, done.stderr


def test_every_page_is_in_the_navigation_or_linked() -> None:
    """A page that nothing leads to is not read."""
    navigation = (ROOT / "mkdocs.yml").read_text("utf-8")
    pages = [path for path in (ROOT / "docs").rglob("*.md") if "decisions" not in path.parts]
    texts = {path: path.read_text("utf-8") for path in (ROOT / "docs").rglob("*.md")}
    for page in pages:
        name = page.relative_to(ROOT / "docs").as_posix()
        linked = any(
            f"{page.name})" in text or f"{page.name}#" in text for other, text in texts.items() if other != page
        )
        assert name in navigation or linked, name
