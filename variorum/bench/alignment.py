"""The `alignment` task: sentences of reports on two look-alike events; which of them tell of the same events.

The reports of a row are grouped into stories, as the pipeline does, and aligned. That two reports are of one story
by that grouping is evidence and not a rule, as it may part what belongs together.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from variorum.align import align
from variorum.annotate import annotate
from variorum.cluster import stories
from variorum.encode import default_encoder
from variorum.model import Article, Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from variorum.encode import Encoder
    from variorum.model import Claim

# How sure it must be that two claims tell of one event; where F1 is best, by cross-validation over topics.
SURE = 0.285
_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Report:
    """One article of a row: `rows` are the positions of its sentences there, `starts` their offsets in the text."""

    article: Article
    rows: tuple[int, ...]
    starts: tuple[int, ...]

    def sentence(self, claim: Claim) -> int:
        """The position in the row of the sentence that makes a claim."""
        return self.rows[bisect_right(self.starts, claim.start) - 1]


def reports(row: dict[str, Any]) -> list[Report]:
    """The articles of a row, each sentence a paragraph, in the order of their first sentences."""
    members: dict[str, list[int]] = defaultdict(list)
    for position, sentence in enumerate(row["sentences"]):
        members[str(sentence["article"])].append(position)
    return [_report(name, rows, [row["sentences"][i]["text"] for i in rows]) for name, rows in members.items()]


def _report(name: str, rows: list[int], sentences: list[str]) -> Report:
    starts, at = [], 0
    for sentence in sentences:
        starts.append(at)
        at += len(sentence) + len(_GAP)
    text = _GAP.join(sentences)
    article = Article(name, text, (Block(0, len(text), BlockKind.BODY),), title=sentences[0], language="en")
    return Report(article, tuple(rows), tuple(starts))


def predict(rows: Iterable[dict[str, Any]], encoder: Encoder | None = None) -> Iterator[dict[str, Any]]:
    """Rows with `story` and `sentences` (each with `article` and `text`) to rows with `story` and `pairs`."""
    encoder = encoder or default_encoder()
    for row in rows:
        here = reports(row)
        yield {"story": row["story"], "pairs": [list(pair) for pair in sorted(_pairs(here, encoder))]}


def labels(here: list[Report], encoder: Encoder) -> list[int]:
    """The number of the story each report is grouped into."""
    grouped = stories([report.article for report in here], encoder)
    return [next(n for n, story in enumerate(grouped) if i in story) for i in range(len(here))]


def _pairs(here: list[Report], encoder: Encoder) -> set[tuple[int, int]]:
    annotated = tuple(annotate([report.article for report in here]))
    collation = align(annotated, encoder, labels(here, encoder))
    found = set()
    for pair in collation.pairs:
        if pair.event >= SURE and pair.a.article != pair.b.article:
            i, j = (here[ref.article].sentence(collation.claim(ref)) for ref in (pair.a, pair.b))
            found.add((min(i, j), max(i, j)))
    return found
