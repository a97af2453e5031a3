"""Under what condition: a condition or a question here, the bare statement there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.compare.candidates.evidence import Candidate, evidence
from variorum.compare.candidates.pairings import once_a_sentence
from variorum.compare.conditions import consequences
from variorum.compare.context import kinship, weight_of
from variorum.compare.readings import outlet
from variorum.model import DiscrepancyKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.candidates.pairings import Pairing, Spot, Told
    from variorum.compare.context import Story

_CONDITIONAL = frozenset(
    {"if", "unless", "provided", "providing", "assuming", "condition", "depend", "until", "once", "subject", "whether"}
)
_DOUBT = frozenset({"may", "might", "could", "perhaps", "maybe", "possibly", "would", "probably", "hope", "chance"})
_SURE = frozenset({"will", "'ll", "’ll", "shall"})
_ASKING = frozenset({"ask", "wonder", "question", "query", "inquire"})
_BINDING = frozenset({"unless", "provided", "depend", "condition", "conditional", "proviso", "contingent", "hinge"})
_FREE = frozenset({"string", "condition", "unconditional", "unconditionally", "reservation", "proviso", "strings"})
_INVERTED = frozenset({"should", "were", "had"})
_OPENERS = frozenset(
    {"if", "unless", "provided", "provide", "providing", "assuming", "assume", "long", "condition", "case", "event"}
)
_SAYING_WHAT = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "NUM"})
_NEAR = 0.5
_HEAVY = 0.2


class Conditions:
    """Conditions, doubts and questions in a story's reports that others leave out."""

    def __init__(self, story: Story) -> None:
        self._story = story

    def propose(self, pair: Pairing) -> Iterator[Candidate]:
        """One candidate, where one sentence has a condition or a question and the other neither condition nor doubt."""
        signs = _signs(pair.a), _signs(pair.b)
        if bool(signs[0]) == bool(signs[1]) or max(pair.ahead) > 0 or pair.near < _NEAR:
            return
        bound, bare = (pair.a, pair.b) if signs[0] else (pair.b, pair.a)
        if _is_told_too(bound, bare):
            return
        asked = "asked" in (signs[0] or signs[1])
        if bare.lemmas & (_CONDITIONAL - {"if"} if asked else _CONDITIONAL):
            return
        spots: dict[int, Spot] = {
            bare.article: _whole(bare, "without"),
            bound.article: _whole(bound, "under a condition"),
        }
        one, other = spots[pair.a.article], spots[pair.b.article]
        deeds = [f.claim.predicate.split(" ")[0] for f in bare.facts]
        told = [w for w in bound.phrase.words if w.weight >= _HEAVY]
        own = {
            **(signs[0] or signs[1]),
            "one deed": max(
                (kinship(d, w.lemma, "VERB", w.pos) for d in deeds if weight_of(d) >= _HEAVY for w in told), default=0.0
            ),
            "sure": float(any(t.text.lower() in _SURE for t in bare.tokens)),
            "unconditional": float(
                bool(bare.lemmas & _FREE) and bool(bare.lemmas & {"no", "without", "not", "unconditional"})
            ),
            "doubtful too": float(bool(bare.lemmas & _DOUBT)),
            "quoted there": float(
                any(q.start < bare.sentence.end and bare.sentence.start < q.end for q in bare.report.quotations)
            ),
            "quoted here": float(
                any(q.start < bound.sentence.end and bound.sentence.start < q.end for q in bound.report.quotations)
            ),
        }
        a, b = outlet(self._story, bound.article), outlet(self._story, bare.article)
        what = "as a question" if "question" in own else "under a condition or in doubt"
        reason = f"{a} has it {what}, {b} without: “{' '.join(bare.report.text_of(bare.sentence).split())}”."
        yield Candidate(DiscrepancyKind.MODE, "mode", one, other, reason, {**evidence(pair, one, other), **own})


@once_a_sentence
def _signs(told: Told) -> dict[str, float]:
    asked = bool(told.lemmas & _ASKING) and bool(told.lemmas & {"whether", "if", "?"})
    opened = told.tokens[0].text.lower() not in _INVERTED and not told.lemmas & _OPENERS
    condition = (not opened and any(True for _ in consequences(told.tokens))) or bool(told.lemmas & _BINDING)
    question = bool(told.tokens) and any(t.text == "?" for t in told.tokens[-3:])
    doubt = any(t.lemma.lower() in _DOUBT for t in told.tokens)
    found = {
        "condition": float(condition),
        "asked": float(asked),
        "question": float(question),
        "doubt in speech": float(doubt and any(f.quoted for f in told.facts)),
    }
    return {name: value for name, value in found.items() if value}


def _is_told_too(bound: Told, bare: Told) -> bool:
    """Whether the other sentence has the condition, too, in other grammar: "if found guilty", "anyone found guilty"."""
    following = {t.i for each in consequences(bound.tokens) for t in each}
    condition = {
        t.lemma.lower() for t in bound.tokens if following and t.i not in following and t.pos in _SAYING_WHAT
    } - _CONDITIONAL
    return bool(condition) and condition <= bare.lemmas


def _whole(told: Told, value: str) -> Spot:
    kept = [t.i for t in told.tokens if t.i not in told.story.telling[told.article]]
    return told.spot(kept or [told.tokens[0].i], value)
