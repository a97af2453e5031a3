"""The edition in the vocabulary of schema.org, as JSON-LD: NewsArticle, Claim, Quotation, isBasedOn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from variorum.edition.authorship import called, credit, marked_brief, models
from variorum.edition.iris import article_names, edition_name, part_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from variorum.edition.data import Edition, Quotation, Statement
    from variorum.edition.texts import Article


def linked_data(edition: Edition) -> dict[str, Any]:
    """The graph: the edition, its articles, statements and quotations. Article texts are left out; they are others'."""
    names = article_names(edition)
    graph = [
        _report(edition, names),
        _making(edition, names),
        *(_article(edition, a, names) for a in edition.articles),
        *(_claim(edition, s, names) for s in edition.statements),
        *(_quotation(edition, q, names) for q in edition.quotations),
    ]
    return {"@context": "https://schema.org", "@graph": graph}


def _report(edition: Edition, names: Mapping[str, str]) -> dict[str, Any]:
    described = {
        "@type": "Report",
        "@id": edition_name(edition),
        "name": edition.story.title,
        "abstract": marked_brief(edition),
        "creditText": credit(edition),
        "dateCreated": edition.generator.created,
        "temporalCoverage": "/".join(t for t in (edition.story.first, edition.story.last) if t),
        "isBasedOn": _refs(names.values()),
    }
    return _filled(described)


def _making(edition: Edition, names: Mapping[str, str]) -> dict[str, Any]:
    """What made the edition: creators are people and bodies in that vocabulary, programs are instruments."""
    generator = edition.generator
    own = {"@type": "SoftwareApplication", "name": generator.name, "softwareVersion": generator.version}
    described = {
        "@type": "CreateAction",
        "@id": part_name(edition, "run"),
        "instrument": [own, *({"@type": "SoftwareApplication", "name": called(model)} for model in models(edition))],
        "object": _refs(names.values()),
        "result": {"@id": edition_name(edition)},
        "endTime": generator.created,
    }
    return _filled(described)


def _article(edition: Edition, a: Article, names: Mapping[str, str]) -> dict[str, Any]:
    """An article; `isBasedOn` names the articles it derives from where the direction is known."""
    sources = [names[e.source] for e in edition.lineage.edges if e.derived == a.id and e.directed]
    described = {
        "@type": "NewsArticle",
        "@id": names[a.id],
        "identifier": a.id,
        "headline": a.title,
        "url": a.url,
        "datePublished": a.published,
        "inLanguage": a.language,
        "publisher": {"@type": "NewsMediaOrganization", "name": a.outlet} if a.outlet else None,
        "isBasedOn": _refs(sources),
        "encoding": {"@type": "MediaObject", "encodingFormat": "text/plain", "sha256": a.sha256},
    }
    return _filled(described)


def _claim(edition: Edition, s: Statement, names: Mapping[str, str]) -> dict[str, Any]:
    """A statement; its first appearance is in the article that was published first."""
    order = {a.id: i for i, a in enumerate(edition.articles)}
    first = min((a for a in s.articles if a in order), key=order.__getitem__, default=None)
    described = {
        "@type": "Claim",
        "@id": part_name(edition, s.id),
        "text": s.text,
        "appearance": _refs(names[a] for a in s.articles),
        "firstAppearance": {"@id": names[first]} if first else None,
    }
    return _filled(described)


def _quotation(edition: Edition, q: Quotation, names: Mapping[str, str]) -> dict[str, Any]:
    """A quotation; each wording is a part of it."""
    wordings = [
        _filled(
            {
                "@type": "Quotation",
                "text": w.text,
                "isPartOf": {"@id": names[w.article]},
                "spokenByCharacter": {"@type": "Person", "name": w.speaker} if w.speaker else None,
            }
        )
        for w in q.wordings
    ]
    described = {
        "@type": "Quotation",
        "@id": part_name(edition, q.id),
        "spokenByCharacter": {"@type": "Person", "name": q.speaker} if q.speaker else None,
        "hasPart": wordings,
    }
    return _filled(described)


def _refs(names: Any) -> list[dict[str, str]]:
    return [{"@id": name} for name in dict.fromkeys(names)]


def _filled(described: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in described.items() if value not in (None, "", [])}
