"""Points and stretches of time with their precision, after ISO 8601 and the values of TIMEX3 (TimeML 1.2)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TimeKind(StrEnum):
    """The TIMEX3 type."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class TimeValue:
    """A normalised time.

    `value` is the TIMEX3 value ("2024-07-03", "2024-W27", "P2M", "PAST_REF"). For dates and times `earliest`
    and `latest` (inclusive, ISO dates, empty if unknown) bound what can be meant: "mid-May" 2024 is
    2024-05-11 to 2024-05-20. `precision` is "year", "season", "month", "part", "week", "day",
    "hour", "minute" or "".
    `approximate` marks "about", "around", "mid-"; `relative` that the publication date was needed.
    """

    kind: TimeKind
    value: str
    earliest: str = ""
    latest: str = ""
    precision: str = ""
    approximate: bool = False
    relative: bool = False
