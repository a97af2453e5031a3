"""Writing editions, and what the pages of speakers and outlets need of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import case, delete, func, insert, select, update

from variorum.model import DerivationKind, Verdict
from variorum.store import schema
from variorum.store.packing import pack
from variorum.store.records import EventKind
from variorum.store.stories import forward
from variorum.store.thinning import superfluous
from variorum.values.name import name_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection, Table

    from variorum.edition import Edition
    from variorum.store.session import Session
    from variorum.store.stories import Stories


def speaker_key(name: str) -> str:
    """What identifies a speaker over all stories: the folded words of the name, in Latin letters."""
    return " ".join(name_words(name))[:200]


class Editions:
    """The writer's part for editions."""

    def __init__(self, session: Session, stories: Stories) -> None:
        self._session = session
        self._stories = stories

    def put(self, story: str, basis: str, edition: Edition, reason: str = "") -> int:
        """Keep a new edition of a story, made from what `basis` names; return its number. Older ones are thinned.

        An edition with the digest of the one before is the same: then only the basis is noted, and the number is that.
        """
        with self._session.transaction() as connection:
            story = forward(connection, story)
            number = _same(connection, story, edition.digest)
            if not number:
                number = self._insert(connection, story, basis, edition)
                _replace_facts(connection, story, edition)
                self._thin(connection, story)
                self._stories.tell(EventKind.EDITED, story, edition=number, reason=reason)
            s, now = schema.stories, self._session.now()
            values = _told(edition) | {"edited_basis": basis, "edition": number, "edited": now}
            # A story that changed while its edition was made waits anew, behind the others.
            values["stale_since"] = case((s.c.basis == basis, ""), else_=now)
            connection.execute(update(s).where(s.c.id == story).values(values))
            return number

    def _insert(self, connection: Connection, story: str, basis: str, edition: Edition) -> int:
        values = {
            "story": story,
            "made": self._session.now(),
            "run": self._session.run,
            "digest": edition.digest,
            "basis": basis,
            "articles": len(edition.articles),
            "statements": len(edition.statements),
            "conflicts": _verdicts(edition)[Verdict.CONFLICT],
            "data": pack(edition.to_json().encode()),
        }
        return int(connection.execute(insert(schema.editions).values(values)).inserted_primary_key[0])  # type: ignore[index]

    def _thin(self, connection: Connection, story: str) -> None:
        e = schema.editions
        made = [(row.n, row.made) for row in connection.execute(select(e.c.n, e.c.made).where(e.c.story == story))]
        for number in superfluous(made, self._session.now()):
            connection.execute(delete(e).where(e.c.n == number))

    def clear(self, story: str) -> None:
        """Take what pages show of a story's edition out of the counts, when its articles have gone elsewhere."""
        with self._session.transaction() as connection:
            _replace_facts(connection, story, None)


def _verdicts(edition: Edition) -> Counter[Verdict]:
    return Counter(d.verdict for d in edition.discrepancies)


def _told(edition: Edition) -> dict[str, object]:
    verdicts = _verdicts(edition)
    return {
        "title": edition.story.title,
        "independent_sources": len(edition.lineage.groups),
        "statements": len(edition.statements),
        "conflicts": verdicts[Verdict.CONFLICT],
        "variants": verdicts[Verdict.VARIANT],
    }


def _same(connection: Connection, story: str, digest: str) -> int:
    e = schema.editions
    latest = select(e.c.n, e.c.digest).where(e.c.story == story).order_by(e.c.n.desc()).limit(1)
    row = connection.execute(latest).first()
    return int(row.n) if row is not None and row.digest == digest else 0


def _replace_facts(connection: Connection, story: str, edition: Edition | None) -> None:
    """Put what an edition says of speakers and outlets in the place of what the one before said."""
    speakers, outlets = _speakers_of(connection, story), _outlets_of(connection, story)
    for table in (schema.utterances, schema.edges, schema.outlet_facts):
        connection.execute(delete(table).where(table.c.story == story))
    names: dict[str, str] = {}
    if edition is not None:
        names = _utter(connection, story, edition)
        _derive(connection, story, edition)
        _report(connection, story, edition)
    _recount_speakers(connection, speakers | names.keys(), names)
    _recount_outlets(connection, outlets | _outlets_of(connection, story))


def _speakers_of(connection: Connection, story: str) -> set[str]:
    u = schema.utterances
    return set(connection.execute(select(u.c.speaker).where(u.c.story == story).distinct()).scalars())


def _outlets_of(connection: Connection, story: str) -> set[str]:
    f, e = schema.outlet_facts, schema.edges
    found = set(connection.execute(select(f.c.outlet).where(f.c.story == story)).scalars())
    return found | set(connection.execute(select(e.c.source_outlet).where(e.c.story == story)).scalars())


