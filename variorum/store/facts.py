"""What is true of a whole store, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from variorum.store.schema import meta

if TYPE_CHECKING:
    from sqlalchemy import Connection

ENCODER = "encoder"


def get(connection: Connection, name: str) -> str:
    """What is kept under a name, or nothing."""
    return str(connection.execute(select(meta.c.value).where(meta.c.name == name)).scalar() or "")


def put(connection: Connection, name: str, value: str) -> None:
    """Keep something under a name."""
    connection.execute(delete(meta).where(meta.c.name == name))
    connection.execute(insert(meta).values(name=name, value=value))
