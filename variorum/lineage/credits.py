"""Who an article says its text comes from: agencies in its sign-off or dateline, and other outlets named in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from variorum.extract.credits import CreditKind
from variorum.extract.credits import credits as labelled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.lineage.view import View

_LINE = re.compile(r"[^\n]+")
_SIGN_OFF = re.compile(
    r"\s*[(\[–—-]{0,2}\s*(?:(?:with|additional|based on|reporting|report|files?|inputs?|material|information|source|"
    r"sources|via|by|from|mit|material von|quelle|fuente|con información de|avec)\b[\s:]*)*"
    r"(?P<names>(?-i:[^\W\d_a-z])[^()\[\]\n.!?;\"“”]{1,60}?)\s*[)\]]?\.?\s*$",
    re.IGNORECASE,
)
# Names in brackets before the first sentence ("(Interpress)", "OSLO (Interpress) -") or after the last of a line.
_OPENING = re.compile(r"\s*(?:[^()\n.]{0,40}\((?P<dated>[^()\n]{2,60})\)\s*[-–—:]|\((?P<bare>[^()\n]{2,60})\))\s")
_CLOSING = re.compile(r"[.!?…][\"”’]?\s*\((?P<names>[^()\n]{2,60})\)\s*$", re.MULTILINE)
_AGENCY = re.compile(r"[^\W\d_a-z][\w&.’'-]*(?:[ ,/;&+]+(?:and |und |et |y )?[^\W\d_a-z][\w&.’'-]*){0,5}")
_BETWEEN = re.compile(r"\s*(?:[/,;|&+]|\band\b|\bund\b|\bet\b|\by\b)\s*")
_LOWER_INITIALS = re.compile(r"[a-z]{1,4}")
_EXTRA = re.compile(r"\s*\([^)]*\)|^the\s+|\.(?:com|org|net|[a-z]{2})$", re.IGNORECASE)
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Credited:
    """A name credited with the text, and where it stands."""

    name: str
    start: int
    end: int


class Reports(NamedTuple):
    """The articles of a story as they are seen here, and for each of them whom it credits and its folded outlet."""

    views: tuple[View, ...]
    credited: tuple[tuple[Credited, ...], ...]
    outlets: tuple[str, ...]
    present: frozenset[str]


class _Sought(NamedTuple):
    """An outlet's name folded, as it is printed, and as a word of a text."""

    name: str
    letters: str
    pattern: re.Pattern[str]


def folded(name: str) -> str:
    """An outlet's or agency's name as it is compared: without article, bracketed additions and domain."""
    return " ".join(_EXTRA.sub("", name.strip()).casefold().split())


def reports(views: Sequence[View]) -> Reports:
    """Read off each article the outlets and agencies it credits, itself left out."""
    outlets = tuple(folded(each.article.outlet) for each in views)
    names = sorted({each.article.outlet for each, name in zip(views, outlets, strict=True) if len(name) > 2})
    sought = [_sought(name) for name in names]
    found = []
    for each, own in zip(views, outlets, strict=True):
        signed = [*_labelled(each), *_signed(each), *_bracketed(each), *_named(each, own, sought)]
        found.append(tuple({c.name: c for c in reversed(signed) if c.name and c.name != own}.values()))
    return Reports(tuple(views), tuple(found), outlets, frozenset(outlets))


def _labelled(view: View) -> Iterator[Credited]:
    for credit in labelled(view.article):
        if credit.kind is CreditKind.TEXT:
            yield Credited(folded(credit.name), credit.start, credit.end)


def _signed(view: View) -> Iterator[Credited]:
    """Names in a short line of their own with no sentence in it: "(CentraWire)", "InterPresse/tb", "Source: ..."."""
    for line in _LINE.finditer(view.article.text):
        words = line.group().split()
        if not words or len(words) > _MOST_WORDS or line.group().strip() == view.article.title:
            continue
        bracketed = line.group().strip().startswith(("(", "["))
        last = not view.article.text[line.end() :].strip()
        match = _SIGN_OFF.fullmatch(line.group())
        introduced = match is not None and bool(line.group()[: match.start("names")].strip(" \t(["))
        if match and (bracketed or last or introduced):
            yield from _names(match, "names", line.start())


def _bracketed(view: View) -> Iterator[Credited]:
    start = view.words[0].start if view.words else 0
    before = max(0, view.article.text.rfind("\n", 0, start) + 1)
    opening = _OPENING.match(view.article.text, before)
    found = [(opening, "dated" if opening["dated"] else "bare")] if opening else []
    found += [(match, "names") for match in _CLOSING.finditer(view.article.text)]
    for match, part in found:
        if _AGENCY.fullmatch(match[part].strip()):
            yield from _names(match, part, 0)


def _names(match: re.Match[str], part: str, offset: int) -> Iterator[Credited]:
    at = match.start(part)
    for name in _BETWEEN.split(match[part]):
        if name and not _LOWER_INITIALS.fullmatch(name):
            start = match.string.index(name, at)
            yield Credited(folded(name), offset + start, offset + start + len(name))
            at = start + len(name)


def _sought(outlet: str) -> _Sought:
    letters = _EXTRA.sub("", outlet).strip()
    return _Sought(folded(outlet), letters, re.compile(rf"(?<!\w){re.escape(letters)}(?!\w)"))


def _named(view: View, own: str, sought: Sequence[_Sought]) -> Iterator[Credited]:
    """Other outlets of the story that the text names anywhere ("as the Harbour Post reported")."""
    text = view.article.text
    for name, letters, pattern in sought:
        # Most names are nowhere in the text, which plain search tells far sooner.
        found = pattern.search(text) if letters in text else None
        if found and name != own:
            yield Credited(name, found.start(), found.end())
