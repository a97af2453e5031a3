"""How reasons name the articles that have a word."""

from __future__ import annotations

from variorum.compare.readings import who_has


def test_articles_stand_behind_the_word_they_have():
    found = [("Dawn", "war"), ("Noon", "clash"), ("Dusk", "war"), ("Dawn", "war")]
    assert who_has(found) == "“war” (Dawn, Dusk), “clash” (Noon)"


def test_of_many_articles_some_are_named():
    assert who_has((f"Paper {i}", "war") for i in range(9)).endswith("Paper 5 and 3 more)")
