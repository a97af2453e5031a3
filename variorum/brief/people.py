"""Whom a sentence introduces by a full name or a title, and whom it takes as known: "Mayor Anna Berg", "Berg"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.model import EntityType, MentionForm, Ref

if TYPE_CHECKING:
    from collections.abc import Iterable

    from variorum.brief.candidates import Candidate
    from variorum.model import Collation


_COURTESY = frozenset({"mr", "mrs", "ms", "miss", "mx"})


class People(NamedTuple):
    """Persons of the story, as positions of entities; who is introduced in a sentence is not presumed by it."""

    introduced: frozenset[int] = frozenset()
    presumed: frozenset[int] = frozenset()


def people(collation: Collation, article: int, mentions: Iterable[int]) -> People:
    """The persons whom mentions of an article name. Who is called by one word in all reports is presumed by none."""
    introduced, presumed = set(), set()
    for item in mentions:
        mention = collation.articles[article].mentions[item]
        entity = collation.entity_of.get(Ref(article, item))
        if entity is None or mention.type is not EntityType.PERSON or mention.form is not MentionForm.NAME:
            continue
        if len([w for w in _words(collation.articles[article].text_of(mention)) if w not in _COURTESY]) > 1:
            introduced.add(entity)
        elif any(" " in name for name in collation.entities[entity].names):
            presumed.add(entity)
    return People(frozenset(introduced), frozenset(presumed - introduced))


def _words(text: str) -> list[str]:
    return text.lower().replace(".", "").split()


def introduced_first(sentences: list[Candidate]) -> list[Candidate]:
    """The sentences in their order, but who is introduced at all is introduced where he is first named."""
    left = list(sentences)
    told: list[Candidate] = []
    while left:
        following = left[0]
        known = {person for each in told for person in each.people.introduced}
        for person in sorted(following.people.presumed - known):
            following = next((c for c in left if person in c.people.introduced), following)
        left.remove(following)
        told.append(following)
    return told
