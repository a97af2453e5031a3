"""The generated pages are current, and no command, option or setting is missing from them."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
import typer.main

from variorum.cli.app import app
from variorum.cli.reference import api_page, cli_page, formats_page, settings_page, write
from variorum.settings import Settings

REFERENCE = Path(__file__).parents[2] / "docs/reference"
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]

GENERATED = {"cli.md": cli_page, "settings.md": settings_page, "formats.md": formats_page, "api.md": api_page}


@pytest.mark.parametrize(("name", "page"), GENERATED.items())
def test_the_published_page_is_current(name, page):
    published = (REFERENCE / name).read_text(encoding="utf-8")
    assert published == page(), "run: python -m variorum.cli.reference docs/reference"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_is_described(name):
    section = cli_page().split(f"## variorum {name}\n", 1)[1].split("\n## ", 1)[0]
    for parameter in COMMANDS[name].params:
        names = (
            parameter.opts if parameter.param_type_name == "option" else [parameter.metavar or parameter.name.upper()]
        )
        (row,) = [line for line in section.splitlines() if line.startswith("|") and f"`{names[0]}`" in line]
        assert all(f"`{each}`" in row for each in names)
        assert len(row.strip("| ").rsplit("|", 1)[-1].strip()) > 10, f"{names[0]} has no help"


def test_every_setting_is_described():
    page = settings_page()
    prose = page.split("| setting |")[0]
    for setting in fields(Settings):
        assert f"`{setting.name}`" in prose, f"{setting.name} is missing from the docstring of Settings"
        assert f"\n| `{setting.name}` |" in page


def test_both_pages_are_written(tmp_path):
    write(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["api.md", "cli.md", "formats.md", "settings.md"]
