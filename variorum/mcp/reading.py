"""Editions told as answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.mcp.answers import (
    ArticleLine,
    BriefLine,
    Citation,
    CiteAnswer,
    Differs,
    Said,
    Side,
    StoryAnswer,
    Told,
    Wording,
)
from variorum.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from variorum.edition import Edition
    from variorum.edition.data import Discrepancy, Quotation, Statement

_AROUND = 80
_MOST_CITED = 40


class Reader:
    """Tells of one edition."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self._articles = {a.id: a for a in edition.articles}

    def story(self, statements: int, quotations: int) -> StoryAnswer:
        """The story with its first statements and quotations."""
        edition = self.edition
        group = {a: i for i, members in enumerate(edition.lineage.groups, 1) for a in members}
        return StoryAnswer(
            story=edition.story.id,
            title=edition.story.title,
            first=edition.story.first,
            last=edition.story.last,
            independent_sources=len(edition.lineage.groups),
            articles=[
                ArticleLine(a.id, a.outlet, a.title, a.published, a.language, a.url, group.get(a.id, 0))
                for a in edition.articles
            ],
            brief=[
                BriefLine(s.text, [self.citation(c.article, c.start, c.end) for c in s.citations], s.writer)
                for s in edition.brief
            ],
            discrepancies=[self._differs(d) for d in edition.discrepancies if d.verdict is not Verdict.COMPATIBLE],
            statements=[self._told(s) for s in edition.statements[:statements]],
            statements_in_all=len(edition.statements),
            quotations=[self._said(q) for q in edition.quotations[:quotations]],
            quotations_in_all=len(edition.quotations),
            title_writer=edition.story.title_writer,
        )

    def cite(self, identifier: str) -> CiteAnswer | None:
        """All stretches of a statement (`s1`), quotation (`q1`), discrepancy (`d1`) or entity (`e1`), or None."""
        for text, places in self._items(identifier):
            citations = [self.citation(*place, around=_AROUND) for place in dict.fromkeys(places)]
            return CiteAnswer(self.edition.story.id, identifier, text, citations[:_MOST_CITED])
        return None

    def cite_words(self, words: str) -> CiteAnswer:
        """All stretches of the articles that are these very words, without regard to case."""
        places: list[tuple[str, int, int]] = []
        for a in self.edition.articles:
            text, sought = a.text.lower(), words.lower()
            # Lower case may change the length of a text; then offsets would lie, so the case has to fit.
            if len(text) != len(a.text):
                text, sought = a.text, words
            at = text.find(sought)
            while at >= 0 and len(places) < _MOST_CITED:
                places.append((a.id, at, at + len(sought)))
                at = text.find(sought, at + max(1, len(sought)))
        citations = [self.citation(*place, around=_AROUND) for place in places]
        return CiteAnswer(self.edition.story.id, "", words, citations)

    def citation(self, article: str, start: int, end: int, around: int = 0) -> Citation:
        """A stretch of an article, with so many characters before and after it."""
        a = self._articles[article]
        before, after = a.text[max(0, start - around) : start], a.text[end : end + around]
        return Citation(a.id, a.outlet, a.published, a.url, start, end, a.text[start:end], before, after)

    def _told(self, s: Statement) -> Told:
        central = next(c for c in s.claims if c.id == s.central)
        citation = self.citation(central.article, central.start, central.end)
        return Told(s.id, s.text, s.independent_sources, list(s.articles), citation)

    def _said(self, q: Quotation) -> Said:
        wordings = [
            Wording(str(w.mode), w.speaker or "", self.citation(w.article, w.start, w.end))
            for w in q.wordings[:_MOST_CITED]
        ]
        return Said(q.id, q.speaker or "", wordings, len(q.wordings))

    def _differs(self, d: Discrepancy) -> Differs:
        sides: dict[int, list[Citation]] = {}
        values: dict[int, str] = {}
        for r in d.readings:
            values.setdefault(r.side, r.value)
            sides.setdefault(r.side, []).append(self.citation(r.article, r.start, r.end))
        told = [Side(values[number], citations) for number, citations in sorted(sides.items())]
        return Differs(d.id, str(d.kind), str(d.verdict), d.reason, told)

    def _items(self, identifier: str) -> Iterator[tuple[str, Iterable[tuple[str, int, int]]]]:
        edition = self.edition
        for s in edition.statements:
            if s.id == identifier:
                yield s.text, [(c.article, c.start, c.end) for c in s.claims]
        for q in edition.quotations:
            if q.id == identifier:
                yield q.wordings[0].text, [(w.article, w.start, w.end) for w in q.wordings]
        for d in edition.discrepancies:
            if d.id == identifier:
                yield d.reason, [(r.article, r.start, r.end) for r in d.readings]
        for e in edition.entities:
            if e.id == identifier:
                yield e.name, [(m.article, m.start, m.end) for m in e.mentions]
