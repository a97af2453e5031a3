"""What speaks for one of two articles deriving from the other: the kind, the shares, and the reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.model import DerivationKind, Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.lineage.parallel import Parallel
    from variorum.lineage.passages import Shared
    from variorum.lineage.view import View

# Part of an article's own words that makes it a reprint, and the part from which one article holds another.
_REPRINT = 0.4
# An article less of which is taken from another is mostly its own.
MOSTLY_OWN = 0.35
_CONTAINED = 0.7
# A rewrite has this strength (part aligned x order kept x mean likeness of the sentences) in so many sentences.
_REWRITE = 0.38
_FEWEST = 5
# Facts told in the order of their weight keep much of one order, too; a rewriter keeps nearly all of it.
_ORDER = 0.85
# In a long report a rewriter may move a paragraph: so many sentences, so much alike, speak for themselves.
_MANY = 10
_MUCH = 0.5
# Fewer parallel sentences than this say nothing, whatever else two articles share.
_SOME = 4
# With wordings from one hand, this strength already tells of one original.
_SIBLINGS = 0.2
# Sentences that keep the order and share fewer of their plain words than this were put into words anew.
_NEW_WORDS = 0.34
# A passage taken over by an article that is otherwise its own: at least so many words in one piece.
_PARAGRAPH = 24


@dataclass(frozen=True, slots=True)
class Tie:
    """Two articles (`a` before `b`) and how one may derive from the other.

    `share_a` and `share_b` are the parts (0 to 1) of each that the other has too; `closeness` (0 to 1) tells how
    near the wording is and ranks possible sources. `partial` marks a passage in otherwise different reports.
    """

    a: int
    b: int
    kind: DerivationKind
    share_a: float
    share_b: float
    closeness: float
    partial: bool
    evidence: tuple[Evidence, ...]

    def other(self, article: int) -> int:
        """The other article."""
        return self.b if article == self.a else self.a

    def share(self, article: int) -> float:
        """The part of `article` that the other one has too."""
        return self.share_a if article == self.a else self.share_b


def tie(views: Sequence[View], shared: Shared | None, parallel: Parallel | None) -> Tie | None:
    """Judge a pair by its common passages and its parallel sentences."""
    if shared and _reprinted(shared):
        closeness = 1.0 + max(shared.share_a, shared.share_b) + min(shared.share_a, shared.share_b) / 10
        return Tie(
            shared.a,
            shared.b,
            DerivationKind.VERBATIM,
            shared.share_a,
            shared.share_b,
            closeness / 3,
            partial=False,
            evidence=(passages_told(views, shared),),
        )
    if parallel and _reworded(parallel):
        new = _different_language(views, parallel) or parallel.wording < _NEW_WORDS
        told = [order_told(views, parallel, new=new)]
        if shared:
            told.append(passages_told(views, shared))
        return Tie(
            parallel.a,
            parallel.b,
            DerivationKind.TRANSLATION if new else DerivationKind.REWRITE,
            parallel.share_a,
            parallel.share_b,
            strength(parallel) / 3,
            partial=False,
            evidence=tuple(told),
        )
    return None


def _reworded(parallel: Parallel) -> bool:
    """Whether sentences run parallel as in a rewrite: so many different ones of both, in order, and alike.

    Two short reports of one event have a few sentences that answer to each other, in the order of importance.
    """
    sentences = min(len({i for i, _ in parallel.pairs}), len({j for _, j in parallel.pairs}))
    moved = sentences >= _MANY and strength(parallel) >= _MUCH
    return sentences >= _FEWEST and (parallel.order >= _ORDER or moved) and strength(parallel) >= _REWRITE


def partial_tie(views: Sequence[View], shared: Shared) -> Tie | None:
    """Judge a pair of otherwise different reports by one passage that both have."""
    longest = max((views[shared.a].free_in(*each) for each in shared.in_a), default=0)
    if longest < _PARAGRAPH:
        return None
    return Tie(
        shared.a,
        shared.b,
        DerivationKind.VERBATIM,
        shared.share_a,
        shared.share_b,
        shared.largest / 3,
        partial=True,
        evidence=(passages_told(views, shared),),
    )


def wire_tie(views: Sequence[View], parallel: Parallel, wordings: Evidence) -> Tie | None:
    """Judge a pair that had translated wordings from one hand: siblings if their sentences run parallel in part too."""
    if len(parallel.pairs) < _SOME or strength(parallel) < _SIBLINGS:
        return None
    return Tie(
        parallel.a,
        parallel.b,
        DerivationKind.COMMON,
        parallel.share_a,
        parallel.share_b,
        strength(parallel) / 3,
        partial=min(parallel.share_a, parallel.share_b) < _REPRINT,
        evidence=(wordings, order_told(views, parallel, new=False)),
    )


def strength(parallel: Parallel) -> float:
    """How strongly aligned sentences speak for a rewrite (0 to 1): part aligned, order kept, likeness."""
    return max(parallel.share_a, parallel.share_b) * parallel.order * parallel.strength


def _reprinted(shared: Shared) -> bool:
    return min(shared.share_a, shared.share_b) >= _REPRINT or shared.largest >= _CONTAINED


def contains(tie: Tie, article: int) -> bool:
    """Whether nearly all of the other article's text is found in `article`, and not the other way round."""
    inner, outer = tie.share(tie.other(article)), tie.share(article)
    return inner >= _CONTAINED and inner >= outer


def _different_language(views: Sequence[View], parallel: Parallel) -> bool:
    a, b = views[parallel.a].article.language, views[parallel.b].article.language
    return bool(a and b and a != b)


def passages_told(views: Sequence[View], shared: Shared) -> Evidence:
    """The evidence of common passages: how much of either article, and where."""
    spans = [
        (article, views[article].words[first].start, views[article].words[last - 1].end)
        for article, passages in ((shared.a, shared.in_a), (shared.b, shared.in_b))
        for first, last in passages
    ]
    number = len(shared.in_a)
    count = sum(views[shared.a].free_in(*each) for each in shared.in_a)
    passages = "one passage" if number == 1 else f"{number} passages"
    reason = (
        f"{count} of the reporters' own words agree word for word in {passages}: "
        f"{shared.share_a:.0%} of one report, {shared.share_b:.0%} of the other (quotations left out)"
    )
    return Evidence(reason, tuple(spans))


def order_told(views: Sequence[View], parallel: Parallel, *, new: bool) -> Evidence:
    """The evidence of parallel sentences: how many, in what order, and where."""
    left = sorted({i for i, _ in parallel.pairs})
    right = sorted({j for _, j in parallel.pairs})
    spans = [(parallel.a, s.start, s.end) for s in (views[parallel.a].sentences[i] for i in left)]
    spans += [(parallel.b, s.start, s.end) for s in (views[parallel.b].sentences[j] for j in right)]
    words = "in words that differ nearly everywhere, as after a translation" if new else "in changed words"
    reason = (
        f"{len(left)} sentences tell the same in the same order {words}: "
        f"{parallel.share_a:.0%} of one report, {parallel.share_b:.0%} of the other"
    )
    return Evidence(reason, tuple(spans))
