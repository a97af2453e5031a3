"""Articles with annotations made by hand: every span is found in the text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from variorum.model import (
    Annotated,
    Article,
    Attribution,
    Block,
    BlockKind,
    Certainty,
    Claim,
    ClauseKind,
    EntityType,
    LocalEntity,
    Mention,
    MentionForm,
    Mode,
    Parse,
    Polarity,
    Quotation,
    TimeExpression,
)

if TYPE_CHECKING:
    from variorum.values.date import TimeValue


@dataclass
class Draft:
    """One article with the annotations that are being made for it."""

    article: Article
    mentions: list[Mention] = field(default_factory=list)
    entities: list[LocalEntity] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    times: list[TimeExpression] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def find(self, words: str) -> tuple[int, int]:
        start = self.article.text.index(words)
        return start, start + len(words)

    def mention(self, words: str, name: str, kind: EntityType = EntityType.PERSON) -> int:
        start, end = self.find(words)
        self.mentions.append(Mention(start, end, kind, MentionForm.NAME, name, 0, len(self.entities)))
        self.entities.append(LocalEntity(kind, name, (name,), (), (len(self.mentions) - 1,)))
        return len(self.mentions) - 1

    def quote(self, words: str, mode: Mode, source: str, cue: str, speaker: int | None) -> int:
        start, end = self.find(words)
        (s, t), (c, d) = self.find(source), self.find(cue)
        self.quotations.append(Quotation(start, end, mode, ((start, end),), s, t, c, d, cue.split()[0], speaker))
        return len(self.quotations) - 1

    def claim(
        self,
        words: str,
        predicate: str,
        *,
        speaker: int | None = None,
        quotation: int | None = None,
        mode: Mode = Mode.STATED,
        polarity: Polarity = Polarity.AFFIRMED,
        certainty: Certainty = Certainty.CERTAIN,
        when: tuple[str, TimeValue] | None = None,
    ) -> int:
        start, end = self.find(words)
        times: tuple[int, ...] = ()
        if when:
            a, b = self.find(when[0])
            self.times.append(TimeExpression(a, b, when[1]))
            times = (len(self.times) - 1,)
        chain: tuple[Attribution, ...] = ()
        if speaker is not None:
            m = self.mentions[speaker]
            chain = (Attribution(speaker, m.start, m.end, "say", mode),)
        self.claims.append(
            Claim(
                start,
                end,
                0,
                ClauseKind.MAIN,
                predicate,
                None,
                (),
                times=times,
                polarity=polarity,
                certainty=certainty,
                attribution=chain,
                mode=mode,
                quotation=quotation,
            )
        )
        return len(self.claims) - 1

    def done(self) -> Annotated:
        return Annotated(
            self.article,
            Parse((), (), has_syntax=False),
            tuple(self.mentions),
            tuple(self.entities),
            tuple(self.quotations),
            (),
            tuple(self.times),
            tuple(self.claims),
        )


def blocks(text: str, kinds: dict[str, BlockKind]) -> tuple[Block, ...]:
    """A block for each paragraph: the kind of the first key its text begins with, else body."""
    found, start = [], 0
    for paragraph in text.split("\n\n"):
        kind = next((k for key, k in kinds.items() if paragraph.startswith(key)), BlockKind.BODY)
        stripped = paragraph.rstrip("\n")
        if stripped:
            found.append(Block(start, start + len(stripped), kind))
        start += len(paragraph) + 2
    return tuple(found)


def draft(text: str, kinds: dict[str, BlockKind], **metadata: str) -> Draft:
    return Draft(Article(text=text, blocks=blocks(text, kinds), language="en", **metadata))  # type: ignore[arg-type]
