"""Sources of marked stretches in languages that are not parsed: a reporting word beside the marks, a name beside it."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from variorum.annotate.cues import reporting_words
from variorum.annotate.direct import Introduced
from variorum.model import EntityType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.annotate.quote_marks import Marked
    from variorum.model import Mention, Parse

_REACH = 120
_SENTENCE_END = re.compile(r"[.!?…。！？؟]+[\"“”»’」』]*(?:\s|$)|[。！？]")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[’'.-])*")
_CLAUSE = re.compile(r"[\s,،、:：，”»」』]+$|^[\s,،、:：，”»」』]+")
_LONGEST_NAME = 5
_CLOSING = "”»」』"


def introduced_by_words(
    parse: Parse, text: str, mentions: Sequence[Mention], language: str, mark: Marked
) -> Introduced | None:
    """The cue and source beside a marked stretch: after it in its sentence, or before it."""
    after, before = _window_after(text, mark), _window_before(text, mark)
    last = text[mark.start : mark.end].rstrip()[-1:]
    closed = last in ".!?…。！？" and text[mark.outer_end : mark.outer_end + 2].lstrip()[:1] not in (
        ",",
        "-",
        "—",
        "–",
        "،",
    )
    windows = [(after, "after"), (before, "before")]
    if closed or text[: mark.outer_start].rstrip()[-1:] in (":", "："):
        windows.reverse()
    for (start, end), how in windows:
        if (found := _in_window(parse, text, (start, end), mentions, language, how)) is not None:
            return found if found.source else _of_person_before(parse, text, mentions, mark, found)
    return None


def _of_person_before(
    parse: Parse, text: str, mentions: Sequence[Mention], mark: Marked, found: Introduced
) -> Introduced:
    """A cue with a pronoun or without any subject is said of the one person named before it in the paragraph."""
    start = text.rfind("\n", 0, mark.outer_start) + 1
    persons = [m for m in mentions if m.type is EntityType.PERSON and start <= m.start and m.end <= mark.outer_start]
    if len({m.entity for m in persons}) != 1:
        return found
    tokens = _tokens_in(parse, persons[-1].start, persons[-1].end)
    return found._replace(source=tokens, source_head=tokens[-1]) if tokens else found


def _window_after(text: str, mark: Marked) -> tuple[int, int]:
    end = min(len(text), mark.outer_end + _REACH)
    line = text.find("\n", mark.outer_end, end)
    end = line if line >= 0 else end
    stop = _SENTENCE_END.search(text, mark.outer_end, end)
    return mark.outer_end, stop.start() if stop else end


def _window_before(text: str, mark: Marked) -> tuple[int, int]:
    start = max(0, mark.outer_start - _REACH)
    for stop in _SENTENCE_END.finditer(text, start, mark.outer_start):
        start = stop.end()
    return max(start, text.rfind("\n", start, mark.outer_start) + 1), mark.outer_start


@cache
def _reporting(language: str) -> re.Pattern[str] | None:
    words = sorted(reporting_words(language), key=lambda w: (-len(w), w))
    if not words:
        return None
    joined = "|".join(re.escape(w) for w in words)
    if language in ("zh", "ja"):
        return re.compile(joined)
    # In Arabic "and" is written onto the verb.
    return re.compile(rf"(?<!\w)[وف]?(?:{joined})(?!\w)", re.IGNORECASE)


def _in_window(
    parse: Parse, text: str, window: tuple[int, int], mentions: Sequence[Mention], language: str, how: str
) -> Introduced | None:
    pattern = _reporting(language)
    cues = list(pattern.finditer(text, *window)) if pattern else []
    if not cues:
        return None
    cue = cues[0] if how == "after" else cues[-1]
    cue_token = _token_at(parse, cue.start())
    if cue_token is None:
        return None
    source = _source(text, window, cue.span(), mentions)
    tokens = _tokens_in(parse, *source) if source else ()
    return Introduced(cue_token, tokens, tokens[-1] if tokens else None, None, how)


def _source(
    text: str, window: tuple[int, int], cue: tuple[int, int], mentions: Sequence[Mention]
) -> tuple[int, int] | None:
    """The person nearest to the cue in the window, else another mention, else a capitalised name beside the cue."""
    near = [
        (m.type is not EntityType.PERSON, max(m.start - cue[1], cue[0] - m.end), m.start, m.end)
        for m in mentions
        if window[0] <= m.start and m.end <= window[1]
    ]
    if near:
        _, _, start, end = min(near)
        return start, end
    return _capitalised(text, window, cue) or _uncased(text, window, cue)


def _capitalised(text: str, window: tuple[int, int], cue: tuple[int, int]) -> tuple[int, int] | None:
    """The run of capitalised words nearest to the cue."""
    runs: list[tuple[int, int]] = []
    for word in _WORD.finditer(text, *window):
        if not word.group()[0].isupper() or (word.start() < cue[1] and cue[0] < word.end()):
            continue
        if runs and not text[runs[-1][1] : word.start()].strip():
            runs[-1] = (runs[-1][0], word.end())
        else:
            runs.append(word.span())
    return min(runs, key=lambda r: (max(r[0] - cue[1], cue[0] - r[1]), r[0]), default=None)


def _uncased(text: str, window: tuple[int, int], cue: tuple[int, int]) -> tuple[int, int] | None:
    """In a script without capitals: the few words before the cue, or after it."""
    if any(c.isupper() or c.islower() for c in text[window[0] : window[1]]):
        return None
    for start, end in ((window[0], cue[0]), (cue[1], window[1])):
        start = max([start, *(text.rfind(mark, start, end) + 1 for mark in _CLOSING)])
        words = text[start:end]
        words = _CLAUSE.sub("", _CLAUSE.sub("", words))
        at = text.find(words, start, end) if words else -1
        if (
            at >= 0
            and (len(words.split()) > 1 or 1 < len(words) <= 4 * _LONGEST_NAME)
            and len(words.split()) <= _LONGEST_NAME
        ):
            return at, at + len(words)
    return None


def _token_at(parse: Parse, at: int) -> int | None:
    here = bisect_left(parse.tokens, at + 1, key=lambda t: t.start) - 1
    return here if here >= 0 and parse.tokens[here].end > at else None


def _tokens_in(parse: Parse, start: int, end: int) -> tuple[int, ...]:
    first = bisect_left(parse.tokens, start, key=lambda t: t.start)
    last = bisect_left(parse.tokens, end, key=lambda t: t.start)
    return tuple(range(first, last))
