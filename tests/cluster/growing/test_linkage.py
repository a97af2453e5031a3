from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.cluster.growing.linkage import linked, linked_under
from variorum.cluster.linkage import average_linkage


@settings(deadline=None)
@given(st.integers(1, 24), st.integers(0, 10_000))
def test_three_ways_of_linking_agree(count, seed):
    chance = np.random.default_rng(seed)
    matrix = np.triu(chance.random((count, count)) * (chance.random((count, count)) < 0.6), 1).astype(np.float32)
    matrix = matrix + matrix.T
    pairs = [(i, j, float(matrix[i, j])) for i in range(count) for j in range(i + 1, count)]
    plain = sorted(map(tuple, average_linkage(count, pairs, 0.4)))
    assert sorted(map(tuple, linked(matrix, 0.4))) == plain
    assert sorted(map(tuple, linked_under(matrix, 0.4, [[i] for i in range(count)], []))) == plain


def test_decisions_are_obeyed():
    matrix = np.full((4, 4), 0.9, np.float32)
    np.fill_diagonal(matrix, 0)
    assert linked_under(matrix, 0.5, [[0], [1], [2], [3]], [(0, 1)]) in ([[0, 2, 3], [1]], [[0], [1, 2, 3]])
    assert linked_under(np.zeros((4, 4), np.float32), 0.5, [[0, 3], [1], [2]], []) == [[0, 3], [1], [2]]
