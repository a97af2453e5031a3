"""Text out of markup: the titles of feeds, which may be plain, escaped or marked up, and lengths of contents."""

from __future__ import annotations

import html
import re

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->", re.DOTALL)
_HIDDEN = re.compile(r"<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_LONGEST = 1_000


def plain(marked: object) -> str:
    """One line of text without tags and references, at most 1,000 characters. A "<" that opens no tag stays."""
    if not isinstance(marked, str):
        return ""
    text = _UNPRINTABLE.sub("", marked[: 20 * _LONGEST])
    text = html.unescape(_TAG.sub(" " if "<br" in text else "", _HIDDEN.sub("", text)))
    return " ".join(text.split())[:_LONGEST]


def letters(marked: str) -> int:
    """Count the letters and digits that a reader of the markup sees."""
    return sum(c.isalnum() for c in html.unescape(_TAG.sub(" ", _HIDDEN.sub("", marked))))


def is_prose(marked: str, least: int = 600) -> bool:
    """Tell whether markup is long enough to be an article and not the summary of one."""
    return len(marked) >= least and letters(marked) >= least
