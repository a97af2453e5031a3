"""Identifiers for the positions that the stages use, and the order in which an edition lists things."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from variorum.edition import data
from variorum.model import DiscrepancyKind, Ref, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from variorum import model
    from variorum.model import Findings

VERDICTS = (Verdict.CONFLICT, Verdict.VARIANT, Verdict.COMPATIBLE)
# A reader asks first what happened, then who vouches for it, then in which words it is told.
_WHO_VOUCHES = frozenset({DiscrepancyKind.ATTRIBUTION, DiscrepancyKind.MODE})
_WORDS = frozenset({DiscrepancyKind.WORDING, DiscrepancyKind.NAMING})


def number(identifier: str) -> int:
    """The number in an identifier such as `s12`, to sort by."""
    return int(identifier[1:])


def _of_words(kind: DiscrepancyKind) -> int:
    """0 where what happened differs, 1 for who vouches for it, 2 for the words alone."""
    return 2 * (kind in _WORDS) + (kind in _WHO_VOUCHES)


@dataclass(frozen=True)
class Names:
    """Identifiers for the positions that the stages use, and the order in which things stand."""

    findings: Findings

    @cached_property
    def articles(self) -> tuple[model.Article, ...]:
        """The articles by position."""
        return tuple(a.article for a in self.findings.collation.articles)

    @cached_property
    def article_order(self) -> tuple[int, ...]:
        """Positions of the articles by time of publication (unknown last) and id."""
        keys = [a.place_in_story for a in self.articles]
        if len({a.id for a in self.articles}) < len(keys):
            raise ValueError("two articles of one story have the same id")
        return tuple(sorted(range(len(keys)), key=keys.__getitem__))

    @cached_property
    def rank(self) -> dict[int, int]:
        """The place of each article in the edition."""
        return {position: rank for rank, position in enumerate(self.article_order)}

    def article(self, position: int) -> str:
        """The id of an article."""
        return self.articles[position].id

    def edited(self, position: int) -> data.Article:
        """An article as the edition keeps it."""
        a = self.articles[position]
        blocks = tuple(data.Block(b.start, b.end, b.kind) for b in a.blocks)
        return data.Article(a.id, a.outlet, a.title, a.published, a.language, a.origin, a.sha256, a.text, blocks, a.url)

    def text(self, position: int, start: int, end: int) -> str:
        """The characters of a span."""
        return self.articles[position].text[start:end]

    def span(self, place: tuple[int, int, int]) -> data.Span:
        """A span with its text."""
        position, start, end = place
        return data.Span(self.article(position), start, end, self.text(position, start, end))

    def spans(self, places: Iterable[tuple[int, int, int]]) -> tuple[data.Span, ...]:
        """Spans with their texts, in the order of articles and offsets, each once."""
        ordered = sorted(set(places), key=lambda p: (self.rank[p[0]], p[1], p[2]))
        return tuple(self.span(p) for p in ordered)

    def claim_place(self, ref: Ref) -> tuple[int, int, int, int]:
        """Where a claim stands, for ordering."""
        claim = self.findings.collation.claim(ref)
        return self.rank[ref.article], claim.start, claim.end, ref.item

    def quotation_place(self, ref: Ref) -> tuple[int, int, int, int]:
        """Where a wording stands, for ordering."""
        quotation = self.findings.collation.quotation(ref)
        return self.rank[ref.article], quotation.start, quotation.end, ref.item

    @cached_property
    def support(self) -> tuple[int, ...]:
        """Independent sources by statement."""
        lineage = self.findings.lineage
        return tuple(lineage.independent({ref.article for ref in s.claims}) for s in self.findings.collation.statements)

    @cached_property
    def statement_order(self) -> tuple[int, ...]:
        """Positions of statements: most independent sources first, then most articles, then where they first stand."""

        def key(position: int) -> tuple[object, ...]:
            claims = self.findings.collation.statements[position].claims
            first = min((self.claim_place(ref) for ref in claims), default=())
            return -self.support[position], -len({ref.article for ref in claims}), first

        return tuple(sorted(range(len(self.findings.collation.statements)), key=key))

    @cached_property
    def statement_ids(self) -> dict[int, str]:
        """Statement ids by position."""
        return {position: f"s{i}" for i, position in enumerate(self.statement_order, 1)}

    @cached_property
    def claim_ids(self) -> dict[Ref, str]:
        """Claim ids: c1, c2, ... through the statements in order."""
        statements = self.findings.collation.statements
        ordered = (ref for s in self.statement_order for ref in sorted(statements[s].claims, key=self.claim_place))
        return {ref: f"c{i}" for i, ref in enumerate(dict.fromkeys(ordered), 1)}

    @cached_property
    def statement_of(self) -> dict[Ref, int]:
        """The statement each claim belongs to."""
        return {ref: i for i, s in enumerate(self.findings.collation.statements) for ref in s.claims}

    @cached_property
    def quotation_order(self) -> tuple[int, ...]:
        """Positions of utterances: most articles first, then where they first stand."""

        def key(position: int) -> tuple[object, ...]:
            wordings = self.findings.collation.utterances[position].wordings
            first = min((self.quotation_place(ref) for ref in wordings), default=())
            return -len({ref.article for ref in wordings}), first

        return tuple(sorted(range(len(self.findings.collation.utterances)), key=key))

    @cached_property
    def quotation_ids(self) -> dict[int, str]:
        """Quotation ids by position."""
        return {position: f"q{i}" for i, position in enumerate(self.quotation_order, 1)}

    @cached_property
    def quotation_of(self) -> dict[Ref, int]:
        """The utterance each wording belongs to."""
        return {ref: i for i, u in enumerate(self.findings.collation.utterances) for ref in u.wordings}

    @cached_property
    def entity_order(self) -> tuple[int, ...]:
        """Positions of entities: most articles first, then most mentions, then name."""

        def key(position: int) -> tuple[object, ...]:
            entity = self.findings.collation.entities[position]
            return -len({m.article for m in entity.mentions}), -len(entity.mentions), entity.name, entity.type

        return tuple(sorted(range(len(self.findings.collation.entities)), key=key))

    @cached_property
    def entity_ids(self) -> dict[int, str]:
        """Entity ids by position."""
        return {position: f"e{i}" for i, position in enumerate(self.entity_order, 1)}

    @cached_property
    def discrepancy_order(self) -> tuple[int, ...]:
        """Positions of discrepancies: by verdict, silence last, by what differs, the surest, most articles."""

        def key(position: int) -> tuple[object, ...]:
            d = self.findings.discrepancies[position]
            places = tuple(sorted((self.rank[r.article], r.start, r.end) for r in d.readings))
            count = len({r.article for r in d.readings})
            first = VERDICTS.index(d.verdict), d.may_be_silence, _of_words(d.kind)
            return *first, -round(d.weight, 4), -count, d.kind, places, d.reason

        return tuple(sorted(range(len(self.findings.discrepancies)), key=key))

    @cached_property
    def discrepancy_ids(self) -> dict[int, str]:
        """Discrepancy ids by position."""
        return {position: f"d{i}" for i, position in enumerate(self.discrepancy_order, 1)}

    def speaker(self, article: int, mention: int | None) -> tuple[str | None, str | None]:
        """The name and the entity id of whom a mention refers to; the words of the mention where it is no entity."""
        if mention is None:
            return None, None
        position = self.findings.collation.entity_of.get(Ref(article, mention))
        if position is None:
            return self.findings.collation.articles[article].mentions[mention].name or None, None
        return self.findings.collation.entities[position].name, self.entity_ids[position]
