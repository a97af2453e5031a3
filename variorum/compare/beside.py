"""Which articles of a story are compared with which.

In a story of some dozen reports every two are. In a larger one that would take a time that grows with the square of the
reports and tell little more: what one report has, many others have, too. There each report is compared with a bounded
number of others, chosen so that each of its claims meets its like in several of them (a greedy cover, Nemhauser, Wolsey
and Fisher 1978). A reading that only one report has still meets those that most have, since its nearest claims are
theirs; readings that never meet are tied by the ones that both meet.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from variorum.model import SlotRelation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from variorum.model import Collation

# Every two articles are compared in stories of at most so many; in larger ones each with so many of its choice.
EVERY = 30
PARTNERS = 12
# What a pair of claims that differ somewhere counts beside one that agrees throughout.
_DIFFERING = 2.0
_OPPOSED = (SlotRelation.DIFFER, SlotRelation.SWAPPED)
_Claims = dict[int, float]
"""The claims of an article that meet their like in another, with what that is worth."""


def beside(collation: Collation) -> tuple[tuple[int, ...], ...]:
    """For each article the positions of those it is compared with, in order; who is beside one has that one beside it.

    The choice does not depend on the order of the articles.
    """
    count = len(collation.articles)
    if count <= EVERY:
        return every(count)
    rank = {a: i for i, a in enumerate(sorted(range(count), key=lambda a: _content(collation, a)))}
    found: list[set[int]] = [set() for _ in range(count)]
    for a, others in enumerate(_meetings(collation)):
        for b in _chosen(others, rank):
            found[a].add(b)
            found[b].add(a)
    return tuple(tuple(sorted(each)) for each in found)


def every(count: int) -> tuple[tuple[int, ...], ...]:
    """For each of some articles all others."""
    return tuple(tuple(b for b in range(count) if b != a) for a in range(count))


def _content(collation: Collation, a: int) -> tuple[str, ...]:
    article = collation.articles[a].article
    return article.text, article.published, article.outlet, article.title, article.url, article.id


def _meetings(collation: Collation) -> list[dict[int, _Claims]]:
    """For each article and each other one the claims of the first that were aligned with claims of the second."""
    found: list[dict[int, _Claims]] = [defaultdict(dict) for _ in collation.articles]
    for pair in collation.pairs:
        if pair.a.article == pair.b.article:
            continue
        differs = any(s.relation in _OPPOSED for s in pair.slots)
        worth = max(pair.topical, pair.event) * (_DIFFERING if differs else 1.0)
        for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
            claims = found[one.article][other.article]
            claims[one.item] = max(worth, claims.get(one.item, 0.0))
    return found


def _chosen(others: Mapping[int, _Claims], rank: Mapping[int, int]) -> Sequence[int]:
    """The articles in which the claims are met best: each further meeting of a claim counts less than the last."""
    met: dict[int, int] = defaultdict(int)
    left = sorted(others, key=lambda b: rank[b])
    chosen: list[int] = []
    while left and len(chosen) < PARTNERS:
        gains = [round(sum(w / (1 + met[c]) for c, w in sorted(others[b].items())), 6) for b in left]
        best = max(range(len(left)), key=lambda i: gains[i])
        for claim in others[left[best]]:
            met[claim] += 1
        chosen.append(left.pop(best))
    return chosen
