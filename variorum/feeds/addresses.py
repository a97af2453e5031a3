"""Addresses of articles and feeds: made absolute, without what only counts readers."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

_COUNTERS = re.compile(r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|ns_(?:source|mchannel|campaign)|at_\w+")
_LONGEST = 2_000
_PORTS = {"http": 80, "https": 443}


def absolute(link: object, base: str) -> str:
    """The http or https address that a link leads to from `base`, in canonical form; empty where it is no such link."""
    if not isinstance(link, str) or not link.strip() or len(link) > _LONGEST:
        return ""
    try:
        return canonical(urljoin(base, link.strip()))
    except ValueError:
        return ""


def canonical(address: str) -> str:
    """The address without fragment, default port and parameters that only count readers.

    Empty where it is no http or https address of a host. Raises `ValueError` for a broken one.
    """
    parts = urlsplit(address)
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme.lower() not in _PORTS or not host or any(c.isspace() for c in parts.netloc):
        return ""
    host = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port not in (None, _PORTS[parts.scheme.lower()]) else ""
    query = _kept(parts.query)
    return urlunsplit((parts.scheme.lower(), host + port, parts.path or "/", query, ""))


def _kept(query: str) -> str:
    if not _COUNTERS.search(query):
        return query
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _COUNTERS.fullmatch(name.lower())]
    return query if len(kept) == len(pairs) else urlencode(kept)


def host_of(address: str) -> str:
    """The scheme, host and port of an address: what robots.txt and politeness apply to."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}".lower()


def same_site(a: str, b: str) -> bool:
    """Tell whether two addresses are of one site: equal hosts but for "www.", or one inside the other."""
    first, second = (_bare(urlsplit(each).hostname or "") for each in (a, b))
    if not first or not second:
        return False
    inside = first.endswith(f".{second}") or second.endswith(f".{first}")
    return first == second or (inside and min(first.count("."), second.count(".")) > 0)


def _bare(host: str) -> str:
    return re.sub(r"^(?:www|feeds?|rss|m)\d?\.", "", host.lower())
