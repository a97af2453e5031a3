"""Each term of the linked-data formats stands where its vocabulary lets it: what has it, and what it may hold."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from variorum.edition import Edition
from variorum.edition.linked_data import linked_data
from variorum.interchange import export

SCHEMAS = Path(__file__).parent / "schemas"
OA = "http://www.w3.org/ns/oa#"
EDITIONS = pytest.mark.parametrize("kind", ["edition", "hostile", "empty"])

# What http://www.w3.org/ns/anno.jsonld makes of the terms that are written; the vocabulary then judges the terms.
_REFERS = {"body": "oa:hasBody", "target": "oa:hasTarget", "source": "oa:hasSource", "selector": "oa:hasSelector"}
_REFERS |= {"state": "oa:hasState", "cached": "oa:cachedSource", "generator": "as:generator"}
_REFERS |= {"partOf": "as:partOf", "first": "as:first"}
_HOLDS = {"exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix", "start": "oa:start", "end": "oa:end"}
_HOLDS |= {"value": "rdf:value", "format": "dc:format", "language": "dc:language", "name": "foaf:name"}
_HOLDS |= {"label": "rdfs:label", "total": "as:totalItems", "startIndex": "as:startIndex"}
_KINDS = {"Software": "as:Application", "Text": "dctypes:Text"}
_KINDS |= {name: f"as:{name}" for name in ("OrderedCollection", "OrderedCollectionPage")}
_KINDS |= {"AnnotationCollection": "as:OrderedCollection", "AnnotationPage": "as:OrderedCollectionPage"}
_KINDS |= {
    name: f"oa:{name}"
    for name in (
        *("Annotation", "TextualBody", "SpecificResource", "TextQuoteSelector", "TextPositionSelector", "TimeState"),
        *("describing", "identifying", "assessing", "commenting", "tagging"),
    )
}
CONTEXT: dict[str, Any] = {
    "oa": OA,
    "as": "http://www.w3.org/ns/activitystreams#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "dctypes": "http://purl.org/dc/dcmitype/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    **_HOLDS,
    **_KINDS,
    **{name: {"@id": term, "@type": "@id"} for name, term in _REFERS.items()},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "generated": {"@id": "dcterms:issued", "@type": "xsd:dateTime"},
    "sourceDate": {"@id": "oa:sourceDate", "@type": "xsd:dateTime"},
}
# What the data model says each must have exactly one of.
_ONE = {
    "TextQuoteSelector": ("exact",),
    "TextPositionSelector": ("start", "end"),
    "SpecificResource": ("hasSource",),
    "TimeState": ("sourceDate",),
}


@pytest.fixture
def told(kind: str, request: pytest.FixtureRequest) -> Edition:
    found: Edition = request.getfixturevalue(kind)
    return found


def objects(data: Any) -> Iterator[dict[str, Any]]:
    """All JSON objects in some JSON."""
    if isinstance(data, dict):
        yield data
    for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from objects(value)


def annotations(edition: Edition) -> dict[str, Any]:
    (file,) = export(edition, "web-annotation")
    collection: dict[str, Any] = json.loads(file.content)
    for each in objects(collection):
        each.pop("@context", None)
    return collection


def wrong_annotations(collection: dict[str, Any]) -> list[str]:
    """What the Web Annotation Vocabulary does not let stand as it is."""
    rdflib = pytest.importorskip("rdflib")
    vocabulary, graph = rdflib.Dataset(default_union=True), rdflib.Graph()
    vocabulary.parse(SCHEMAS / "oa.nq", format="nquads")
    graph.parse(data=json.dumps({**collection, "@context": CONTEXT}), format="json-ld")
    assert len(graph) >= 5
    kind, known = rdflib.RDF.type, rdflib.Namespace(OA)
    found = []

    def is_a(thing: Any, wanted: Any) -> bool:
        kinds = [*graph.objects(thing, kind), *vocabulary.objects(thing, kind)]
        return any(wanted in vocabulary.transitive_objects(k, rdflib.RDFS.subClassOf) for k in kinds)

    def may_hold(value: Any, wanted: Any) -> bool:
        if not isinstance(value, rdflib.Literal):
            return is_a(value, wanted)
        if wanted == rdflib.XSD.nonNegativeInteger:
            return value.datatype == rdflib.XSD.integer and value.toPython() >= 0
        return (value.datatype or rdflib.XSD.string) == wanted and not value.ill_typed

    for s, p, o in graph:
        for term, wanted in ((p, rdflib.RDF.Property), (o, rdflib.RDFS.Class)):
            if str(term).startswith(OA) and (term == p or p == kind) and not is_a(term, wanted):
                found.append(f"{term} is not known")
        found += [f"{p} on {s}" for wanted in vocabulary.objects(p, rdflib.RDFS.domain) if not is_a(s, wanted)]
        found += [f"{p} holds {o}" for wanted in vocabulary.objects(p, rdflib.RDFS.range) if not may_hold(o, wanted)]
    for name, terms in _ONE.items():
        for thing in graph.subjects(kind, known[name]):
            found += [f"{name} has not one {t}" for t in terms if len(list(graph.objects(thing, known[t]))) != 1]
    found += [
        f"{a} has no target" for a in graph.subjects(kind, known.Annotation) if (a, known.hasTarget, None) not in graph
    ]
    return found


@EDITIONS
def test_annotations_keep_to_their_vocabulary(told: Edition) -> None:
    collection = annotations(told)
    assert {key for each in objects(collection) for key in each} <= set(CONTEXT), "the rest would be dropped unseen"
    assert wrong_annotations(collection) == []


def test_an_edition_without_a_date_keeps_to_it_too(edition: Edition) -> None:
    undated = replace(edition, generator=replace(edition.generator, created=""))
    assert wrong_annotations(annotations(undated)) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("target", 0, "type"), "Annotation"),
        (("target", 0, "selector", 1, "start"), -1),
        (("target", 0, "selector", 1, "end"), "12"),
        (("target", 0, "selector", 0, "type"), "TimeState"),
        (("target", 0, "selector", 0, "exact"), ["one", "two"]),
        (("target", 0, "state", "sourceDate"), "yesterday"),
        (("body", 0, "purpose"), "oa:naming"),
        (("motivation",), "oa:Annotation"),
        (("type",), "oa:Note"),
        (("target",), []),
    ],
)
def test_what_the_vocabulary_forbids_is_seen(edition: Edition, path: tuple[Any, ...], value: object) -> None:
    collection = annotations(edition)
    place = collection["first"]["items"][0]
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert wrong_annotations(collection)


def wrong_terms(graph: list[dict[str, Any]]) -> list[str]:
    """What schema.org does not let stand: properties on what may not have them, or with what they may not hold."""
    schema_org = pytest.importorskip("schema_org.registry")
    kinds = {node["@id"]: node["@type"] for node in graph if "@id" in node}
    found = []

    def is_a(kind: str, wanted: tuple[str, ...]) -> bool:
        return not {kind, *schema_org.ancestry(kind)}.isdisjoint(wanted)

    def may_hold(value: Any, ranges: tuple[str, ...]) -> bool:
        if isinstance(value, dict):
            kind = value.get("@type") or kinds.get(value["@id"], "")
            return kind in schema_org.CLASS_METADATA and is_a(kind, ranges)
        if not isinstance(value, str):
            return False
        address = "URL" in ranges and re.match(r"https?://\S+$", value)
        return "Text" in ranges or bool(address) or _moment(value) in ranges

    for node in objects(graph):
        kind = node.get("@type")
        if kind is None:
            found += [] if node.keys() == {"@id"} else [f"{node} has no type"]
            continue
        for name, held in node.items():
            if name.startswith("@"):
                continue
            known = schema_org.PROPERTY_BY_SCHEMA.get(name)
            if known is None or known.superseded_by or not is_a(kind, known.domains):
                found.append(f"{name} on {kind}")
                continue
            values = held if isinstance(held, list) else [held]
            found += [f"{name} holds {value}" for value in values if not may_hold(value, known.ranges)]
    return found


def _moment(text: str) -> str:
    """The data type of a moment in ISO 8601; empty where the text is none."""
    for read, name in ((date.fromisoformat, "Date"), (datetime.fromisoformat, "DateTime")):
        try:
            read(text)
        except ValueError:
            continue
        return name
    return ""


@EDITIONS
def test_schema_org_has_each_term_where_it_belongs(told: Edition) -> None:
    assert wrong_terms(linked_data(told)["@graph"]) == []


def test_the_hash_is_that_of_the_text(edition: Edition) -> None:
    articles = [node for node in linked_data(edition)["@graph"] if node["@type"] == "NewsArticle"]
    assert [node["encoding"]["sha256"] for node in articles] == [a.sha256 for a in edition.articles]


@pytest.mark.parametrize(
    ("kind", "changed"),
    [
        ("NewsArticle", {"sha256": "00"}),
        ("NewsArticle", {"datePublished": "yesterday"}),
        ("NewsArticle", {"publisher": "Coast Radio"}),
        ("NewsArticle", {"isBasedOn": {"@id": "urn:nowhere"}}),
        ("Report", {"creator": {"@type": "SoftwareApplication", "name": "variorum"}}),
        ("Report", {"madeUp": "x"}),
        ("Claim", {"spokenByCharacter": {"@type": "Person", "name": "Ilse Maren"}}),
        ("Claim", {"appearance": {"@type": "Person", "name": "Ilse Maren"}}),
    ],
)
def test_what_schema_org_does_not_know_is_seen(edition: Edition, kind: str, changed: dict[str, Any]) -> None:
    graph = linked_data(edition)["@graph"]
    node = next(node for node in graph if node["@type"] == kind)
    node.update(changed)
    assert wrong_terms(graph)
