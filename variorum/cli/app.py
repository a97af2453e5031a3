"""The commands, their options and their help."""

from __future__ import annotations

import inspect
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from variorum.cli import completion
from variorum.cli.add import add_command
from variorum.cli.doctor import doctor_command
from variorum.cli.exits import finish as _finish
from variorum.cli.export import export_command
from variorum.cli.groups import grouped
from variorum.cli.input_options import INPUTS, Encoder, Encoders, Reading
from variorum.cli.judge import app as judge_commands
from variorum.cli.mcp import mcp_command
from variorum.cli.search import search_command
from variorum.cli.serve import serve
from variorum.cli.store_options import AsJson, Quiet  # noqa: TC001 - typer reads them
from variorum.cli.stories import show_command, status_command, stories_command
from variorum.cli.watch import watch_command
from variorum.version import __version__

app = typer.Typer(
    name="variorum",
    help="One edition of several outlets' reports of the same event: statements, quotations, discrepancies with "
    "their reasons, lineage of copying, coverage, timeline and a cited brief. Works offline.",
    epilog="Exit codes: 0 done, 1 nothing came of it or something failed, 2 wrong use, 3 done but something was "
    "skipped, 130 interrupted.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Engines(StrEnum):
    """The choice of what runs an archive."""

    LOCAL = "local"
    SPARK = "spark"


def _version(value: bool) -> None:
    if value:
        typer.echo(f"variorum {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Accept the options that belong to no command."""


@app.command()
@grouped
def collate(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT...", help=INPUTS),
    ],
    *,
    out: Annotated[Path, typer.Option("-o", "--out", help="The folder to write to; one folder a story.")] = Path(
        "editions"
    ),
    formats: Annotated[
        str,
        typer.Option(
            "--format",
            help="What to write, with commas between: html, json, md, or any of `variorum formats`.",
            autocompletion=completion.formats,
        ),
    ] = "html,json,md",
    one_story: Annotated[bool, typer.Option("--one-story", help="Take all reports as being on one event.")] = False,
    reading: Reading,
    encoder: Encoder = Encoders.USE,
    writer: Annotated[
        str,
        typer.Option(
            metavar="URL",
            help="A language model of yours (an address that speaks OpenAI's API) may write the brief; what the "
            "reports do not support is dropped. Its key, if any, is read from VARIORUM_WRITER_KEY.",
        ),
    ] = "",
    writer_model: Annotated[str, typer.Option(help="The name of that model.")] = "",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print what was written as JSON instead of a summary.")
    ] = False,
    quiet: Quiet = False,
    debug: Annotated[bool, typer.Option("--debug", help="Stop at the first fault, with its traceback.")] = False,
) -> None:
    """Collate reports: write an edition of each story among them.

    Reports of different events are told apart. What cannot be read is named and skipped; the rest is collated.

    Examples:

      variorum collate examples/bridge -o out/

      variorum collate a.txt b.html https://outlet.example/c feed.jsonl - --one-story --format html,json
    """
    from variorum.cli.collate import Order, run
    from variorum.cli.formats import format_names
    from variorum.settings import Settings

    if bool(writer) != bool(writer_model):
        raise typer.BadParameter(
            "give both the address and the name of the model", param_hint="--writer, --writer-model"
        )
    settings = Settings(one_story=one_story, encoder=encoder.value, writer=writer, writer_model=writer_model)
    settings = reading.into(settings)
    chosen = format_names(formats, option="--format")
    order = Order(tuple(inputs), out, chosen, settings, as_json=as_json, quiet=quiet, debug=debug)
    _finish(lambda: run(order))


@app.command()
def formats(as_json: AsJson = False) -> None:
    """List the formats that an edition can be written in (collate --format, export --to)."""
    from variorum.cli.formats import run

    _finish(lambda: run(as_json=as_json))


@app.command()
def verify(
    editions: Annotated[list[Path], typer.Argument(metavar="EDITION.json...", help="Editions to check.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the failures as JSON.")] = False,
) -> None:
    """Check editions: recompute every span, hash and reference, and fail on any that does not match."""
    from variorum.cli.verify import run

    _finish(lambda: run(editions, as_json=as_json))


