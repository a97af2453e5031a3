"""Candidate pairs of many claims, in a time that grows about as n log n.

Claims that are the same but for where they stand are one class: the classes are looked for, and their members share
what is found, each with other members. Two ways lead to a pair of classes: a rare word, name or value that both have
(an inverted index), and a leaf of a random projection tree that holds both (Dasgupta and Freund 2008): all are sorted
by a random direction, halved, each half sorted by another one, and so on; what is alike mostly stays together, and of
several trees some keep it so. Directions are always the same ones, and nothing depends on the order of the articles.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from variorum.align.evidence import FEWEST_PARTNERS, LEAST, OWN_PARTNERS, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    from variorum.align.frames import Frame

_TREES = 10
_LEAF = 96
_SEED = 20
# What more classes than this have is no key, and so many classes that share the most keys with one are looked at.
_COMMON = 48
_SHARING = 24
_BLOCK = 1024
# An article's number for classes with members in several.
_SEVERAL = -1

_Rows = tuple["NDArray[np.int64]", "NDArray[np.int64]"]


def candidates_of_many(
    frames: Sequence[Frame], vectors: NDArray[np.float32], rarity: Mapping[str, float], classes: Sequence[int]
) -> list[tuple[int, int]]:
    """Pairs of positions (the first before the second), sorted; the arguments are those of `candidates`."""
    members: dict[int, list[int]] = defaultdict(list)
    for i, first in enumerate(classes):
        members[first].append(i)
    firsts = sorted(members)
    evidence = Evidence([frames[i] for i in firsts], vectors[firsts], rarity)
    where = [{frames[i].ref.article for i in members[first]} for first in firsts]
    articles = np.array([min(each) if len(each) == 1 else _SEVERAL for each in where])
    found: set[tuple[int, int]] = set()
    for one, other in _partners(evidence, articles):
        found.update(_spread(members[firsts[one]], members[firsts[other]], one, frames))
    for same in members.values():
        found.update(pairwise(same))
        found.update((same[0], each) for each in same[2:])
    return sorted(found)


def _spread(left: Sequence[int], right: Sequence[int], turn: int, frames: Sequence[Frame]) -> Iterator[tuple[int, int]]:
    """Each member of a class with one of another, not always the same, in another article where there is one."""
    for k, i in enumerate(left):
        j = right[(k + turn) % len(right)]
        if frames[i].ref.article == frames[j].ref.article:
            j = right[(k + turn + 1) % len(right)]
        yield (i, j) if i < j else (j, i)


def _partners(evidence: Evidence, articles: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """For each row the best of the others that were found: some elsewhere, and a few in its own article."""
    rows, columns = _together(evidence, articles)
    standing = _standing(evidence, rows, columns)
    same = (articles[rows] == articles[columns]) & (articles[rows] != _SEVERAL)
    for limit, kind in ((FEWEST_PARTNERS, ~same), (OWN_PARTNERS, same)):
        kept = kind & (standing >= LEAST)
        yield from _best(rows[kept], columns[kept], standing[kept], limit)


def _best(
    rows: NDArray[np.int64], columns: NDArray[np.int64], standing: NDArray[np.float32], limit: int
) -> Iterator[tuple[int, int]]:
    """Of each row's pairs the ones that stand highest."""
    order = np.lexsort((columns, -standing, rows))
    rows, columns = rows[order], columns[order]
    begins = np.searchsorted(rows, rows)
    first = np.arange(len(rows)) - begins < limit
    yield from zip(rows[first].tolist(), columns[first].tolist(), strict=True)


def _together(evidence: Evidence, articles: NDArray[np.int64]) -> _Rows:
    """All pairs of rows, in both directions, that a tree or a key brings together, sorted."""
    count = len(articles)
    codes = [_shared_keys(matrix) for _, matrix in evidence.sparse]
    codes += [_in_leaf(evidence, leaf, articles) for leaf in _leaves(evidence, count)]
    rows, columns = np.divmod(np.unique(np.concatenate(codes)), count)
    return np.concatenate([rows, columns]), np.concatenate([columns, rows])


