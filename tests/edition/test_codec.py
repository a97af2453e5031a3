import json

import pytest
from edition.many import of_text
from hypothesis import given
from hypothesis import strategies as st

from variorum.edition import Edition, FormatError
from variorum.edition.data import FORMAT


def test_json_and_back(edition: Edition) -> None:
    assert Edition.from_json(edition.to_json()) == edition
    assert Edition.from_json(edition.to_json()).to_json() == edition.to_json()


@given(st.text(st.characters(codec=None), min_size=1, max_size=60))
def test_any_text_survives(text: str) -> None:
    edition = of_text(text)
    written = edition.to_json()
    written.encode("utf-8")
    assert written.endswith("}\n")
    assert Edition.from_json(written) == edition
    assert json.loads(written)["articles"][0]["text"] == text


def test_unknown_fields_are_passed_over(edition: Edition) -> None:
    data = edition.to_dict() | {"mood": "calm"}
    data["articles"][0]["weather"] = "rain"
    assert Edition.from_dict(data) == edition


@pytest.mark.parametrize(
    ("place", "change"),
    [
        ("format", lambda d: d.pop("format")),
        ("format", lambda d: d.update(format="variorum-edition/9")),
        (".articles", lambda d: d.update(articles={})),
        (".articles[0]", lambda d: d["articles"][0].pop("text")),
        (".articles[0].text", lambda d: d["articles"][0].update(text=7)),
        (".articles[0].blocks[0].start", lambda d: d["articles"][0]["blocks"][0].update(start="0")),
        (".articles[0].blocks[0].start", lambda d: d["articles"][0]["blocks"][0].update(start=True)),
        (".discrepancies[0].verdict", lambda d: d["discrepancies"][0].update(verdict="odd")),
        (".story", lambda d: d.update(story=None)),
        (".coverage.stances", lambda d: d["coverage"].update(stances=[])),
    ],
)
def test_what_does_not_fit_is_named(edition: Edition, place: str, change) -> None:  # type: ignore[no-untyped-def]
    data = json.loads(edition.to_json())
    change(data)
    with pytest.raises(FormatError) as failed:
        Edition.from_dict(data)
    assert failed.value.place == place


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"format": "variorum-edition/1"}', "[" * 100_000])
def test_what_is_no_edition_is_refused(text: str) -> None:
    with pytest.raises(FormatError):
        Edition.from_json(text)


def test_the_format_has_a_version(edition: Edition) -> None:
    assert edition.format == FORMAT == "variorum-edition/1"
