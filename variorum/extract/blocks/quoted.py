"""Pull quotes: a paragraph that says again, set apart, what is quoted elsewhere in the article."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from variorum.model import BlockKind

if TYPE_CHECKING:
    from variorum.extract.blocks.piece import Piece

# Bounded, so that marks which nothing closes do not cost the square of what follows them.
_QUOTED = re.compile(
    r"“[^”]{20,4000}(?:”|$)|\"[^\"]{20,4000}(?:\"|$)|«[^»]{20,4000}»|„[^“”]{20,4000}[“”]|(?<!\w)‘[^’]{20,4000}’"
)
_WORD = re.compile(r"\w+")
_SHORTEST, _LONGEST = 6, 70
_MOST_CANDIDATES = 20


def mark_pull_quotes(pieces: list[Piece]) -> None:
    """Label paragraphs whose words all stand, in the same order, inside one quotation of another paragraph.

    The other paragraph must have words of its own, such as who said it: of two bare copies none is set apart.
    Quotations are found by a run of six words, so that the work grows with the length of the article.
    """
    quoted = _quotations(pieces)
    if not quoted:
        return
    for i, piece in enumerate(pieces):
        if piece.kind is None and _SHORTEST <= piece.count <= _LONGEST:
            words = _WORD.findall(piece.words.casefold())
            whole = _joined(words)
            candidates = quoted.get(_joined(words[:_SHORTEST]), ())
            if any(at != i and more > len(words) and whole in quotation for at, more, quotation in candidates):
                piece.kind = BlockKind.PULL_QUOTE


def _quotations(pieces: list[Piece]) -> dict[str, list[tuple[int, int, str]]]:
    """By each run of six words: the paragraphs that quote it, the number of their words, and the quotation."""
    found: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for i, piece in enumerate(pieces):
        if piece.kind is not None:
            continue
        spoken = _QUOTED.findall(piece.words)
        count = len(_WORD.findall(piece.words)) if spoken else 0
        for quotation in spoken:
            words = _WORD.findall(quotation.casefold())
            entry = (i, count, _joined(words))
            for at in range(len(words) - _SHORTEST + 1):
                here = found[_joined(words[at : at + _SHORTEST])]
                if len(here) < _MOST_CANDIDATES:
                    here.append(entry)
    return dict(found)


def _joined(words: list[str]) -> str:
    return f" {' '.join(words)} "
