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
    from collections.abc import Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc, Span
    from spacy.tokens import Token as SpacyToken

    from variorum.annotate.schemes import Reading

_ENTITIES = {"PER": "PERSON", "PERSON": "PERSON", "PRS": "PERSON", "LOC": "GPE", "GPE": "GPE", "ORG": "ORG"}
"""What the pipelines call names, and what the annotators do; other types stay out."""
_PARTED = frozenset({"de", "nl"})
"""Languages that write a verb's particle apart in some forms and before it in others: "nahm ... fest", "festnehmen"."""


def foreign_parse(stretches: Sequence[tuple[int, str, BlockKind]], language: str) -> Parse | None:
    """The parse of some paragraphs, given as (offset, text, kind of block); None where no pipeline is of use.

    Sentences are cut by the rules of the language; the parser sets no other boundaries.
    """
    pipeline = pipeline_of(language)
    read = reading(labels_of(pipeline)) if pipeline is not None else None
    if pipeline is None or read is None:
        return None
    parted = language.partition("-")[0].casefold() in _PARTED
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    with kept_small(pipeline):
        docs = pipeline.pipe(_prepared(pipeline, text, language) for _, text, _ in stretches)
        for (offset, _, kind), doc in zip(stretches, docs, strict=True):
            for span in doc.sents:
                _add(tokens, sentences, span, offset, kind, read, parted)
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
    tokens: list[Token],
    sentences: list[Sentence],
    span: Span,
    offset: int,
    kind: BlockKind,
    read: Reading,
    parted: bool,
) -> None:
    """Append a sentence without the white space that pipelines take for tokens; `parted` joins particles to verbs."""
    kept = [t for t in span if not t.is_space]
    if not kept:
        return
    base = len(tokens)
    for k, (token, (word, lemma)) in enumerate(zip(kept, _words(kept, read, parted), strict=True)):
        start = offset + token.idx
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


def _words(kept: Sequence[SpacyToken], read: Reading, parted: bool) -> Iterator[tuple[Word, str]]:
    """The words of a sentence with the relations that annotators know, each with its lemma."""
    place = {t.i: k for k, t in enumerate(kept)}
    heads = [place.get(t.head.i, place[t.i]) for t in kept]
    found = read(
        [Word(t.text, t.pos_, str(t.morph), t.dep_ or "dep", h, t.tag_) for t, h in zip(kept, heads, strict=True)]
    )
    particles = {word.head: word.text for word in found if parted and word.dep == "prt"}
    for k, (token, word) in enumerate(zip(kept, found, strict=True)):
        lemma = particles.get(k, "") + (token.lemma_ or token.text)
        yield word._replace(dep="dep") if parted and word.dep == "prt" else word, lemma.casefold()
