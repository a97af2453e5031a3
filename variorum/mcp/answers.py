"""What the tools answer: every text with the characters it came from.

This module evaluates its annotations (no postponed ones): the protocol's schemas are derived from them, by a library
that takes slots for defaults.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Citation:
    """A stretch of an article: `text` is the characters `start` to `end` (half open, code points) of its text."""

    article: str
    outlet: str
    published: str
    url: str
    start: int
    end: int
    text: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Told:
    """A statement: how many independent sources make it, which articles, and one place where it stands."""

    id: str
    text: str
    independent_sources: int
    articles: list[str]
    citation: Citation


@dataclass(frozen=True)
class Side:
    """What some articles have where reports differ."""

    value: str
    citations: list[Citation]


@dataclass(frozen=True)
class Differs:
    """A discrepancy; `verdict` conflict: both cannot be right; variant: the same in words of other weight."""

    id: str
    kind: str
    verdict: str
    reason: str
    sides: list[Side]


@dataclass(frozen=True)
class Wording:
    """One article's version of a quotation; `mode` is direct, partial, unmarked or indirect."""

    mode: str
    speaker: str
    citation: Citation


@dataclass(frozen=True)
class Said:
    """A quotation: whom most give it to (or empty), and its wordings, at most forty (`wordings_in_all` counts them)."""

    id: str
    speaker: str
    wordings: list[Wording]
    wordings_in_all: int


@dataclass(frozen=True)
class BriefLine:
    """A sentence of the brief with what it rests on; `writer` is the language model that wrote it, if one did."""

    text: str
    citations: list[Citation]
    writer: str = ""


@dataclass(frozen=True)
class ArticleLine:
    """An article of a story. Articles of one `group` come from one independent source."""

    id: str
    outlet: str
    title: str
    published: str
    language: str
    url: str
    group: int


@dataclass(frozen=True)
class StoryAnswer:
    """A story: its brief, its discrepancies, its first statements and quotations (`..._in_all` count them).

    `title_writer` is the language model that wrote the title, if one did.
    """

    story: str
    title: str
    first: str
    last: str
    independent_sources: int
    articles: list[ArticleLine]
    brief: list[BriefLine]
    discrepancies: list[Differs]
    statements: list[Told]
    statements_in_all: int
    quotations: list[Said]
    quotations_in_all: int
    title_writer: str = ""


@dataclass(frozen=True)
class StoryLine:
    """A story in a list, with the headline of one of its reports as it stands there, or how that report opens."""

    story: str
    title: str
    articles: int
    outlets: int
    independent_sources: int
    conflicts: int
    first: str
    last: str
    citation: Citation | None


@dataclass(frozen=True)
class StoriesAnswer:
    """A list of stories, and how many there are in all."""

    stories: list[StoryLine]
    total: int


@dataclass(frozen=True)
class HitLine:
    """An article that was found, with the stretch that speaks for it."""

    story: str
    title: str
    citation: Citation


@dataclass(frozen=True)
class SearchAnswer:
    """What was found, best first, and how much there is in all."""

    hits: list[HitLine]
    total: int


@dataclass(frozen=True)
class CollateAnswer:
    """The stories among some reports, and what could not be read."""

    stories: list[StoryAnswer]
    problems: list[str]


@dataclass(frozen=True)
class CiteAnswer:
    """Where something is said: an item of an edition, or words, with all the stretches they stand in."""

    story: str
    id: str
    text: str
    citations: list[Citation]
