"""Options declared once, taken by several commands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer
from typer.testing import CliRunner

from variorum.cli.groups import grouped


@dataclass(frozen=True, slots=True)
class Voice:
    """How it is said."""

    name: Annotated[str, typer.Option("-n", "--name", help="Who says it.")] = "Nobody"
    times: Annotated[int, typer.Option(min=1)] = 1
    tags: Annotated[list[str] | None, typer.Option("--tag")] = None


app = typer.Typer()


@app.command()
@grouped
def say(
    words: Annotated[str, typer.Argument()], voice: Voice, loud: Annotated[bool, typer.Option("--loud")] = False
) -> None:
    """Say it."""
    for _ in range(voice.times):
        typer.echo(" ".join([voice.name, words.upper() if loud else words, *(voice.tags or ())]))


def test_the_fields_of_a_group_are_options_of_the_command() -> None:
    run = CliRunner().invoke
    assert run(app, ["hello"]).output == "Nobody hello\n"
    assert (
        run(app, ["hello", "--loud", "-n", "Ada", "--times", "2", "--tag", "a", "--tag", "b"]).output
        == "Ada HELLO a b\n" * 2
    )
    assert run(app, ["hello", "--times", "0"]).exit_code == 2
    shown = run(app, ["--help"]).output
    assert "Who says it." in shown
    assert "Say it." in shown
    assert "voice" not in shown
