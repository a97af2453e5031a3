"""Shells complete commands, and the values of options that take names."""

import os
import subprocess
import sys

import pytest

from variorum.cli import completion
from variorum.cli.reference import commands


def completed(shell: str, words: str) -> str:
    place = {"COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)}
    environment = os.environ | {"_VARIORUM_COMPLETE": f"complete_{shell}"} | place
    environment |= {"_TYPER_COMPLETE_ARGS": words, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    command = [sys.executable, "-c", "from variorum.cli import main; import sys; sys.argv[0] = 'variorum'; main()"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600)
    return done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_commands_are_completed(shell: str) -> None:
    assert "collate" in completed(shell, "variorum col")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("variorum collate --format html,parq", "html,parquet"),
        ("variorum export --to te", "tei"),
        ("variorum judge retype STORY d1 --kind numb", "number"),
        ("variorum judge retype STORY d1 --verdict comp", "compatible"),
        ("variorum stories --by gr", "growth"),
    ],
)
def test_names_are_completed(shell: str, words: str, whole: str) -> None:
    assert whole in completed(shell, words)


def test_a_list_of_formats_goes_on_with_those_it_does_not_have() -> None:
    assert "json" in completion.formats("")
    assert completion.formats("html,json,") != []
    assert not {"html,json,html", "html,json,json"} & set(completion.formats("html,json,"))
    assert completion.formats("html,none") == []


def test_every_option_that_takes_a_format_is_completed() -> None:
    options = {
        (name, option): parameter._custom_shell_complete
        for name, command in commands()
        for parameter in command.params
        for option in parameter.opts
        if option in ("--format", "--to", "--kind", "--verdict")
    }
    assert len(options) == 5
    assert all(options.values())
