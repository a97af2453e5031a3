"""MinHash: shingles, signatures and bands on arrays, and the real overlap of what they propose."""

from variorum.cluster.minhash.overlap import Overlap, is_cut, overlap
from variorum.cluster.minhash.shingles import Shingles, shingles
from variorum.cluster.minhash.signatures import bands, signatures

__all__ = ["Overlap", "Shingles", "bands", "is_cut", "overlap", "shingles", "signatures"]
