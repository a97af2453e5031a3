"""To be described."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.context import Story
    from variorum.model import Discrepancy


def find(story: Story) -> Iterator[Discrepancy]:
    """Nothing yet."""
    yield from ()
