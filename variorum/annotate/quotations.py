"""Quotations of one article: direct, partial, unmarked and indirect, with their sources, cues and speakers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from variorum.annotate.cues import QUOTE, frames
from variorum.annotate.dashes import dashed_stretches
from variorum.annotate.direct import Introduced, Surroundings, introduced
from variorum.annotate.foreign_indirect import reported_by_words
from variorum.annotate.foreign_quotations import introduced_by_words
from variorum.annotate.foreign_ties import reported_by_heads
from variorum.annotate.looking_back import looking_back
from variorum.annotate.mend import mended
from variorum.annotate.quote_marks import Marked, marked_stretches, outermost
from variorum.annotate.speakers import Speakers
from variorum.annotate.ties import Tie, find_ties
from variorum.annotate.unmarked import first_person, spoken
from variorum.model import Mode, Parse, Quotation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from variorum.model import Mention

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_WORD = re.compile(r"\w+")
# So many signs in a row without a space are a sentence in Chinese or Japanese.
_LONG_UNSPACED = 6
_CLOSED = " \t\n\r\xa0”’'\""
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
    read = mended(parse) if parse.has_syntax else parse
    paragraphs = tuple(_paragraphs(read, text))
    marked = marked_stretches(text, paragraphs, language)
    if not read.has_syntax:
        marked = tuple(sorted((*marked, *dashed_stretches(text, paragraphs, language)), key=lambda m: m.outer_start))
    outer = tuple(outermost(marked))
    around = Surroundings(read, text, outer, [start for start, _ in paragraphs])
    tied = tuple(_tied(read, around)) if read.has_syntax else ()
    if read.has_syntax:
        introduce = partial(introduced, around)
    else:
        introduce = partial(introduced_by_words, read, text, mentions, language)
    found = [*_marked(around, outer, tied, paragraphs, introduce)]
    used = {f.cue for f in found if f.cue is not None}
    if read.has_syntax:
        lines = [
            _Found(((s.start, s.end),), s.mode, s.cue, s.source, s.source_head, None) for s in spoken(read, text, outer)
        ]
        used |= {f.cue for f in lines if f.cue is not None}
        found.extend(lines)
    else:
        said = [*reported_by_words(read, text, mentions, language, outer), *reported_by_heads(read, language, outer)]
        found.extend(_Found(r.pieces, Mode.INDIRECT, r.cue, r.source, r.source[-1], None) for r in said)
    found.extend(_unmarked(read, text, [t for t in tied if t.cue not in used], outer))
    found.sort(key=lambda f: (f.pieces[0][0], f.pieces[-1][1], f.cue or 0))
    speakers = Speakers(read, mentions)
    return tuple(_quotation(read, f, speakers) for f in found)


def _tied(parse: Parse, around: Surroundings) -> Iterator[Tie]:
    """What the syntax ties to a source, outside quotation marks."""
    back = list(looking_back(parse))
    own = {t.cue for t in back}
    found = [*back, *(t for t in find_ties(parse) if t.cue not in own)]
    yield from (t for t in sorted(found, key=lambda t: t.cue) if around.within[t.cue] is None)


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
    around: Surroundings,
    outer: Sequence[Marked],
    tied: Sequence[Tie],
    paragraphs: Sequence[tuple[int, int]],
    introduce: Callable[[Marked], Introduced | None],
) -> Iterator[_Found]:
    """Attribute the marked stretches one after the other; one without a cue may go on with the words before it."""
    last: _Found | None = None
    last_mark: Marked | None = None
    waiting: _Found | None = None
    over = _ties_over(around, tied)
    for number, mark in enumerate(outer):
        pieces = _trimmed(around.text, mark.pieces)
        if not pieces:
            continue
        cue = introduce(mark)
        whole = _is_sentence(around.text, mark, strict=around.parse.has_syntax)
        covering = over.get(number, [])
        if ((cue is None or cue.how == "inside") and covering) or (
            cue is not None and not whole and _woven(around, mark, cue) and _same_tie(around.parse, covering, mark, cue)
        ):
            if waiting is not None:
                yield waiting
            last, last_mark, waiting = _of_tie(pieces, covering[-1]), mark, None
            continue
        if cue is not None:
            found = _direct(around, mark, cue, pieces, whole=whole)
            if waiting is not None and _interrupted(around.text, waiting, found):
                waiting = waiting._replace(pieces=(*waiting.pieces, *pieces))
                last, last_mark = waiting, mark
                continue
        elif whole:
            found = _carried_on(around, pieces, mark, last, last_mark, tied, paragraphs)
        else:
            continue
        if waiting is not None:
            yield waiting
        last, last_mark, waiting = found, mark, found
    if waiting is not None:
        yield waiting


def _direct(
    around: Surroundings, mark: Marked, cue: Introduced, pieces: tuple[tuple[int, int], ...], *, whole: bool
) -> _Found:
    """A quotation with its cue; a fragment that the outlet's own sentence leads into is a partial one."""
    # Without syntax a colon is what tells that short words are speech of their own.
    led = not around.parse.has_syntax and around.text[: mark.outer_start].rstrip()[-1:] in (":", "：")
    mode = Mode.PARTIAL if not whole and not led and _woven(around, mark, cue) else Mode.DIRECT
    return _Found(pieces, mode, cue.cue, cue.source, cue.source_head, cue.addressee)


