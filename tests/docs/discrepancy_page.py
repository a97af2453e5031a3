"""The page of the discrepancy kinds read back: each kind with its two pairs of reports."""

from __future__ import annotations

import re
from typing import NamedTuple

_PAIR = re.compile(r"^    A: (.+)\n    B: (.+)$", re.MULTILINE)


class Pair(NamedTuple):
    """Two reports and what is promised of them: a verdict of the kind, or (empty) no conflict at all."""

    kind: str
    verdict: str
    known_to_fail: bool
    reports: tuple[str, str]

    @property
    def name(self) -> str:
        """How tests call it."""
        return f"{self.kind}-{self.verdict or 'counter'}"


def sections(page: str) -> dict[str, str]:
    """The text below each heading of the second level."""
    parts = re.split(r"^## (.+)$", page, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def pairs(page: str) -> list[Pair]:
    """All pairs of the page, in its order."""
    return [pair for kind, section in sections(page).items() for pair in _pairs(kind, section)]


def _pairs(kind: str, section: str) -> list[Pair]:
    found = []
    for part in re.split(r"^(?=\*\*(?:Example|Counter-example)\*\*)", section, flags=re.MULTILINE)[1:]:
        reports = _PAIR.search(part)
        assert reports, (kind, part)
        verdict = re.match(r"\*\*Example\*\* \((\w+)\)", part)
        failing = "*known to fail*" in part
        found.append(Pair(kind, verdict[1] if verdict else "", failing, (reports[1], reports[2])))
    return found
