"""The story's entities: those of each article merged over all articles, whatever the order they come in."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from variorum.annotate.roles import RoleName, compatible_roles, read_role
from variorum.model import Annotated, Entity, EntityType, Ref
from variorum.values.comparison import Relation
from variorum.values.name import acronym_of, compare_names, name_words
from variorum.values.place import Naming, naming

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from variorum.model import LocalEntity

_LOOSE = frozenset({EntityType.PLACE, EntityType.GROUP, EntityType.ORGANISATION, EntityType.EVENT, EntityType.OTHER})


@dataclass(slots=True)
class _Cluster:
    """Local entities held to be one."""

    person: bool
    names: Counter[str] = field(default_factory=Counter)
    types: Counter[EntityType] = field(default_factory=Counter)
    roles: set[RoleName] = field(default_factory=set)
    members: list[tuple[int, int]] = field(default_factory=list)

    @property
    def full(self) -> list[str]:
        """The names of two words and more, or all if there are none."""
        return [n for n in sorted(self.names) if len(name_words(n)) > 1] or sorted(self.names)

    def take(self, where: tuple[int, int], local: LocalEntity) -> None:
        """Add a local entity."""
        self.members.append(where)
        self.types[local.type] += len(local.mentions)
        for name in local.names:
            self.names[name] += len(local.mentions)
        self.roles.update(r for r in map(read_role, local.roles) if r)


def resolve(articles: tuple[Annotated, ...]) -> tuple[tuple[Entity, ...], dict[Ref, int]]:
    """Merge the articles' entities; return them with the entity's position for each mention.

    Persons are merged by full name, then by a surname that only one of them has, then by a role that only one of
    them holds; everything else by equal names, acronyms and names of one territory. Entities come in the order of
    how many articles and mentions they have, then by name: the order of the articles does not matter.
    """
    clusters = _merged(articles)
    ordered = sorted(clusters, key=lambda c: _rank(c, articles))
    kin = _kin(ordered)
    entities = []
    entity_of: dict[Ref, int] = {}
    for position, cluster in enumerate(ordered):
        refs = sorted(Ref(a, m) for a, e in cluster.members for m in articles[a].entities[e].mentions)
        for ref in refs:
            entity_of[ref] = position
        name = _display(cluster, articles)
        names = tuple(sorted(cluster.names, key=lambda n: (-cluster.names[n], n)))
        entities.append(Entity(name, _type(cluster), names, tuple(refs), kin[position]))
    return tuple(entities), entity_of


def _merged(articles: tuple[Annotated, ...]) -> list[_Cluster]:
    locals_ = [((a, e), local) for a, article in enumerate(articles) for e, local in enumerate(article.entities)]
    locals_.sort(
        key=lambda item: (
            -_words(item[1]),
            item[1].name,
            item[1].names,
            item[1].roles,
            articles[item[0][0]].article.id,
            item[0][1],
        )
    )
    clusters: list[_Cluster] = []
    index: dict[str, list[_Cluster]] = defaultdict(list)
    waiting = []
    for where, local in locals_:
        found = _by_name(local, index) if local.names else None
        if not local.names and local.type is EntityType.PERSON:
            waiting.append((where, local))
            continue
        if found is None:
            found = _Cluster(local.type is EntityType.PERSON)
            clusters.append(found)
        found.take(where, local)
        for key in _keys(local):
            if found not in index[key]:
                index[key].append(found)
    _place_roles(waiting, clusters)
    return clusters


def _words(local: LocalEntity) -> int:
    return max((len(name_words(n)) for n in local.names), default=0)


def _keys(local: LocalEntity) -> Iterable[str]:
    for name in local.names:
        yield from (word[:2] for word in name_words(name))
        yield "".join(w[0] for w in name_words(name))[:2]
        known = naming(name)
        if known:
            yield known.territory.code


def _by_name(local: LocalEntity, index: dict[str, list[_Cluster]]) -> _Cluster | None:
    person = local.type is EntityType.PERSON
    candidates: dict[int, _Cluster] = {}
    for key in dict.fromkeys(_keys(local)):
        for cluster in index[key]:
            if cluster.person is person:
                candidates[id(cluster)] = cluster
    fitting = [c for c in candidates.values() if (_same_person if person else _same_thing)(local, c)]
    if len(fitting) > 1:
        exact = [c for c in fitting if set(local.names) & set(c.names)]
        fitting = exact if len(exact) == 1 else fitting
    if person and _words(local) == 1 and len(fitting) > 1:
        fitting = [c for c in fitting if any(len(name_words(n)) == 1 for n in c.names)][:1]
    return fitting[0] if fitting else None


def _same_person(local: LocalEntity, cluster: _Cluster) -> bool:
    mine = [n for n in local.names if len(name_words(n)) > 1] or list(local.names)
    verdicts = [compare_names(a, b).relation for a in mine for b in cluster.full]
    return Relation.DIFFERENT not in verdicts and Relation.APART not in verdicts


def _same_thing(local: LocalEntity, cluster: _Cluster) -> bool:
    for a in local.names:
        for b in cluster.names:
            if compare_names(a, b).relation is Relation.SAME or acronym_of(a, b) or acronym_of(b, a):
                return True
    return False


def _place_roles(waiting: Sequence[tuple[tuple[int, int], LocalEntity]], clusters: list[_Cluster]) -> None:
    """Give "the Turkish leader" to the one person known to hold such an office, else let it stand alone."""
    persons = [c for c in clusters if c.person]
    alone: dict[str, _Cluster] = {}
    for where, local in waiting:
        roles = [r for r in map(read_role, local.roles) if r]
        holders = [c for c in persons if roles and all(any(_holds(r, h) for h in c.roles) for r in roles)]
        if len(holders) == 1:
            holders[0].take(where, local)
            continue
        key = " / ".join(local.roles) or f"{where}"
        if key not in alone or not any(r.territory or r.words for r in roles):
            alone[key] = _Cluster(person=True)
            clusters.append(alone[key])
        alone[key].take(where, local)


def _holds(role: RoleName, held: RoleName) -> bool:
    if not role.territory and not role.words:
        return False
    return bool(role.territory == held.territory and compatible_roles(role, held))


def _rank(cluster: _Cluster, articles: tuple[Annotated, ...]) -> tuple[object, ...]:
    mentions = sum(len(articles[a].entities[e].mentions) for a, e in cluster.members)
    sources = len({a for a, _ in cluster.members})
    first = min((articles[a].article.id, e) for a, e in cluster.members)
    return -sources, -mentions, _display(cluster, articles), first


def _display(cluster: _Cluster, articles: tuple[Annotated, ...]) -> str:
    if cluster.names:
        full = cluster.full if cluster.person else sorted(cluster.names)
        return max(full, key=lambda n: (cluster.names[n], len(n), n))
    phrases = Counter(
        articles[a].mentions[m].name for a, e in cluster.members for m in articles[a].entities[e].mentions
    )
    return max(phrases, key=lambda n: (phrases[n], len(n), n)) if phrases else ""


def _type(cluster: _Cluster) -> EntityType:
    return max(cluster.types, key=lambda t: (cluster.types[t], t))


def _kin(clusters: Sequence[_Cluster]) -> list[tuple[int, ...]]:
    """Entities of one territory: its name, its capital, its seat of government, its people."""
    by_code: dict[str, list[int]] = defaultdict(list)
    for position, cluster in enumerate(clusters):
        if not cluster.person:
            for code in sorted({known.territory.code for known in _namings(cluster)}):
                by_code[code].append(position)
    kin: list[set[int]] = [set() for _ in clusters]
    for members in by_code.values():
        for member in members:
            kin[member].update(m for m in members if m != member)
    return [tuple(sorted(each)) for each in kin]


def _namings(cluster: _Cluster) -> list[Naming]:
    return [known for known in map(naming, sorted(cluster.names)) if known]
