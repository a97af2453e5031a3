"""What predictions are worth: one module for each kind of answer, and the figures they share.

Every scorer takes gold rows and prediction rows in the same order and returns `Scores`. The figures agree with
those of the gold data's own scorer.
"""

from variorum.bench.scores.base import Item, Row, Scores, f1_of, prf

__all__ = ["Item", "Row", "Scores", "f1_of", "prf"]
