"""What a page calls its site, and its title without that name.

`og:site_name` is asked first: where a page carries an agency's report, its JSON-LD may name the agency as publisher,
and the outlet is the one whose page it is. Where the page names no site, the end of its title often does
("Ferry hits pier - The Coast Times").
"""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlsplit

_SITE_NAME = re.compile(
    r"<meta\b(?=[^<>]*\bproperty=[\"']?og:site_name\b)[^<>]*\bcontent=(?:\"([^\"<>]{2,120})\"|'([^'<>]{2,120})')",
    re.IGNORECASE,
)
_TITLE = re.compile(r"<title\b[^>]*>([^<]{2,400})</title>", re.IGNORECASE)
_BETWEEN = r"\s*(?:\||\s[–—-]\s|»|::|:\s)\s*"
_AFTER = re.compile(r"\s*(?:\||\s[–—-]|»|::)\s+(?P<name>[^|»]{2,60})$")
_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?(?P<host>[\w.-]+\.[a-z]{2,})/?", re.IGNORECASE)
_NO_NAME = re.compile(r"(?:copyright|©|\(c\)).*|(?:home|news|index|untitled)", re.IGNORECASE)
_MOST_WORDS = 5


def site_name(html: str, title: str, guess: str, url: str) -> str:
    """The outlet of a page with this title. `guess` is what its other metadata say.

    Of two ways to write one name (`detroitnews`, `The Detroit News`) the guess is taken, unless it is an address; and
    so it is where it alone is like the address of the page.
    """
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    told, guess = _name(_told(html)), _name(guess)
    other = _alike(told, guess) or (_alike(guess, host) and not _alike(told, host))
    if told and guess and other and not _ADDRESS.fullmatch(guess):
        return guess
    name = told or guess
    if not name or _ADDRESS.fullmatch(name):
        end = _end_of_title(html, title)
        name = end if end and _alike(end, name or host) else name
    if address := _ADDRESS.fullmatch(name):
        return address["host"].removeprefix("www.")
    return name or host


def _told(html: str) -> str:
    found = _SITE_NAME.search(html)
    return unescape(found[1] or found[2]) if found else ""


def _name(told: str) -> str:
    """A name without its motto ("Autonews | cars, tests, prices"); empty where it is none."""
    name = " ".join(told.split("|")[0].split()).removeprefix("@")
    return "" if _NO_NAME.fullmatch(name) else name


def _alike(one: str, two: str) -> bool:
    """Whether two names can be one, written in full, as an address or without its spaces."""
    one, two = (_folded(each) for each in (one, two))
    return bool(one and two) and (one in two or two in one)


def _folded(name: str) -> str:
    address = _ADDRESS.fullmatch(name)
    words = address["host"].rsplit(".", 1)[0] if address else name
    return "".join(c for c in words.casefold() if c.isalnum()).removeprefix("the")


def bare_title(title: str, html: str, outlet: str) -> str:
    """A title without the name of the site before or behind it."""
    for name in (_told(html), outlet):
        if name:
            words = re.escape(" ".join(name.split()))
            bare = re.sub(rf"^{words}{_BETWEEN}|{_BETWEEN}{words}$", "", title, flags=re.IGNORECASE)
            if bare and bare != title:
                return bare
    return title


def _end_of_title(html: str, title: str) -> str:
    """What stands behind the headline in the page's title, if that can be a name."""
    found = _TITLE.search(html)
    whole = " ".join(unescape(found[1]).split()) if found else ""
    last = _AFTER.search(whole)
    if last is None or not title or not whole.casefold().startswith(title.casefold()[: last.start()]):
        return ""
    name = last["name"]
    return (
        name if len(name.split()) <= _MOST_WORDS and not name.islower() and name.casefold() != title.casefold() else ""
    )
