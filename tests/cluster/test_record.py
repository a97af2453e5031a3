from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from cluster.growing.made import made
from hypothesis import given
from hypothesis import strategies as st

from variorum.cluster.record import Record, moment, record
from variorum.model import Article


def same(a: Record, b: Record) -> bool:
    parts = zip((a.words, a.names, a.numbers), (b.words, b.names, b.numbers), strict=True)
    told = (a.article, a.time, a.language, a.length) == (b.article, b.time, b.language, b.length)
    arrays = all(np.array_equal(x, y) for p, q in parts for x, y in zip(p, q, strict=True))
    return told and arrays and np.array_equal(a.vector, b.vector)


@given(st.text(max_size=60), st.text(max_size=200), st.sampled_from(["", "2024-03-05", "2024-03-05T10:00:00Z"]))
def test_a_record_comes_back_from_its_bytes(identifier, text, published):
    there = made(identifier, text, published)
    assert same(Record.from_bytes(there.to_bytes()), there)


@pytest.mark.parametrize("damage", [lambda b: b[:-1], lambda b: b"x" + b[1:], lambda b: b + b"x", lambda b: b[:5]])
def test_a_broken_record_is_refused(damage):
    with pytest.raises(ValueError, match="not a record of an article"):
        Record.from_bytes(damage(made("a", "Rain in Holmby.").to_bytes()))


@pytest.mark.parametrize(
    ("published", "arrived", "time"),
    [
        ("2024-03-05T10:00:00Z", "2024-03-06T00:00", "2024-03-05T10:00"),
        ("2024-03-05T10:00:00+02:00", None, "2024-03-05T08:00"),
        ("2024-03-05", None, "2024-03-05T12:00"),
        ("2099-01-01", "2024-03-06T00:00", "2024-03-06T00:00"),
        ("", "2024-03-06T00:00", "2024-03-06T00:00"),
        ("2024-03", "2024-03-06T00:00", "2024-03-06T00:00"),
        ("soon", None, None),
    ],
)
def test_the_time_of_an_article(published, arrived, time):
    came = None if arrived is None else datetime.fromisoformat(arrived).replace(tzinfo=UTC)
    found = record(Article("a", "Rain.", (), published=published), np.zeros(4), came).time
    assert found == (None if time is None else moment(time))
