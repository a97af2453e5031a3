"""What a reason says of wordings that differ: which words stand for which, and what that alters.

Heaviest first: what alters the meaning, with its kind in brackets ("must" for "should": how firmly), other words, words
of one side alone, and last what is only a synonym. An article that quotes in two ways is told, and so is a wording that
shares too little with the others to be set against them word by word.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.quoted_words import Word, weighty
from variorum.compare.wordings import (
    LEFT_OUT,
    ONE_OF_SEVERAL,
    SYNONYMS,
    Comparison,
    Difference,
    Weight,
    compare_words,
    outlet,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from variorum.model import Collation, Ref

# How many differences of two wordings a reason names, and how near to each other (in characters) they are named as one.
_SHOWN = 4
_CLOSE = 48
# Of more words than this a reason shows the first and the last.
_LONG = 8
_ALTERED = {
    "negation": "denied or not",
    "modal": "how firmly",
    "condition": "under what condition",
    LEFT_OUT: "under what condition",
    "quantity": "how much",
    "number": "how many",
    "time": "when",
    "opposite": "opposites",
}


class Version(NamedTuple):
    """A wording with its words."""

    ref: Ref
    words: tuple[Word, ...]


class Pair(NamedTuple):
    """Two versions compared."""

    a: Version
    b: Version
    comparison: Comparison

    @property
    def rank(self) -> tuple[float, ...]:
        """The heaviest difference first, then one of words that say something on both sides, then those most alike."""
        heaviest = [d for d in self.comparison.differences if d.weight is self.comparison.weight]
        telling = any(any(w.content for w in d.a) and any(w.content for w in d.b) for d in heaviest)
        return (self.comparison.weight, telling, self.comparison.alike)


def reason(
    collation: Collation, pairs: Sequence[Pair], own: Sequence[Version], twice: Sequence[Pair], *, conflict: bool
) -> str:
    """Pairs in words, the one that decides first; `own` are versions that stand for themselves, `twice` of one article.

    What is told of one pair is not told of another.
    """
    told: dict[str, list[str]] = defaultdict(list)
    synonyms: list[str] = []
    known: set[str] = set()
    for pair in pairs:
        outlets = _and(outlet(collation, v.ref) for v in sorted((pair.a, pair.b), key=lambda v: v.ref))
        for why, words in _contrasts(collation, pair):
            if words not in known:
                known.add(words)
                if why == SYNONYMS:
                    synonyms.append(f"{words} ({outlets})")
                else:
                    told[outlets].append(words)
    how = "with another meaning" if conflict else "in different words"
    heads = {outlets: f" quote it {how}" if number == 0 else "" for number, outlets in enumerate(told)}
    found = [f"{outlets}{heads[outlets]}: {', '.join(words)}." for outlets, words in told.items()]
    found += [f"In synonyms only: {', '.join(synonyms)}."] if synonyms else []
    found += [f"{outlet(collation, p.a.ref)} has both {words}." for p in twice for words in _both(collation, p)]
    return " ".join([*found, *_apart(collation, pairs[0], own)])


def heaviest(comparison: Comparison) -> list[Difference]:
    """The differences that a reason names, in the order of the words."""
    told = [d for d in comparison.differences if d.weight > Weight.NONE]
    shown = sorted(told, key=lambda d: (-d.weight, -len(d.a) - len(d.b)))[:_SHOWN]
    return [d for d in told if any(d is each for each in shown)]


def _and(names: Iterable[str]) -> str:
    return " and ".join(dict.fromkeys(names))


def _contrasts(collation: Collation, pair: Pair) -> list[tuple[str, str]]:
    """What stands for what in two versions, the earlier article's first, each after why it weighs: heaviest first."""
    a, b = sorted((pair.a, pair.b), key=lambda v: v.ref)
    comparison = pair.comparison if a is pair.a else compare_words(a.words, b.words)
    told = [d for d in comparison.differences if d.weight > Weight.NONE]
    both = (tuple(w for d in told for w in d.a), tuple(w for d in told for w in d.b))
    close = all(words and words[-1].end - words[0].start <= _CLOSE for words in both)
    if len(told) > 1 and close and len({d.weight for d in told}) == 1:
        words = f"{_said(collation, a, both[0])} and {_said(collation, b, both[1])}"
        return [(told[0].reason, f"{words}{_altered(told[0])}")]
    shown = sorted(heaviest(comparison), key=lambda d: (-d.weight, not (d.a and d.b)))
    return [(d.reason, _contrast(collation, a, b, d)) for d in shown]


