"""Who is proposed to whom, against the plain way to find them."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest

from variorum.cluster.growing.cells import Cells
from variorum.cluster.growing.postings import Postings, largest


@pytest.mark.parametrize("most", [1, 3, 40, 5000])
def test_the_largest_are_those_of_a_stable_sort_though_many_are_equal(most):
    values = np.random.default_rng(5).integers(0, 9, 400).astype(np.float64)
    assert sorted(largest(values, most).tolist()) == sorted(np.argsort(-values, kind="stable")[:most].tolist())


def test_rows_that_share_the_most_weight_are_proposed_and_of_equals_the_lower():
    chance = np.random.default_rng(7)
    columns = np.stack([chance.choice(300, 112, replace=False) for _ in range(200)]).astype(np.int32)
    weights = chance.integers(0, 4, columns.shape).astype(np.float32)
    postings = Postings()
    for row in range(200):  # one by one: of those that come at once a ring takes half
        postings.enter(np.array([row]), columns[row : row + 1], weights[row : row + 1])
    stands = np.arange(200, dtype=np.int32)
    stands[chance.choice(200, 60, replace=False)] = -1
    stands[stands == 7] = 8  # who asks for 7 meets the one that stands for it
    found = postings.ask(columns, weights, stands, 20)
    for asker in range(200):
        best = np.argsort(-weights[asker], kind="stable")[:80]
        score: defaultdict[int, float] = defaultdict(float)
        for column, weight in zip(columns[asker][best].tolist(), weights[asker][best].tolist(), strict=True):
            if weight > 0:
                for entry in postings._rings[column].tolist():
                    if entry and stands[entry - 1] >= 0:
                        score[int(stands[entry - 1])] += weight**2
        told = sorted(score, key=lambda row: (-score[row], row))[:20]
        assert sorted(found.rows[found.askers == asker].tolist()) == sorted(told)


def _nearest(cells: Cells, vectors: np.ndarray, tongues: np.ndarray, row: int, most: int) -> list[int]:
    others = {other for mine in cells._places[row].tolist() for other in cells._rings[mine].ravel().tolist() if other}
    foreign = [other - 1 for other in others if tongues[other - 1] != tongues[row]]
    return sorted(((vectors[row] > 0) != (vectors[other] > 0)).sum() for other in foreign)[:most]


@pytest.mark.parametrize("languages", [2, 5, 11])  # more languages than there are rings share them
def test_those_of_other_languages_with_the_nearest_vectors_are_proposed(languages):
    chance = np.random.default_rng(11)
    vectors = chance.standard_normal((500, 128)).astype(np.float32)
    tongues = chance.integers(0, languages, 500).astype(np.int16)
    cells, rows, stands = Cells(), np.arange(500), np.arange(500, dtype=np.int32)
    cells.enter(rows, vectors, tongues)
    pairs, some = (
        [pair for answer in cells.ask(rows, tongues, stands, most) for pair in zip(*answer, strict=True)]
        for most in (1000, 9)
    )
    assert all(tongues[a] != tongues[b] for a, b in pairs)
    for row in range(0, 500, 25):
        differ = sorted(((vectors[row] > 0) != (vectors[b] > 0)).sum() for a, b in pairs if a == row)
        assert sorted(set(differ)) == sorted(set(_nearest(cells, vectors, tongues, row, 1000)))
        assert differ[:9] == sorted(((vectors[row] > 0) != (vectors[b] > 0)).sum() for a, b in some if a == row)


def test_a_report_of_the_same_in_another_language_is_found_among_thousands_of_one_region():
    chance = np.random.default_rng(13)
    region = chance.standard_normal(512)
    stories = region + 1.5 * chance.standard_normal((1500, 512))
    vectors = np.concatenate([stories, stories]) + 1.2 * chance.standard_normal((3000, 512))
    vectors[:1016] = chance.standard_normal((1016, 512)) - region  # of the landmarks few are near the region
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    tongues = np.repeat(np.array([0, 1], np.int16), 1500)
    cells, rows, stands = Cells(), np.arange(3000), np.arange(3000, dtype=np.int32)
    cells.enter(rows, vectors, tongues)
    some = rows[-400:]
    met = [(a, b) for answer in cells.ask(some, tongues, stands, 5000) for a, b in zip(*answer, strict=True)]
    told = [(a, b) for answer in cells.ask(some, tongues, stands, 16) for a, b in zip(*answer, strict=True)]
    meeting = {a for a, b in met if b == some[a] - 1500}
    found = {a for a, b in told if b == some[a] - 1500}
    assert len(met) > 400 * 300  # by far more than are looked at by all their signs
    assert len(meeting) > 100
    assert len(found) > 0.98 * len(meeting)


def test_articles_without_a_vector_meet_nobody_abroad_and_stop_nobody():
    vectors = np.zeros((1000, 64), np.float32)
    vectors[:4] = np.random.default_rng(3).standard_normal((4, 64))
    tongues = (np.arange(1000) % 2).astype(np.int16)
    cells, rows = Cells(), np.arange(1000)
    cells.enter(rows[:8], vectors[:8], tongues[:8])
    cells.enter(rows[8:], vectors[8:], tongues[8:])
    assert sum(len(found) for _, found in cells.ask(rows, tongues, np.arange(1000, dtype=np.int32), 9)) > 0
