"""`variorum stories`, `variorum show`, `variorum status`: what is in the store."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Annotated

import typer

from variorum.cli import completion
from variorum.cli.exits import DONE
from variorum.cli.store_options import AsJson, Db, day, print_json, with_store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console as RichConsole
    from rich.console import RenderableType
    from rich.table import Table

    from variorum.store import View
    from variorum.store.records import StoryRow

_SHOWN = 20
_ALL = 1_000_000
# Columns of a terminal that leave a title forty or so.
_WIDE = 108


def stories_command(
    db: Db = "",
    by: Annotated[
        str,
        typer.Option("--by", help="The order: sources, growth or recent.", autocompletion=completion.story_orders),
    ] = "sources",
    outlet: Annotated[str, typer.Option(help="Only stories with an article of this outlet.")] = "",
    language: Annotated[str, typer.Option(help="Only stories with an article in this language (en, es ...).")] = "",
    since: Annotated[str, typer.Option(help="Only stories with something published since (2024-07-03).")] = "",
    until: Annotated[str, typer.Option(help="Only stories that began by then.")] = "",
    least: Annotated[int, typer.Option(min=1, help="Only stories of so many articles.")] = 1,
    limit: Annotated[int, typer.Option(min=0, help="So many at most; 0: 20 for people, all as JSON.")] = 0,
    as_json: AsJson = False,
) -> None:
    """List the stories in the store, those with most independent sources first."""
    from variorum.store.records import Order

    if by not in set(Order):
        raise typer.BadParameter(f"{by!r}: choose from {', '.join(Order)}", param_hint="--by")
    since, until = day(since, "--since"), day(until, "--until")

    def work() -> int:
        from variorum.store import NoStoreError, View

        try:
            view = View(db)
        except NoStoreError as none:
            if not as_json:
                raise
            print_json([])
            sys.stderr.write(f"{none}\n")
            return DONE
        with view:
            page = view.stories(
                Order(by),
                outlet=outlet,
                language=language,
                since=since,
                until=until,
                least=least,
                limit=limit or (_ALL if as_json else _SHOWN),
            )
        if as_json:
            print_json([_record(row) for row in page.stories])
        else:
            _list(page.stories, page.total)
        return DONE

    with_store(work)


def _record(row: StoryRow) -> dict[str, object]:
    names = ("id", "title", "articles", "outlets", "independent_sources", "first", "last")
    more = ("conflicts", "variants", "statements", "growth", "languages", "created", "changed", "edited", "stale")
    return {name: getattr(row, name) for name in (*names, *more)}


def _list(rows: Sequence[StoryRow], total: int) -> None:
    from variorum.cli.console import Console

    out = Console().out
    if not total:
        out.print("no stories yet, or none like that; `variorum add PATH|URL...` adds articles", markup=False)
        return
    out.print(listing(rows, out.width))
    if len(rows) < total:
        out.print(f"{len(rows)} of {total} stories; --limit shows more", markup=False)


def listing(rows: Sequence[StoryRow], width: int) -> RenderableType:
    """Stories for a terminal of so many columns: a table, or in a narrow one two lines for each."""
    return _table(rows) if width >= _WIDE else _lines(rows)


def _table(rows: Sequence[StoryRow]) -> Table:
    from rich.table import Table

    found = Table(box=None, header_style="bold", pad_edge=False, expand=True)
    found.add_column("story", no_wrap=True, style="dim")
    for name in ("sources", "outlets", "articles", "conflicts"):
        found.add_column(name, justify="right", no_wrap=True)
    found.add_column("last", no_wrap=True)
    found.add_column("title", ratio=1)
    for row in rows:
        counts = (row.independent_sources, row.outlets, row.articles, row.conflicts)
        found.add_row(row.id.removeprefix("story-"), *map(str, counts), row.last[:10], _title(row))
    return found


def _lines(rows: Sequence[StoryRow]) -> Table:
    from rich.table import Table

    from variorum.edition.display import count

    found = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    found.add_column(no_wrap=True, style="dim")
    found.add_column(ratio=1)
    for row in rows:
        facts = [count(row.independent_sources, "source"), count(row.outlets, "outlet"), count(row.articles, "article")]
        facts += [count(row.conflicts, "conflict")] * bool(row.conflicts) + [row.last[:10]] * bool(row.last)
        found.add_row(row.id.removeprefix("story-"), f"{_title(row)}\n[dim]{', '.join(facts)}[/]")
    return found


def _title(row: StoryRow) -> str:
    from rich.markup import escape

    from variorum.cli.console import printable

    return escape(printable(row.title)) + (" [dim](edition to be made)[/]" if row.stale else "")


def show_command(
    story: Annotated[str, typer.Argument(metavar="STORY", help="Its identifier, or a beginning that only it has.")],
    db: Db = "",
    history: Annotated[bool, typer.Option("--history", help="What happened to it, too, and in which run.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show a story: its edition in short. With --json the whole edition."""

    def work() -> int:
        from variorum.store import View

        with View(db) as view:
            _show(view, story, history=history, as_json=as_json)
        return DONE

    with_store(work)


