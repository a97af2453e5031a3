"""The wordings of quotations in CollateX's JSON (collatex.net): its input, and the alignment as it would give it.

`q1.witnesses.json` holds the words as CollateX reads them, each with the offsets at which it stands in its article
(`start`, `end`; CollateX carries unknown fields along), so that its own aligner can be run on them.
`q1.table.json` holds the alignment made here, one row a witness, one cell a place, null where it has no word.

    "t": "water ", "n": "water", "start": 242, "end": 247
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.edition.iris import json_bytes
from variorum.interchange.apparatus import tables
from variorum.interchange.formats import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.edition import Edition
    from variorum.interchange.apparatus import Table, Token


def write(edition: Edition) -> Iterator[File]:
    """Write two files for each quotation with several wordings."""
    for table in tables(edition):
        yield File(f"{table.quotation.id}.witnesses.json", json_bytes(_input(table)))
        yield File(f"{table.quotation.id}.table.json", json_bytes(_output(table)))


def _input(table: Table) -> dict[str, object]:
    return {
        "witnesses": [
            {"id": w.sign, "article": w.wording.article, "tokens": [_token(t) for t in w.tokens]}
            for w in table.witnesses
        ]
    }


def _output(table: Table) -> dict[str, object]:
    rows = [
        [[_token(token)] if (token := column[i]) else None for column in table.columns]
        for i in range(len(table.witnesses))
    ]
    return {"witnesses": [w.sign for w in table.witnesses], "table": rows}


def _token(token: Token) -> dict[str, object]:
    return {"t": token.text, "n": token.key, "start": token.start, "end": token.end}
