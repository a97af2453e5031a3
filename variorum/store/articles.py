"""Writing articles: raw documents, identities, versions, words, vectors."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import delete, func, insert, or_, select, update

from variorum.store import fulltext, lists, schema
from variorum.store.packing import pack, pack_blocks, pack_text, pack_vector, unpack_text
from variorum.store.records import Arrival, ArticleRecord, Outcome
from variorum.store.words import terms

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sqlalchemy import Connection

    from variorum.model import Article
    from variorum.store.session import Session

_SLUG = re.compile(r"[^\w.-]+")
_LONGEST_SLUG = 40
# Of words longer than this, so many at least, this part is shared by two versions of one article.
_SHORT, _ENOUGH, _RELATED = 3, 20, 0.15


@dataclass(frozen=True, slots=True)
class Stored:
    """An article after it was handed in: its stable identifier, its number, what became of it, its story if any."""

    id: str
    number: int
    outcome: Outcome
    version: int
    story: str


class FoundIn(NamedTuple):
    """What an annotator found in a text, under the digest of what it was found in."""

    basis: str
    annotator: str
    data: bytes


class VectorsOf(NamedTuple):
    """The vectors of some texts of an article: digests of the texts, and the rows in their order."""

    basis: str
    encoder: str
    digests: str
    data: bytes


def report_sha256(article: Article) -> str:
    """The hash of what an article reports: its title and the blocks that make claims; boxes around it may change."""
    parts = [article.title, *(article.text[b.start : b.end] for b in article.blocks if b.kind.makes_claims)]
    words = "\n".join(" ".join(part.split()) for part in parts)
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


class Articles:
    """The writer's part for articles."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def known(self, origin: str, document: str) -> str:
        """The article whose latest version was read from that very document at that place, or nothing."""
        a, v = schema.articles, schema.versions
        question = (
            select(a.c.id)
            .join(v, v.c.n == a.c.latest)
            .where(v.c.document == document, or_(a.c.origin == origin, a.c.url == origin))
        )
        with self._session.transaction() as connection:
            return str(connection.execute(question).scalar() or "")

    def put(self, arrival: Arrival) -> Stored:
        """Store an article: as a new one, as a new version of one, or as one that is known already."""
        with self._session.transaction() as connection:
            row = _of_key(connection, arrival.key)
            if row is not None and _is_another(connection, row, arrival.article):
                arrival = replace(arrival, key=f"{arrival.key}#{arrival.article.sha256}")
                row = _of_key(connection, arrival.key)
            row = row or _copy(connection, arrival)
            if row is None:
                return self._new(connection, arrival)
            _name_key(connection, arrival.key, row.n)
            return self._again(connection, arrival, row)

    def story_of(self, article: str) -> str:
        """The story an article is in, or nothing."""
        a = schema.articles
        with self._session.transaction() as connection:
            return str(connection.execute(select(a.c.story).where(a.c.id == article)).scalar() or "")

    def stories_of(self, articles: Collection[str]) -> list[str]:
        """The stories that some articles are in, in order."""
        a = schema.articles
        with self._session.transaction() as connection:
            question = select(a.c.story).where(a.c.id.in_(sorted(articles)), a.c.story != "").distinct()
            return sorted(connection.execute(question).scalars())

    def of_story(self, story: str) -> list[ArticleRecord]:
        """The articles of a story, each with its latest version only."""
        a, v = schema.articles, schema.versions
        with self._session.transaction() as connection:
            numbers = select(a.c.latest).where(a.c.story == story)
            latest = {
                row.article: lists.version(row) for row in connection.execute(select(v).where(v.c.n.in_(numbers)))
            }
            rows = connection.execute(select(a).where(a.c.story == story).order_by(a.c.n)).all()
            return [ArticleRecord(lists.article_row(row), (latest[row.n],)) for row in rows]

    def keep_member(self, number: int, time: int | None, data: bytes) -> None:
        """Keep what grouping has to know of an article; `time` (seconds since 1970) is when it was published."""
        with self._session.transaction() as connection:
            _replace(connection, schema.members, number, time=time, data=data)

    def seen(self, article: str) -> None:
        """Note that an article still stands as it is."""
        with self._session.transaction() as connection:
            a = schema.articles
            connection.execute(update(a).where(a.c.id == article).values(last_seen=self._session.now()))

    def _new(self, connection: Connection, arrival: Arrival) -> Stored:
        identifier = _identifier(connection, arrival)
        now = self._session.now()
        values = _facts(arrival.article, now) | {"id": identifier, "first_seen": now, "last_seen": now, "versions": 1}
        values["origin"] = arrival.origin or arrival.article.origin
        number = _inserted(connection, schema.articles, values)
        _name_key(connection, arrival.key, number)
        self._version(connection, arrival, number, 1)
        return Stored(identifier, number, Outcome.NEW, 1, "")

    def _again(self, connection: Connection, arrival: Arrival, row: Any) -> Stored:
        a, now = schema.articles, self._session.now()
        same = row.report_sha256 == report_sha256(arrival.article)
        changed = {"last_seen": now} if same else _facts(arrival.article, row.first_seen, row)
        if not same:
            changed |= {"last_seen": now, "versions": row.versions + 1}
        connection.execute(update(a).where(a.c.n == row.n).values(changed))
        if same:
            return Stored(row.id, row.n, Outcome.KNOWN, row.versions, row.story)
        self._version(connection, arrival, row.n, row.versions + 1)
        return Stored(row.id, row.n, Outcome.REVISED, row.versions + 1, row.story)

    def _version(self, connection: Connection, arrival: Arrival, number: int, version: int) -> None:
        article = arrival.article
        values = {
            "article": number,
            "number": version,
            "seen": self._session.now(),
            "title": article.title,
            "outlet": article.outlet,
            "published": article.published,
            "language": article.language,
            "sha256": article.sha256,
            "document": _keep_document(connection, arrival, self._session),
            "text": pack_text(article.text),
            "blocks": pack_blocks(article.blocks),
            "run": self._session.run,
        }
        n = _inserted(connection, schema.versions, values)
        connection.execute(update(schema.articles).where(schema.articles.c.n == number).values(latest=n))
        fulltext.enter(connection, n, article.title, article.text)
        if arrival.vector is not None:
            _replace(connection, schema.vectors, number, encoder=arrival.encoder, data=pack_vector(arrival.vector))

    def forget(self, annotations: str, vectors: str) -> None:
        """Forget what can be made again: annotations and vectors of texts that were kept before some times."""
        t, v = schema.annotated, schema.text_vectors
        with self._session.transaction() as connection:
            connection.execute(delete(t).where(t.c.kept < annotations))
            connection.execute(delete(v).where(v.c.kept < vectors))

    def keep(self, findings: Sequence[FoundIn | VectorsOf]) -> None:
        """Keep what was found in some articles."""
        with self._session.transaction():
            for each in findings:
                if isinstance(each, FoundIn):
                    self.keep_annotation(*each)
                else:
                    self.keep_text_vectors(*each)

    def annotation(self, basis: str, annotator: str) -> bytes | None:
        """What an annotator found in a text before, if it is kept."""
        with self._session.transaction() as connection:
            return annotation(connection, basis, annotator)

    def keep_annotation(self, basis: str, annotator: str, data: bytes) -> None:
        """Keep what an annotator found in a text."""
        t = schema.annotated
        with self._session.transaction() as connection:
            if self.annotation(basis, annotator) is None:
                values = {"basis": basis, "annotator": annotator, "data": data, "run": self._session.run}
                connection.execute(insert(t).values(values | {"kept": self._session.now()}))

    def text_vectors(self, basis: str, encoder: str) -> tuple[str, bytes] | None:
        """The vectors of the texts of an article that were needed before: digests of the texts, and their rows."""
        with self._session.transaction() as connection:
            return text_vectors(connection, basis, encoder)

    def keep_text_vectors(self, basis: str, encoder: str, digests: str, data: bytes) -> None:
        """Keep vectors of the texts of an article."""
        t = schema.text_vectors
        with self._session.transaction() as connection:
            connection.execute(delete(t).where(t.c.basis == basis, t.c.encoder == encoder))
            values = {"basis": basis, "encoder": encoder, "digests": digests, "data": data, "run": self._session.run}
            connection.execute(insert(t).values(values | {"kept": self._session.now()}))


