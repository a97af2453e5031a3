"""MinHash signatures by one permutation, and the bands that propose pairs.

Each shingle falls into one of 128 bins, and a bin keeps its least value (Li, Owen and Zhang 2012): one pass over the
shingles instead of 128. An empty bin takes over that of another, chosen at random but for all texts alike, which keeps
the estimate of the Jaccard index unbiased with the least variance (Shrivastava 2017). Signatures are cut into bands
(Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from variorum.cluster.minhash.shingles import mixed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from variorum.cluster.minhash.shingles import Shingles

BINS = 128
ROWS = 5
BANDS = BINS // ROWS
_EMPTY = np.uint32(0xFFFFFFFF)
_TRIES = 24
# Texts that are looked at in one go: what is made of them stays in the processor's cache.
_AT_ONCE = 256


def signatures(shingled: Shingles) -> NDArray[np.uint32]:
    """One row of 128 for each text; a text without shingles has all ones."""
    count = len(shingled.offsets) - 1
    rows = np.empty((count, BINS), np.uint32)
    for first in range(0, count, _AT_ONCE):
        offsets = shingled.offsets[first : first + _AT_ONCE + 1]
        rows[first : first + _AT_ONCE] = _signed(shingled.hashes[offsets[0] : offsets[-1]], np.diff(offsets))
    return rows


def _signed(hashes: NDArray[np.uint64], counts: NDArray[np.int64]) -> NDArray[np.uint32]:
    """The rows of some texts, of which so many shingles are each one's."""
    rows = np.full(len(counts) * BINS, _EMPTY, np.uint32)
    text = np.repeat(np.arange(len(counts), dtype=np.int64) * BINS, counts)
    place = text + (hashes >> np.uint64(57)).astype(np.int64)
    # The greatest value stands for an empty bin.
    values = np.minimum(hashes.astype(np.uint32), np.uint32(0xFFFFFFFE))
    np.minimum.at(rows, place, values)
    return _densified(rows.reshape(len(counts), BINS))


def _densified(rows: NDArray[np.uint32]) -> NDArray[np.uint32]:
    filled = rows != _EMPTY
    text, place = np.nonzero(~filled & filled.any(axis=1)[:, None])
    dense = rows.copy()
    for attempt in range(_TRIES):
        if not len(text):
            return dense
        donor = _donors()[attempt][place]
        found = filled[text, donor]
        # The number of the try goes in, so that a value borrowed early is not taken for one borrowed late.
        dense[text[found], place[found]] = rows[text[found], donor[found]] + np.uint32(attempt + 1)
        text, place = text[~found], place[~found]
    # What is left belongs to texts of a few words: the next bin that is not empty, going round.
    for i, j in zip(text.tolist(), place.tolist(), strict=True):
        behind = np.flatnonzero(np.roll(filled[i], -j))[0]
        dense[i, j] = rows[i, (j + behind) % BINS] + np.uint32(_TRIES + 1)
    return dense


@cache
def _donors() -> NDArray[np.int64]:
    """For each try and each bin the bin to borrow from."""
    numbers = np.arange(1, _TRIES * BINS + 1, dtype=np.uint64)
    return (mixed(numbers * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(57)).astype(np.int64).reshape(_TRIES, BINS)


def bands(rows: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """One row of hashes for each text, one of each band; equal hashes propose a pair. The band's number is in it."""
    cut = rows[:, : BANDS * ROWS].reshape(len(rows), BANDS, ROWS).astype(np.uint64)
    sums = np.broadcast_to(np.arange(1, BANDS + 1, dtype=np.uint64), cut.shape[:2]).copy()
    for place in range(ROWS):
        sums = mixed(sums * np.uint64(0x9E3779B97F4A7C15) + cut[:, :, place])
    return sums
