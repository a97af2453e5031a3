"""Writing editions, and what the pages of speakers and outlets need of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import case, delete, func, insert, select, update

from variorum.store import schema
from variorum.store.prepared import Prepared, prepared
from variorum.store.records import EventKind
from variorum.store.stories import forward
from variorum.store.thinning import superfluous

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlalchemy import Connection, Table

    from variorum.edition import Edition
    from variorum.store.prepared import Row
    from variorum.store.session import Session
    from variorum.store.stories import Stories

_AT_ONCE = 400


class Editions:
    """The writer's part for editions."""

    def __init__(self, session: Session, stories: Stories) -> None:
        self._session = session
        self._stories = stories

    def put(self, story: str, basis: str, edition: Edition | Prepared, reason: str = "") -> int:
        """Keep a new edition of a story, made from what `basis` names; return its number. Older ones are thinned.

        An edition with the digest of the one before is the same: then only the basis is noted, and the number is that.
        """
        ready = edition if isinstance(edition, Prepared) else prepared(edition)
        with self._session.transaction() as connection:
            story = forward(connection, story)
            number = _same(connection, story, ready.digest)
            if not number:
                number = self._insert(connection, story, basis, ready)
                _replace_facts(connection, story, ready)
                self._thin(connection, story)
                self._stories.tell(EventKind.EDITED, story, edition=number, reason=reason)
            s, now = schema.stories, self._session.now()
            values: dict[str, object] = {**ready.told, "edited_basis": basis, "edition": number, "edited": now}
            # A story that changed while its edition was made waits anew, behind the others.
            values["stale_since"] = case((s.c.basis == basis, ""), else_=now)
            connection.execute(update(s).where(s.c.id == story).values(values))
            return number

    def _insert(self, connection: Connection, story: str, basis: str, ready: Prepared) -> int:
        values = ready.row | {"story": story, "basis": basis, "digest": ready.digest, "data": ready.data}
        values |= {"made": self._session.now(), "run": self._session.run}
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


def _same(connection: Connection, story: str, digest: str) -> int:
    e = schema.editions
    latest = select(e.c.n, e.c.digest).where(e.c.story == story).order_by(e.c.n.desc()).limit(1)
    row = connection.execute(latest).first()
    return int(row.n) if row is not None and row.digest == digest else 0


def _replace_facts(connection: Connection, story: str, ready: Prepared | None) -> None:
    """Put what an edition says of speakers and outlets in the place of what the one before said."""
    speakers, outlets = _speakers_of(connection, story), _outlets_of(connection, story)
    for table in (schema.utterances, schema.edges, schema.outlet_facts):
        connection.execute(delete(table).where(table.c.story == story))
    names: Mapping[str, str] = {}
    if ready is not None:
        names = ready.names
        _insert_all(connection, schema.utterances, story, ready.utterances)
        _insert_all(connection, schema.edges, story, ready.edges)
        _insert_all(connection, schema.outlet_facts, story, ready.outlets)
    _recount_speakers(connection, speakers | names.keys(), names)
    _recount_outlets(connection, outlets | _outlets_of(connection, story))


def _speakers_of(connection: Connection, story: str) -> set[str]:
    u = schema.utterances
    return set(connection.execute(select(u.c.speaker).where(u.c.story == story).distinct()).scalars())


def _outlets_of(connection: Connection, story: str) -> set[str]:
    f, e = schema.outlet_facts, schema.edges
    found = set(connection.execute(select(f.c.outlet).where(f.c.story == story)).scalars())
    return found | set(connection.execute(select(e.c.source_outlet).where(e.c.story == story)).scalars())


def _insert_all(connection: Connection, table: Table, story: str, rows: Iterable[Row]) -> None:
    if own := [{"story": story, **row} for row in rows]:
        connection.execute(insert(table), own)


def _recount_speakers(connection: Connection, keys: Iterable[str], names: Mapping[str, str]) -> None:
    u, s = schema.utterances, schema.speakers
    said = select(u.c.speaker, func.count(), func.count(u.c.story.distinct()), func.max(u.c.published))
    for some in _runs(keys):
        before = {row.key: row.name for row in connection.execute(select(s.c.key, s.c.name).where(s.c.key.in_(some)))}
        connection.execute(delete(s).where(s.c.key.in_(some)))
        rows: list[Row] = [
            {
                "key": key,
                "name": max((n for n in (before.get(key), names.get(key)) if n), key=len),
                "utterances": utterances,
                "stories": stories,
                "last": last or "",
            }
            for key, utterances, stories, last in connection.execute(
                said.where(u.c.speaker.in_(some)).group_by(u.c.speaker)
            )
        ]
        if rows:
            connection.execute(insert(s), rows)


def _recount_outlets(connection: Connection, names: Iterable[str]) -> None:
    f, o = schema.outlet_facts, schema.outlets
    columns = ("articles", "alone", "first", "copied", "source")
    sums = select(f.c.outlet, func.count(), *(func.sum(f.c[c]) for c in columns))
    for some in _runs(n for n in names if n):
        connection.execute(delete(o).where(o.c.name.in_(some)))
        found = connection.execute(sums.where(f.c.outlet.in_(some)).group_by(f.c.outlet)).all()
        if found:
            connection.execute(insert(o), [dict(zip(("name", "stories", *columns), row, strict=True)) for row in found])


def _runs(names: Iterable[str]) -> Iterator[list[str]]:
    """Names in order, in lists that a question may hold."""
    ordered = sorted(names)
    yield from (ordered[i : i + _AT_ONCE] for i in range(0, len(ordered), _AT_ONCE))
