"""Texts as they were read: raw documents, articles, their labelled blocks, and what could not be read.

Every `start` and `end` in variorum is a half-open range of code points into `Article.text`.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

_DIGEST = re.compile(r"[0-9a-f]{12,}", re.IGNORECASE)
# What a store puts behind an identifier to make it its own.
_OWN = re.compile(r"(?<=\w)-(?=\d*[a-f])(?=[a-f]*\d)([0-9a-f]{8}|[0-9a-f]{10})$")
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_SAYS_SO = re.compile(r"(?:report|article)\b", re.IGNORECASE)


class HasSpan(Protocol):
    """Anything that covers the characters `start` to `end` (exclusive) of an article's text."""

    @property
    def start(self) -> int:
        """The first code point."""
        ...

    @property
    def end(self) -> int:
        """One past the last code point."""
        ...


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a range of characters: {self.start} to {self.end}")

    def __len__(self) -> int:
        return self.end - self.start


def shared(a: HasSpan, b: HasSpan) -> int:
    """Count the characters that both ranges cover."""
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def covers(outer: HasSpan, inner: HasSpan) -> bool:
    """Tell whether `inner` lies wholly inside `outer`."""
    return outer.start <= inner.start and inner.end <= outer.end


class BlockKind(StrEnum):
    """What a stretch of an article is. Only headline, lead and body make claims."""

    HEADLINE = "headline"
    DATELINE = "dateline"
    BYLINE = "byline"
    LEAD = "lead"
    BODY = "body"
    SUBHEAD = "subhead"
    CAPTION = "caption"
    CREDIT = "credit"
    PULL_QUOTE = "pull-quote"
    NAVIGATION = "navigation"
    FOOTER = "footer"
    RELATED = "related"
    RESIDUE = "residue"

    @property
    def makes_claims(self) -> bool:
        """Whether what stands in such a block counts as a statement of the article."""
        return self in (BlockKind.HEADLINE, BlockKind.LEAD, BlockKind.BODY)


@dataclass(frozen=True, slots=True)
class Block:
    """A labelled stretch of an article. Blocks stand in order and do not overlap."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article besides its text. Empty strings mean: not known.

    `published` is ISO 8601 with the precision that is known (`2024`, `2024-07`, `2024-07-03`,
    `2024-07-03T14:05:00Z`); `language` is ISO 639-1.
    """

    id: str = ""
    url: str = ""
    outlet: str = ""
    title: str = ""
    published: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One document as it came from a source, before its text is known.

    `origin` names the place for messages and for the edition: a path, `path:line`, an address or `-`.
    `media_type` is `text/plain`, `text/markdown` or `text/html`; `content` is decoded. `metadata` holds
    what the source itself said (a sidecar, a JSON field) and wins over what extraction finds. `raw` are the bytes as
    they came, empty where the document is a part of something larger. `blocks` label the beginning of a text where the
    source says what that is, in order; what follows them is labelled by extraction.
    """

    origin: str
    content: str
    media_type: str
    metadata: Metadata = field(default_factory=Metadata)
    raw: bytes = b""
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was skipped or mended, and why: shown to the user, never silent.

    `place` names the input (and line) and `reason` says in one sentence what is wrong and what to do.
    `skipped` tells whether an input was lost by it; such a run ends with a non-zero exit code. `error` is the
    exception behind it where the fault is variorum's own.
    """

    place: str
    reason: str
    skipped: bool = True
    error: Exception | None = None


def sound(text: str) -> str:
    """The text with a replacement character for each half of a character (a lone surrogate); of the same length.

    Broken sources bring them in; UTF-8, and so Parquet, frames and tokenizers, cannot hold them.
    """
    return _HALF_CHARACTER.sub("\ufffd", text)


def letters(index: int) -> str:
    """What stands for an article of a story: A, B, ... Z, AA, AB, ... for 0, 1, ..."""
    found = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        found = chr(65 + rest) + found
    return found


def name_in_story(outlet: str, index: int) -> str:
    """What the article at a place of its story is called beside its letter: its outlet, or "Report" and the letter."""
    return outlet or f"Report {letters(index)}"


def names_in_story(outlets: Sequence[str]) -> tuple[str, ...]:
    """What sentences call the articles of a story, by their outlets in the story's order: no two alike.

    An outlet with several articles is told with the letter of each.
    """
    named = [name_in_story(outlet, i) for i, outlet in enumerate(outlets)]
    times = Counter(named)
    return tuple(f"{name} ({letters(i)})" if times[name] > 1 else name for i, name in enumerate(named))


def article_name(outlet: str, identifier: str) -> str:
    """What an article is known by outside its story: its outlet, without one "Report" and its short identifier."""
    short = outlet or short_identifier(identifier)
    return short if outlet or _SAYS_SO.match(short) else f"Report {short}"


def short_identifier(identifier: str) -> str:
    """An article's identifier, less a long hexadecimal part where more is left.

    Of what a store added to an identifier that is short, so much is left as tells two of them apart.
    """
    own = _OWN.search(identifier)
    plain = identifier[: own.start()] if own else identifier
    rest = _DIGEST.sub("", plain).strip("_-. ")
    short = rest if any(c.isdigit() for c in rest) else plain
    if own and not _DIGEST.search(plain):
        short = f"{short} ({own[1][:4]})"
    return short


@dataclass(frozen=True, slots=True)
class Article:
    """One outlet's report. `text` is never edited: cleaning is done by labelling `blocks`."""

    id: str
    text: str
    blocks: tuple[Block, ...]
    outlet: str = ""
    title: str = ""
    published: str = ""
    language: str = ""
    origin: str = ""
    url: str = ""

    @property
    def place_in_story(self) -> tuple[bool, str, str]:
        """What orders the articles of a story: time of publication (unknown last), then id."""
        return not self.published, self.published, self.id

    @property
    def sha256(self) -> str:
        """The hexadecimal SHA-256 of the text in UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
