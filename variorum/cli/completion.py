"""What shells offer as the values of options that take names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def formats(incomplete: str) -> list[str]:
    """The lists of formats that go on from what is typed: the last name completed, none twice."""
    from variorum.interchange import formats as all_formats

    before, comma, begun = incomplete.rpartition(",")
    taken = before.split(",")
    return [
        f"{before}{comma}{name}" for name in _beginning(begun, (f.name for f in all_formats())) if name not in taken
    ]


def discrepancy_kinds(incomplete: str) -> list[str]:
    """The kinds of discrepancy."""
    from variorum.model import DiscrepancyKind

    return _beginning(incomplete, DiscrepancyKind)


def verdicts(incomplete: str) -> list[str]:
    """How a discrepancy may weigh."""
    from variorum.model import Verdict

    return _beginning(incomplete, Verdict)


def story_orders(incomplete: str) -> list[str]:
    """How a list of stories may be ordered."""
    from variorum.store.records import Order

    return _beginning(incomplete, Order)


def _beginning(incomplete: str, names: Iterable[str]) -> list[str]:
    return [str(name) for name in names if name.startswith(incomplete)]
