"""Findings to edition: positions become identifiers, spans get their text, everything gets its order.

The order never depends on the order of the input: articles stand by time of publication and id, statements and
quotations by how many report them and where they first stand.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from variorum.edition import codec, data
from variorum.edition.diff import words
from variorum.edition.display import one_line
from variorum.edition.names import Names, number
from variorum.model import BlockKind, Ref, shared
from variorum.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from variorum import model
    from variorum.model import Findings


def build(
    findings: Findings,
    *,
    settings: Mapping[str, object] | None = None,
    models: Mapping[str, str] | None = None,
    created: str | None = None,
    story: str = "",
) -> data.Edition:
    """Make the edition of one story, whose identifier is `story` or else made of its articles.

    `settings` and `models` are kept as a record of the run; `created` is now unless given (ISO 8601, UTC).
    Raises ValueError where two articles have one id, since then no span could be traced.
    """
    names = Names(findings)
    articles = tuple(names.edited(a) for a in names.article_order)
    statements = tuple(_statement(names, s) for s in names.statement_order)
    edition = data.Edition(
        format=data.FORMAT,
        generator=_generator(settings or {}, models or {}, created),
        story=_story(names, articles, statements, story),
        articles=articles,
        entities=tuple(_entity(names, e) for e in names.entity_order),
        statements=statements,
        quotations=tuple(_quotation(names, q) for q in names.quotation_order),
        discrepancies=_discrepancies(names),
        lineage=_lineage(names),
        coverage=_coverage(names),
        timeline=_timeline(names),
        brief=tuple(_brief_sentence(names, b) for b in findings.brief),
        judgements=tuple(_judgement(names, j) for j in findings.judgements),
    )
    return replace(edition, digest=codec.digest(edition.to_dict()))


def _generator(settings: Mapping[str, object], models: Mapping[str, str], created: str | None) -> data.Generator:
    moment = created or datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return data.Generator("variorum", __version__, dict(sorted(models.items())), dict(sorted(settings.items())), moment)


def _story(
    names: Names, articles: tuple[data.Article, ...], statements: tuple[data.Statement, ...], identifier: str
) -> data.Story:
    digest = hashlib.sha256("\n".join(sorted(a.sha256 for a in articles)).encode()).hexdigest()
    published = sorted(a.published for a in articles if a.published)
    return data.Story(
        id=identifier or f"story-{digest[:12]}",
        title=_title(articles, statements),
        first=published[0] if published else "",
        last=published[-1] if published else "",
        independent_sources=len(names.findings.lineage.groups),
    )


def _title(articles: tuple[data.Article, ...], statements: tuple[data.Statement, ...]) -> str:
    """The title whose words the other articles have most of; without one, the first statement."""
    outlets = {a.outlet.casefold() for a in articles}
    titles = []
    for article in articles:
        # A page's title, or its first line, may be no more than the name of its outlet; then the next line counts.
        usable = (t for t in _headings(article) if len(words(t)) > 2 and t.casefold() not in outlets)
        title = next(usable, None)
        if title:
            titles.append((article.id, title))
    if titles:
        known = {a.id: frozenset(words(a.text)) for a in articles}
        return max(titles, key=lambda t: _centrality(t[1], [w for a, w in known.items() if a != t[0]]))[1]
    return one_line(statements[0].text) if statements else next((a.outlet or a.id for a in articles), "")


def _headings(article: data.Article) -> Iterator[str]:
    """What may be an article's title, the likeliest first: nothing from below the first paragraph."""
    yield one_line(article.title)
    for block in article.blocks:
        if block.kind in (BlockKind.LEAD, BlockKind.BODY):
            return
        if block.kind in (BlockKind.HEADLINE, BlockKind.SUBHEAD):
            yield one_line(article.text[block.start : block.end])


def _centrality(title: str, others: list[frozenset[str]]) -> float:
    """How many of the other articles have a word of the title, on average; short titles are held back a little."""
    found = {w for w in words(title) if len(w) > 3 or not w.isascii()}
    return sum(sum(w in other for other in others) for w in found) / (len(found) + 2)


def _entity(names: Names, position: int) -> data.Entity:
    entity, collation = names.findings.collation.entities[position], names.findings.collation
    mentions = []
    for ref in sorted(entity.mentions, key=lambda r: (names.rank[r.article], collation.mention(r).start, r.item)):
        m = collation.mention(ref)
        text = names.text(ref.article, m.start, m.end)
        mentions.append(data.Mention(names.article(ref.article), m.start, m.end, text, m.form))
    kin = tuple(sorted((names.entity_ids[k] for k in entity.kin), key=number))
    return data.Entity(names.entity_ids[position], entity.name, entity.type, entity.names, kin, tuple(mentions))


