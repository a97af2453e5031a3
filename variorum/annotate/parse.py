"""Tokens, sentences and syntax of an article: spaCy for English, a user's pipeline or simple rules for the rest.

A parser sees a reading copy of a paragraph in which line breaks and odd spaces are plain spaces; the copy has the
length of the original, so offsets into one are offsets into the other.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from variorum.annotate.english import MODEL, english
from variorum.annotate.forgetting import kept_small
from variorum.annotate.openings import common_openings
from variorum.annotate.ruler import NAME as RULER
from variorum.annotate.ruler import Ruler
from variorum.annotate.segment import sentence_starts
from variorum.annotate.uncollected import uncollected
from variorum.model import Article, BlockKind, Parse, Sentence, Token, sound
from variorum.timing import model_at_work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Token as SpacyToken

_ODD_SPACE = re.compile(r"[^\S ]")
_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?![^\S\n]*\n))*")
_PARSED = (BlockKind.HEADLINE, BlockKind.LEAD, BlockKind.BODY, BlockKind.CAPTION, BlockKind.SUBHEAD)
_INFLECTED = frozenset({"VBD", "VBN", "VBG"})
_DOUBLES = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
_ISE = re.compile(r"\b([A-Za-z]{3,}i)s(e|ed|es|ing)\b")
_AFTER_RULER = frozenset({RULER, "lemmatizer", "ner"})
_BATCH = 128
_ENDLESS = re.compile("[!-\u0dff]{500}")
"""No word: the tokenizer's time grows with the square of its length. (Scripts without spaces are not meant.)"""
_LONGEST = 20_000
"""Characters of one stretch that the parser sees at once; longer ones are cut at sentences."""

_Stretch = tuple[int, str, BlockKind]


def reading_copy(text: str) -> str:
    """The text with plain spaces for all white space and a mark for every half of a character; same length."""
    return sound(_ODD_SPACE.sub(" ", text))


def paragraphs(article: Article) -> Iterator[tuple[int, int, BlockKind]]:
    """The stretches to be parsed on their own, in order."""
    for block in article.blocks:
        if block.kind in _PARSED:
            for found in _PARAGRAPH.finditer(article.text, block.start, block.end):
                end = found.start() + len(found.group().rstrip())
                for begun, ended in _words(article.text, found.start(), end):
                    yield from _cut(article.text, begun, ended, block.kind)


