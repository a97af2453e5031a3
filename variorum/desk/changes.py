"""What changed between two versions of an article, claim by claim: a silent edit, shown.

The two versions are aligned as if they were two reports. A claim that both make is kept or reworded; where a
rule of `compare` finds that the two exclude each other, what it says changed, and the rule's reason tells how.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from variorum.desk.memory import Memory
from variorum.edition.diff import likeness, words
from variorum.model import Ref, Span, Verdict, covers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.encode import Encoder
    from variorum.model import Annotated, Article, Claim, Collation, Discrepancy

# Two claims in this part of the same words in the same order are one claim, reworded, though nothing else ties them.
_ALIKE = 0.6
_OLD, _NEW = 0, 1


class ChangeKind(StrEnum):
    """What became of a claim."""

    KEPT = "kept"
    REWORDED = "reworded"
    CHANGED = "changed"
    ADDED = "added"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Change:
    """One claim in the old version, in the new one, or in both.

    `old` and `new` are its spans there, None where it is not; of a title outside the text both are None. `reasons` say
    how what it says changed.
    """

    kind: ChangeKind
    old: Span | None
    new: Span | None
    old_text: str
    new_text: str
    reasons: tuple[str, ...] = ()


def changes(
    old: Article, new: Article, encoder: Encoder | None = None, memory: Memory | None = None
) -> tuple[Change, ...]:
    """What changed between two versions, in the order of the new text; what was dropped stands where it stood.

    `memory` has what was found in the versions before; without it all is made anew.
    """
    from variorum.align import align
    from variorum.compare import compare
    from variorum.encode import RememberingEncoder, default_encoder

    # They are one article; for alignment they are two.
    memory = memory or Memory(None)
    annotated = memory.annotated([replace(old, id="old"), replace(new, id="new")])
    known = memory.encoder(encoder or default_encoder(), annotated)
    collation = align(annotated, RememberingEncoder(known))
    contested = [d for d in compare(collation) if d.verdict is not Verdict.COMPATIBLE]
    pairs = _pairs(collation, contested)
    found = [*_titles(old, new), *(_pair(collation, contested, a, b) for a, b in pairs)]
    found += _alone(annotated[_OLD], {a.item for a, _ in pairs}, ChangeKind.DROPPED)
    found += _alone(annotated[_NEW], {b.item for _, b in pairs}, ChangeKind.ADDED)
    return tuple(_in_order(_outermost(found)))


def _titles(old: Article, new: Article) -> Iterator[Change]:
    """The titles, where they are not part of the texts and differ."""
    inside = old.title in old.text and new.title in new.text
    if not inside and words(old.title) != words(new.title):
        kind = ChangeKind.ADDED if not old.title else ChangeKind.REWORDED if new.title else ChangeKind.DROPPED
        yield Change(kind, None, None, old.title, new.title)


def _pairs(collation: Collation, contested: Sequence[Discrepancy]) -> list[tuple[Ref, Ref]]:
    """The claims that answer to each other: equal ones first, then aligned, then contested, then alike in words."""
    pairs: list[tuple[Ref, Ref]] = []
    old = [Ref(_OLD, i) for i in range(len(collation.articles[_OLD].claims))]
    new = [Ref(_NEW, i) for i in range(len(collation.articles[_NEW].claims))]
    free = {*old, *new}
    for a, b in _candidates(collation, contested, old, new):
        if a in free and b in free:
            pairs.append((a, b))
            free -= {a, b}
    return sorted(pairs)


def _candidates(
    collation: Collation, contested: Sequence[Discrepancy], old: Sequence[Ref], new: Sequence[Ref]
) -> Iterator[tuple[Ref, Ref]]:
    text = {ref: _text(collation, ref) for ref in (*old, *new)}
    yield from _equal({ref: " ".join(words(text[ref])) for ref in text}, old, new)
    scored = [(p.score, p.a, p.b) for p in collation.pairs if p.a.article == _OLD and p.b.article == _NEW]
    together = [(s.claims, ref) for s in collation.statements for ref in s.claims if ref.article == _OLD]
    aligned = [(likeness(text[a], text[b]), a, b) for claims, a in together for b in claims if b.article == _NEW]
    for _, a, b in sorted(aligned, key=lambda each: (-each[0], each[1], each[2])):
        yield a, b
    for discrepancy in contested:
        for a in discrepancy.claims:
            for b in discrepancy.claims:
                if a.article == _OLD and b.article == _NEW and likeness(text[a], text[b]) >= _ALIKE / 2:
                    yield a, b
    alike = [(likeness(text[a], text[b]), a, b) for _, a, b in scored]
    for value, a, b in sorted(alike, key=lambda each: (-each[0], each[1], each[2])):
        if value >= _ALIKE:
            yield a, b


def _equal(text: dict[Ref, str], old: Sequence[Ref], new: Sequence[Ref]) -> Iterator[tuple[Ref, Ref]]:
    """Claims in the same words; of several such the first answers to the first."""
    places: dict[str, list[Ref]] = {}
    for ref in new:
        places.setdefault(text[ref], []).append(ref)
    for ref in old:
        if places.get(text[ref]):
            yield ref, places[text[ref]].pop(0)


def _pair(collation: Collation, contested: Sequence[Discrepancy], a: Ref, b: Ref) -> Change:
    before, after = _text(collation, a), _text(collation, b)
    spans = _span(collation.claim(a)), _span(collation.claim(b))
    if words(before) == words(after):
        return Change(ChangeKind.KEPT, *spans, before, after)
    reasons = tuple(d.reason for d in contested if _touches(d, _OLD, spans[0]) and _touches(d, _NEW, spans[1]))
    return Change(ChangeKind.CHANGED if reasons else ChangeKind.REWORDED, *spans, before, after, reasons)


def _touches(discrepancy: Discrepancy, article: int, span: Span) -> bool:
    """Whether the words that differ, in a reading of the article, lie in the span."""
    for r in discrepancy.readings:
        start = r.start if r.focus_start is None else r.focus_start
        end = r.end if r.focus_end is None else r.focus_end
        if r.article == article and covers(span, Span(start, end)):
            return True
    return False


def _alone(annotated: Annotated, paired: set[int], kind: ChangeKind) -> list[Change]:
    found = []
    for i, claim in enumerate(annotated.claims):
        if i not in paired:
            span, text = _span(claim), annotated.text_of(claim)
            old, new = (span, None) if kind is ChangeKind.DROPPED else (None, span)
            found.append(Change(kind, old, new, text if old else "", text if new else ""))
    return found


def _outermost(found: Sequence[Change]) -> list[Change]:
    """The changes without those that a change around them, or inside them, shows already."""
    kept = []
    for change in found:
        others = [each for each in found if each is not change and each.kind is not ChangeKind.KEPT]
        if change.kind in (ChangeKind.ADDED, ChangeKind.DROPPED):
            hidden = any(_inside(change, other) for other in others)
        elif change.kind is ChangeKind.KEPT:
            hidden = False
        else:
            # A clause that differs only in a clause inside it is shown by that.
            inner = [o for o in others if o.kind in (ChangeKind.REWORDED, ChangeKind.CHANGED) and _inside(o, change)]
            hidden = bool(inner) and not change.reasons and _same_without(change, inner)
        if not hidden:
            kept.append(change)
    return kept


def _inside(inner: Change, outer: Change) -> bool:
    """Whether one change lies wholly in another, and is smaller."""
    sides = [(inner.old, outer.old), (inner.new, outer.new)]
    told = [(i, o) for i, o in sides if i is not None]
    if not told or any(o is None or not covers(o, i) for i, o in told):
        return False
    return (inner.old, inner.new) != (outer.old, outer.new)


def _same_without(outer: Change, inner: Sequence[Change]) -> bool:
    return words(_cut(outer.old_text, outer.old, [i.old for i in inner])) == words(
        _cut(outer.new_text, outer.new, [i.new for i in inner])
    )


def _cut(text: str, around: Span | None, spans: Sequence[Span | None]) -> str:
    """The text without some spans of the article that it is a span of."""
    start = around.start if around else 0
    for span in sorted((s for s in spans if s is not None), key=lambda s: -s.start):
        text = text[: span.start - start] + " " + text[span.end - start :]
    return text


def _in_order(found: Sequence[Change]) -> list[Change]:
    """By place in the new version; what was dropped comes after what it followed in the old one."""
    both = sorted((c.old.start, c.new.start) for c in found if c.old and c.new)

    def place(change: Change) -> tuple[int, int, int]:
        if change.new is not None:
            return change.new.start, 0, -change.new.end
        if change.old is None:
            return -1, 0, 0
        before = [new for old, new in both if old <= change.old.start]
        return (before[-1] if before else 0), 1, change.old.start

    return sorted(found, key=place)


def _text(collation: Collation, ref: Ref) -> str:
    return collation.articles[ref.article].text_of(collation.claim(ref))


def _span(claim: Claim) -> Span:
    return Span(claim.start, claim.end)