def _statement(names: Names, position: int) -> data.Statement:
    statement = names.findings.collation.statements[position]
    refs = sorted(statement.claims, key=names.claim_place)
    central = names.findings.collation.claim(statement.central)
    return data.Statement(
        id=names.statement_ids[position],
        text=names.text(statement.central.article, central.start, central.end),
        central=names.claim_ids[statement.central],
        articles=tuple(dict.fromkeys(names.article(ref.article) for ref in refs)),
        independent_sources=names.support[position],
        times=tuple(time for ref in refs for time in _times(names, ref)),
        claims=tuple(_claim(names, ref) for ref in refs),
    )


def _times(names: Names, ref: Ref) -> Iterable[data.Time]:
    article = names.findings.collation.articles[ref.article]
    for i in article.claims[ref.item].times:
        t = article.times[i]
        v = t.value
        text = names.text(ref.article, t.start, t.end)
        yield data.Time(
            names.article(ref.article), t.start, t.end, text, v.kind, v.value, v.precision, v.earliest, v.latest
        )


def _claim(names: Names, ref: Ref) -> data.Claim:
    claim = names.findings.collation.claim(ref)
    chain = tuple(_attribution(names, ref.article, link) for link in claim.attribution)
    said = next((link for link in reversed(chain) if link.speaker), None)
    quotation = None if claim.quotation is None else names.quotation_of.get(Ref(ref.article, claim.quotation))
    return data.Claim(
        id=names.claim_ids[ref],
        article=names.article(ref.article),
        start=claim.start,
        end=claim.end,
        text=names.text(ref.article, claim.start, claim.end),
        speaker=said.speaker if said else None,
        entity=said.entity if said else None,
        mode=claim.mode,
        polarity=claim.polarity,
        certainty=claim.certainty,
        kind=claim.kind,
        predicate=claim.predicate,
        attribution=chain,
        quotation=None if quotation is None else names.quotation_ids[quotation],
    )


def _phrase(names: Names, article: int, start: int | None, end: int | None) -> str | None:
    return None if start is None or end is None else names.text(article, start, end)


def _attribution(names: Names, article: int, link: model.Attribution) -> data.Attribution:
    source = _phrase(names, article, link.source_start, link.source_end)
    speaker, entity = names.speaker(article, link.source)
    return data.Attribution(speaker or source, entity, source, link.source_start, link.source_end, link.cue, link.mode)


def _quotation(names: Names, position: int) -> data.Quotation:
    utterance = names.findings.collation.utterances[position]
    wordings = tuple(_wording(names, ref) for ref in sorted(utterance.wordings, key=names.quotation_place))
    if utterance.speaker is not None:
        speaker, entity = names.findings.collation.entities[utterance.speaker].name, names.entity_ids[utterance.speaker]
        return data.Quotation(names.quotation_ids[position], speaker, entity, wordings)
    named = next((w for w in wordings if w.speaker), None)
    return data.Quotation(names.quotation_ids[position], named.speaker if named else None, None, wordings)


def _wording(names: Names, ref: Ref) -> data.Wording:
    q = names.findings.collation.quotation(ref)
    source = _phrase(names, ref.article, q.source_start, q.source_end)
    speaker, entity = names.speaker(ref.article, q.speaker)
    return data.Wording(
        article=names.article(ref.article),
        start=q.start,
        end=q.end,
        text=names.text(ref.article, q.start, q.end),
        mode=q.mode,
        speaker=speaker or source,
        entity=entity,
        source=source,
        source_start=q.source_start,
        source_end=q.source_end,
        cue=_phrase(names, ref.article, q.cue_start, q.cue_end),
        cue_start=q.cue_start,
        cue_end=q.cue_end,
    )


def _discrepancies(names: Names) -> tuple[data.Discrepancy, ...]:
    return tuple(_discrepancy(names, position) for position in names.discrepancy_order)


