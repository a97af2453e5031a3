"""Sentences of two languages that belong together by their place, and sentences between neighbours that do not."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from tests.compare.test_nations import kinds
from variorum.align.in_order import Place, in_order
from variorum.model import DiscrepancyKind

if TYPE_CHECKING:
    from variorum.align.frames import Frame


def frames(*reports: tuple[str, int]) -> list[Frame]:
    """A claim for each of so many sentences of reports in the languages given."""
    return [
        cast(
            "Frame",
            SimpleNamespace(
                language=language, ref=SimpleNamespace(article=a), claim=SimpleNamespace(sentence=sentence)
            ),
        )
        for a, (language, count) in enumerate(reports)
        for sentence in range(count)
    ]


def test_a_sentence_between_aligned_neighbours_stands_best_beside_its_like() -> None:
    found = in_order(frames(("en", 3), ("ru", 3)), [(0, 3, 0.8), (2, 5, 0.9)])
    assert found == {(Place(0, 1), Place(1, 1)): 1.0, (Place(1, 1), Place(0, 1)): 1.0}


def test_what_is_aligned_already_and_one_language_alone_are_left() -> None:
    assert not in_order(frames(("en", 3), ("ru", 3)), [(0, 3, 0.8), (1, 4, 0.7), (2, 5, 0.9)])
    assert not in_order(frames(("en", 3), ("en", 3)), [(0, 3, 0.8), (2, 5, 0.9)])


def test_neighbours_in_the_other_order_say_nothing() -> None:
    assert not in_order(frames(("en", 3), ("ru", 3)), [(0, 5, 0.8), (2, 3, 0.9)])


FIRST = "A freight train derailed near Elmstedt on Monday, and 30 tonnes of grain spilled."
LAST = "Transport Minister Ralf Hagen announced an inquiry that will cost 200,000 euros."
FIRST_DE = "Ein Güterzug ist am Montag bei Elmstedt entgleist, 30 Tonnen Getreide liefen aus."
LAST_DE = "Verkehrsminister Ralf Hagen kündigte eine Untersuchung an, die 200.000 Euro kosten wird."


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("The mayor will visit the driver on 7 June.", "Die Schule feiert am 9. Juni ihr Jubiläum."),
        ("The line will stay closed until 12 June.", "Die Bürger treffen sich am 8. Juni im Rathaus."),
        ("Four people saw the accident.", "Sieben Personen arbeiten im Bahnhof."),
        ("The grain came from Poland on 2 June.", "Der Lokführer fährt am 5. Juni nach Italien."),
    ],
)
def test_sentences_between_neighbours_that_tell_other_things_differ_in_nothing(english: str, german: str) -> None:
    assert not kinds(("en", f"{FIRST} {english} {LAST}"), ("de", f"{FIRST_DE} {german} {LAST_DE}"))


def test_a_day_between_neighbours_is_told() -> None:
    russian = (
        "В понедельник у Эльмштедта сошёл с рельсов грузовой поезд, высыпалось 30 тонн зерна. Директор порта Ирина "
        "Белова заявила, что вагоны прошли проверку 3 мая. Ремонт обойдётся в 200 000 евро."
    )
    english = (
        f"{FIRST} Port director Irina Belova said that the wagons had been inspected on 5 May. "
        "The repair will cost 200,000 euros."
    )
    assert kinds(("en", english), ("ru", russian)) == [DiscrepancyKind.DATE]
