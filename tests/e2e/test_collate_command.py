"""The real command on the shipped story and on bad input."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from variorum.cli.exits import DONE, FAILED, SKIPPED


def editions(out: Path) -> dict[int, dict]:
    found = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(out.glob("*/edition.json"))]
    return {len(edition["articles"]): edition for edition in found}


def test_an_edition_in_every_format_for_each_story(bridge):
    done, out = bridge
    assert done.returncode == DONE, done.stderr
    assert sorted(editions(out)) == [1, 5]
    for folder in out.iterdir():
        assert sorted(path.name for path in folder.iterdir()) == ["edition.html", "edition.json", "edition.md"]


def test_a_report_on_something_else_stays_alone_and_is_said_to(bridge):
    done, out = bridge
    assert editions(out)[1]["articles"][0]["outlet"] == "Museum Notes"
    assert re.search(r"museum-notes.*alone", done.stdout)


def test_what_the_command_writes_is_verified_by_the_command(bridge, variorum, tmp_path):
    _, out = bridge
    paths = sorted(out.glob("*/edition.json"))
    assert variorum("verify", *paths).returncode == DONE
    edition = json.loads(paths[0].read_text(encoding="utf-8"))
    edition["articles"][0]["text"] = edition["articles"][0]["text"].replace("e", "a", 1)
    broken = tmp_path / "edition.json"
    broken.write_text(json.dumps(edition), encoding="utf-8")
    failed = variorum("verify", broken)
    assert failed.returncode == FAILED
    assert "sha256" in failed.stderr


def test_the_same_bytes_in_any_order_of_the_inputs(bridge, variorum, examples, tmp_path):
    _, out = bridge
    files = sorted((examples / "bridge").glob("*.*"), reverse=True)
    done = variorum("collate", *[f for f in files if f.suffix != ".toml"], "-o", tmp_path)
    assert done.returncode == DONE, done.stderr
    for first in sorted(out.glob("*/*")):
        second = tmp_path / first.parent.name / first.name
        assert _without_created(second) == _without_created(first)


def _without_created(path: Path) -> str:
    written = re.sub(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", "CREATED", path.read_text(encoding="utf-8"))
    return re.sub(r"\d{1,2} \w+ 20\d\d, \d\d:\d\d \(UTC\)", "CREATED", written)


@pytest.fixture(scope="module")
def messy(variorum, tmp_path_factory):
    folder = tmp_path_factory.mktemp("messy")
    one = "The Alder dam was opened on Monday. Engineers said that the lake had risen by two metres since Friday.\n"
    two = "Engineers opened the Alder dam on Monday, after the lake had risen two metres. Nobody was hurt.\n"
    (folder / "one.txt").write_text(one, encoding="utf-8")
    (folder / "two.txt").write_text(two, encoding="utf-8")
    (folder / "copy.txt").write_text(one, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "old.txt").write_bytes("Le barrage d’Alder a été ouvert lundi après la crue du lac.\n".encode("cp1252"))
    (folder / "lines.jsonl").write_text(
        json.dumps({"id": "good", "outlet": "Third", "text": two.replace("Nobody", "No one")}) + "\n{broken\n"
    )
    (folder / "word.txt").write_text("Hello", encoding="utf-8")
    (folder / "page.html").write_text("<html><body><nav><a href='/'>Home</a></nav></body></html>", encoding="utf-8")
    (folder / "script.txt").write_text("ᚠᚢᚦᚨᚱᚲ ᚷᚹᚺᚾᛁᛃ ᛇᛈᛉᛊ ᛏᛒᛖᛗᛚᛜᛞᛟ. " * 3, encoding="utf-8")
    out = tmp_path_factory.mktemp("messy-out")
    return variorum("collate", folder, folder / "gone.txt", "-o", out, "--format", "json"), out


@pytest.mark.parametrize(
    "place", ["copy.txt", "empty.txt", "binary.txt", "lines.jsonl:2", "page.html", "gone.txt", "old.txt"]
)
def test_bad_input_is_named_with_its_reason(messy, place):
    done, _ = messy
    lines = [line for line in done.stderr.splitlines() if place in line]
    if place == "copy.txt" and not lines:  # which of two copies is kept depends on their names
        lines = [line for line in done.stderr.splitlines() if "one.txt" in line]
    assert len(lines) == 1, done.stderr
    assert len(lines[0].split(place, 1)[1]) > 15


def test_the_rest_is_collated_and_the_exit_code_says_so(messy):
    done, out = messy
    assert done.returncode == SKIPPED, done.stderr
    largest = editions(out)[max(editions(out))]
    assert {"one", "two", "good"} - {a["id"] for a in largest["articles"]} <= {"one"}
    assert "Traceback" not in done.stderr


def test_no_article_at_all(variorum, tmp_path):
    done = variorum("collate", tmp_path, "-o", tmp_path / "out")
    assert done.returncode == FAILED
    assert str(tmp_path) in done.stderr


def test_an_output_folder_that_cannot_be_made(variorum, examples, tmp_path):
    (tmp_path / "file").write_text("in the way")
    done = variorum("collate", examples / "bridge", "-o", tmp_path / "file" / "out")
    assert done.returncode == FAILED
    assert "choose another folder with -o" in done.stderr


def test_standard_input_and_json_on_standard_output(variorum, tmp_path):
    done = variorum(
        "collate", "-", "-o", tmp_path, "--format", "json", "--json", stdin="The mill in Ost burnt down on Friday.\n"
    )
    assert done.returncode == DONE, done.stderr
    (written,) = json.loads(done.stdout)
    assert Path(written["files"][0]).is_file()


def test_wrong_use_is_explained(variorum, examples):
    done = variorum("collate", examples / "bridge", "--format", "docx")
    assert done.returncode == 2
    assert "no format" in done.stderr
