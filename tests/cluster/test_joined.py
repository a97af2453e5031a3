"""Pairs join what they connect, as scipy says."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from variorum.cluster.joined import joined

_PAIRS = st.lists(st.tuples(st.integers(0, 19), st.integers(0, 19)), max_size=30)


def _joined(count: int, pairs: list[tuple[int, int]]) -> list[list[int]]:
    a, b = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))
    return joined(count, a, b)


@given(_PAIRS)
def test_the_groups_are_those_that_scipy_finds(pairs: list[tuple[int, int]]) -> None:
    a, b = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))
    labels = connected_components(coo_matrix((np.ones(len(a)), (a, b)), shape=(20, 20)), directed=False)[1]
    groups: dict[int, list[int]] = {}
    for position, label in enumerate(labels.tolist()):
        groups.setdefault(label, []).append(position)
    assert _joined(20, pairs) == list(groups.values())


def test_a_long_chain_in_any_order_is_one_group() -> None:
    links = np.random.default_rng(7).permutation(9_999)
    assert joined(10_000, links + 1, links) == [list(range(10_000))]


def test_without_pairs_everything_is_alone() -> None:
    assert _joined(3, []) == [[0], [1], [2]]
    assert _joined(0, []) == []


def test_stories_are_told_apart_without_importing_a_library_of_graphs() -> None:
    code = "import sys, variorum.cluster; sys.exit('scipy.sparse.csgraph' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
