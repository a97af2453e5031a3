"""The lineage of an edition as nodes and edges with plain attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.model import name_in_story

if TYPE_CHECKING:
    from collections.abc import Mapping

    from variorum.edition import Edition

Value = str | int | float | bool


class Derivation(NamedTuple):
    """An edge from a source article to one that derives from it."""

    source: str
    derived: str
    attributes: Mapping[str, Value]


def nodes(edition: Edition) -> dict[str, dict[str, Value]]:
    """Each article's attributes by its id; `group` numbers its independent source from 1."""
    group = {a: i for i, members in enumerate(edition.lineage.groups, 1) for a in members}
    return {
        a.id: {
            "label": name_in_story(a.outlet, i),
            "outlet": a.outlet,
            "title": a.title,
            "published": a.published,
            "language": a.language,
            "url": a.url,
            "group": group.get(a.id, 0),
        }
        for i, a in enumerate(edition.articles)
    }


def edges(edition: Edition) -> list[Derivation]:
    """The derivations with their kind, share, direction and the first reason."""
    return [
        Derivation(
            e.source,
            e.derived,
            {
                "kind": str(e.kind),
                "share": float(e.share),
                "directed": e.directed,
                "partial": e.partial,
                "reason": e.evidence[0].reason if e.evidence else "",
            },
        )
        for e in edition.lineage.edges
    ]
