"""What single articles state and quote: full annotation, of those that are in a story of several.

Every article is described by a light record (`describe`), which is enough for near-duplicates and stories. What nobody
else tells cannot be compared, so that only what shares its story is parsed: its claims with their values and its
quotations become tables.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from variorum.archive.layout import Layout, digest_of, write_json
from variorum.archive.stages import Outcome, Shard
from variorum.archive.tables import article_of, read, write
from variorum.model import sound

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from variorum.archive.groups import Grouped
    from variorum.archive.pages import Page, Run
    from variorum.model import Annotated, Article, Claim, Quotation


class Parsing(NamedTuple):
    """The page whose articles are annotated, the stories of all, and the least size of a story that matters."""

    root: Path
    page: Page
    grouped: Grouped
    least: int

    def chosen(self) -> list[int]:
        """The positions in the page of the articles to be annotated."""
        first, end = self.page.first, self.page.first + self.page.count
        labels = np.load(self.grouped.labels, mmap_mode="r")[first:end]
        sizes = np.load(self.grouped.sizes, mmap_mode="r")[labels]
        return [int(each) for each in np.flatnonzero(sizes >= self.least)]


def shards(
    articles: Sequence[Run], grouped: Grouped, least: int, digest_of_part: Mapping[str, str]
) -> list[Shard[Parsing]]:
    """A shard a page; it is made again when its articles, or the choice among them, are others."""
    found = []
    for run in articles:
        for page in run.pages:
            parsing = Parsing(run.root, page, grouped, least)
            chosen = parsing.chosen()
            found.append(Shard(page.part, (digest_of_part[page.part], digest_of(chosen)), len(chosen), parsing))
    return found


def parse(parsing: Parsing) -> Outcome:
    """Annotate the chosen articles of a page, write their claims and quotations as tables, and what failed."""
    layout, part = Layout(parsing.root), parsing.page.part
    frame = read(layout.table("articles", part))[parsing.chosen()]
    counts = Counter(parsed=0, failed=0, claims=0, quotations=0)
    claims: list[dict[str, Any]] = []
    quotations: list[dict[str, Any]] = []
    failed: list[dict[str, str]] = []
    for article, found in _annotated([article_of(row) for row in frame.iter_rows(named=True)]):
        if isinstance(found, str):
            failed.append({"place": article.origin, "told": found})
            continue
        counts["parsed"] += 1
        claims += (_claim(found, claim) for claim in found.claims)
        quotations += (_quotation(found, quotation) for quotation in found.quotations)
    counts.update(failed=len(failed), claims=len(claims), quotations=len(quotations))
    paths = layout.table("claims", part), layout.table("quotations", part), layout.kept("claims", part, "json")
    write(paths[0], "claims", claims)
    write(paths[1], "quotations", quotations)
    write_json(paths[2], {"failed": failed})
    return Outcome(paths, counts)


def _annotated(articles: Sequence[Article]) -> Iterator[tuple[Article, Annotated | str]]:
    """Each article with what was found in it, or why it failed."""
    from variorum.annotate.pool import Annotators, Failure

    with Annotators() as annotators:
        for article, outcome in zip(articles, annotators.outcomes(articles), strict=True):
            if isinstance(outcome, Failure):
                yield article, f"{type(outcome.error).__name__}: {outcome.error}; please report it"
            else:
                yield article, outcome


def speaker(annotated: Annotated, claim: Claim) -> str:
    """The name of the outermost source of a claim that is known; empty in the outlet's own voice."""
    source = next((each.source for each in claim.attribution if each.source is not None), None)
    return "" if source is None else sound(annotated.mentions[source].name)


def _claim(annotated: Annotated, claim: Claim) -> dict[str, Any]:
    quantities = [annotated.quantities[i] for i in claim.quantities]
    times = [annotated.times[i] for i in claim.times]
    return {
        "article": annotated.article.id,
        "start": claim.start,
        "end": claim.end,
        "kind": claim.kind.value,
        "predicate": sound(claim.predicate),
        "speaker": speaker(annotated, claim),
        "mode": claim.mode.value,
        "polarity": claim.polarity.value,
        "certainty": claim.certainty.value,
        "arguments": [{"role": a.role.value, "start": a.start, "end": a.end} for a in claim.arguments],
        "quantities": [
            {
                "start": q.start,
                "end": q.end,
                "low": q.amount.low,
                "high": q.amount.high,
                "unit": q.amount.unit,
                "bound": q.amount.bound.value,
                "counted": sound(q.counted),
            }
            for q in quantities
        ],
        "times": [
            {
                "start": t.start,
                "end": t.end,
                "value": t.value.value,
                "earliest": str(t.value.earliest or ""),
                "latest": str(t.value.latest or ""),
            }
            for t in times
        ],
        "names": sorted({sound(annotated.entities[annotated.mentions[i].entity].name) for i in claim.mentions}),
    }


def _quotation(annotated: Annotated, quotation: Quotation) -> dict[str, Any]:
    said_by = quotation.speaker
    return {
        "article": annotated.article.id,
        "start": quotation.start,
        "end": quotation.end,
        "mode": quotation.mode.value,
        "speaker": "" if said_by is None else sound(annotated.mentions[said_by].name),
        "cue": sound(quotation.cue),
    }
