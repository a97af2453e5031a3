"""What looks likely, read again by a larger network, which takes its time for few pairs.

A cascade (Viola and Jones 2001): all candidates are weighed by cheap evidence, and only those that may be told are
looked at closely. What the closer reader says is weighed with the likelihood before by the table `closer` of
`weights.json`, which was learnt from stories that neither reader has learnt from.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from variorum.compare.together import asked, readable
from variorum.compare.weighing import in_order, probability, tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from variorum.compare.candidates.evidence import Candidate
    from variorum.compare.weighing import Weighed
    from variorum.encode import PairReader, Together

# So many are read for each article, and in a story of hundreds no more than in one of so many.
_FOR_EACH = 3
_MOST_ARTICLES = 100
# Log-odds of a reader say no more than this.
_SURE = 8.0


def read_again(weighed: Sequence[Weighed], reader: PairReader, articles: int) -> tuple[Weighed, ...]:
    """All candidates, the likeliest first, those that look likely weighed by what the reader says of them, too.

    In a story of so many articles no more are read than what grows with them; the likeliest come first.
    """
    weights, most = tables()["closer"], _FOR_EACH * min(_MOST_ARTICLES, articles)
    likely = [w for w in weighed if w.likely >= weights["from"] and _knows(reader, w.candidate)][:most]
    if not likely:
        return tuple(weighed)
    said = reader.read([asked(w.candidate) for w in likely])
    closer = {id(w): w._replace(likely=round(_again(w, s, weights), 6)) for w, s in zip(likely, said, strict=True)}
    return in_order(closer.get(id(w), w) for w in weighed)


def _knows(reader: PairReader, candidate: Candidate) -> bool:
    return readable(candidate.x.told, candidate.y.told, reader.languages)


def _again(weighed: Weighed, said: Together, weights: Mapping[str, float]) -> float:
    """The probability of a candidate by its likelihood before and what the reader says of it."""
    return probability(weights["bias"] + sum(weights[name] * v for name, v in said_of(weighed, said).items()))


def said_of(weighed: Weighed, said: Together) -> dict[str, float]:
    """The evidence for a candidate: its log-odds before and those of the reader, none of them beyond what is sure."""
    before = math.log(weighed.likely / (1 - weighed.likely)) if weighed.likely < 1 else _SURE
    found = {"odds": before, "differ": said.differ, "same": said.same, "kind": said.odds(weighed.candidate.kind)}
    return {name: max(-_SURE, min(_SURE, value)) for name, value in found.items()}
