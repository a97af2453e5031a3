"""Near-duplicates: articles whose text is nearly the same, word for word.

Sets of five-word shingles are compared by MinHash signatures (Broder 1997) cut into bands (Leskovec, Rajaraman and
Ullman, Mining of Massive Datasets, chapter 3), which is about linear in the number of articles. What a band proposes
is checked on the shingles themselves, so that the result does not hang on which of the two ways makes the signatures.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from variorum.model import Article

    Signer = Callable[[Sequence[frozenset[str]]], NDArray[np.uint64]]

_WORD = re.compile(r"[^\W_]+|[\u3040-\u30ff\u3400-\u9fff]")
_SHINGLE = 5
_PERMUTATIONS = 128
_ROWS = 4
_SEED = 20
_PRIME = np.uint64((1 << 31) - 1)


def near_duplicates(
    articles: Sequence[Article], threshold: float = 0.8, signer: Signer | None = None
) -> list[tuple[int, ...]]:
    """Group articles whose shingles agree to at least `threshold` (Jaccard, 0 to 1), directly or by way of others.

    Returns every position exactly once, groups and members in order of position; an article without words is alone.
    `signer` makes the MinHash signatures: `rensa_signatures` where the library is there, else `numpy_signatures`.
    """
    if not 0 < threshold <= 1:
        raise ValueError(f"the threshold must lie between 0 and 1, not {threshold}")
    shingled = [shingles(article.text) for article in articles]
    root = list(range(len(articles)))
    for a, b in sorted(set(_proposed(shingled, signer or default_signer()))):
        if _top(root, a) != _top(root, b) and _jaccard(shingled[a], shingled[b]) >= threshold:
            low, high = sorted((_top(root, a), _top(root, b)))
            root[high] = low
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for position in range(len(articles)):
        groups[_top(root, position)].append(position)
    return [tuple(each) for each in groups.values()]


def shingles(text: str) -> frozenset[str]:
    """All sequences of five words, case folded; a shorter text is one shingle, an empty one none."""
    words = [match.group().casefold() for match in _WORD.finditer(text)]
    count = max(1, len(words) - _SHINGLE + 1) if words else 0
    return frozenset(" ".join(words[i : i + _SHINGLE]) for i in range(count))


def default_signer() -> Signer:
    """The fast way of making signatures if it is installed, else the plain one."""
    try:
        import rensa  # noqa: F401
    except ImportError:
        return numpy_signatures
    return rensa_signatures


def rensa_signatures(sets: Sequence[frozenset[str]]) -> NDArray[np.uint64]:
    """One MinHash signature a row, made by rensa."""
    from rensa import RMinHash

    rows = RMinHash.digests_from_token_sets([sorted(each) for each in sets], _PERMUTATIONS, _SEED)
    return np.array(rows, dtype=np.uint64).reshape(len(sets), _PERMUTATIONS)


def numpy_signatures(sets: Sequence[frozenset[str]]) -> NDArray[np.uint64]:
    """One MinHash signature a row, by linear permutations of a 32-bit checksum."""
    random = np.random.default_rng(_SEED)
    factor = random.integers(1, int(_PRIME), _PERMUTATIONS, dtype=np.uint64)
    offset = random.integers(0, int(_PRIME), _PERMUTATIONS, dtype=np.uint64)
    rows = np.full((len(sets), _PERMUTATIONS), _PRIME, dtype=np.uint64)
    for row, each in zip(rows, sets, strict=True):
        if each:
            hashes = np.array([zlib.crc32(s.encode("utf-8", "surrogatepass")) for s in sorted(each)], dtype=np.uint64)
            # Folded below the prime first, so that the product stays within 64 bits.
            row[:] = (((hashes % _PRIME)[:, None] * factor + offset) % _PRIME).min(axis=0)
    return rows


def _proposed(shingled: Sequence[frozenset[str]], signer: Signer) -> Iterator[tuple[int, int]]:
    """Pairs that agree in a band: each member with the first and the one before it, so that a crowd stays linear."""
    full = [i for i, each in enumerate(shingled) if each]
    if not full:
        return
    signatures = signer([shingled[i] for i in full])
    for start in range(0, _PERMUTATIONS, _ROWS):
        buckets: defaultdict[bytes, list[int]] = defaultdict(list)
        for i, row in zip(full, signatures[:, start : start + _ROWS], strict=True):
            buckets[row.tobytes()].append(i)
        for bucket in buckets.values():
            for before, i in pairwise(bucket):
                yield bucket[0], i
                yield before, i


def _jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b)


def _top(root: list[int], item: int) -> int:
    while root[item] != item:
        root[item] = root[root[item]]
        item = root[item]
    return item
