"""The tutorial, followed to the letter: its commands are run, and what it shows of their output is in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from variorum.cli.exits import DONE, SKIPPED

TUTORIAL = (Path(__file__).parents[2] / "docs/tutorial.md").read_text(encoding="utf-8")
STEPS = re.split(r"^## \d\. ", TUTORIAL, flags=re.MULTILINE)


def shown(step: int) -> list[str]:
    """The lines of output that a step shows."""
    blocks = re.findall(r"^```text\n(.*?)^```", STEPS[step], re.MULTILINE | re.DOTALL)
    return [_line(line) for block in blocks for line in block.splitlines()]


def code(step: int) -> list[str]:
    """The Python that a step shows."""
    return re.findall(r"^```python\n(.*?)^```", STEPS[step], re.MULTILINE | re.DOTALL)


def _line(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def followed(variorum, examples, tmp_path_factory):
    """Steps 2 and 6 in one run: the shipped story, an empty file, and one that does not exist."""
    folder = tmp_path_factory.mktemp("tutorial")
    (folder / "examples").symlink_to(examples)
    (folder / "empty.txt").touch()
    return variorum("collate", "examples/bridge", "empty.txt", "gone.txt", "-o", "out/", cwd=folder), folder


def test_the_files_that_go_in(examples):
    assert sorted(path.name for path in (examples / "bridge").iterdir()) == shown(1)


@pytest.mark.parametrize("line", [*shown(2), *shown(3)])
def test_the_summary_has_what_is_shown(followed, line):
    done, _ = followed
    assert line in {_line(each)[: len(line)] for each in done.stdout.splitlines()}


@pytest.mark.parametrize("line", shown(6))
def test_the_problems_are_told_as_shown(followed, line):
    done, _ = followed
    assert done.returncode == SKIPPED
    assert line in map(_line, done.stderr.splitlines())


def test_the_files_that_come_out_are_verified(followed, variorum):
    _, folder = followed
    written = {path.name for path in folder.glob("out/*/*")}
    assert written == {"edition.html", "edition.md", "edition.json"}
    done = variorum("verify", *folder.glob("out/*/edition.json"))
    assert done.returncode == DONE
    assert done.stdout.startswith(shown(4)[0])


def test_the_mayors_sentence_has_three_wordings_in_four_articles(followed):
    from variorum.edition import read_edition

    _, folder = followed
    quotations = [q for path in folder.glob("out/*/edition.json") for q in read_edition(path).quotations]
    (mayors,) = [q for q in quotations if any("traffic jam" in w.text for w in q.wordings)]
    assert len({w.article for w in mayors.wordings}) == 4


def test_the_python_runs(examples, monkeypatch, capsys):
    monkeypatch.chdir(examples.parent)
    names: dict[str, object] = {}
    for block in code(7):
        exec(compile(block, "docs/tutorial.md", "exec"), names)  # noqa: S102 - it is our own page
    told = capsys.readouterr().out
    assert "cause - " in told
    assert re.search(r"\d+ statements, \d+ with one independent source", told)