def _utter(connection: Connection, story: str, edition: Edition) -> dict[str, str]:
    """Keep who said what; return the speakers' fullest names by key."""
    articles = {a.id: a for a in edition.articles}
    known = {e.id: max((e.name, *e.names), key=len) for e in edition.entities}
    names: dict[str, str] = {}
    rows: list[dict[str, object]] = []
    for quotation in edition.quotations:
        if quotation.entity is None or not (key := speaker_key(quotation.speaker or "")):
            continue
        names[key] = quotation.speaker or known[quotation.entity]
        for w in quotation.wordings:
            a = articles[w.article]
            row = {"story": story, "speaker": key, "quotation": quotation.id, "article": a.id, "outlet": a.outlet}
            rows.append(
                row | {"published": a.published, "start": w.start, "end": w.end, "text": w.text, "mode": w.mode.value}
            )
    _insert_all(connection, schema.utterances, rows)
    return names


def _derive(connection: Connection, story: str, edition: Edition) -> None:
    outlets = {a.id: a.outlet for a in edition.articles}
    rows: list[dict[str, object]] = [
        {
            "story": story,
            "derived": e.derived,
            "source": e.source,
            "derived_outlet": outlets[e.derived],
            "source_outlet": outlets[e.source],
            "kind": e.kind.value,
            "share": e.share,
            "directed": e.directed and e.kind is not DerivationKind.COMMON,
        }
        for e in edition.lineage.edges
    ]
    _insert_all(connection, schema.edges, rows)


def _report(connection: Connection, story: str, edition: Edition) -> None:
    """What the story says of each outlet in it."""
    outlets = {a.id: a.outlet for a in edition.articles if a.outlet}
    articles = Counter(outlets.values())
    first = _first(edition)
    copied: Counter[str] = Counter()
    source: Counter[str] = Counter()
    taken = {(e.derived, e.source) for e in edition.lineage.edges if e.directed and e.kind is not DerivationKind.COMMON}
    for derived in {d for d, s in taken if outlets.get(d) and outlets.get(d) != outlets.get(s)}:
        copied[outlets[derived]] += 1
    for d, s in taken:
        if s in outlets and outlets[s] != outlets.get(d):
            source[outlets[s]] += 1
    rows: list[dict[str, object]] = [
        {
            "story": story,
            "outlet": name,
            "articles": count,
            "alone": int(len(articles) == 1 and len(outlets) == len(edition.articles)),
            "first": int(name == first),
            "copied": copied[name],
            "source": source[name],
        }
        for name, count in articles.items()
    ]
    _insert_all(connection, schema.outlet_facts, rows)


def _first(edition: Edition) -> str:
    """The outlet that published before all others, to the minute; nobody where times are less precise or equal."""
    timed = sorted((a.published, a.outlet) for a in edition.articles if len(a.published) > len("2024-07-03"))
    if len(timed) < len(edition.articles) or len({outlet for _, outlet in timed}) < 2:
        return ""
    others = [moment for moment, outlet in timed if outlet != timed[0][1]]
    return timed[0][1] if timed[0][0] < others[0] else ""


def _insert_all(connection: Connection, table: Table, rows: list[dict[str, object]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _recount_speakers(connection: Connection, keys: Iterable[str], names: Mapping[str, str]) -> None:
    u, s = schema.utterances, schema.speakers
    for key in sorted(keys):
        counted = select(func.count(), func.count(u.c.story.distinct()), func.max(u.c.published)).where(
            u.c.speaker == key
        )
        said, stories, last = connection.execute(counted).one()
        before = connection.execute(select(s.c.name).where(s.c.key == key)).scalar()
        connection.execute(delete(s).where(s.c.key == key))
        if said:
            name = max((n for n in (before, names.get(key)) if n), key=len)
            values = {"key": key, "name": name, "utterances": said, "stories": stories, "last": last or ""}
            connection.execute(insert(s).values(values))


def _recount_outlets(connection: Connection, names: Iterable[str]) -> None:
    f, o = schema.outlet_facts, schema.outlets
    for name in sorted(n for n in names if n):
        sums = [func.sum(f.c[c]) for c in ("articles", "alone", "first", "copied", "source")]
        row = connection.execute(select(func.count(), *sums).where(f.c.outlet == name)).one()
        connection.execute(delete(o).where(o.c.name == name))
        if row[0]:
            values = dict(zip(("stories", "articles", "alone", "first", "copied", "source"), row, strict=True))
            connection.execute(insert(o).values(values | {"name": name}))
