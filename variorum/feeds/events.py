"""What a watch tells while it runs: one event, as a line for people and as one JSON object a line for machines."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

_LONGEST = 500


class Level(StrEnum):
    """How much an event matters."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: `name` says what, `place` where (an address), `text` more in words.

    `facts` are values by name. `time` is in seconds since the epoch.
    """

    time: float
    level: Level
    name: str
    place: str = ""
    text: str = ""
    facts: dict[str, str | int | float] = field(default_factory=dict)

    def as_json(self) -> str:
        """One line of JSON with `time` (RFC 3339, milliseconds), `level`, `event`, and what else there is."""
        told: dict[str, str | int | float] = {"time": self._clock("milliseconds"), "level": self.level.value}
        told["event"] = self.name
        if self.place:
            told["url"] = self.place
        if self.text:
            told["text"] = self.text[:_LONGEST]
        return json.dumps(told | self.facts, ensure_ascii=True)

    def as_line(self) -> str:
        """One line for people, without control characters."""
        facts = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in self.facts.items() if value != "")
        more = " ".join(part for part in (self.place, self.text, f"({facts})" if facts else "") if part)
        line = f"{self._clock('seconds')} {self.level.value:7} {self.name}: {more}"
        return "".join(c if c.isprintable() else "\ufffd" for c in line[: 4 * _LONGEST])

    def _clock(self, precision: str) -> str:
        return datetime.fromtimestamp(self.time, UTC).isoformat(timespec=precision).replace("+00:00", "Z")
