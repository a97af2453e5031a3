"""No cycles are looked for while an article is annotated, since annotating makes none."""

from __future__ import annotations

import gc

import pytest

from variorum.annotate import annotate
from variorum.annotate.uncollected import uncollected
from variorum.model import Article, Block, BlockKind

TEXT = (
    "Ferry runs aground off Norra\n\nThe ferry Alma ran aground off Norra on Monday, mayor Ada Holm said. "
    '"All 42 passengers are safe," she told reporters. The two crews met on 3 May and agreed to end the search.'
)


def article(name: str) -> Article:
    """A report with a name, a role, a quotation, numbers and times in it."""
    return Article(name, TEXT, (Block(0, len(TEXT), BlockKind.BODY),), published="2025-05-05", language="en")


def test_the_search_for_cycles_is_put_off() -> None:
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_search_goes_on_after_an_error() -> None:
    with pytest.raises(ValueError, match="broken"), uncollected():
        raise ValueError("broken")
    assert gc.isenabled()


def test_whoever_switched_the_search_off_finds_it_off() -> None:
    annotate([article("first")])  # what loads the model switches the search on
    gc.disable()
    try:
        annotate([article("off")])
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_annotating_leaves_nothing_that_only_the_search_would_free() -> None:
    annotate([article("first")])
    gc.collect()
    gc.disable()
    try:
        made = annotate([article(f"a{number}") for number in range(5)])
        assert all(each.claims for each in made)
        # What the parser leaves is its own; it does not grow with tokens.
        tokens = sum(len(each.parse.tokens) for each in made)
        del made
        assert gc.collect() < tokens
    finally:
        gc.enable()
