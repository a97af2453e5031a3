"""What one version of an article changed in the one before, statement by statement."""

from dataclasses import dataclass
from functools import lru_cache

from variorum.edition.diff import compare
from variorum.model import Block
from variorum.store import View
from variorum.store.records import ArticleRow, Version


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words: `kind` is same, added or omitted."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A statement that was added, dropped, changed in what it states, or only reworded; `reasons` say in what."""

    kind: str
    old: str
    new: str
    reasons: tuple[str, ...]
    pieces: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """What version `number` changed, and how many statements it kept as they were."""

    article: ArticleRow
    number: int
    old_seen: str
    new_seen: str
    changes: tuple[ChangeLine, ...]
    kept: int


def revision(view: View, row: ArticleRow, old: Version, new: Version) -> Revision:
    """Compare two versions. The work is done once for each pair of texts, with what the store keeps of them."""
    changes, kept = _changes(view, _Text.of(row, old), _Text.of(row, new))
    return Revision(row, new.number, old.seen, new.seen, changes, kept)


@dataclass(frozen=True, slots=True)
class _Text:
    """What a version states depends on this, and on nothing else; it is what its annotations are kept by."""

    id: str
    title: str
    outlet: str
    published: str
    language: str
    text: str
    blocks: tuple[Block, ...]

    @classmethod
    def of(cls, row: ArticleRow, version: Version) -> "_Text":
        language = version.language or row.language
        return cls(row.id, version.title, version.outlet, row.published, language, version.text, version.blocks)


@lru_cache(maxsize=128)
def _changes(view: View, old: _Text, new: _Text) -> tuple[tuple[ChangeLine, ...], int]:
    from variorum.desk.changes import ChangeKind, changes
    from variorum.desk.memory import Memory, Seen
    from variorum.model import Article

    def article(t: _Text) -> Article:
        return Article(
            t.id,
            t.text,
            t.blocks,
            outlet=t.outlet,
            title=t.title,
            published=t.published,
            language=t.language,
        )

    found, kept = [], 0
    for change in changes(article(old), article(new), memory=Memory(Seen(view))):
        if change.kind is ChangeKind.KEPT:
            kept += 1
            continue
        pieces = tuple(Stretch(str(p.change), p.text) for p in compare(change.old_text, change.new_text))
        found.append(ChangeLine(str(change.kind), change.old_text, change.new_text, tuple(change.reasons), pieces))
    return tuple(found), kept