def _discrepancy(names: Names, position: int) -> data.Discrepancy:
    d = names.findings.discrepancies[position]
    found = {names.statement_of[ref] for ref in d.claims or _claims_read(names, d) if ref in names.statement_of}
    statements = tuple(sorted((names.statement_ids[s] for s in found), key=number))
    ordered = sorted(d.readings, key=lambda r: (names.rank[r.article], r.start, r.end, r.side))
    sides = {side: i for i, side in enumerate(dict.fromkeys(r.side for r in ordered))}
    return data.Discrepancy(
        id=names.discrepancy_ids[position],
        kind=d.kind,
        verdict=d.verdict,
        reason=d.reason,
        readings=tuple(_reading(names, r, sides[r.side]) for r in ordered),
        weight=round(d.weight, 4),
        statement=statements[0] if statements else None,
        statements=statements,
        quotation=None if d.utterance is None else names.quotation_ids[d.utterance],
        judgement=d.judgement or None,
    )


def _judgement(names: Names, judgement: model.Applied) -> data.Judgement:
    return data.Judgement(
        id=judgement.id,
        kind=judgement.kind,
        decision=judgement.decision,
        author=judgement.author,
        at=judgement.at,
        comment=judgement.comment,
        discrepancies=tuple(sorted((names.discrepancy_ids[d] for d in judgement.discrepancies), key=number)),
        statements=tuple(sorted((names.statement_ids[s] for s in judgement.statements), key=number)),
        articles=tuple(names.article(a) for a in sorted(judgement.articles, key=names.rank.__getitem__)),
    )


def _claims_read(names: Names, d: model.Discrepancy) -> Iterator[Ref]:
    """For a discrepancy that names no claims: of each reading the claim that shares most characters with it."""
    for reading in d.readings:
        claims = names.findings.collation.articles[reading.article].claims
        common = [shared(reading, claim) for claim in claims]
        if any(common):
            yield Ref(reading.article, max(range(len(common)), key=lambda i: (common[i], -i)))


def _reading(names: Names, r: model.Reading, side: int) -> data.Reading:
    text = names.text(r.article, r.start, r.end)
    return data.Reading(r.value, names.article(r.article), r.start, r.end, text, side, r.focus_start, r.focus_end)


def _lineage(names: Names) -> data.Lineage:
    lineage = names.findings.lineage
    edges = sorted(lineage.edges, key=lambda e: (names.rank[e.source], names.rank[e.derived]))
    groups = sorted((tuple(sorted(names.rank[a] for a in g)) for g in lineage.groups), key=lambda g: (-len(g), g))
    return data.Lineage(
        edges=tuple(_edge(names, e) for e in edges),
        groups=tuple(tuple(names.article(names.article_order[rank]) for rank in group) for group in groups),
    )


def _edge(names: Names, e: model.Edge) -> data.Edge:
    evidence = tuple(data.Evidence(each.reason, names.spans(each.spans)) for each in e.evidence)
    derived, source = names.article(e.derived), names.article(e.source)
    return data.Edge(derived, source, e.kind, round(e.share, 4), e.directed, e.partial, evidence)


def _coverage(names: Names) -> data.Coverage:
    coverage = names.findings.coverage
    stances = {
        names.statement_ids[s]: {names.article(a): coverage.stances[s][a] for a in names.article_order}
        for s in names.statement_order
    }
    return data.Coverage(stances, _per_article(names, coverage.exclusives), _per_article(names, coverage.omissions))


def _per_article(names: Names, found: tuple[tuple[int, ...], ...]) -> dict[str, tuple[str, ...]]:
    return {
        names.article(a): tuple(sorted((names.statement_ids[s] for s in found[a]), key=number))
        for a in names.article_order
    }


def _timeline(names: Names) -> tuple[data.TimelineEntry, ...]:
    entries = sorted(
        names.findings.timeline,
        key=lambda t: (
            t.time.earliest or t.time.value,
            t.time.latest,
            t.time.value,
            number(names.statement_ids[t.statement]),
        ),
    )
    return tuple(
        data.TimelineEntry(
            date=t.time.value,
            precision=t.time.precision,
            earliest=t.time.earliest,
            latest=t.time.latest,
            approximate=t.time.approximate,
            statement=names.statement_ids[t.statement],
            spans=names.spans(t.spans),
        )
        for t in entries
    )


def _brief_sentence(names: Names, b: model.BriefSentence) -> data.BriefSentence:
    return data.BriefSentence(
        text=b.text,
        statements=tuple(names.statement_ids[s] for s in b.statements),
        citations=tuple(names.span(c) for c in dict.fromkeys(b.citations)),
        discrepancy=None if b.discrepancy is None else names.discrepancy_ids[b.discrepancy],
        disputed=b.disputed,
    )
