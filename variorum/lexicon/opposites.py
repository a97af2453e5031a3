"""Words that exclude each other, and nouns and verbs that name one relation from either end."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from variorum.lexicon.words import antonyms


@cache
def _sides() -> dict[str, frozenset[int]]:
    """For each word its rows: 1, 2, ... where it stands on the left, -1, -2, ... on the right."""
    lines = files("variorum.lexicon").joinpath("opposites.tsv").read_text(encoding="utf-8").splitlines()
    found: dict[str, set[int]] = {}
    for number, line in enumerate((line for line in lines if line and not line.startswith("#")), 1):
        left, right = line.split("\t")
        for words, sign in ((left, 1), (right, -1)):
            for word in words.split("|"):
                found.setdefault(word, set()).add(sign * number)
    return {word: frozenset(rows) for word, rows in found.items()}


@lru_cache(maxsize=65536)
def opposed(a: str, b: str) -> bool:
    """Whether two lemmas exclude each other when said of the same thing ("pass", "reject")."""
    return excluded(a, b) or b in antonyms(a, "v") or b in antonyms(a, "a")


def excluded(a: str, b: str) -> bool:
    """Whether the table itself sets two lemmas against each other."""
    rows = _sides()
    here, there = rows.get(a), rows.get(b)
    return here is not None and there is not None and any(-row in there for row in here)


def listed(word: str) -> bool:
    """Whether the table has a word."""
    return word in _sides()


def on_one_side(a: str, b: str) -> bool:
    """Whether two lemmas stand on one side of a row: they say the same as against the other side."""
    rows = _sides()
    return not rows.get(a, frozenset()).isdisjoint(rows.get(b, frozenset()))


# Opposites that come one after the other in most stories.
_IN_TURN = tuple(
    frozenset(row.split())
    for row in (
        "arrest detain capture seize jail imprison release free",
        "begin start open launch commence end stop finish close cease halt conclude shut",
        "arrive reach enter join leave depart exit retreat advance land",
        "build create found establish construct erect destroy demolish abolish dissolve dismantle raze",
        "impose introduce institute lift abolish scrap repeal revoke",
        "hire appoint elect name recruit dismiss fire sack oust resign",
        "find recover discover locate trace lose miss missing vanish",
        "rise raise increase grow climb gain jump fall decrease drop decline go sink lower reduce",
        "suspend halt pause interrupt stop resume restart continue reopen",
        "lock unlock fill empty improve worsen recover weaken strengthen",
    )
)


def in_turn(a: str, b: str) -> bool:
    """Whether of two lemmas the one often follows upon the other: what is arrested is released, what stops resumes."""
    return any(a in row and b in row for row in _IN_TURN)


_NEGATING = ("un", "in", "im", "il", "ir", "dis", "non", "non-", "mis")


@lru_cache(maxsize=65536)
def negated(a: str, b: str) -> bool:
    """Whether one lemma is the other one behind a prefix that denies ("aware", "unaware")."""
    short, long = sorted((a, b), key=len)
    return len(short) > 3 and any(long == prefix + short for prefix in _NEGATING)


_CONVERSES = (
    (("buy", "acquire", "purchase"), ("sell", "sale")),
    (("borrow",), ("lend",)),
    (("win", "victory"), ("lose", "loss", "defeat")),
)


def converse(a: str, b: str) -> bool:
    """Whether what the one does the other party of the same act does by the other word ("buy", "sell")."""
    return any((a in x and b in y) or (a in y and b in x) for x, y in _CONVERSES)


class Tie(NamedTuple):
    """What a word says of two parties: the relation, and whether who bears the word stands above the other."""

    relation: str
    above: bool


_TIES = (
    ("holding", True, "own|control|acquire|buy|purchase|owner|buyer|parent|operator"),
    ("holding", False, "subsidiary|unit|division|arm|affiliate"),
    ("succession", True, "precede|predecessor|forerunner"),
    ("succession", False, "succeed|successor|replace"),
    ("descent", True, "father|mother"),
    ("descent", False, "son|daughter"),
    ("rule", True, "employer|boss"),
    ("rule", False, "employee|deputy|aide|assistant"),
    ("contest", True, "beat|defeat|overcome|trounce"),
    ("contest", False, "lose to"),
)


@cache
def ties() -> dict[str, Tie]:
    """For each lemma that names a relation with two ends, which one."""
    return {word: Tie(name, above) for name, above, words in _TIES for word in words.split("|")}
