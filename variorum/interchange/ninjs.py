"""The brief as a news item with the reports it rests on: IPTC ninjs 3.1.

The brief is the body, the title the headline, outlets are `infoSources`, persons, bodies and places stand by name;
reports are `associations` without their text. `edNote` says what made it, of how many independent sources, that no
person edited it, and which language model wrote of it, if one did.

    "edNote": "Made by variorum 0.1.0 from 3 reports that come down to 2 independent sources; not edited.",
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from variorum.edition.authorship import credit
from variorum.edition.iris import article_names, edition_name, json_bytes
from variorum.interchange.formats import File
from variorum.model import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.edition import Edition
    from variorum.edition.texts import Article

_STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")


def write(edition: Edition) -> Iterator[File]:
    """Write `item.ninjs.json`."""
    yield File("item.ninjs.json", json_bytes(_item(edition)))


def _item(edition: Edition) -> dict[str, Any]:
    text = " ".join(sentence.text for sentence in edition.brief)
    names = article_names(edition)
    languages = {a.language for a in edition.articles}
    item: dict[str, Any] = {
        "uri": edition_name(edition),
        "standard": _STANDARD,
        "type": "text",
        "representationType": "full",
        "pubStatus": "usable",
        "edNote": _note(edition),
        "headlines": [{"role": "main", "contentType": "text/plain", "value": edition.story.title}],
        "bodies": [
            {
                "role": "main",
                "contentType": "text/plain",
                "charCount": len(text),
                "wordCount": len(text.split()),
                "value": text,
            }
        ],
        "people": [{"name": e.name} for e in edition.entities if e.type is EntityType.PERSON],
        "organisations": [{"name": e.name} for e in edition.entities if e.type is EntityType.ORGANISATION],
        "places": [{"name": e.name} for e in edition.entities if e.type is EntityType.PLACE],
        "infoSources": [{"name": o, "role": "outlet"} for o in sorted({a.outlet for a in edition.articles} - {""})],
        "associations": [_association(a, names[a.id]) for a in edition.articles],
        "altIds": [{"role": "variorum-story", "value": edition.story.id}],
    }
    if _MOMENT.fullmatch(edition.generator.created):
        item["versionCreated"] = edition.generator.created
    if len(languages) == 1 and languages != {""}:
        item["language"] = languages.pop()
    return item


def _note(edition: Edition) -> str:
    written = credit(edition)
    made = f"Made by {edition.generator.name} {edition.generator.version} from {_reports(edition)}"
    return f"{made}; {written}; not edited." if written else f"{made}; not edited."


def _reports(edition: Edition) -> str:
    groups = len(edition.lineage.groups)
    reports = f"{len(edition.articles)} report{'s' if len(edition.articles) != 1 else ''}"
    return f"{reports} that come down to {groups} independent source{'s' if groups != 1 else ''}"


def _association(a: Article, name: str) -> dict[str, Any]:
    """A report, without its text: that is its publisher's."""
    item: dict[str, Any] = {
        "name": a.id,
        "uri": name,
        "type": "text",
        "representationType": "partial",
        "headlines": [{"role": "main", "contentType": "text/plain", "value": a.title or a.id}],
        "altIds": [{"role": "sha256", "value": a.sha256}],
    }
    if a.outlet:
        item["infoSources"] = [{"name": a.outlet, "role": "outlet"}]
    if a.language:
        item["language"] = a.language
    if _MOMENT.fullmatch(a.published):
        item["versionCreated"] = a.published
    return item
