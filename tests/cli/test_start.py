"""How a command begins."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from variorum.cli import app

if TYPE_CHECKING:
    import pytest


def test_a_command_looks_for_cycles_seldom_but_does_look(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[int, int, int]] = []
    before = gc.get_threshold()
    monkeypatch.setattr(app, "app", lambda: seen.append(gc.get_threshold()))
    try:
        app.main()
    finally:
        gc.set_threshold(*before)
    assert gc.isenabled()
    assert seen[0][0] >= 10_000
    assert all(seen[0])
