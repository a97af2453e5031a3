"""Articles of other languages by the spaCy pipeline that a user has installed, in the labels that annotators know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.annotate.forgetting import kept_small
from variorum.annotate.pipelines import labels_of, pipeline_of
from variorum.annotate.schemes import reading
from variorum.annotate.segment import sentence_starts
from variorum.annotate.universal import Word
from variorum.model import BlockKind, Parse, Sentence, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.language import Language
    from spacy.tokens import Doc, Span

    from variorum.annotate.schemes import Reading

_ENTITIES = {"PER": "PERSON", "PERSON": "PERSON", "PRS": "PERSON", "LOC": "GPE", "GPE": "GPE", "ORG": "ORG"}
"""What the pipelines call names, and what the annotators do; other types stay out."""


def foreign_parse(stretches: Sequence[tuple[int, str, BlockKind]], language: str) -> Parse | None:
    """The parse of some paragraphs, given as (offset, text, kind of block); None where no pipeline is of use.

    Sentences are cut by the rules of the language; the parser sets no other boundaries.
    """
    pipeline = pipeline_of(language)
    read = reading(labels_of(pipeline)) if pipeline is not None else None
    if pipeline is None or read is None:
        return None
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    with kept_small(pipeline):
        docs = pipeline.pipe(_prepared(pipeline, text, language) for _, text, _ in stretches)
        for (offset, _, kind), doc in zip(stretches, docs, strict=True):
            for span in doc.sents:
                _add(tokens, sentences, span, offset, kind, read)
    return Parse(tuple(tokens), tuple(sentences), has_syntax=False)


def _prepared(pipeline: Language, text: str, language: str) -> Doc:
    """The tokens of a paragraph, with the sentence boundaries that rules find."""
    doc = pipeline.make_doc(text)
    starts = iter([*sentence_starts(text, language), len(text) + 1])
    following, begun = next(starts), True
    for token in doc:
        while following < token.idx + max(1, len(token)):
            begun, following = True, next(starts)
        token.is_sent_start = begun and not token.is_space
        begun = begun and token.is_space
    return doc


def _add(
    tokens: list[Token], sentences: list[Sentence], span: Span, offset: int, kind: BlockKind, read: Reading
) -> None:
    """Append a sentence without the white space that pipelines take for tokens."""
    kept = [t for t in span if not t.is_space]
    if not kept:
        return
    base, place = len(tokens), {t.i: k for k, t in enumerate(kept)}
    heads = [place.get(t.head.i, place[t.i]) for t in kept]
    words = [
        Word(t.text, t.pos_, str(t.morph), t.dep_ or "dep", head, t.tag_) for t, head in zip(kept, heads, strict=True)
    ]
    for k, (token, word) in enumerate(zip(kept, read(words), strict=True)):
        start = offset + token.idx
        lemma = (token.lemma_ or token.text).casefold()
        entity = _ENTITIES.get(token.ent_type_, "")
        tokens.append(
            Token(
                base + k,
                start,
                start + len(token.text),
                token.text,
                lemma,
                word.pos or "X",
                word.tag,
                word.dep,
                base + word.head,
                entity,
                len(sentences),
            )
        )
    sentences.append(Sentence(len(sentences), tokens[base].start, tokens[-1].end, base, len(tokens), kind))
