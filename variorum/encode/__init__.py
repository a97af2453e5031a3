"""Vectors of sentences: one protocol and the default encoder."""

from variorum.encode.encoder import Encoder, NgramEncoder, RememberingEncoder, UniversalEncoder, default_encoder

__all__ = ["Encoder", "NgramEncoder", "RememberingEncoder", "UniversalEncoder", "default_encoder"]
