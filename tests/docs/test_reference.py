"""The generated pages are current, and no command, option or setting is missing from them."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from edition.story import CREATED, MODELS, SETTINGS, findings

import variorum
from variorum.cli.reference import (
    ENVIRONMENT,
    api_page,
    cli_page,
    commands,
    formats_page,
    settings_page,
    web_page,
    write,
)
from variorum.edition import build
from variorum.interchange import export, formats
from variorum.settings import Settings
from variorum.web.reference import document

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs/reference"
COMMANDS = dict(commands())

GENERATED = {
    "cli.md": cli_page,
    "settings.md": settings_page,
    "formats.md": formats_page,
    "api.md": api_page,
    "web.md": web_page,
}


@pytest.mark.parametrize(("name", "page"), GENERATED.items())
def test_the_published_page_is_current(name, page):
    published = (REFERENCE / name).read_text(encoding="utf-8")
    assert published == page(), "run: python -m variorum.cli.reference docs/reference"


def test_the_commands_of_a_group_are_among_the_commands():
    assert {"judge", "judge merge", "judge list"} <= set(COMMANDS)
    assert all(command.params for name, command in COMMANDS.items() if name != "judge")


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_is_described(name):
    section = re.search(rf"^#+ variorum {name}\n(.*?)(?=^#|\Z)", cli_page(), re.MULTILINE | re.DOTALL)[1]
    for parameter in COMMANDS[name].params:
        names = (
            [*parameter.opts, *parameter.secondary_opts]
            if parameter.param_type_name == "option"
            else [parameter.metavar or parameter.name.upper()]
        )
        (row,) = [line for line in section.splitlines() if re.match(rf"\|.*`{re.escape(names[0])}`.*\|", line)]
        assert all(f"`{each}`" in row for each in names)
        assert len(row.strip("| ").rsplit("|", 1)[-1].strip()) > 10, f"{names[0]} has no help"


def test_examples_stand_apart_from_the_prose():
    """Also the one that is a command without any words behind it."""
    page = cli_page()
    assert "\n    variorum add\n" in page
    assert not [line for line in page.splitlines() if line.startswith("variorum ")]


def test_every_command_prints_json_but_the_one_that_speaks_it_anyway():
    leaves = {name: command for name, command in COMMANDS.items() if not hasattr(command, "commands")}
    without = [n for n, command in leaves.items() if not any("--json" in p.opts for p in command.params)]
    assert without == ["mcp"]


@pytest.mark.parametrize("name", ["collate", "add"])
def test_the_commands_that_read_articles_name_every_kind_of_input(name):
    (told,) = [p.help for p in COMMANDS[name].params if p.metavar == "INPUT..."]
    for kind in ("text", "Markdown", "HTML", "JSON", "NewsML", "NITF", "mail", "GDELT", "DOCX", "PDF", "http"):
        assert kind in told


def test_every_public_name_has_its_section():
    for name in set(variorum.__all__) - {"__version__"}:
        assert api_page().count(f"\n## {name}\n") == 1


def test_every_setting_is_described():
    page = settings_page()
    prose = page.split("| setting |")[0]
    for setting in fields(Settings):
        assert f"`{setting.name}`" in prose, f"{setting.name} is missing from the docstring of Settings"
        assert f"\n| `{setting.name}` |" in page


def test_every_environment_variable_is_described():
    sources = [*Path(variorum.__file__).parent.rglob("*.py"), ROOT / "scripts/check"]
    read = {name for path in sources for name in re.findall(r"\bVARIORUM_[A-Z_]+", path.read_text(encoding="utf-8"))}
    assert read == {name for name, _, _ in ENVIRONMENT}
    assert all(f"\n| `{name}` |" in settings_page() for name in read)


def section(name):
    (found,) = re.findall(rf"^### {re.escape(name)}\n(.*?)(?=^##|\Z)", formats_page(), re.MULTILINE | re.DOTALL)
    return found


@pytest.mark.parametrize("name", [each.name for each in formats()])
def test_every_format_has_its_section_with_an_example_line(name):
    assert len(section(name).split()) > 25
    assert re.search(r"^ {4}\S", section(name), re.MULTILINE)


@pytest.mark.parametrize("name", [each.name for each in formats() if each.name not in ("pdf", "parquet")])
def test_the_example_stands_in_an_export(name):
    edition = build(findings(), settings=SETTINGS, models=MODELS, created=CREATED)
    written = " ".join(" ".join(file.content.decode() for file in export(edition, name)).split())
    for line in re.findall(r"^ {4}(\S.*)$", section(name), re.MULTILINE):
        assert line in written


def test_every_call_of_the_web_has_its_section():
    page = web_page()
    for path, operations in document()["paths"].items():
        for verb in operations:
            assert page.count(f"\n### {verb.upper()} {path}\n") == 1


def test_both_pages_are_written(tmp_path):
    write(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "api.md",
        "cli.md",
        "formats.md",
        "settings.md",
        "web.md",
    ]
