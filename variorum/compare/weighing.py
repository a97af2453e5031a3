"""How likely a candidate is a conflict: a logistic sum over its evidence, with weights that can be read.

`weights.json` has one table for all slots (`every`) and one a slot; what a slot's table says of a piece of evidence is
added to what the common one says, so that slots with few examples lean on the others. The table `rules` says how far
each rule can be trusted. The tables are learnt by scripts/learn_conflicts.py from own-written cases, and from real
reports in which hardly anything is a conflict. Two readings are told as one from `cut` on.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.candidates import in_sentences, in_speech, pairings_of
from variorum.compare.candidates.pairings import has_pairings, reprinted
from variorum.compare.candidates.pairings import told as sentence_told
from variorum.compare.readings import differ
from variorum.compare.together import proposed, with_reading
from variorum.model import DiscrepancyKind, Reading, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from variorum.compare.candidates.evidence import Candidate
    from variorum.compare.candidates.pairings import Pairing, Spot, Told
    from variorum.compare.context import Story
    from variorum.compare.together import Reads
    from variorum.model import Discrepancy

# Own-written stories have no more pairs of sentences than this; with each e-fold of it more evidence is asked for, as
# the number of accidents grows (see `chance`).
_FEW = 150
_FOR_EACH_FOLD = 3.0
# A clause of so many words is one clause, where another report has it but for few of them.
_CLAUSE = 7
# Log-odds say no more than this of what a rule found.
_SURE = 4.0
_QUOTED = frozenset({DiscrepancyKind.WORDING, DiscrepancyKind.MODE, DiscrepancyKind.SPEAKER})
_NAMES = frozenset({DiscrepancyKind.NAMING})


class Weighed(NamedTuple):
    """A candidate and how likely it is a conflict (0 to 1)."""

    candidate: Candidate
    likely: float


@cache
def tables() -> Mapping[str, Mapping[str, float]]:
    """The weights: `every`, one table a slot, and `cut`."""
    found: dict[str, dict[str, float]] = json.loads(
        files("variorum.compare").joinpath("weights.json").read_text(encoding="utf-8")
    )
    return found


def likelihood(candidate: Candidate, weights: Mapping[str, Mapping[str, float]]) -> float:
    """The probability that a candidate is a conflict."""
    accidents = _FOR_EACH_FOLD * max(0.0, math.log(_pairs(candidate) / _FEW))
    return probability(evidence_for(candidate, weights) - accidents)


def evidence_for(candidate: Candidate, weights: Mapping[str, Mapping[str, float]]) -> float:
    """The log-odds of a candidate by its evidence, without regard to how many accidents there may be."""
    every, own = weights["every"], weights.get(candidate.slot, {})
    bias = every["bias"] + own.get("bias", 0.0)
    return bias + sum(v * (every.get(n, 0.0) + own.get(n, 0.0)) for n, v in candidate.features.items())


def probability(odds: float) -> float:
    """The probability of some log-odds."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))


def _pairs(candidate: Candidate) -> int:
    """How many pairs of sentences the two reports have, of which some look like conflicts by accident."""
    return len(candidate.x.told.parse.sentences) * len(candidate.y.told.parse.sentences)


class Proposed(NamedTuple):
    """The sentences of a story that may tell of one thing, and what the slots propose in them and in what is quoted."""

    articles: int
    pairings: tuple[Pairing, ...]
    candidates: tuple[Candidate, ...]


def propose(story: Story) -> Proposed:
    """What may be a conflict, before anything is read together."""
    return with_speech(story, with_sentences(story, paired(story)))


def paired(story: Story) -> Proposed:
    """The sentences that may tell of one thing, before anything is proposed in them."""
    return Proposed(len(story.articles), pairings_of(story), ())


def with_sentences(story: Story, found: Proposed) -> Proposed:
    """With what may be a conflict in paired sentences: that is known before claims and quotations are aligned."""
    return found._replace(candidates=(*found.candidates, *in_sentences(story, found.pairings)))


def with_speech(story: Story, found: Proposed) -> Proposed:
    """With what may be a conflict in that which is quoted."""
    return found._replace(candidates=(*found.candidates, *in_speech(story)))


def weigh(found: Proposed, reads: Reads) -> tuple[Weighed, ...]:
    """All candidates, the likeliest first, once the nearest sentences were read; ties in the order of the texts."""
    return in_order(Weighed(c, round(likelihood(c, tables()), 6)) for c in with_reads(found, reads))


def in_order(weighed: Iterable[Weighed]) -> tuple[Weighed, ...]:
    """Candidates, the likeliest first; ties in the order of the texts."""
    return tuple(sorted(weighed, key=lambda w: (-w.likely, w.candidate.slot, _place(w.candidate))))


def with_reads(found: Proposed, reads: Reads) -> Iterator[Candidate]:
    """What the slots and the reader propose, with what the reader says of it among the evidence."""
    return (with_reading(c, reads) for c in (*found.candidates, *proposed(found.pairings, reads)))


def _place(candidate: Candidate) -> tuple[tuple[int, int, int], ...]:
    return tuple((s.told.article, *s.focus) for s in (candidate.x, candidate.y))


