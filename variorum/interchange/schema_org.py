"""The edition in the vocabulary of schema.org, as JSON-LD; the page carries the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.edition.iris import json_bytes
from variorum.edition.linked_data import linked_data
from variorum.interchange.formats import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.edition import Edition


def write(edition: Edition) -> Iterator[File]:
    """Write `edition.schema-org.jsonld`."""
    yield File("edition.schema-org.jsonld", json_bytes(linked_data(edition)))
