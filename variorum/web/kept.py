"""Pages that were made before, up to so many bytes of them."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable


class Kept:
    """Texts by key, those used longest ago dropped first. Keys name all that the text depends on."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._texts: OrderedDict[Hashable, str] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], str]) -> str:
        """The text of that key, made if it is not there. A text too large for the whole is not kept."""
        with self._lock:
            if key in self._texts:
                self._texts.move_to_end(key)
                return self._texts[key]
        text = make()
        with self._lock:
            if key not in self._texts and len(text) <= self._limit:
                self._texts[key] = text
                self._size += len(text)
            while self._size > self._limit:
                self._size -= len(self._texts.popitem(last=False)[1])
        return text
