"""One claim set against a report of the same act: what excludes it, and what only looks so."""

from __future__ import annotations

import pytest
from small_stories import collation, found

from variorum.compare.context import Story
from variorum.compare.rules.slots import find, strictness
from variorum.lexicon.opposites import converse, opposed, ties


def told(*texts):
    """The kinds of what this rule alone finds."""
    return sorted(d.kind.value for d in find(Story(collation(*texts))))


EXCLUDED = [
    # The act's opposite, its denial, and a noun that names the opposite.
    ("polarity", "The council of Torvik adopted the harbour plan on Monday.", "The council of Torvik vetoed the plan."),
    (
        "polarity",
        "Norland Bank will not support the merger, and its shares fell.",
        "Norland Bank supports the merger.",
    ),
    ("polarity", "Norland Steel posted a profit of 20 million euros for the year.", "Norland Steel lost 20 million."),
    # Ends of a relation, and of a journey.
    ("role", "Veld Foods is a subsidiary of Norland Mills.", "Veld Foods owns Norland Mills."),
    ("role", "The mayor praised Holm's successor, the engineer Karin Rusk.", "Holm succeeded Karin Rusk."),
    (
        "role",
        "The ferry Aurora left for Bergen on 4 May 2021.",
        "The ferry Aurora left Bergen on 4 May 2021.",
    ),
    # A price.
    (
        "number",
        "To settle debts of 40 million euros, Barnwell Mills was sold for 12 million euros.",
        "Barnwell Mills cost 40 million euros.",
    ),
    # What happens once.
    ("date", "The painter Ida Holm died on 3 March 1902 in Bergen.", "Ida Holm died in 1904."),
    # Called its opposite.
    ("polarity", "Three children swam in an empty pool.", "Three children swam in a full pool."),
]


@pytest.mark.parametrize(("kind", "one", "other"), EXCLUDED)
def test_one_excludes_the_other(kind, one, other):
    assert told(one, other) == [kind]
    assert told(other, one) == [kind]


@pytest.mark.parametrize(
    "texts",
    [
        # What one party buys the other sells.
        ("Barnwell Mills was later bought by Norland Mills.", "Barnwell Mills was sold to Norland Mills."),
        # Another time, and a denial for a time only.
        ("The ship left Bergen on 1 May 2021.", "The ship reached Bergen in April 2021."),
        ("Torvik did not initially back the treaty.", "Torvik backed the treaty."),
        # Another object; another party of the same kind.
        ("The cow is not eating hay.", "The cow is eating grass."),
        ("The Torvik government rejected the offer.", "The Bergen government accepted the offer."),
        # Both are told.
        ("Torvik vetoed the plan, but later adopted the plan.", "Torvik adopted the plan."),
        # One relation from either end.
        ("Veld Foods is a subsidiary of Norland Mills.", "Norland Mills owns Veld Foods."),
        ("The mayor praised Holm's successor, the engineer Karin Rusk.", "Karin Rusk succeeded Holm."),
        # There and back; acts that are repeated; the part of a price.
        ("The ferry left for Bergen on 4 May 2021.", "The ferry left Bergen on 5 May 2021."),
        ("Ida Holm visited Torvik in 1902.", "Ida Holm visited Torvik in 1904."),
        ("Barnwell Mills was sold for about 12 million euros.", "Barnwell Mills cost 12.1 million euros."),
        # A plan is not yet its opposite.
        ("The council may reject the harbour plan.", "The council adopted the harbour plan."),
        # Two things, one of them called so.
        ("They swam in an empty pool beside the full pool.", "They swam in a full pool."),
    ],
)
def test_both_can_be_right(texts):
    assert told(*texts) == []
    assert told(*texts[::-1]) == []


def test_found_among_all_rules():
    (one,) = found("Veld Foods is a subsidiary of Norland Mills.", "Veld Foods owns Norland Mills.")
    assert "swapped" in one.reason
    assert {r.side for r in one.readings} == {1, 2}


def test_the_more_is_told_the_more_has_to_be_shared():
    short = Story(collation("Torvik adopted the plan.", "Torvik vetoed the plan."))
    filler = " ".join(f"Guest {n} came to the fair and bought {n} apples." for n in range(2, 14))
    long = Story(collation(f"Torvik adopted the plan. {filler}", f"Torvik vetoed the plan. {filler}"))
    assert strictness(short, 0, 1) < 0.6
    assert strictness(long, 0, 1) > 1.0
    assert not list(find(long))


def test_opposites_and_ties():
    assert opposed("adopt", "veto")
    assert opposed("veto", "adopt")
    assert not opposed("adopt", "back")
    assert converse("buy", "sell")
    assert not converse("adopt", "veto")
    assert ties()["owner"].above
    assert not ties()["subsidiary"].above


@pytest.mark.parametrize("text", ["", "Go", "???", "Не было дождя."])
def test_odd_texts(text):
    assert told("Torvik adopted the plan.", text or "-") == []
