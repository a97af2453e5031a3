from __future__ import annotations

import numpy as np

from variorum.cluster import stories
from variorum.cluster.crowds import gathered
from variorum.encode import NgramEncoder
from variorum.model import Article, Block, BlockKind


def pairs(values: np.ndarray) -> tuple[tuple[np.ndarray, np.ndarray], np.ndarray]:
    a, b = np.triu_indices(len(values), 1)
    return (a, b), values[a, b]


def test_many_pieces_that_are_alike_are_one_story_and_two_are_not():
    alike = np.full((24, 24), 0.35)
    weight = np.ones(24, np.int64)
    six = [list(range(i, i + 4)) for i in range(0, 24, 4)]
    two = [list(range(12)), list(range(12, 24))]
    assert gathered(six, *pairs(alike), weight) == [list(range(24))]
    assert gathered(two, *pairs(alike), weight) == two
    assert gathered(two, *pairs(alike), weight, lambda _: True) == [list(range(24))]
    assert gathered(six, *pairs(alike - 0.1), weight) == six


def test_a_story_of_eighty_articles_is_one():
    chance = np.random.default_rng(1)
    names = [f"Tor{a}{b}" for a in "abdegk" for b in "lmnoprst"]
    plain = [f"word{i}" for i in range(400)]

    def text() -> str:
        own, told = chance.choice(plain, 18), chance.choice(names[:16], 11, replace=False)
        return " ".join(chance.permutation([*own, *told]))

    def article(i: int, text: str) -> Article:
        return Article(str(i), text, (Block(0, len(text), BlockKind.BODY),))

    others = [" ".join(chance.choice(plain, 25)) for _ in range(20)]
    found = stories([article(i, t) for i, t in enumerate([*(text() for _ in range(80)), *others])], NgramEncoder())
    largest = max(found, key=len)
    assert len(largest) >= 78
    assert max(largest) < 80
