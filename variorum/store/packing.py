"""Values as the store keeps them: compressed texts, blocks in a line, vectors in half precision."""

from __future__ import annotations

import json
import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from variorum.model import Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

_LEVEL = 6


def pack(data: bytes) -> bytes:
    """Compress."""
    return zlib.compress(data, _LEVEL)


def unpack(data: bytes) -> bytes:
    """Undo `pack`."""
    return zlib.decompress(data)


def pack_text(text: str) -> bytes:
    """Compress a text; lone surrogates survive."""
    return pack(text.encode("utf-8", "surrogatepass"))


def unpack_text(data: bytes) -> str:
    """Undo `pack_text`."""
    return unpack(data).decode("utf-8", "surrogatepass")


def pack_blocks(blocks: Sequence[Block]) -> str:
    """Blocks as JSON triples."""
    return json.dumps([[b.start, b.end, b.kind.value] for b in blocks], separators=(",", ":"))


def unpack_blocks(packed: str) -> tuple[Block, ...]:
    """Undo `pack_blocks`."""
    return tuple(Block(start, end, BlockKind(kind)) for start, end, kind in json.loads(packed))


def pack_vector(vector: NDArray[np.floating]) -> bytes:
    """A vector, or a matrix, as float16, little end first."""
    return vector.astype("<f2").tobytes()


def moment(at: datetime | None = None) -> str:
    """A time as the store writes it: ISO 8601 in UTC, to the second."""
    return (at or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
