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
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np

from variorum.model import DiscrepancyKind
from variorum.timing import model_at_work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

# The network's outputs are `different things`, `the same`, and the kinds in their order.
_KINDS = tuple(DiscrepancyKind)
_COMPATIBLE = 2
# Longer pairs are cut: the network has seen none.
_MOST_TOKENS = 160
_AT_A_TIME = 2


class Together(NamedTuple):
    """What two sentences are to each other, as log-odds: whether they differ, and whether they tell the same.

    `kind` is the likeliest kind of discrepancy if they differ.
    """

    differ: float
    same: float
    kind: DiscrepancyKind


class PairReader(Protocol):
    """Anything that reads two sentences together."""

    name: str
    languages: frozenset[str]
    """The languages that it knows."""

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[Together]:
        """What the two sentences of each pair are to each other, in order; the order within a pair may matter."""
        ...


class CrossEncoder:
    """The network in `pair_reader_model` (MiniLM, 6 layers, 8-bit weights), run by ONNX Runtime.

    It was learnt by scripts/learn_pair_reader.py. Each pair is read alone and in one thread, so that what is said of it
    depends neither on the pairs beside it nor on the machine; two pairs are read at a time.
    """

    name = "pair-reader-1"
    languages = frozenset({"en"})

    def __init__(self) -> None:
        self._lock = Lock()
        self._loaded: Any = None

    def load(self) -> None:
        """Load the network now instead of at the first pair; fit for a thread of its own."""
        with self._lock:
            if self._loaded is None:
                with model_at_work(self.name):
                    self._loaded = _session(), _tokenizer()

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[Together]:
        """What the two sentences of each pair are to each other."""
        if not pairs:
            return []
        self.load()
        with ThreadPoolExecutor(_AT_A_TIME) as threads:
            return list(threads.map(self._read, pairs))

    def _read(self, pair: tuple[str, str]) -> Together:
        session, tokenizer = self._loaded
        with model_at_work(self.name):
            return _together(_outputs(session, tokenizer.encode(*_sound(pair))))


def _sound(pair: tuple[str, str]) -> tuple[str, ...]:
    """The pair without broken characters, with single spaces."""
    return tuple(" ".join(text.encode("utf-8", "replace").decode().split()) for text in pair)


def _session() -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    network = files("variorum.encode").joinpath("pair_reader_model", "network.onnx").read_bytes()
    return onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])


def _tokenizer() -> Any:
    from tokenizers import Tokenizer

    pieces = files("variorum.encode").joinpath("pair_reader_model", "tokenizer.json").read_text(encoding="utf-8")
    tokenizer = Tokenizer.from_str(pieces)
    tokenizer.enable_truncation(_MOST_TOKENS)
    tokenizer.no_padding()
    return tokenizer


def _outputs(session: Any, encoding: Any) -> NDArray[np.float64]:
    rows = {"ids": encoding.ids, "mask": encoding.attention_mask, "types": encoding.type_ids}
    (found,) = session.run(None, {name: np.array([row], dtype=np.int64) for name, row in rows.items()})
    return np.asarray(found[0], dtype=np.float64)


def _together(outputs: NDArray[np.float64]) -> Together:
    compatible, kinds = outputs[:_COMPATIBLE], outputs[_COMPATIBLE:]
    differ = float(np.logaddexp.reduce(kinds) - np.logaddexp.reduce(compatible))
    same = float(outputs[1] - np.logaddexp.reduce(np.delete(outputs, 1)))
    return Together(round(differ, 3), round(same, 3), _KINDS[int(kinds.argmax())])


@cache
def default_pair_reader() -> PairReader:
    """The one reader for all; it is loaded when the first pair comes."""
    return CrossEncoder()
