import json
from dataclasses import fields
from pathlib import Path

import pytest
from edition.many import many, of_text

from variorum.edition import Edition, data
from variorum.edition.schema import described, reference, schema

jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed (test extra)")

DOCS = Path(__file__).parents[2] / "docs" / "reference"


def test_the_published_schema_is_current() -> None:
    published = json.loads((DOCS / "edition.schema.json").read_text("utf-8"))
    assert published == schema(), "run: python -m variorum.edition.schema docs/reference"


def test_the_published_reference_is_current() -> None:
    assert (DOCS / "edition.md").read_text("utf-8") == reference(), (
        "run: python -m variorum.edition.schema docs/reference"
    )


def test_the_schema_is_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


def test_editions_fit_the_schema(edition: Edition) -> None:
    validator = jsonschema.Draft202012Validator(schema())
    for each in (edition, many(4, 9), of_text("One bell.\x00")):
        validator.validate(json.loads(each.to_json()))


@pytest.mark.parametrize("change", [{"format": "other/1"}, {"articles": None}, {"story": {}}])
def test_what_is_no_edition_does_not_fit(edition: Edition, change: dict[str, object]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema()).validate(json.loads(edition.to_json()) | change)


@pytest.mark.parametrize("name", [n for n in data.__all__ if n != "FORMAT"])
def test_every_field_is_described_and_no_other(name: str) -> None:
    cls = getattr(data, name)
    assert list(described(cls)) == [f.name for f in fields(cls)]
