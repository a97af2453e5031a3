"""What stands behind a reading: whose it is, from how many independent sources, and why not from more."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.edition.display import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from variorum.edition import data
    from variorum.edition.items import Label

# So many articles are named, more are counted; so many ties are told.
_NAMED = 3
_TOLD = 2
_DERIVED = {"verbatim": "reprints", "rewrite": "rewrites", "translation": "translates"}


class Standing(NamedTuple):
    """Who stands behind something: the `articles` by name or number, their `sources` where that is another number.

    `ties` tell why there are fewer sources than articles, as the lineage has it.
    """

    articles: str
    sources: str = ""
    ties: str = ""

    def __str__(self) -> str:
        """In one line: "Dawn, Dusk: one source, as Dusk rewrites Dawn"."""
        sources = f": {self.sources}" if self.sources else ""
        return f"{self.articles}{sources}{f', as {self.ties}' if self.ties else ''}"


def derivation(edge: data.Edge) -> tuple[str, str]:
    """What stands between the two articles of an edge, the derived one first, and what is said after them."""
    if edge.kind not in _DERIVED:
        return "draws on the same unseen original as", ""
    if edge.directed:
        return f"{'in part ' if edge.partial else ''}{_DERIVED[edge.kind]}", ""
    return "shares text with", f" ({edge.kind}); which came first is not known"


def standing(
    articles: Iterable[str], source_of: Mapping[str, int], edges: Sequence[data.Edge], labels: Mapping[str, Label]
) -> Standing:
    """Who stands behind something that these articles (by id) have."""
    found = sorted(set(articles), key=lambda a: labels[a].position)
    groups: dict[int, list[str]] = {}
    for article in found:
        groups.setdefault(source_of.get(article, -labels[article].position), []).append(article)
    named = ", ".join(labels[a].outlet for a in found) if len(found) <= _NAMED else count(len(found), "article")
    if len(found) < 2:
        return Standing(named)
    sources = "one source" if len(groups) == 1 else count(len(groups), "source")
    several = [members for members in groups.values() if len(members) > 1]
    return Standing(named, sources, _ties([e for members in several for e in _between(members, edges)], labels))


def _between(members: Sequence[str], edges: Sequence[data.Edge]) -> list[data.Edge]:
    """The edges that make articles one source: among themselves, else those to what they have in common."""
    inside = [e for e in edges if e.derived in members and e.source in members]
    if len(inside) >= len(members) - 1:
        return inside[: len(members) - 1]
    return [e for e in edges if e.derived in members or e.source in members]


def _ties(edges: Sequence[data.Edge], labels: Mapping[str, Label]) -> str:
    told = [f"{labels[e.derived].outlet} {derivation(e)[0]} {labels[e.source].outlet}" for e in edges]
    more = len(told) - _TOLD
    return " and ".join(told[:_TOLD]) + (f" ({more} more in the lineage)" if more > 0 else "")
