"""From the schema of an older version to today's, a numbered step at a time, each in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect, select

from variorum.store import fulltext
from variorum.store.records import NoStoreError, StoreError
from variorum.store.schema import SCHEMA_VERSION, meta, metadata

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import Connection, Engine

_NAME = "schema"

# Step n leads from version n - 1 to version n. A step is never changed once it has been released.
STEPS: Mapping[int, Callable[[Connection], None]]


def _caches_are_dated(connection: Connection) -> None:
    """What can be made again is dated, so that it can be forgotten; what is there already counts as old."""
    for name in ("annotations", "text_vectors"):
        connection.exec_driver_sql(f"ALTER TABLE {name} ADD COLUMN kept TEXT DEFAULT '' NOT NULL")
        connection.exec_driver_sql(f"CREATE INDEX {name}_kept ON {name} (kept)")


def _waiting_is_dated(connection: Connection) -> None:
    """Stories that wait for their edition say since when; those that wait already, since their last one."""
    connection.exec_driver_sql("ALTER TABLE stories ADD COLUMN stale_since TEXT DEFAULT '' NOT NULL")
    connection.exec_driver_sql(
        "UPDATE stories SET stale_since = CASE WHEN edited = '' THEN created ELSE edited END"
        " WHERE forwarded_to = '' AND basis <> edited_basis"
    )
    connection.exec_driver_sql("DROP INDEX stories_stale")
    connection.exec_driver_sql("CREATE INDEX stories_waiting ON stories (stale_since, articles DESC, n)")


def _all_name_their_run(connection: Connection) -> None:
    """What a run makes names it, as versions and editions do; 0 where it was made before that was noted."""
    for name in ("documents", "annotations", "text_vectors", "story_events"):
        connection.exec_driver_sql(f"ALTER TABLE {name} ADD COLUMN run BIGINT DEFAULT 0 NOT NULL")


STEPS = {2: _caches_are_dated, 3: _waiting_is_dated, 4: _all_name_their_run}


def version_of(connection: Connection) -> int:
    """The version of the schema in a database; 0 where there is none."""
    if not inspect(connection).has_table(meta.name):
        return 0
    found = connection.execute(select(meta.c.value).where(meta.c.name == _NAME)).scalar()
    return int(found) if found else 0


def migrate(engine: Engine, name: str) -> None:
    """Bring a database to today's schema; make the schema in an empty one. Raises `StoreError` if it is newer."""
    with engine.begin() as connection:
        version = version_of(connection)
        if version == 0:
            _refuse_strangers(connection, name)
            metadata.create_all(connection)
            fulltext.create(connection)
            connection.execute(meta.insert().values(name=_NAME, value=str(SCHEMA_VERSION)))
            return
    refuse_newer(version, name)
    for step in range(version + 1, SCHEMA_VERSION + 1):
        with engine.begin() as connection:
            STEPS[step](connection)
            connection.execute(meta.update().where(meta.c.name == _NAME).values(value=str(step)))


def check(connection: Connection, name: str) -> None:
    """See that a database can be read as it is. Raises `StoreError` where it cannot."""
    version = version_of(connection)
    if version == 0:
        raise NoStoreError(f"{name}: there is no store here yet; `variorum add` makes one")
    refuse_newer(version, name)
    if version < SCHEMA_VERSION:
        raise StoreError(
            f"{name}: it was written by an older version of variorum (schema {version}, this one reads"
            f" {SCHEMA_VERSION}); any command that writes, such as `variorum add`, brings it up to date"
        )


def refuse_newer(version: int, name: str) -> None:
    """Raise `StoreError` where a schema is newer than this program."""
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"{name}: it was written by a newer version of variorum (schema {version}, this one knows"
            f" {SCHEMA_VERSION}); install that version, or use another store"
        )


def _refuse_strangers(connection: Connection, name: str) -> None:
    """A database that holds something else is left alone."""
    others = sorted(set(inspect(connection).get_table_names()))
    if others:
        raise StoreError(
            f"{name}: it is a database of something else (it has the table {others[0]}); name another place"
        )
