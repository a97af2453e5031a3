"""Gold rows as articles, by way of the product's own extraction."""

from __future__ import annotations

from variorum.model import Article, Metadata, Problem, RawDocument


def article(
    id: str,  # noqa: A002 - the name of the field
    text: str,
    title: str = "",
    published: str = "",
    outlet: str = "",
    language: str = "",
) -> Article:
    """An article of a plain text with what is known of it. Raises ValueError for a text that cannot be used."""
    from variorum.extract import extract

    metadata = Metadata(id=id, outlet=outlet or id, title=title, published=published, language=language)
    found = extract(RawDocument(origin=id, content=text, media_type="text/plain", metadata=metadata))
    if isinstance(found, Problem):
        raise ValueError(f"{found.place}: {found.reason}")
    return found
