"""GDELT's Global Quotation Graph (JSON lines) and Global Knowledge Graph 2.1 (tab-separated).

Neither holds articles. What is read is what they hold of one: its title and each quotation with the words around it,
a paragraph each, so that wordings can be compared over outlets; statements outside quotations are not there.
(GDELT blog, "Announcing the Global Quotation Graph", 2020; "GKG Codebook 2.1", 2015.)
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from variorum.lexicon.language_codes import two_letters
from variorum.model import Metadata, Problem, RawDocument
from variorum.sources.shapes.fields import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_GKG_COLUMNS = 27
_RECORD = re.compile(r"\d{14}-T?\d+")
_TAG = re.compile(r"<(PAGE_TITLE|PAGE_PRECISEPUBTIMESTAMP)>(.*?)</\1>", re.DOTALL)
_SOURCE_LANGUAGE = re.compile(r"srclc:(\w{3})")
_NAMES = {"ENGLISH": "en", "SPANISH": "es", "GERMAN": "de", "FRENCH": "fr", "RUSSIAN": "ru", "CHINESE": "zh",
          "ARABIC": "ar", "SWEDISH": "sv", "ITALIAN": "it", "PORTUGUESE": "pt", "DUTCH": "nl", "TURKISH": "tr",
          "POLISH": "pl", "JAPANESE": "ja", "KOREAN": "ko", "UKRAINIAN": "uk", "PERSIAN": "fa"}  # fmt: skip


def read(item: Mapping[str, Any], place: str) -> RawDocument | Problem | None:
    """A line of the quotation graph: `url`, `title`, `lang`, `date`, and `quotes` of `pre`, `quote`, `post`."""
    quotes = item.get("quotes")
    if not isinstance(quotes, list) or "url" not in item:
        return None
    paragraphs = [_around(quote) for quote in quotes if isinstance(quote, dict) and text(quote, "quote")]
    told = text(item, "lang")
    metadata = _metadata(text(item, "url"), text(item, "title"), text(item, "date"))
    return _document(paragraphs, metadata, _NAMES.get(told.upper(), "") or two_letters(told), place)


def knowledge_graph(line: str, place: str) -> RawDocument | Problem | None:
    """A line of the knowledge graph; None where the line is none."""
    cells = line.rstrip("\r\n").split("\t")
    if len(cells) != _GKG_COLUMNS or not _RECORD.match(cells[0]):
        return None
    tags = dict(_TAG.findall(cells[26]))
    source = _SOURCE_LANGUAGE.search(cells[25])
    date = tags.get("PAGE_PRECISEPUBTIMESTAMP") or cells[1]
    metadata = _metadata(cells[4], html.unescape(tags.get("PAGE_TITLE", "")), date, outlet=cells[3])
    return _document(list(_quotations(cells[22])), metadata, two_letters(source[1]) if source else "en", place)


def _around(quote: Mapping[str, Any]) -> str:
    return f"{text(quote, 'pre')} “{text(quote, 'quote')}” {text(quote, 'post')}".strip()


def _quotations(cell: str) -> Iterator[str]:
    """The quotations of V2.1QUOTATIONS: entries with # between, each of offset, length, verb and words."""
    for entry in cell.split("#"):
        parts = entry.split("|", 3)
        if len(parts) == 4 and parts[3].strip():
            yield f"“{html.unescape(parts[3]).strip()}”"


def _metadata(url: str, title: str, date: str, outlet: str = "") -> Metadata:
    outlet = outlet or (urlsplit(url).hostname or "").removeprefix("www.")
    return Metadata(url=url, outlet=outlet, title=title.strip(), published=_moment(date))


def _moment(told: str) -> str:
    """GDELT's 20240503101500 as ISO 8601; other ways of writing stay."""
    if len(told) == 14 and told.isdigit():
        return f"{told[:4]}-{told[4:6]}-{told[6:8]}T{told[8:10]}:{told[10:12]}:{told[12:]}Z"
    return told


def _document(paragraphs: Sequence[str], metadata: Metadata, language: str, place: str) -> RawDocument | Problem:
    if not paragraphs:
        at = f" ({metadata.url})" if metadata.url else ""
        return Problem(place, f"GDELT's record{at} has no quotation, and never a text; give the page's address instead")
    told = Metadata(
        url=metadata.url,
        outlet=metadata.outlet,
        title=metadata.title,
        published=metadata.published,
        language=language,
    )
    heading = [metadata.title] if metadata.title else []
    return RawDocument(f"{place} (quotations only)", "\n\n".join([*heading, *paragraphs]), "text/plain", told)
