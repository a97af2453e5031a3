"""The third-party notices are whole: every package that is needed, every model and every file of others by its hash."""

from __future__ import annotations

import base64
import hashlib
import re
import tomllib
from importlib.metadata import files, version
from pathlib import Path

import pytest

import variorum

PACKAGE = Path(variorum.__file__).parent
ROOT = Path(__file__).parent.parent
NOTICE = (ROOT / "NOTICE.md").read_text(encoding="utf-8")
# Their section has the hashes of what they were made from.
ELSEWHERE = ("variorum/encode/pair_reader_model", "variorum/encode/closer_reader_model")

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
MODELS = re.findall(r"^\| `([\w-]+)` (\S+) \| `([^`]+)` \| `([0-9a-f]{64})` \|$", NOTICE, re.MULTILINE)


@pytest.mark.parametrize("requirement", PROJECT["dependencies"])
def test_every_package_is_named_with_the_version_asked_for_and_a_licence(requirement):
    name, asked = re.fullmatch(r"([\w-]+(?:\[\w+\])?)(.*)", requirement).groups()
    assert re.search(rf"^\| `{re.escape(name)}` \| {re.escape(asked)} \| [^|]+ \| [^|]+ \|$", NOTICE, re.MULTILINE)


def test_no_package_is_named_that_is_not_needed():
    named = re.findall(r"^\| `([^`]+)` \| [=<>]", NOTICE, re.MULTILINE)
    assert len(named) == len(PROJECT["dependencies"])


def of_others():
    """What is shipped and was not written here as text: binary files, minified scripts, what has its own licence."""
    for path in sorted(PACKAGE.rglob("*")):
        place = path.relative_to(PACKAGE.parent).as_posix()
        if path.is_dir() or "__pycache__" in path.parts or place.startswith(ELSEWHERE):
            continue
        binary = b"\0" in path.read_bytes()
        licensed = any(path.parent.glob(f"{path.name.partition('.')[0]}.LICENSE*")) and ".LICENSE" not in path.name
        if binary or licensed or ".min." in path.name:
            yield place


def test_the_files_of_others_are_found():
    assert {"variorum/lexicon/wordnet.npz", "variorum/web/static/htmx.min.js"} == set(of_others())


SCHEMAS = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "tests/interchange/schemas").iterdir()
    if not path.name.startswith("LICENSE")
)


def test_the_schemas_are_found():
    assert len(SCHEMAS) == 3


@pytest.mark.parametrize(
    ("place", "root"), [*((place, PACKAGE.parent) for place in of_others()), *((place, ROOT) for place in SCHEMAS)]
)
def test_every_file_of_others_is_named_with_its_hash(place, root):
    assert f"`{place}`" in NOTICE
    assert hashlib.sha256((root / place).read_bytes()).hexdigest() in NOTICE


@pytest.mark.parametrize(("package", "named", "file", "digest"), MODELS)
def test_the_models_have_the_hashes_that_are_named(package, named, file, digest):
    if version(package) != named:
        pytest.skip(f"another version of {package} is installed")
    (found,) = [each for each in files(package) or () if str(each) == file]
    assert base64.urlsafe_b64decode(f"{found.hash.value}=").hex() == digest


def test_every_package_with_a_model_has_its_hashes():
    assert {package for package, *_ in MODELS} == set(re.findall(r"`([\w-]+)` \|.*see below", NOTICE))
