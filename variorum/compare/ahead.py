"""Sentences that are read together before it is known which of them will be asked for."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.encode import PairReader, Together


class ReadingAhead:
    """A reader that has begun with some pairs, in a thread; what else it is asked for it reads when it is asked."""

    def __init__(self, reader: PairReader, pairs: Sequence[tuple[str, str]]) -> None:
        self.name = reader.name
        self.languages = reader.languages
        self._reader = reader
        self._pairs = pairs
        beside = ThreadPoolExecutor(1)
        self._reading = beside.submit(reader.read, pairs)
        beside.shutdown(wait=False)

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[Together]:
        """What the two sentences of each pair are to each other, in order."""
        known = dict(zip(self._pairs, self._reading.result(), strict=True))
        if left := [pair for pair in pairs if pair not in known]:
            known.update(zip(left, self._reader.read(left), strict=True))
        return [known[pair] for pair in pairs]