def _facts(article: Article, seen: str, before: Any = None) -> dict[str, object]:
    """What an article's row says of its latest version. What a new version does not tell stays as it was."""

    def told(name: str) -> str:
        return getattr(article, name) or (getattr(before, name) if before is not None else "")

    published = (before.published if before is not None else "") or article.published
    return {
        "outlet": told("outlet"),
        "title": told("title"),
        "published": published,
        "language": told("language"),
        "url": told("url"),
        "dated": published or seen,
        "text_sha256": article.sha256,
        "report_sha256": report_sha256(article),
    }


def _identifier(connection: Connection, arrival: Arrival) -> str:
    """A readable identifier that is the same wherever the same article is stored first."""
    digest = hashlib.sha256(arrival.key.encode("utf-8", "surrogatepass")).hexdigest()
    # Begun where it cannot be taken for a number or a word, since people are shown identifiers without it.
    digest = digest[next(i for i in range(57) if len({c.isdigit() for c in digest[i : i + 8]}) > 1) :]
    slug = _SLUG.sub("-", arrival.article.id.encode("utf-8", "replace").decode()).strip("-.")[:_LONGEST_SLUG]
    a = schema.articles
    for length in (8, 10, 64):
        identifier = "-".join(part for part in (slug, digest[:length]) if part)
        if connection.execute(select(a.c.n).where(a.c.id == identifier)).first() is None:
            return identifier
    raise AssertionError(f"two articles with one key: {arrival.key}")


