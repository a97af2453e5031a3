"""Speech printed without quotation marks: after "he said:" at the end of a line, after a name and a colon."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from variorum.annotate import cues, ties
from variorum.model import Mode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.annotate.quote_marks import Marked
    from variorum.model import Parse, Token

_MARK_FIRST = re.compile(r"\s*[\"“„«‘'「『]|\s*``")
_LETTERS = re.compile(r"[a-z]+")
_NAME_WORDS = {"PROPN", "ADJ", "NOUN", "DET", "ADP", "NUM"}
_LONGEST_NAME = 6
_FIRST_PERSON = frozenset({"i", "we", "our", "us", "my", "me", "ours", "mine"})


class Spoken(NamedTuple):
    """Unmarked speech: its range of characters, its cue and source as tokens, and how it is given."""

    start: int
    end: int
    cue: int
    source: tuple[int, ...]
    source_head: int | None
    mode: Mode


def spoken(parse: Parse, text: str, outer: Sequence[Marked]) -> Iterator[Spoken]:
    """Speech after a colon, in order."""
    in_marks = [m.outer_start for m in outer]
    for token in parse.tokens:
        if token.text != ":" or _inside(token.start, outer, in_marks):
            continue
        yield from _after_colon(parse, text, token)


def _inside(at: int, outer: Sequence[Marked], starts: Sequence[int]) -> bool:
    here = bisect_left(starts, at + 1) - 1
    return here >= 0 and outer[here].outer_end > at


def _after_colon(parse: Parse, text: str, colon: Token) -> Iterator[Spoken]:
    if _MARK_FIRST.match(text, colon.end):
        return
    leading = _leading(parse, colon)
    at_end = text[colon.end : colon.end + 80].lstrip(" \t\xa0")[:1] in ("\n", "")
    following = _following(parse, text, colon, at_end=at_end)
    if following is None or not leading:
        return
    verb = next((t for t in reversed(leading) if t.pos == "VERB" and cues.QUOTE in cues.frames(t.lemma)), None)
    if verb is not None and (at_end or colon.i - verb.i <= 4):
        head = ties.subject(parse, verb.i)
        if head is not None:
            yield Spoken(*following, verb.i, ties.phrase(parse, head, verb.i), head, Mode.UNMARKED)
    elif not at_end and _is_name(leading) and _opens_paragraph(text, leading[0].start):
        whole = tuple(t.i for t in leading if t.pos not in ("PUNCT", "SPACE"))
        transcript = all(t.text.isupper() for t in leading if t.text.isalpha())
        yield Spoken(*following, colon.i, whole, leading[-1].i, Mode.UNMARKED if transcript else Mode.INDIRECT)


def _leading(parse: Parse, colon: Token) -> list[Token]:
    """The tokens of the sentence before the colon."""
    sentence = parse.sentences[colon.sentence]
    return [t for t in parse.tokens[sentence.first : colon.i] if t.pos != "SPACE"]


def _following(parse: Parse, text: str, colon: Token, *, at_end: bool) -> tuple[int, int] | None:
    """The sentence after the colon; the whole next line or paragraph where the colon ends its own."""
    rest = parse.tokens[colon.i + 1 :][:1]
    while rest and rest[0].pos == "SPACE":
        rest = parse.tokens[rest[0].i + 1 :][:1]
    if not rest or not rest[0].text[:1].isupper():
        return None
    if not at_end:
        return rest[0].start, parse.sentences[rest[0].sentence].end
    end = text.find("\n", rest[0].start)
    stop = len(text) if end < 0 else end
    inside = [s for s in parse.sentences[rest[0].sentence :][:12] if s.start < stop]
    return rest[0].start, min(stop, inside[-1].end)


def _is_name(leading: Sequence[Token]) -> bool:
    if len(leading) > _LONGEST_NAME or any(t.pos not in _NAME_WORDS for t in leading):
        return False
    return leading[-1].pos == "PROPN" or leading[-1].lemma.lower() in ("poll", "report", "study", "survey")


def _opens_paragraph(text: str, at: int) -> bool:
    return not text[:at].strip() or "\n" in text[at - 2 : at]


def first_person(text: str) -> bool:
    """Whether words are the speaker's own by their pronouns."""
    return not _FIRST_PERSON.isdisjoint(_LETTERS.findall(text.lower()))
