from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from variorum import timing
from variorum.timing import Account, Spell

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def own_account(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(timing, "_spells", None)
    kept = timing.drain()
    yield
    timing.drain()
    timing.add(kept)


def test_spells_are_noted_only_where_they_are_asked_for() -> None:
    with timing.model_at_work("m"):
        pass
    assert timing.spells_of_models() == []
    timing.keep_spells()
    with timing.model_at_work("m"):
        time.sleep(0.01)
    (spell,) = timing.spells_of_models()
    assert spell.ended - spell.begun >= 0.01


def test_a_model_that_fails_was_at_work() -> None:
    timing.keep_spells()
    with pytest.raises(ZeroDivisionError), timing.model_at_work("m"):
        raise ZeroDivisionError
    assert len(timing.spells_of_models()) == 1


def test_models_at_work_at_a_time_are_one_spell_whichever_process_has_them() -> None:
    timing.keep_spells()
    timing.add(Account({}, {}, (Spell(4.0, 5.0), Spell(1.0, 3.0))))
    timing.add(Account({}, {}, (Spell(1.5, 2.0), Spell(2.5, 3.5), Spell(3.5, 3.75))))
    assert timing.spells_of_models() == [Spell(1.0, 3.75), Spell(4.0, 5.0)]


def test_what_is_handed_over_is_no_longer_here() -> None:
    timing.keep_spells()
    with timing.model_at_work("m"):
        pass
    assert len(timing.drain().spells) == 1
    assert timing.drain() == Account({}, {}, ())
    assert timing.spells_of_models() == []
