"""What was made from what, and by whom: W3C PROV-O (2013) as JSON-LD.

Articles, statements, wordings and the sentences of the brief are entities; the run is an activity that used the
articles; outlets, variorum and a language model that wrote sentences are agents. Lineage is `wasDerivedFrom` with its
kind and share where the direction is known, and `alternateOf` where it is not.

    "v:kind": "rewrite", "v:share": 0.42,
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from variorum.edition.authorship import called, models
from variorum.edition.iris import article_names, edition_name, json_bytes, part_name
from variorum.interchange.formats import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.edition import Edition

_CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "v": "https://pypi.org/project/variorum/terms#",
    "label": "rdfs:label",
    "value": "prov:value",
    **{
        name: {"@id": f"prov:{name}", "@type": "@id"}
        for name in (
            "wasGeneratedBy",
            "wasDerivedFrom",
            "wasQuotedFrom",
            "wasAttributedTo",
            "wasAssociatedWith",
            "alternateOf",
            "used",
            "qualifiedDerivation",
            "entity",
        )
    },
    "generatedAtTime": {"@id": "prov:generatedAtTime", "@type": "xsd:dateTime"},
}


def write(edition: Edition) -> Iterator[File]:
    """Write `provenance.jsonld`."""
    yield File("provenance.jsonld", json_bytes({"@context": _CONTEXT, "@graph": list(_Graph(edition).nodes())}))


class _Graph:
    """Makes the graph of one edition."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.names = article_names(edition)
        self.run = part_name(edition, "run")

    def nodes(self) -> Iterator[dict[str, Any]]:
        yield from self._made()
        yield from self._articles()
        yield from self._statements()
        yield from self._wordings()
        for number, sentence in enumerate(self.edition.brief, 1):
            made = self._part(f"brief-{number}", "BriefSentence", sentence.text)
            made["wasDerivedFrom"] = [self._name(s) for s in sentence.statements] or list(
                dict.fromkeys(self.names[c.article] for c in sentence.citations)
            )
            if sentence.writer:
                made["wasAttributedTo"] = self._model(sentence.writer)
            yield made

    def _made(self) -> Iterator[dict[str, Any]]:
        generator = self.edition.generator
        agent = part_name(self.edition, "variorum")
        yield {
            "@id": agent,
            "@type": ["prov:SoftwareAgent", "prov:Agent"],
            "label": f"{generator.name} {generator.version}",
        }
        written = models(self.edition)
        for model in written:
            yield {"@id": self._model(model), "@type": ["prov:SoftwareAgent", "prov:Agent"], "label": called(model)}
        activity: dict[str, Any] = {
            "@id": self.run,
            "@type": "prov:Activity",
            "label": "collation",
            "used": list(self.names.values()),
            "wasAssociatedWith": [agent, *map(self._model, written)] if written else agent,
            "v:settings": json.dumps(dict(generator.settings), sort_keys=True),
            "v:models": json.dumps(dict(generator.models), sort_keys=True),
        }
        yield activity
        edition: dict[str, Any] = {
            "@id": edition_name(self.edition),
            "@type": ["prov:Entity", "v:Edition"],
            "label": self.edition.story.title,
            "wasGeneratedBy": self.run,
            "wasDerivedFrom": list(self.names.values()),
        }
        if self.edition.story.title_writer:
            edition["v:titleWriter"] = {"@id": self._model(self.edition.story.title_writer)}
        if generator.created:
            edition["generatedAtTime"] = generator.created
        yield edition

    def _articles(self) -> Iterator[dict[str, Any]]:
        outlets = {
            a.outlet: part_name(self.edition, f"outlet-{quote(a.outlet, safe='', errors='replace')}")
            for a in self.edition.articles
        }
        for outlet, name in sorted(outlets.items()):
            if outlet:
                yield {"@id": name, "@type": ["prov:Organization", "prov:Agent"], "label": outlet}
        for a in self.edition.articles:
            node: dict[str, Any] = {
                "@id": self.names[a.id],
                "@type": ["prov:Entity", "v:Article"],
                "label": a.title or a.id,
                "v:sha256": a.sha256,
            }
            if a.published:
                node["v:published"] = a.published
            if a.outlet:
                node["wasAttributedTo"] = outlets[a.outlet]
            node.update(self._derivations(a.id))
            yield node

    def _derivations(self, article: str) -> dict[str, Any]:
        edges = [e for e in self.edition.lineage.edges if e.derived == article]
        known = [e for e in edges if e.directed]
        found: dict[str, Any] = {}
        if known:
            found["wasDerivedFrom"] = [self.names[e.source] for e in known]
            found["qualifiedDerivation"] = [
                {
                    "@id": part_name(self.edition, f"edge-{self.edition.lineage.edges.index(e) + 1}"),
                    "@type": "prov:Derivation",
                    "entity": self.names[e.source],
                    "v:kind": str(e.kind),
                    "v:share": e.share,
                    "v:reason": [evidence.reason for evidence in e.evidence],
                }
                for e in known
            ]
        if len(known) < len(edges):
            found["alternateOf"] = [self.names[e.source] for e in edges if not e.directed]
        return found

    def _statements(self) -> Iterator[dict[str, Any]]:
        for s in self.edition.statements:
            node = self._part(s.id, "Statement", s.text)
            node["wasDerivedFrom"] = [self.names[a] for a in s.articles]
            yield node

    def _wordings(self) -> Iterator[dict[str, Any]]:
        for q in self.edition.quotations:
            for number, w in enumerate(q.wordings, 1):
                node = self._part(f"{q.id}-{number}", "Wording", w.text)
                node["wasQuotedFrom"] = self.names[w.article]
                node["v:span"] = f"{w.start}-{w.end}"
                if w.speaker:
                    node["v:speaker"] = w.speaker
                yield node

    def _part(self, identifier: str, kind: str, text: str) -> dict[str, Any]:
        return {
            "@id": self._name(identifier),
            "@type": ["prov:Entity", f"v:{kind}"],
            "value": text,
            "wasGeneratedBy": self.run,
        }

    def _model(self, name: str) -> str:
        return part_name(self.edition, f"model-{quote(name, safe='', errors='replace')}")

    def _name(self, identifier: str) -> str:
        return part_name(self.edition, identifier)
