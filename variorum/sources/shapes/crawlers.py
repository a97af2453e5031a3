"""What crawlers and extractors write: trafilatura, newspaper4k, Fundus, news-please."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from variorum.model import Metadata, Problem, RawDocument
from variorum.sources.shapes.fields import inner, language, text

if TYPE_CHECKING:
    from collections.abc import Mapping


def trafilatura(item: Mapping[str, Any], place: str) -> RawDocument | Problem | None:
    """The output of trafilatura with `--json` (1.x and 2.x)."""
    if not {"source-hostname", "fingerprint"} & item.keys() or not {"text", "raw_text"} & item.keys():
        return None
    metadata = Metadata(
        url=text(item, "source", "url"),
        outlet=text(item, "source-hostname", "sitename", "hostname"),
        title=text(item, "title"),
        published=text(item, "date"),
        language=language(item, "language"),
    )
    return _document(text(item, "text", "raw_text"), metadata, place, "trafilatura")


def newspaper(item: Mapping[str, Any], place: str) -> RawDocument | Problem | None:
    """What `Article.to_json` of newspaper4k gives."""
    if "text" not in item or len({"meta_lang", "top_image", "publish_date", "canonical_link"} & item.keys()) < 2:
        return None
    metadata = Metadata(
        url=text(item, "canonical_link", "url"),
        outlet=text(item, "meta_site_name"),
        title=text(item, "title"),
        published=text(item, "publish_date"),
        language=language(item, "meta_lang", "language"),
    )
    return _document(text(item, "text"), metadata, place, "newspaper4k")


def news_please(item: Mapping[str, Any], place: str) -> RawDocument | Problem | None:
    """What news-please writes; files of before 2020 have the text in `text`, later ones in `maintext`."""
    if "source_domain" not in item or not {"date_publish", "date_download"} & item.keys():
        return None
    metadata = Metadata(
        url=text(item, "url"),
        outlet=text(item, "source_domain"),
        title=text(item, "title", "title_page", "title_rss"),
        published=text(item, "date_publish"),
        language=language(item, "language"),
    )
    return _document(text(item, "maintext", "text"), metadata, place, "news-please")


def fundus(item: Mapping[str, Any], place: str) -> RawDocument | Problem | None:
    """What `Article.to_json` of Fundus gives: a body of a summary and sections, or a `plaintext`."""
    body, page = inner(item, "body"), inner(item, "html")
    if not ("sections" in body or ("plaintext" in item and "publishing_date" in item)):
        return None
    metadata = Metadata(
        url=text(page, "responded_url", "requested_url") or text(item, "url"),
        outlet=text(inner(page, "source_info"), "publisher") or text(item, "publisher"),
        title=text(item, "title"),
        published=text(item, "publishing_date"),
        language=language(item, "lang", "language"),
    )
    paragraphs = [*_texts(body.get("summary"))]
    for section in body.get("sections") or ():
        if isinstance(section, dict):
            paragraphs += [*_texts(section.get("headline")), *_texts(section.get("paragraphs"))]
    return _document("\n\n".join(paragraphs) or text(item, "plaintext"), metadata, place, "Fundus")


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [each.strip() for each in values if isinstance(each, str) and each.strip()]


def _document(content: str, metadata: Metadata, place: str, program: str) -> RawDocument | Problem:
    if not content:
        return Problem(place, f"the object, as {program} writes them, has no text; crawl the page again")
    return RawDocument(place, content, "text/plain", metadata)
