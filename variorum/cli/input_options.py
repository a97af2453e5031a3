"""The options of commands that read articles: where they come from, what stands in, how far fetching may go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from variorum.cli.store_options import day

if TYPE_CHECKING:
    from variorum.settings import Settings


class Encoders(StrEnum):
    """The choice of sentence vectors."""

    USE = "use"
    NGRAMS = "ngrams"


Encoder = Annotated[Encoders, typer.Option(help="Sentence vectors: the model, or plain n-grams.")]
Sources = Annotated[
    Path | None, typer.Option("--sources", help="A TOML or CSV file that names outlet, date ... of each input.")
]
Outlet = Annotated[str, typer.Option(help="The outlet of all inputs that do not name theirs.")]
Published = Annotated[str, typer.Option(help="The date of all inputs that do not name theirs (2024-07-03).")]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Fetch addresses on private and loopback networks, too.")
]
Timeout = Annotated[float, typer.Option(min=0.1, help="Seconds an address may take.")]
MaxBytes = Annotated[int, typer.Option(min=1, help="The largest document to read, in bytes.")]
SECONDS = 20.0
BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Reading:
    """What those options say. Raises typer.BadParameter for a date that is none."""

    sources: Path | None
    outlet: str
    published: str
    allow_private: bool
    timeout: float
    max_bytes: int

    def into(self, settings: Settings) -> Settings:
        """The settings with these."""
        return replace(
            settings,
            sources=str(self.sources) if self.sources else "",
            outlet=self.outlet,
            published=day(self.published, "--published"),
            allow_private=self.allow_private,
            timeout=self.timeout,
            max_bytes=self.max_bytes,
        )
