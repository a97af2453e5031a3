"""A made-up store: stories of all sizes with their articles and editions, straight into the tables.

Seeded; nothing in it is real. The words are made of syllables and drawn by Zipf's law, so that the index of words is
as large as that of real texts; each story has sentences of its own, and its articles tell some of them, so that every
span of its edition is what the article has there. Sizes follow a power law; one story has 300 articles, as the largest
of a real desk have. Every tenth article was changed once, every eighth story was judged. Of the first of the changed
ones annotations and vectors of both versions are kept, as editions leave them. What the pages do not read (raw
documents, grouping records) is left out.
"""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from sqlalchemy import func, insert, select

from variorum.desk.memory import Memory
from variorum.edition import data
from variorum.encode import UniversalEncoder
from variorum.judgements import Decision, Judgement, JudgementKind, Passage, Subject
from variorum.model import (
    Article,
    Block,
    BlockKind,
    Certainty,
    ClauseKind,
    DerivationKind,
    DiscrepancyKind,
    Mode,
    Polarity,
    Stance,
    Verdict,
)
from variorum.store import Writer, decisions, fulltext, schema
from variorum.store.growth import growth
from variorum.store.lists import version
from variorum.store.packing import pack, pack_blocks, pack_text, pack_vector, unpack_text
from variorum.store.prepared import speaker_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Table

LARGEST = 300
CHANGED, JUDGED = 10, 8
"""Every so many articles have a second version, every so many stories have judgements."""

ANNOTATED = 100
"""Of so many changed articles, the first, both versions are annotated."""

OUTLETS, SPEAKERS, WORDS, DAYS = 400, 8_000, 60_000, 60
ENCODER = UniversalEncoder.name
_LANGUAGES = ("en",) * 8 + ("es", "de", "fr", "pt")
_SYLLABLES = [c + v for c in "bcdfghklmnprstvz" for v in ("a", "e", "i", "o", "u", "an", "er", "ol")]


