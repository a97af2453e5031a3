"""`variorum add`: articles into the store, into their stories, and the editions anew."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from variorum.cli.exits import DONE, FAILED, SKIPPED
from variorum.cli.groups import grouped
from variorum.cli.input_options import INPUTS, Encoders, Reading
from variorum.cli.store_options import AsJson, Db, Quiet, print_json, with_store

if TYPE_CHECKING:
    from variorum.cli.console import Console
    from variorum.desk import Added
    from variorum.model import Problem
    from variorum.settings import Settings
    from variorum.store import View


@dataclass(frozen=True, slots=True)
class Order:
    """What the user asked for. `wait` is in seconds."""

    inputs: tuple[str, ...]
    db: str
    settings: Settings
    editions: bool
    wait: float
    as_json: bool
    quiet: bool


@grouped
def add_command(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(metavar="INPUT...", help=f"{INPUTS} Without any, work that was left unfinished is done."),
    ] = None,
    *,
    db: Db = "",
    reading: Reading,
    editions: Annotated[
        bool, typer.Option("--editions/--no-editions", help="Make the editions of the stories that changed, too.")
    ] = True,
    encoder: Annotated[
        Encoders, typer.Option(help="Sentence vectors of a new store: the model, or plain n-grams; it keeps to them.")
    ] = Encoders.USE,
    wait: Annotated[float, typer.Option(min=0.0, help="Seconds to wait while another process writes.")] = 10.0,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Add articles to the store: each joins a story or starts one; the editions of stories that changed are re-made.

    The same document twice is one; a changed one at the same place is a new version of its article. The store is made
    if it is not there. What is told as added is on the disk, and stays whatever happens afterwards.

    Examples:

      variorum add reports/ https://outlet.example/story --db desk.db

      variorum add
    """
    from variorum.settings import Settings

    settings = reading.into(Settings(encoder=encoder.value))
    order = Order(tuple(inputs or ()), db, settings, editions, wait, as_json, quiet)
    with_store(lambda: run(order))


def run(order: Order) -> int:
    """Do what was asked; return the exit code. Raises `StoreError`."""
    from variorum.cli.console import Console
    from variorum.desk import Desk

    console = Console(quiet=order.quiet or order.as_json)
    problems: list[Problem] = []

    def complain(problem: Problem) -> None:
        problems.append(problem)
        console.problem(problem)

    from variorum.pipeline import Progress

    added: list[Added] = []
    made: list[str] = []
    with Desk(order.db, order.settings, wait=order.wait, complain=complain) as desk, console.progress() as report:
        for each in desk.add(order.inputs):
            added.append(each)
            report(Progress("adding", len(added), 0))
        if order.editions:
            made.extend(desk.refresh(report=report))
        place = desk.writer.place.told
    _tell(order, console, place, added, made)
    if any(p.error for p in problems) or (order.inputs and not added):
        return FAILED
    return SKIPPED if any(p.skipped for p in problems) else DONE


def _tell(order: Order, console: Console, place: str, added: list[Added], made: list[str]) -> None:
    from variorum.store import View

    if order.as_json:
        print_json({"added": [asdict(each) for each in added], "editions": made})
        return
    if order.quiet:
        return
    counts = Counter(each.outcome.value for each in added)
    words = {"new": "new", "revised": "in a new version", "known": "known already"}
    told = ", ".join(f"{counts[name]} {word}" for name, word in words.items() if counts[name]) or "nothing added"
    console.out.print(f"{told}; {len(made)} {'edition' if len(made) == 1 else 'editions'} made", markup=False)
    with View(place) as view:
        _stories(console, view, {each.story for each in added if each.outcome.value != "known"} | set(made))


def _stories(console: Console, view: View, stories: set[str]) -> None:
    from variorum.cli.stories import listing

    rows = [view.story(each) for each in sorted({view.resolve(story) for story in stories if story})]
    rows.sort(key=lambda row: (-row.independent_sources, -row.articles, row.id))
    if rows:
        console.out.print(listing(rows[:10], console.out.width))
    if len(rows) > 10:
        console.out.print(f"and {len(rows) - 10} more: variorum stories", markup=False)
