"""The options of commands that read articles: where they come from, what stands in, how far fetching may go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from variorum.cli.store_options import day

if TYPE_CHECKING:
    from variorum.settings import Settings


class Encoders(StrEnum):
    """The choice of sentence vectors."""

    USE = "use"
    NGRAMS = "ngrams"


INPUTS = (
    "Files or folders of text, Markdown, HTML, JSON, NewsML, NITF, mail, GDELT's tables, DOCX or PDF, http(s) "
    "addresses, or - for standard input."
)
Encoder = Annotated[Encoders, typer.Option(help="Sentence vectors: the model, or plain n-grams.")]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Fetch addresses on private and loopback networks, too.")
]
Timeout = Annotated[float, typer.Option(min=0.1, help="Seconds an address may take.")]
SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Reading:
    """Where articles come from, what stands in for what they do not name, and how far fetching may go."""

    sources: Annotated[
        Path | None, typer.Option("--sources", help="A TOML or CSV file that names outlet, date ... of each input.")
    ] = None
    outlet: Annotated[str, typer.Option(help="The outlet of all inputs that do not name theirs.")] = ""
    published: Annotated[str, typer.Option(help="The date of all inputs that do not name theirs (2024-07-03).")] = ""
    allow_private: AllowPrivate = False
    timeout: Timeout = SECONDS
    max_bytes: Annotated[int, typer.Option(min=1, help="The largest document to read, in bytes.")] = 50_000_000

    def into(self, settings: Settings) -> Settings:
        """The settings with these. Raises typer.BadParameter for a date that is none."""
        return replace(
            settings,
            sources=str(self.sources) if self.sources else "",
            outlet=self.outlet,
            published=day(self.published, "--published"),
            allow_private=self.allow_private,
            timeout=self.timeout,
            max_bytes=self.max_bytes,
        )
