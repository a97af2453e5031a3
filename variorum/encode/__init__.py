"""Models of sentences: vectors of one, and two read together; a protocol and a default for each."""

from variorum.encode.encoder import (
    Encoder,
    NgramEncoder,
    RememberingEncoder,
    UniversalEncoder,
    default_encoder,
    encoder_named,
)
from variorum.encode.pair_reader import (
    CrossEncoder,
    PairReader,
    ReaderAside,
    Together,
    closer_pair_reader,
    default_pair_reader,
)

__all__ = [
    "CrossEncoder",
    "Encoder",
    "NgramEncoder",
    "PairReader",
    "ReaderAside",
    "RememberingEncoder",
    "Together",
    "UniversalEncoder",
    "closer_pair_reader",
    "default_encoder",
    "default_pair_reader",
    "encoder_named",
]
