"""`variorum judge ...`: what people decide, on record for ever."""

from __future__ import annotations

import getpass
import os
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from variorum.cli.exits import DONE
from variorum.cli.store_options import AsJson, Db, print_json, with_store

if TYPE_CHECKING:
    from collections.abc import Callable

    from variorum.judgements import Judgement

AUTHOR_VARIABLE = "VARIORUM_AUTHOR"

app = typer.Typer(
    name="judge",
    help="Judge: merge or split stories and statements, confirm, reject or retype a discrepancy, comment. Every "
    "judgement has an author and a time, is obeyed for ever, and can be taken back.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Author = Annotated[
    str, typer.Option("--author", help="Who judges; $VARIORUM_AUTHOR, or else the name you are logged in by.")
]
Comment = Annotated[str, typer.Option("-m", "--comment", help="Why, in your words.")]
Later = Annotated[bool, typer.Option("--later", help="Only put it on record; the next `variorum add` obeys it.")]
Story = Annotated[str, typer.Argument(metavar="STORY", help="The story's identifier, or a beginning that only it has.")]
Difference = Annotated[str, typer.Argument(metavar="DISCREPANCY", help="d1, d2, ... as in the story's edition.")]


def author_of(told: str) -> str:
    """Who judges."""
    try:
        return told or os.environ.get(AUTHOR_VARIABLE, "") or getpass.getuser()
    except (KeyError, OSError):
        return ""


def _judge(db: str, later: bool, as_json: bool, decide: Callable[[], Judgement]) -> None:
    """Put a decision on record, see that it is obeyed, and tell."""

    def work() -> int:
        from variorum.cli.console import Console
        from variorum.desk import judge

        made = decide()
        done = not later and judge.settle(db)
        if as_json:
            print_json({**asdict(made), "obeyed": done})
            return DONE
        out = Console().out
        out.print(_line(made), markup=False, soft_wrap=True)
        if not done:
            out.print("it is on record; the process that writes to the store will obey it", markup=False)
        return DONE

    with_store(work)


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
def merge(
    a: Story,
    b: Story,
    db: Db = "",
    author: Author = "",
    comment: Comment = "",
    later: Later = False,
    as_json: AsJson = False,
) -> None:
    """Two stories are one. The identifier of the smaller leads to the other from now on."""
    from variorum.desk import judge

    _judge(db, later, as_json, lambda: judge.merge(db, a, b, author=author_of(author), comment=comment))


@app.command()
def apart(
    a: Story,
    b: Story,
    db: Db = "",
    author: Author = "",
    comment: Comment = "",
    later: Later = False,
    as_json: AsJson = False,
) -> None:
    """Two stories are not one, whatever comes in on either."""
    from variorum.desk import judge

    _judge(db, later, as_json, lambda: judge.apart(db, a, b, author=author_of(author), comment=comment))


@app.command()
def split(
    story: Story,
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE...", help="Its articles that are another story.")],
    db: Db = "",
    author: Author = "",
    comment: Comment = "",
    later: Later = False,
    as_json: AsJson = False,
) -> None:
    """Some articles of a story are a story of their own."""
    from variorum.desk import judge

    _judge(db, later, as_json, lambda: judge.split(db, story, articles, author=author_of(author), comment=comment))


@app.command()
def confirm(
    story: Story,
    discrepancy: Difference,
    db: Db = "",
    author: Author = "",
    comment: Comment = "",
    later: Later = False,
    as_json: AsJson = False,
) -> None:
    """A discrepancy is one."""
    from variorum.desk import judge
    from variorum.judgements import Decision

    who = author_of(author)
    decide = judge.discrepancy
    _judge(db, later, as_json, lambda: decide(db, story, discrepancy, Decision.CONFIRMED, author=who, comment=comment))


@app.command()
def reject(
    story: Story,
    discrepancy: Difference,
    db: Db = "",
    author: Author = "",
    comment: Comment = "",
    later: Later = False,
    as_json: AsJson = False,
) -> None:
    """A discrepancy is none: it is kept, shown as rejected, and not counted."""
    from variorum.desk import judge
    from variorum.judgements import Decision

    who = author_of(author)
    decide = judge.discrepancy
    _judge(db, later, as_json, lambda: decide(db, story, discrepancy, Decision.REJECTED, author=who, comment=comment))


