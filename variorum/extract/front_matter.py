"""Front matter: the `key: value` lines (YAML or TOML) that may stand between fences at the top of a text."""

from __future__ import annotations

import json
import re
import tomllib
from contextlib import suppress
from typing import NamedTuple

from variorum.extract.dates import published
from variorum.model import Metadata

_FENCED = re.compile(
    r"[\s\ufeff]*(?P<fence>---|\+\+\+)[^\S\n\r]*(?:\r\n|\n|\r)"
    r"(?P<body>.*?)(?<=[\n\r])(?:(?P=fence)|\.\.\.)[^\S\n\r]*(?=[\n\r]|\Z)",
    re.DOTALL,
)
_PAIR = re.compile(r"(?P<key>[A-Za-z][\w-]*)\s*:\s*(?P<value>\S.*)")
_SYNONYMS = (
    ("id", ("id", "slug")),
    ("url", ("url", "link", "source_url", "canonical")),
    ("outlet", ("outlet", "publisher", "site", "sitename", "source", "publication")),
    ("title", ("title", "headline")),
    ("published", ("published", "date", "pubdate", "datepublished", "publication_date")),
    ("language", ("language", "lang")),
)
_FIELDS = {name: field for field, names in _SYNONYMS for name in names}
_NESTED = re.compile(r"\s|- |#|]|}|$|[A-Za-z][\w -]*:\s*$")
_LONGEST = 10_000
_FOLDED = re.compile(r"[>|][+-]?\d?")
_NOTHING = frozenset(("null", "~"))


class FrontMatter(NamedTuple):
    """What front matter says and where it ends (one past its closing fence)."""

    metadata: Metadata
    start: int
    end: int


def front_matter(text: str) -> FrontMatter | None:
    """The front matter of a text, or None where it has none that can be understood."""
    found = _FENCED.match(text, 0, _LONGEST)
    if not found:
        return None
    pairs = _toml(found["body"]) if found["fence"] == "+++" else _yaml(found["body"])
    if not pairs:
        return None
    fields = {_FIELDS[key]: value for key, value in reversed(pairs) if key in _FIELDS and value}
    if "published" in fields:
        fields["published"] = published(fields["published"])
    if "language" in fields:
        fields["language"] = fields["language"][:2].lower()
    return FrontMatter(Metadata(**fields), found.start("fence"), found.end())


def _yaml(body: str) -> list[tuple[str, str]]:
    """Plain `key: value` lines and texts folded over the indented lines below; other nested values are passed over.

    A line that is neither makes it a text between two rules, and no front matter.
    """
    pairs: list[tuple[str, str]] = []
    folded = False
    for line in body.splitlines():
        if pair := _PAIR.fullmatch(line.rstrip()):
            folded = bool(_FOLDED.fullmatch(pair["value"]))
            pairs.append((pair["key"].lower(), "" if folded else _unquoted(pair["value"])))
        elif folded and line[:1].isspace() and line.strip():
            key, before = pairs[-1]
            pairs[-1] = (key, f"{before} {line.strip()}".strip())
        elif _NESTED.match(line):
            folded = folded and not line.strip()
        else:
            return []
    return [(key, "" if value.lower() in _NOTHING else value) for key, value in pairs]


def _unquoted(value: str) -> str:
    if value[0] == '"' == value[-1]:
        with suppress(ValueError):
            return str(json.loads(value))
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1]
    return re.sub(r"\s#.*", "", value).strip()


def _toml(body: str) -> list[tuple[str, str]]:
    try:
        table = tomllib.loads(body)
    except tomllib.TOMLDecodeError:
        return []
    return [(key.lower(), str(value)) for key, value in table.items() if not isinstance(value, dict | list)]