def _shared_keys(matrix: csr_matrix) -> NDArray[np.int64]:
    """Codes (the lower row times the number of rows, plus the higher) of rows that share the most of rare keys."""
    from variorum.sparse import sparse

    count = matrix.shape[0]
    rare = sparse.csr_matrix(matrix[:, np.flatnonzero(np.diff(matrix.tocsc().indptr) <= _COMMON)])
    turned = rare.T.tocsr()
    found = []
    for first in range(0, count, _BLOCK):
        shared = (rare[first : first + _BLOCK] @ turned).tocoo()
        rows, columns = shared.row.astype(np.int64) + first, shared.col.astype(np.int64)
        here = rows != columns
        worth = np.round(shared.data[here], 4)
        pairs = np.array(list(_best(rows[here], columns[here], worth, _SHARING)), dtype=np.int64).reshape(-1, 2)
        found.append(_codes(pairs[:, 0], pairs[:, 1], count))
    return np.concatenate(found)


def _codes(rows: NDArray[np.int64], columns: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    codes: NDArray[np.int64] = np.minimum(rows, columns) * count + np.maximum(rows, columns)
    return codes


def _in_leaf(evidence: Evidence, leaf: NDArray[np.int64], articles: NDArray[np.int64]) -> NDArray[np.int64]:
    """Codes of the pairs in a leaf of which one is among the best for the other."""
    standing = evidence.standing(leaf, leaf)
    np.fill_diagonal(standing, -1.0)
    same = (articles[leaf, None] == articles[leaf]) & (articles[leaf, None] != _SEVERAL)
    found = []
    for limit, here in (
        (FEWEST_PARTNERS, np.where(same, -1.0, standing)),
        (OWN_PARTNERS, np.where(same, standing, -1.0)),
    ):
        limit = min(limit, len(leaf))
        best = np.argsort(-here, axis=1, kind="stable")[:, :limit]
        kept = np.take_along_axis(here, best, axis=1) >= LEAST
        rows = np.repeat(np.arange(len(leaf)), kept.sum(axis=1))
        found.append(_codes(leaf[rows], leaf[best[kept]], len(articles)))
    return np.unique(np.concatenate(found))


def _leaves(evidence: Evidence, count: int) -> Iterator[NDArray[np.int64]]:
    """The leaves of all trees: rows that stay together when all are halved again and again."""
    depth = max(0, int(np.ceil(np.log2(count / _LEAF))))
    heights = _heights(evidence, _TREES * depth)
    for tree in range(_TREES):
        node = np.zeros(count, dtype=np.int64)
        for level in range(depth):
            order = np.lexsort((np.arange(count), heights[:, tree * depth + level], node))
            sorted_nodes = node[order]
            begins = np.searchsorted(sorted_nodes, sorted_nodes)
            ends = np.searchsorted(sorted_nodes, sorted_nodes, side="right")
            upper = 2 * (np.arange(count) - begins) >= ends - begins
            node[order] = 2 * sorted_nodes + upper
        order = np.argsort(node, kind="stable")
        yield from np.split(order, np.flatnonzero(np.diff(node[order])) + 1)


def _heights(evidence: Evidence, directions: int) -> NDArray[np.float64]:
    """Where each row stands along so many random directions, rounded."""
    # The legacy generator, whose numbers are the same in every version of numpy.
    chance = np.random.RandomState(_SEED)
    found = evidence.vectors @ chance.standard_normal((evidence.vectors.shape[1], directions)).astype(np.float32)
    for weight, matrix in evidence.sparse:
        found = found + matrix @ (weight**0.5 * chance.standard_normal((matrix.shape[1], directions)))
    rounded: NDArray[np.float64] = np.round(found, 4)
    return rounded


def _standing(evidence: Evidence, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> NDArray[np.float32]:
    """The standing of each of many pairs."""
    found = np.empty(len(rows), dtype=np.float32)
    for first in range(0, len(rows), _BLOCK * 16):
        here = slice(first, first + _BLOCK * 16)
        a, b = rows[here], columns[here]
        standing = np.einsum("ij,ij->i", evidence.vectors[a], evidence.vectors[b]).astype(np.float64)
        for weight, matrix in evidence.sparse:
            standing += weight * np.asarray(matrix[a].multiply(matrix[b]).sum(axis=1)).ravel()
        found[here] = np.round(standing, 4)
    return found
