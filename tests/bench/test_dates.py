"""The dates task: the product's own stages on rows of the gold data's shape."""

from __future__ import annotations

from variorum.bench.dates import predict


def test_rows_come_back_in_order():
    rows = [
        {"id": "b", "text": "The bridge opened on Tuesday.", "published": "2024-07-03"},
        {"id": "a", "text": "", "published": ""},
    ]
    assert predict(rows) == [
        {"id": "b", "dates": [{"start": 21, "end": 28, "type": "DATE", "value": "2024-07-02"}]},
        {"id": "a", "dates": []},
    ]
