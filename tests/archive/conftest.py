"""A small archive in all formats: own-written stories told by several outlets, with reprints and broken records."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import polars as pl
import pytest
from archive.warcs import page, record, zipped

if TYPE_CHECKING:
    from pathlib import Path

STORIES = (
    (
        "Grain barge sinks in the lock of Vessel",
        "A barge laden with 900 tonnes of barley sank in the upper lock of Vessel early on Wednesday, the waterways "
        "board said. The skipper and his mate climbed onto the quay unhurt.\n\nDivers found a hole as wide as a door "
        "beneath the engine room. The board expects the lock to stay shut for eight days, and forty vessels wait "
        "above it.\n\nThe barge, the Clarissa, was built in 1958 and had passed an inspection in the spring, "
        "according to its owner, the firm Tolland.",
    ),
    (
        "Schools of Ardmoor to teach in four days a week",
        "The council of Ardmoor voted on Thursday to close all nineteen schools of the district on Fridays from "
        "autumn. Heating and buses cost more than the town can pay, the treasurer, Ines Marlow, told the council.\n\n"
        "Lessons will last forty minutes longer on the other days. Parents who had filled the gallery booed when the "
        "vote was read out.\n\nThe teachers' union said that it would go to court.",
    ),
    (
        "Bell of Saint Odo is found in a pond",
        "A bronze bell that was stolen from the chapel of Saint Odo eleven years ago lay in a fish pond two "
        "kilometres away, police in Hartwell said on Friday.\n\nAn angler's hook had caught in its crown. The bell "
        "weighs 310 kilograms and was cast in 1644.\n\nIt will hang again by Christmas, the priest, Martin Oake, "
        "said; the clapper is still missing.",
    ),
    (
        "Northern airline gives up its last propeller planes",
        "The airline Borealis retired its last two propeller planes on Saturday after thirty-one years. Both go to a "
        "museum in Tarn.\n\nJets will fly the route to the islands from Monday, with fares that the company puts at "
        "a tenth below the old ones.\n\nIslanders fear that fog will close the short runway to jets on many days of "
        "the winter.",
    ),
    (
        "Glacier hut slides into the valley",
        "The Senn hut below the Grey Horn slid some sixty metres on Sunday night when the ice beneath it gave way. "
        "Nobody was inside.\n\nThe alpine club had closed the hut in June after cracks opened in its floor. It will "
        "not be built again, the club's warden, Lea Brunner, said.\n\nMore than four thousand people slept there "
        "last year.",
    ),
)
OUTLETS = ("Vessel Herald", "Harbour Post", "Ardmoor Times", "Daily Lantern", "North Wire")


def told(story: int, outlet: int) -> str:
    """A report: the first outlet's words, cut or lengthened by the others, and quite other words by the last."""
    title, text = STORIES[story]
    paragraphs = text.split("\n\n")
    if outlet == 1:
        paragraphs = [*paragraphs, f"Reporting by {OUTLETS[0]}."]
    if outlet == 2:
        paragraphs = [paragraphs[0], paragraphs[1], f"Our reporter in the town adds that number {story + 3} is rare."]
    if outlet == 3:
        paragraphs = [f"There was talk of little else in town this week: {title.lower()}.", paragraphs[0]]
    return f"{title}\n\n" + "\n\n".join(paragraphs)


def published(story: int, outlet: int) -> str:
    return f"2024-07-{3 + 5 * story:02}T{8 + outlet:02}:30:00Z"


def make(folder: Path) -> Path:
    """Write the archive's files into a folder."""
    lines = [
        json.dumps({"text": told(s, o), "outlet": OUTLETS[o], "published": published(s, o), "title": STORIES[s][0]})
        for s in range(len(STORIES))
        for o in (0, 1)
    ]
    lines[3:3] = ["{broken", json.dumps({"outlet": "Nobody"}), ""]
    (folder / "a.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    records = [record(b"software: none\r\n", kind="warcinfo")]
    for s in range(len(STORIES)):
        url = f"https://lantern.example/{s}"
        records.append(record(b"", kind="request", url=url))
        records.append(record(page(told(s, 2), OUTLETS[2], published(s, 2)), url=url))
    whole = zipped(*records)
    (folder / "b.warc.gz").write_bytes(whole + zipped(record(b"<html>", length=900)) + zipped(record(page("x")))[:-40])
    rows = [(told(s, 3), OUTLETS[3], published(s, 3)) for s in range(len(STORIES))]
    pl.DataFrame(rows, schema=["text", "outlet", "published"], orient="row").write_parquet(folder / "c.parquet")
    return folder


def command(source: Path, out: Path, *options: str) -> list[str]:
    """The command line of a run without models."""
    here = [sys.executable, "-m", "variorum", "archive", str(source), "-o", str(out), "--encoder", "ngrams"]
    return [*here, "--quiet", *(options or ("--statements-from", "0", "--claims-from", "0"))]


def tables(out: Path) -> dict[str, bytes]:
    """The bytes of every file of every table, and of the sample of what was skipped."""
    files = [*out.glob("*/*.parquet"), out / "skipped.jsonl"]
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(files)}


def rows(out: Path, table: str) -> pl.DataFrame:
    return pl.read_parquet(out / table / "*.parquet")


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the archive's files."""
    return make(tmp_path_factory.mktemp("archive"))


@pytest.fixture(scope="session")
def whole(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of a run that nobody disturbed."""
    out = tmp_path_factory.mktemp("whole") / "out"
    done = subprocess.run(command(source, out, "--statements-from", "4"), capture_output=True, text=True)
    assert done.returncode == 3, done.stderr
    return out
