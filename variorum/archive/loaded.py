"""Importing this loads the models, for processes that are forked afterwards and share them."""

from variorum.archive import describe, near, read
from variorum.cluster.minhash import shingles
from variorum.encode import UniversalEncoder, default_encoder

__all__ = ["describe", "near", "read"]

shingles(["a text"])
if isinstance(encoder := default_encoder(), UniversalEncoder):
    encoder.load()
