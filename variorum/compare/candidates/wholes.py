"""How far something reaches: all of it here, a part of it there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.candidates.evidence import Candidate, evidence
from variorum.compare.candidates.pairings import once_a_sentence
from variorum.compare.context import kinship, weight_of
from variorum.compare.readings import outlet
from variorum.lexicon.signals import signals
from variorum.model import DiscrepancyKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.candidates.pairings import Pairing, Told
    from variorum.compare.context import Story

_WHOLE = frozenset(
    {"all", "every", "each", "entire", "whole", "everyone", "everybody", "everything", "complete", "full"}
)
_THROUGHOUT = frozenset({"throughout", "nationwide", "countrywide", "everywhere", "statewide", "citywide", "across"})
_NONE = frozenset({"no", "none", "nobody", "nothing", "nowhere", "neither"})
_FIRM = frozenset({"only", "solely", "exclusively", "merely", "alone", "single", "sole", "just"})
_SOME = frozenset(
    {"some", "part", "half", "most", "several", "portion", "section", "majority", "few", "third", "quarter"}
)
_BUT = frozenset({"except", "exempt", "exception", "but", "apart", "besides", "excluding", "unaffected", "spare"})
_LIMITING = frozenset({"apply", "limit", "confine", "restrict", "cover", "concern", "affect"})
_ANY = frozenset({"at", "above", "of", "after", "for", "not", "n't", "almost", "nearly"})


class Reach(NamedTuple):
    """A word that says how far something reaches, the noun it is said of, and how it is said."""

    token: int
    noun: int | None
    whole: bool
    sign: str


class Wholes:
    """Wholes and parts in a story's reports."""

    def __init__(self, story: Story) -> None:
        self._story = story

    def propose(self, pair: Pairing) -> Iterator[Candidate]:
        """The whole here and the part there whose nouns are nearest, if any."""
        if all(t.lemmas & signals("toll") for t in (pair.a, pair.b)):
            return  # two of the four first, all four later
        left, right = _reaches(pair.a), _reaches(pair.b)
        found = [(self._near(pair, x, y), x, y) for x in left for y in right if x.whole != y.whole and x.sign != y.sign]
        if found:
            near, x, y = max(found, key=lambda f: (f[0], -f[1].token, -f[2].token))
            yield self._candidate(pair, x, y, near)

    @staticmethod
    def _near(pair: Pairing, x: Reach, y: Reach) -> float:
        if x.noun is None or y.noun is None:
            return 0.0
        one, other = pair.a.parse.tokens[x.noun], pair.b.parse.tokens[y.noun]
        return kinship(one.lemma.lower(), other.lemma.lower(), "NOUN", "NOUN") * max(0.3, weight_of(one.lemma.lower()))

    def _candidate(self, pair: Pairing, x: Reach, y: Reach, near: float) -> Candidate:
        texts, spots = [], []
        for told, reach in ((pair.a, x), (pair.b, y)):
            tokens = {reach.token, *(() if reach.noun is None else (reach.noun,))}
            first, last = told.parse.tokens[min(tokens)], told.parse.tokens[max(tokens)]
            texts.append(" ".join(told.report.article.text[first.start : last.end].split()))
            spots.append(told.spot(tokens, texts[-1]))
        one, other = spots
        names = [outlet(self._story, t.article) for t in (pair.a, pair.b)]
        said = list(zip(names, texts, strict=True))
        whole, part = said if x.whole else said[::-1]
        reason = f"{whole[0]} says it of the whole (“{whole[1]}”), {part[0]} of a part (“{part[1]}”)."
        signs = {x.sign, y.sign}
        own = {f"sign {s}": 1.0 for s in signs} | {"noun": near}
        return Candidate(DiscrepancyKind.SCOPE, "scope", one, other, reason, {**evidence(pair, one, other), **own})


@once_a_sentence
def _reaches(told: Told) -> tuple[Reach, ...]:
    return tuple(_found(told))


def _found(told: Told) -> Iterator[Reach]:
    parse, silent = told.parse, told.story.telling[told.article]
    for token in told.tokens:
        lemma = token.lemma.lower()
        if token.i in silent:
            continue
        noun = token.head if parse.tokens[token.head].pos in ("NOUN", "PROPN") else None
        before = parse.tokens[token.i - 1].text.lower() if token.i > told.sentence.first else ""
        after = [t.lemma.lower() for t in parse.tokens[token.i + 1 : token.i + 3]]
        ofs = _of(told, token.i)
        if lemma in _WHOLE and before not in _ANY and after[:1] != ["but"]:
            yield Reach(token.i, ofs or noun, whole=True, sign="all")
        elif lemma in _WHOLE and (before in ("not", "n't", "almost", "nearly") or after[:1] == ["but"]):
            yield Reach(token.i, ofs or noun, whole=False, sign="not all")
        elif lemma in _THROUGHOUT:
            yield Reach(token.i, _object(told, token.i), whole=True, sign="throughout")
        elif lemma in _NONE and after[:1] not in (["more"], ["less"], ["longer"], ["fewer"], ["one"]):
            yield Reach(token.i, ofs or noun, whole=True, sign="none")
        elif lemma in _FIRM:
            yield Reach(token.i, noun or _next_noun(told, token.i), whole=False, sign="only")
        elif lemma in _SOME and token.pos not in ("VERB",):
            yield Reach(token.i, ofs or noun, whole=False, sign="some")
        elif token.pos == "NUM" and ofs is not None and _definite(told, ofs):
            yield Reach(token.i, ofs, whole=False, sign="so many of them")
        elif lemma == "of" and token.i == told.sentence.first:
            yield Reach(token.i, _object(told, token.i), whole=False, sign="so many of them")
        elif lemma in _BUT and token.dep != "cc":
            yield Reach(token.i, _object(told, token.i), whole=False, sign="except")
        elif lemma in _LIMITING and token.pos == "VERB":
            yield Reach(token.i, _next_noun(told, token.i), whole=False, sign="limited")


def _of(told: Told, i: int) -> int | None:
    parse = told.parse
    for c in parse.children[i]:
        if parse.tokens[c].lemma.lower() == "of":
            return next((p for p in parse.children[c] if parse.tokens[p].pos in ("NOUN", "PROPN")), None)
    return None


def _object(told: Told, i: int) -> int | None:
    return next((c for c in told.parse.children[i] if told.parse.tokens[c].pos in ("NOUN", "PROPN")), None)


def _next_noun(told: Told, i: int) -> int | None:
    following = (t for t in told.tokens if i < t.i <= i + 6)
    return next((t.i for t in following if t.pos in ("NOUN", "PROPN")), None)


def _definite(told: Told, noun: int) -> bool:
    """Whether a noun stands for a whole that is known ("of the nine parishes")."""
    return any(
        told.parse.tokens[c].text.lower() in ("the", "its", "their", "them", "these") for c in told.parse.children[noun]
    )
