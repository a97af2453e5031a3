from __future__ import annotations

import importlib

import catalogue
import pytest

from variorum.annotate.english import SHIPPED_MODEL, english
from variorum.annotate.spacy_load import load

_TEXT = "Mr. O'Neill can't say if the U.S.-led talks (on 3 July) cost £1.5m; see https://example.org/a?b=c, e.g. :-)"


def test_the_model_is_what_spacy_itself_loads() -> None:
    plain, quick = importlib.import_module(SHIPPED_MODEL).load(exclude=["senter"]), english()
    assert quick.pipe_names == plain.pipe_names
    assert quick.tokenizer.to_bytes(exclude=["vocab"]) == plain.tokenizer.to_bytes(exclude=["vocab"])
    assert quick.tokenizer.rules == plain.tokenizer.rules
    told = [[(t.text, t.norm_, t.lemma_, t.tag_, t.dep_, t.ent_type_) for t in each(_TEXT)] for each in (plain, quick)]
    assert told[0] == told[1]


def test_registered_packages_are_asked_for_anew_behind_a_load_even_one_that_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(**_: object) -> None:
        raise ZeroDivisionError

    before, decoders = catalogue.AVAILABLE_ENTRY_POINTS, importlib.import_module("srsly.msgpack").msgpack_decoders
    monkeypatch.setattr(importlib.import_module(SHIPPED_MODEL), "load", fails)
    with pytest.raises(ZeroDivisionError):
        load(SHIPPED_MODEL, ["senter"], tokenizer_kept=True)
    assert catalogue.AVAILABLE_ENTRY_POINTS is before
    assert "get_all" not in vars(decoders)
