"""Pull quotes: a paragraph that says again, set apart, what is quoted elsewhere in the article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from variorum.model import BlockKind

if TYPE_CHECKING:
    from variorum.extract.blocks.piece import Piece

_QUOTED = re.compile(r"“[^”]{20,}(?:”|$)|\"[^\"]{20,}(?:\"|$)|«[^»]{20,}»|„[^“”]{20,}[“”]|‘[^’]{20,}’")
_WORD = re.compile(r"\w+")
_SHORTEST, _LONGEST = 6, 70


def mark_pull_quotes(pieces: list[Piece]) -> None:
    """Label paragraphs whose words all stand, in the same order, inside one quotation of another paragraph."""
    quoted = [(i, _folded(found.group())) for i, p in enumerate(pieces) for found in _QUOTED.finditer(p.words)]
    if not quoted:
        return
    joined = "\n".join(words for _, words in quoted)
    for i, piece in enumerate(pieces):
        if piece.kind is None and _SHORTEST <= piece.count <= _LONGEST:
            words = _folded(piece.words)
            if words in joined and any(
                j != i and words in other and _says_more(pieces[j], words) for j, other in quoted
            ):
                piece.kind = BlockKind.PULL_QUOTE


def _folded(words: str) -> str:
    return f" {' '.join(_WORD.findall(words.casefold()))} "


def _says_more(piece: Piece, words: str) -> bool:
    """Whether the other paragraph has words of its own, such as who said it: of two bare copies none is set apart."""
    return piece.kind is None and len(_folded(piece.words)) > len(words) + 4
