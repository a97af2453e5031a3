"""Utterances joined by what is claimed in them: one speaker's words in other words, as two translations have them.

Two ways: a sure pair of claims that are printed as speech, and a statement that holds claims of both, however either
is told ("he said it is possible" beside "it can be done," he said).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from variorum.model import Mode, Ref, Utterance

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from variorum.model import Annotated, Claim, ClaimPair, Statement

# How sure it has to be that two quoted claims tell the same: their words differ, or they would be joined already.
_SAME = 0.7


def join_by_claims(
    utterances: Sequence[Utterance],
    pairs: Sequence[ClaimPair],
    statements: Sequence[Statement],
    articles: Sequence[Annotated],
    entity_of: Mapping[Ref, int],
) -> tuple[Utterance, ...]:
    """Join the utterances of one speaker in two articles whose claims tell the same."""
    holder = {ref: i for i, utterance in enumerate(utterances) for ref in utterance.wordings}
    parent = list(range(len(utterances)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for a, b in (*_in_pairs(pairs, articles, entity_of), *_in_statements(statements, articles, entity_of)):
        if a in holder and b in holder:
            one, other = sorted((root(holder[a]), root(holder[b])))
            parent[other] = one
    groups: dict[int, list[Utterance]] = defaultdict(list)
    for i, utterance in enumerate(utterances):
        groups[root(i)].append(utterance)
    return tuple(_joined(group) for group in groups.values())


def _in_pairs(
    pairs: Sequence[ClaimPair], articles: Sequence[Annotated], entity_of: Mapping[Ref, int]
) -> Iterator[tuple[Ref, Ref]]:
    """Quotations of one speaker, both printed as speech, in whose claims two articles surely tell the same."""
    for pair in pairs:
        if pair.score < _SAME or pair.a.article == pair.b.article:
            continue
        a, b = (_said(articles[ref.article].claims[ref.item], ref, articles, entity_of) for ref in (pair.a, pair.b))
        if a is not None and b is not None and a.speaker == b.speaker and a.printed and b.printed:
            yield a.quotation, b.quotation


def _in_statements(
    statements: Sequence[Statement], articles: Sequence[Annotated], entity_of: Mapping[Ref, int]
) -> Iterator[tuple[Ref, Ref]]:
    """Quotations of one speaker in one statement of several articles."""
    for statement in statements:
        by_speaker: dict[int, list[Ref]] = defaultdict(list)
        for ref in statement.claims:
            said = _said(articles[ref.article].claims[ref.item], ref, articles, entity_of)
            if said is not None:
                by_speaker[said.speaker].append(said.quotation)
        for quotations in by_speaker.values():
            if len({ref.article for ref in quotations}) > 1:
                yield from pairwise(quotations)


class _Said(NamedTuple):
    """The quotation that makes a claim, its speaker as an entity of the story, and whether it is printed as speech."""

    quotation: Ref
    speaker: int
    printed: bool


def _said(claim: Claim, ref: Ref, articles: Sequence[Annotated], entity_of: Mapping[Ref, int]) -> _Said | None:
    """Who says a claim and where, if it is quoted and the speaker is known."""
    if claim.quotation is None:
        return None
    quotation = articles[ref.article].quotations[claim.quotation]
    speaker = None if quotation.speaker is None else entity_of.get(Ref(ref.article, quotation.speaker))
    if speaker is None:
        return None
    return _Said(Ref(ref.article, claim.quotation), speaker, quotation.mode is not Mode.INDIRECT)


def _joined(group: Sequence[Utterance]) -> Utterance:
    if len(group) == 1:
        return group[0]
    votes = Counter({u.speaker: 0 for u in group if u.speaker is not None})
    for u in group:
        if u.speaker is not None:
            votes[u.speaker] += len(u.wordings)
    speaker = min(votes, key=lambda s: (-votes[s], s)) if votes else None
    return Utterance(tuple(sorted(ref for u in group for ref in u.wordings)), speaker)
