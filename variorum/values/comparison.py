"""The outcome of comparing two values: a relation with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Relation(StrEnum):
    """How two values stand to each other.

    `same`: equal. `compatible`: look different and can both be right (rounding, granularity, another name).
    `different`: exclude each other. `apart`: cannot be compared (another unit, another kind of thing).
    """

    SAME = "same"
    COMPATIBLE = "compatible"
    DIFFERENT = "different"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A relation and, in one sentence, why."""

    relation: Relation
    reason: str = ""
