"""The rules on whole stories, with floors that are below what was measured when they were set."""

from __future__ import annotations

import pytest
from small_stories import stories

from variorum.bench import conflict_cases
from variorum.bench.scores import conflict_cases as scores


@pytest.mark.parametrize(
    ("file", "recall", "precision"), [("stories.toml", 0.8, 0.9), ("stories_second.toml", 0.5, 0.85)]
)
def test_own_stories(file, recall, precision):
    rows = stories(file)
    figures = scores.score(rows, list(conflict_cases.predict(rows))).figures
    assert figures["precision"] >= precision
    assert figures["recall_tight"] >= recall
    assert figures["compatible_flagged_rate"] == 0
