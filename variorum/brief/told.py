"""What a sentence tells, so that a brief does not tell it twice in other words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from variorum.align.statements import SAME
from variorum.compare.context import kinship
from variorum.model import Mode, Polarity, Ref, Role, Slot, SlotRelation, shared

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from variorum.model import Collation

# From here on two verbs name one act.
_ONE_ACT = 0.54
_PARTIES = 2
_ACTING = (Role.AGENT, Role.PATIENT, Role.RECIPIENT)

Told = tuple[str, int]
"""What a clause tells: ("utterance", position) where it is all of what was said, else ("statement", position)."""

Act = tuple[str, frozenset[int]]
"""A verb, and the entities of the story that are named with it."""


def told(collation: Collation) -> dict[Ref, Told]:
    """What each claim tells. Wordings of one utterance tell the same, whatever statements they are in.

    That holds for a claim that is by itself all that a wording prints as speech: the clauses of a longer speech tell
    different things, and what is told in an outlet's own words is a statement.
    """
    found: dict[Ref, Told] = {
        ref: ("statement", s) for s, statement in enumerate(collation.statements) for ref in statement.claims
    }
    clauses = Counter((ref.article, collation.claim(ref).quotation) for ref in collation.claim_refs)
    position = {ref: u for u, utterance in enumerate(collation.utterances) for ref in utterance.wordings}
    for ref in found:
        quotation = collation.claim(ref).quotation
        if quotation is None or clauses[ref.article, quotation] > 1:
            continue
        wording = ref._replace(item=quotation)
        if wording in position and collation.quotation(wording).mode is not Mode.INDIRECT:
            found[ref] = ("utterance", position[wording])
    return found


def acts(collation: Collation, claims: Sequence[Ref]) -> tuple[Act, ...]:
    """The act between at least two parties that the claims of a statement tell of, once with each of their verbs.

    Parties are whom most of the claims have as such: what is told of Ann is not of Bob where one has "Ann and Bob".
    """
    parties = Counter(party for ref in claims for party in _parties(collation, ref))
    common = frozenset(party for party, count in parties.items() if count > len(claims) / 2)
    verbs = {collation.claim(ref).predicate.split(" ")[0] for ref in claims} - {""}
    return tuple((verb, common) for verb in sorted(verbs)) if len(common) >= _PARTIES else ()


def _parties(collation: Collation, ref: Ref) -> frozenset[int]:
    """The entities that act in a claim or are acted upon; where it is and on what occasion are none."""
    claim, annotated = collation.claim(ref), collation.articles[ref.article]
    acting = [a for a in claim.arguments if a.role in _ACTING]
    return frozenset(
        entity
        for m in claim.mentions
        if any(shared(annotated.mentions[m], argument) for argument in acting)
        and (entity := collation.entity_of.get(Ref(ref.article, m))) is not None
    )


class AlsoTold:
    """Which further statements a claim tells, of whose act it names the parties and others.

    "Ann met Bob and Carl" is aligned with one of "Ann met Bob" and "Ann met Carl" and tells both. It has the
    statement's verb, more parties than it (with just these it would be of the statement, if it were the same act) and
    is aligned with some claim of it.
    """

    def __init__(self, collation: Collation, acted: Sequence[tuple[Act, ...]]) -> None:
        self._collation = collation
        self._by_verb: dict[str, list[tuple[int, frozenset[int]]]] = {}
        for statement, found in enumerate(acted):
            for verb, parties in found:
                self._by_verb.setdefault(verb, []).append((statement, parties))
        every = {ref: _parties(collation, ref) for ref in collation.claim_refs}
        # Few claims name so many; a large story has millions of pairs.
        self._parties = {ref: parties for ref, parties in every.items() if len(parties) > _PARTIES}
        self._aligned: dict[Ref, set[Ref]] = {}
        for pair in collation.pairs:
            wide = pair.a in self._parties or pair.b in self._parties
            if wide and pair.score >= SAME and pair.at(Slot.TIME) is not SlotRelation.DIFFER:
                self._aligned.setdefault(pair.a, set()).add(pair.b)
                self._aligned.setdefault(pair.b, set()).add(pair.a)

    def by(self, ref: Ref) -> Iterator[int]:
        """The further statements that a claim tells."""
        claim = self._collation.claim(ref)
        parties = self._parties.get(ref, frozenset())
        if not parties or claim.polarity is not Polarity.AFFIRMED:
            return
        for statement, theirs in self._by_verb.get(claim.predicate.split(" ")[0], ()):
            if theirs < parties and not self._aligned.get(ref, set()).isdisjoint(
                self._collation.statements[statement].claims
            ):
                yield statement


def same_act(one: Iterable[Act], other: Iterable[Act]) -> bool:
    """Whether two sentences tell of one act of the same parties, such as one meeting, as far as can be seen."""
    others = tuple(other)
    return any(
        len(parties & theirs) >= _PARTIES and kinship(verb, another, "VERB", "VERB") >= _ONE_ACT
        for verb, parties in one
        for another, theirs in others
    )
