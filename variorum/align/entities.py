"""The story's entities: those of each article merged over all articles, whatever the order they come in."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from variorum.align.kinship import kin_of
from variorum.annotate.roles import RoleName, compatible_roles, equal_roles, read_role
from variorum.model import Annotated, Entity, EntityType, MentionForm, Ref
from variorum.values.comparison import Relation
from variorum.values.name import acronym_of, compare_names, name_words, spellings
from variorum.values.place import naming

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from variorum.model import LocalEntity

_Where = tuple[int, int]
"""An article's position and the position of an entity in it."""


@dataclass(slots=True, eq=False)
class Cluster:
    """Local entities held to be one: how often each name and type is used, and the roles they are known by."""

    names: Counter[str] = field(default_factory=Counter)
    types: Counter[EntityType] = field(default_factory=Counter)
    roles: dict[RoleName, None] = field(default_factory=dict)
    members: list[_Where] = field(default_factory=list)
    territories: dict[tuple[str, str], None] = field(default_factory=dict)
    person: bool = False
    """Whether a person's name is among the local entities."""
    _full: list[str] = field(default_factory=list)

    @property
    def type(self) -> EntityType:
        """The type that most mentions have; one who is a firm or a ship by role is no person."""
        most = max(self.types, key=lambda t: (self.types[t], t))
        kinds = sorted({role.kind for role in self.roles})
        return kinds[0] if most is EntityType.PERSON and kinds and EntityType.PERSON not in kinds else most

    @property
    def full(self) -> list[str]:
        """The names of two words and more, or all if there are none."""
        if not self._full:
            self._full = [n for n in sorted(self.names) if len(name_words(n)) > 1] or sorted(self.names)
        return self._full

    def take(self, where: _Where, local: LocalEntity, territories: Iterable[tuple[str, str]] = ()) -> None:
        """Add a local entity, with the territories it names (code and kind of name)."""
        self.members.append(where)
        self.territories.update((t, None) for t in territories)
        self.types[local.type] += len(local.mentions)
        self.person = self.person or local.type is EntityType.PERSON
        self._full = []
        for name in local.names:
            self.names[name] += len(local.mentions)
        self.roles.update((r, None) for r in map(read_role, local.roles) if r)


def resolve(articles: tuple[Annotated, ...]) -> tuple[tuple[Entity, ...], dict[Ref, int]]:
    """Merge the articles' entities; return them with the entity's position for each mention.

    Persons are merged by full name, then by a surname that only one of them has, then by a role that only one of
    them holds; everything else by equal names, acronyms and names of one territory. Entities come in the order of
    how many articles and mentions they have, then by name: the order of the articles does not matter.
    """
    clusters = _merged(articles)
    shown = {id(c): _shown(c, articles) for c in clusters}
    ordered = sorted(clusters, key=lambda c: _rank(c, articles, shown[id(c)]))
    kin = kin_of([(c.person, sorted(c.names), list(c.roles)) for c in ordered])
    entities = []
    entity_of: dict[Ref, int] = {}
    for position, cluster in enumerate(ordered):
        refs = sorted(Ref(a, m) for a, e in cluster.members for m in articles[a].entities[e].mentions)
        entity_of.update((ref, position) for ref in refs)
        names = tuple(sorted(cluster.names, key=lambda n: (-cluster.names[n], n)))
        entities.append(Entity(shown[id(cluster)], cluster.type, names, tuple(refs), kin[position]))
    return tuple(entities), entity_of


def _merged(articles: tuple[Annotated, ...]) -> list[Cluster]:
    locals_ = [((a, e), local) for a, article in enumerate(articles) for e, local in enumerate(article.entities)]
    locals_.sort(key=lambda item: _order(item, articles))
    clusters: list[Cluster] = []
    index: dict[str, list[Cluster]] = defaultdict(list)
    held: dict[str, set[int]] = defaultdict(set)
    names: dict[str, list[Cluster]] = defaultdict(list)
    by_role = []
    for where, local in locals_:
        if not local.names:
            by_role.append((where, local))
            continue
        named = _territories(local, articles[where[0]].article.language)
        found = next((c for code, _ in named for c in index[code] if c.territories.keys() & named), None)
        found = found or _by_name(local, index, names)
        if found is None:
            found = Cluster()
            clusters.append(found)
        found.take(where, local, named)
        for key in (*_keys(local.names), *(code for code, _ in named)):
            if id(found) not in held[key]:
                held[key].add(id(found))
                index[key].append(found)
        for name in local.names:
            if found not in names[name]:
                names[name].append(found)
    _place_roles(by_role, clusters)
    return clusters


def _territories(local: LocalEntity, language: str) -> dict[tuple[str, str], None]:
    """The territories that a local entity names in its article's language, with the kind of name."""
    if local.type is EntityType.PERSON:
        return {}
    known = (naming(name, language) for name in local.names)
    return {(k.territory.code, k.kind): None for k in known if k and k.kind in {"name", "demonym"}}


def _order(item: tuple[_Where, LocalEntity], articles: tuple[Annotated, ...]) -> tuple[object, ...]:
    (article, entity), local = item
    person = local.type is EntityType.PERSON
    return not person, -_size(local), local.name, local.names, local.roles, articles[article].article.id, entity


def _size(local: LocalEntity) -> int:
    return max((len(name_words(n)) for n in local.names), default=0)


def _keys(names: Iterable[str]) -> Iterable[str]:
    """Keys that any two names which can be one share at least one of."""
    for name in names:
        yield from (form[:1] for word in name_words(name) for form in spellings(word))
        known = naming(name)
        if known:
            yield known.territory.code


