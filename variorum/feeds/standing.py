"""How a feed stands, in words: for whoever asks for the status."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from variorum.feeds.states import FeedState

_UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))


class Health(StrEnum):
    """Whether a feed does what it should."""

    FINE = "fine"
    FAILING = "failing"
    GONE = "gone"
    NEW = "new"


class Standing(NamedTuple):
    """How a feed stands, and a sentence that says it."""

    health: Health
    text: str


def standing(state: FeedState, now: float) -> Standing:
    """Tell how a feed stands at `now` (seconds since the epoch)."""
    if state.gone:
        return Standing(Health.GONE, f"{state.error or 'it is no more'}; asked {_again(state, now)}")
    if not state.checked:
        return Standing(Health.NEW, "not asked yet")
    asked = f"asked {length(now - state.checked)} ago"
    again = _again(state, now)
    if state.failures:
        times = "once" if state.failures == 1 else f"{state.failures} times in a row"
        return Standing(Health.FAILING, f"failed {times}: {state.error}; {asked}, {again}")
    articles = f"{state.articles:,} article" + ("" if state.articles == 1 else "s")
    return Standing(Health.FINE, f"{articles} so far, {state.entries:,} entries now; {asked}, {again}")


def _again(state: FeedState, now: float) -> str:
    return f"again in {length(state.due - now)}" if state.due > now else "due now"


def length(seconds: float) -> str:
    """A length of time in its largest unit."""
    size, unit = next(((size, unit) for size, unit in _UNITS if seconds >= size), (1, "second"))
    count = max(0, int(seconds // size))
    return f"{count} {unit}{'' if count == 1 else 's'}"
