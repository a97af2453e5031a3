"""Who is named as the source of a marked stretch: the words right after it, right before it, or around it.

The frames of English newswriting: "...," X said; said X; X said: "..."; X, who ..., told Y, "...".
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from variorum.annotate import cues, ties

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.annotate.quote_marks import Marked
    from variorum.model import Parse, Token

_REACH = 45
# Marked words as long as this are hardly a title.
_SHORT = 24
# A clause that a cue leads to begins right behind it, or behind those who are told.
_BESIDE = 4
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_ENDS = {".", "!", "?"}
_STOPS = {*_ENDS, ";"}
_LIGHT = {"ADV", "PUNCT", "SPACE", "CCONJ", "SCONJ"}
_PRONOUNS = {"he", "she", "they", "i", "we"}


class Introduced(NamedTuple):
    """A cue found beside a marked stretch, with its source.

    `how` tells where it stands: "after" the marks, "before" them with a colon or comma, or before them with
    nothing between ("inside": the marked words are woven into its sentence).
    """

    cue: int
    source: tuple[int, ...]
    source_head: int | None
    addressee: int | None
    how: str


class Surroundings:
    """The tokens of an article that stand outside every quotation mark, and how to look around a marked stretch."""

    def __init__(self, parse: Parse, text: str, outer: Sequence[Marked], breaks: Sequence[int]) -> None:
        self.parse = parse
        self.text = text
        self.starts = [t.start for t in parse.tokens]
        self.breaks = breaks
        self.within: list[int | None] = [None] * len(parse.tokens)
        for number, mark in enumerate(outer):
            for i in range(bisect_left(self.starts, mark.outer_start), bisect_left(self.starts, mark.outer_end)):
                self.within[i] = number

    def after(self, mark: Marked) -> list[Token]:
        """The tokens that follow a marked stretch up to the end of their sentence or the next mark."""
        first = bisect_left(self.starts, mark.outer_end)
        found: list[Token] = []
        limit = self._break_after(mark.outer_end)
        for token in self.parse.tokens[first : first + _REACH]:
            if self.within[token.i] is not None or token.start >= limit:
                break
            if token.text in _STOPS and found:
                break
            found.append(token)
        return found

    def before(self, mark: Marked) -> list[Token]:
        """The tokens that lead to a marked stretch from the beginning of their sentence or the mark before."""
        last = bisect_left(self.starts, mark.outer_start)
        found: list[Token] = []
        limit = self._break_before(mark.outer_start)
        for token in reversed(self.parse.tokens[max(0, last - _REACH) : last]):
            if self.within[token.i] is not None or token.start < limit or token.text in _STOPS:
                break
            found.append(token)
        return found[::-1]

    def stops(self, start: int, end: int) -> int:
        """Count the ends of sentences outside quotation marks between two offsets."""
        tokens = self.parse.tokens[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        return sum(1 for t in tokens if t.text in _ENDS and self.within[t.i] is None)

    def _break_after(self, at: int) -> int:
        here = bisect_left(self.breaks, at)
        return self.breaks[here] if here < len(self.breaks) else len(self.text)

    def _break_before(self, at: int) -> int:
        """Where the paragraph begins that leads to a mark: the one before, if it ends with a colon."""
        here = bisect_left(self.breaks, at + 1)
        if here > 1 and self.text[: self.breaks[here - 1]].rstrip()[-1:] == ":" and self.breaks[here - 1] == at:
            here -= 1
        return self.breaks[here - 1] if here else 0


def introduced(around: Surroundings, mark: Marked) -> Introduced | None:
    """The cue beside a marked stretch, if there is one."""
    return _after(around, mark) or _before(around, mark)


def _after(around: Surroundings, mark: Marked) -> Introduced | None:
    following = around.after(mark)
    if not following or not _goes_on(around.text, mark, following[0]) or _turns(following):
        return None
    for position, token in enumerate(following):
        passed = following[:position]
        if _is_cue(token, first=all(t.pos in _LIGHT for t in passed)):
            if _says_more(around.parse, token, following, title=mark.end - mark.start <= _SHORT):
                return None
            if any(t.tag in _FINITE and t.dep not in ("relcl", "aux", "auxpass", "acl", "compound") for t in passed):
                return None
            if all(t.pos in _LIGHT for t in passed):
                head = _inverted_subject(around.parse, token, following[position + 1 :])
            else:
                head = ties.subject(around.parse, token.i)
                head = head if head in {t.i for t in passed} else _first_noun(passed)
            if head is None:
                return None
            found = ties.phrase(around.parse, head, token.i)
            return Introduced(token.i, _inside(found, following), head, ties.addressee(around.parse, token.i), "after")
    return None


def _goes_on(text: str, mark: Marked, following: Token) -> bool:
    """Whether the sentence of a marked stretch goes on after it."""
    last = text[mark.start : mark.end].rstrip()[-1:]
    if last in ",?!…—–-" or following.text in (",", "—", "–", "-", "--"):
        return True
    # A sentence of the outlet's own does not begin with a small letter.
    ended = last == "." and mark.end - mark.start > _SHORT
    light = ended or following.text.lower() in _PRONOUNS or cues.QUOTE in cues.frames(following.lemma)
    return light and following.text[:1].islower()


def _turns(following: Sequence[Token]) -> bool:
    """Whether a new clause begins after the marks: '"calm", but he warned ...', '"calm," noting that ...'."""
    first = next((t for t in following if t.pos not in ("PUNCT", "SPACE", "ADV")), None)
    return first is not None and (
        first.lemma in ("and", "but", "while") or (first.pos == "VERB" and first.tag == "VBG")
    )


def _says_more(parse: Parse, cue: Token, following: Sequence[Token], *, title: bool) -> bool:
    """Whether a cue after the marks leads to a clause of its own: 'On "Open Desk", Holt said that ...'.

    After words too long for a `title` the clause has to begin right behind the cue.
    """
    there = {t.i for t in following}
    for i in parse.children[cue.i]:
        if parse.tokens[i].dep != "ccomp" or i not in there or i < cue.i:
            continue
        begin = parse.tokens[parse.subtree(i)[0]]
        near = title or (begin.i <= cue.i + _BESIDE and begin.tag not in (",", "VBG"))
        subjects = any(parse.tokens[j].dep in ("nsubj", "nsubjpass", "expl") for j in parse.children[i])
        if begin.i > cue.i and near and subjects:
            return True
    return False


def _is_cue(token: Token, *, first: bool = False) -> bool:
    """Whether a token is a cue of direct speech. After marks, "said" before a name may be parsed as its adjective."""
    return token.pos in ("VERB", "AUX") and (first or token.dep != "amod") and cues.QUOTE in cues.frames(token.lemma)


def _inverted_subject(parse: Parse, cue: Token, following: Sequence[Token]) -> int | None:
    """The subject of "said X": by the parse where it agrees, else the noun that follows."""
    there = {t.i for t in following}
    found = next((i for i in parse.children[cue.i] if parse.tokens[i].dep in ("nsubj", "dobj") and i in there), None)
    if found is not None:
        return found
    first = next((t for t in following if t.pos in ("NOUN", "PROPN", "PRON")), None)
    if first is None or first.i - cue.i > 4:
        inherited = ties.subject(parse, cue.i)
        return inherited if inherited is not None and inherited < cue.i else None
    return _top(parse, first.i, there)


def _first_noun(passed: Sequence[Token]) -> int | None:
    first = next((t for t in passed if t.pos in ("NOUN", "PROPN", "PRON", "NUM")), None)
    if first is None:
        return None
    there = {t.i for t in passed}
    at = first
    while at.head != at.i and at.head in there and at.dep in ("compound", "nmod", "amod", "poss"):
        at = next(t for t in passed if t.i == at.head)
    return at.i


def _top(parse: Parse, at: int, there: set[int]) -> int:
    while parse.tokens[at].head in there and parse.tokens[at].dep in ("compound", "nmod", "amod", "poss"):
        at = parse.tokens[at].head
    return at


def _inside(found: tuple[int, ...], stretch: Sequence[Token]) -> tuple[int, ...]:
    there = {t.i for t in stretch}
    return tuple(i for i in found if i in there)


def _before(around: Surroundings, mark: Marked) -> Introduced | None:
    leading = around.before(mark)
    if not leading:
        return None
    last = next((t for t in reversed(leading) if t.pos != "SPACE"), None)
    if last is None:
        return None
    if last.text in (":", ","):
        return _announced(around, leading, last.text)
    cue = last if _is_cue(last) else None
    if cue is None and last.pos in ("ADV", "NOUN", "PROPN", "PRON"):
        cue = next((t for t in reversed(leading[-4:-1]) if _is_cue(t)), None)
        placed = cue is not None and any(t.pos == "ADP" and t.lemma not in ("to", "of") for t in leading if t.i > cue.i)
        if placed:
            return None  # "said on the programme "Open Desk" that ..."
        if cue is not None and cue.lemma not in ("say", "tell", "add", "write", "ask", "reply", "tweet"):
            cue = None
    return _with_subject(around.parse, cue, leading, "inside") if cue else None


def _announced(around: Surroundings, leading: list[Token], sign: str) -> Introduced | None:
    found = [t for t in leading if _is_cue(t)]
    if sign == ",":
        # A comma also ends a clause of its own; the cue has to be what stands before it.
        main = [t for t in found if not any(u.tag in _FINITE for u in leading if u.i > t.i and u.dep != "relcl")]
        return _with_subject(around.parse, main[-1], leading) if main else None
    if found:
        return _with_subject(around.parse, found[-1], leading)
    if (name := _name_before(leading)) is not None:
        return name
    verb = next((t for t in leading if t.dep == "ROOT" and t.pos in ("VERB", "AUX")), None)
    if verb is not None:
        return _with_subject(around.parse, verb, leading)
    head = next((t.i for t in leading if t.dep == "ROOT" and t.pos in ("PROPN", "NOUN")), None)
    if head is None or len(leading) > 12:
        return None
    colon = leading[-1].i
    return Introduced(colon, _inside(ties.phrase(around.parse, head, colon), leading[:-1]), head, None, "before")


def _name_before(leading: list[Token]) -> Introduced | None:
    """A name between a dash or the beginning and the colon: "On the harbour - Ada Brandt: ..."."""
    at = len(leading) - 2
    while at >= 0 and (leading[at].pos == "PROPN" or leading[at].text in ("and", "&", "of", ".")):
        at -= 1
    name = leading[at + 1 : -1]
    if (
        not name
        or len(name) > 8
        or (at >= 0 and leading[at].text not in ("-", "–", "—", "•", "*", "]", "from", "From"))
    ):
        return None
    return Introduced(leading[-1].i, tuple(t.i for t in name), name[-1].i, None, "before")


def _with_subject(parse: Parse, cue: Token, leading: list[Token], how: str = "before") -> Introduced:
    head = ties.subject(parse, cue.i)
    there = {t.i for t in leading}
    if head is not None and head > cue.i and head not in there:
        head = None
    if head is None:
        head = next((t.i for t in reversed(leading) if t.dep in ("nsubj", "nsubjpass") and t.i < cue.i), None)
    if head is None:
        head = ties.nearest(parse, cue)
    found = ties.phrase(parse, head, cue.i)
    return Introduced(cue.i, found, head, ties.addressee(parse, cue.i), how)
