"""Words and phrases that signal something when reports are compared: causes, doubts, exclusions, totals."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def _table() -> dict[str, frozenset[str]]:
    lines = files("variorum.lexicon").joinpath("signals.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {name: frozenset(words.split("|")) for name, words in rows}


def signals(name: str) -> frozenset[str]:
    """The words of one row of signals.tsv. Raises KeyError for an unknown row."""
    return _table()[name]