def _of_tie(pieces: tuple[tuple[int, int], ...], tie: Tie) -> _Found:
    """Marked words inside a reported clause, for what is quoted after them to go on from."""
    return _Found(pieces, Mode.PARTIAL, tie.cue, tie.source, tie.source_head, tie.addressee)


def _woven(around: Surroundings, mark: Marked, cue: Introduced) -> bool:
    """Whether marked words that are no sentence are part of one that the outlet has begun."""
    leading = around.before(mark) if cue.how == "after" else []
    return cue.how != "after" or (bool(leading) and leading[-1].pos not in ("PUNCT", "SPACE"))


def _same_tie(parse: Parse, tied: Sequence[Tie], mark: Marked, cue: Introduced) -> bool:
    """Whether the syntax ties the cue to more than the marked words: "The nurses are "worn out," she said"."""
    return any(t.cue == cue.cue and parse.tokens[t.content[0]].start < mark.outer_start for t in tied)


def _ties_over(around: Surroundings, tied: Sequence[Tie]) -> dict[int, list[Tie]]:
    """For each marked stretch the ties whose contents reach into it."""
    found: dict[int, list[Tie]] = {}
    for tie in tied:
        for number in sorted({n for i in tie.content if (n := around.within[i]) is not None}):
            found.setdefault(number, []).append(tie)
    return found


def _interrupted(text: str, before: _Found, after: _Found) -> bool:
    """Whether a quotation goes on in the middle of its sentence: "We built it," she said, "and it holds." """
    return before.cue == after.cue and before.cue is not None and text[before.pieces[-1][1] - 1] in ",—–-"


def _is_sentence(text: str, mark: Marked, *, strict: bool) -> bool:
    """Whether the marked words are speech of their own, not words woven into the outlet's sentence.

    `strict` asks for the punctuation of English, which stands inside the marks.
    """
    words = _WORD.findall(text, mark.start, mark.end)
    if not words:
        return False
    if (
        words[0][0].isalpha() and words[0][0].upper() == words[0][0].lower()
    ):  # a script without capitals, perhaps without spaces
        return len(words) >= 4 or len(words[0]) >= _LONG_UNSPACED
    ended = text[mark.start : mark.end].rstrip(_CLOSED)[-1:] in ".,!?…—"
    if not strict:
        ended = (
            ended or text[: mark.outer_start].rstrip()[-1:] == ":" or text[mark.outer_end : mark.outer_end + 1] in ".,"
        )
    return len(words) >= 4 and words[0][:1].isupper() and ended


