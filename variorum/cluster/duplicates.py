"""Near-duplicates: articles whose text is nearly the same, word for word.

Sets of five-word shingles are compared by MinHash signatures (Broder 1997) cut into bands, which is about linear in the
number of articles. What a band proposes is checked on the shingles themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from variorum.cluster.joined import joined
from variorum.cluster.minhash import bands, overlap, shingles, signatures
from variorum.cluster.minhash.signatures import BANDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from variorum.cluster.minhash import Shingles
    from variorum.model import Article

# Articles whose shingles lie in one array: small enough for its memory to be used again, not asked for anew.
_IN_A_SLAB = 1_000


def near_duplicates(articles: Sequence[Article], threshold: float = 0.8) -> list[tuple[int, ...]]:
    """Group articles whose shingles agree to at least `threshold` (Jaccard, 0 to 1), directly or by way of others.

    Returns every position exactly once, groups and members in order of position; an article without words is alone.
    Below a threshold of about 0.6 the bands do not propose all pairs.
    """
    if not 0 < threshold <= 1:
        raise ValueError(f"the threshold must lie between 0 and 1, not {threshold}")
    texts = [article.text for article in articles]
    slabs = [shingles(texts[first : first + _IN_A_SLAB]) for first in range(0, len(texts), _IN_A_SLAB)]
    pairs = _proposed(slabs)
    sets = {i: slabs[i // _IN_A_SLAB].of(i % _IN_A_SLAB) for i in np.unique(pairs).tolist()}
    near = [(a, b) for a, b in pairs.tolist() if overlap(sets[a], sets[b]).is_near(threshold)]
    return _groups(len(articles), near)


def _proposed(slabs: Sequence[Shingles]) -> NDArray[np.int64]:
    """The pairs of texts that agree in a band; texts without words agree with none."""
    if not slabs:
        return np.zeros((0, 2), np.int64)
    full = np.flatnonzero(np.concatenate([np.diff(slab.offsets) for slab in slabs]))
    keys = np.concatenate([bands(signatures(slab)) for slab in slabs])[full]
    return proposals(keys.ravel(), np.repeat(full, BANDS))


def proposals(keys: NDArray[np.uint64], members: NDArray[np.int64]) -> NDArray[np.int64]:
    """The pairs of members that have a key in common, the lower first, each once, in order.

    Each member is paired with the first that has the key and with the one before it, so that a crowd stays linear.
    """
    order = np.lexsort((members, keys))
    keys, members = keys[order], members[order]
    new = np.ones(len(keys), np.bool_)
    new[1:] = keys[1:] != keys[:-1]
    first = np.maximum.accumulate(np.where(new, np.arange(len(keys)), 0))
    later = np.flatnonzero(~new)
    found = np.concatenate(
        [np.stack([members[first[later]], members[later]], 1), np.stack([members[later - 1], members[later]], 1)]
    )
    return np.unique(found[found[:, 0] != found[:, 1]], axis=0)


def _groups(count: int, pairs: Sequence[tuple[int, int]]) -> list[tuple[int, ...]]:
    if not pairs:
        return [(position,) for position in range(count)]
    a, b = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))
    return [tuple(each) for each in joined(count, a, b)]
