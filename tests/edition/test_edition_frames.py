import sys

import pytest

from variorum.edition import Edition


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_three_frames(edition: Edition, library: str) -> None:
    pytest.importorskip(library)
    frames = edition.to_pandas() if library == "pandas" else edition.to_polars()
    assert list(frames.statements.columns) == ["statement", "text", "independent_sources", "radio", "ledger", "post"]
    assert frames.statements.shape == (9, 6)
    assert list(frames.statements["radio"])[:2] == ["quotes", "quotes"]
    assert frames.quotations.shape[0] == 6
    assert list(frames.quotations["speaker"])[-1] == "Jonas Feld"
    assert list(frames.discrepancies["value"])[:3] == ["three gates", "two gates", "two gates"]


def test_what_is_missing_is_named(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(ImportError, match="variorum\\[frames\\]"):
        edition.to_polars()
