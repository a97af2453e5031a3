"""Who vouches for something: the outlet itself here, a party there whose word is disputed or unproven."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.compare.candidates.evidence import Candidate, evidence
from variorum.compare.candidates.pairings import once_a_sentence
from variorum.compare.candidates.pairings import told as sentence_told
from variorum.compare.context import kinship, weight_of
from variorum.compare.readings import outlet
from variorum.lexicon.signals import signals
from variorum.model import Certainty, DiscrepancyKind, Polarity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.candidates.pairings import Pairing, Told
    from variorum.compare.context import Fact, Story

_ALLEGING = frozenset(
    {"accuse", "allege", "claim", "suspect", "blame", "contend", "insist", "maintain", "argue", "assert", "charge"}
    | {"allegedly", "purportedly", "reportedly", "supposedly", "accusation", "allegation", "suspicion", "version"}
    | {
        "opinion",
        "view",
        "eye",
        "reading",
        "theory",
        "guess",
        "assumption",
        "assertion",
        "interpretation",
        "complain",
        "complaint",
        "believe",
        "apparently",
    }
)
_ACCORDING = frozenset({"accord", "according"})
_SHOWING = frozenset({"show", "reveal", "indicate", "prove", "mean", "demonstrate", "find", "establish", "confirm"})
_UNPROVEN = frozenset({"confirm", "verify", "prove", "establish", "substantiate", "evidence", "proof"})
_ENDING = frozenset({"end", "settle", "resolve", "solve", "conclude", "bury", "overcome"})
_LIGHT = 0.1


class Claims:
    """What a story's reports vouch for, and what others have only as a party's word."""

    def __init__(self, story: Story) -> None:
        self._story = story

    def propose(self, pair: Pairing) -> Iterator[Candidate]:
        """One candidate, where one sentence is a party's contested word and the other states something outright."""
        signs = _signs(pair.a), _signs(pair.b)
        hedged = ["party" in s for s in signs]
        if hedged[0] == hedged[1] or min(pair.ahead) > 0:
            return
        party, plain = (pair.a, pair.b) if hedged[0] else (pair.b, pair.a)
        stated = [
            f
            for f in plain.facts
            if (f.own_voice or _shown(f))
            and f.claim.certainty is Certainty.CERTAIN
            and f.claim.polarity is Polarity.AFFIRMED
        ]
        if not stated:
            return
        found = [(self._deed(f.claim.predicate.split(" ")[0], party), f) for f in stated]
        deed, fact = max(found, key=lambda x: (x[0], -x[1].ref.item))
        verb = fact.claim.predicate_token
        own_spot = plain.spot({verb if verb is not None else fact.claim.tokens[0]}, "stated")
        whole = party.spot([t.i for t in party.tokens], "claimed by a party")
        whole = whole._replace(start=party.sentence.start, end=party.sentence.end)
        spots = {plain.article: own_spot, party.article: whole}
        one, other = spots[pair.a.article], spots[pair.b.article]
        a, b = outlet(self._story, plain.article), outlet(self._story, party.article)
        text = " ".join(party.report.text_of(party.sentence).split())
        reason = f"{a} states it in its own voice; in {b} it is a party's word: “{text}”."
        own = {**(signs[0] if hedged[0] else signs[1]), "one deed": deed}
        own["plain has it too"] = float(bool(plain.lemmas & (_ALLEGING | _ACCORDING | signals("contesting"))))
        features = {**evidence(pair, one, other), **own}
        yield Candidate(DiscrepancyKind.ATTRIBUTION, "attribution", one, other, reason, features)

    def _deed(self, verb: str, party: Told) -> float:
        if weight_of(verb) <= _LIGHT:
            return 0.0
        return max((kinship(verb, w.lemma, "VERB", w.pos) for w in party.phrase.words), default=0.0)


def _shown(fact: Fact) -> bool:
    """Whether things and not somebody say so ("axe marks show that ...")."""
    cues = {link.cue.split(" ")[0] for link in fact.claim.attribution}
    return not fact.quoted and bool(cues) and cues <= _SHOWING


@once_a_sentence
def _signs(told: Told) -> dict[str, float]:
    """What makes a sentence a party's word, by name; `party` stands for any of it."""
    following = told.index + 1 < len(told.parse.sentences)
    behind = sentence_told(told.story, told.article, told.index + 1) if following else None
    after = behind.lemmas if behind else frozenset()
    here, then = _contests(told), behind is not None and _contests(behind)
    facts = told.facts
    alleging = bool(told.lemmas & _ALLEGING)
    according = bool(told.lemmas & _ACCORDING)
    saying = any(f.claim.attribution and not f.quoted for f in facts)
    contested = here or then or bool((told.lemmas | after) & _UNPROVEN)
    if not alleging and not contested:
        return {}
    found = {
        "alleging": float(alleging),
        "according": float(according),
        "saying": float(saying and not alleging and not according),
        "contested here": float(here),
        "contested after": float(then),
        "unproven": float(bool((told.lemmas | after) & _UNPROVEN)),
        "contested": float(contested),
        "alleging and contested": float(contested and alleging),
        "party": float(alleging or according or saying or contested),
    }
    return {name: value for name, value in found.items() if value}


def _contests(told: Told) -> bool:
    """Whether something is contested in a sentence; not where a dispute is ended."""
    found = [t for t in told.tokens if t.lemma.lower() in signals("contesting")]
    return any(t.pos != "NOUN" or told.parse.tokens[t.head].lemma.lower() not in _ENDING for t in found)
