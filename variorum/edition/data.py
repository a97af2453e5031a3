"""The edition as data: the product of a run, and all that its renderings are made from.

Every class documents its fields in its docstring as `name: description`; the JSON Schema and the reference page
are generated from those lines. Every `start`/`end` is a half-open range of code points into the `text` of the
article that `article` names. Identifiers (`e1`, `s1`, `c1`, `q1`, `d1`) are unique inside an edition.

This module evaluates its annotations (no postponed ones), since readers and the schema are derived from them.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from variorum.edition import codec
from variorum.edition.provenance import Coverage, Edge, Evidence, Lineage, Writing
from variorum.edition.texts import Article, Block, Entity, Generator, Mention, Span, Story, Time
from variorum.model import (
    Certainty,
    ClauseKind,
    DiscrepancyKind,
    Mode,
    Polarity,
    Verdict,
)

if TYPE_CHECKING:
    from variorum.edition.frames import Frames

__all__ = [
    "FORMAT",
    "Article",
    "Attribution",
    "Block",
    "BriefSentence",
    "Claim",
    "Coverage",
    "Discrepancy",
    "Edge",
    "Edition",
    "Entity",
    "Evidence",
    "Generator",
    "Judgement",
    "Lineage",
    "Mention",
    "Quotation",
    "Reading",
    "Span",
    "Statement",
    "Story",
    "Time",
    "TimelineEntry",
    "Wording",
    "Writing",
]

FORMAT = "variorum-edition/1"


@dataclass(frozen=True, slots=True)
class Attribution:
    """One link of "who says so".

    speaker: The speaker's name, where it is known.
    entity: The speaker's entity, where it is known.
    source: The phrase that names the speaker, or null.
    source_start: Where that phrase begins, or null.
    source_end: Where it ends, or null.
    cue: The word that ties speaker and content, as a lemma.
    mode: How the words are given.
    """

    speaker: str | None
    entity: str | None
    source: str | None
    source_start: int | None
    source_end: int | None
    cue: str
    mode: Mode


@dataclass(frozen=True, slots=True)
class Claim:
    """What one article states in one clause.

    id: c1, c2, ... in the order of statements and articles.
    article: The article's id.
    start: The first code point.
    end: One past the last.
    text: The characters there.
    speaker: Who says so, or null where the outlet speaks in its own voice or the speaker is not known.
    entity: The speaker's entity, where it is known.
    mode: Stated in the outlet's own voice, or one of the four modes of quotation.
    polarity: Affirmed or negated.
    certainty: How sure the claim is of itself.
    kind: How the clause stands in its sentence.
    predicate: The lemma of its verb or predicate noun.
    attribution: From the outermost source inwards; empty for the outlet's own voice.
    quotation: The quotation it stands in, or null.
    """

    id: str
    article: str
    start: int
    end: int
    text: str
    speaker: str | None
    entity: str | None
    mode: Mode
    polarity: Polarity
    certainty: Certainty
    kind: ClauseKind
    predicate: str = ""
    attribution: tuple[Attribution, ...] = ()
    quotation: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """The claims of several articles, or of one alone, that state the same.

    id: s1, s2, ... from the most to the fewest independent sources.
    text: Verbatim from the central claim.
    central: The claim that stands for the statement.
    articles: The articles that make it, in the edition's order.
    independent_sources: How many independent sources those articles come down to.
    times: The time expressions in its claims.
    claims: The claims, in the order of articles and offsets.
    """

    id: str
    text: str
    central: str
    articles: tuple[str, ...]
    independent_sources: int
    times: tuple[Time, ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """One article's version of a quotation.

    article: The article's id.
    start: The first code point of the content.
    end: One past the last.
    text: The content, without its quotation marks.
    mode: Direct, partial, unmarked or indirect.
    speaker: Who this article says spoke, or null.
    entity: The speaker's entity, where it is known.
    source: The phrase that names the speaker, or null.
    source_start: Where that phrase begins, or null.
    source_end: Where it ends, or null.
    cue: The words that tie speaker and content, or null.
    cue_start: Where they begin, or null.
    cue_end: Where they end, or null.
    """

    article: str
    start: int
    end: int
    text: str
    mode: Mode
    speaker: str | None = None
    entity: str | None = None
    source: str | None = None
    source_start: int | None = None
    source_end: int | None = None
    cue: str | None = None
    cue_start: int | None = None
    cue_end: int | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """One thing that was said, with all its wordings.

    id: q1, q2, ... from the most to the fewest articles.
    speaker: Whom most wordings give it to, or null.
    entity: The speaker's entity, where it is known.
    wordings: The versions, in the order of articles and offsets.
    """

    id: str
    speaker: str | None
    entity: str | None = None
    wordings: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What one article has at the place where reports differ.

    value: What is compared, in words.
    article: The article's id.
    start: The first code point of the clause or quotation that says it.
    end: One past the last.
    text: The characters there.
    side: Readings with the same number say the same.
    focus_start: Where the differing words begin, or null.
    focus_end: Where they end, or null.
    """

    value: str
    article: str
    start: int
    end: int
    text: str
    side: int
    focus_start: int | None = None
    focus_end: int | None = None


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A place where reports differ.

    id: d1, d2, ... by verdict, then what happened, who vouches for it, words alone, the surest first (roles last).
    kind: In what they differ.
    verdict: Whether the readings exclude each other, differ in weight, or only look different.
    reason: Why, in one sentence that a person can check.
    readings: What the articles have, in the order of articles and offsets.
    weight: How sure the rule is (0 to 1).
    statement: The statement it is about, or null.
    statements: All statements that take part.
    quotation: The quotation it is about, or null.
    judgement: The person's decision that it stands as it does by, or null.
    """

    id: str
    kind: DiscrepancyKind
    verdict: Verdict
    reason: str
    readings: tuple[Reading, ...]
    weight: float = 1.0
    statement: str | None = None
    statements: tuple[str, ...] = ()
    quotation: str | None = None
    judgement: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided about something in this edition.

    id: The judgement's identifier in the store.
    kind: What was judged: stories, discrepancy, statements or comment.
    decision: one or apart; confirmed, rejected or retyped; noted.
    author: Who decided.
    at: When (ISO 8601, UTC).
    comment: Why, in the author's words, or empty.
    discrepancies: The discrepancies it is about, as far as they are found today.
    statements: The statements it is about.
    articles: The articles it is about.
    """

    id: str
    kind: str
    decision: str
    author: str
    at: str
    comment: str = ""
    discrepancies: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """When something told of happened or is to happen.

    date: The TIMEX3 value, as precise as the claims give it.
    precision: year, season, month, part, week, day, hour, minute, or empty.
    earliest: The first day that can be meant (ISO 8601), or empty.
    latest: The last one, or empty.
    approximate: True for "about", "around", "mid-".
    statement: What is dated.
    spans: The time expressions it rests on.
    """

    date: str
    precision: str
    earliest: str
    latest: str
    approximate: bool
    statement: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class BriefSentence:
    """A sentence of the brief, with the characters it came from.

    text: The sentence.
    statements: The statements it tells.
    citations: The stretches its words come from.
    discrepancy: The discrepancy it tells of, or null.
    disputed: True where it sets readings against each other.
    writer: The language model that wrote it, where one was asked to; its words were checked, not taken from a source.
    """

    text: str
    statements: tuple[str, ...]
    citations: tuple[Span, ...]
    discrepancy: str | None = None
    disputed: bool = False
    writer: str = ""


