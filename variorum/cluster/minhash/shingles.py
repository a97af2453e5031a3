"""Texts to sets of hashed shingles, many texts at a time.

A shingle is a sequence of five words, case folded; a word is a run of letters and digits, or one character of a script
written without spaces. Words and shingles are 64-bit hashes: a polynomial over a word's characters (Karp and Rabin
1987) and one over five words, both finished with the mixing of SplitMix64 (Steele, Lea and Flood 2014). That two
articles of 400 shingles seem to share one which they do not has a chance of about 1e-14. Everything is done on
arrays, a batch of texts in one go, which is where the speed comes from.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

SHINGLE = 5
# Characters of a batch: small enough for its arrays to stay in the processor's cache for the most part.
_BATCH = 1 << 18
_CODES = 0x110000
_UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3040, 0x30FF),
    (0x3400, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x323AF),
)
_BASE = 0x9E3779B97F4A7C15


class Shingles(NamedTuple):
    """The shingles of some texts: those of text `i` are `hashes[offsets[i]:offsets[i + 1]]`, in order, repeats too."""

    hashes: NDArray[np.uint64]
    offsets: NDArray[np.int64]

    def of(self, text: int) -> NDArray[np.uint64]:
        """The set of a text's shingles, as a sorted array."""
        found = np.sort(self.hashes[self.offsets[text] : self.offsets[text + 1]])
        # np.unique would build a table of hashes first, which takes longer than to sort a few hundred numbers.
        new = np.ones(len(found), np.bool_)
        np.not_equal(found[1:], found[:-1], out=new[1:])
        return found[new]


class _Letters(NamedTuple):
    """For each character its kind (0 none, 1 of a word, 2 a word by itself) and the hash of its lower case."""

    kinds: NDArray[np.uint8]
    hashes: NDArray[np.uint64]


def shingles(texts: Sequence[str]) -> Shingles:
    """The shingles of each text. A text of fewer than five words has one, a text without words none."""
    found = [_batch(batch) for batch in _batches(texts)]
    if not found:
        return Shingles(np.zeros(0, np.uint64), np.zeros(1, np.int64))
    counts = np.concatenate([np.diff(each.offsets) for each in found])
    return Shingles(np.concatenate([each.hashes for each in found]), _offsets(counts))


def mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The values, scattered so that every bit of one changes about half of the bits of the other."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values ^= values >> np.uint64(27)
    values *= np.uint64(0x94D049BB133111EB)
    values ^= values >> np.uint64(31)
    return values


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    length = 0
    for text in texts:
        if batch and length + len(text) > _BATCH:
            yield batch
            batch, length = [], 0
        batch.append(text)
        length += len(text) + 1
    if batch:
        yield batch


def _batch(texts: list[str]) -> Shingles:
    words, counts = _words(texts)
    begins = _offsets(counts)
    short = np.flatnonzero((counts > 0) & (counts < SHINGLE))
    number = np.where(counts >= SHINGLE, counts - SHINGLE + 1, np.minimum(counts, 1))
    offsets = _offsets(number)
    if len(words) < SHINGLE:
        rows = np.zeros(int(offsets[-1]), np.uint64)
    else:
        sums = words[: len(words) - SHINGLE + 1].copy()
        for place in range(1, SHINGLE):
            sums *= np.uint64(_BASE)
            sums += words[place : len(words) - SHINGLE + 1 + place]
        # Shingles that run over the end of a text are left out; those of short texts are made below.
        full = counts >= SHINGLE
        inside = np.zeros(len(sums) + 1, np.int8)
        np.add.at(inside, begins[:-1][full], 1)
        np.add.at(inside, begins[:-1][full] + number[full], -1)
        whole = mixed(sums[np.cumsum(inside[:-1], dtype=np.int8) > 0])
        rows = whole if not len(short) else _with_room(whole, number, full)
    for text in short:
        rows[offsets[text]] = _short(words[begins[text] : begins[text + 1]])
    return Shingles(rows, offsets)


def _with_room(whole: NDArray[np.uint64], number: NDArray[np.int64], full: NDArray[np.bool_]) -> NDArray[np.uint64]:
    """The shingles of full texts with a place for the one of each short text."""
    rows = np.zeros(int(number.sum()), np.uint64)
    rows[np.repeat(full, number)] = whole
    return rows


def _short(words: NDArray[np.uint64]) -> np.uint64:
    total = len(words)
    for word in words.tolist():
        total = (total * _BASE + word) % (1 << 64)
    return np.uint64(mixed(np.array([total], np.uint64))[0])


def _words(texts: list[str]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The hash of each word of some texts, and the number of words of each text."""
    joined = "\n".join(texts)
    # Indices of the machine's own width are looked up in half the time.
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.intp)
    letters = _letters()
    kinds = letters.kinds.take(codes)
    at = np.flatnonzero(kinds != 0)
    if not len(at):
        return np.zeros(0, np.uint64), np.zeros(len(texts), np.int64)
    kept = kinds.take(at)
    begins = np.empty(len(at), np.bool_)
    begins[0] = True
    np.not_equal(at[1:], at[:-1] + 1, out=begins[1:])
    begins[1:] |= (kept[1:] | kept[:-1]) > 1
    starts = np.flatnonzero(begins)
    powers, inverses = _powers(1 << max(18, len(at).bit_length()))
    terms = letters.hashes.take(codes.take(at))
    terms *= powers[: len(at)]
    # Each word's polynomial is brought back to the power 0 at its first character.
    hashes = mixed(np.add.reduceat(terms, starts) * inverses[starts])
    ends = np.cumsum([len(text) + 1 for text in texts])
    return hashes, np.diff(np.searchsorted(at[starts], ends), prepend=0)


def _offsets(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(counts, dtype=np.int64)])


@cache
def _letters() -> _Letters:
    characters = [chr(code) for code in range(_CODES)]
    kinds = np.fromiter((c.isalnum() for c in characters), np.uint8, _CODES)
    for first, last in _UNSPACED:
        kinds[first : last + 1] *= 2
    folded = np.fromiter((ord(c.lower()[0]) for c in characters), np.uint64, _CODES)
    return _Letters(kinds, mixed(folded + np.uint64(_BASE)))


@cache
def _powers(size: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The powers of the base, and those of its inverse, modulo 2 to the 64."""
    found = []
    for base in (_BASE, pow(_BASE, -1, 1 << 64)):
        factors = np.full(size, base, np.uint64)
        factors[0] = 1
        found.append(np.multiply.accumulate(factors))
    return found[0], found[1]
