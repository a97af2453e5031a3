"""Sentences that are read together before it is known which of them will be asked for."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from variorum.compare.together import Texts
    from variorum.encode import PairReader, Together


class ReadingAhead:
    """A reader that can begin with some pairs, in a thread; each pair is read once."""

    def __init__(self, reader: PairReader) -> None:
        self.name = reader.name
        self.languages = reader.languages
        self._reader = reader
        self._thread = ThreadPoolExecutor(1)
        self._begun: dict[Texts, tuple[Future[list[Together]], int]] = {}

    def begin(self, pairs: Iterable[Texts]) -> None:
        """Begin to read those pairs that were not begun yet, after those that were."""
        if new := [pair for pair in dict.fromkeys(pairs) if pair not in self._begun]:
            reading = self._thread.submit(self._reader.read, new)
            self._begun.update((pair, (reading, at)) for at, pair in enumerate(new))

    def read(self, pairs: Sequence[Texts]) -> list[Together]:
        """What the two sentences of each pair are to each other, in order."""
        self.begin(pairs)
        return [reading.result()[at] for reading, at in (self._begun[pair] for pair in pairs)]
