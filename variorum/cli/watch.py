"""`variorum watch`: watch feeds, tell what happens as a log, end cleanly."""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from variorum.cli.console import Console
from variorum.cli.exits import DONE, FAILED, SKIPPED, finish
from variorum.cli.groups import grouped
from variorum.cli.input_options import SECONDS, AllowPrivate, Encoder, Encoders, Timeout
from variorum.cli.store_options import Db  # noqa: TC001 - typer reads the annotations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from variorum.feeds.events import Event
    from variorum.feeds.watching import Options, Tally
    from variorum.settings import Settings


@dataclass(frozen=True, slots=True)
class Manners:
    """How often feeds and pages are asked for."""

    every: Annotated[str, typer.Option(help="The least time between two looks at a feed: 90s, 5m, 1h.")] = "5m"
    once: Annotated[bool, typer.Option("--once", help="One round, for cron: ask every feed once, then end.")] = False
    pause: Annotated[
        float, typer.Option(min=0.0, help="Least seconds between two requests to one host of the open internet.")
    ] = 1.0
    revisit: Annotated[
        str, typer.Option(help="Ages at which a page is fetched again, to find silent edits; none: never.")
    ] = "1h,6h,1d,3d"

    def options(self) -> Options:
        """The same for the watch. Raises typer.BadParameter."""
        from variorum.feeds.watching import Options

        interval = _length(self.every, "--every")
        if interval < 1:
            raise typer.BadParameter("a feed is asked once a second at most", param_hint="--every")
        told = () if self.revisit == "none" else self.revisit.split(",")
        return Options(every=interval, revisits=tuple(sorted(_length(a, "--revisit") for a in told)), once=self.once)


@dataclass(frozen=True, slots=True)
class Fetching:
    """How pages are fetched and compared."""

    allow_private: AllowPrivate = False
    timeout: Timeout = SECONDS
    max_bytes: Annotated[int, typer.Option(min=1, help="The largest page to read, in bytes.")] = 10_000_000
    encoder: Encoder = Encoders.USE

    def settings(self) -> Settings:
        """The same as settings."""
        from variorum.settings import Settings

        return Settings(
            encoder=self.encoder.value,
            allow_private=self.allow_private,
            timeout=self.timeout,
            max_bytes=self.max_bytes,
        )


@dataclass(frozen=True, slots=True)
class Log:
    """Where it is told what happens."""

    log: Annotated[Path | None, typer.Option(help="A file that the log is added to, as JSON lines.")] = None
    log_json: Annotated[bool, typer.Option("--log-json", help="Log JSON lines instead of lines for people.")] = False
    as_json: Annotated[bool, typer.Option("--json", help="Print what was done as JSON at the end.")] = False
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Log problems only.")] = False
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Log what did not change, too.")] = False


@dataclass(frozen=True, slots=True)
class Order:
    """What the user asked for."""

    inputs: tuple[str, ...]
    db: str
    settings: Settings
    options: Options
    pause: float
    editions: bool
    log: Log


def run(order: Order) -> int:
    """Do what was asked; return the exit code."""
    from variorum.desk.watch import watch
    from variorum.feeds.subscriptions import subscriptions
    from variorum.store import StoreError

    console = Console(quiet=order.log.quiet)
    feeds = subscriptions(order.inputs)
    for problem in feeds.problems:
        console.problem(problem)
    if not feeds.addresses:
        console.error("there is no feed to watch")
        return FAILED
    try:
        with _heard(order.log) as tell:
            tally = watch(
                feeds.addresses,
                order.db,
                order.settings,
                tell,
                order.options,
                pause=order.pause,
                editions=order.editions,
            )
    except (StoreError, OSError) as wrong:
        if isinstance(wrong, BrokenPipeError):
            raise
        console.error(str(wrong))
        return FAILED
    if order.log.as_json:
        sys.stdout.write(json.dumps(asdict(tally), indent=2) + "\n")
    return _code(tally, order) or (SKIPPED if feeds.problems else DONE)


def _code(tally: Tally, order: Order) -> int:
    """A watch that was ended by a signal did what it was for; one round is judged by what came of it."""
    if not order.options.once:
        return DONE
    if tally.failed and tally.failed == tally.asked:
        return FAILED
    return SKIPPED if tally.failed or tally.skipped else DONE


@contextmanager
def _heard(log: Log) -> Iterator[Callable[[Event], None]]:
    """Whoever hears of events: lines on standard error, for people or as JSON, and JSON lines in a file."""
    from variorum.feeds.events import Level

    with ExitStack() as stack:
        file = stack.enter_context(log.log.open("a", encoding="utf-8", buffering=1)) if log.log else None
        hidden = {Level.DEBUG, Level.INFO} if log.quiet else set() if log.verbose else {Level.DEBUG}

        def tell(event: Event) -> None:
            if file is not None:
                file.write(event.as_json() + "\n")
            if event.level not in hidden:
                sys.stderr.write((event.as_json() if log.log_json else event.as_line()) + "\n")
                sys.stderr.flush()

        yield tell


@grouped
def watch_command(
    feeds: Annotated[
        list[str],
        typer.Argument(
            metavar="FEED...",
            help="Addresses of RSS, Atom and JSON feeds, news sitemaps, sites that name their feed, and OPML files.",
        ),
    ],
    manners: Manners,
    fetching: Fetching,
    log: Log,
    db: Db = "",
    no_editions: Annotated[
        bool, typer.Option("--no-editions", help="Make no editions; they are made when a story is looked at.")
    ] = False,
) -> None:
    """Watch feeds: add each article as it arrives to its story, and keep the editions up to date.

    Runs until Ctrl-C or SIGTERM, which end it after the article in hand; a second signal ends it at once, and loses
    nothing. What was seen is kept in the store. robots.txt, the hosts' rates and what feeds ask for are obeyed.

    Examples:

      variorum watch https://outlet.example/feed.xml feeds.opml --every 5m

      variorum watch feeds.opml --once --db desk.db
    """
    order = Order(tuple(feeds), db, fetching.settings(), manners.options(), manners.pause, not no_editions, log)
    finish(lambda: run(order))


def _length(text: str, option: str) -> float:
    from variorum.feeds.schedule import seconds

    try:
        return seconds(text)
    except ValueError as wrong:
        raise typer.BadParameter(str(wrong), param_hint=option) from wrong
