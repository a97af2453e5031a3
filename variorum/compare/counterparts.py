"""Counterparts: which sentence of one report answers to which of another, when all of them are looked at.

Two reports of one event tell mostly the same things, so a sentence has its counterpart where nothing else is as near to
it, and it is the nearest to that one in turn. Such a pair speaks of one thing even where few words are shared; this is
the mutual nearest neighbour of image matching and of bilingual mining (Artetxe and Schwenk 2019). It is evidence beside
the rules' own, never enough by itself: a sentence that answers to nothing has a nearest one, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from variorum.compare.phrases import sentences_in_common

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from variorum.compare.context import Fact, Story

# What words and names in common count beside the nearness of vectors, and how much of them counts at most.
_WORDS = 0.25
_MOST_WORDS = 3.0
_NAME = 0.3
# Sentences less near than this answer to nothing.
_LEAST = 0.2
# With more pairs of sentences than this some pair is near by accident; nothing is said then.
_MOST_PAIRS = 1600
_SECOND = 0.5
# So many of the nearest are told of a sentence.
_TOLD = 2
# Words in common bring no sentence to the front that is further back by its vector.
_LOOKED_AT = 6


def counterpart(story: Story, x: Fact, y: Fact) -> float:
    """How surely the sentences of two facts answer to each other: 0, or their nearness (about 0.2 to 1.5).

    The nearness counts half where one of them has a single nearer one.
    """
    near = nearness(story, x.article, y.article)
    if near is None:
        return 0.0
    i, j = x.claim.sentence, y.claim.sentence
    if (x.article, y.article) != near.articles:
        i, j = j, i
    here = near.at(i, j)
    if here < _LEAST:
        return 0.0
    ahead = max(near.ahead_in_row(i, here), near.ahead_in_column(j, here))
    return 0.0 if ahead > 1 else here if ahead == 0 else _SECOND * here


class Nearness:
    """How near every sentence of one article (rows) is to every one of another (columns).

    What words in common add is found for a pair of sentences when it is asked for, and only where it can matter: it
    has an upper limit, and most sentences are too far apart to be ahead of any.
    """

    def __init__(self, story: Story, a: int, b: int) -> None:
        self.articles = (a, b)
        self._story = story
        self._cosines = np.maximum(_centres(story, a) @ _centres(story, b).T, 0.0)
        self._told = tuple({f.claim.sentence for f in story.facts[article]} for article in (a, b))
        self._known: dict[tuple[int, int], float] = {}

    def at(self, i: int, j: int) -> float:
        """The nearness of two sentences."""
        if (i, j) not in self._known:
            self._known[i, j] = float(self._cosines[i, j] + self._in_common(i, j))
        return self._known[i, j]

    def _in_common(self, i: int, j: int) -> float:
        if i not in self._told[0] or j not in self._told[1]:
            return 0.0
        a, b = self.articles
        return _WORDS * min(sentences_in_common(self._story, (a, i), (b, j), _NAME), _MOST_WORDS)

    def ahead_in_row(self, i: int, here: float) -> int:
        """How many sentences of the second article are nearer to one of the first: 0, 1 or 2 for more than one."""
        return self._ahead(self._cosines[i], here, lambda j: self.at(i, j))

    def ahead_in_column(self, j: int, here: float) -> int:
        """How many sentences of the first article are nearer to one of the second: 0, 1 or 2 for more than one."""
        return self._ahead(self._cosines[:, j], here, lambda i: self.at(i, j))

    def best_in_row(self, i: int) -> list[tuple[float, int]]:
        """The two sentences of the second article that are nearest to one of the first, with their nearness."""
        return self._best(self._cosines[i], lambda j: self.at(i, j))

    def best_in_column(self, j: int) -> list[tuple[float, int]]:
        """The two sentences of the first article that are nearest to one of the second, with their nearness."""
        return self._best(self._cosines[:, j], lambda i: self.at(i, j))

    @staticmethod
    def _best(cosines: NDArray[np.float64], nearness: Callable[[int], float]) -> list[tuple[float, int]]:
        best: list[tuple[float, int]] = []
        for other in np.argsort(-cosines, kind="stable")[:_LOOKED_AT].tolist():
            if len(best) == _TOLD and cosines[other] + _WORDS * _MOST_WORDS <= best[-1][0]:
                break
            best = sorted([*best, (nearness(other), other)], key=lambda b: (-b[0], b[1]))[:_TOLD]
        return best

    @staticmethod
    def _ahead(cosines: NDArray[np.float64], here: float, nearness: Callable[[int], float]) -> int:
        count = 0
        # The nearest by vector first: mostly they are ahead, and two are enough.
        for other in np.argsort(-cosines, kind="stable").tolist():
            if cosines[other] + _WORDS * _MOST_WORDS <= here:
                break
            count += nearness(other) > here + 1e-6
            if count > 1:
                break
        return count


def nearness(story: Story, a: int, b: int) -> Nearness | None:
    """The nearness of the sentences of two articles; None for long reports."""
    if len(story.articles[a].parse.sentences) * len(story.articles[b].parse.sentences) > _MOST_PAIRS:
        return None
    if (a, b) not in story.nearness:
        turned = story.nearness.get((b, a))
        story.nearness[a, b] = Nearness(story, a, b) if turned is None else turned
    return story.nearness[a, b]


def _centres(story: Story, article: int) -> NDArray[np.float64]:
    """One unit row a sentence: the mean of its claims' vectors by length; zeros for a sentence without claims."""
    if article in story.centres:
        return story.centres[article]
    sentences = story.articles[article].parse.sentences
    rows = np.zeros((len(sentences), story.collation.vectors.shape[1] if story.collation.vectors.ndim == 2 else 0))
    for fact in story.facts[article]:
        vector = story.vector(fact)
        if vector is not None:
            rows[fact.claim.sentence] += len(fact.claim.tokens) * vector
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    lengths[lengths == 0] = 1.0
    story.centres[article] = rows / lengths
    return story.centres[article]
