"""How much two texts really have in common: proposals are checked on the shingles themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Above so much of a text in another it is a cut of it, whatever else the other has; short texts are left out, since
# two of them share a few formulae soon.
CONTAINED = 0.9
_FEWEST = 40


class Overlap(NamedTuple):
    """The parts (0 to 1) of either text's shingles that the other has too, and of both together (Jaccard)."""

    share_a: float
    share_b: float
    jaccard: float

    def is_near(self, threshold: float) -> bool:
        """Whether the texts agree to at least the threshold."""
        return self.jaccard >= threshold


def overlap(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> Overlap:
    """Compare two sets of shingles, sorted arrays without repeats; an empty one has nothing in common with any."""
    common = _common(a, b)
    either = len(a) + len(b) - common
    if not either:
        return Overlap(0.0, 0.0, 0.0)
    return Overlap(common / max(1, len(a)), common / max(1, len(b)), common / either)


def is_cut(found: Overlap, size_a: int, size_b: int) -> bool:
    """Whether one text is a cut of the other: nearly all of its shingles are there."""
    inner = found.share_a if size_a <= size_b else found.share_b
    return min(size_a, size_b) >= _FEWEST and inner >= CONTAINED


def _common(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> int:
    if not len(a) or not len(b):
        return 0
    if len(a) > len(b):
        a, b = b, a
    places = np.searchsorted(b, a)
    places[places == len(b)] = 0
    return int(np.count_nonzero(b[places] == a))
