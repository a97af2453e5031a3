"""What comes out of a container of many documents (WARC, Parquet, JSON lines) besides documents.

A container of a million records always holds some that are broken. They are counted by their fault, so faults are a
closed list; the sentence that says more goes into a sample.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from variorum.model import RawDocument


class Fault(StrEnum):
    """Why a record was skipped."""

    BROKEN_CONTAINER = "broken container"
    BROKEN_COMPRESSION = "broken compression"
    TRUNCATED = "truncated"
    WRONG_LENGTH = "wrong length"
    BAD_HEADER = "bad header"
    BAD_HTTP = "bad HTTP"
    BAD_CODING = "bad content coding"
    TOO_LARGE = "too large"
    BINARY = "not text"
    BAD_JSON = "bad JSON"
    NO_DOCUMENT = "no document"
    NO_ARTICLE = "no article"
    FAILED = "fault of variorum"


class Rejected(NamedTuple):
    """A record that was skipped: where it stands (`path:offset` or `path:line`), why, and the why in a sentence."""

    place: str
    fault: Fault
    reason: str


class PassedOver(NamedTuple):
    """A record that is no document and was never meant to be one: a request, a revisit, an image."""

    what: str


class Found(NamedTuple):
    """A document, and when it was fetched (ISO 8601; empty where the container does not say)."""

    document: RawDocument
    crawled: str = ""


Record = Found | Rejected | PassedOver