@dataclass(frozen=True)
class Edition:
    """All that was found about one story.

    format: The name and version of this format.
    generator: What made the edition.
    story: The event.
    articles: The reports, in the order of publication.
    entities: The persons, places and bodies they mention.
    statements: What they state.
    quotations: What they quote.
    discrepancies: Where they differ.
    lineage: Who derives from whom.
    coverage: Who reports what.
    timeline: When it happened.
    brief: A short account in which every sentence is cited.
    writing: What a language model was asked to write, or null where none was asked.
    judgements: What people decided about this story, in the order of their decisions.
    digest: SHA-256 of everything else but `created`; tells whether the file was altered. Without it, `verify` fails.
    """

    format: str
    generator: Generator
    story: Story
    articles: tuple[Article, ...]
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    lineage: Lineage = field(default_factory=Lineage)
    coverage: Coverage = field(default_factory=Coverage)
    timeline: tuple[TimelineEntry, ...] = ()
    brief: tuple[BriefSentence, ...] = ()
    writing: Writing | None = None
    judgements: tuple[Judgement, ...] = ()
    digest: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The edition in lists, dicts, strings and numbers."""
        plain: dict[str, Any] = codec.to_plain(self)
        return plain

    def to_json(self) -> str:
        """The edition as JSON: the same edition gives the same characters."""
        return codec.dumps(self.to_dict())

    @classmethod
    def from_dict(cls, data: object) -> Self:
        """Read what `to_dict` wrote; fields it does not know are passed over. Raises `codec.FormatError`."""
        if not isinstance(data, dict) or data.get("format") != FORMAT:
            raise codec.FormatError("format", f'this is not an edition: "format" should be "{FORMAT}"')
        return codec.from_plain(cls, data)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` wrote. Raises `codec.FormatError`, which is a ValueError."""
        return cls.from_dict(codec.loads(text))

    def to_html(self) -> str:
        """One self-contained page."""
        from variorum.edition.html import render

        return render(self)

    def to_markdown(self) -> str:
        """The edition as Markdown."""
        from variorum.edition.markdown import render

        return render(self)

    def to_pandas(self) -> "Frames":
        """Three pandas frames: statements by articles, wordings, readings. Needs the extra `frames`."""
        from variorum.edition.frames import pandas_frames

        return pandas_frames(self)

    def to_polars(self) -> "Frames":
        """Three Polars frames: statements by articles, wordings, readings. Needs the extra `frames`."""
        from variorum.edition.frames import polars_frames

        return polars_frames(self)

    def _repr_html_(self) -> str:
        """A short summary for notebooks."""
        from variorum.edition.html import render_fragment

        return render_fragment(self)
