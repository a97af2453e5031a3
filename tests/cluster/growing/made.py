"""Records for tests: words, names and a vector, without a model."""

from __future__ import annotations

import zlib

import numpy as np

from variorum.cluster.growing import Record, record
from variorum.encode import NgramEncoder
from variorum.model import Article, Block, BlockKind

_ENCODER = NgramEncoder()


def made(identifier: str, text: str, published: str = "", language: str = "en") -> Record:
    """The record of a text, its vector made of character n-grams."""
    article = Article(identifier, text, (Block(0, len(text), BlockKind.BODY),), published=published, language=language)
    return record(article, _ENCODER.encode([text[:300]])[0])


_FILLING = (
    "officials",
    "people",
    "week",
    "city",
    "report",
    "time",
    "year",
    "group",
    "state",
    "part",
    "house",
    "water",
    "service",
    "night",
    "street",
    "family",
    "road",
    "plan",
    "money",
    "board",
    "field",
    "market",
    "school",
    "council",
    "office",
    "letter",
    "number",
    "hour",
    "member",
    "party",
    "winter",
    "summer",
)


def report(event: int, teller: int, published: str = "") -> Record:
    """One of many reports on a made-up event: most of its words are the event's, some the teller's."""
    chance = np.random.default_rng((event, teller))
    names = [f"{chr(65 + (event * 7 + i) % 26)}{_word(event, i)}" for i in range(9)]
    told = chance.choice(names, 7, replace=False)
    own = chance.choice(_FILLING, 14)
    words = [*told, *(f"{_word(event, 20 + int(i))}" for i in chance.choice(12, 9, replace=False)), *own]
    chance.shuffle(words)
    return made(f"e{event:03}-{teller:03}", " ".join(words) + ".", published)


def _word(event: int, number: int) -> str:
    digits = zlib.crc32(f"{event}/{number}".encode())
    return "".join("abdegiklmnoprstu"[digits >> shift & 15] for shift in range(0, 28, 4))
