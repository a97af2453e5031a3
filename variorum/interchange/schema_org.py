"""The edition in the vocabulary of schema.org, as JSON-LD; the page carries the same.

The edition is a `Report` with the brief as `abstract`, based on its articles (`isBasedOn`) and the `result` of a
`CreateAction` whose `instrument`s are variorum and a language model that wrote sentences; an article is a
`NewsArticle` with its publisher, based on what it derives from, and its text's hash is that of its `encoding`; a
statement is a `Claim` with its `appearance`s and `firstAppearance`; a quotation is a `Quotation` whose parts are its
wordings. Discrepancies have no term there and are left out, and so are the articles' texts, which are others'.

    "@type": "Quotation", "text": "Nobody downstream is in any danger tonight,"
"""

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
