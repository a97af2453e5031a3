"""Vectors of sentences: one protocol and the default encoder."""

from variorum.encode.encoder import (
    Encoder,
    NgramEncoder,
    RememberingEncoder,
    UniversalEncoder,
    default_encoder,
    encoder_named,
)

__all__ = ["Encoder", "NgramEncoder", "RememberingEncoder", "UniversalEncoder", "default_encoder", "encoder_named"]
