"""An edition as data frames, for pandas and for Polars."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, NamedTuple

from variorum.model import sound

if TYPE_CHECKING:
    from variorum.edition.data import Edition


class Frames(NamedTuple):
    """Three frames.

    `statements`: one row a statement, one column an article (named by its id) with its stance, beside
    `statement`, `text` and `independent_sources`. `quotations`: one row a wording. `discrepancies`: one row a reading.
    """

    statements: Any
    quotations: Any
    discrepancies: Any


def pandas_frames(edition: Edition) -> Frames:
    """The frames for pandas. Raises ImportError saying what to install where it is missing."""
    return _frames(edition, _library("pandas"))


def polars_frames(edition: Edition) -> Frames:
    """The frames for Polars. Raises ImportError saying what to install where it is missing."""
    return _frames(edition, _library("polars"))


def _library(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise ImportError(f"{name} is not installed: pip install 'variorum[frames]'") from error


def _frames(edition: Edition, library: Any) -> Frames:
    tables = (_statements(edition), _quotations(edition), _discrepancies(edition))
    return Frames(
        *(library.DataFrame({_whole(name): list(map(_whole, table[name])) for name in table}) for table in tables)
    )


def _whole(cell: Any) -> Any:
    return sound(cell) if isinstance(cell, str) else cell


def _statements(edition: Edition) -> dict[str, list[Any]]:
    table: dict[str, list[Any]] = {
        "statement": [s.id for s in edition.statements],
        "text": [s.text for s in edition.statements],
        "independent_sources": [s.independent_sources for s in edition.statements],
    }
    for article in edition.articles:
        stances = [edition.coverage.stances[s.id][article.id].value for s in edition.statements]
        table[article.id if article.id not in table else f"article {article.id}"] = stances
    return table


def _quotations(edition: Edition) -> dict[str, list[Any]]:
    rows = [(q.id, w) for q in edition.quotations for w in q.wordings]
    names = ("article", "speaker", "mode", "text", "source", "cue", "start", "end")
    table: dict[str, list[Any]] = {"quotation": [q for q, _ in rows]}
    for name in names:
        table[name] = [_cell(getattr(w, name)) for _, w in rows]
    return table


def _discrepancies(edition: Edition) -> dict[str, list[Any]]:
    rows = [(d, r) for d in edition.discrepancies for r in d.readings]
    table: dict[str, list[Any]] = {"discrepancy": [d.id for d, _ in rows]}
    for name in ("kind", "verdict", "reason", "weight", "statement", "quotation"):
        table[name] = [_cell(getattr(d, name)) for d, _ in rows]
    for name in ("article", "side", "value", "text", "start", "end"):
        table[name] = [_cell(getattr(r, name)) for _, r in rows]
    return table


def _cell(value: Any) -> Any:
    return str(value) if isinstance(value, str) else value