def _show(view: View, story: str, *, history: bool, as_json: bool) -> None:
    from variorum.cli.console import Console
    from variorum.desk.editions import edition_of
    from variorum.edition.terminal import summary

    row = view.story(story)
    edition = edition_of(view, row.id)
    if as_json:
        sys.stdout.write(edition.to_json())
        return
    out = Console().out
    out.print(summary(edition))
    out.print(listing([row], out.width))
    if history:
        _tell_history(view, row.id, out)


def _tell_history(view: View, story: str, out: RichConsole) -> None:
    """What happened, the latest first, each with its run; then what those runs were."""
    events = view.history(story)
    for event in events:
        run = f"run {event.run}" if event.run else ""
        named = " ".join(part for part in (event.article, event.other, event.reason) if part)
        out.print(f"{event.at}  {run:7} {event.kind.value:8} {named}", markup=False, soft_wrap=True)
    for made in view.runs({event.run for event in events}):
        models = ", ".join(f"{name} {model}" for name, model in sorted(made.models.items()))
        told = f"run {made.number}: variorum {made.version}, begun {made.started}; {models}"
        out.print(told, markup=False, soft_wrap=True)


def status_command(db: Db = "", as_json: AsJson = False) -> None:
    """Tell how the store stands: counts, feeds, what is waiting, who writes."""

    def work() -> int:
        from variorum.store import View

        with View(db) as view:
            _status(view, as_json=as_json)
        return DONE

    with_store(work)


def _status(view: View, *, as_json: bool) -> None:
    from dataclasses import asdict

    from variorum.cli.console import Console, printable
    from variorum.feeds.standing import standing

    status, feeds = view.status(), view.feeds()
    if as_json:
        print_json({**asdict(status), "feed_states": [asdict(feed) for feed in feeds]})
        return
    out = Console().out
    lines = {
        "store": f"{status.database} ({status.size / 1e6:,.1f} MB, schema {status.schema})",
        "written by": status.writer or "nobody at the moment",
        "stories": f"{status.stories:,}, {status.stale:,} with an edition to be made",
        "articles": f"{status.articles:,} of {status.outlets:,} outlets, in {status.versions:,} versions",
        "editions": f"{status.editions:,} kept; the last made {status.last_edition or 'never'}",
        "judgements": f"{status.judgements:,}",
        "last article": status.last_article or "none yet; `variorum add PATH|URL...` adds articles",
        "feeds": f"{status.feeds:,}, {status.feeds_failing:,} failing" if status.feeds else "none watched yet",
    }
    for name, told in lines.items():
        out.print(f"{name:>12}  {told}", markup=False, soft_wrap=True)
    for feed in feeds:
        stands = standing(feed, time.time()).text
        out.print(f"{'':>12}  {printable(feed.title or feed.url)}: {printable(stands)}", markup=False, soft_wrap=True)
