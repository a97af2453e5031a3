"""The edition as Markdown.

What the page has but the articles' texts: CommonMark with GitHub's tables and footnotes. A citation is a footnote that
names article, outlet and characters.

    [^5]: A, Coast Radio, characters 136 to 149: “340 residents”
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.interchange.formats import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.edition import Edition


def write(edition: Edition) -> Iterator[File]:
    """Write `edition.md`."""
    yield File("edition.md", edition.to_markdown().encode("utf-8", "replace"))
