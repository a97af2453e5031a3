"""What every engine has to do, checked on whichever is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from engines import work

from variorum.engines import Engine, Shuffle
from variorum.engines.port import ignore

if TYPE_CHECKING:
    from pathlib import Path

SHUFFLE: Shuffle[int, Any] = Shuffle(work.split, work.merge, work.PARTITIONS)


def collected(operation: Any, *arguments: Any) -> dict[int, Any]:
    found: dict[int, Any] = {}

    def finished(position: int, result: Any) -> None:
        assert position not in found
        found[position] = result

    operation(*arguments, finished)
    return found


class Contract:
    """Tests that a class for each engine inherits."""

    def test_map_tells_each_result_once(self, engine: Engine) -> None:
        assert collected(engine.map, work.square, list(range(7))) == {i: i * i for i in range(7)}

    def test_map_of_nothing(self, engine: Engine) -> None:
        assert collected(engine.map, work.square, []) == {}

    def test_a_failure_is_told_with_its_reason(self, engine: Engine) -> None:
        with pytest.raises(Exception, match="number 3 is wrong"):
            engine.map(work.fail, list(range(5)), ignore)

    def test_the_engine_goes_on_after_a_failure(self, engine: Engine) -> None:
        assert collected(engine.map, work.square, [4]) == {0: 16}

    def test_group_brings_the_rows_of_a_key_together(self, engine: Engine, tmp_path: Path) -> None:
        sources = list(range(6))
        found = collected(engine.group, SHUFFLE, sources, list(range(work.PARTITIONS)), tmp_path / "scratch")
        assert sorted(found) == list(range(work.PARTITIONS))
        seen = {key: values for _, keys in found.values() for key, values in keys}
        expected: dict[int, list[int]] = {}
        for source in (0, 1, 2, 4, 5):
            for key, value in work.rows_of(source).tolist():
                if not (source == 2 and key % work.PARTITIONS == 1):
                    expected.setdefault(key, []).append(value)
        assert seen == expected
        assert all(key % work.PARTITIONS == number for number, (_, keys) in found.items() for key, _ in keys)

    def test_group_merges_what_is_wanted_only_and_empty_partitions_too(self, engine: Engine, tmp_path: Path) -> None:
        assert collected(engine.group, SHUFFLE, [3], [1, 4], tmp_path / "scratch") == {1: (1, []), 4: (4, [])}

    def test_components(self, engine: Engine) -> None:
        from scipy import sparse
        from scipy.sparse.csgraph import connected_components

        found = np.concatenate(list(engine.components(work.edges, list(range(4)), 2000)))
        a, b = np.concatenate([work.edges(each) for each in range(4)]).T
        graph = sparse.coo_matrix((np.ones(len(a)), (a, b)), shape=(2000, 2000))
        label = connected_components(graph, directed=False)[1]
        least = {each: int(np.flatnonzero(label == each)[0]) for each in set(label.tolist())}
        assert found.tolist() == [least[each] for each in label.tolist()]

    def test_components_of_a_long_chain_and_of_no_edges(self, engine: Engine) -> None:
        found = np.concatenate(list(engine.components(work.chain, list(range(10)), 1001)))
        assert found.tolist() == [0] * 1000 + [1000]
        assert [each.tolist() for each in engine.components(work.chain, [], 3)] == [[0, 1, 2]]
