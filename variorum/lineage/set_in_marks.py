"""Paraphrases that a rewrite sets between quotation marks: it cannot know the words, its source does not have them.

Evidence: one report is derived from another, most of it; it prints words as a speaker's own that no report outside
it prints so, and its source tells of the same speaker, in its own words, what is near to them. Traps: a rewrite that
adds reporting of its own (`partial`), words that a third report prints, too, and speech on something else.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.wordings import outlet, quotation_span
from variorum.model import DerivationKind, Discrepancy, DiscrepancyKind, Mode, Reading, Ref, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import numpy as np
    from numpy.typing import NDArray

    from variorum.model import Collation, Lineage, Utterance

# What the cosine of two claims of one speaker has to reach, and how many words a quotation has to have.
_NEAR = 0.5
_WORDS = 5
_WEIGHT = 0.7
_SPOKEN = (Mode.DIRECT, Mode.UNMARKED)


class _Told(NamedTuple):
    """A quotation with its speaker and the rows of its claims' vectors."""

    ref: Ref
    speaker: int
    rows: NDArray[np.float32]


def set_in_marks(collation: Collation, lineage: Lineage) -> Iterator[Discrepancy]:
    """One variant of kind mode for each paraphrase of a source that a report derived from it prints as speech."""
    row_of = {ref: row for row, ref in enumerate(collation.claim_refs)}
    printed_by: defaultdict[int, list[tuple[int, Ref]]] = defaultdict(list)
    for position, utterance in enumerate(collation.utterances):
        if (ref := _made(collation, utterance)) is not None:
            printed_by[ref.article].append((position, ref))
    for edge in lineage.edges:
        if edge.kind is not DerivationKind.REWRITE or not edge.directed or edge.partial:
            continue
        told = [t for t in _quotations(collation, edge.source, row_of) if _mode(collation, t.ref) is Mode.INDIRECT]
        printed = {t.ref: t for t in _quotations(collation, edge.derived, row_of)}
        for position, ref in printed_by[edge.derived]:
            made = printed.get(ref)
            near = None if made is None else _nearest(made, [t for t in told if t.speaker == made.speaker])
            if made is not None and near is not None:
                yield _discrepancy(collation, made.ref, near.ref, position)


def _mode(collation: Collation, ref: Ref) -> Mode:
    return collation.quotation(ref).mode


def _quotations(collation: Collation, article: int, row_of: Mapping[Ref, int]) -> Iterator[_Told]:
    """The quotations of an article whose speakers are known and whose claims have vectors (`row_of`)."""
    annotated = collation.articles[article]
    for item, quotation in enumerate(annotated.quotations):
        speaker = None if quotation.speaker is None else collation.entity_of.get(Ref(article, quotation.speaker))
        rows = [
            row_of[Ref(article, number)]
            for number, claim in enumerate(annotated.claims)
            if claim.quotation == item and Ref(article, number) in row_of
        ]
        if speaker is not None and rows:
            yield _Told(Ref(article, item), speaker, collation.vectors[rows])


def _made(collation: Collation, utterance: Utterance) -> Ref | None:
    """The verbatim quotation that a report has of an utterance, if no other report prints it as speech."""
    printed = [ref for ref in utterance.wordings if _mode(collation, ref) is not Mode.INDIRECT]
    own = [ref for ref in printed if _mode(collation, ref) in _SPOKEN]
    if not own or any(ref.article != own[0].article for ref in printed):
        return None
    if len(collation.articles[own[0].article].text_of(collation.quotation(own[0])).split()) < _WORDS:
        return None
    return own[0]


def _nearest(made: _Told, told: list[_Told]) -> _Told | None:
    near = max(told, key=lambda t: _cosine(made, t), default=None)
    return near if near is not None and _cosine(made, near) >= _NEAR else None


def _cosine(a: _Told, b: _Told) -> float:
    return round(float((a.rows @ b.rows.T).max()), 4)


def _discrepancy(collation: Collation, made: Ref, told: Ref, position: int) -> Discrepancy:
    a, b = outlet(collation, made), outlet(collation, told)
    reason = (
        f"{a} prints as the speaker's own words what {b}, which it rewrites, tells in its own; "
        "no other report has them as a quotation."
    )
    readings = tuple(
        sorted((_reading(collation, ref, side) for side, ref in enumerate((made, told), 1)), key=lambda r: r.article)
    )
    return Discrepancy(DiscrepancyKind.MODE, Verdict.VARIANT, reason, readings, _WEIGHT, (), position)


def _reading(collation: Collation, ref: Ref, side: int) -> Reading:
    article, quotation = collation.articles[ref.article], collation.quotation(ref)
    start, end = quotation_span(article, quotation)
    return Reading(" ".join(article.text_of(quotation).split()), ref.article, start, end, side)