def _words(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A paragraph, cut where a run of characters without a space is too long to be a word."""
    for found in _ENDLESS.finditer(text, start, end):
        yield start, found.end()
        start = found.end()
    if start < end:
        yield start, end


def _cut(text: str, start: int, end: int, kind: BlockKind) -> Iterator[tuple[int, int, BlockKind]]:
    while end - start > _LONGEST:
        middle = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        for mark in (". ", "。", "\n"):
            found = text.rfind(mark, start + _LONGEST // 2, start + _LONGEST)
            if found > 0:
                middle = found + len(mark) - 1
                break
        middle = middle if middle > 0 else start + _LONGEST - 1
        yield start, middle + 1, kind
        start = middle + 1
    if start < end:
        yield start, end, kind


def has_parser(language: str) -> bool:
    """Tell whether articles of a language are parsed; a language that is not known is taken for English."""
    return language.partition("-")[0].casefold() in ("", "en")


def parse(articles: Iterable[Article], model: str = "") -> Iterator[Parse]:
    """Parse articles, in order: those in English by the model (`Parse.has_syntax` tells).

    Others are parsed by the pipeline of their language where the user has installed one (`Parse.has_heads` without
    `has_syntax`), else by rules.
    """
    articles = list(articles)
    stretches = [list(paragraphs(article)) for article in articles]
    copies = [
        [(start, reading_copy(article.text[start:end]), kind) for start, end, kind in found]
        for article, found in zip(articles, stretches, strict=True)
    ]
    wanted = [copy for article, copy in zip(articles, copies, strict=True) if has_parser(article.language)]
    parsed = iter(_english(wanted, model))
    for article, copy in zip(articles, copies, strict=True):
        yield next(parsed) if has_parser(article.language) else _plain(copy, article.language)


def _english(wanted: list[list[_Stretch]], model: str) -> list[Parse]:
    """The parses of some articles, each given as its stretches."""
    if not any(wanted):
        return [_join([]) for _ in wanted]
    pipeline = english(model)
    with kept_small(pipeline):
        docs = _timed(_parsed(pipeline, (_prepared(pipeline, text) for copy in wanted for _, text, _ in copy)))
        return [_join([(start, kind, text, next(docs)) for start, text, kind in copy]) for copy in wanted]


def _plain(copy: list[_Stretch], language: str) -> Parse:
    from variorum.annotate.foreign_parse import foreign_parse
    from variorum.annotate.plain import plain_parse

    return foreign_parse(copy, language) or plain_parse(copy, language)


def _parsed(pipeline: Language, docs: Iterable[Doc]) -> Iterator[Doc]:
    """Run the pipeline; where nothing but the lemmas depends on its attribute ruler, with a quicker one instead."""
    names = pipeline.pipe_names
    late = names[names.index(RULER) :] if RULER in names else []
    if not late or not _AFTER_RULER.issuperset(late):
        yield from pipeline.pipe(docs, batch_size=_BATCH)
        return
    postponed = [name for name in late if name != "ner"]
    rest: list[Callable[[Doc], Doc]] = [_ruler(pipeline), *(_component(pipeline, name) for name in postponed[1:])]
    for doc in pipeline.pipe(docs, batch_size=_BATCH, disable=postponed):
        for component in rest:
            doc = component(doc)
        yield doc


def _component(pipeline: Language, name: str) -> Callable[[Doc], Doc]:
    found: Callable[[Doc], Doc] = pipeline.get_pipe(name)
    return found


@lru_cache(maxsize=4)
def _ruler(pipeline: Language) -> Ruler:
    return Ruler(pipeline)


def _timed(docs: Iterator[Doc]) -> Iterator[Doc]:
    while True:
        with model_at_work(MODEL):
            doc = next(docs, None)
        if doc is None:
            return
        yield doc


def _american(text: str) -> str:
    """The text with "criticised" written "criticized", as the model learnt it; same length."""
    return _ISE.sub(lambda found: f"{found[1]}z{found[2]}" if _is_ize(found[1]) else found[0], text)


@lru_cache(maxsize=4096)
def _is_ize(stem: str) -> bool:
    from variorum.lexicon.words import known

    return known(f"{stem}ze".lower(), "v")


def _prepared(pipeline: Language, text: str) -> Doc:
    """The tokens of a paragraph with the sentence boundaries that rules find; the parser sets no others."""
    doc = pipeline.make_doc(_american(text))
    starts = [*sentence_starts(text), len(text)]
    begun, following = True, 0
    for token in doc:
        start = token.idx
        while starts[following] < start:
            following += 1
        begun = begun or starts[following] < start + len(token)
        if not token.is_space:
            token.is_sent_start = begun
            begun = False
        else:
            token.is_sent_start = False
    return doc


def _lemma(written: str, read: str, lemma: str, tag: str) -> str:
    """The lemma in the article's own spelling, with the silent e that spaCy's rules drop ("hopes" is of "hope")."""
    if written != read:
        return "is".join(lemma.rsplit("iz", 1))
    if tag == "VBZ":
        lost = written.lower() == lemma + "es" and not lemma.endswith(("s", "x", "z", "ch", "sh", "o"))
    elif tag in _INFLECTED:
        lost = written.lower() in (lemma + "ed", lemma + "ing") and _DOUBLES.fullmatch(lemma) is not None
    else:
        return lemma
    return lemma + "e" if lost else lemma


def _token(t: SpacyToken, text: str, offset: int, base: int, sentence: int) -> Token:
    read, start, tag = t.text, t.idx, t.tag_
    written = text[start : start + len(read)]
    return Token(
        base + t.i,
        offset + start,
        offset + start + len(read),
        written,
        _lemma(written, read, t.lemma_, tag),
        t.pos_,
        tag,
        t.dep_,
        base + t.head.i,
        t.ent_type_,
        sentence,
    )


@uncollected()
def _join(docs: list[tuple[int, BlockKind, str, Doc]]) -> Parse:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for offset, kind, text, doc in docs:
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
            tokens.extend(_token(t, text, offset, base, number) for t in span)
    return common_openings(Parse(tuple(tokens), tuple(sentences), has_syntax=True))
