"""The built packages: whole, and passing their own tests in an environment of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
DATA = {".txt", ".json", ".tsv", ".npz", ".onnx", ".j2", ".css", ".js", ".svg", ".typed"}
# What the tests of the source archive need beside the package itself; those that need more skip themselves.
TOOLS = ("pytest", "hypothesis")
# The parts whose tests load no model, which takes minutes, and the pages, the notices and the container file.
TESTED = (
    *("values", "lexicon", "model", "extract", "sources", "edition", "interchange", "cli"),
    *("docs/test_pages.py", "docs/test_reference.py", "docs/test_site.py"),
    *("test_notice.py", "test_package.py", "test_container.py"),
)
PATIENCE = 2 * 60 * 60
"""Seconds for one step. The longest takes minutes on a machine of its own: what takes so long on a busy one hangs."""


def run(*command: object, cwd: Path) -> str:
    alone = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST"))}
    told = list(map(str, command))
    done = subprocess.run(told, cwd=cwd, env=alone, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_tests_of_the_source_archive_are_there():
    assert not [name for name in TESTED if not (REPOSITORY / "tests" / name).exists()]


def test_every_kind_of_data_file_is_known():
    """A new kind of file in the package is looked for in the wheel, too."""
    kinds = {p.suffix for p in (REPOSITORY / "variorum").rglob("*") if p.is_file() and "__pycache__" not in p.parts}
    assert kinds - {".py"} == DATA


@pytest.mark.slow
def test_the_wheel_made_from_the_source_archive_passes_the_tests_in_it(tmp_path):
    python = tmp_path / "env" / "bin" / "python"
    run(sys.executable, "-m", "venv", tmp_path / "env", cwd=tmp_path)
    run(python, "-m", "pip", "install", "-q", "build", cwd=tmp_path)
    run(python, "-m", "build", "-o", tmp_path / "dist", REPOSITORY, cwd=tmp_path)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    (archive,) = (tmp_path / "dist").glob("*.tar.gz")
    data = {
        path.relative_to(REPOSITORY).as_posix()
        for path in (REPOSITORY / "variorum").rglob("*")
        if path.suffix in DATA and "__pycache__" not in path.parts
    }
    assert data <= set(zipfile.ZipFile(wheel).namelist())
    with tarfile.open(archive) as packed:
        names = {name.partition("/")[2] for name in packed.getnames()}
        packed.extractall(tmp_path / "source", filter="data")
    assert data | {"README.md", "LICENSE", "NOTICE.md", "scripts/check", "examples/bridge/radio-delta.txt"} <= names
    (source,) = (tmp_path / "source").iterdir()
    run(python, "-m", "pip", "install", "-q", wheel, *TOOLS, cwd=tmp_path)
    first_command_of_the_readme(tmp_path / "env" / "bin" / "variorum", source / "examples" / "bridge", tmp_path)
    # What is left can only import the package that the wheel installed.
    shutil.rmtree(source / "variorum")
    run(python, "-m", "pytest", "-q", "-p", "no:cacheprovider", *(f"tests/{name}" for name in TESTED), cwd=source)


def first_command_of_the_readme(command, reports, folder):
    run(command, "collate", reports, "-o", "out/", cwd=folder)
    editions = sorted((folder / "out").glob("*/edition.json"))
    assert editions
    run(command, "verify", *editions, cwd=folder)
