"""The entities of one article while they are being gathered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from variorum.annotate.vocabulary import FEMALE_WORDS, MALE_WORDS, given_names
from variorum.model import EntityType, LocalEntity, Mention, MentionForm
from variorum.values.comparison import Relation
from variorum.values.name import compare_names, name_words
from variorum.values.place import naming

if TYPE_CHECKING:
    from variorum.annotate.roles import RoleName


@dataclass(slots=True)
class Local:
    """One entity in the making."""

    type: EntityType
    names: list[str] = field(default_factory=list)
    roles: list[RoleName] = field(default_factory=list)
    mentions: list[int] = field(default_factory=list)
    gender: str = ""
    last_token: int = -1

    @property
    def name(self) -> str:
        """The fullest name, or the first role."""
        if self.names:
            return max(self.names, key=lambda n: (len(name_words(n)), -self.names.index(n)))
        return str(self.roles[0]) if self.roles else ""


@dataclass(slots=True)
class Draft:
    """A mention before its entity is known to be final."""

    start: int
    end: int
    type: EntityType
    form: MentionForm
    name: str
    head: int
    local: Local


class Locals:
    """All entities of an article, looked up by name and by role."""

    def __init__(self) -> None:
        self.all: list[Local] = []
        self._by_word: dict[str, list[Local]] = {}

    def new(self, kind: EntityType) -> Local:
        """Begin an entity."""
        made = Local(kind)
        self.all.append(made)
        return made

    def named(self, name: str, kind: EntityType) -> Local:
        """The entity that a name belongs to, a new one if none fits."""
        words = name_words(name)
        found = self._match(name, words, kind)
        if found is None:
            found = self.new(kind)
        if name not in found.names:
            found.names.append(name)
            for word in words:
                known = self._by_word.setdefault(word, [])
                if found not in known:
                    known.append(found)
        if kind is EntityType.PERSON and not found.gender:
            found.gender = given_names().get(words[0], "") if len(words) > 1 else ""
        return found

    def alias(self, local: Local, name: str) -> None:
        """Make `name` another name of an entity ("(SCO)")."""
        if name not in local.names:
            local.names.append(name)
        for word in name_words(name):
            known = self._by_word.setdefault(word, [])
            if local not in known:
                known.insert(0, local)

    def _match(self, name: str, words: tuple[str, ...], kind: EntityType) -> Local | None:
        candidates = [c for word in words for c in self._by_word.get(word, ())]
        known = naming(name)
        if known:
            candidates = [c for c in self.all if c.type in (EntityType.PLACE, EntityType.GROUP, kind)]
        best: Local | None = None
        for candidate in sorted(candidates, key=lambda c: -c.last_token):
            if (candidate.type is EntityType.PERSON) is not (kind is EntityType.PERSON):
                continue
            verdict = [compare_names(name, n).relation for n in candidate.names]
            if Relation.SAME in verdict:
                return candidate
            partial = kind is EntityType.PERSON and Relation.DIFFERENT not in (
                v for v, n in zip(verdict, candidate.names, strict=True) if len(name_words(n)) > 1
            )
            if best is None and partial and Relation.COMPATIBLE in verdict:
                best = candidate
        return best


def gender_of_words(words: tuple[str, ...]) -> str:
    """ "f" or "m" where a title among the words tells, else empty."""
    for word in words:
        if word in FEMALE_WORDS:
            return "f"
        if word in MALE_WORDS:
            return "m"
    return ""


def finished(drafts: list[Draft]) -> tuple[tuple[Mention, ...], tuple[LocalEntity, ...]]:
    """Mentions in order of their place, and the entities that have any, in order of their first mention."""
    drafts = sorted(drafts, key=lambda d: (d.start, -d.end, d.head))
    number: dict[int, int] = {}
    held: list[tuple[Local, list[int]]] = []
    for position, draft in enumerate(drafts):
        key = id(draft.local)
        if key not in number:
            number[key] = len(held)
            held.append((draft.local, []))
        held[number[key]][1].append(position)
    mentions = tuple(Mention(d.start, d.end, d.type, d.form, d.name, d.head, number[id(d.local)]) for d in drafts)
    entities = tuple(
        LocalEntity(
            local.type, local.name, tuple(local.names), tuple(dict.fromkeys(str(r) for r in local.roles)), tuple(where)
        )
        for local, where in held
    )
    return mentions, entities
