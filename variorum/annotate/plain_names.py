"""Names without a parser: by capitals where a script has them, and by the territories of the language everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from variorum.annotate.names import NameSpan
    from variorum.model import Parse


def find_plain_names(parse: Parse, text: str, language: str) -> list[NameSpan]:
    """Names of an article in a language without a parser, in order, without overlap."""
    del parse, text, language
    return []
