"""Runs of characters that are no words: encoded data, minified scripts, keys held down.

No word of a language that is written with spaces, no address and no chain of words comes near a thousand characters
without a space; Chinese, Japanese, Thai and their like have sentences of any length without one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_WORD = 1000
_RUN = re.compile(rf"\S{{{_LONGEST_WORD},}}")
_UNSPACED = re.compile(
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u3000-\u30ff\u3400-\u9fff\ua980-\ua9df\uaa60-\uaa7f"
    "\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
_FEWEST_UNSPACED = 0.3
# The mean length of what stands between spaces, where it is no text: that of English is about 5, of Finnish 8.
_LONGEST_MEAN = 25
_LARGE = 2000


def runs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where runs stand that are no words, in order."""
    for found in _RUN.finditer(text, start, end):
        if not _is_unspaced(found.group()):
            yield found.span()


def has_words(text: str) -> bool:
    """Whether what a text has beside such runs is written in words."""
    between, last = [], 0
    for start, end in runs(text, 0, len(text)):
        between.append(text[last:start])
        last = end
    if not last and len(text) < _LARGE:
        return True
    rest = "\n".join((*between, text[last:]))
    words = rest.split()
    return bool(words) and (sum(map(len, words)) <= _LONGEST_MEAN * len(words) or _is_unspaced(rest))


def _is_unspaced(text: str) -> bool:
    return len(_UNSPACED.findall(text)) >= _FEWEST_UNSPACED * len(text)
