"""Fields of JSON objects that may be anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from variorum.lexicon.language_codes import two_letters

if TYPE_CHECKING:
    from collections.abc import Mapping


def text(item: Mapping[str, Any], *names: str) -> str:
    """The first of some fields that is a text with something in it, without the white space around; else empty."""
    for name in names:
        value = item.get(name)
        if isinstance(value, str) and value.strip() and value.strip() != "None":
            return value.strip()
    return ""


def inner(item: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """A field that is an object; else an empty one."""
    value = item.get(name)
    return value if isinstance(value, dict) else {}


def language(item: Mapping[str, Any], *names: str) -> str:
    """The first of some fields that names a language, as ISO 639-1; else empty."""
    return next((code for name in names if (code := two_letters(text(item, name)))), "")
