"""robots.txt after RFC 9309: which addresses of a host may be fetched, and how long to wait between two of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote, unquote_to_bytes, urlsplit

MOST_BYTES = 512_000  # the RFC asks for at least 500 KiB
_LONGEST_DELAY = 30.0
_MOST_RULES = 5_000
_TOKEN = re.compile(r"[A-Za-z_-]+")
_UNRESERVED = "!$&'()*+,-./:;=?@_~"


class Rule(NamedTuple):
    """A path pattern and whether what it matches may be fetched."""

    allow: bool
    pattern: str


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host that concern one crawler. `delay` is in seconds.

    `reason` says why everything is allowed or refused where that is not the file's own word, and `unknown` that the
    file could not be had, which may pass.
    """

    rules: tuple[Rule, ...] = ()
    delay: float = 0.0
    reason: str = ""
    unknown: bool = False

    def allows(self, address: str) -> bool:
        """Tell whether an address may be fetched: the longest pattern that matches it decides, and allows in a tie."""
        parts = urlsplit(address)
        path = _normal((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        if path == "/robots.txt":
            return True
        matching = [(len(rule.pattern), rule.allow) for rule in self.rules if _matches(rule.pattern, path)]
        return max(matching)[1] if matching else True


ALLOW_ALL = Robots(reason="the host has no robots.txt")


def refuse_all(reason: str, *, unknown: bool) -> Robots:
    """What holds where the file cannot be had, and nobody knows what is allowed."""
    told = f"{reason}, when asked for its robots.txt; without that nothing of the host may be read"
    return Robots((Rule(allow=False, pattern="/"),), reason=told, unknown=unknown)


def parse(text: str, agent: str) -> Robots:
    """The rules for a crawler whose product token is `agent`: of its own groups together, else of those for all."""
    groups: dict[str, list[Rule]] = {}
    delays: dict[str, float] = {}
    current: list[str] = []
    in_rules = False
    for name, value in _lines(text):
        if name == "user-agent":
            current = current if not in_rules else []
            in_rules = False
            token = "*" if value.startswith("*") else (m[0].lower() if (m := _TOKEN.match(value)) else "")
            current.append(token)
            groups.setdefault(token, [])
        elif name in {"allow", "disallow"}:
            in_rules = True
            for token in current:
                if value and len(groups[token]) < _MOST_RULES:
                    groups[token].append(Rule(allow=name == "allow", pattern=_normal(value)))
        elif name == "crawl-delay":
            in_rules = True
            delays.update((token, delay) for token in current if (delay := _seconds(value)))
    own = agent.lower() if agent.lower() in groups else "*"
    return Robots(tuple(groups.get(own, ())), min(delays.get(own, 0.0), _LONGEST_DELAY))


def _lines(text: str) -> list[tuple[str, str]]:
    """The name and value of each line that has both signs; names in lower case, comments left out."""
    found = []
    for line in re.split(r"\r\n|\r|\n", text.lstrip("\ufeff")):
        name, colon, value = line.partition("#")[0].partition(":")
        if colon:
            found.append((name.strip().lower().replace("useragent", "user-agent"), value.strip()))
    return found


def _seconds(value: str) -> float:
    return float(value) if re.fullmatch(r"\d{1,6}(?:\.\d{1,3})?", value) else 0.0


def _normal(path: str) -> str:
    """A path with every octet escaped that has to be, and no other, so that escaped and plain forms compare."""
    pieces = re.split(r"(%2[fF]|%24|%2[aA])", path)  # an escaped slash, dollar or star is not the sign itself
    return "".join(
        piece.upper() if i % 2 else quote(unquote_to_bytes(piece), safe=_UNRESERVED) for i, piece in enumerate(pieces)
    )


def _matches(pattern: str, path: str) -> bool:
    """Match from the start; `*` stands for anything, `$` at the end for the end. Linear, whatever the pattern."""
    ends = pattern.endswith("$")
    first, *others = (pattern[:-1] if ends else pattern).split("*")
    if not path.startswith(first):
        return False
    if not others:
        return not ends or path == first
    at = len(first)
    last = others.pop()
    for piece in others:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return path.endswith(last) and len(path) - len(last) >= at if ends else path.find(last, at) >= 0
