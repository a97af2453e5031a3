"""What the report of `variorum doctor` is made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Health(StrEnum):
    """How a part stands: `missing` parts are needed by nothing that runs without being asked for."""

    OK = "ok"
    MISSING = "missing"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the report: what it is, what it is for, what was found, and how to get it, mend it, or get more."""

    name: str
    health: Health
    found: str
    use: str = ""
    get: str = ""
