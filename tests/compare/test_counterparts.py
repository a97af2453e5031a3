"""Sentences that answer to each other, and the rules that go by them: each with the case that would fool it."""

from __future__ import annotations

import pytest
from small_stories import collation, kinds

from variorum.compare.context import Story
from variorum.compare.counterparts import counterpart

BRIDGE = (
    "The bridge over the Wend at Halm was opened in 1926. Engineers measured cracks in its hangers on Monday.",
    "Cracks were measured in hangers of the Halm bridge. It has been in use since its opening in 1926.",
)


def fact(story, article, words):
    return next(f for f in story.facts[article] if words in story.text(f))


def test_the_nearest_to_each_other_answer():
    story = Story(collation(*BRIDGE))
    cracks = fact(story, 0, "cracks"), fact(story, 1, "Cracks")
    assert counterpart(story, *cracks) > 0.5
    assert counterpart(story, *reversed(cracks)) == counterpart(story, *cracks)
    assert counterpart(story, cracks[0], fact(story, 1, "in use")) < counterpart(story, *cracks)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (
            "polarity",
            "The dyke at Mellen held through the flood on Tuesday night.",
            "The dyke at Mellen gave way in the flood on Tuesday night.",
        ),
        (
            "polarity",
            "The shareholders of Norvik refused to sell their mill to Tallis on Tuesday.",
            "The shareholders of Norvik agreed on Tuesday to sell their mill to Tallis.",
        ),
        (
            "polarity",
            "The council of Orlen turned down the plan for a quarry.",
            "The plan for a quarry won the backing of the council of Orlen.",
        ),
        (
            "role",
            "Sorvian border guards fired at a patrol of the Ketian army.",
            "Soldiers of the Ketian army fired at Sorvian border guards.",
        ),
        (
            "person",
            "The Golden Reed for best film went to Luca Stagni in Carmel.",
            "Nora Halm won the Golden Reed for best film in Carmel.",
        ),
        ("number", "Turnout in Palmira was 61 percent.", "In Palmira turnout reached only 54 percent."),
        ("date", "The chapel in Dorval was built in 1642.", "The chapel in Dorval was built in 1724."),
        ("certainty", "The plant in Grauhof will close in October.", "The plant in Grauhof may close in October."),
        ("scope", "All schools in Orlen were closed on Tuesday.", "Some schools in Orlen were closed on Tuesday."),
    ],
)
def test_counterparts_that_differ(kind, one, other):
    assert set(kinds(one, other)) == {kind}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The police arrested the mayor of Orlen on Monday.", "The police released the mayor of Orlen on Tuesday."),
        ("The minister declined to comment on the vote.", "The minister was criticised over the vote."),
        ("The harbour of Halm opened in 1926.", "The harbour of Halm was closed until 1947."),
        ("The union wants 6 percent more pay in Rusk.", "Workers in Rusk were given 4 percent more pay."),
        ("Everyone left the stadium in Halm at ten.", "Only moments later the lights of the stadium in Halm went out."),
    ],
)
def test_counterparts_that_only_look_like_it(one, other):
    assert kinds(one, other) == []
