"""Counterparts: which sentence of one report answers to which of another, when all of them are looked at.

Two reports of one event tell mostly the same things, so a sentence has its counterpart where nothing else is as near to
it, and it is the nearest to that one in turn. Such a pair speaks of one thing even where few words are shared; this is
the mutual nearest neighbour of image matching and of bilingual mining (Artetxe and Schwenk 2019). It is evidence beside
the rules' own, never enough by itself: a sentence that answers to nothing has a nearest one, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from variorum.compare.phrases import likeness, sentence_phrase

if TYPE_CHECKING:
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


def counterpart(story: Story, x: Fact, y: Fact) -> float:
    """How surely the sentences of two facts answer to each other: 0, or their nearness (about 0.2 to 1.5).

    The nearness counts half where one of them has a single nearer one.
    """
    near = _nearness(story, x.article, y.article)
    if near is None:
        return 0.0
    i, j = x.claim.sentence, y.claim.sentence
    here = float(near[i, j])
    ahead = max(int((near[i] > here + 1e-6).sum()), int((near[:, j] > here + 1e-6).sum()))
    if here < _LEAST or ahead > 1:
        return 0.0
    return here if ahead == 0 else _SECOND * here


def _nearness(story: Story, a: int, b: int) -> NDArray[np.float64] | None:
    """The nearness of every sentence of `a` (rows) to every one of `b` (columns); None for long reports."""
    if (a, b) not in story.nearness:
        turned = story.nearness.get((b, a))
        story.nearness[a, b] = _measured(story, a, b) if turned is None else turned.T
    found = story.nearness[a, b]
    return found if found.size else None


def _measured(story: Story, a: int, b: int) -> NDArray[np.float64]:
    left, right = (_centres(story, article) for article in (a, b))
    if len(left) * len(right) > _MOST_PAIRS:
        return np.zeros((0, 0))
    near = np.maximum(left @ right.T, 0.0)
    told = [{f.claim.sentence for f in story.facts[article]} for article in (a, b)]
    for i in told[0]:
        for j in told[1]:
            alike = likeness(sentence_phrase(story, a, i), sentence_phrase(story, b, j), name_worth=_NAME)
            near[i, j] += _WORDS * min(alike.worth, _MOST_WORDS)
    return near


def _centres(story: Story, article: int) -> NDArray[np.float64]:
    """One unit row a sentence: the mean of its claims' vectors by length; zeros for a sentence without claims."""
    sentences = story.articles[article].parse.sentences
    rows = np.zeros((len(sentences), story.collation.vectors.shape[1] if story.collation.vectors.ndim == 2 else 0))
    for fact in story.facts[article]:
        vector = story.vector(fact)
        if vector is not None:
            rows[fact.claim.sentence] += len(fact.claim.tokens) * vector
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    lengths[lengths == 0] = 1.0
    unit: NDArray[np.float64] = rows / lengths
    return unit
