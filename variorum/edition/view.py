"""What the renderings show, in the order they show it: every text still plain, every link an anchor."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from variorum.edition import authorship, wordings
from variorum.edition.decisions import by_subject, decisions
from variorum.edition.display import count, date, lead_in, period, shortened, shown
from variorum.edition.figures import colour
from variorum.edition.items import (
    Cell,
    Decided,
    Derivation,
    Difference,
    Label,
    Moment,
    Named,
    Note,
    Quote,
    Row,
    Said,
    Sentence,
    Side,
    Version,
)
from variorum.edition.standing import Standing, derivation, standing
from variorum.edition.strips import strip
from variorum.model import (
    DiscrepancyKind,
    EntityType,
    MentionForm,
    Mode,
    Stance,
    Verdict,
    letters,
    name_in_story,
    short_identifier,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from variorum.edition import data
    from variorum.edition.data import Edition


_EVIDENCE = 8
_NAMED = 24
# A table of more columns than this cannot be read; more articles than this are not listed before what they tell.
_WIDE = 60
_LISTED = 12
_TYPES = {EntityType.PERSON: "Persons", EntityType.ORGANISATION: "Organisations", EntityType.PLACE: "Places"}


def _spelt(name: str) -> str:
    return shown(name).casefold().replace("’", "'").removesuffix("'s")


def anchor(article: int, start: int, end: int) -> str:
    """The name of a stretch of an article in the page."""
    return f"p{article + 1}-{start}-{end}"


def _first_names(entity: data.Entity) -> list[data.Mention]:
    """The first mention by name in each article."""
    found: dict[str, data.Mention] = {}
    for mention in entity.mentions:
        if mention.form is MentionForm.NAME:
            found.setdefault(mention.article, mention)
    return list(found.values())


@dataclass(frozen=True)
class View:
    """An edition as it is shown."""

    edition: Edition

    @cached_property
    def labels(self) -> tuple[Label, ...]:
        """The articles' names in the order of the edition."""
        return tuple(
            Label(
                i,
                f"a{i + 1}",
                letters(i),
                colour(i),
                shortened(name_in_story(a.outlet, i), 36),
                shown(a.language),
                date(a.published) if a.published else "",
                "" if a.outlet else shown(short_identifier(a.id)),
            )
            for i, a in enumerate(self.edition.articles)
        )

    @cached_property
    def by_id(self) -> dict[str, Label]:
        """The articles' names by article id."""
        return {a.id: w for a, w in zip(self.edition.articles, self.labels, strict=True)}

    @cached_property
    def columns(self) -> tuple[tuple[int, tuple[Label, ...]], ...]:
        """The articles by independent source, the largest first: the columns of the table."""
        groups = enumerate(self.edition.lineage.groups, 1)
        ordered = sorted(groups, key=lambda g: (-len(g[1]), g[0]))
        return tuple((number, tuple(self.by_id[a] for a in group)) for number, group in ordered)

    @cached_property
    def source_of(self) -> dict[str, int]:
        """The number of each article's independent source."""
        return {a: number for number, group in enumerate(self.edition.lineage.groups, 1) for a in group}

    def standing(self, articles: Iterable[str]) -> Standing:
        """Who stands behind something."""
        return standing(articles, self.source_of, self.edition.lineage.edges, self.by_id)

    def href(self, article: str, start: int, end: int) -> str:
        """The link to a stretch, or to its article where nothing of it can be seen."""
        by = self.by_id[article]
        seen = self.edition.articles[by.position].text[start:end].strip()
        return "#" + (anchor(by.position, start, end) if seen else by.key)

    def quote(self, span: data.Span, note: str = "") -> Quote:
        """A stretch as it stands."""
        return Quote(
            self.by_id[span.article], self.href(span.article, span.start, span.end), (("", shown(span.text)),), note
        )

    @cached_property
    def facts(self) -> dict[str, str]:
        """The numbers under the title."""
        e = self.edition
        named = {a.outlet for a in e.articles if a.outlet}
        by = f" by {count(len(named), 'outlet')}" if named else ""
        if named and not all(a.outlet for a in e.articles):
            by += " and others not named"
        verdicts = [d.verdict for d in e.discrepancies]
        return {
            "articles": count(len(e.articles), "article") + by,
            "sources": count(len(e.lineage.groups), "independent source"),
            "period": period(e.story.first, e.story.last),
            "shared": count(sum(len(s.articles) > 1 for s in e.statements), "shared statement"),
            "conflicts": count(verdicts.count(Verdict.CONFLICT), "conflict"),
            "variants": count(verdicts.count(Verdict.VARIANT), "variant"),
            "judgements": count(len(e.judgements), "judgement"),
        }

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The brief; its citations are numbered through, and one that is cited again keeps its number."""
        numbers: dict[tuple[str, int, int], int] = {}
        found = []
        for sentence, mark in zip(self.edition.brief, authorship.marks(self.edition.brief), strict=True):
            notes = []
            for span in sentence.citations:
                number = numbers.setdefault((span.article, span.start, span.end), len(numbers) + 1)
                notes.append(Note(number, self.quote(span)))
            statements = " ".join(sentence.statements)
            found.append(Sentence(shown(sentence.text), statements, tuple(notes), sentence.discrepancy, shown(mark)))
        return tuple(found)

    @cached_property
    def brief(self) -> tuple[Sentence, ...]:
        """The sentences on what is agreed."""
        return tuple(s for s, b in zip(self.sentences, self.edition.brief, strict=True) if not b.disputed)

    @cached_property
    def told(self) -> tuple[tuple[Sentence, ...], tuple[Sentence, ...]]:
        """The sentences on what is agreed in two parts: the latter at the end, each cited from one source alone.

        In a story of one source, and where no sentence has more, all are in the former.
        """
        source = {a: i for i, group in enumerate(self.edition.lineage.groups) for a in group}
        cited = [{source.get(c.article) for c in b.citations} for b in self.edition.brief if not b.disputed]
        last = max((i for i, sources in enumerate(cited, 1) if len(sources) > 1), default=len(cited))
        return self.brief[:last], self.brief[last:]

    @property
    def written(self) -> str:
        """What a language model wrote of the edition, in a sentence; empty where none was asked."""
        return authorship.written(self.edition)

    @property
    def title_mark(self) -> str:
        """Who wrote the title, where that was a language model; else empty."""
        return authorship.title_mark(self.edition)

    @property
    def untold(self) -> str:
        """Why nothing is told as agreed, in a sentence; empty where something is."""
        if self.brief:
            return ""
        if self.disputed:
            return "No sentence that could stand here alone is undisputed."
        return "No sentence of the reports could stand here alone."

    @cached_property
    def disputed(self) -> tuple[Sentence, ...]:
        """The sentences that set readings against each other."""
        return tuple(s for s, b in zip(self.sentences, self.edition.brief, strict=True) if b.disputed)

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """All citations in order, each once."""
        found = {note.number: note for sentence in self.sentences for note in sentence.notes}
        return tuple(found[number] for number in sorted(found))

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """The discrepancies that count."""
        return tuple(self._difference(d) for d in self.edition.discrepancies if d.verdict is not Verdict.COMPATIBLE)

    @cached_property
    def compatible(self) -> tuple[Difference, ...]:
        """Those that only look like one."""
        return tuple(self._difference(d) for d in self.edition.discrepancies if d.verdict is Verdict.COMPATIBLE)

    def _difference(self, d: data.Discrepancy) -> Difference:
        sides: list[Side] = []
        before: set[str] = set()
        found = wordings.sides(d)
        for readings, heading in zip(found, wordings.headings(found), strict=True):
            whose = {r.article for r in readings}
            quotes = tuple(self._reading(r, d) for r in self.quoted(readings))
            side = Side(heading, self.standing(whose), quotes)
            # A report that has two wordings is named once.
            if whose == before and not side.value and not sides[-1].value:
                side = side._replace(quotes=(*sides.pop().quotes, *quotes))
            sides.append(side)
            before = whose
        links = (*d.statements, *((d.quotation,) if d.quotation else ()))
        said = self.quotations.get(d.quotation) if d.quotation and d.kind is not DiscrepancyKind.SPEAKER else None
        speaker = shown(said.speaker or "") if said else ""
        statements = " ".join(d.statements)
        return Difference(d.id, d.kind, speaker, d.verdict, shown(d.reason), statements, links, tuple(sides))

    def quoted(self, side: Sequence[data.Reading]) -> Sequence[data.Reading]:
        """Those readings of one side that are quoted: all of them in a file."""
        return side

    @cached_property
    def quotations(self) -> dict[str | None, data.Quotation]:
        """The quotations by id."""
        return {q.id: q for q in self.edition.quotations}

    def _reading(self, r: data.Reading, d: data.Discrepancy) -> Quote:
        by = self.by_id[r.article]
        pieces = wordings.reading_pieces(
            r, d, self.edition.articles[by.position].text, self.quotations.get(d.quotation)
        )
        return Quote(by, self.href(r.article, r.start, r.end), pieces)

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """Quotations that several articles give, or one article gives in several wordings."""
        return tuple(self._said(q) for q in self.edition.quotations if len(q.wordings) > 1)

    @cached_property
    def said_once(self) -> tuple[Said, ...]:
        """Quotations with one wording."""
        return tuple(self._said(q) for q in self.edition.quotations if len(q.wordings) == 1)

    def _said(self, q: data.Quotation) -> Said:
        versions = []
        for version in wordings.versions(q):
            quotes = tuple(
                Quote(self.by_id[w.article], self.href(w.article, w.start, w.end), (), w.speaker or "")
                for w in version.wordings
            )
            first = version.wordings[0]
            other = shown(first.speaker or "") if wordings.given_to_another(first, q) else ""
            versions.append(Version(version.label, version.marked, version.pieces, quotes, other))
        articles = {w.article for w in q.wordings}
        # What makes them one source is told with the readings that differ: here it would stand in every heading.
        standing = self.standing(articles)._replace(ties="")
        return Said(q.id, shown(q.speaker or "Speaker not known"), standing, tuple(versions))

    @cached_property
    def rows(self) -> dict[str, Row]:
        """All statements as rows, by id."""
        marked: dict[str, dict[Verdict, list[str]]] = {}
        for d in self.edition.discrepancies:
            if d.verdict is not Verdict.COMPATIBLE:
                for s in d.statements:
                    marked.setdefault(s, {}).setdefault(d.verdict, []).append(d.id)
        return {
            s.id: self._row(s, tuple((ids[0], str(v), len(ids)) for v, ids in marked.get(s.id, {}).items()))
            for s in self.edition.statements
        }

    def _row(self, s: data.Statement, differences: tuple[tuple[str, str, int], ...]) -> Row:
        central = next((c for c in s.claims if c.id == s.central), s.claims[0])
        shared = len(s.articles) > 1
        return Row(
            id=s.id,
            number=s.id[1:],
            before=self._before(central),
            text=shown(s.text),
            language=self.by_id[central.article].language,
            support=s.independent_sources,
            href=self.href(central.article, central.start, central.end),
            cells=self._cells(s) if shared and not self.wide else (),
            differences=differences,
            strip=strip([self._stance(s, a) for a in self.in_columns]) if shared and self.wide else None,
        )

    @cached_property
    def wide(self) -> bool:
        """Whether there are too many columns for a table to be read: each row is then drawn as a strip."""
        return len(self.in_columns) > _WIDE

    @cached_property
    def long(self) -> bool:
        """Whether there are too many articles to be listed before what happened."""
        return len(self.in_columns) > _LISTED

    @cached_property
    def in_columns(self) -> tuple[str, ...]:
        """The ids of the articles in the order of the columns."""
        return tuple(self.edition.articles[w.position].id for _, group in self.columns for w in group)

    def _cells(self, s: data.Statement) -> tuple[Cell, ...]:
        first: dict[str, str] = {}
        for c in s.claims:
            first.setdefault(c.article, self.href(c.article, c.start, c.end))
        cells = []
        for _, group in self.columns:
            for w in group:
                article = self.edition.articles[w.position].id
                cells.append(Cell(w, self._stance(s, article), first.get(article, "")))
        return tuple(cells)

    def _stance(self, s: data.Statement, article: str) -> str:
        stance = str(self.edition.coverage.stances.get(s.id, {}).get(article, Stance.SILENT))
        return "omits" if stance == Stance.SILENT and s.id in self._omitted.get(article, ()) else stance

    @cached_property
    def _omitted(self) -> dict[str, frozenset[str]]:
        return {article: frozenset(found) for article, found in self.edition.coverage.omissions.items()}

    def _before(self, claim: data.Claim) -> str:
        """Who says so, for quoted words; else what the sentence has before a clause that cannot stand alone."""
        if claim.mode in (Mode.DIRECT, Mode.UNMARKED) and claim.speaker:
            return f"{shown(claim.speaker)}:"
        return lead_in(self.edition.articles[self.by_id[claim.article].position].text, claim.start)

    @cached_property
    def shared(self) -> tuple[Row, ...]:
        """The statements of more than one article."""
        return tuple(self.rows[s.id] for s in self.edition.statements if len(s.articles) > 1)

    @cached_property
    def _listed(self) -> dict[str, list[data.Entity]]:
        """Persons, bodies and places that several articles name, or that go by several names."""
        found: dict[str, list[data.Entity]] = {kind: [] for kind in _TYPES.values()}
        for e in self.edition.entities:
            kind = _TYPES.get(e.type)
            several = len(e.names) > 1 or len({m.article for m in e.mentions}) > 1
            if kind and several and len(found[kind]) < _NAMED:
                found[kind].append(e)
        return {kind: entities for kind, entities in found.items() if entities}

    @cached_property
    def named(self) -> tuple[tuple[str, tuple[Named, ...]], ...]:
        """The entities worth listing, by type."""
        return tuple((kind, tuple(map(self._named, entities))) for kind, entities in self._listed.items())

    def _named(self, e: data.Entity) -> Named:
        quotes = tuple(
            Quote(self.by_id[m.article], self.href(m.article, m.start, m.end), (("", shown(m.text)),))
            for m in _first_names(e)
        )
        # One spelling each: capitals and a possessive make no other name.
        spellings = {_spelt(n): shown(n) for n in (*e.names, e.name)}
        spellings.pop(_spelt(e.name))
        return Named(shown(e.name), tuple(spellings.values()), quotes)

    @cached_property
    def first_mentions(self) -> tuple[data.Mention, ...]:
        """Where the listed entities are first named in each article."""
        return tuple(m for entities in self._listed.values() for e in entities for m in _first_names(e))

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """The timeline, one entry a date."""
        found: dict[tuple[str, bool], list[data.TimelineEntry]] = {}
        for entry in self.edition.timeline:
            found.setdefault((entry.date, entry.approximate), []).append(entry)
        return tuple(
            Moment(
                date(value, approximate=approximate),
                entries[0].precision,
                tuple((self.rows[t.statement], self._first_of_each(t.spans)) for t in entries),
            )
            for (value, approximate), entries in found.items()
        )

    def _first_of_each(self, spans: Iterable[data.Span]) -> tuple[Quote, ...]:
        """One quote an article: the first."""
        found: dict[str, data.Span] = {}
        for span in spans:
            found.setdefault(span.article, span)
        return tuple(map(self.quote, found.values()))

    @cached_property
    def derivations(self) -> tuple[Derivation, ...]:
        """The edges in words."""
        return tuple(self._derivation(e) for e in self.edition.lineage.edges)

    def _derivation(self, e: data.Edge) -> Derivation:
        sentence, tail = derivation(e)
        evidence = tuple(
            (shown(v.reason), tuple(map(self.quote, v.spans[:_EVIDENCE])), max(0, len(v.spans) - _EVIDENCE))
            for v in e.evidence
        )
        return Derivation(self.by_id[e.derived], self.by_id[e.source], sentence, tail, evidence)

    @cached_property
    def decisions(self) -> tuple[Decided, ...]:
        """What people decided, in the order of their decisions."""
        return decisions(self.edition, self.by_id)

    @cached_property
    def decided(self) -> dict[str, tuple[Decided, ...]]:
        """The judgements on a discrepancy or statement, by its id."""
        return by_subject(self.decisions)

    def listed(self, found: Sequence[str]) -> tuple[Row, ...]:
        """Statements by their ids."""
        return tuple(self.rows[s] for s in found)
