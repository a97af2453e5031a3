"""Quotations of one article: direct, partial, unmarked and indirect, with their sources, cues and speakers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from variorum.annotate.direct import Introduced, Surroundings, introduced
from variorum.annotate.quote_marks import Marked, marked_stretches, outermost
from variorum.annotate.speakers import Speakers
from variorum.annotate.ties import Tie, find_ties
from variorum.model import Mode, Parse, Quotation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model import Mention

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_WORD = re.compile(r"\w+")
_EDGE = " \t\n\r\xa0,;:—–-\"“”„«»‘'"


class _Found(NamedTuple):
    """A quotation by its tokens and marks, before its speaker is known."""

    pieces: tuple[tuple[int, int], ...]
    mode: Mode
    cue: int | None
    source: tuple[int, ...]
    source_head: int | None
    addressee: int | None


def find_quotations(parse: Parse, mentions: tuple[Mention, ...], text: str, language: str) -> tuple[Quotation, ...]:
    """All quotations of an article in the order of their contents.

    `text` is the article's text that the offsets of `parse` and `mentions` count in; `language` is ISO 639-1.
    Without syntax only marked stretches are found, and sources by the reporting words of the language.
    """
    paragraphs = tuple(_paragraphs(parse, text))
    stretches = marked_stretches(text, paragraphs, language)
    outer = tuple(outermost(stretches))
    around = Surroundings(parse, text, outer, [start for start, _ in paragraphs])
    tied = tuple(find_ties(parse)) if parse.has_syntax else ()
    found = [*_marked(around, outer, tied, paragraphs)]
    used = {f.cue for f in found if f.cue is not None and f.mode is Mode.DIRECT}
    found.extend(_unmarked(parse, text, tied, outer, used))
    found.sort(key=lambda f: (f.pieces[0][0], f.pieces[-1][1], f.cue or 0))
    speakers = Speakers(parse, mentions)
    return tuple(_quotation(parse, f, speakers) for f in found)


def _paragraphs(parse: Parse, text: str) -> Iterator[tuple[int, int]]:
    """The stretches of text that paragraphs make: sentences of one block with no blank line between them."""
    start = end = -1
    block = None
    for sentence in parse.sentences:
        if start >= 0 and (block is not sentence.block or _BLANK_LINE.search(text, end, sentence.start)):
            yield start, end
            start = -1
        if start < 0:
            start, block = sentence.start, sentence.block
        end = sentence.end
    if start >= 0:
        yield start, end


def _marked(
    around: Surroundings, outer: Sequence[Marked], tied: Sequence[Tie], paragraphs: Sequence[tuple[int, int]]
) -> Iterator[_Found]:
    """Attribute the marked stretches one after the other; one without a cue may go on with the words before it."""
    last: _Found | None = None
    last_end = -1
    for mark in outer:
        if not around.text[mark.start : mark.end].strip():
            continue
        cue = introduced(around, mark)
        whole = _is_sentence(around.text, mark)
        if cue is None and any(_covers(around.parse, t, mark) for t in tied):
            continue
        if cue is not None:
            found = _direct(around, mark, cue, whole=whole)
        elif whole and last is not None and _goes_on_from(last_end, mark, paragraphs):
            found = last._replace(pieces=_trimmed(around.text, mark.pieces), mode=Mode.DIRECT)
        elif whole:
            found = _Found(_trimmed(around.text, mark.pieces), Mode.DIRECT, None, (), None, None)
        else:
            continue
        yield found
        last, last_end = found, mark.outer_end


def _direct(around: Surroundings, mark: Marked, cue: Introduced, *, whole: bool) -> _Found:
    mode = Mode.DIRECT if whole or cue.how == "after" else Mode.PARTIAL
    return _Found(_trimmed(around.text, mark.pieces), mode, cue.cue, cue.source, cue.source_head, cue.addressee)


def _is_sentence(text: str, mark: Marked) -> bool:
    """Whether the marked words are speech of their own, not words woven into the outlet's sentence."""
    words = _WORD.findall(text, mark.start, mark.end)
    return len(words) >= 4 and words[0][:1].isupper() and text[mark.start : mark.end].rstrip()[-1:] in ".,!?…—"


def _goes_on_from(last_end: int, mark: Marked, paragraphs: Sequence[tuple[int, int]]) -> bool:
    """Whether a quotation without a cue belongs to the speaker of the one before: same paragraph, or the next."""
    between = sum(1 for start, _ in paragraphs if last_end <= start <= mark.outer_start)
    return between <= 1


def _covers(parse: Parse, tie: Tie, mark: Marked) -> bool:
    return any(mark.outer_start <= parse.tokens[i].start < mark.outer_end for i in tie.content) and not (
        mark.outer_start <= parse.tokens[tie.cue].start < mark.outer_end
    )


def _unmarked(
    parse: Parse, text: str, tied: Sequence[Tie], outer: Sequence[Marked], used: set[int]
) -> Iterator[_Found]:
    """The ties whose contents are no direct speech: indirect, or partly marked."""
    for tie in tied:
        if tie.cue in used:
            continue
        pieces = _stretches(parse, text, tie.content)
        touched = [m for m in outer if any(m.outer_start < e and s < m.outer_end for s, e in pieces)]
        holding = [m for m in touched if m.outer_start <= parse.tokens[tie.cue].start < m.outer_end]
        touched = [m for m in touched if m not in holding]
        if touched:
            pieces = _widened(pieces, touched)
        if pieces:
            mode = Mode.PARTIAL if touched else Mode.INDIRECT
            yield _Found(pieces, mode, tie.cue, tie.source, tie.source_head, tie.addressee)


def _widened(pieces: tuple[tuple[int, int], ...], touched: Sequence[Marked]) -> tuple[tuple[int, int], ...]:
    """The pieces with the marked stretches that they touch taken in whole."""
    spans = sorted([*pieces, *((m.start, m.end) for m in touched)])
    merged = [spans[0]]
    for start, end in spans[1:]:
        if start <= merged[-1][1] + 2:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _stretches(parse: Parse, text: str, tokens: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """The characters of some tokens as unbroken stretches without marks and commas at their edges."""
    runs: list[list[int]] = []
    for i in tokens:
        if runs and i == runs[-1][-1] + 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    return _trimmed(text, [(parse.tokens[r[0]].start, parse.tokens[r[-1]].end) for r in runs], _EDGE + ".")


def _trimmed(text: str, spans: Sequence[tuple[int, int]], edge: str = " \t\n\r\xa0") -> tuple[tuple[int, int], ...]:
    found = []
    for start, end in spans:
        while start < end and text[start] in edge:
            start += 1
        while end > start and text[end - 1] in edge:
            end -= 1
        if start < end and any(c.isalnum() for c in text[start:end]):
            found.append((start, end))
    return tuple(found)


def _quotation(parse: Parse, found: _Found, speakers: Speakers) -> Quotation:
    source = (parse.tokens[found.source[0]].start, parse.tokens[found.source[-1]].end) if found.source else None
    cue = parse.tokens[found.cue] if found.cue is not None else None
    return Quotation(
        start=found.pieces[0][0],
        end=found.pieces[-1][1],
        mode=found.mode,
        pieces=found.pieces,
        source_start=source[0] if source else None,
        source_end=source[1] if source else None,
        cue_start=cue.start if cue else None,
        cue_end=cue.end if cue else None,
        cue=cue.lemma if cue else "",
        speaker=speakers.of(source, found.source_head),
        addressee=speakers.at_token(found.addressee),
    )
