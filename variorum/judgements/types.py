"""What people decide, in a form that outlives every re-run.

A judgement is bound to content: to articles by their stable identifiers and to the words of their passages, never to
the running numbers of one edition. Nothing is deleted: who decided, when, and who took it back are kept.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

_WORDS = re.compile(r"\w+")


class JudgementKind(StrEnum):
    """What is judged."""

    STORIES = "stories"
    DISCREPANCY = "discrepancy"
    STATEMENTS = "statements"
    COMMENT = "comment"


class Decision(StrEnum):
    """What was decided: of stories and statements `one` or `apart`, of a discrepancy one of three, or a note.

    `split` parts articles from their story and says that they are one themselves.
    """

    ONE = "one"
    APART = "apart"
    SPLIT = "split"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    RETYPED = "retyped"
    NOTED = "noted"


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of an article that a judgement is about.

    `article` is the article's stable identifier, `text` the words as they stood. Of a discrepancy `value` and `side`
    are those of the reading.
    """

    article: str
    text: str
    value: str = ""
    side: int = 0

    @property
    def key(self) -> tuple[str, str]:
        """What two passages share when they say the same in the same article: case, marks and spaces do not count."""
        return self.article, words_digest(self.text)


def words_digest(text: str) -> str:
    """A short digest of the words of a text, without case, marks and spaces."""
    words = " ".join(_WORDS.findall(text.casefold()))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a judgement is about.

    story: The story's identifier when it was judged (it may have been merged since).
    groups: Of stories: articles, parted into those that belong together.
    discrepancy: Of a discrepancy: its kind.
    to_kind: The kind it is retyped to, or empty.
    to_verdict: The verdict it is given instead, or empty.
    passages: The readings of a discrepancy, or the claims of statements; `side` tells groups of claims apart.
    """

    story: str = ""
    groups: tuple[tuple[str, ...], ...] = ()
    discrepancy: str = ""
    to_kind: str = ""
    to_verdict: str = ""
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision of a person. `at` and `undone_at` are ISO 8601 in UTC; an empty `undone_at` means: it holds."""

    id: str
    kind: JudgementKind
    decision: Decision
    author: str
    at: str
    subject: Subject
    comment: str = ""
    undone_at: str = ""
    undone_by: str = ""

    @property
    def articles(self) -> frozenset[str]:
        """The articles that it is about."""
        groups = (article for group in self.subject.groups for article in group)
        return frozenset(groups) | {passage.article for passage in self.subject.passages}

    @property
    def holds(self) -> bool:
        """Whether nobody has taken it back."""
        return not self.undone_at
