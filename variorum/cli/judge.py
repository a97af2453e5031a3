"""`variorum judge ...`: what people decide, on record for ever."""

from __future__ import annotations

import getpass
import os
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from variorum.cli import completion
from variorum.cli.exits import DONE
from variorum.cli.groups import grouped
from variorum.cli.store_options import AsJson, Db, print_json, with_store

if TYPE_CHECKING:
    from collections.abc import Callable

    from variorum.judgements import Decision, Judgement

AUTHOR_VARIABLE = "VARIORUM_AUTHOR"

app = typer.Typer(
    name="judge",
    help="Judge: merge or split stories and statements, confirm, reject or retype a discrepancy, comment. Every "
    "judgement has an author and a time, is obeyed for ever, and can be taken back.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Story = Annotated[str, typer.Argument(metavar="STORY", help="The story's identifier, or a beginning that only it has.")]
Difference = Annotated[str, typer.Argument(metavar="DISCREPANCY", help="d1, d2, ... as in the story's edition.")]


@dataclass(frozen=True, slots=True)
class Judging:
    """Where it is judged, by whom, and what becomes of it."""

    db: Db = ""
    author: Annotated[
        str, typer.Option("--author", help="Who judges; $VARIORUM_AUTHOR, or else the name you are logged in by.")
    ] = ""
    later: Annotated[bool, typer.Option("--later", help="Only put it on record; the next `variorum add` obeys it.")] = (
        False
    )
    as_json: AsJson = False

    @property
    def who(self) -> str:
        """Who judges."""
        try:
            return self.author or os.environ.get(AUTHOR_VARIABLE, "") or getpass.getuser()
        except (KeyError, OSError):
            return ""

    def keep(self, decide: Callable[..., Judgement], *what: object, **how: object) -> None:
        """Put a decision on record, see that it is obeyed, and tell."""

        def work() -> int:
            from variorum.cli.console import Console
            from variorum.desk import judge

            made = decide(self.db, *what, author=self.who, **how)
            done = not self.later and judge.settle(self.db)
            if self.as_json:
                print_json({**asdict(made), "obeyed": done})
                return DONE
            out = Console().out
            out.print(_line(made), markup=False, soft_wrap=True)
            if not done:
                out.print("it is on record; the process that writes to the store will obey it", markup=False)
            return DONE

        with_store(work)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why."""

    comment: Annotated[str, typer.Option("-m", "--comment", help="Why, in your words.")] = ""


def _line(made: Judgement) -> str:
    from variorum.cli.console import printable

    subject = made.subject
    about = " | ".join(f"{len(group)} articles" for group in subject.groups)
    what = subject.discrepancy or about or f"{len(subject.passages)} passages"
    to = " ".join(part for part in (subject.to_kind, subject.to_verdict) if part)
    parts = [made.id, made.at, made.author, f"{made.kind} {made.decision}", what, f"to {to}" if to else ""]
    parts += [subject.story, f'"{made.comment}"' if made.comment else ""]
    if not made.holds:
        parts.append(f"(taken back by {made.undone_by} on {made.undone_at})")
    return printable("  ".join(part for part in parts if part))


@app.command()
@grouped
def merge(a: Story, b: Story, judging: Judging, reason: Reason) -> None:
    """Two stories are one. The identifier of the smaller leads to the other from now on."""
    from variorum.desk import judge

    judging.keep(judge.merge, a, b, comment=reason.comment)


@app.command()
@grouped
def apart(a: Story, b: Story, judging: Judging, reason: Reason) -> None:
    """Two stories are not one, whatever comes in on either."""
    from variorum.desk import judge

    judging.keep(judge.apart, a, b, comment=reason.comment)


@app.command()
@grouped
def split(
    story: Story,
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE...", help="Its articles that are another story.")],
    judging: Judging,
    reason: Reason,
) -> None:
    """Some articles of a story are a story of their own."""
    from variorum.desk import judge

    judging.keep(judge.split, story, articles, comment=reason.comment)


@app.command()
@grouped
def confirm(story: Story, discrepancy: Difference, judging: Judging, reason: Reason) -> None:
    """A discrepancy is one."""
    from variorum.judgements import Decision

    _on_discrepancy(story, discrepancy, Decision.CONFIRMED, judging, reason)


@app.command()
@grouped
def reject(story: Story, discrepancy: Difference, judging: Judging, reason: Reason) -> None:
    """A discrepancy is none: it is kept, shown as rejected, and not counted."""
    from variorum.judgements import Decision

    _on_discrepancy(story, discrepancy, Decision.REJECTED, judging, reason)


@app.command()
@grouped
def retype(
    story: Story,
    discrepancy: Difference,
    judging: Judging,
    reason: Reason,
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            help="The kind that it is: number, date, place, ...",
            autocompletion=completion.discrepancy_kinds,
        ),
    ] = "",
    verdict: Annotated[
        str,
        typer.Option("--verdict", help="conflict, variant or compatible.", autocompletion=completion.verdicts),
    ] = "",
) -> None:
    """A discrepancy is of another kind, or weighs otherwise."""
    from variorum.judgements import Decision
    from variorum.model import DiscrepancyKind, Verdict

    for told, known, option in ((kind, DiscrepancyKind, "--kind"), (verdict, Verdict, "--verdict")):
        if told and told not in set(known):
            raise typer.BadParameter(f"{told!r}: choose from {', '.join(known)}", param_hint=option)
    if not kind and not verdict:
        raise typer.BadParameter("say what it is: --kind, --verdict or both")
    _on_discrepancy(story, discrepancy, Decision.RETYPED, judging, reason, to_kind=kind, to_verdict=verdict)


def _on_discrepancy(
    story: str, discrepancy: str, decision: Decision, judging: Judging, reason: Reason, **to: str
) -> None:
    from variorum.desk import judge

    judging.keep(judge.discrepancy, story, discrepancy, decision, comment=reason.comment, **to)


@app.command()
@grouped
def same(
    story: Story,
    statements: Annotated[list[str], typer.Argument(metavar="STATEMENT...", help="s1, s2, ... that state the same.")],
    judging: Judging,
    reason: Reason,
) -> None:
    """Several statements of a story state the same."""
    from variorum.desk import judge

    judging.keep(judge.statements_one, story, statements, comment=reason.comment)


@app.command()
@grouped
def differ(
    story: Story,
    statement: Annotated[str, typer.Argument(metavar="STATEMENT", help="s1, s2, ... as in the story's edition.")],
    claims: Annotated[list[str], typer.Argument(metavar="CLAIM...", help="c1, c2, ... that state something else.")],
    judging: Judging,
    reason: Reason,
) -> None:
    """Some claims of a statement state something else than the rest of it."""
    from variorum.desk import judge

    judging.keep(judge.statement_apart, story, statement, claims, comment=reason.comment)


@app.command()
@grouped
def comment(
    story: Story,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The comment.")],
    judging: Judging,
    on: Annotated[str, typer.Option("--on", help="A discrepancy (d1) or a statement (s1) that it is on.")] = "",
) -> None:
    """Note a comment on a story, a discrepancy or a statement."""
    from variorum.desk import judge

    discrepancy, statement = (on if on.startswith(letter) else "" for letter in "ds")
    if on and not (discrepancy or statement):
        raise typer.BadParameter(f"{on!r}: name a discrepancy (d1) or a statement (s1)", param_hint="--on")
    judging.keep(judge.comment, story, text, discrepancy=discrepancy, statement=statement)


@app.command()
@grouped
def undo(
    judgement: Annotated[str, typer.Argument(metavar="JUDGEMENT", help="j1, j2, ... as `variorum judge list` tells.")],
    judging: Judging,
) -> None:
    """Take a judgement back. It stays on record, with who took it back."""
    from variorum.desk import judge

    judging.keep(judge.undo, judgement)


@app.command("list")
def list_command(
    story: Annotated[str, typer.Argument(metavar="[STORY]", help="Only judgements on this story.")] = "",
    db: Db = "",
    undone: Annotated[bool, typer.Option("--undone", help="Those taken back, too.")] = False,
    as_json: AsJson = False,
) -> None:
    """List the judgements, the latest first."""

    def work() -> int:
        from variorum.cli.console import Console
        from variorum.store import View

        with View(db) as view:
            found = view.judgements(story, undone=undone, limit=100_000)
        if as_json:
            print_json([asdict(each) for each in found])
            return DONE
        out = Console().out
        for each in found:
            out.print(_line(each), markup=False, soft_wrap=True)
        if not found:
            out.print("no judgements", markup=False)
        return DONE

    with_store(work)
