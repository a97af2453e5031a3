"""A small event as its outlets report it, in files, and the places of stores."""

from __future__ import annotations

from typing import TYPE_CHECKING

import postgresql
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HERALD = """Ferry runs aground off Kessel

March 1, 2025

KESSEL - The ferry Aurora ran aground on the Kessel sandbank on Saturday morning with 40 passengers on board.

"Nobody was hurt," harbour master Lena Brandt said. Two tugs from Kessel pulled the Aurora free at noon.
"""
POST = """Aurora stuck on sandbank for hours

March 1, 2025

The ferry Aurora struck the Kessel sandbank on Saturday morning. There were 43 passengers on board the Aurora.

Harbour master Lena Brandt said nobody was hurt. Tugs freed the ferry Aurora from the sandbank at noon.
"""
RADIO = """Passengers ashore after ferry grounding

March 2, 2025

All passengers of the ferry Aurora, which ran aground on the Kessel sandbank on Saturday, are ashore, harbour master
Lena Brandt said on Sunday. Two tugs had pulled the ferry free at noon.
"""
MARKET = """Market hall of Brannock reopens in May

March 1, 2025

The market hall of Brannock will open its doors again in May, two years after a fire destroyed the roof. The council
voted for the plan of architect Oda Feld on Friday. Forty stalls are to return, among them the cheese maker Ruben.
"""
PAPERS = {"kessel-herald": HERALD, "delta-post": POST, "radio-coast": RADIO, "brannock-gazette": MARKET}


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """A folder with a file from each outlet."""
    return written(tmp_path / "papers")


def written(folder: Path) -> Path:
    folder.mkdir()
    for name, text in PAPERS.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store of those articles and its editions, and beside it the papers; to be copied."""
    from variorum.desk import Desk

    folder = tmp_path_factory.mktemp("made")
    written(folder / "papers")
    with Desk(folder / "desk.db") as desk:
        assert len(list(desk.add([str(folder / "papers")]))) == len(PAPERS)
        assert list(desk.refresh())
    return folder


@pytest.fixture
def db(tmp_path: Path) -> str:
    """The place of a new store."""
    return str(tmp_path / "desk.db")


@pytest.fixture(params=postgresql.DATABASES)
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The place of a new store, in either database."""
    with postgresql.place(request.param, request, tmp_path) as place:
        yield place
