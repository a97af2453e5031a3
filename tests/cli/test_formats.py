import json

import pytest
import typer

from variorum.cli.formats import format_names, run
from variorum.interchange import formats


def test_names_are_taken_once_and_in_order() -> None:
    assert format_names(" tei,json ,,tei", option="--to") == ("tei", "json")


def test_a_wrong_name_tells_the_option_and_the_names() -> None:
    with pytest.raises(typer.BadParameter, match=r"docx.*web-annotation"):
        format_names("json,docx", option="--to")
    with pytest.raises(typer.BadParameter, match="variorum formats"):
        format_names(" , ", option="--to")


def test_the_list_is_complete(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(as_json=True) == 0
    assert [each["name"] for each in json.loads(capsys.readouterr().out)] == [each.name for each in formats()]
    assert run(as_json=False) == 0
    table = capsys.readouterr().out
    assert [each.name for each in formats() if each.name not in table] == []