@app.command()
def retype(
    story: Story,
    discrepancy: Difference,
    kind: Annotated[str, typer.Option("--kind", help="The kind that it is: number, date, place, ...")] = "",
    verdict: Annotated[str, typer.Option("--verdict", help="conflict, variant or compatible.")] = "",
    db: Db = "",
    author: Author = "",
    comment: Comment = "",
    later: Later = False,
    as_json: AsJson = False,
) -> None:
    """A discrepancy is of another kind, or weighs otherwise."""
    from variorum.desk import judge
    from variorum.judgements import Decision
    from variorum.model import DiscrepancyKind, Verdict

    for told, known, option in ((kind, DiscrepancyKind, "--kind"), (verdict, Verdict, "--verdict")):
        if told and told not in set(known):
            raise typer.BadParameter(f"{told!r}: choose from {', '.join(known)}", param_hint=option)
    if not kind and not verdict:
        raise typer.BadParameter("say what it is: --kind, --verdict or both")

    def decide() -> Judgement:
        return judge.discrepancy(
            db,
            story,
            discrepancy,
            Decision.RETYPED,
            author=author_of(author),
            comment=comment,
            to_kind=kind,
            to_verdict=verdict,
        )

    _judge(db, later, as_json, decide)


@app.command()
def same(
    story: Story,
    statements: Annotated[list[str], typer.Argument(metavar="STATEMENT...", help="s1, s2, ... that state the same.")],
    db: Db = "",
    author: Author = "",
    comment: Comment = "",
    later: Later = False,
    as_json: AsJson = False,
) -> None:
    """Several statements of a story state the same."""
    from variorum.desk import judge

    who = author_of(author)
    _judge(db, later, as_json, lambda: judge.statements_one(db, story, statements, author=who, comment=comment))


@app.command()
def differ(
    story: Story,
    statement: Annotated[str, typer.Argument(metavar="STATEMENT", help="s1, s2, ... as in the story's edition.")],
    claims: Annotated[list[str], typer.Argument(metavar="CLAIM...", help="c1, c2, ... that state something else.")],
    db: Db = "",
    author: Author = "",
    comment: Comment = "",
    later: Later = False,
    as_json: AsJson = False,
) -> None:
    """Some claims of a statement state something else than the rest of it."""
    from variorum.desk import judge

    who = author_of(author)
    _judge(db, later, as_json, lambda: judge.statement_apart(db, story, statement, claims, author=who, comment=comment))


@app.command("comment")
def comment_command(
    story: Story,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The comment.")],
    on: Annotated[str, typer.Option("--on", help="A discrepancy (d1) or a statement (s1) that it is on.")] = "",
    db: Db = "",
    author: Author = "",
    later: Later = False,
    as_json: AsJson = False,
) -> None:
    """Note a comment on a story, a discrepancy or a statement."""
    from variorum.desk import judge

    discrepancy, statement = (on if on.startswith(letter) else "" for letter in "ds")
    if on and not (discrepancy or statement):
        raise typer.BadParameter(f"{on!r}: name a discrepancy (d1) or a statement (s1)", param_hint="--on")

    def decide() -> Judgement:
        who = author_of(author)
        return judge.comment(db, story, text, author=who, discrepancy=discrepancy, statement=statement)

    _judge(db, later, as_json, decide)


@app.command()
def undo(
    judgement: Annotated[str, typer.Argument(metavar="JUDGEMENT", help="j1, j2, ... as `variorum judge list` tells.")],
    db: Db = "",
    author: Author = "",
    later: Later = False,
    as_json: AsJson = False,
) -> None:
    """Take a judgement back. It stays on record, with who took it back."""
    from variorum.desk import judge

    _judge(db, later, as_json, lambda: judge.undo(db, judgement, author=author_of(author)))


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
