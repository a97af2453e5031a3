"""Full-text search: FTS5 in SQLite, tsvector with GIN in PostgreSQL.

Both hold the terms that `words.terms` finds, and no rules of their own about what a word is, so that a search finds
the same articles in either. The number of an entry is the number of the version it was made from.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import cast, column, func, literal, literal_column, table, text
from sqlalchemy.dialects.postgresql import TSQUERY

from variorum.store.words import terms, wanted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement, Connection, FromClause

    from variorum.store.words import Wanted

# What one entry may hold in PostgreSQL: places beyond 16383 are not told apart, and 256 of one word are kept.
_MOST_PLACES = 16_000
_MOST_OF_ONE = 255
_TITLE_WEIGHT = 3.0

CREATE = {
    # The tokenizer only parts at the spaces between the terms. Texts are not kept a second time (`content=''`).
    "sqlite": ("CREATE VIRTUAL TABLE words USING fts5(title, body, content='', tokenize='ascii')",),
    "postgresql": (
        "CREATE TABLE words (version BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
        "CREATE INDEX words_words ON words USING GIN (words)",
    ),
}


def create(connection: Connection) -> None:
    """Make the index."""
    for statement in CREATE[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def enter(connection: Connection, version: int, title: str, body: str) -> None:
    """Put a version's words into the index."""
    heads, rest = [t.text for t in terms(title)], [t.text for t in terms(body)]
    if connection.dialect.name == "sqlite":
        statement = "INSERT INTO words (rowid, title, body) VALUES (:version, :title, :body)"
        values: dict[str, object] = {"version": version, "title": " ".join(heads), "body": " ".join(rest)}
    else:
        statement = "INSERT INTO words (version, words) VALUES (:version, CAST(:words AS tsvector))"
        values = {"version": version, "words": _vector(heads, rest)}
    connection.execute(text(statement), values)


def _vector(heads: Iterable[str], rest: Iterable[str]) -> str:
    """The terms with their places as PostgreSQL writes them; those of the title weigh more."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    at = 0
    for words, weight in ((heads, "A"), (rest, "")):
        for word in words:
            at += 1
            if at <= _MOST_PLACES and len(places[word]) < _MOST_OF_ONE:
                places[word].append(f"{at}{weight}")
        at += 1  # no phrase begins in the title and ends in the text
    return " ".join(f"{_quoted(word)}:{','.join(found)}" for word, found in places.items() if found)


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def match(dialect: str, query: str) -> tuple[FromClause, ColumnElement[int], ColumnElement[bool], ColumnElement[float]]:
    """The index, its column of versions, the condition of a query and its score (higher is better).

    Raises ValueError where the query has no word that could be looked up.
    """
    asked = wanted(query)
    if not any(not each.without for each in asked):
        raise ValueError("no word to look for")
    if dialect == "sqlite":
        return _match_sqlite(asked)
    return _match_postgresql(asked)


def after_words(dialect: str, condition: ColumnElement[str]) -> ColumnElement[str]:
    """A column as it is compared once the words are found.

    SQLite would take the articles of a story by its index first, and then ask for the words anew for each of them.
    """
    return condition.concat("") if dialect == "sqlite" else condition


def _match_sqlite(
    asked: tuple[Wanted, ...],
) -> tuple[FromClause, ColumnElement[int], ColumnElement[bool], ColumnElement[float]]:
    words = table("words", column("rowid"))
    found = " AND ".join(_fts5(each) for each in asked if not each.without)
    for each in asked:
        found += f" NOT {_fts5(each)}" if each.without else ""
    condition = text("words MATCH :asked").bindparams(asked=found)
    score: ColumnElement[float] = literal_column(f"-bm25(words, {_TITLE_WEIGHT}, 1.0)")
    return words, literal_column("words.rowid"), condition, score  # type: ignore[return-value]


def _fts5(each: Wanted) -> str:
    return '"' + " ".join(each.terms).replace('"', "") + '"' + ("*" if each.prefix else "")


def _match_postgresql(
    asked: tuple[Wanted, ...],
) -> tuple[FromClause, ColumnElement[int], ColumnElement[bool], ColumnElement[float]]:
    words = table("words", column("version"), column("words"))
    written = " & ".join(("!" if each.without else "") + _tsquery(each) for each in asked)
    sought = cast(literal(written), TSQUERY)
    condition = words.c.words.op("@@")(sought)
    score: ColumnElement[float] = func.ts_rank(words.c.words, sought, 1)
    return words, words.c.version, condition, score


def _tsquery(each: Wanted) -> str:
    last = len(each.terms) - 1
    parts = [_quoted(t) + (":*" if each.prefix and i == last else "") for i, t in enumerate(each.terms)]
    return "(" + " <-> ".join(parts) + ")"