def _by_name(
    local: LocalEntity, index: Mapping[str, list[Cluster]], named: Mapping[str, list[Cluster]]
) -> Cluster | None:
    """The cluster that a local entity belongs to: `index` has them by keys of their names, `named` by the names."""
    exact = [c for c in {id(c): c for n in local.names for c in named.get(n, ())}.values() if _agree(local, c)]
    if len(exact) == 1:
        return exact[0]
    candidates = {id(c): c for key in dict.fromkeys(_keys(local.names)) for c in index[key]}
    person = local.type is EntityType.PERSON
    fitting = [c for c in candidates.values() if c.person is person and _agree(local, c)]
    if not person and not fitting and _size(local) == 1:
        fitting = [c for c in candidates.values() if c.person and _is_surname(local, c)]
    if len(fitting) > 1 and person and _size(local) == 1:
        return next((c for c in fitting if all(len(name_words(n)) == 1 for n in c.names)), None)
    return fitting[0] if fitting else None


def _agree(local: LocalEntity, cluster: Cluster) -> bool:
    return _same_person(local, cluster) if cluster.person else _same_thing(local, cluster)


def _same_person(local: LocalEntity, cluster: Cluster) -> bool:
    mine = [n for n in local.names if len(name_words(n)) > 1] or list(local.names)
    return all(_compatible(a, b) for a in mine for b in cluster.full)


def _compatible(a: str, b: str) -> bool:
    """Whether two names can be one person's. Most pairs of names have no word in common, which is asked first."""
    one, other = _words_alone(a), _words_alone(b)
    if one and other and one.isdisjoint(other):
        return False
    return compare_names(a, b).relation not in (Relation.DIFFERENT, Relation.APART)


@lru_cache(maxsize=65536)
def _words_alone(name: str) -> frozenset[str]:
    """The words of a name in whatever romanisation; none where initials, letters or a place may speak for it."""
    words = name_words(name)
    if not name.isascii() or naming(name) or any(len(w) == 1 for w in words) or any(map(_is_capitals, name.split())):
        return frozenset()
    return frozenset().union(*map(spellings, words))


def _is_capitals(word: str) -> bool:
    return sum(c.isupper() for c in word) > 1


def _is_surname(local: LocalEntity, cluster: Cluster) -> bool:
    """Tell whether a single word of uncertain type is the last name of a person ("Dvorac" beside "Ana Dvorac")."""
    if local.type in (EntityType.GROUP, EntityType.EVENT) or any(naming(n) for n in local.names):
        return False
    return any(name_words(n)[-1:] == name_words(local.name) for n in cluster.full if len(name_words(n)) > 1)


def _same_thing(local: LocalEntity, cluster: Cluster) -> bool:
    for a in local.names:
        for b in cluster.names:
            if compare_names(a, b).relation is Relation.SAME:
                return True
            if not naming(a) and not naming(b) and (acronym_of(a, b) or acronym_of(b, a)):
                return True
    return False


def _place_roles(waiting: Sequence[tuple[_Where, LocalEntity]], clusters: list[Cluster]) -> None:
    """Give "the Turkish leader" to the one who is known to hold such an office, else set it beside its likes."""
    named = list(clusters)
    alone: list[Cluster] = []
    for where, local in waiting:
        roles = [r for r in map(read_role, local.roles) if r]
        person = local.type is EntityType.PERSON
        holders = [c for c in named if c.person is person and roles and all(_holds(r, c) for r in roles)]
        if len(holders) == 1:
            holders[0].take(where, local)
            continue
        same = next((c for c in alone if c.person is person and roles and _equal(roles, list(c.roles))), None)
        if same is None:
            same = Cluster()
            alone.append(same)
            clusters.append(same)
        same.take(where, local)


def _holds(role: RoleName, cluster: Cluster) -> bool:
    """Tell whether somebody or something is known by such a role: the same country or word narrows it, or the same bare
    noun names it, and no other country is known for that office.
    """
    if not role.territory and not role.words:
        return any(role.noun == held.noun for held in cluster.roles)
    others = [h for h in cluster.roles if compatible_roles(role, h) and h.territory == role.territory]
    if role.territory:
        return bool(others)
    return any(h.words for h in others)


def _equal(roles: Sequence[RoleName], held: Sequence[RoleName]) -> bool:
    return any(equal_roles(a, b) and (a.noun == b.noun or a.territory or a.words) for a in roles for b in held)


def _rank(cluster: Cluster, articles: tuple[Annotated, ...], shown: str) -> tuple[object, ...]:
    mentions = sum(len(articles[a].entities[e].mentions) for a, e in cluster.members)
    sources = len({a for a, _ in cluster.members})
    first = min((articles[a].article.id, e) for a, e in cluster.members)
    return -sources, -mentions, shown, first


def _shown(cluster: Cluster, articles: tuple[Annotated, ...]) -> str:
    """The name that stands for the entity: a person's commonest full name, else the commonest name or phrase.

    An adjective ("Turkish") stands for it only where there is no noun.
    """
    if cluster.names:
        names = cluster.full if cluster.person else sorted(cluster.names)
        names = [n for n in names if not _is_adjective(n)] or names
        return max(names, key=lambda n: (cluster.names[n], len(n), n))
    mentions = [articles[a].mentions[m] for a, e in cluster.members for m in articles[a].entities[e].mentions]
    phrases = Counter(m.name for m in mentions if m.form is not MentionForm.PRONOUN)
    return max(phrases, key=lambda n: (phrases[n], len(n), n)) if phrases else ""


def _is_adjective(name: str) -> bool:
    known = naming(name)
    return known is not None and known.kind == "demonym"
