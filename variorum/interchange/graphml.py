"""The lineage as GraphML 1.0: a node an article, an edge from the source to what derives from it.

Nodes have label, outlet, title, published, language, url and `group`, the number of their independent source; edges
have kind, share, directed, partial and the first reason.

    <edge source="ledger" target="post">
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from variorum.interchange.formats import File
from variorum.interchange.lineage_graph import edges, nodes
from variorum.interchange.xml import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from variorum.edition import Edition

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_TYPES = {str: "string", int: "int", float: "double", bool: "boolean"}


def write(edition: Edition) -> Iterator[File]:
    """Write `lineage.graphml`.

    Where the direction is not known the edge's own attribute `directed` is false: mixed graphs are in the standard,
    but common readers refuse them.
    """
    from lxml import etree

    root = etree.Element(f"{{{_NAMESPACE}}}graphml", nsmap={None: _NAMESPACE})
    found_nodes, found_edges = nodes(edition), edges(edition)
    keys: dict[tuple[str, str], str] = {}
    for domain, rows in (("node", found_nodes.values()), ("edge", [e.attributes for e in found_edges])):
        for name, value in ((name, value) for row in rows for name, value in row.items()):
            if (domain, name) not in keys:
                keys[domain, name] = f"k{len(keys)}"
                key = etree.SubElement(root, f"{{{_NAMESPACE}}}key", id=keys[domain, name])
                key.attrib.update({"for": domain, "attr.name": name, "attr.type": _TYPES[type(value)]})
    graph = etree.SubElement(root, f"{{{_NAMESPACE}}}graph", id="lineage", edgedefault="directed")
    for identifier, attributes in found_nodes.items():
        _data(etree.SubElement(graph, f"{{{_NAMESPACE}}}node", id=clean(identifier)), attributes, "node", keys)
    for edge in found_edges:
        element = etree.SubElement(
            graph, f"{{{_NAMESPACE}}}edge", source=clean(edge.source), target=clean(edge.derived)
        )
        _data(element, edge.attributes, "edge", keys)
    etree.indent(root)
    yield File("lineage.graphml", etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n")


def _data(element: Any, attributes: Mapping[str, Any], domain: str, keys: Mapping[tuple[str, str], str]) -> None:
    from lxml import etree

    for name, value in attributes.items():
        text = str(value).lower() if isinstance(value, bool) else clean(str(value))
        etree.SubElement(element, f"{{{_NAMESPACE}}}data", key=keys[domain, name]).text = text
