"""On which side of what is in dispute a stretch of an article is.

A reading stands for its article; other claims that state the same value are on its side without being readings. So a
brief tells no side of a conflict as agreed, and what it tells is not laid to a report that has it otherwise.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from variorum.model import Quantity, Ref, TimeExpression, Verdict, shared
from variorum.values.comparison import Relation
from variorum.values.date import compare_times
from variorum.values.quantity import compare_amounts, shown

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    from variorum.model import Annotated, Collation, Discrepancy, Reading

_WORD = re.compile(r"\w+")
Piece = tuple[int, int]
Stretch = tuple[int, int, int]
"""A range of characters as (article, start, end)."""

Sided = frozenset[tuple[int, int]]
"""Sides as (position of the discrepancy, side)."""


class Sides:
    """The sides that stretches of articles are on, of all discrepancies whose readings cannot stand for each other."""

    def __init__(self, collation: Collation, discrepancies: Sequence[Discrepancy]) -> None:
        self._spans: dict[int, list[tuple[int, int, int, int]]] = defaultdict(list)
        # Each claim of a large story is asked about for many sentences.
        self._found: dict[tuple[int, tuple[Piece, ...]], Sided] = {}
        self._conflicts = {n for n, d in enumerate(discrepancies) if d.verdict is Verdict.CONFLICT}
        self._variants = {n for n, d in enumerate(discrepancies) if d.verdict is Verdict.VARIANT}
        like = _Like(collation)
        for number, discrepancy in enumerate(discrepancies):
            if not _apart(collation, discrepancy):
                continue
            for article, start, end, side in sorted(_sided(discrepancy, like)):
                self._spans[article].append((start, end, number, side))

    def of(self, article: int, pieces: Iterable[Piece]) -> Sided:
        """The sides that some stretches of an article are on."""
        key = article, tuple(pieces)
        if key not in self._found:
            there = self._spans.get(article, ())
            self._found[key] = frozenset(
                (n, side) for a, b in key[1] for start, end, n, side in there if a < end and start < b
            )
        return self._found[key]

    def contested(self, sided: Sided) -> bool:
        """Whether these are sides of a conflict."""
        return any(number in self._conflicts for number, _ in sided)

    def other_facts(self, sided: Sided) -> Sided:
        """Those of some sides that tell another fact, and not the same in words or names of another weight."""
        return frozenset((number, side) for number, side in sided if number not in self._variants)


def _sided(discrepancy: Discrepancy, like: _Like) -> set[tuple[int, int, int, int]]:
    """The readings of a discrepancy and what states the same, as (article, start, end, side)."""
    doubt = discrepancy.verdict is Verdict.CONFLICT
    asked: set[Hashable] = set()
    found = {(r.article, r.start, r.end, r.side) for r in discrepancy.readings}
    for reading in discrepancy.readings:
        # Many readings of a large story have one value in one statement: that is looked up once.
        what = reading.side, like.what(reading)
        if what not in asked:
            asked.add(what)
            found.update((*stretch, reading.side) for stretch in like.stretches(reading, doubt=doubt))
    return found


def against(one: Sided, other: Sided) -> bool:
    """Whether the two are on different sides of a discrepancy; what tells both sides is not against either."""
    return any(n == m and (m, t) not in one and (n, s) not in other for n, s in one for m, t in other)


def _apart(collation: Collation, discrepancy: Discrepancy) -> bool:
    """Whether one reading cannot be cited for another.

    Compatible ones can where they are one value told more or less exactly, and not where it has changed since or is
    reckoned in another way; a person's word that they are compatible is enough.
    """
    if len({r.side for r in discrepancy.readings}) < 2:
        return False
    if discrepancy.verdict is not Verdict.COMPATIBLE:
        return True
    values = {r.side: _value(collation.articles[r.article], r) for r in discrepancy.readings}
    return not discrepancy.judgement and any(_differ(a, b) for a, b in combinations(values.values(), 2))


def _value(annotated: Annotated, reading: Reading) -> Quantity | TimeExpression | None:
    """The quantity or the time that a reading's focus begins with."""
    values: tuple[Quantity | TimeExpression, ...] = (*annotated.quantities, *annotated.times)
    return next((v for v in values if v.start == reading.focus_start), None)


def _differ(a: Quantity | TimeExpression | None, b: Quantity | TimeExpression | None) -> bool:
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return compare_amounts(a.amount, b.amount).relation is Relation.DIFFERENT
    if isinstance(a, TimeExpression) and isinstance(b, TimeExpression):
        return compare_times(a.value, b.value).relation is Relation.DIFFERENT
    return False


class _Like:
    """Where else it is stated what a reading states."""

    def __init__(self, collation: Collation) -> None:
        self._collation = collation
        self._statement = {ref: s for s, statement in enumerate(collation.statements) for ref in statement.claims}
        self._counted: dict[tuple[str, str], list[Stretch]] = defaultdict(list)
        for article, annotated in enumerate(collation.articles):
            for q in annotated.quantities:
                self._counted[shown(q.amount), q.counted].append((article, q.start, q.end))

    def what(self, reading: Reading) -> Hashable:
        """What a reading states, and in which statement: readings of which this is the same have the same stretches."""
        value = _value(self._collation.articles[reading.article], reading)
        known = (
            value.value.value if isinstance(value, TimeExpression) else value and (shown(value.amount), value.counted)
        )
        return self._stating(reading), known, None if value else self._focus(reading)

    def stretches(self, reading: Reading, *, doubt: bool) -> Iterator[Stretch]:
        """The same number of the same thing wherever it is told, and claims of a reading's statement with its value.

        That is its number or time, or else the words in which it differs. Where the difference has no words of its own
        ("was it so?"), all claims of the statement are told as it is, if `doubt` is enough.
        """
        value = _value(self._collation.articles[reading.article], reading)
        if isinstance(value, Quantity) and value.counted:
            yield from self._counted[shown(value.amount), value.counted]
        for ref in self._stating(reading):
            if self._has(ref, reading, value, doubt=doubt):
                claim = self._collation.claim(ref)
                yield ref.article, claim.start, claim.end

    def _stating(self, reading: Reading) -> tuple[Ref, ...]:
        """The claims of the statement that a reading's own claim is of."""
        claims = self._collation.articles[reading.article].claims
        near = [
            (shared(c, reading) / (max(c.end, reading.end) - min(c.start, reading.start)), i)
            for i, c in enumerate(claims)
        ]
        best = max(near, key=lambda n: (n[0], -n[1]), default=(0.0, 0))
        found = self._statement.get(Ref(reading.article, best[1])) if best[0] > 0 else None
        return () if found is None else self._collation.statements[found].claims

    def _has(self, ref: Ref, reading: Reading, value: Quantity | TimeExpression | None, *, doubt: bool) -> bool:
        annotated, claim = self._collation.articles[ref.article], self._collation.claim(ref)
        if isinstance(value, Quantity):
            return any(shown(annotated.quantities[q].amount) == shown(value.amount) for q in claim.quantities)
        if isinstance(value, TimeExpression):
            return any(annotated.times[t].value.value == value.value.value for t in claim.times)
        words = self._focus(reading)
        return doubt if words is None else words <= _words(annotated.article.text[claim.start : claim.end])

    def _focus(self, reading: Reading) -> frozenset[str] | None:
        """The words in which a reading differs; None where the difference has none of its own."""
        text = self._collation.articles[reading.article].article.text
        return None if reading.focus_start is None else _words(text[reading.focus_start : reading.focus_end])


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))
