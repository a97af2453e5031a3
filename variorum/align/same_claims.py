"""Utterances joined by what is claimed in them: one speaker's words in other words, as two translations have them."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from variorum.model import Mode, Ref, Utterance

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from variorum.model import Annotated, Claim, ClaimPair

# How sure it has to be that two quoted claims tell the same: their words differ, or they would be joined already.
_SAME = 0.7


def join_by_claims(
    utterances: Sequence[Utterance],
    pairs: Sequence[ClaimPair],
    articles: Sequence[Annotated],
    entity_of: Mapping[Ref, int],
) -> tuple[Utterance, ...]:
    """Join the utterances of one speaker, printed as speech in two articles, whose claims tell the same."""
    holder = {ref: i for i, utterance in enumerate(utterances) for ref in utterance.wordings}
    parent = list(range(len(utterances)))

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    for pair in pairs:
        if pair.score < _SAME or pair.a.article == pair.b.article:
            continue
        quoted = [_quoted(articles[ref.article].claims[ref.item], ref, articles, entity_of) for ref in (pair.a, pair.b)]
        if quoted[0] is None or quoted[1] is None or quoted[0][1] != quoted[1][1]:
            continue
        places = [holder.get(q[0]) for q in quoted if q is not None]
        if places[0] is not None and places[1] is not None:
            one, other = sorted((root(places[0]), root(places[1])))
            parent[other] = one
    groups: dict[int, list[Utterance]] = defaultdict(list)
    for i, utterance in enumerate(utterances):
        groups[root(i)].append(utterance)
    return tuple(_joined(group) for group in groups.values())


def _quoted(
    claim: Claim, ref: Ref, articles: Sequence[Annotated], entity_of: Mapping[Ref, int]
) -> tuple[Ref, int] | None:
    """The quotation that makes a claim and its speaker, if it is printed as speech and the speaker is known."""
    if claim.quotation is None:
        return None
    quotation = articles[ref.article].quotations[claim.quotation]
    speaker = None if quotation.speaker is None else entity_of.get(Ref(ref.article, quotation.speaker))
    if speaker is None or quotation.mode is Mode.INDIRECT:
        return None
    return Ref(ref.article, claim.quotation), speaker


def _joined(group: Sequence[Utterance]) -> Utterance:
    if len(group) == 1:
        return group[0]
    votes = Counter({u.speaker: 0 for u in group if u.speaker is not None})
    for u in group:
        if u.speaker is not None:
            votes[u.speaker] += len(u.wordings)
    speaker = min(votes, key=lambda s: (-votes[s], s)) if votes else None
    return Utterance(tuple(sorted(ref for u in group for ref in u.wordings)), speaker)
