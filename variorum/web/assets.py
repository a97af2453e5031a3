"""Style sheets and scripts, all from this package, under names that change with their content."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
_SOURCES = {
    "edition.css": ("variorum.edition.html", "style.css"),
    "edition.js": ("variorum.edition.html", "script.js"),
    "desk.css": ("variorum.web", "static/desk.css"),
    "desk.js": ("variorum.web", "static/desk.js"),
    "htmx.js": ("variorum.web", "static/htmx.min.js"),
    "icon.svg": ("variorum.web", "static/icon.svg"),
}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that pages ask for; `digest` stands in its address."""

    name: str
    content: bytes
    media_type: str
    digest: str

    @property
    def address(self) -> str:
        """Where it is served."""
        return f"/assets/{self.digest}/{self.name}"


@cache
def assets() -> dict[str, Asset]:
    """All assets by name."""
    found = {}
    for name, (package, path) in _SOURCES.items():
        content = (files(package) / path).read_bytes()
        kind = _TYPES[name.rpartition(".")[2]]
        found[name] = Asset(name, content, kind, hashlib.sha256(content).hexdigest()[:12])
    return found


@cache
def all_digests() -> str:
    """One digest of all assets and templates: pages made with others are out of date."""
    joined = "".join(a.digest for a in assets().values())
    for package, folder in (("variorum.edition.html", ""), ("variorum.web", "templates")):
        place = files(package) / folder if folder else files(package)
        for entry in sorted(place.iterdir(), key=lambda e: e.name):
            if entry.name.endswith(".j2"):
                joined += hashlib.sha256(entry.read_bytes()).hexdigest()
    return hashlib.sha256(joined.encode()).hexdigest()[:16]