def told(weighed: Sequence[Weighed], beside: Sequence[Discrepancy], cut: float) -> Iterator[Weighed]:
    """Those (the likeliest first) that are likely enough, one for every two sentences, and not found already."""
    seen: set[tuple[int, int, int, int]] = set()
    there: dict[tuple[int, int], list[Discrepancy]] = defaultdict(list)
    for known in beside:
        for _, a, b in _between(known):
            there[a, b].append(known)
    for each in weighed:
        if each.likely < cut:
            return
        x, y = each.candidate.x.told, each.candidate.y.told
        sentences = (x.article, x.index, y.article, y.index)
        if sentences in seen:
            continue
        made = discrepancy(each)
        _, a, b = _between(made)[0]
        if not any(same_place(made, other) for other in there[a, b]):
            seen.add(sentences)
            yield each


def discrepancy(weighed: Weighed) -> Discrepancy:
    """A candidate as what is told; choices of names and words are variants."""
    candidate = weighed.candidate
    shades = candidate.kind in _NAMES or (candidate.slot == "wording" and not candidate.features.get("meaning"))
    verdict = Verdict.VARIANT if shades else Verdict.CONFLICT
    one, other = _reading(candidate.x, 1), _reading(candidate.y, 2)
    return differ(candidate.kind, candidate.reason, one, other, round(weighed.likely, 3), verdict)


def _reading(spot: Spot, side: int) -> Reading:
    return Reading(spot.value, spot.told.article, spot.start, spot.end, side, *spot.focus)


def supported(
    story: Story, found: Iterable[tuple[str, Discrepancy]], candidates: Sequence[Candidate]
) -> Iterator[Discrepancy]:
    """What rules found (with their names), without the conflicts that the evidence speaks against.

    A rule is trusted by how often it is right in stories that it was not written with, and by the evidence for the
    candidates of the same kind in the same words.
    """
    beside: dict[_Between, list[tuple[Discrepancy, Candidate]]] = defaultdict(list)
    for c in candidates:
        made = discrepancy(Weighed(c, 0.0))
        beside[_between(made)[0]].append((made, c))
    findings = [Finding(rule, each, _trust(story, rule, each, beside)) for rule, each in found]
    sure: dict[tuple[str, DiscrepancyKind, int], list[Reading]] = defaultdict(list)
    for finding in findings:
        if finding.trust >= tables()["cut"]["rules"]:
            for r in finding.found.readings:
                sure[finding.rule, finding.found.kind, r.article].append(r)
    for rule, each, _ in findings:
        # A third report that has the value of one of two needs no evidence of its own.
        if any(_meet(r, s) for r in each.readings for s in sure[rule, each.kind, r.article]):
            yield each


class Finding(NamedTuple):
    """What a rule found, and how far that can be trusted (0 to 1)."""

    rule: str
    found: Discrepancy
    trust: float


_Between = tuple[DiscrepancyKind, int, int]
"""A kind of discrepancy and two articles."""


def _between(found: Discrepancy) -> list[_Between]:
    """Every two articles that a discrepancy is between, with its kind."""
    articles = sorted({r.article for r in found.readings})
    return [(found.kind, a, b) for a, b in combinations(articles, 2)]


def _trust(
    story: Story, rule: str, found: Discrepancy, beside: Mapping[_Between, Sequence[tuple[Discrepancy, Candidate]]]
) -> float:
    if not is_weighed(story, found):
        return 1.0
    there = [c for two in _between(found) for other, c in beside.get(two, ()) if same_place(other, found)]
    return trusted(rule, max((evidence_for(c, tables()) for c in there), default=None), tables()["rules"])


def is_weighed(story: Story, found: Discrepancy) -> bool:
    """Whether what a rule found is weighed: a conflict of claims in reports that have candidates.

    What is quoted is not, nor one sentence or clause that two reports print with few words changed: these are the
    difference.
    """
    if found.verdict is not Verdict.CONFLICT or found.kind in _QUOTED:
        return False
    pairs = [(r, s) for r, s in combinations(found.readings, 2) if r.side != s.side and r.article != s.article]
    known = [(r, s) for r, s in pairs if has_pairings(story, r.article, s.article)]
    return bool(known) and not any(
        reprinted(*(_told(story, x).lemmas for x in pair)) or reprinted(*(_clause(story, x) for x in pair))
        for pair in pairs
    )


def _clause(story: Story, reading: Reading) -> frozenset[str]:
    """The lemmas of a reading, none if these are too few to tell one clause from another."""
    tokens = story.articles[reading.article].parse.tokens
    own = frozenset(t.lemma.lower() for t in tokens if reading.start <= t.start and t.end <= reading.end)
    return own if len(own) >= _CLAUSE else frozenset()


def _told(story: Story, reading: Reading) -> Told:
    """The sentence that holds most of a reading."""
    sentences = story.articles[reading.article].parse.sentences
    shared = [min(reading.end, s.end) - max(reading.start, s.start) for s in sentences]
    return sentence_told(story, reading.article, shared.index(max(shared)))


def trusted(rule: str, odds: float | None, weights: Mapping[str, float]) -> float:
    """The probability that what a rule found is right, by the log-odds of the likeliest candidate there, if any."""
    beside = weights["none"] if odds is None else weights["odds"] * limited(odds)
    return probability(weights["bias"] + weights.get(rule, 0.0) + beside)


def limited(odds: float) -> float:
    """Log-odds of a candidate as evidence for what a rule found."""
    return max(-_SURE, min(_SURE, odds))


def same_place(a: Discrepancy, b: Discrepancy) -> bool:
    """Whether two discrepancies are of the same words in at least two reports."""
    return len({r.article for r in a.readings for s in b.readings if _meet(r, s)}) > 1


def _meet(r: Reading, s: Reading) -> bool:
    shared = min(r.end, s.end) - max(r.start, s.start)
    return r.article == s.article and shared * 2 >= min(r.end - r.start, s.end - s.start)
