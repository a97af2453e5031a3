"""Entities that stand for each other in some uses: a country, its people, its capital, its government."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from variorum.annotate.vocabulary import offices_of
from variorum.values.place import fold, is_demonym_of, naming

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.annotate.roles import RoleName

    Described = tuple[bool, list[str], list[RoleName]]
    """Whether an entity is a person, its names, its roles."""

_STATE = frozenset({"government", "ministry", "parliament", "military"})
"""Classes of bodies through which a state acts."""


def kin_of(entities: Sequence[Described]) -> list[tuple[int, ...]]:
    """For each entity the positions of its kin, in order. Persons have none; two bodies of one state are no kin."""
    places: dict[str, set[int]] = defaultdict(set)
    bodies: dict[str, set[int]] = defaultdict(set)
    for position, (person, names, roles) in enumerate(entities):
        if person:
            continue
        for name in names:
            known = naming(name)
            if known:
                places[known.territory.code].add(position)
            elif " " not in name:
                places[fold(name)].add(position)
        for role in roles if not names else ():
            if offices_of(role.noun) & _STATE:
                for key in (role.territory, *role.words) if role.territory else role.words:
                    bodies[key].add(position)
    found: list[set[int]] = [set() for _ in entities]
    for one, two in _linked(places, bodies):
        for member in one:
            found[member] |= two - {member}
        for member in two:
            found[member] |= one - {member}
    return [tuple(sorted(each)) for each in found]


def _linked(places: dict[str, set[int]], bodies: dict[str, set[int]]) -> Iterator[tuple[set[int], set[int]]]:
    """Sets whose members are kin across: of one territory, or named after one place that no table knows."""
    for key, members in places.items():
        yield members, members
        if key in bodies:
            yield members, bodies[key]
    by_start: dict[str, list[str]] = defaultdict(list)
    for key in sorted({*places, *bodies}):
        by_start[key[:3]].append(key)
    for alike in by_start.values():
        for place in alike:
            for adjective in alike:
                if place in places and is_demonym_of(adjective, place):
                    yield places[place], places.get(adjective, set()) | bodies.get(adjective, set())
