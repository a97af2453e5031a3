"""The words that several sources have: what they share in words is what the story is about, aligned or not."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from typing import TYPE_CHECKING

from variorum.lexicon.frequency import RARE
from variorum.lexicon.stems import stem, stem_probabilities

if TYPE_CHECKING:
    from collections.abc import Mapping

    from variorum.model import Annotated, Collation, Lineage

_WORD = re.compile(r"\w+")


class SharedWords:
    """The words of a story by how many independent sources have them, in headlines, too."""

    def __init__(self, collation: Collation, lineage: Lineage) -> None:
        group_of = {article: n for n, group in enumerate(lineage.groups) for article in group}
        having: dict[str, set[int]] = defaultdict(set)
        for article, annotated in enumerate(collation.articles):
            for each in _stems(_told(annotated)):
                having[each].add(group_of[article])
        others = max(1, len(lineage.groups) - 1)
        self._weight = {each: (len(groups) - 1) / others * _information(each) for each, groups in having.items()}

    def of(self, text: str) -> Mapping[str, float]:
        """The stems of a text of the story that sources beside its own have.

        Each weighs (0 to 1) the share of the other independent sources that have it by how much it tells: its
        information, as a share of that of a rare word.
        """
        return {each: self._weight[each] for each in sorted(_stems(text)) if self._weight.get(each)}


def _told(annotated: Annotated) -> str:
    """All that an article tells, and its title."""
    text = annotated.article.text
    sentences = (text[s.start : s.end] for s in annotated.parse.sentences)
    return "\n".join((annotated.article.title, *sentences))


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _WORD.findall(text.lower()))


def _information(word: str) -> float:
    return min(1.0, math.log(stem_probabilities().get(word, RARE)) / math.log(RARE))
