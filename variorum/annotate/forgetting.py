"""The words that a spaCy pipeline has seen, of which it forgets none by itself.

Each new word stays in its vocabulary for good, with its forms and its lemma: invented names of 300 articles were
12 MB, and a watch that runs for weeks would grow for ever. So a pipeline keeps the words of its beginning, among them
all that are common, which makes it quick; when they are many, those that are new are forgotten with the articles that
they stand in (spaCy's memory zones). What is found does not depend on it.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import lru_cache
from threading import RLock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language

KEPT = 100_000
"""Strings that a pipeline may keep besides those that it was loaded with."""

# What one thread adds while another's zone is open would be forgotten with that.
_ONE_AT_A_TIME = RLock()


@contextmanager
def kept_small(pipeline: Language) -> Iterator[None]:
    """Use a pipeline; no `Doc` or `Token` of it may be used after the block. Other threads wait meanwhile."""
    with _ONE_AT_A_TIME:
        if len(pipeline.vocab.strings) - _at_first(pipeline) < KEPT:
            yield
            return
        with pipeline.memory_zone():
            yield
        for _, component in pipeline.pipeline:
            if isinstance(
                kept := getattr(component, "cache", None), dict
            ):  # a lemmatizer's, of every word it was asked
                kept.clear()


@lru_cache(maxsize=16)
def _at_first(pipeline: Language) -> int:
    return len(pipeline.vocab.strings)
