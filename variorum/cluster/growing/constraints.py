"""What people decided on stories: articles that are one story, and articles that are not."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Contradiction(ValueError):  # noqa: N818 - it is what was decided, not an error of the program
    """A decision that cannot hold beside those made before."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """All articles named are one story (`together`), or no story holds one of `left` and one of `right`."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    together: bool


class Constraints:
    """The constraints in force. Articles need not have come yet."""

    def __init__(self) -> None:
        self._known: list[Constraint] = []
        self._mates: dict[str, frozenset[str]] = {}
        self._strangers: dict[str, frozenset[str]] = {}

    def __contains__(self, article: str) -> bool:
        return article in self._mates or article in self._strangers

    def __bool__(self) -> bool:
        return bool(self._known)

    def named(self) -> frozenset[str]:
        """All articles that a constraint in force names or binds."""
        return frozenset(self._mates) | frozenset(self._strangers)

    def mates(self, article: str) -> frozenset[str]:
        """The articles that are one story with this one by decision, itself among them."""
        return self._mates.get(article, frozenset((article,)))

    def strangers(self, article: str) -> frozenset[str]:
        """The articles that may be in no story with this one or with what is one story with it."""
        return self._strangers.get(article, frozenset())

    def add(self, constraint: Constraint) -> None:
        """Put a constraint into force, or raise `Contradiction`; a second time the same one changes nothing."""
        if constraint not in self._known:
            self._set([*self._known, constraint])

    def remove(self, constraint: Constraint) -> None:
        """Undo a constraint; one that is not in force raises `KeyError`."""
        if constraint not in self._known:
            raise KeyError(f"no such constraint is in force: {constraint}")
        self._set([each for each in self._known if each != constraint])

    def _set(self, known: list[Constraint]) -> None:
        mates = _mates(known)
        strangers = _strangers(known, mates)
        for article in sorted(mates):
            if against := sorted(mates[article] & strangers.get(article, frozenset())):
                raise Contradiction(
                    f"{article} and {against[0]} would have to be both one story and not: withdraw the decision that "
                    "speaks against this one first"
                )
        for constraint in known:
            if not constraint.together and (both := sorted({*constraint.left} & {*constraint.right})):
                raise Contradiction(f"{both[0]} cannot be kept apart from itself")
        self._known, self._mates, self._strangers = known, mates, strangers


def _mates(known: Iterable[Constraint]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for constraint in known:
        if constraint.together:
            named = {*constraint.left, *constraint.right}
            joined = frozenset().union(*(found.get(each, frozenset((each,))) for each in sorted(named)))
            found.update(dict.fromkeys(joined, joined))
    return found


def _strangers(known: Iterable[Constraint], mates: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for constraint in known:
        if not constraint.together:
            left, right = (set(_all_mates(side, mates)) for side in (constraint.left, constraint.right))
            for article in left:
                found[article] |= right
            for article in right:
                found[article] |= left
    return {article: frozenset(others) for article, others in found.items()}


def _all_mates(articles: Iterable[str], mates: dict[str, frozenset[str]]) -> Iterator[str]:
    for article in articles:
        yield from mates.get(article, (article,))
