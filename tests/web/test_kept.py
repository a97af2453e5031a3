"""Pages that were made before, and those that are being made."""

from __future__ import annotations

from threading import Event

import pytest

from variorum.web.kept import Kept


def test_what_was_used_longest_ago_goes_first_and_the_last_text_never() -> None:
    kept, made = Kept(10), []

    def text(key: str, size: int) -> str:
        return kept.get(key, lambda: made.append(key) or key * size)

    for key, size in (("a", 4), ("b", 4), ("a", 4), ("c", 4), ("a", 4), ("b", 4), ("d", 99), ("d", 99)):
        assert text(key, size) == key * size
    assert made == ["a", "b", "c", "b", "d"]


def test_what_takes_long_is_there_later_and_made_once() -> None:
    kept, go, made = Kept(100), Event(), []

    def make() -> str:
        go.wait(10)
        made.append(1)
        return "page"

    assert kept.soon("k", make, 0.01) is None
    assert kept.soon("k", make, 0.01) is None
    go.set()
    assert kept.soon("k", make, 10) == "page"
    assert kept.soon("k", make, 0) == "page"
    assert made == [1]


def test_what_goes_wrong_in_the_making_is_told_once_and_tried_again() -> None:
    kept, go = Kept(100), Event()

    def fail() -> str:
        go.wait(10)
        raise ValueError("no page")

    assert kept.soon("k", fail, 0.01) is None
    go.set()
    with pytest.raises(ValueError, match="no page"):
        kept.soon("k", fail, 10)
    assert kept.soon("k", lambda: "page", 10) == "page"


def test_a_full_line_holds_up_neither_what_is_there_nor_what_is_in_it() -> None:
    kept, go = Kept(100), Event()
    kept.get("there", lambda: "page")

    def make() -> str:
        go.wait(10)
        return "made"

    assert kept.soon("first", make, 0.01, line=1) is None
    assert kept.soon("other", make, 0.01, line=1) is None
    assert kept.soon("there", make, 0.01, line=1) == "page"
    go.set()
    assert kept.soon("first", make, 10, line=1) == "made"
    assert kept.soon("other", make, 10, line=1) == "made"


def test_what_went_wrong_after_everybody_had_left_is_in_nobodys_way() -> None:
    kept, go = Kept(100), Event()

    def fail() -> str:
        go.wait(10)
        raise ValueError("no page")

    assert kept.soon("wrong", fail, 0.01, line=1) is None
    go.set()
    assert kept.soon("wrong but later", lambda: "page", 10, line=2) == "page"
    assert kept.soon("other", lambda: "page", 10, line=1) == "page"
