"""Search: by words or by meaning, with the same filters and the same answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import func, select

from variorum.store import fulltext, people, schema
from variorum.store.lists import article_row
from variorum.store.packing import unpack_blocks, unpack_text
from variorum.store.records import Hit, Query, SearchPage
from variorum.store.snippets import snippet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray
    from sqlalchemy import ColumnElement, Connection

    from variorum.store.meaning import Meanings

_AFTER_ALL = "\U0010ffff"
_COUNTED = 10_000
# Articles of other stories that are looked at for stories like one.
_NEIGHBOURS = 80


def by_words(connection: Connection, query: Query) -> SearchPage:
    """Articles that have the words, the best first; without a word those the filters leave, latest first.

    Of words that more than 10,000 articles have, the latest 10,000 are looked at.
    """
    a = schema.articles
    version: Any = None
    try:
        words, version, condition, score = fulltext.match(connection.dialect.name, query.words)
    except ValueError:
        source: Any = a
        chosen, ordered = select(a.c.n), (a.c.dated.desc(), a.c.n.desc())
    else:
        source = a.join(words, version == a.c.latest)
        chosen, ordered = select(a.c.n, score.label("score")).where(condition), (score.desc(), a.c.n.desc())
    left = filters(query, fulltext.after_words(connection.dialect.name, a.c.story) if version is not None else None)
    chosen = chosen.select_from(source).where(*left)
    if version is not None and left and (page := _counted_at_once(connection, query, chosen)):
        return page
    counted = select(func.count()).select_from(chosen.limit(_COUNTED + 1).subquery())
    total = connection.execute(counted).scalar_one()
    if total > _COUNTED and version is not None:
        # The index gives its entries in the order of their numbers without looking at all of them.
        earliest = select(version).select_from(source).where(condition, *left).order_by(version.desc())
        chosen = chosen.where(version >= connection.execute(earliest.offset(_COUNTED - 1).limit(1)).scalar_one())
    rows = connection.execute(chosen.order_by(*ordered).offset(query.offset).limit(query.limit)).all()
    hits = _hits(connection, query, [row.n for row in rows], [getattr(row, "score", 0.0) for row in rows])
    return SearchPage(query, hits, min(total, _COUNTED), total > _COUNTED)


def _counted_at_once(connection: Connection, query: Query, chosen: Any) -> SearchPage | None:
    """A page of articles with words that filters leave, which takes one reading of the index instead of two.

    None where there are more than can be counted, or none on that page.
    """
    found = chosen.limit(_COUNTED + 1).subquery()
    page = select(found, func.count().over().label("total")).order_by(found.c.score.desc(), found.c.n.desc())
    rows = connection.execute(page.offset(query.offset).limit(query.limit)).all()
    if not rows or rows[0].total > _COUNTED:
        return None
    hits = _hits(connection, query, [row.n for row in rows], [row.score for row in rows])
    return SearchPage(query, hits, rows[0].total, more=False)


def by_meaning(connection: Connection, query: Query, meanings: Meanings, vector: NDArray[np.float32]) -> SearchPage:
    """Articles whose subject is nearest to a vector (a unit row), the nearest first."""
    found = filters(query)
    among = None
    if found:
        among = set(connection.execute(select(schema.articles.c.n).where(*found)).scalars())
    numbers, scores, total = meanings.nearest(connection, vector, query.offset, query.limit, among)
    return SearchPage(query, _hits(connection, query, numbers, scores), total)


def like(connection: Connection, story: str, meanings: Callable[[str], Meanings], limit: int) -> list[str]:
    """The stories of the articles that are nearest to the middle of a story's own, the nearest first."""
    a, v = schema.articles, schema.vectors
    own = select(a.c.n, v.c.encoder, v.c.data).join(v, v.c.article == a.c.n).where(a.c.story == story)
    rows = connection.execute(own.order_by(a.c.n)).all()
    if not rows:
        return []
    encoder = rows[0].encoder
    vectors = [np.frombuffer(row.data, dtype="<f2").astype(np.float32) for row in rows if row.encoder == encoder]
    middle = np.mean(vectors, axis=0)
    numbers, _, _ = meanings(encoder).nearest(connection, middle, 0, len(rows) + _NEIGHBOURS)
    question = select(a.c.n, a.c.story).where(a.c.n.in_(numbers), a.c.story.not_in(("", story)))
    others = {row.n: row.story for row in connection.execute(question)}
    return list(dict.fromkeys(others[n] for n in numbers if n in others))[:limit]


def filters(query: Query, story: ColumnElement[str] | None = None) -> list[ColumnElement[bool]]:
    """The conditions of a query besides its words; `story` is the column of the story, or an expression of it."""
    a = schema.articles
    story = a.c.story if story is None else story
    found: list[ColumnElement[bool]] = []
    if query.outlet:
        found.append(a.c.outlet == query.outlet)
    if query.language:
        found.append(a.c.language == query.language)
    if query.since:
        found.append(a.c.dated >= query.since)
    if query.until:
        found.append(a.c.dated <= query.until + _AFTER_ALL)
    if query.story:
        found.append(story == query.story)
    if query.speaker:
        found.append(a.c.id.in_(people.quoting(query.speaker)))
    return found


def _hits(connection: Connection, query: Query, numbers: Sequence[int], scores: Sequence[float]) -> tuple[Hit, ...]:
    a, v = schema.articles, schema.versions
    rows = connection.execute(
        select(a, v.c.text.label("packed"), v.c.blocks).join(v, v.c.n == a.c.latest).where(a.c.n.in_(numbers))
    )
    found = {row.n: row for row in rows}
    hits = []
    for number, score in zip(numbers, scores, strict=True):
        row = found[number]
        text = unpack_text(row.packed)
        start, end, marks = snippet(text, query.words, unpack_blocks(row.blocks))
        hits.append(Hit(article_row(row), round(float(score), 4), text[start:end], start, end, marks))
    return tuple(hits)
