"""Which of two articles took from the other: by credit, by time, by what is missing."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from variorum.model import Evidence

if TYPE_CHECKING:
    from variorum.lineage.credits import Credited, Reports
    from variorum.lineage.pairs import Tie

_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
# The share that one article must have less in common than the other to count as the fuller one.
_FULLER = 0.12


class Direction(NamedTuple):
    """The article that derives, whether that is known, and why."""

    derived: int
    known: bool
    evidence: tuple[Evidence, ...]


def direction(tie: Tie, reports: Reports) -> Direction:
    """Tell which article of a tie derives from the other.

    A credit line says so outright; otherwise the later one derives; otherwise the one that lacks what the other has.
    With none of these the shorter one is named, as not known.
    """
    for test in (_by_credit, _by_time, _by_content):
        found = test(tie, reports)
        if found is not None:
            return found
    longer = min((tie.a, tie.b), key=lambda i: (-len(reports.views[i].words), reports.views[i].article.text))
    return Direction(tie.other(longer), known=False, evidence=())


def credit_to(article: int, source: int, reports: Reports) -> Credited | None:
    """The credit by which `article` names the outlet of `source`, if it does."""
    outlet = reports.outlets[source]
    return next((c for c in reports.credited[article] if outlet and c.name == outlet), None)


def common_credits(tie: Tie, reports: Reports) -> tuple[Evidence, ...]:
    """The evidence that both articles credit an agency whose own report is not among the articles."""
    left = {c.name: c for c in reports.credited[tie.a] if c.name not in reports.present}
    right = {c.name: c for c in reports.credited[tie.b] if c.name not in reports.present}
    return tuple(
        Evidence(
            f"both credit {reports.views[tie.a].article.text[left[name].start : left[name].end]}, "
            "whose own report is not among the articles",
            ((tie.a, left[name].start, left[name].end), (tie.b, right[name].start, right[name].end)),
        )
        for name in sorted(left.keys() & right.keys())
    )


def _by_credit(tie: Tie, reports: Reports) -> Direction | None:
    found = [
        (article, credit)
        for article in (tie.a, tie.b)
        if (credit := credit_to(article, tie.other(article), reports)) is not None
    ]
    if len(found) != 1:
        return None
    article, credit = found[0]
    name = reports.views[article].article.text[credit.start : credit.end]
    return Direction(
        article, known=True, evidence=(Evidence(f"it credits {name}", ((article, credit.start, credit.end),)),)
    )


def _by_time(tie: Tie, reports: Reports) -> Direction | None:
    a, b = reports.views[tie.a].article.published, reports.views[tie.b].article.published
    later = later_of(a, b)
    if later is None:
        return None
    derived = tie.b if later == b else tie.a
    earlier = a if later == b else b
    return Direction(derived, known=True, evidence=(Evidence(f"published later: {later} after {earlier}"),))


def later_of(a: str, b: str) -> str | None:
    """The later of two ISO 8601 times at the precision both have; none where that does not tell."""
    left, right = _moment(a), _moment(b)
    if left is not None and right is not None and left != right:
        return a if left > right else b
    first, second = _DATE.match(a), _DATE.match(b)
    if not first or not second:
        return None
    size = min(len(first.group()), len(second.group()))
    day_a, day_b = first.group()[:size], second.group()[:size]
    return None if day_a == day_b else a if day_a > day_b else b


def _moment(text: str) -> datetime | None:
    if "T" not in text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _by_content(tie: Tie, _: Reports) -> Direction | None:
    if abs(tie.share_a - tie.share_b) < _FULLER:
        return None
    fuller = tie.a if tie.share_a < tie.share_b else tie.b
    shorter = tie.other(fuller)
    reason = (
        f"nearly all of it is in the other report ({tie.share(shorter):.0%}), "
        f"which has more of its own ({1 - tie.share(fuller):.0%} of it is not shared)"
    )
    return Direction(shorter, known=True, evidence=(Evidence(reason),))
