"""How a feed stands, in words."""

import pytest

from variorum.feeds.standing import Health, standing
from variorum.feeds.states import FeedState

NOW = 1_720_008_000.0
URL = "https://a.example/feed"


@pytest.mark.parametrize(
    ("state", "health", "text"),
    [
        (FeedState(URL), Health.NEW, "not asked yet"),
        (
            FeedState(URL, checked=NOW - 61, due=NOW + 7_300, articles=1, entries=1_200),
            Health.FINE,
            "1 article so far, 1,200 entries now; asked 1 minute ago, again in 2 hours",
        ),
        (
            FeedState(URL, checked=NOW - 2, due=NOW - 1, failures=1, error="it answered 500"),
            Health.FAILING,
            "failed once: it answered 500; asked 2 seconds ago, due now",
        ),
        (
            FeedState(URL, checked=NOW, due=NOW + 9e4, failures=3, error="no"),
            Health.FAILING,
            "failed 3 times in a row: no; asked 0 seconds ago, again in 1 day",
        ),
        (
            FeedState(URL, checked=NOW, due=NOW + 30 * 86_400, gone=True, error="it answered 410"),
            Health.GONE,
            "it answered 410; asked again in 30 days",
        ),
    ],
)
def test_standing(state: FeedState, health: Health, text: str) -> None:
    assert standing(state, NOW) == (health, text)
