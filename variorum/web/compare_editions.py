"""What became of a story between two of its editions: statements and discrepancies that came, went, or gained sources.

The running numbers of two editions have nothing to do with each other; what is the same is told by the words of claims
and readings in their articles.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.judgements import Passage
from variorum.model import DiscrepancyKind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from variorum.edition import Edition
    from variorum.edition.data import Discrepancy, Statement

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A statement with its id in the edition that has it, and its independent sources before and after."""

    id: str
    text: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class DiscrepancyLine:
    """A discrepancy with its id in the edition that has it."""

    id: str
    kind: DiscrepancyKind
    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class EditionChanges:
    """What the newer edition has that the older has not, and the other way round.

    `confirmed` statements have more independent sources than they had; `weakened` ones fewer. `only_alone` counts
    appeared statements of one article; those of several come first.
    """

    articles_added: tuple[str, ...]
    articles_gone: tuple[str, ...]
    appeared: tuple[StatementLine, ...]
    dropped: tuple[StatementLine, ...]
    gained: tuple[StatementLine, ...]
    lost: tuple[StatementLine, ...]
    discrepancies_new: tuple[DiscrepancyLine, ...]
    discrepancies_gone: tuple[DiscrepancyLine, ...]

    @property
    def nothing(self) -> bool:
        """Whether the two say the same."""
        return not any((self.articles_added, self.articles_gone, self.appeared, self.dropped, self.gained, self.lost,
                        self.discrepancies_new, self.discrepancies_gone))  # fmt: skip


def compare_editions(old: "Edition", new: "Edition") -> EditionChanges:
    """Compare two editions of one story."""
    before, after = {a.id for a in old.articles}, {a.id for a in new.articles}
    matched = _matched(old, new)
    found_again = set(matched.values())
    sources = {s.id: s.independent_sources for s in old.statements}
    moved = [(s, sources[matched[s.id]]) for s in new.statements if s.id in matched]
    return EditionChanges(
        tuple(a.id for a in new.articles if a.id not in before),
        tuple(a.id for a in old.articles if a.id not in after),
        _lines((s, 0, s.independent_sources) for s in new.statements if s.id not in matched),
        _lines((s, s.independent_sources, 0) for s in old.statements if s.id not in found_again),
        _lines((s, was, s.independent_sources) for s, was in moved if s.independent_sources > was),
        _lines((s, was, s.independent_sources) for s, was in moved if s.independent_sources < was),
        _differences(new, old),
        _differences(old, new),
    )


def _lines(found: "Iterable[tuple[Statement, int, int]]") -> tuple[StatementLine, ...]:
    lines = [StatementLine(s.id, s.text, before, after) for s, before, after in found]
    return tuple(sorted(lines, key=lambda line: -max(line.before, line.after)))


def _keys(statement: "Statement") -> set[Key]:
    return {Passage(c.article, c.text).key for c in statement.claims}


def _matched(old: "Edition", new: "Edition") -> dict[str, str]:
    """For each statement of the new edition the one of the old with which it shares most claims, if it shares any."""
    holders: dict[Key, list[str]] = {}
    for s in old.statements:
        for key in _keys(s):
            holders.setdefault(key, []).append(s.id)
    found = {}
    for s in new.statements:
        votes: dict[str, int] = {}
        for key in _keys(s):
            for holder in holders.get(key, ()):
                votes[holder] = votes.get(holder, 0) + 1
        if votes:
            found[s.id] = min(votes, key=lambda i: (-votes[i], int(i[1:])))
    return found


def _differences(having: "Edition", lacking: "Edition") -> tuple[DiscrepancyLine, ...]:
    """Discrepancies that count in one edition and have no counterpart in the other."""
    there = [(d.kind, _readings(d)) for d in _counted(lacking)]
    return tuple(
        DiscrepancyLine(d.id, d.kind, d.verdict, d.reason)
        for d in _counted(having)
        if not any(kind is d.kind and len(keys & _readings(d)) > 1 for kind, keys in there)
    )


def _counted(edition: "Edition") -> "list[Discrepancy]":
    return [d for d in edition.discrepancies if d.verdict is not Verdict.COMPATIBLE]


def _readings(d: "Discrepancy") -> set[Key]:
    return {Passage(r.article, r.text).key for r in d.readings}
