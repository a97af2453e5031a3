"""Tokens and sentences without a parser, for languages that no model is at hand for and for unknown scripts."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from variorum.annotate.segment import sentence_starts
from variorum.model import BlockKind, Parse, Sentence, Token

if TYPE_CHECKING:
    from collections.abc import Iterable

# Scripts written without spaces give one token a character; numbers keep their separators, words their apostrophes.
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1780-\u17ff\U00020000-\U0002fa1f"
_TOKEN = re.compile(
    rf"\d+(?:[.,:]\d+)*|[{_UNSPACED}]|(?:(?![{_UNSPACED}])[^\W\d_])[\u0300-\u036f]*"
    rf"(?:(?![{_UNSPACED}])[^\W_]|[\u0300-\u036f\u064b-\u0652\u0900-\u0dff]|['’‑-](?=[^\W\d_]))*|[^\s]"
)


# "L’Espagne", "d’Orlac", "qu’il" are two words in these languages.
_ELIDING = frozenset({"fr", "it", "ca"})
_ELISION = r"(?:[cdjlmnst]|[dnstv]?ell|[dn]all|qu|jusqu|lorsqu|puisqu)['’](?=[^\W\d_])|"
_TOKEN_ELIDED = re.compile(_ELISION + _TOKEN.pattern, re.IGNORECASE)


def plain_parse(stretches: Iterable[tuple[int, str, BlockKind]], language: str) -> Parse:
    """The tokens and sentences of some paragraphs, given as (offset, text, kind of block)."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for offset, text, kind in stretches:
        starts = [*sentence_starts(text, language), len(text)]
        for start, stop in pairwise(starts):
            pattern = _TOKEN_ELIDED if language.partition("-")[0] in _ELIDING else _TOKEN
            found = pattern.finditer(text, start, stop)
            _sentence(tokens, sentences, found, offset, kind)
    return Parse(tuple(tokens), tuple(sentences), has_syntax=False)


def _sentence(
    tokens: list[Token], sentences: list[Sentence], words: Iterable[re.Match[str]], offset: int, kind: BlockKind
) -> None:
    first = len(tokens)
    for found in words:
        word, i = found.group(), len(tokens)
        tokens.append(
            Token(
                i,
                offset + found.start(),
                offset + found.end(),
                word,
                word.casefold(),
                "",
                "",
                "",
                i,
                "",
                len(sentences),
            )
        )
    if len(tokens) > first:
        sentences.append(Sentence(len(sentences), tokens[first].start, tokens[-1].end, first, len(tokens), kind))
