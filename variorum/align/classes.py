"""Claims that are the same but for where they stand, as reprints have them: compared once, and told for each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.align.pairs import compare
from variorum.model import SlotComparison

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from variorum.align.frames import Frame
    from variorum.align.pairs import Features, Setting
    from variorum.model import ClaimPair

_Span = tuple[int, int]
_Pair = tuple[int, int]


def classes_of(frames: Sequence[Frame]) -> list[int]:
    """For each frame the position of the first one that says the same in the same words, names and values."""
    first: dict[Hashable, int] = {}
    return [first.setdefault(_content(frame), i) for i, frame in enumerate(frames)]


def _content(frame: Frame) -> Hashable:
    """All that a comparison looks at, with places counted from the beginning of the claim."""
    at = frame.claim.start

    def placed(start: int, end: int) -> _Span:
        return start - at, end - at

    return (
        frame.plain,
        frame.language,
        frame.opens,
        frame.predicate,
        frame.predicate_span and placed(*frame.predicate_span),
        tuple((*placed(start, end), lemma) for start, end, lemma in frame.placed_words),
        frame.tokens,
        frame.happenings,
        frame.entities,
        frame.sources,
        frame.occasion,
        frame.proper,
        tuple(
            (role, *placed(f.start, f.end), f.lemma, f.words, f.entity, f.pronoun)
            for role, fillers in frame.fillers.items()
            for f in fillers
        ),
        tuple((*placed(q.start, q.end), q.amount, q.counted) for q in frame.quantities),
        tuple((*placed(t.start, t.end), t.value) for t in frame.times),
        frame.claim.polarity,
        frame.claim.certainty,
    )


class Comparisons:
    """Comparisons of frames by their positions; those of frames of the same classes are made once."""

    def __init__(
        self, frames: Sequence[Frame], classes: Sequence[int], vectors: NDArray[np.float32], setting: Setting
    ) -> None:
        self._frames = frames
        self._classes = classes
        self._vectors = vectors
        self._setting = setting
        self._made: dict[_Pair, tuple[_Pair, ClaimPair, Features]] = {}

    def of(self, i: int, j: int) -> tuple[ClaimPair, Features]:
        """Two frames compared and scored, with the features."""
        key = self._classes[i], self._classes[j]
        if key not in self._made:
            cosine = round(float(self._vectors[i] @ self._vectors[j]), 4)
            self._made[key] = (i, j), *compare(self._frames[i], self._frames[j], cosine, self._setting)
        made_of, pair, features = self._made[key]
        return (pair if made_of == (i, j) else self._moved(pair, made_of, (i, j))), features

    def _moved(self, pair: ClaimPair, made_of: _Pair, to: _Pair) -> ClaimPair:
        """The comparison as one of two other frames: their references, and the places in their articles."""
        a, b = (self._frames[i] for i in to)
        on_a, on_b = (
            self._frames[i].claim.start - self._frames[m].claim.start for i, m in zip(to, made_of, strict=True)
        )
        slots = pair.slots
        if on_a or on_b:
            slots = tuple(SlotComparison(s.slot, s.relation, s.reason, _on(s.a, on_a), _on(s.b, on_b)) for s in slots)
        return replace(pair, a=a.ref, b=b.ref, slots=slots)


def _on(span: _Span | None, by: int) -> _Span | None:
    return None if span is None else (span[0] + by, span[1] + by)