def _carried_on(
    around: Surroundings,
    pieces: tuple[tuple[int, int], ...],
    mark: Marked,
    last: _Found | None,
    last_mark: Marked | None,
    tied: Sequence[Tie],
    paragraphs: Sequence[tuple[int, int]],
) -> _Found:
    """A quotation without a cue of its own: it goes on with what was quoted before it, or is nobody's.

    It goes on under the same cue where one sentence is between in the same paragraph, or where it is the whole of the
    next one; further off in the paragraph it keeps the speaker alone.
    """
    paragraph = next((p for p in paragraphs if p[0] <= mark.outer_start < p[1]), (0, 0))
    tie = next((t for t in reversed(tied) if around.parse.tokens[t.cue].end <= mark.outer_start), None)
    if tie is not None and _leads_to(around, tie, mark, paragraph[0]):
        cue = around.parse.tokens[tie.cue].start
        # "..., said Brandt, who says the yard will close. "..." goes on with Brandt's own words.
        same = last is not None and last.cue is not None and around.stops(around.parse.tokens[last.cue].end, cue) == 0
        if not same and (last is None or last.cue is None or around.parse.tokens[last.cue].start < cue):
            return _Found(pieces, Mode.DIRECT, tie.cue, tie.source, tie.source_head, tie.addressee)
    if last is None or last_mark is None:
        return _Found(pieces, Mode.DIRECT, None, (), None, None)
    opened = sum(1 for start, _ in paragraphs if last_mark.outer_end <= start <= mark.outer_start)
    alone = paragraph[0] == mark.outer_start and paragraph[1] - mark.outer_end <= 1
    if (opened == 0 and around.stops(last_mark.outer_end, mark.outer_start) <= 1) or (opened == 1 and alone):
        return last._replace(pieces=pieces, mode=Mode.DIRECT)
    if opened == 0:
        return last._replace(pieces=pieces, mode=Mode.DIRECT, cue=None)
    return _Found(pieces, Mode.DIRECT, None, (), None, None)


def _leads_to(around: Surroundings, tie: Tie, mark: Marked, begin: int) -> bool:
    """Whether reported speech stands in the sentence before a quotation, in the same paragraph."""
    cue = around.parse.tokens[tie.cue]
    if cue.start < begin or not tie.source or QUOTE not in frames(cue.lemma):
        return False
    return around.stops(cue.end, mark.outer_start) <= 1


def _unmarked(parse: Parse, text: str, tied: Sequence[Tie], outer: Sequence[Marked]) -> Iterator[_Found]:
    """The ties whose contents are no direct speech: indirect, partly marked, or speech printed without marks."""
    starts, ends = [m.outer_start for m in outer], [m.outer_end for m in outer]
    for tie in tied:
        pieces = _stretches(parse, text, _without_pronoun(parse, tie.content))
        near = outer[bisect_right(ends, pieces[0][0]) : bisect_left(starts, pieces[-1][1])] if pieces else ()
        touched = [m for m in near if any(m.outer_start < e and s < m.outer_end for s, e in pieces)]
        mode = Mode.PARTIAL if touched else Mode.INDIRECT
        if touched:
            pieces = _widened(text, pieces, touched)
            if len(touched) == 1 and pieces == _trimmed(text, touched[0].pieces):
                mode = Mode.DIRECT if _is_sentence(text, touched[0], strict=True) else mode
        elif pieces and pieces[0][0] < parse.tokens[tie.cue].start and _own_words(parse, text, pieces, tie):
            mode = Mode.UNMARKED
        if pieces:
            yield _Found(pieces, mode, tie.cue, tie.source, tie.source_head, tie.addressee)


def _without_pronoun(parse: Parse, content: tuple[int, ...]) -> tuple[int, ...]:
    """A content without the relative pronoun that stands before its source: "whom Brandt called a friend"."""
    apart = len(content) > 1 and content[1] > content[0] + 1 and parse.tokens[content[0]].tag in ("WP", "WDT")
    return content[1:] if apart else content


def _own_words(parse: Parse, text: str, pieces: Sequence[tuple[int, int]], tie: Tie) -> bool:
    """Whether words before "he said" are the speaker's by their "we" and "I"."""
    if tie.source_head is None or first_person(parse.tokens[tie.source_head].text):
        return False
    return QUOTE in frames(parse.tokens[tie.cue].lemma) and any(first_person(text[s:e]) for s, e in pieces)


def _widened(text: str, pieces: tuple[tuple[int, int], ...], touched: Sequence[Marked]) -> tuple[tuple[int, int], ...]:
    """The pieces with the marked stretches that they touch taken in whole, with their marks unless that is all."""
    spans = sorted([*pieces, *((m.outer_start, m.outer_end) for m in touched)])
    merged = [spans[0]]
    for start, end in spans[1:]:
        if start <= merged[-1][1] + 2:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    whole = {(m.outer_start, m.outer_end): (m.start, m.end) for m in touched}
    return _trimmed(text, [whole.get(span, span) for span in merged] if len(merged) == 1 else merged)


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