def _contrast(collation: Collation, a: Version, b: Version, difference: Difference) -> str:
    altered = _altered(difference)
    if difference.reason == ONE_OF_SEVERAL:
        difference = replace(difference, a=_to_noun(a, difference.a), b=_to_noun(b, difference.b))
    if difference.a and difference.b:
        return f"{_said(collation, a, difference.a)} and {_said(collation, b, difference.b)}{altered}"
    version, words = (a, difference.a) if difference.a else (b, difference.b)
    return f"{_said(collation, version, words)} only in {outlet(collation, version.ref)}{altered}"


def _to_noun(version: Version, words: Sequence[Word]) -> tuple[Word, ...]:
    """Words with those up to the next noun: what "one of the" is of."""
    after = [w for w in version.words if w.start > words[-1].start]
    noun = next((i for i, w in enumerate(after[:4], 1) if w.pos in ("NOUN", "PROPN")), 0)
    return (*words, *after[:noun])


def _altered(difference: Difference) -> str:
    kind = _ALTERED.get(difference.reason) if difference.weight is Weight.MEANING else None
    return f" ({kind})" if kind else ""


def _both(collation: Collation, pair: Pair) -> Iterator[str]:
    """The words that one article has in two ways."""
    found = [d for d in pair.comparison.differences if d.weight >= Weight.WORDS and _speak(d.a) and _speak(d.b)]
    if found:
        a, b = (pair.a, pair.b) if pair.a.ref < pair.b.ref else (pair.b, pair.a)
        first = found[0] if a is pair.a else Difference(found[0].b, found[0].a, found[0].weight, found[0].reason)
        yield f"{_said(collation, a, first.a)} and {_said(collation, b, first.b)}"


def _speak(words: Sequence[Word]) -> bool:
    return any(w.content for w in words)


def _apart(collation: Collation, first: Pair, own: Sequence[Version]) -> Iterator[str]:
    """Who has wordings of their own, and where one of these is firmer or less firm than the pair that decides."""
    if not own:
        return
    names = dict.fromkeys(outlet(collation, v.ref) for v in own)
    yield f"{_and(names)} {'has it in words of its' if len(names) == 1 else 'have it in words of their'} own."
    there = _modals(first.a)
    for version in own:
        here = _modals(version)
        if here and there and not {w.lemma for w in here} & {w.lemma for w in there}:
            mine, theirs = (_said(collation, v, w[:1]) for v, w in ((version, here), (first.a, there)))
            named = [outlet(collation, v.ref) for v in (version, first.a)]
            yield f"{named[0]} has {mine} where {named[1]} has {theirs} (how firmly)."


def _modals(version: Version) -> list[Word]:
    return [w for w in version.words if w.lemma in weighty("modal")]


def _said(collation: Collation, version: Version, words: Sequence[Word]) -> str:
    """Words as they are printed, without what stands between two marked stretches; of many the first and the last."""
    text = collation.articles[version.ref.article].article.text
    stretches = [[*group] for _, group in groupby(words, key=lambda w: w.part)]
    printed = " … ".join(text[each[0].start : each[-1].end] for each in stretches).split()
    if len(printed) > _LONG:
        printed = [*printed[: _LONG // 2], "…", *printed[-(_LONG // 2) :]]
    return f"“{' '.join(printed)}”"
