"""From the phrase that names a source to the mention it is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from variorum.model import EntityType, MentionForm

if TYPE_CHECKING:
    from variorum.model import Mention, Parse

_PERSONAL = {"he", "she", "him", "her", "his", "who"}
_SPEAKING = frozenset({EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE})
_REACH = 1
"""How many sentences back a pronoun that is not resolved may take the last person."""
_FORMS = {MentionForm.NAME: 0, MentionForm.ROLE: 1, MentionForm.PRONOUN: 2}


class Speakers:
    """Looks up the mention behind a source phrase; a relative or personal pronoun without one takes the last person."""

    def __init__(self, parse: Parse, mentions: tuple[Mention, ...]) -> None:
        self.parse = parse
        self.mentions = mentions
        self.starts = [m.start for m in mentions]
        self.by_head: dict[int, int] = {}
        for index, mention in enumerate(mentions):
            self.by_head.setdefault(mention.head, index)

    def of(self, source: tuple[int, int] | None, head: int | None) -> int | None:
        """The position of the mention that a source phrase (start, end) with this head token is, if one is.

        Several who speak together ("Berg and Roth", "the two leaders") are none of them.
        """
        if source is None or (head is not None and self._together(head)):
            return None
        if (direct := self.at_token(head)) is not None:
            return direct
        inside = [
            (_FORMS[m.form], abs((m.head if head is None else head) - m.head), i)
            for i in range(bisect_left(self.starts, source[0]), bisect_left(self.starts, source[1]))
            if (m := self.mentions[i]).end <= source[1] and not self._describes(m)
        ]
        return min(inside)[2] if inside else None

    def _together(self, head: int) -> bool:
        """Whether a token heads mentions of several, or one that another is joined to by "and"."""
        mine = {m.entity for m in self.mentions if m.head == head}
        if not mine or not self.parse.has_syntax:
            return len(mine) > 1
        joined = {c for c in self.parse.children[head] if self.parse.tokens[c].dep == "conj"}
        return len(mine | {m.entity for m in self.mentions if m.head in joined and m.type in _SPEAKING}) > 1

    def _describes(self, mention: Mention) -> bool:
        """Whether a mention is but an adjective beside the source: "a Danish statement"."""
        token = self.parse.tokens[mention.head]
        if not self.parse.has_syntax or mention.type is EntityType.PERSON:
            return False
        return token.pos == "ADJ" or token.dep == "amod"

    def at_token(self, head: int | None) -> int | None:
        """The mention that a token heads or lies in."""
        if head is None:
            return None
        if head in self.by_head:
            return self.by_head[head]
        token = self.parse.tokens[head]
        last = bisect_right(self.starts, token.start)
        for index in range(max(0, last - 3), last):
            if token.end <= self.mentions[index].end:
                return index
        if token.text.lower() in _PERSONAL:
            before = [i for i, m in enumerate(self.mentions) if m.end <= token.start and m.type is EntityType.PERSON]
            near = before and token.sentence - self.parse.tokens[self.mentions[before[-1]].head].sentence <= _REACH
            return before[-1] if near else None
        return None
