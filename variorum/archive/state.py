"""What the articles of a story state: full annotation and alignment, for stories that are worth it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from variorum.archive.claims import speaker
from variorum.archive.layout import Layout, write_json
from variorum.archive.ship import groups_in
from variorum.archive.stages import Outcome
from variorum.archive.tables import write
from variorum.model import sound

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from variorum.model import Article, Findings, Statement


# Articles of one shard: parsing and alignment take seconds for so many.
PARTITION = 50


def state(root: Path, encoder: str, most: int, number: int, packets: Sequence[bytes]) -> Outcome:
    """The statements of the stories of a partition, written as a table.

    Of a story with more than `most` articles those of its first outlets are taken, the earliest of each first. A story
    at which variorum fails is counted and told, and costs no other.
    """
    counts: Counter[str] = Counter(stories=0, statements=0, failed=0)
    rows: list[dict[str, Any]] = []
    failed = []
    for story, articles in groups_in(packets):
        try:
            found = list(_rows(story, _chosen(articles, most), encoder))
        except Exception as error:
            counts["failed"] += 1
            failed.append({"place": f"story {story}", "told": f"{type(error).__name__}: {error}; please report it"})
            continue
        counts["stories"] += 1
        counts["shortened"] += len(articles) > most
        rows += found
    counts["statements"] = len(rows)
    path = Layout(root).table("statements", f"{number:05}")
    told = Layout(root).kept("statements", f"{number:05}", "json")
    write(path, "statements", rows)
    write_json(told, {"failed": failed})
    return Outcome([path, told], counts)


def _chosen(articles: Sequence[Article], most: int) -> list[Article]:
    """At most so many articles, from as many outlets as there are, in the order of the archive."""
    before: Counter[str] = Counter()
    turns: list[tuple[int, int, Article]] = []
    for article in sorted(articles, key=lambda a: (not a.published, a.published, a.id)):
        turns.append((before[article.outlet], len(turns), article))
        before[article.outlet] += 1
    kept = {article.id for _, _, article in sorted(turns, key=lambda each: each[:2])[:most]}
    return [article for article in articles if article.id in kept]


def _rows(story: int, articles: Sequence[Article], encoder: str) -> Iterator[dict[str, Any]]:
    from variorum.pipeline import encoder_of, find
    from variorum.settings import Settings

    settings = Settings(one_story=True, encoder=encoder)
    findings = find(articles, encoder_of(settings), settings)
    source_of = {article: i for i, group in enumerate(findings.lineage.groups) for article in group}
    for number, statement in enumerate(findings.collation.statements):
        members = {ref.article for ref in statement.claims}
        yield {
            "story": story,
            "statement": f"{story}-{number + 1}",
            "text": sound(_text(findings, statement)),
            "articles": len(members),
            "independent_sources": len({source_of[article] for article in members}),
            "claims": [_claim(findings, *ref) for ref in statement.claims],
        }


def _text(findings: Findings, statement: Statement) -> str:
    claim = findings.collation.claim(statement.central)
    return findings.collation.articles[statement.central.article].text_of(claim)


def _claim(findings: Findings, article: int, item: int) -> dict[str, Any]:
    annotated = findings.collation.articles[article]
    claim = annotated.claims[item]
    return {
        "article": annotated.article.id,
        "start": claim.start,
        "end": claim.end,
        "speaker": speaker(annotated, claim),
        "mode": claim.mode.value,
    }
