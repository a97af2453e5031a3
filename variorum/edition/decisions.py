"""What people decided, in words: for the list of it, and for the marks at what was judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.edition.display import date, shown
from variorum.edition.items import Decided

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from variorum.edition import data
    from variorum.edition.items import Label

_WHAT = {
    ("stories", "one"): "These articles are one story",
    ("stories", "apart"): "These articles are not of one story with others",
    ("stories", "split"): "These articles are not of one story with others",
    ("statements", "one"): "These passages state the same",
    ("statements", "apart"): "These passages do not state the same",
    ("comment", "noted"): "Comment",
}


def decisions(edition: data.Edition, labels: Mapping[str, Label]) -> tuple[Decided, ...]:
    """The edition's judgements in words, numbered in their order; `labels` are by article."""
    verdicts = {d.id: f"{d.verdict} in {d.kind}" for d in edition.discrepancies}
    return tuple(
        Decided(
            number,
            _WHAT.get((j.kind, j.decision), f"{j.kind.capitalize()} {j.decision}"),
            tuple(_about(j, verdicts)),
            tuple(labels[a] for a in j.articles if a in labels) if j.kind == "stories" else (),
            shown(j.author),
            j.at,
            f"{date(j.at[:16])} UTC",
            shown(j.comment),
        )
        for number, j in enumerate(edition.judgements, 1)
    )


def by_subject(found: Sequence[Decided]) -> dict[str, tuple[Decided, ...]]:
    """The judgements by the discrepancy or statement that they are about."""
    marks: dict[str, tuple[Decided, ...]] = {}
    for each in found:
        for subject, _ in each.about:
            marks[subject] = (*marks.get(subject, ()), each)
    return marks


def _about(judgement: data.Judgement, verdicts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for d in judgement.discrepancies:
        yield d, verdicts[d]
    for s in judgement.statements:
        yield s, f"statement {s[1:]}"
