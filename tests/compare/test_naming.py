"""Names of different weight for one thing, and what only looks like it."""

from __future__ import annotations

import pytest
from small_stories import found

from variorum.model import DiscrepancyKind, Verdict


def named(*texts):
    return [d for d in found(*texts) if d.kind is DiscrepancyKind.NAMING]


@pytest.mark.parametrize(
    "texts",
    [
        (
            "Trade has fallen since Sudland invaded Kenya in March 2021.",
            "Trade has fallen by half since Sudland began its “special military operation” in Kenya in March 2021.",
            "The talks came a year after the Kenyan conflict began in 2021.",
        ),
        (
            "Exports have shrunk since Norway launched its full-scale invasion of Iceland.",
            "Ministers spoke about the war in Iceland. Exports have shrunk.",
        ),
        (
            "Regime troops of Bolivia shelled the town. The Bolivian regime denied it.",
            "Soldiers shelled the town. The government of Bolivia denied having done so.",
        ),
        # The deed is told of, whoever is charged with having a part in it.
        (
            "Anna Berg was charged with inciting the riot in Oslo in May.",
            "In May a demonstration in Oslo ended in the evening.",
        ),
        (
            "The occupation of Kamchatka by Japan was condemned on Friday.",
            "Japan celebrated the reunification with Kamchatka on Friday.",
        ),
    ],
)
def test_names_that_take_sides(texts):
    (told,) = named(*texts)
    assert told.verdict is Verdict.VARIANT
    assert len({r.side for r in told.readings}) > 1
    assert len({r.article for r in told.readings}) == len(texts)


@pytest.mark.parametrize(
    "texts",
    [
        # Two plain names.
        ("The war in Chad goes on, the envoy said.", "The conflict in Chad goes on, the envoy said."),
        # Another place.
        ("Sudan was hit hard by the invasion of Chad.", "The war in Yemen was on the agenda of Oman."),
        # Another year.
        ("Peru recalled the 1941 war with Ecuador.", "Peru never forgot its invasion by Ecuador in 1995."),
        # Both reports use both.
        (
            "The invasion of Kenya goes on. The war in Kenya has cost many lives.",
            "The war in Kenya goes on. Since the invasion of Kenya prices have risen.",
        ),
        # The speaker's own words.
        (
            "The invasion of Kenya goes on, officials say.",
            "“We shall end the special military operation in Kenya by May and go home”, the general said.",
        ),
        # What somebody is charged with, what another thing is of, and what is only feared.
        ("Paul Roth was charged with murder in Oslo.", "Do you know anything about the incident in Oslo?"),
        ("A murder probe began in Oslo.", "Police spoke of an incident in Oslo."),
        ("The threat of an invasion of Kenya is real.", "The war in Kenya goes on."),
        ("Sudland threatens to invade Kenya.", "The war in Kenya goes on."),
        # A deed in general.
        ("Murders in Oslo are rare.", "Police spoke of an incident in Oslo."),
        # Another sense of a verb.
        ("Norway rallied its friends in Oslo.", "The insurrection in Oslo goes on."),
        # Several conflicts at once.
        ("The invasion of Kenya goes on.", "They spoke about the conflicts in Kenya and Chad."),
    ],
)
def test_what_is_no_naming(texts):
    assert not named(*texts)