class Told(NamedTuple):
    """A made-up article with the spans of the sentences it tells."""

    number: int
    id: str
    outlet: str
    title: str
    published: str
    language: str
    text: str
    spans: dict[int, tuple[int, int]]

    @property
    def sha256(self) -> str:
        """The hash of its text."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def versions(self) -> list[str]:
        """Its texts, the latest last: an earlier one tells its first sentence in other words, and not its last."""
        if self.number % CHANGED:
            return [self.text]
        (_, first), (last, _) = min(self.spans.values()), max(self.spans.values())
        words = self.text[:first].split()
        return [" ".join(words[:-1]) + self.text[first:last].rstrip(), self.text]


class MadeUp:
    """Makes stories; the same seed makes the same ones."""

    def __init__(self, seed: int = 7, now: datetime | None = None) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - made-up data
        self.now = now or datetime.now(UTC)
        self.words = [self._word() for _ in range(WORDS)]
        weights = 1.0 / np.arange(1, WORDS + 1)
        self._zipf = np.cumsum(weights / weights.sum())
        self._dice = np.random.default_rng(seed)
        self.outlets = [f"The {self._word().title()} {self._word().title()}" for _ in range(OUTLETS)]
        self.speakers = [f"{self._word().title()} {self._word().title()}" for _ in range(SPEAKERS)]
        self.articles = 0

    def sizes(self, articles: int) -> Iterator[int]:
        """Sizes of stories, the largest first among the early ones, until there are so many articles."""
        left = articles - LARGEST
        yield min(LARGEST, articles)
        while left > 0:
            size = min(left, 1 if self.chance.random() < 0.35 else 1 + int(self.chance.paretovariate(1.3)), 120)
            left -= size
            yield size

    def story(self, size: int) -> list[Told]:
        """The articles of one story."""
        facts = [self._sentence() for _ in range(min(60, 10 + 2 * size))]
        begin = self.now - timedelta(days=self.chance.random() * DAYS)
        title = " ".join(facts[0].split()[:7]).rstrip(".")
        outlets = self.chance.sample(self.outlets, min(size, OUTLETS))
        return [self._told(facts, outlets[i % len(outlets)], title, begin) for i in range(size)]

    def _told(self, facts: list[str], outlet: str, title: str, begin: datetime) -> Told:
        chosen = sorted(self.chance.sample(range(len(facts)), min(len(facts), self.chance.randint(8, 16))))
        text, spans = "", {}
        for i in chosen:
            spans[i] = (len(text), len(text) + len(facts[i]) - 1)
            text += facts[i] + (" " if self.chance.random() < 0.6 else "\n\n")
        self.articles += 1
        at = min(self.now, begin + timedelta(hours=self.chance.expovariate(1 / 20)))
        when = at.strftime("%Y-%m-%dT%H:%M:%SZ")
        identifier = f"report-{self.articles:08x}"
        heading = f"{title} {self._words(2)}"
        language = self.chance.choice(_LANGUAGES)
        return Told(self.articles, identifier, outlet, heading, when, language, text.rstrip(), spans)

    def _sentence(self) -> str:
        return self._words(self.chance.randint(9, 26)).capitalize() + "."

    def _words(self, number: int) -> str:
        drawn = np.searchsorted(self._zipf, self._dice.random(number))
        return " ".join(self.words[min(i, WORDS - 1)] for i in drawn)

    def _word(self) -> str:
        return "".join(self.chance.choice(_SYLLABLES) for _ in range(self.chance.randint(1, 4)))


def edition_of(articles: list[Told], story: str, chance: random.Random, speakers: list[str]) -> data.Edition:
    """An edition whose every span is what its article has there; some statements are quotations, some in conflict."""
    facts = sorted({i for a in articles for i in a.spans})
    groups = [[a.id for a in articles[i : i + 3]] for i in range(0, len(articles), 3)] if len(articles) > 3 else [
        [a.id] for a in articles
    ]  # fmt: skip
    source = {a: i for i, group in enumerate(groups) for a in group}
    statements, quotations, discrepancies = [], [], []
    claims = 0
    for n, fact in enumerate(facts, 1):
        having = [a for a in articles if fact in a.spans]
        made = []
        for a in having:
            claims += 1
            start, end = a.spans[fact]
            made.append(
                data.Claim(f"c{claims}", a.id, start, end, a.text[start:end], None, None, Mode.STATED,
                           Polarity.AFFIRMED, Certainty.CERTAIN, ClauseKind.MAIN)
            )  # fmt: skip
        support = len({source[a.id] for a in having})
        ids = tuple(a.id for a in having)
        statements.append(data.Statement(f"s{n}", made[0].text, made[0].id, ids, support, (), tuple(made)))
        if n % 5 == 0:
            speaker = chance.choice(speakers)
            wordings = tuple(
                data.Wording(c.article, c.start, c.end, c.text, Mode.DIRECT, speaker, "e1", None) for c in made
            )
            quotations.append(data.Quotation(f"q{len(quotations) + 1}", speaker, "e1", wordings))
        if n % 12 == 0 and len(made) > 1:
            readings = tuple(
                data.Reading(c.text.split()[0], c.article, c.start, c.end, c.text, i % 2) for i, c in enumerate(made)
            )
            discrepancies.append(
                data.Discrepancy(f"d{len(discrepancies) + 1}", DiscrepancyKind.NUMBER, Verdict.CONFLICT,
                                 "The numbers differ.", readings, 0.8, f"s{n}", (f"s{n}",))
            )  # fmt: skip
    edges = tuple(
        data.Edge(group[i], group[0], DerivationKind.VERBATIM, 0.8, directed=True)
        for group in groups
        for i in range(1, len(group))
    )
    stances = {s.id: dict.fromkeys(s.articles, Stance.STATES) for s in statements}
    exclusives = {a.id: tuple(s.id for s in statements if s.articles == (a.id,)) for a in articles}
    first, last = min(a.published for a in articles), max(a.published for a in articles)
    return data.Edition(
        data.FORMAT,
        data.Generator("variorum", "made up", {}, {}, last),
        data.Story(story, articles[0].title, first, last, len(groups)),
        tuple(
            data.Article(a.id, a.outlet, a.title, a.published, a.language, a.id, a.sha256, a.text,
                         (data.Block(0, len(a.text), BlockKind.BODY),))
            for a in articles
        ),
        (),
        tuple(statements),
        tuple(quotations),
        tuple(discrepancies),
        data.Lineage(edges, tuple(map(tuple, groups))),
        data.Coverage(stances, exclusives, {}),
        digest=hashlib.sha256(story.encode()).hexdigest(),
    )  # fmt: skip


def fill(db: str, articles: int, seed: int = 7) -> None:
    """Make a store of so many articles at a place where there is none."""
    made = MadeUp(seed)
    with Writer(db) as writer:
        batch: dict[Any, list[dict[str, Any]]] = {}
        dice = np.random.default_rng(seed)
        for number, size in enumerate(made.sizes(articles), 1):
            told = made.story(size)
            edition = edition_of(told, f"story-{number:012x}", made.chance, made.speakers)
            if number == 1 or number % JUDGED == 0:
                edition = _judge(batch, number, edition)
            _rows(batch, number, told, edition, dice)
            if number % 200 == 0:
                _write(writer, batch)
        _write(writer, batch)
        _annotate(writer)
        with writer.transaction() as connection:
            _totals(connection, made.speakers)
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("ANALYZE")


def _annotate(writer: Writer) -> None:
    """Keep what editions of both versions of some changed articles would have left."""
    t, memory = schema.versions, Memory(writer.articles)
    chosen = select(t).where(t.c.article % CHANGED == 0, t.c.article <= CHANGED * ANNOTATED)
    with writer.transaction() as connection:
        kept = [(str(row.n), version(row)) for row in connection.execute(chosen)]
    articles = [Article(n, v.text, v.blocks, v.outlet, v.title, v.published, v.language) for n, v in kept]
    memory.encoder(UniversalEncoder(), memory.annotated(articles))


def _rows(
    batch: dict[Any, list[dict[str, Any]]], number: int, told: list[Told], edition: data.Edition,
    dice: np.random.Generator,
) -> None:  # fmt: skip
    story = edition.story.id
    subject = dice.standard_normal(512).astype(np.float32)
    for a in told:
        add = batch.setdefault
        row = {"n": a.number, "id": a.id, "outlet": a.outlet, "title": a.title, "published": a.published}
        row |= {"language": a.language, "dated": a.published, "first_seen": a.published, "last_seen": a.published}
        texts = a.versions
        # Two numbers an article: one for each version that it may have.
        row |= {"versions": len(texts), "latest": 2 * a.number + len(texts) - 2, "text_sha256": a.sha256}
        add(schema.articles, []).append(row | {"story": story, "origin": a.id})
        for i, text in enumerate(texts):
            version = {"n": 2 * a.number + i - 1, "article": a.number, "number": i + 1, "seen": a.published}
            version |= {"title": a.title, "outlet": a.outlet, "published": a.published, "language": a.language}
            version |= {"sha256": hashlib.sha256(text.encode()).hexdigest(), "text": pack_text(text)}
            add(schema.versions, []).append(version | {"blocks": pack_blocks([Block(0, len(text), BlockKind.BODY)])})
        vector = subject + 0.6 * dice.standard_normal(512).astype(np.float32)
        packed = pack_vector(vector / np.linalg.norm(vector))
        add(schema.vectors, []).append({"article": a.number, "encoder": ENCODER, "data": packed})
        event = {"story": story, "at": a.published, "kind": "started" if a is told[0] else "joined", "article": a.id}
        add(schema.story_events, []).append(event)
    _story_rows(batch, number, told, edition)


def _story_rows(batch: dict[Any, list[dict[str, Any]]], number: int, told: list[Told], edition: data.Edition) -> None:
    add, story = batch.setdefault, edition.story.id
    outlets = {a.id: a.outlet for a in told}
    counts = {"articles": len(told), "statements": len(edition.statements), "conflicts": len(edition.discrepancies)}
    facts = {"title": edition.story.title, "first": edition.story.first, "last": edition.story.last}
    row = {"n": number, "id": story, "created": edition.story.first, "changed": edition.story.last, **facts, **counts}
    row |= {"languages": ",".join(sorted({a.language for a in told})), "outlets": len(set(outlets.values()))}
    row |= {"independent_sources": len(edition.lineage.groups), "growth": growth(a.published for a in told)}
    add(schema.stories, []).append(row | {"edition": number, "edited": edition.story.last})
    kept = {"n": number, "story": story, "made": edition.story.last, "digest": edition.digest, **counts}
    add(schema.editions, []).append(kept | {"data": pack(edition.to_json().encode())})
    for q in edition.quotations:
        for w in q.wordings:
            said = {"story": story, "speaker": speaker_key(q.speaker or ""), "quotation": q.id, "article": w.article}
            said |= {"outlet": outlets[w.article], "published": edition.story.last, "start": w.start, "end": w.end}
            add(schema.utterances, []).append(said | {"text": w.text, "mode": w.mode.value})
    for e in edition.lineage.edges:
        edge = {"story": story, "derived": e.derived, "source": e.source, "kind": e.kind.value, "directed": True}
        edge |= {"derived_outlet": outlets[e.derived], "source_outlet": outlets[e.source], "share": e.share}
        add(schema.edges, []).append(edge)
    first = min(told, key=lambda a: a.published)
    taken = {e.derived for e in edition.lineage.edges}
    for outlet in sorted(set(outlets.values())):
        own = [a.id for a in told if a.outlet == outlet]
        alone, leads = int(len(set(outlets.values())) == 1), int(outlet == first.outlet and len(told) > 1)
        fact = {"story": story, "outlet": outlet, "articles": len(own), "alone": alone, "first": leads}
        add(schema.outlet_facts, []).append(fact | {"copied": len(taken & set(own)), "source": 0})


def _judge(batch: dict[Any, list[dict[str, Any]]], number: int, edition: data.Edition) -> data.Edition:
    """The edition with a comment on its first statement, and its first discrepancy, if there is one, confirmed."""
    story, at, first = edition.story.id, edition.story.last, edition.statements[0]
    about = Subject(story, passages=tuple(Passage(c.article, c.text) for c in first.claims))
    found = [Judgement(f"j{2 * number}", JudgementKind.COMMENT, Decision.NOTED, "Ada", at, about, "ask again")]
    told = [data.Judgement(found[0].id, "comment", "noted", "Ada", at, "ask again", (), (first.id,))]
    for d in edition.discrepancies[:1]:
        readings = tuple(Passage(r.article, r.text, r.value, r.side) for r in d.readings)
        about = Subject(story, discrepancy=d.kind.value, passages=readings)
        identifier = f"j{2 * number + 1}"
        found.append(Judgement(identifier, JudgementKind.DISCREPANCY, Decision.CONFIRMED, "Bo", at, about))
        told.append(data.Judgement(identifier, "discrepancy", "confirmed", "Bo", at, "", (d.id,)))
    for judgement in found:
        n = int(judgement.id[1:])
        row = {"n": n, "id": judgement.id, "kind": judgement.kind.value, "decision": judgement.decision.value}
        row |= {"author": judgement.author, "at": at, "story": story, "comment": judgement.comment, "applied": 1}
        subject = decisions.pack_subject(judgement.subject)
        batch.setdefault(schema.judgements, []).append(row | {"subject": subject})
        named = [{"judgement": n, "article": article} for article in sorted(judgement.articles)]
        batch.setdefault(schema.judgement_articles, []).extend(named)
    return replace(edition, judgements=tuple(told))


def _write(writer: Writer, batch: dict[Any, list[dict[str, Any]]]) -> None:
    with writer.transaction() as connection:
        for table, rows in batch.items():
            connection.execute(insert(table), rows)
        for row in batch.get(schema.versions, ()):
            fulltext.enter(connection, row["n"], row["title"], unpack_text(row["text"]))
    batch.clear()


def _totals(connection: Connection, speakers: list[str]) -> None:
    """Count what the pages of speakers and outlets show."""
    u, f = schema.utterances, schema.outlet_facts
    names = {speaker_key(name): name for name in speakers}
    said = select(u.c.speaker, func.count(), func.count(u.c.story.distinct()), func.max(u.c.published))
    rows = [
        {"key": key, "name": names[key], "utterances": number, "stories": stories, "last": last}
        for key, number, stories, last in connection.execute(said.group_by(u.c.speaker))
    ]
    _insert(connection, schema.speakers, rows)
    columns = ("articles", "alone", "first", "copied", "source")
    sums = select(f.c.outlet, func.count(), *(func.sum(f.c[c]) for c in columns)).group_by(f.c.outlet)
    found = connection.execute(sums).all()
    _insert(connection, schema.outlets, [dict(zip(("name", "stories", *columns), row, strict=True)) for row in found])


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)