def _of_key(connection: Connection, key: str) -> Any:
    a, k = schema.articles, schema.article_keys
    return connection.execute(select(a).join(k, k.c.article == a.c.n).where(k.c.key == key)).first()


def _copy(connection: Connection, arrival: Arrival) -> Any:
    """An article with the same text from the same outlet (or where one of the two is not known) is the same one."""
    a, outlet = schema.articles, arrival.article.outlet
    question = select(a).where(a.c.text_sha256 == arrival.article.sha256)
    if outlet:
        question = question.where(or_(a.c.outlet == outlet, a.c.outlet == ""))
    return connection.execute(question.order_by(a.c.n)).first()


def _is_another(connection: Connection, row: Any, article: Article) -> bool:
    """Whether what stands at a known place has next to nothing of what stood there: it is another article then.

    Pages whose address is wrongly given as that of their section, and files that are written over, are such.
    """
    if row.text_sha256 == article.sha256:
        return False
    v = schema.versions
    before = unpack_text(connection.execute(select(v.c.text).where(v.c.n == row.latest)).scalar_one())
    old, new = ({t.text for t in terms(text) if len(t.text) > _SHORT} for text in (before, article.text))
    return min(len(old), len(new)) >= _ENOUGH and len(old & new) < _RELATED * min(len(old), len(new))


def _name_key(connection: Connection, key: str, number: int) -> None:
    k = schema.article_keys
    if connection.execute(select(k.c.article).where(k.c.key == key)).first() is None:
        connection.execute(insert(k).values(key=key, article=number))


def _keep_document(connection: Connection, arrival: Arrival, session: Session) -> str:
    d, digest = schema.documents, hashlib.sha256(arrival.raw).hexdigest()
    if connection.execute(select(d.c.size).where(d.c.sha256 == digest)).first() is None:
        values = {"sha256": digest, "media_type": arrival.media_type, "size": len(arrival.raw), "seen": session.now()}
        connection.execute(insert(d).values(values | {"data": pack(arrival.raw), "run": session.run}))
    return digest


def _replace(connection: Connection, table: Any, article: int, **values: object) -> None:
    if connection.execute(update(table).where(table.c.article == article).values(values)).rowcount == 0:
        connection.execute(insert(table).values({"article": article, **values}))


def _inserted(connection: Connection, table: Any, values: dict[str, object]) -> int:
    key = connection.execute(insert(table).values(values)).inserted_primary_key
    return int(key[0]) if key is not None else 0


def unplaced(connection: Connection) -> Iterable[str]:
    """Articles that are in no story yet, in the order they came."""
    a = schema.articles
    return connection.execute(select(a.c.id).where(a.c.story == "").order_by(a.c.n)).scalars().all()


def annotation(connection: Connection, basis: str, annotator: str) -> bytes | None:
    """What an annotator found in a text before, if it is kept."""
    t = schema.annotated
    return connection.execute(select(t.c.data).where(t.c.basis == basis, t.c.annotator == annotator)).scalar()


def text_vectors(connection: Connection, basis: str, encoder: str) -> tuple[str, bytes] | None:
    """The vectors of the texts of an article: digests of the texts, and their rows."""
    t = schema.text_vectors
    question = select(t.c.digests, t.c.data).where(t.c.basis == basis, t.c.encoder == encoder)
    row = connection.execute(question).first()
    return None if row is None else (row.digests, row.data)


def highest(connection: Connection) -> int:
    """The number of the latest article."""
    return connection.execute(select(func.max(schema.articles.c.n))).scalar() or 0
