"""Names for the things of an edition that hold outside it.

An article is named by the hash of its text (RFC 6920, `ni:`), so that the same text has the same name in every
edition; what an edition makes is named by a UUID of its story and a fragment.
"""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

if TYPE_CHECKING:
    from variorum.edition.data import Edition
    from variorum.edition.texts import Article

_EDITIONS = UUID("b6d0c2a7-54c5-5c0e-9f0a-6a2a3f1d9c11")


def edition_name(edition: Edition) -> str:
    """An IRI for the edition: the same articles, settings and version give the same one."""
    return f"urn:uuid:{uuid5(_EDITIONS, edition.digest or edition.story.id)}"


def part_name(edition: Edition, identifier: str) -> str:
    """An IRI for a statement, quotation ... of the edition."""
    return f"{edition_name(edition)}#{identifier}"


def text_name(article: Article) -> str:
    """The `ni:` IRI of an article's text (RFC 6920)."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(article.sha256)).rstrip(b"=").decode()
    return f"ni:///sha-256;{digest}"


def article_names(edition: Edition) -> dict[str, str]:
    """An IRI for each article by its id: its address where no other article has the same, else that of its text.

    Two articles may have the same text (a reprint), which is why the id follows as a query (RFC 6920, section 3).
    """
    addresses = [a.url for a in edition.articles]
    texts = [a.sha256 for a in edition.articles]
    names = {}
    for a in edition.articles:
        if is_address(a.url) and addresses.count(a.url) == 1:
            names[a.id] = a.url
        elif texts.count(a.sha256) == 1:
            names[a.id] = text_name(a)
        else:
            names[a.id] = part_name(edition, f"article-{edition.articles.index(a) + 1}")
    return names


def is_address(url: str) -> bool:
    """Tell whether a URL is an http(s) one without white space or other characters that an IRI cannot hold."""
    return url.startswith(("http://", "https://")) and not any(c.isspace() or c in '<>"{}|\\^`' for c in url)


def json_bytes(data: object) -> bytes:
    """JSON for people: indented, UTF-8, keys in the order they were given, a newline at the end."""
    return json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"
