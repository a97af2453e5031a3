"""Two wordings of an utterance set side by side, word by word, and what their differences weigh.

The alignment is Needleman and Wunsch's (1970) with costs by word: the same form, lemma, a related word, another.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from variorum.compare.quoted_words import WEIGHTY, Word, weighty
from variorum.lexicon.words import Relation, related
from variorum.model import Mode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model import Annotated, Collation, Quotation, Ref

# What a word without a partner costs: inside a wording, and at its ends or where words were cut out of it.
_GAP = 0.7
_CUT = 0.5
# How many characters off a cue or a source may stand to be shown with its quotation.
_BESIDE = 60
_STOP = re.compile(r"[.!?]\s")
_SYNONYM = 0.8
_CERTAIN = frozenset({"will", "can", "would", "be", "do", "have"})
# The reason of a difference that is only a cut.
LEFT_OUT = "words left out"
# One of several here, one of which nothing is said there: "one of the key pillars", "a key pillar".
ONE_OF_SEVERAL = "one of several"
SYNONYMS = "synonyms"
_Step = tuple[int | None, int | None]


class Weight(IntEnum):
    """What a difference weighs: nothing, a shade, other words, another meaning."""

    NONE = 0
    SHADE = 1
    WORDS = 2
    MEANING = 3


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of one wording that stand for words of the other (either may be none), and what that weighs."""

    a: tuple[Word, ...]
    b: tuple[Word, ...]
    weight: Weight
    reason: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two wordings compared: what differs, and how much does not.

    `shared` and `alike` (0 to 1) are the shares of the shorter's content words and of all its words that the other has
    in the same order, `same` counts these.
    """

    differences: tuple[Difference, ...]
    shared: float
    alike: float
    same: int

    @property
    def weight(self) -> Weight:
        """The heaviest difference."""
        return max((d.weight for d in self.differences), default=Weight.NONE)


def compare_words(a: Sequence[Word], b: Sequence[Word]) -> Comparison:
    """Align two wordings and weigh each stretch in which they differ; words cut at either end do not count."""
    steps = _align(tuple(map(_plain, a)), tuple(map(_plain, b)))
    same = [(i, j) for i, j in steps if i is not None and j is not None and a[i].lemma == b[j].lemma]
    size = min(sum(w.content for w in a), sum(w.content for w in b))
    kept = sum(a[i].content for i, _ in same)
    shorter = min(len(a), len(b))
    differences = _in_place([*_differences(a, b, steps, same)])
    return Comparison(differences, kept / size if size else 0.0, len(same) / shorter if shorter else 0.0, len(same))


def _cost(a: Word, b: Word) -> float:
    if a.form == b.form:
        return 0.0
    if a.lemma == b.lemma:
        return 0.1
    if a.content != b.content:
        return 1.4
    near = related(a.lemma, b.lemma, a.pos, b.pos)
    return 1.0 - 0.7 * near.score if near.kind is not Relation.ANTONYM else 0.6


def _gaps(words: Sequence[Word]) -> list[float]:
    """What it costs to put words of the other side before each word (and at the end): less where this side was cut."""
    inner = [_CUT if here.part != there.part else _GAP for here, there in pairwise(words)]
    return [_CUT, *inner, _CUT] if words else [_CUT]


def _plain(word: Word) -> Word:
    """The word without its place, so that reprints of a wording are aligned once."""
    return word._replace(start=0, end=0, sentence=0)


_NO_STEP: _Step = None, None


@lru_cache(maxsize=4096)
def _align(a: tuple[Word, ...], b: tuple[Word, ...]) -> tuple[_Step, ...]:
    """The cheapest alignment: pairs of positions, None where a word has no partner."""
    into_a, into_b = _gaps(a), _gaps(b)
    table = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    back: list[list[_Step]] = [[_NO_STEP] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            # Of equal costs a pair is taken before a word without a partner.
            best, step = math.inf if i or j else 0.0, _NO_STEP
            if i and j:
                best, step = table[i - 1][j - 1] + _cost(a[i - 1], b[j - 1]), (i - 1, j - 1)
            if i and (cost := table[i - 1][j] + into_b[j]) < best:
                best, step = cost, (i - 1, None)
            if j and (cost := table[i][j - 1] + into_a[i]) < best:
                best, step = cost, (None, j - 1)
            table[i][j], back[i][j] = best, step
    return _traced(len(a), len(b), back)


def _traced(i: int, j: int, back: list[list[_Step]]) -> tuple[_Step, ...]:
    steps: list[_Step] = []
    while i or j:
        left, right = back[i][j]
        steps.append((left, right))
        i, j = i - (left is not None), j - (right is not None)
    return tuple(steps[::-1])


def _differences(
    a: Sequence[Word], b: Sequence[Word], steps: Sequence[_Step], same: Sequence[tuple[int, int]]
) -> Iterator[Difference]:
    """The runs of steps that are no equal words, with what each weighs."""
    equal: set[_Step] = {*same}
    kept = frozenset({("a", a[i].sentence) for i, _ in same} | {("b", b[j].sentence) for _, j in same})
    run: list[_Step] = []
    at_a = at_b = 0
    for number, step in enumerate(steps):
        cut = (step[0] is None and _between_parts(a, at_a)) or (step[1] is None and _between_parts(b, at_b))
        at_a, at_b = at_a + (step[0] is not None), at_b + (step[1] is not None)
        if step not in equal and not cut:
            run.append(step)
        elif run:
            yield _weighed(*_sides(a, b, run), kept, at_end=number == len(run))
            run = []
    if run:
        yield _weighed(*_sides(a, b, run), kept, at_end=True)


def _in_place(found: Sequence[Difference]) -> tuple[Difference, ...]:
    """The differences; those of words that only stand elsewhere ("March 23", "23 March") weigh nothing.

    Where "not" or "if" stands is its meaning.
    """
    left_out = {_forms(d.a) for d in found if not d.b and not any(map(_weighs, d.a))}
    put_in = {_forms(d.b) for d in found if not d.a}
    moved = left_out & put_in
    return tuple(
        replace(d, weight=Weight.NONE, reason="moved") if not (d.a and d.b) and _forms(d.a or d.b) in moved else d
        for d in found
    )


def _forms(words: Sequence[Word]) -> tuple[str, ...]:
    return tuple(w.form for w in words)


def _between_parts(words: Sequence[Word], at: int) -> bool:
    return 0 < at < len(words) and words[at - 1].part != words[at].part


def _sides(a: Sequence[Word], b: Sequence[Word], run: Sequence[_Step]) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    return tuple(a[i] for i, _ in run if i is not None), tuple(b[j] for _, j in run if j is not None)


def _weighed(a: tuple[Word, ...], b: tuple[Word, ...], kept: frozenset[tuple[str, int]], *, at_end: bool) -> Difference:
    """Weigh a stretch; `kept` are the sentences of either side of which something is on both sides."""
    if any(words and all(w.inserted for w in words) for words in (a, b)):
        return Difference(a, b, Weight.NONE, "an editor's words in brackets")
    if "".join(w.form for w in a).replace("-", "") == "".join(w.form for w in b).replace("-", ""):
        return Difference(a, b, Weight.NONE, "another spelling")
    alone = a if _is_cut(b, a, at_end=at_end) else b if _is_cut(a, b, at_end=at_end) else ()
    if alone:
        side = "a" if alone is a else "b"
        conditional = any(w.lemma in weighty("condition") and (side, w.sentence) in kept for w in alone)
        return Difference(a, b, Weight.MEANING if conditional else Weight.NONE, LEFT_OUT)
    if any(w.timed for w in a) and any(w.timed for w in b):
        return Difference(a, b, Weight.MEANING, "time")
    kind = next((k for k in WEIGHTY if _changes(k, a, b)), None)
    if kind is not None:
        return Difference(a, b, Weight.MEANING, kind)
    content_a, content_b = [w for w in a if w.content], [w for w in b if w.content]
    if _one_of(a) != _one_of(b) and a and b:
        return Difference(a, b, Weight.SHADE, ONE_OF_SEVERAL)
    if not content_a and not content_b:
        return Difference(a, b, Weight.NONE, "small words")
    if {w.lemma for w in content_a} == {w.lemma for w in content_b}:
        return Difference(a, b, Weight.NONE, "another form")
    if _numbers(content_a) != _numbers(content_b) and _numbers(content_a) and _numbers(content_b):
        return Difference(a, b, Weight.MEANING, "number")
    relations = [_nearest(w, content_b) for w in content_a] + [_nearest(w, content_a) for w in content_b]
    if Relation.ANTONYM in relations:
        return Difference(a, b, Weight.MEANING, "opposite")
    if content_a and content_b and all(r is not Relation.NONE for r in relations):
        return Difference(a, b, Weight.SHADE, SYNONYMS)
    return Difference(a, b, Weight.WORDS, "other words")


def _is_cut(short: Sequence[Word], long: Sequence[Word], *, at_end: bool) -> bool:
    """Whether the short side only left out what the long one has: all of it, or at an end but for a small word."""
    if not short:
        return bool(long) and (at_end or _is_clause(long))
    return at_end and len(short) == 1 and not short[0].content and not _weighs(short[0]) and _is_clause(long)


def _weighs(word: Word) -> bool:
    return any(word.lemma in weighty(kind) for kind in WEIGHTY)


def _changes(kind: str, a: Sequence[Word], b: Sequence[Word]) -> bool:
    """Whether the weighty words of a class differ: one side alone has some, or (but for negation) they are others."""
    members = weighty(kind)
    left, right = {w.lemma for w in a} & members, {w.lemma for w in b} & members
    if kind == "negation":
        return bool(left) != bool(right)
    if kind == "modal" and left | right:
        left |= {"certain"} if {w.lemma for w in a} & _CERTAIN else set()
        right |= {"certain"} if {w.lemma for w in b} & _CERTAIN else set()
    if kind in ("quantity", "time"):
        return bool(left) and bool(right) and left != right
    return left != right


def _is_clause(words: Sequence[Word]) -> bool:
    """Whether words left out in the middle are a whole clause or sentence, as an honest cut leaves out."""
    return len(words) >= 4 and any(w.pos in ("VERB", "AUX") for w in words)


def _one_of(words: Sequence[Word]) -> bool:
    """Whether words pick one out of several: "one of the"."""
    return any(a.form == "one" and b.form == "of" for a, b in pairwise(words))


def _numbers(words: Sequence[Word]) -> frozenset[str]:
    return frozenset(w.lemma for w in words if w.pos == "NUM")


def _nearest(word: Word, others: Sequence[Word]) -> Relation:
    """The closest relation of a word to any of the others; none where it is weak."""
    found = [related(word.lemma, other.lemma, word.pos, other.pos) for other in others]
    if any(r.kind is Relation.ANTONYM for r in found):
        return Relation.ANTONYM
    best = max(found, key=lambda r: r.score, default=None)
    return best.kind if best is not None and best.score >= _SYNONYM else Relation.NONE


def printed_as_speech(quotation: Quotation) -> bool:
    """Whether a quotation prints words as the speaker's own."""
    return quotation.mode is not Mode.INDIRECT


def quotation_span(article: Annotated, quotation: Quotation) -> tuple[int, int]:
    """The quotation with its marks and, where they stand beside it, its cue and its source."""
    text = article.article.text
    start, end = quotation.start, quotation.end
    if start and text[start - 1] in "\"“„«‘'「":
        start -= 1
    if end < len(text) and text[end] in "\"”“»’'」":
        end += 1
    whole = (start, end)
    for s, e in ((quotation.cue_start, quotation.cue_end), (quotation.source_start, quotation.source_end)):
        if s is None or e is None or max(start - e, s - end) > _BESIDE:
            continue
        if not _STOP.search(text, e, max(e, start)) and not _STOP.search(text, end, max(end, s)):
            start, end = min(start, s), max(end, e)
    return (start, end) if end - start <= 2 * (whole[1] - whole[0]) + 80 else whole


def outlet(collation: Collation, ref: Ref) -> str:
    """A name for the article of a wording in a reason."""
    return collation.names[ref.article]
