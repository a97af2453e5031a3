"""The built packages: whole, and working in an environment of their own."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
DATA = {".txt", ".json", ".tsv", ".npz", ".j2", ".css", ".js", ".typed"}


def run(*command: object, cwd: Path) -> str:
    done = subprocess.run(list(map(str, command)), cwd=cwd, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_the_wheel_made_from_the_source_archive_runs_the_first_command_of_the_readme(tmp_path):
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
    assert data
    assert data <= set(zipfile.ZipFile(wheel).namelist())
    with tarfile.open(archive) as packed:
        names = {name.partition("/")[2] for name in packed.getnames()}
    assert data | {"README.md", "LICENSE", "NOTICE.md", "scripts/check", "examples/bridge/radio-delta.txt"} <= names
    run(python, "-m", "pip", "install", "-q", wheel, cwd=tmp_path)
    command = tmp_path / "env" / "bin" / "variorum"
    run(command, "collate", REPOSITORY / "examples" / "bridge", "-o", "out/", cwd=tmp_path)
    editions = sorted((tmp_path / "out").glob("*/edition.json"))
    assert editions
    run(command, "verify", *editions, cwd=tmp_path)
