"""Reported speech of other languages by a preposition: "según Mori, ...", "..., laut Mori", "по словам Мори, ..."."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.annotate.quote_marks import Marked
    from variorum.model import Mention, Parse

_WORDS = {
    "de": r"laut|nach\s+Angaben(?:\s+(?:von|des|der))?",
    "fr": r"selon|d[’']après",
    "es": r"según|de\s+acuerdo\s+con",
    "it": r"secondo",
    "pt": r"segundo|de\s+acordo\s+com",
    "nl": r"volgens",
    "sv": r"enligt",
    "da": r"ifølge",
    "no": r"ifølge",
    "pl": r"według|zdaniem",
    "ru": r"по\s+словам|по\s+данным|по\s+мнению|согласно",
    "uk": r"за\s+словами|за\s+даними|на\s+думку",
}
_CAPITAL = re.compile(r"[^\W\d_][\w’'.-]*")
_LONGEST = 90
_SHORTEST = 15
_EDGE = " \t\n\r\xa0,;:.–—"
# All nouns of German begin with a capital, so one tells nothing there.
_NOUNS_CAPITAL = frozenset({"de"})


class Reported(NamedTuple):
    """Reported speech: its pieces as characters, its cue and source as tokens."""

    pieces: tuple[tuple[int, int], ...]
    cue: int
    source: tuple[int, ...]


def reported_by_words(
    parse: Parse, text: str, mentions: Sequence[Mention], language: str, outer: Sequence[Marked]
) -> Iterator[Reported]:
    """Sentences without quotation marks that a preposition gives to somebody who is named, in order."""
    words = _WORDS.get({"nb": "no", "nn": "no"}.get(language, language))
    if words is None:
        return
    pattern = re.compile(rf"(?<!\w)(?:{words})\s+(?=\w)", re.IGNORECASE)
    marks = [m.outer_end for m in outer]
    for sentence in parse.sentences:
        nearest = bisect_left(marks, sentence.start)
        if nearest < len(outer) and outer[nearest].outer_start < sentence.end:
            continue
        found = pattern.search(text, sentence.start, sentence.end)
        phrase = _phrase(text, found, sentence.start, sentence.end) if found else None
        if found is None or phrase is None or not _names(text, mentions, language, phrase):
            continue
        around = ((sentence.start, found.start()), (phrase[1], sentence.end))
        pieces = tuple(p for p in (_trimmed(text, *a) for a in around) if p is not None)
        if sum(e - s for s, e in pieces) >= _SHORTEST:
            yield Reported(pieces, _tokens(parse, *found.span())[0], _tokens(parse, *phrase))


def _phrase(text: str, found: re.Match[str], start: int, end: int) -> tuple[int, int] | None:
    """The words after the preposition, to the comma after them; none where they are woven into the sentence."""
    comma = text.find(",", found.end(), end)
    opens = not text[start : found.start()].strip()
    after_comma = text[: found.start()].rstrip()[-1:] in (",", "–", "—")
    last = comma if comma >= 0 else end
    if (comma < 0 and opens) or (comma >= 0 and not opens and not after_comma):
        return None
    phrase = _trimmed(text, found.end(), last)
    return phrase if phrase is not None and phrase[1] - phrase[0] <= _LONGEST else None


def _names(text: str, mentions: Sequence[Mention], language: str, phrase: tuple[int, int]) -> bool:
    """Whether somebody is named in a phrase, as none is in "según lo previsto", "laut Plan"."""
    if any(phrase[0] <= m.start and m.end <= phrase[1] for m in mentions):
        return True
    capitals = [w for w in _CAPITAL.findall(text, *phrase) if w[0].isupper()]
    return len(capitals) > (language in _NOUNS_CAPITAL)


def _tokens(parse: Parse, start: int, end: int) -> tuple[int, ...]:
    first = bisect_left(parse.tokens, start + 1, key=lambda t: t.end)
    last = bisect_left(parse.tokens, end, key=lambda t: t.start)
    return tuple(range(first, max(last, first + 1)))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return (start, end) if start < end else None
