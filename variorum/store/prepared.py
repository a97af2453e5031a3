"""An edition made ready for the store: packed, counted, and what it says of speakers and outlets as rows.

It needs no database, so that whoever makes an edition can do it, and whoever writes has nothing left but to write.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.model import DerivationKind, Verdict
from variorum.store.packing import pack
from variorum.values.name import name_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from variorum.edition import Edition

    Row = dict[str, object]


def speaker_key(name: str) -> str:
    """What identifies a speaker over all stories: the folded words of the name, in Latin letters."""
    return " ".join(name_words(name))[:200]


@dataclass(frozen=True, slots=True)
class Prepared:
    """An edition as the store keeps it.

    `data` is its packed JSON, `row` what its own row says, `told` what its story's row says; `names` are
    those of its speakers by key. The rows of the other tables lack the story only.
    """

    digest: str
    data: bytes
    row: Row
    told: Row
    names: Mapping[str, str]
    utterances: tuple[Row, ...]
    edges: tuple[Row, ...]
    outlets: tuple[Row, ...]


def prepared(edition: Edition) -> Prepared:
    """Make an edition ready for the store."""
    verdicts = Counter(d.verdict for d in edition.discrepancies)
    counts = {"statements": len(edition.statements), "conflicts": verdicts[Verdict.CONFLICT]}
    told: Row = {
        "title": edition.story.title,
        "independent_sources": len(edition.lineage.groups),
        "variants": verdicts[Verdict.VARIANT],
        **counts,
    }
    names, utterances = _utterances(edition)
    return Prepared(
        digest=edition.digest,
        data=pack(edition.to_json().encode()),
        row={"articles": len(edition.articles), **counts},
        told=told,
        names=names,
        utterances=utterances,
        edges=_edges(edition),
        outlets=_outlets(edition),
    )


def _utterances(edition: Edition) -> tuple[dict[str, str], tuple[Row, ...]]:
    """The speakers' names by key, and who said what."""
    articles = {a.id: a for a in edition.articles}
    names: dict[str, str] = {}
    rows: list[Row] = []
    for quotation in edition.quotations:
        if quotation.entity is None or quotation.speaker is None or not (key := speaker_key(quotation.speaker)):
            continue
        names[key] = quotation.speaker
        for w in quotation.wordings:
            a = articles[w.article]
            row: Row = {"speaker": key, "quotation": quotation.id, "article": a.id, "outlet": a.outlet}
            rows.append(
                row | {"published": a.published, "start": w.start, "end": w.end, "text": w.text, "mode": w.mode.value}
            )
    return names, tuple(rows)


def _edges(edition: Edition) -> tuple[Row, ...]:
    """Who took from whom."""
    outlets = {a.id: a.outlet for a in edition.articles}
    return tuple(
        {
            "derived": e.derived,
            "source": e.source,
            "derived_outlet": outlets[e.derived],
            "source_outlet": outlets[e.source],
            "kind": e.kind.value,
            "share": e.share,
            "directed": e.directed and e.kind is not DerivationKind.COMMON,
        }
        for e in edition.lineage.edges
    )


def _outlets(edition: Edition) -> tuple[Row, ...]:
    """What the story says of each outlet in it."""
    outlets = {a.id: a.outlet for a in edition.articles if a.outlet}
    articles = Counter(outlets.values())
    first = _first(edition)
    copied: Counter[str] = Counter()
    source: Counter[str] = Counter()
    taken = {(e.derived, e.source) for e in edition.lineage.edges if e.directed and e.kind is not DerivationKind.COMMON}
    for derived in {d for d, s in taken if outlets.get(d) and outlets.get(d) != outlets.get(s)}:
        copied[outlets[derived]] += 1
    for d, s in taken:
        if s in outlets and outlets[s] != outlets.get(d):
            source[outlets[s]] += 1
    return tuple(
        {
            "outlet": name,
            "articles": count,
            "alone": int(len(articles) == 1 and len(outlets) == len(edition.articles)),
            "first": int(name == first),
            "copied": copied[name],
            "source": source[name],
        }
        for name, count in articles.items()
    )


def _first(edition: Edition) -> str:
    """The outlet that published before all others, to the minute; nobody where times are less precise or equal."""
    timed = sorted((a.published, a.outlet) for a in edition.articles if len(a.published) > len("2024-07-03"))
    if len(timed) < len(edition.articles) or len({outlet for _, outlet in timed}) < 2:
        return ""
    others = [moment for moment, outlet in timed if outlet != timed[0][1]]
    return timed[0][1] if timed[0][0] < others[0] else ""
