"""The schemes of relations that parsers of other languages have, told by their labels, and how each is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.annotate import passives, stanford_chinese, tiger
from variorum.annotate.universal import known

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from variorum.annotate.universal import Word

    Reading = Callable[[Sequence[Word]], tuple[Word, ...]]

_UNIVERSAL = frozenset({"nsubj", "obj"})
_CLEAR = frozenset({"nsubj", "dobj", "pobj"})


def reading(labels: frozenset[str]) -> Reading | None:
    """What gives the words of a sentence the relations that annotators know (see `universal.known`).

    `labels` are the relations that the parser knows. None where they are of none of the schemes: Universal
    Dependencies, TIGER's (spaCy's German pipelines), the Chinese Stanford Dependencies (its Chinese ones), and
    ClearNLP's, which need no turning.
    """
    if labels >= _UNIVERSAL:
        return known if labels & passives.NAMES else _without_passives
    if labels >= _CLEAR:
        return known
    if labels >= tiger.NEEDED:
        return _german
    if labels >= stanford_chinese.NEEDED:
        return _chinese
    return None


def _without_passives(words: Sequence[Word]) -> tuple[Word, ...]:
    return known(passives.universal(words))


def _german(words: Sequence[Word]) -> tuple[Word, ...]:
    return known(tiger.universal(words))


def _chinese(words: Sequence[Word]) -> tuple[Word, ...]:
    return known(stanford_chinese.universal(words))
