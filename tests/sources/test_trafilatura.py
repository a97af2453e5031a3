"""What trafilatura itself writes is read, in each of its formats that tell of the article."""

import io
import json
import sys
from pathlib import Path

import pytest
import trafilatura

from variorum.model import Problem, RawDocument
from variorum.settings import Settings
from variorum.sources import read

FIRST = "A ferry struck the pier at Halden on Friday morning, and nobody was hurt, the harbour office said."
SECOND = "It was the second such accident of the year in the harbour, which is used by three lines of ferries."
LAST = "The ferry was towed to the yard in Moss, where it will stay for a week, a spokeswoman for the line said."
PAGE = f"""<html lang="en"><head><title>Ferry hits pier</title>
<meta property="og:site_name" content="Harbour Times"><meta name="author" content="Ida Lund">
<meta property="article:published_time" content="2024-05-03T10:00:00+02:00">
<link rel="canonical" href="https://harbour.example/ferry"></head><body><article><h1>Ferry hits pier</h1>
<p>{FIRST}</p><h2>Second of the year</h2><p>{SECOND}</p>
<table><tr><td>Hurt</td><td>None</td></tr></table><ul><li>The pier is closed</li></ul><p>{LAST}</p></article>
</body></html>"""
FORMATS = {"json": ".json", "xml": ".xml", "xmltei": ".xml"}


def written(output: str, *, with_metadata: bool = True) -> str:
    found = trafilatura.extract(
        PAGE,
        url="https://harbour.example/ferry",
        output_format=output,
        with_metadata=with_metadata,
        target_language="en",
    )
    assert found
    return found


def given(path: Path, content: str) -> RawDocument | Problem:
    path.write_text(content, encoding="utf-8")
    (found,) = read([str(path)], Settings())
    return found


@pytest.mark.parametrize("output", FORMATS)
def test_what_it_writes_is_read_with_what_it_tells(tmp_path: Path, output: str) -> None:
    found = given(tmp_path / f"a{FORMATS[output]}", written(output))
    assert isinstance(found, RawDocument)
    lines = [line.strip("|- ") for line in found.content.splitlines() if line.strip()]
    assert [line for line in lines if len(line) > 30] == [FIRST, SECOND, LAST]
    assert "Second of the year" in lines
    assert "The pier is closed" in lines
    assert found.metadata.url == "https://harbour.example/ferry"
    assert found.metadata.outlet == "Harbour Times"
    assert found.metadata.title == "Ferry hits pier"
    assert found.metadata.published == "2024-05-03"


@pytest.mark.parametrize("output", ["xml", "xmltei"])
def test_paragraphs_and_cells_stand_apart_and_comments_are_not_read(tmp_path: Path, output: str) -> None:
    content = written(output).replace("<comments/>", "<comments><p>First!</p></comments>")
    content = content.replace('<div type="comments"/>', '<div type="comments"><p>First!</p></div>')
    assert "First!" in content
    found = given(tmp_path / "a.xml", content)
    assert isinstance(found, RawDocument)
    assert found.content.split("\n\n")[-5:] == [SECOND, "Hurt", "None", "The pier is closed", LAST]


@pytest.mark.parametrize("output", ["xml", "xmltei"])
def test_standard_input_is_known_by_its_beginning(monkeypatch: pytest.MonkeyPatch, output: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(written(output).encode())))
    (found,) = read(["-"], Settings())
    assert isinstance(found, RawDocument)
    assert found.media_type == "text/plain"
    assert found.metadata.title == "Ferry hits pier"


def test_metadata_may_be_missing(tmp_path: Path) -> None:
    found = given(tmp_path / "a.xml", written("xml", with_metadata=False))
    assert isinstance(found, RawDocument)
    assert FIRST in found.content


@pytest.mark.parametrize(
    "content",
    [
        "<doc><field name='a'>of a search engine</field></doc>",
        "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body><div type='entry'><p>Play.</p></div></body></text></TEI>",
        "<doc fingerprint='1'><main/><comments/></doc>",
    ],
)
def test_files_of_others_and_without_a_text_are_told(tmp_path: Path, content: str) -> None:
    found = given(tmp_path / "a.xml", content)
    assert isinstance(found, Problem)
    assert "trafilatura" in found.reason


def test_the_test_of_its_json_is_of_what_it_writes() -> None:
    assert {"source-hostname", "fingerprint", "raw_text"} <= json.loads(written("json")).keys()
