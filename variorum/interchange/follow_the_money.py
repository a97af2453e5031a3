"""Entities for FollowTheMoney (followthemoney.tech) and the tools that read it: one JSON object a line.

Articles are `Article`, their outlets `Organization`; the people and bodies they name are `Person` or `Organization`,
tied to articles by `Mention`; the story is an `Event` with the brief as `summary`; discrepancies are `Note`s on it,
each with its reason; derivations are `UnknownLink`s. Names and texts come from the edition alone; nothing is looked
up.

    {"detectedSchema": ["Person"], "document": ["cfbc595d4f3c4327e8b64f74f475bfd7c0cf982b"], "name": ["Ilse Maren"]
"""

from __future__ import annotations

import json
from hashlib import sha1
from typing import TYPE_CHECKING, NamedTuple

from variorum.edition.authorship import credit, marked_brief
from variorum.edition.iris import edition_name, is_address
from variorum.interchange.formats import File
from variorum.lexicon.language_codes import three_letters
from variorum.model import EntityType, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from variorum.edition import Edition
    from variorum.edition.data import Discrepancy
    from variorum.edition.texts import Article, Entity

_SCHEMAS = {EntityType.PERSON: "Person", EntityType.ORGANISATION: "Organization"}


class _Proxy(NamedTuple):
    id: str
    schema: str
    properties: Mapping[str, Sequence[str]]

    def line(self) -> bytes:
        filled = {name: list(dict.fromkeys(values)) for name, values in self.properties.items() if any(values)}
        data = {"id": self.id, "schema": self.schema, "properties": filled}
        return json.dumps(data, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace") + b"\n"


def write(edition: Edition) -> Iterator[File]:
    """Write `entities.ftm.json`, every entity after those it refers to."""
    yield File("entities.ftm.json", b"".join(proxy.line() for proxy in _Entities(edition).all()))


def _key(*parts: object) -> str:
    """A stable id, as FollowTheMoney's own `make_id` shapes it: 40 hexadecimal digits."""
    return sha1("\x1f".join(map(str, parts)).encode("utf-8", "replace"), usedforsecurity=False).hexdigest()


class _Entities:
    """Makes the entities of one edition."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.base = edition_name(edition)
        # The same text from the same outlet is the same article in every edition.
        self.articles = {a.id: _key("article", a.outlet, a.url, a.sha256) for a in edition.articles}
        self.people = {e.id: _key(self.base, e.id) for e in edition.entities if e.type in _SCHEMAS and _name(e)}

    def all(self) -> Iterator[_Proxy]:
        yield from self._outlets()
        yield from (self._article(a) for a in self.edition.articles)
        yield from (self._entity(e) for e in self.edition.entities if e.id in self.people)
        yield self._event()
        for entity in self.edition.entities:
            yield from self._mentions(entity)
        yield from (self._note(d) for d in self.edition.discrepancies if d.verdict is not Verdict.COMPATIBLE)
        yield from self._links()

    def _outlets(self) -> Iterator[_Proxy]:
        for outlet in sorted({a.outlet for a in self.edition.articles} - {""}):
            yield _Proxy(_key("outlet", outlet), "Organization", {"name": [outlet], "classification": ["News outlet"]})

    def _article(self, a: Article) -> _Proxy:
        title = a.title or a.outlet or a.id
        properties = {
            "title": [title],
            "fileName": [a.origin.rpartition("/")[2] or a.id],
            "publisher": [a.outlet],
            "publishedAt": [_date(a.published)],
            "language": [three_letters(a.language)],
            "sourceUrl": [a.url if is_address(a.url) else ""],
            "bodyText": [a.text],
            "namesMentioned": self._named_in(a.id, None),
            "peopleMentioned": self._named_in(a.id, EntityType.PERSON),
            "companiesMentioned": self._named_in(a.id, EntityType.ORGANISATION),
        }
        return _Proxy(self.articles[a.id], "Article", _without_empty(properties))

    def _named_in(self, article: str, kind: EntityType | None) -> list[str]:
        named = (e for e in self.edition.entities if (e.type in _SCHEMAS if kind is None else e.type is kind))
        return [_name(e) for e in named if _name(e) and any(m.article == article for m in e.mentions)]

    def _entity(self, e: Entity) -> _Proxy:
        names = {"name": [_name(e)], "alias": [n.strip() for n in e.names if n.strip() and n.strip() != _name(e)]}
        proof = [self.articles[a] for a in dict.fromkeys(m.article for m in e.mentions)]
        return _Proxy(self.people[e.id], _SCHEMAS[e.type], _without_empty({**names, "proof": proof}))

    def _event(self) -> _Proxy:
        story = self.edition.story
        properties = {
            "name": [story.title],
            "startDate": [_date(story.first)],
            "endDate": [_date(story.last)],
            "summary": [marked_brief(self.edition), _sentence(credit(self.edition))],
            "involved": list(self.people.values()),
            "proof": list(self.articles.values()),
            "recordId": [story.id],
        }
        return _Proxy(_key(self.base, "event"), "Event", _without_empty(properties))

    def _mentions(self, e: Entity) -> Iterator[_Proxy]:
        if e.id not in self.people:
            return
        for article in dict.fromkeys(m.article for m in e.mentions):
            properties = {
                "name": [_name(e)],
                "document": [self.articles[article]],
                "resolved": [self.people[e.id]],
                "detectedSchema": [_SCHEMAS[e.type]],
            }
            yield _Proxy(_key(self.base, "mention", e.id, article), "Mention", properties)

    def _note(self, d: Discrepancy) -> _Proxy:
        readings = "\n".join(f"{_named(self.edition, r.article)}: {r.text}" for r in d.readings)
        properties = {
            "name": [f"{d.verdict} of {d.kind}"],
            "description": [f"{d.reason}\n{readings}"],
            "entity": [_key(self.base, "event")],
            "proof": [self.articles[r.article] for r in d.readings],
            "keywords": [str(d.kind), str(d.verdict)],
        }
        return _Proxy(_key(self.base, d.id), "Note", properties)

    def _links(self) -> Iterator[_Proxy]:
        for e in self.edition.lineage.edges:
            role = f"{e.kind}, {e.share:.0%}" if e.directed else f"{e.kind}, {e.share:.0%}, direction not known"
            properties = {
                "subject": [self.articles[e.derived]],
                "object": [self.articles[e.source]],
                "role": [role],
                "description": [evidence.reason for evidence in e.evidence],
            }
            yield _Proxy(_key(self.base, "edge", e.derived, e.source), "UnknownLink", _without_empty(properties))


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def _named(edition: Edition, article: str) -> str:
    return next(a.outlet or a.id for a in edition.articles if a.id == article)


def _name(e: Entity) -> str:
    return " ".join(e.name.split())


def _date(told: str) -> str:
    """A date as FollowTheMoney takes it: in UTC to the second at most, without a zone."""
    from datetime import UTC, datetime

    if "T" not in told:
        return told
    try:
        moment = datetime.fromisoformat(told)
    except ValueError:
        return told[:10]
    moment = moment.astimezone(UTC) if moment.tzinfo else moment
    return moment.strftime("%Y-%m-%dT%H:%M:%S")


def _without_empty(properties: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    kept = {name: [v for v in values if v] for name, values in properties.items()}
    return {name: values for name, values in kept.items() if values}
