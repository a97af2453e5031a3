"""Stories that grow as articles arrive."""

from variorum.cluster.growing.changes import Change, Joined, Merged, Moved, Split, Started, apply, current
from variorum.cluster.growing.constraints import Constraint, Contradiction
from variorum.cluster.growing.stream import Growing
from variorum.cluster.record import Record, record, records

__all__ = [
    "Change",
    "Constraint",
    "Contradiction",
    "Growing",
    "Joined",
    "Merged",
    "Moved",
    "Record",
    "Split",
    "Started",
    "apply",
    "current",
    "record",
    "records",
]
