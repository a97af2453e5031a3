"""Raw documents to articles."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from variorum.extract.blocks import has_words, is_prose, label
from variorum.extract.dates import published
from variorum.extract.front_matter import front_matter
from variorum.extract.language import language
from variorum.extract.metadata import found_in_text, from_place, merged
from variorum.extract.page import main_text
from variorum.lexicon.language_codes import two_letters
from variorum.model import Article, Block, BlockKind, Metadata, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from variorum.model import RawDocument

_HEADING = re.compile(r"^ {0,3}#{1,6}[^\S\n\r]+(?=\S)", re.MULTILINE)
_UNFIT = re.compile(r"[^\w.-]+")


_NOTHING_KNOWN = Metadata()


def extract(raw: RawDocument, stand_in: Metadata = _NOTHING_KNOWN) -> Article | Problem:
    """The article of a raw document: its text, labelled blocks, metadata and language; a problem where it has none.

    Metadata given by the source wins over the page's or text's own, and that over what its address or name suggests.
    `stand_in` comes before the outlet that a file is named after, and after all else.
    """
    return _from_page(raw, stand_in) if raw.media_type == "text/html" else _from_text(raw, stand_in)


def extract_all(
    documents: Iterable[RawDocument | Problem], stand_in: Metadata = _NOTHING_KNOWN
) -> Iterator[Article | Problem]:
    """Extract documents in order; problems of reading are passed on, and a date that cannot be read is told.

    A document at which extraction fails is a problem with the error, and the others are extracted.
    """
    for document in documents:
        if isinstance(document, Problem):
            yield document
            continue
        date = document.metadata.published
        if date and not published(date):
            yield Problem(
                document.origin,
                f"the date of publication {date!r} cannot be read; write it as YYYY-MM-DD",
                skipped=False,
            )
        try:
            yield extract(document, stand_in)
        except Exception as error:
            reason = f"variorum failed to extract it ({type(error).__name__}: {error}); please report it"
            yield Problem(document.origin, reason, error=error)


def unique_ids(articles: Sequence[Article]) -> list[Article]:
    """The articles in the same order with ids that differ, whatever the order they come in.

    Articles that share an id get a number after it, by their text and origin; copies that are equal in both keep the
    order they came in.
    """
    taken = Counter(article.id for article in articles)
    ids = {i: article.id for i, article in enumerate(articles)}
    for shared in sorted(each for each, times in taken.items() if times > 1):
        same = [i for i, article in enumerate(articles) if article.id == shared]
        same.sort(key=lambda i: (articles[i].origin, articles[i].outlet, articles[i].sha256))
        number = 1
        for i in same:
            while (candidate := shared if number == 1 else f"{shared}-{number}") in taken and number > 1:
                number += 1
            ids[i] = candidate
            number += 1
    return [replace(article, id=ids[i]) for i, article in enumerate(articles)]


def _from_page(raw: RawDocument, stand_in: Metadata) -> Article | Problem:
    page = main_text(raw.content, raw.metadata.url)
    if page is None:
        return Problem(
            raw.origin, "the page has no article that could be found; save its text as .txt and give that file"
        )
    blocks = label(page.text, raw.metadata.title or page.metadata.title, page.headings)
    if not any(b.kind.makes_claims and is_prose(page.text, b.start, b.end) for b in blocks):
        return Problem(
            raw.origin, "the page has no sentence that could be an article's; give another page, or its text"
        )
    return _article(raw, page.text, blocks, page.metadata, stand_in)


def _from_text(raw: RawDocument, stand_in: Metadata) -> Article | Problem:
    text = raw.content
    front = None if raw.blocks else front_matter(text)
    start = raw.blocks[-1].end if raw.blocks else front.end if front else 0
    found = front.metadata if front else Metadata()
    if not text[start:].strip("\ufeff").strip():
        return Problem(raw.origin, "there is no text in it; give a file that holds an article")
    if not has_words(text[start:]):
        return Problem(
            raw.origin,
            "it is no text in words but encoded data, a script or the like; give a file that holds an article",
        )
    headings = _markdown_headings(text, start) if raw.media_type == "text/markdown" else frozenset()
    blocks = label(text, raw.metadata.title or found.title, headings, start=start)
    if front:
        blocks = (Block(front.start, front.end, BlockKind.RESIDUE), *blocks)
        blocks = blocks[1:] if front.start == front.end else blocks
    blocks = (*raw.blocks, *blocks)
    return _article(raw, text, blocks, found, stand_in)


def _markdown_headings(text: str, start: int) -> frozenset[int]:
    """Where the words of Markdown headings begin."""
    return frozenset(found.end() for found in _HEADING.finditer(text, start))


def _article(raw: RawDocument, text: str, blocks: tuple[Block, ...], found: Metadata, stand_in: Metadata) -> Article:
    given = replace(raw.metadata, published=published(raw.metadata.published))
    place = from_place(raw.origin, raw.metadata.url or found.url)
    # The host of an address is the outlet's own; the words of a file's name may be anybody's.
    told = place if place.url else replace(place, outlet="")
    known = merged(given, found, found_in_text(text, blocks), told, stand_in, place)
    return Article(
        id=known.id or _identifier(raw, known),
        text=text,
        blocks=blocks,
        outlet=known.outlet,
        title=known.title,
        published=known.published,
        language=_tag(known.language) or language(_report(text, blocks)),
        origin=raw.origin,
        url=known.url,
    )


def _tag(told: str) -> str:
    """A language tag with its ISO 639-1 code before any region; empty where it is the language's name, or nonsense."""
    primary, dash, region = told.strip().replace("_", "-").partition("-")
    code = two_letters(primary) or (primary.lower() if len(primary) == 2 and primary.isalpha() else "")
    return f"{code}{dash}{region}" if code else ""


def _report(text: str, blocks: tuple[Block, ...]) -> str:
    """What tells the language: the report itself, or all of the text where none of it is labelled so."""
    return "\n".join(text[b.start : b.end] for b in blocks if b.kind.makes_claims) or text


def _identifier(raw: RawDocument, known: Metadata) -> str:
    """A name for the article: its file's stem (with the line of a list), or the end of its address."""
    if known.url and (raw.origin == known.url or raw.origin == "-"):
        parts = urlsplit(known.url)
        name = PurePosixPath(parts.path).name.rsplit(".", 1)[0]
        host = (parts.hostname or "").removeprefix("www.")
        return _UNFIT.sub("-", f"{host}-{name}" if name else host).strip("-") or "article"
    place = raw.origin.replace("\\", "/").rstrip("/")
    path, line = re.fullmatch(r"(.*?)(?::(\d+(?::\d+)*))?", place, re.DOTALL).groups()  # type: ignore[union-attr]
    stem = PurePosixPath(path).name
    stem = stem.rsplit(".", 1)[0] if "." in stem[1:] else stem
    stem = _UNFIT.sub("-", stem).strip("-") or "stdin"
    return f"{stem}-{line.replace(':', '-')}" if line else stem
