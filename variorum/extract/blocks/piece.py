"""Pieces: the stretches that get a label, and what can be asked of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from variorum.model import BlockKind

_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_STOP = re.compile(r"[.!?…。！？؟۔।][\s'\"’”»)\]]*(?:\[\d+\])?$")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_FEWEST_BEFORE_COLON = 6
_FULL_STOP = re.compile(r"[.…。۔।;][\s'\"’”»)\]]*$")


@dataclass
class Piece:
    """A stretch of `text` to be labelled; `kind` is not known yet while it is None.

    `group` is equal for neighbours without a blank line between them.
    """

    text: str
    start: int
    end: int
    group: int
    kind: BlockKind | None = None

    @cached_property
    def words(self) -> str:
        """The characters with runs of white space as one plain space."""
        return " ".join(self.text[self.start : self.end].split())

    @cached_property
    def count(self) -> int:
        """How many words it has; in scripts without spaces two characters are taken for one."""
        return sum(1 for _ in _WORD.finditer(self.words)) + len(_UNSPACED.findall(self.words)) // 2

    @property
    def stops(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_STOP.search(self.words))

    @property
    def full_stop(self) -> bool:
        """Whether it ends with a full stop (not a question or exclamation mark)."""
        return bool(_FULL_STOP.search(self.words))

    @property
    def leads_on(self) -> bool:
        """Whether it announces what follows: some words and a colon."""
        return self.words.endswith(":") and self.count >= _FEWEST_BEFORE_COLON

    @property
    def is_prose(self) -> bool:
        """Whether it can only be running text: a long line, or one that ends as a sentence does."""
        return (self.stops and self.count >= 4) or self.count > 25 or len(self.words) > 160


def is_prose(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch can only be running text."""
    return Piece(text, start, end, 0).is_prose
