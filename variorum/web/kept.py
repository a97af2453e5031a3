"""Pages, files and papers that were made before, up to so many characters or bytes of them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sized
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable


T = TypeVar("T", bound=Sized)


class Kept(Generic[T]):
    """Texts by key, those used longest ago dropped first, the last one never. Keys name all that a text depends on."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._texts: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = Lock()
        self._making: dict[Hashable, Future[T]] = {}
        self._maker = ThreadPoolExecutor(1, "making-pages")

    def soon(self, key: Hashable, make: Callable[[], T], patience: float, line: int | None = None) -> T | None:
        """The text of that key, if it is there within some seconds; else None, and it is being made.

        One text is made at a time; where a `line` of so many others are being made or wait, this one is not begun.
        Raises what `make` did.
        """
        with self._lock:
            if (there := self._there(key)) is not None:
                return there
            making = self._making.get(key)
            if making is None:
                if line is not None and sum(not each.done() for each in self._making.values()) >= line:
                    return None
                making = self._making[key] = self._maker.submit(self._begun, key, make)
        done, _ = wait([making], patience)
        if not done:
            return None
        with self._lock:
            self._making.pop(key, None)
        return making.result()

    def _begun(self, key: Hashable, make: Callable[[], T]) -> T:
        """The text, made; what went wrong is kept until somebody asks again, so that it is told."""
        text = self.get(key, make)
        with self._lock:
            self._making.pop(key, None)
        return text

    def _there(self, key: Hashable) -> T | None:
        """The text of that key, which is now the one that was used last."""
        if key in self._texts:
            self._texts.move_to_end(key)
        return self._texts.get(key)

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The text of that key, made if it is not there."""
        with self._lock:
            if (there := self._there(key)) is not None:
                return there
        text = make()
        with self._lock:
            if key not in self._texts:
                self._texts[key] = text
                self._size += len(text)
            while self._size > self._limit and len(self._texts) > 1:
                self._size -= len(self._texts.popitem(last=False)[1])
        return text
