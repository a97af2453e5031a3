"""Two sentences read together: whether they tell the same, go against each other, or tell of different things.

Vectors made of one sentence at a time cannot tell a restatement from its contrary (sentences that contradict each other
are more alike than those that do not). A cross-encoder (Devlin et al. 2019), which attends from every word of one
sentence to every word of the other, can, if only for pairs that something else has picked: it reads about two hundred
a second. What it says is evidence among other evidence, and never a reason of its own.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.resources import files
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

import numpy as np

from variorum.model import DiscrepancyKind
from variorum.timing import model_at_work

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from importlib.resources.abc import Traversable

    from numpy.typing import NDArray

A = TypeVar("A")
T = TypeVar("T")

# The network's outputs are `different things`, `the same`, and the kinds in their order.
_KINDS = tuple(DiscrepancyKind)
_COMPATIBLE = 2
# Longer pairs are cut: the network has seen none.
_MOST_TOKENS = 160
_AT_A_TIME = 2


class Together(NamedTuple):
    """What two sentences are to each other, as log-odds: whether they differ, and whether they tell the same."""

    differ: float
    same: float
    kinds: tuple[float, ...]
    """How likely each kind of discrepancy is, in their order."""

    @property
    def kind(self) -> DiscrepancyKind:
        """The likeliest kind if they differ."""
        return max(_KINDS, key=self.odds)

    def odds(self, kind: DiscrepancyKind) -> float:
        """The log-odds that they differ in a kind."""
        return self.kinds[_KINDS.index(kind)]


class PairReader(Protocol):
    """Anything that reads two sentences together."""

    name: str
    languages: frozenset[str]
    """The languages that it knows."""

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[Together]:
        """What the two sentences of each pair are to each other, in order; the order within a pair may matter.

        Words between braces are what is asked for: whether the two sentences differ in them.
        """
        ...


class CrossEncoder:
    """A network that ONNX Runtime runs: `network.onnx` in a folder, with the pieces of words in `tokenizer.json`.

    Networks are learnt by scripts/learn_pair_reader.py. Each pair is read alone and in one thread, so that what is said
    of it depends neither on the pairs beside it nor on how many cores there are; two pairs are read at a time.
    """

    languages = frozenset({"en"})

    def __init__(self, folder: Traversable, name: str = "pair-reader") -> None:
        self.name = name
        self._folder = folder
        self._lock = Lock()
        self._loaded: Any = None

    def load(self) -> None:
        """Load the network now instead of at the first pair; fit for a thread of its own."""
        with self._lock:
            if self._loaded is None:
                with model_at_work(self.name):
                    self._loaded = _session(self._folder), _tokenizer(self._folder)

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[Together]:
        """What the two sentences of each pair are to each other."""
        if not pairs:
            return []
        self.load()
        session, tokenizer = self._loaded
        with model_at_work(self.name):
            wanted = [each.name for each in session.get_inputs()]
            rows = [_rows(tokenizer.encode(*_sound(pair)), wanted) for pair in pairs]
        found: list[Any] = [None] * len(rows)
        with ThreadPoolExecutor(_AT_A_TIME) as threads:
            # Each thread has its share beforehand: the fewer its calls, the less it waits for the interpreter.
            shares = threads.map(lambda first: self._run(session, rows[first::_AT_A_TIME]), range(_AT_A_TIME))
            for first, outputs in enumerate(shares):
                found[first::_AT_A_TIME] = outputs
        return [_together(np.asarray(outputs, dtype=np.float64)) for outputs in found]

    def _run(self, session: Any, rows: list[dict[str, NDArray[np.int64]]]) -> list[NDArray[np.float32]]:
        with model_at_work(self.name):
            return [session.run(None, row)[0][0] for row in rows]


def _sound(pair: tuple[str, str]) -> tuple[str, ...]:
    """The pair without broken characters, with single spaces."""
    return tuple(" ".join(text.encode("utf-8", "replace").decode().split()) for text in pair)


def _session(folder: Traversable) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    network = folder.joinpath("network.onnx").read_bytes()
    return onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])


def _tokenizer(folder: Traversable) -> Any:
    from tokenizers import Tokenizer

    pieces = folder.joinpath("tokenizer.json").read_text(encoding="utf-8")
    tokenizer = Tokenizer.from_str(pieces)
    tokenizer.enable_truncation(_MOST_TOKENS)
    tokenizer.no_padding()
    return tokenizer


def _rows(encoding: Any, wanted: Sequence[str]) -> dict[str, NDArray[np.int64]]:
    """The inputs that a network wants for one pair."""
    rows = {"ids": encoding.ids, "mask": encoding.attention_mask, "types": encoding.type_ids}
    return {name: np.array([rows[name]], dtype=np.int64) for name in wanted}


def _together(outputs: NDArray[np.float64]) -> Together:
    compatible, kinds = outputs[:_COMPATIBLE], outputs[_COMPATIBLE:]
    differ = float(np.logaddexp.reduce(kinds) - np.logaddexp.reduce(compatible))
    odds = tuple(_odds(outputs, number) for number in range(1, len(outputs)))
    return Together(round(differ, 3), odds[0], odds[1:])


def _odds(outputs: NDArray[np.float64], number: int) -> float:
    """The log-odds of one output against all others."""
    return round(float(outputs[number] - np.logaddexp.reduce(np.delete(outputs, number))), 3)


class Begin(Protocol):
    """A way to have work done in another process, if one is free."""

    def __call__(self, work: Callable[[A], T], argument: A, /) -> Callable[[], T] | None:
        """Begin a function of a module with its argument; give what waits for the result, None where none is free."""
        ...


class ReaderAside:
    """The default reader, at work in another process where one has nothing to do."""

    def __init__(self, begin: Begin) -> None:
        self._begin = begin
        self._loading: Callable[[], bool] | None = None
        self.name = default_pair_reader().name
        self.languages = default_pair_reader().languages

    def load(self) -> None:
        """Begin to load the network, there or in a thread of this process."""
        self._loading = self._begin(_load, None)
        if self._loading is None:
            Thread(target=_load, args=(None,), daemon=True).start()

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[Together]:
        """What the two sentences of each pair are to each other."""
        there = self._loading is not None and self._loading()
        reading = self._begin(_read, pairs) if there else None
        return _read(pairs) if reading is None else reading()


def _load(_: None) -> bool:
    load = getattr(default_pair_reader(), "load", None)
    if load is not None:
        load()
    return True


def _read(pairs: Sequence[tuple[str, str]]) -> list[Together]:
    return default_pair_reader().read(pairs)


@cache
def default_pair_reader() -> PairReader:
    """The one reader for all (MiniLM, 6 layers, 8-bit weights); it is loaded when the first pair comes."""
    return CrossEncoder(files("variorum.encode").joinpath("pair_reader_model"), "pair-reader-2")


@cache
def closer_pair_reader() -> PairReader:
    """The one for what is likely (MPNet, 12 layers, 4-bit weights): it takes ten times as long and errs less."""
    return CrossEncoder(files("variorum.encode").joinpath("closer_reader_model"), "closer-reader-1")
