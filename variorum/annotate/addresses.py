"""Addresses of pages and of mail: their digits are no numbers and no days of what is told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from variorum.model import HasSpan

T = TypeVar("T", bound="HasSpan")

# In ASCII alone: where no spaces are written the text goes on behind an address. Each run of signs is begun once.
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+", re.I | re.A)


def outside_addresses(found: Iterable[T], text: str) -> tuple[T, ...]:
    """What stands in no address, in the same order."""
    addresses = [m.span() for m in _ADDRESS.finditer(text)]
    if not addresses:
        return tuple(found)
    return tuple(x for x in found if not any(x.start < end and start < x.end for start, end in addresses))
