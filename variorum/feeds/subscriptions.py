"""What a user gives to be watched: addresses, and outlines (OPML) in files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from variorum.feeds import outline
from variorum.feeds.addresses import canonical
from variorum.feeds.entries import FeedError
from variorum.feeds.parse import text_of
from variorum.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MOST_BYTES = 50_000_000


class Subscriptions(NamedTuple):
    """The addresses to watch, each once, in the order given, and what of the input could not be used."""

    addresses: tuple[str, ...]
    problems: tuple[Problem, ...]


def subscriptions(inputs: Iterable[str]) -> Subscriptions:
    """The feeds that addresses and outline files name. What is wrong with one costs no other."""
    found: dict[str, None] = {}
    problems: list[Problem] = []
    for given in inputs:
        for each in _of(given):
            if isinstance(each, Problem):
                problems.append(each)
            else:
                found[each] = None
    return Subscriptions(tuple(found), tuple(problems))


def _of(given: str) -> Iterator[str | Problem]:
    if given.lower().startswith(("http://", "https://")):
        yield _address(given)
        return
    if "://" in given:
        yield Problem(given, "only http and https addresses are watched; give one of these, or an OPML file")
        return
    path = Path(given)
    try:
        if path.stat().st_size > _MOST_BYTES:
            yield Problem(given, f"it has more than {_MOST_BYTES:,} bytes, which no list of feeds has")
            return
        listed = outline.read(text_of(path.read_bytes()))
    except OSError as wrong:
        yield Problem(given, f"it cannot be read ({wrong.strerror}); give an OPML file or the address of a feed")
    except FeedError as wrong:
        yield Problem(given, f"{wrong}; give an OPML file or the address of a feed")
    else:
        yield from (Problem(f"{given}:{line}", fault) for line, fault in listed.faults)
        yield from (each.address for each in listed.subscriptions)
        if not listed.subscriptions:
            yield Problem(given, "it names no feed; its outlines have no xmlUrl")


def _address(given: str) -> str | Problem:
    try:
        address = canonical(given)
    except ValueError as wrong:
        return Problem(given, f"it is no valid address ({wrong})")
    return address or Problem(given, "it is no address of a host")
