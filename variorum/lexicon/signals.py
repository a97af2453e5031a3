"""Words and phrases that signal something when reports are compared: causes, doubts, exclusions, totals."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple


@cache
def _table() -> dict[str, frozenset[str]]:
    lines = files("variorum.lexicon").joinpath("signals.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {name: frozenset(words.split("|")) for name, words in rows}


def signals(name: str) -> frozenset[str]:
    """The words of one row of signals.tsv. Raises KeyError for an unknown row."""
    return _table()[name]


@cache
def _groups() -> dict[str, frozenset[int]]:
    lines = files("variorum.lexicon").joinpath("paraphrases.txt").read_text(encoding="utf-8").splitlines()
    found: dict[str, set[int]] = {}
    for number, line in enumerate(line for line in lines if line and not line.startswith("#")):
        for word in line.split():
            found.setdefault(word, set()).add(number)
    return {word: frozenset(groups) for word, groups in found.items()}


def paraphrases(a: str, b: str) -> bool:
    """Whether reports use two lemmas for the same thing ("talk", "negotiate")."""
    return not paraphrase_groups(a).isdisjoint(paraphrase_groups(b))


def paraphrase_groups(lemma: str) -> frozenset[int]:
    """The groups of paraphrases that a lemma is in, by number."""
    return _groups().get(lemma, frozenset())


class Naming(NamedTuple):
    """What a name says of a thing: the kind of thing, the shade of the name, and whether it takes a side."""

    family: str
    shade: str
    loaded: bool


@cache
def namings() -> dict[str, Naming]:
    """For each name of weight (lemmas in lower case) what it says."""
    lines = files("variorum.lexicon").joinpath("namings.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {
        name: Naming(family, shade, load == "loaded")
        for family, shade, load, names in rows
        for name in names.split("|")
    }
