"""Shells complete commands."""

import os
import subprocess
import sys

import pytest


def completed(shell: str, words: str) -> str:
    environment = os.environ | {"_VARIORUM_COMPLETE": f"complete_{shell}", "COMP_WORDS": words, "COMP_CWORD": "1"}
    environment |= {"_TYPER_COMPLETE_ARGS": words, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    command = [sys.executable, "-c", "from variorum.cli import main; import sys; sys.argv[0] = 'variorum'; main()"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    return done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_commands_are_completed(shell: str) -> None:
    assert "collate" in completed(shell, "variorum col")
