"""What a language model wrote names it wherever it goes."""

import io
import json
from dataclasses import replace
from typing import Any

import pytest
from rich.console import Console

from variorum.edition import Edition
from variorum.edition.authorship import OWN, credit, marked_brief, marks, models
from variorum.edition.html.page import render_fragment
from variorum.edition.terminal import summary
from variorum.interchange import export, formats
from variorum.mcp.reading import Reader

MODEL = "own-model-7b"
SENTENCE = "Engineers opened gates at the dam."
TITLE = "Gates opened at the dam"
QUICK = [each.name for each in formats() if each.name != "pdf"]  # which is `html` on paper


@pytest.fixture
def written(edition: Edition) -> Edition:
    """The edition with a title and a first sentence by a model; the second is variorum's own."""
    first, second = edition.brief[0], edition.brief[1]
    brief = (replace(first, text=SENTENCE, writer=MODEL), replace(second, writer=""))
    return replace(edition, brief=brief, story=replace(edition.story, title=TITLE, title_writer=MODEL))


def text_of(edition: Edition, name: str) -> str:
    return "".join(file.content.decode("utf-8", "replace") for file in export(edition, name))


@pytest.mark.parametrize("name", QUICK)
def test_every_format_with_text_of_a_model_names_it(written: Edition, name: str) -> None:
    text = text_of(written, name)
    assert (MODEL in text) == (SENTENCE in text or TITLE in text)


@pytest.mark.parametrize("name", QUICK)
def test_a_title_alone_is_marked_too(written: Edition, name: str) -> None:
    text = text_of(replace(written, brief=written.brief[1:]), name)
    assert (MODEL in text) == (TITLE in text)


@pytest.mark.parametrize("name", QUICK)
def test_without_a_model_nothing_is_marked(edition: Edition, name: str) -> None:
    assert "language model" not in text_of(edition, name)


def printed(edition: Edition) -> str:
    out = Console(file=io.StringIO(), width=200)
    out.print(summary(edition))
    return out.file.getvalue()  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize(
    "render",
    [
        lambda e: text_of(e, "html").split("<main>")[1],
        lambda e: text_of(e, "md"),
        lambda e: text_of(e, "schema-org"),
        lambda e: text_of(e, "ftm"),
        render_fragment,
        printed,
    ],
    ids=["html", "md", "schema-org", "ftm", "notebook", "terminal"],
)
def test_the_mark_stands_at_the_sentence_and_ends_with_it(written: Edition, render: Any) -> None:
    text = " ".join(render(written).split())
    mark = text.index(f"Written by {MODEL}")
    assert SENTENCE in text[mark : mark + 160]
    own = text.index(OWN, mark)
    assert written.brief[1].text[:30] in text[own : own + 160]


def test_each_format_has_it_where_its_readers_look(written: Edition) -> None:
    assert MODEL in json.loads(text_of(written, "ninjs"))["edNote"]
    assert MODEL in json.loads(text_of(written, "schema-org"))["@graph"][0]["creditText"]
    (making,) = [n for n in json.loads(text_of(written, "schema-org"))["@graph"] if n["@type"] == "CreateAction"]
    assert MODEL in making["instrument"][1]["name"]
    (event,) = [e for e in map(json.loads, text_of(written, "ftm").splitlines()) if e["schema"] == "Event"]
    assert all(MODEL in told for told in event["properties"]["summary"])
    nodes = json.loads(text_of(written, "prov"))["@graph"]
    (agent,) = [n for n in nodes if MODEL in str(n.get("label", ""))]
    assert "prov:SoftwareAgent" in agent["@type"]
    assert [n.get("wasAttributedTo") for n in nodes if "v:BriefSentence" in n["@type"]] == [agent["@id"], None]
    (run,) = [n for n in nodes if n["@type"] == "prov:Activity"]
    assert agent["@id"] in run["wasAssociatedWith"]


def test_agents_are_told(written: Edition) -> None:
    story = Reader(written).story(1, 1)
    assert [line.writer for line in story.brief] == [MODEL, ""]
    assert story.title_writer == MODEL


def test_a_mark_is_given_once_where_the_writer_changes(written: Edition) -> None:
    one, own = written.brief
    assert marks((own, one, one, own, own)) == ("", marks((one,))[0], "", OWN, "")
    assert marked_brief(replace(written, brief=(own,))) == own.text
    assert models(written) == (MODEL,)
    assert (
        credit(replace(written, brief=(own,)))
        == f"the title is by {MODEL}, a language model, checked against the reports"
    )
