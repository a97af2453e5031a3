"""Who or what belongs to a group: a list that has a member here and lacks it, or says it is none, there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.compare.candidates.evidence import Candidate, evidence
from variorum.compare.phrases import root
from variorum.compare.readings import outlet
from variorum.compare.rules import membership as rule
from variorum.lexicon.signals import signals
from variorum.model import DiscrepancyKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.candidates.pairings import Pairing, Spot, Told
    from variorum.compare.context import Story
    from variorum.compare.rules.membership import Listing, Member
    from variorum.model import Token

_BESIDE = 6
_AMONG = frozenset(
    {"among", "amongst", "include", "including", "member", "join", "belong", "part", "one", "participant", "count"}
    | {"signatory", "sign", "take part"}
)
# Bodies that one can be in; as who acts ("the group of seven set out") they say nothing of who is.
_BODIES = frozenset({"side", "trio", "duo", "group", "team"})
_APART = frozenset({"home", "blank", "turn", "only", "alone", "instead", "outside", "except", "spectator", "watch"})


class Lists:
    """The lists of a story's reports, and the members that one has and the other has not."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._all: dict[int, list[Listing]] = {}

    def _in(self, told: Told) -> list[Listing]:
        if told.article not in self._all:
            self._all[told.article] = list(rule.lists_of(self._story, told.article, least=2))
        return [x for x in self._all[told.article] if told.sentence.start <= x.members[0].start < told.sentence.end]

    def propose(self, pair: Pairing) -> Iterator[Candidate]:
        """At most one candidate a pair of lists, and one a list whose member the other sentence excludes."""
        left, right = self._in(pair.a), self._in(pair.b)
        for x in left:
            for y in right:
                odd = rule.odd_in(x, y), rule.odd_in(y, x)
                if rule.shared_by(x, y) > 1 and self._odd_alone(pair, x, y, odd):
                    yield self._candidate(pair, x, y, odd)
        yield from self._belonging(pair)
        for lists, told, other in ((left, pair.a, pair.b), (right, pair.b, pair.a)):
            for each in lists:
                yield from self._excluded(pair, each, told, other)

    def _odd_alone(self, pair: Pairing, x: Listing, y: Listing, odd: tuple[list[Member], list[Member]]) -> bool:
        """Whether each list has one member that the other report never tells of, or one is excluded."""
        if self._told(odd[0], y.article) or self._told(odd[1], x.article):
            return _excludes(pair.a) != _excludes(pair.b) and sum(map(len, odd)) == 1
        return len(odd[0]) == len(odd[1]) == 1 and odd[0][0].named == odd[1][0].named

    def _candidate(self, pair: Pairing, x: Listing, y: Listing, odd: tuple[list[Member], list[Member]]) -> Candidate:
        one, other = self._spot(pair.a, x, odd[0]), self._spot(pair.b, y, odd[1])
        a, b = outlet(self._story, pair.a.article), outlet(self._story, pair.b.article)
        texts = [", ".join(m.text for m in ms) or "nothing else" for ms in odd]
        reason = f"In {a} the list has {texts[0]}, in {b} {texts[1]}, beside what both have."
        own = {
            "shared": min(rule.shared_by(x, y), 4.0),
            "one odd on either": float(len(odd[0]) == len(odd[1]) == 1),
            "as many": float(len(x.members) == len(y.members)),
            "names": float(all(m.named for m in (*odd[0], *odd[1]))),
            "open": float(x.open or y.open),
            "excluding": float(_excludes(pair.a) or _excludes(pair.b)),
        }
        return Candidate(
            DiscrepancyKind.MEMBERSHIP, "membership", one, other, reason, {**evidence(pair, one, other), **own}
        )

    def _excluded(self, pair: Pairing, listing: Listing, told: Told, other: Told) -> Iterator[Candidate]:
        """A member of a list whose name stands beside a word that excludes in the other sentence."""
        if _excludes(told):
            return
        for member in listing.members:
            roots = {root(w) for w in member.words} if member.named else set()
            place = next((t for t in other.tokens if t.pos == "PROPN" and root(t.lemma.lower()) in roots), None)
            if place is None or not _excluding_at(other, place.i):
                continue
            mine, theirs = self._spot(told, listing, [member]), other.spot({place.i}, f"not {member.text}")
            one, two = (mine, theirs) if told is pair.a else (theirs, mine)
            names = outlet(self._story, told.article), outlet(self._story, other.article)
            reason = f"{names[0]} lists {member.text} with the others, {names[1]} says it is not one of them."
            own = {"excluding": 1.0, "excluded by name": 1.0, "long list": float(len(listing.members) > 2)}
            yield Candidate(
                DiscrepancyKind.MEMBERSHIP, "membership", one, two, reason, {**evidence(pair, one, two), **own}
            )
            return

    def _belonging(self, pair: Pairing) -> Iterator[Candidate]:
        """Somebody among others here ("among them", "joined"), and in a sentence that excludes there."""
        if max(pair.ahead) > 0:
            return
        for told, other in ((pair.a, pair.b), (pair.b, pair.a)):
            sign = next(filter(_is_among, told.tokens), None)
            names = told.phrase.names & other.phrase.names
            nouns = {w.lemma for w in told.phrase.words if w.pos == "NOUN"} & other.lemmas
            if sign is None or not (names or nouns) or _excludes(told) or any(map(_is_among, other.tokens)):
                continue
            away = next((t for t in other.tokens if t.lemma.lower() in signals("excluding") | _APART), None)
            if away is None:
                continue
            mine, theirs = told.spot({sign.i}, "among them"), other.spot({away.i}, "not among them")
            one, two = (mine, theirs) if told is pair.a else (theirs, mine)
            a, b = outlet(self._story, told.article), outlet(self._story, other.article)
            texts = [
                " ".join(t.report.article.text[s.start : s.end].split()) for t, s in ((told, mine), (other, theirs))
            ]
            reason = f"{a} counts it in (“{texts[0]}”), {b} does not (“{texts[1]}”)."
            own = {"belonging": 1.0, "by name": float(bool(names)), "excluding": 1.0}
            yield Candidate(
                DiscrepancyKind.MEMBERSHIP, "membership", one, two, reason, {**evidence(pair, one, two), **own}
            )
            return

    def _told(self, members: list[Member], article: int) -> float:
        lemmas = self._story.lemmas[article]
        return float(any(m.words[-1] in lemmas for m in members))

    def _spot(self, told: Told, listing: Listing, odd: list[Member]) -> Spot:
        spans = [(m.start, m.end) for m in odd or listing.members]
        tokens = [t.i for t in told.tokens if any(s <= t.start < e for s, e in spans)]
        return told.spot(tokens or [told.tokens[0].i], ", ".join(m.text for m in odd) or "none")


def _excludes(told: Told) -> bool:
    return bool(told.lemmas & signals("excluding"))


def _excluding_at(told: Told, i: int) -> bool:
    near = told.parse.tokens[max(told.sentence.first, i - _BESIDE) : min(told.sentence.last, i + _BESIDE)]
    return any(t.lemma.lower() in signals("excluding") for t in near)


def _is_among(token: Token) -> bool:
    lemma = token.lemma.lower()
    return lemma in _AMONG or (lemma in _BODIES and token.dep == "pobj")
