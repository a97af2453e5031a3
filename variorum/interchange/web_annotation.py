"""Statements, quotations and discrepancies as annotations (W3C Web Annotation Data Model, 2017).

One annotation each, with one target for every stretch it rests on. A target selects by quotation and by position;
positions are code points, as the model asks. Where an article has an address that is the source, and its state
names the text that was read by its hash, since positions hold in that text and not in the page. The model asks for
a state's date; an edition without one has the text itself as the source. Statements are `describing`, quotations
`identifying` their speaker, discrepancies `assessing` with their reason; kind, verdict and mode are tags.

    "type": "TextQuoteSelector", "exact": "340 residents of Tarn and Lower Esk left their homes"
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from variorum.edition.authorship import marked_title
from variorum.edition.iris import article_names, edition_name, json_bytes, part_name, text_name
from variorum.interchange.formats import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.edition import Edition
    from variorum.edition.data import Discrepancy, Quotation, Statement
    from variorum.edition.texts import Article

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32


def write(edition: Edition) -> Iterator[File]:
    """Write `annotations.jsonld`: an AnnotationCollection with one page."""
    items = _Annotations(edition).all()
    name = edition_name(edition)
    page = {"id": f"{name}#page-1", "type": "AnnotationPage", "partOf": name, "startIndex": 0, "items": items}
    collection = {
        "@context": _CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": marked_title(edition),
        "total": len(items),
        "first": page,
    }
    yield File("annotations.jsonld", json_bytes(collection))


class _Annotations:
    """Makes the annotations of one edition."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.articles = {a.id: a for a in edition.articles}
        self.names = article_names(edition)
        self.generator = {
            "id": "https://pypi.org/project/variorum/",
            "type": "Software",
            "name": f"{edition.generator.name} {edition.generator.version}",
        }

    def all(self) -> list[dict[str, Any]]:
        made = [self._statement(s) for s in self.edition.statements]
        made += [self._quotation(q) for q in self.edition.quotations]
        made += [self._discrepancy(d) for d in self.edition.discrepancies]
        return made

    def _statement(self, s: Statement) -> dict[str, Any]:
        count = f"{s.independent_sources} independent source{'s' if s.independent_sources != 1 else ''}"
        bodies = [_text(s.text, "describing"), _text(count, "commenting"), _tag("statement")]
        return self._annotation(s.id, "describing", bodies, [(c.article, c.start, c.end) for c in s.claims])

    def _quotation(self, q: Quotation) -> dict[str, Any]:
        bodies = [_tag("quotation"), *(_tag(mode) for mode in sorted({str(w.mode) for w in q.wordings}))]
        if q.speaker:
            bodies.insert(0, _text(q.speaker, "identifying"))
        return self._annotation(q.id, "identifying", bodies, [(w.article, w.start, w.end) for w in q.wordings])

    def _discrepancy(self, d: Discrepancy) -> dict[str, Any]:
        bodies = [_text(d.reason, "assessing"), _tag("discrepancy"), _tag(d.kind), _tag(d.verdict)]
        return self._annotation(d.id, "assessing", bodies, [(r.article, r.start, r.end) for r in d.readings])

    def _annotation(
        self, identifier: str, motivation: str, bodies: list[dict[str, Any]], places: list[tuple[str, int, int]]
    ) -> dict[str, Any]:
        made: dict[str, Any] = {
            "@context": _CONTEXT,
            "id": part_name(self.edition, identifier),
            "type": "Annotation",
            "motivation": motivation,
            "generator": self.generator,
        }
        if self.edition.generator.created:
            made["generated"] = self.edition.generator.created
        made["body"] = bodies
        made["target"] = [self._target(self.articles[a], start, end) for a, start, end in dict.fromkeys(places)]
        return made

    def _target(self, article: Article, start: int, end: int) -> dict[str, Any]:
        text = article.text
        quote = {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - _AROUND) : start],
            "suffix": text[end : end + _AROUND],
        }
        created = self.edition.generator.created
        source: dict[str, Any] = {"id": self.names[article.id] if created else text_name(article), "type": "Text"}
        if article.language:
            source["language"] = article.language
        target = {
            "type": "SpecificResource",
            "source": source,
            "selector": [quote, {"type": "TextPositionSelector", "start": start, "end": end}],
        }
        if created:
            target["state"] = {"type": "TimeState", "sourceDate": created, "cached": text_name(article)}
        return target


def _text(value: str, purpose: str) -> dict[str, Any]:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _tag(value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "value": str(value), "purpose": "tagging"}
