"""Real reports by story, and what people judged of the alarms in them.

Most reports of one event do not contradict each other, and much in them looks as if they did. A judgement says of one
alarm what two readers of both reports see: gold that no story written for a test can be.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from variorum.bench.articles import article
from variorum.model import DiscrepancyKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from variorum.model import Article, Collation, Discrepancy

_SET_APART = tuple(
    (re.compile(pattern), printed)
    for pattern, printed in (
        (r"(?<=\d) , (?=\d{3}\b)", ","),
        (r"(?<=\d) ([.:]) (?=\d)", r"\1"),
        (r"(?<=\w) - (?=\w)", "-"),
        (r"(?<=[$£€(\[]) (?=\w)", ""),
        (r" (?=[,.;:!?%)\]](?:\s|$))", ""),
        (r" (?=(?:n't|['’](?:s|re|ve|ll|d|m))\b)", ""),
        (r"``|''", '"'),
        (r'(?:(?<=\s)|^)" ([^"]*?) "(?=\W|$)', r'"\1"'),
    )
)
_ADDRESS = re.compile(r"https? : / /[^\n]*")
_STOP = re.compile(r"(\s?)[.,](?=\s|$)")


class Label(StrEnum):
    """What an alarm is worth."""

    CONFLICT = "conflict"
    """Both speak of the same thing, and what they state of it cannot both be true."""
    KIND = "kind"
    """There is a conflict in these sentences, of another kind or in other words."""
    ARGUABLE = "arguable"
    """Worth a look though both may be right: counts that grew, sure here and alleged there."""
    COMPATIBLE = "compatible"
    """The same thing in other words or in more or less detail."""
    OTHER = "other"
    """Two different things."""


_BEST_FIRST = tuple(Label)


class Judgement(NamedTuple):
    """A label, and which alarms it is for: those of one kind in these words (article id, start, end)."""

    kind: DiscrepancyKind
    label: Label
    spans: tuple[tuple[str, int, int], ...]


def read_stories(path: Path) -> dict[str, list[Article]]:
    """The articles of each story of several, in English; lines as in gold/stories, empty texts left out."""
    found: defaultdict[str, list[Article]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["text"].strip():
            title, published, outlet = (row.get(name, "") for name in ("title", "published", "outlet"))
            text = as_printed(row["text"])
            found[str(row["story"])].append(article(row["id"], text, as_printed(title), published, outlet, "en"))
    return {story: articles for story, articles in found.items() if len(articles) > 1}


def as_printed(text: str) -> str:
    """A text as it was printed where its tokens were set apart by spaces (" , ", "2 , 116"); others as they are."""
    apart = [bool(stop.group(1)) for stop in _STOP.finditer(text)]
    if 2 * sum(apart) <= len(apart):
        return text
    text = _ADDRESS.sub(lambda address: address[0].replace(" ", ""), text)
    for pattern, printed in _SET_APART:
        text = pattern.sub(printed, text)
    return text


def read_judgements(path: Path) -> dict[str, list[Judgement]]:
    """The judgements of each story."""
    found: defaultdict[str, list[Judgement]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        spans = tuple((r["article"], r["start"], r["end"]) for r in row["readings"])
        found[row["story"]].append(Judgement(DiscrepancyKind(row["kind"]), Label(row["label"]), spans))
    return dict(found)


def judged(found: Discrepancy, collation: Collation, judgements: Iterable[Judgement]) -> Judgement | None:
    """What was judged of an alarm, the best of several; None if nobody has judged one of its kind in its words."""
    spans = [(collation.articles[r.article].article.id, r.start, r.end) for r in found.readings]
    there = (j for j in judgements if j.kind is found.kind and _of_one_place(spans, j.spans))
    return min(there, key=lambda j: _BEST_FIRST.index(j.label), default=None)


def _of_one_place(some: Sequence[tuple[str, int, int]], others: Sequence[tuple[str, int, int]]) -> bool:
    """Whether two alarms are in the same words of at least two reports: half of the shorter reading is shared."""
    met = {a for a, start, end in some for b, first, last in others if a == b and _meet(start, end, first, last)}
    return len(met) > 1


def _meet(start: int, end: int, first: int, last: int) -> bool:
    return 2 * (min(end, last) - max(start, first)) >= min(end - start, last - first)


def counted(labels: Mapping[Label | None, int]) -> str:
    """How many alarms have which label, in words."""
    return ", ".join(f"{labels[each]} {each or 'not judged'}" for each in (*_BEST_FIRST, None) if labels.get(each))
