"""Every page of the documentation: its links lead somewhere, its Python is Python, its commands are commands."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import typer.main

from variorum.cli.app import app
from variorum.cli.reference import commands

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("benchmarks/**/*.md")])
COMMANDS = dict(commands())
ROOT_OPTIONS = {name for parameter in typer.main.get_command(app).params for name in parameter.opts}
EACH_PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")
_PICTURE = re.compile(r"!\[[^\]]*\]\(([^)\s]+)\)")
_COMMAND = re.compile(
    r"(?:^(?:\$ )?|/|&& |\| |\.whl )variorum ((?![^ ]*variorum)[a-z-].*?)(?:\s{2,}#.*|(?<=\S) (?:&&|\||>) .*)?$",
    re.MULTILINE,
)
_INDENTED = re.compile(r"^ {4}(.*)$", re.MULTILINE)
_SHELLS = ("sh", "bash", "console")
_INLINE = re.compile(r"`variorum ([a-z][^`]*)`")


def _prose(page: Path) -> str:
    return _FENCE.sub("", page.read_text(encoding="utf-8"))


def _code(page: Path) -> str:
    """What is written for a shell: indented lines and fences, with lines that go on joined."""
    fences = [code for language, code in _FENCE.findall(page.read_text(encoding="utf-8")) if language in _SHELLS]
    return "\n".join([*_INDENTED.findall(_prose(page)), *fences]).replace("\\\n", " ")


def _commands(page: Path) -> list[str]:
    return [*_COMMAND.findall(_code(page)), *_INLINE.findall(_prose(page))]


def _targets(page: Path) -> list[str]:
    """Where its links and pictures inside the repository lead."""
    prose = _prose(page)
    found = (*_LINK.findall(prose), *_PICTURE.findall(prose))
    return [target for target in found if not re.match(r"[a-z]+:", target)]


def test_there_is_something_to_check():
    """No pattern has gone blind: the pages, links, commands and Python that are known to be there are seen."""
    named = {page.relative_to(ROOT).as_posix() for page in PAGES}
    assert {"README.md", "docs/index.md", "docs/how-to/developer.md", "docs/reference/cli.md"} <= named
    found = [target for page in PAGES for target in _targets(page)]
    assert len(found) > 100
    assert {"how-to/languages.md", "figures/slots.svg"} <= set(found)
    assert any("#" in target for target in found)
    seen = {page.relative_to(ROOT).as_posix(): _commands(page) for page in PAGES}
    assert "collate examples/bridge -o out/" in seen["README.md"]
    assert "collate reports/" in seen["docs/install.md"], "behind uvx"
    assert "doctor" in seen["docs/how-to/languages.md"], "in a fence"
    assert sum(map(len, seen.values())) > 100
    python = [
        code for page in PAGES for language, code in _FENCE.findall(page.read_text("utf-8")) if language == "python"
    ]
    assert len(python) > 5


def _slug(heading: str) -> str:
    kept = re.sub(r"[^\w\- ]", "", heading.replace("`", "").lower())
    return kept.strip().replace(" ", "-")


def _anchors(page: Path) -> set[str]:
    return {_slug(heading) for heading in re.findall(r"^#+ (.+)$", _prose(page), re.MULTILINE)}


@EACH_PAGE
def test_links_inside_the_repository_lead_somewhere(page):
    for target in _targets(page):
        path, _, anchor = target.partition("#")
        found = page.parent / path if path else page
        assert found.exists(), f"{target}: no such file"
        if anchor:
            assert anchor in _anchors(found), f"{target}: no such heading"


@EACH_PAGE
def test_python_blocks_compile(page):
    for language, code in _FENCE.findall(page.read_text(encoding="utf-8")):
        if language == "python":
            compile(code, str(page), "exec")


@EACH_PAGE
def test_commands_are_the_real_ones(page):
    """A line `variorum command ...`, or one inside a sentence, names a command, and only options that it has."""
    for line in _commands(page):
        words = shlex.split(line, comments=True)
        if words[0] in ROOT_OPTIONS:
            continue
        name = next((n for n in (" ".join(words[:2]), words[0]) if n in COMMANDS), None)
        assert name, line
        known = {option for p in COMMANDS[name].params for option in (*p.opts, *p.secondary_opts)} | {"--help"}
        assert {word.split("=")[0] for word in words[1:] if re.match(r"-+\w", word)} <= known, line
        if hasattr(COMMANDS[name], "commands"):
            assert not words[1:] or not words[1].isalpha(), f"{line}: no such command of {name}"


def test_pictures_are_small():
    pictures = [path for path in ROOT.glob("docs/figures/*") if path.suffix in (".png", ".svg", ".webp")]
    assert len(pictures) > 3
    assert max(path.stat().st_size for path in pictures) < 150_000
    assert sum(path.stat().st_size for path in pictures) < 700_000


def test_every_picture_of_the_desk_is_shown():
    shown = set(_PICTURE.findall((ROOT / "docs/desk.md").read_text(encoding="utf-8")))
    assert {path.name for path in ROOT.glob("docs/figures/desk-*")} == {path.rpartition("/")[2] for path in shown}


@pytest.mark.parametrize("name", ["slots.svg", "independence.svg"])
def test_the_making_is_drawn_for_light_and_dark(name):
    drawing = (ROOT / "docs/figures" / name).read_text(encoding="utf-8")
    assert f"(figures/{name})" in (ROOT / "docs/how-it-is-made.md").read_text(encoding="utf-8")
    assert "prefers-color-scheme:dark" in drawing
    assert "<title" in drawing
