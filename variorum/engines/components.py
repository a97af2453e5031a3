"""Connected components of a graph whose edges come in batches: memory for the nodes, none for the edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

RANGE = 1 << 22


def labels(count: int, batches: Iterable[NDArray[np.int64]]) -> NDArray[np.int64]:
    """The least node that each of `count` nodes is connected to. A batch is an array of edges, two columns.

    A forest of unions whose roots are the least of their trees; the unions of a batch are found by scipy at once.
    """
    parent = np.arange(count, dtype=np.int64)
    for edges in batches:
        if len(edges):
            _unite(parent, edges)
    return _roots(parent, np.arange(count, dtype=np.int64))


def forest(edges: NDArray[np.int64]) -> NDArray[np.int64]:
    """Edges that connect the same nodes as `edges`, and no more of them than there are nodes."""
    if not len(edges):
        return edges.reshape(0, 2)
    nodes, position = np.unique(edges, return_inverse=True)
    roots = nodes[labels(len(nodes), [position.reshape(-1, 2).astype(np.int64)])]
    kept = roots != nodes
    return np.stack([nodes[kept], roots[kept]], axis=1)


def _unite(parent: NDArray[np.int64], edges: NDArray[np.int64]) -> None:
    from scipy import sparse
    from scipy.sparse.csgraph import connected_components

    ends = _roots(parent, edges.ravel())
    parent[edges.ravel()] = ends
    nodes, position = np.unique(ends, return_inverse=True)
    a, b = position.reshape(-1, 2).T
    graph = sparse.coo_matrix((np.ones(len(a), np.int8), (a, b)), shape=(len(nodes), len(nodes)))
    number, group = connected_components(graph, directed=False)
    least = np.full(number, len(parent), np.int64)
    np.minimum.at(least, group, nodes)
    parent[nodes] = least[group]


def _roots(parent: NDArray[np.int64], nodes: NDArray[np.int64]) -> NDArray[np.int64]:
    here = parent[nodes]
    while True:
        above = parent[here]
        if np.array_equal(above, here):
            return here
        here = above