@app.command()
def bench(
    task: Annotated[
        str,
        typer.Argument(
            help="stories, quotes, pairs, alignment, conflicts, dates, extraction, briefs, "
            "reuse, conflict-cases or lineage-cases."
        ),
    ],
    gold: Annotated[Path, typer.Argument(metavar="GOLD.jsonl", help="Labelled data, JSON lines.")],
    out: Annotated[Path | None, typer.Option("-o", "--out", help="Where to write the predictions.")] = None,
    worst: Annotated[int, typer.Option(min=0, help="Print this many of the worst items with the reason.")] = 0,
    encoder: Encoder = Encoders.USE,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Measure the stages on labelled data: write predictions and print the figures.

    The stages that run are the product's own. docs/accuracy.md tells what is measured and what the figures do not say.
    """
    from variorum.cli.bench import run

    _finish(lambda: run(task, gold, out, worst=worst, encoder=encoder.value, as_json=as_json))


@app.command()
def archive(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT...",
            help="Files or folders of .warc, .warc.gz, .jsonl, .jsonl.gz and .parquet.",
        ),
    ],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="DIR", help="The folder of the tables.")],
    engine: Annotated[
        Engines, typer.Option(help="What runs the work: processes here, or Spark (pip install 'variorum[spark]').")
    ] = Engines.LOCAL,
    master: Annotated[str, typer.Option(metavar="URL", help="Spark's master; empty for this machine.")] = "",
    jobs: Annotated[int, typer.Option(min=0, help="Processes at a time; 0 for one a core.")] = 0,
    claims_from: Annotated[
        int,
        typer.Option(min=0, help="Annotate in full the articles of stories of at least so many; 0 for none."),
    ] = 2,
    statements_from: Annotated[
        int, typer.Option(min=0, help="Align the stories with at least so many articles; 0 for none.")
    ] = 5,
    statements_most: Annotated[int, typer.Option(min=2, help="Align at most so many articles of a story.")] = 200,
    threshold: Annotated[
        float, typer.Option(min=0.5, max=1.0, help="The Jaccard index from which texts are near-duplicates.")
    ] = 0.8,
    encoder: Encoder = Encoders.USE,
    max_bytes: Annotated[int, typer.Option(min=1, help="The largest record to read, in bytes.")] = 10_000_000,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    quiet: Quiet = False,
) -> None:
    """Turn an archive into tables: articles, near-duplicates, lineage, stories, claims, statements.

    A run that was interrupted, in whatever way, goes on when the same command is given again. What cannot be read is
    counted and skipped; DIR/skipped.jsonl has examples with place and reason, DIR/report.json the whole account.

    Examples:

      variorum archive CC-NEWS-20240703*.warc.gz -o july/

      variorum archive shards/ -o out/ --engine spark --master spark://host:7077
    """
    from variorum.archive import Options
    from variorum.cli.archive import Order, run

    options = Options(
        encoder=encoder.value,
        claims_from=claims_from,
        statements_from=statements_from,
        statements_most=statements_most,
        threshold=threshold,
        limit=max_bytes,
    )
    order = Order(tuple(inputs), out, options, engine.value, master, jobs, as_json=as_json, quiet=quiet)
    _finish(lambda: run(order))


app.command()(serve)
app.command("add")(add_command)
app.command("watch")(watch_command)
app.command("stories")(stories_command)
app.command("show")(show_command)
app.command("search")(search_command)
app.command("export")(export_command)
app.add_typer(judge_commands, name="judge")
app.command("status")(status_command)
app.command("mcp")(mcp_command)
app.command("doctor")(doctor_command)


def _flowing(documentation: str) -> str:
    """Help whose paragraphs are wrapped by the terminal; indented ones (examples) keep their lines."""
    paragraphs = inspect.cleandoc(documentation).split("\n\n")
    return "\n\n".join(each if each[:1].isspace() else " ".join(each.split()) for each in paragraphs)


for command in (*app.registered_commands, *judge_commands.registered_commands):
    if command.callback is not None and command.callback.__doc__:
        command.help = _flowing(command.callback.__doc__)
