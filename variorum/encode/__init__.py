"""Vectors of sentences: one protocol and the default encoder."""

from variorum.encode.encoder import Encoder, NgramEncoder, UniversalEncoder, default_encoder

__all__ = ["Encoder", "NgramEncoder", "UniversalEncoder", "default_encoder"]
