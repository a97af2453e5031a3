"""Records: the little that grouping has to know of an article, small enough to keep for every article there is.

A record holds hashed counts and one vector and nothing that depends on other articles, so that it never goes stale:
weights are made of it when it is compared.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from variorum.cluster.features import features, opening
from variorum.lexicon.frequency import RARE
from variorum.lexicon.stems import stem_probabilities

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from variorum.encode import Encoder
    from variorum.model import Article

_MAGIC = b"vr1"
_HEADER = struct.Struct("<3sB?qIIIIIII")


class Terms(NamedTuple):
    """Terms of an article by hash, and how often each stands in it; parallel arrays, each key once."""

    keys: NDArray[np.uint32]
    counts: NDArray[np.float16]


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """What one article is compared by. `time` is in seconds since 1970 (UTC), None where nothing is known.

    `length` is in words; `vector` is a unit row (or zeros, of an empty text).
    """

    article: str
    time: int | None
    language: str
    length: int
    words: Terms
    names: Terms
    numbers: Terms
    vector: NDArray[np.float16]

    def to_bytes(self) -> bytes:
        """The record as bytes, 6 a term and 2 a dimension."""
        name, language = self.article.encode("utf-8", "surrogatepass"), self.language.encode("utf-8", "surrogatepass")
        parts = (self.words, self.names, self.numbers)
        sizes = [len(part.keys) for part in parts]
        known, time = self.time is not None, self.time or 0
        head = _HEADER.pack(_MAGIC, 0, known, time, self.length, len(name), len(language), *sizes, len(self.vector))
        arrays = [array.tobytes() for part in parts for array in part]
        return b"".join([head, name, language, *arrays, self.vector.tobytes()])

    @classmethod
    def from_bytes(cls, data: bytes | memoryview) -> Record:
        """Read what `to_bytes` wrote; `ValueError` where it is broken or of another version.

        The arrays of a view are views, too.
        """
        try:
            magic, _, known, time, length, *sizes = _HEADER.unpack_from(data)
        except struct.error as error:
            raise ValueError(f"not a record of an article: {len(data)} bytes are too few") from error
        widths = [sizes[0], sizes[1], *(n for size in sizes[2:5] for n in (4 * size, 2 * size)), 2 * sizes[5]]
        if magic != _MAGIC or _HEADER.size + sum(widths) != len(data):
            raise ValueError("not a record of an article, or one of another version: make it again from the article")
        bounds = np.cumsum([_HEADER.size, *widths]).tolist()
        name, language, *arrays = (data[a:b] for a, b in pairwise(bounds))
        parts = [Terms(np.frombuffer(k, np.uint32), np.frombuffer(c, np.float16)) for k, c in _twos(arrays[:6])]
        vector = np.frombuffer(arrays[6], np.float16)
        told = (str(name, "utf-8", "surrogatepass"), time if known else None, str(language, "utf-8", "replace"))
        return cls(*told, length, parts[0], parts[1], parts[2], vector)


def _twos(arrays: Sequence[bytes | memoryview]) -> list[tuple[bytes | memoryview, bytes | memoryview]]:
    return list(zip(arrays[::2], arrays[1::2], strict=True))


def record(article: Article, vector: NDArray[np.floating], arrived: datetime | None = None) -> Record:
    """The record of an article; `vector` is the encoder's row for its `opening`.

    Its time is that of publication; that of its arrival where the former is missing, only a month or a year, or later
    than the arrival.
    """
    found = features(article)
    published, came = moment(article.published), None if arrived is None else _seconds(arrived)
    time = came if published is None or (came is not None and came < published) else published
    words, names, numbers = (_terms(each) for each in (found.words, found.names, found.numbers))
    row = np.asarray(vector, dtype=np.float16)
    return Record(article.id, time, article.language, found.length, words, names, numbers, row)


def records(
    articles: Sequence[Article], encoder: Encoder, arrived: Sequence[datetime | None] | None = None
) -> list[Record]:
    """The records of some articles, in order; the openings are encoded together."""
    vectors = encoder.encode([opening(article) for article in articles])
    came = arrived if arrived is not None else [None] * len(articles)
    return [record(*each) for each in zip(articles, vectors, came, strict=True)]


def moment(published: str) -> int | None:
    """Seconds since 1970 of a date with or without a time (ISO 8601); a day is taken at noon, an unknown zone is UTC.

    None for a year, a month, and what is no date.
    """
    try:
        found = datetime.fromisoformat(published if len(published) > 10 else f"{published}T12:00")
        return _seconds(found)
    except (ValueError, OverflowError):
        return None


def _seconds(found: datetime) -> int:
    return int((found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp())


def _terms(counts: Mapping[str, float]) -> Terms:
    merged: dict[int, float] = {}
    for term, count in counts.items():
        key = term_key(term)
        merged[key] = merged.get(key, 0.0) + count
    keys = np.fromiter(merged.keys(), np.uint32, len(merged))
    return Terms(keys, np.minimum(np.fromiter(merged.values(), np.float32, len(merged)), 60_000).astype(np.float16))


@lru_cache(maxsize=1 << 17)
def term_key(term: str) -> int:
    """The 32-bit hash by which a term is known."""
    return zlib.crc32(term.encode("utf-8", "surrogatepass"))


@cache
def _common() -> tuple[NDArray[np.uint32], NDArray[np.float64]]:
    known = sorted((term_key(term), probability) for term, probability in stem_probabilities().items())
    return np.array([k for k, _ in known], dtype=np.uint32), np.array([p for _, p in known])


def probabilities(keys: NDArray[np.uint32]) -> NDArray[np.float64]:
    """How likely a running word of a text is the term behind each key (0 to 1)."""
    known, values = _common()
    at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    return np.where(known[at] == keys, values[at], RARE)
