"""Whether something is settled: done, decided or sure here, and open there."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from variorum.compare.candidates.evidence import Candidate, evidence
from variorum.compare.candidates.pairings import once_a_sentence
from variorum.compare.context import kinship, weight_of
from variorum.compare.readings import outlet
from variorum.compare.rules.polarity import published_between
from variorum.lexicon.opposites import opposed
from variorum.lexicon.signals import signals
from variorum.model import Certainty, DiscrepancyKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.candidates.pairings import Pairing, Spot, Told
    from variorum.compare.context import Story

_MAY = frozenset({"may", "might", "could", "would"})
_THINKING = frozenset(
    {"think", "consider", "weigh", "examine", "mull", "ponder", "contemplate", "discuss", "debate", "study", "review"}
    | {"explore", "assess", "evaluate", "negotiate", "deliberate", "talk", "look"}
)
_PROPOSING = frozenset(
    {"propose", "proposal", "suggest", "hope", "want", "wish", "recommend", "intend", "aim", "seek", "draft", "idea"}
    | {"apply", "application", "request", "bid", "option", "possible", "possibility", "likely", "perhaps", "maybe"}
)
_UNDECIDED = frozenset({"open", "undecided", "unclear", "uncertain", "pending", "unsettled", "unresolved", "unknown"})
_DECIDING = frozenset({"decide", "decision", "settle", "sign", "agree", "approve", "set", "final", "clear", "know"})
_HEAVY = 0.2


class Openness:
    """What a story's reports keep open, and what others have as settled in the sentence that answers to it."""

    def __init__(self, story: Story) -> None:
        self._story = story

    def propose(self, pair: Pairing) -> Iterator[Candidate]:
        """One candidate, where one sentence keeps open and the other does not."""
        opened = _signs(pair.a), _signs(pair.b)
        if bool(opened[0]) == bool(opened[1]) or min(pair.ahead) > 0:
            return
        maybe, yes = (pair.a, pair.b) if opened[0] else (pair.b, pair.a)
        deeds = [f for f in yes.facts if f.claim.certainty in (Certainty.CERTAIN, Certainty.PLANNED)]
        found = [(self._deed(f.claim.predicate.split(" ")[0], maybe), f) for f in deeds]
        if not found:
            return
        deed, fact = max(found, key=lambda x: (x[0], -x[1].ref.item))
        verb = fact.claim.predicate_token
        spots = {
            yes.article: yes.spot({verb if verb is not None else fact.claim.tokens[0]}, "settled"),
            maybe.article: _whole(maybe),
        }
        signs = opened[0] or opened[1]
        hours = published_between(self._story, maybe.article, yes.article)
        own = {
            **signs,
            "one deed": deed,
            "planned": float(fact.claim.certainty is Certainty.PLANNED),
            "settling": float(bool(yes.lemmas & signals("settled"))),
            "later": float(hours is not None and hours >= 24),
            "denied": float(bool(yes.lemmas & signals("negation"))),
        }
        one, other = spots[pair.a.article], spots[pair.b.article]
        a, b = outlet(self._story, yes.article), outlet(self._story, maybe.article)
        texts = [t.report.article.text[s.start : s.end] for t, s in ((t, spots[t.article]) for t in (yes, maybe))]
        texts = [" ".join(t.split()) for t in texts]
        reason = f"{a} has it as settled (“{texts[0]}”), {b} as open (“{texts[1]}”)."
        yield Candidate(
            DiscrepancyKind.CERTAINTY, "certainty", one, other, reason, {**evidence(pair, one, other), **own}
        )

    def _deed(self, verb: str, maybe: Told) -> float:
        if weight_of(verb) < _HEAVY:
            return 0.0
        return max(
            (
                0.8 if opposed(verb, w.lemma) else kinship(verb, w.lemma, "VERB", w.pos)
                for w in maybe.phrase.words
                if w.weight >= _HEAVY
            ),
            default=0.0,
        )


def _whole(told: Told) -> Spot:
    return told.spot(
        [t.i for t in told.tokens if t.i not in told.story.telling[told.article]] or [told.tokens[0].i], "open"
    )


@once_a_sentence
def _signs(told: Told) -> dict[str, float]:
    """What keeps a sentence open, by name."""
    tokens = told.tokens
    words = [t.text.lower() for t in tokens]
    negated = {t.head for t in tokens if t.dep == "neg"}
    found = {
        "may": float(any(t.lemma.lower() in _MAY and t.tag == "MD" for t in tokens)),
        "whether": float("whether" in words),
        "thinking": float(any(t.lemma.lower() in _THINKING and t.pos in ("VERB", "NOUN") for t in tokens)),
        "proposing": float(any(t.lemma.lower() in _PROPOSING for t in tokens)),
        "undecided": float(any(t.lemma.lower() in _UNDECIDED for t in tokens)),
        "not decided": float(any(t.lemma.lower() in _DECIDING and t.i in negated for t in tokens)),
        "yet to": float(any(a == "yet" and b == "to" for a, b in pairwise(words))),
        "no decision": float(any(a in ("no", "nothing") for a in words) and bool(told.lemmas & _DECIDING)),
        "if": float("if" in words or "unless" in words or "subject" in words),
        "question": float(bool(words) and words[-1] == "?"),
    }
    return {name: value for name, value in found.items() if value}
