"""Who gives what to whom, and nouns that act with a light verb: other constructions brought to one frame.

"Gave Holm a cup", "presented Holm with a cup", "Holm was handed a cup by the mayor" and "Holm received a cup from the
mayor" have one agent, one patient, one recipient (the thematic roles of Fillmore 1968). "Offered Lendova its apologies"
is "apologised to Lendova" (light verbs after Jespersen 1942).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.annotate.vocabulary import words
from variorum.model import EntityType, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model import Argument, Mention, Token

_HANDING = words("give hand offer send show award grant promise tell pay lend teach allow deny refuse")
_WITH = words("present provide supply issue entrust furnish reward")
_FROM = words("receive get obtain accept borrow collect")
_MEETING = words("meet")
_LIGHT_VERBS = words("offer make extend issue give pay express voice lodge launch mount deliver convey")
_ACTS = {
    "apology": "apologise",
    "visit": "visit",
    "attack": "attack",
    "appeal": "appeal",
    "warning": "warn",
    "complaint": "complain",
    "announcement": "announce",
    "invitation": "invite",
    "criticism": "criticise",
    "condolence": "condole",
    "congratulation": "congratulate",
    "donation": "donate",
    "payment": "pay",
    "denial": "deny",
}
"""Nouns that say with a light verb what a verb says alone."""

_WITH_LIGHT_VERB = frozenset(
    (verb, noun)
    for verb, nouns in {
        "take": "place part effect office action shape control charge power aim",
        "make": "way sure sense clear progress",
        "come": "true",
        "shake": "hand",
        "hold": "talk",
        "give": "way birth",
        "pay": "tribute attention",
        "lose": "control power",
        "catch": "fire",
        "set": "fire sail foot",
    }.items()
    for noun in nouns.split()
)
"""Verbs that say only together with a noun what is done ("take place")."""


def is_light(verb: Token, thing: Token) -> bool:
    """Whether a verb says only with its object what is done, so that the two are one predicate."""
    return (verb.lemma.casefold(), thing.lemma.casefold()) in _WITH_LIGHT_VERB


def acted(verb: Token, thing: Token) -> str:
    """The verb that a light verb and its object stand for ("apologise" for "offer apologies"), empty if none."""
    return _ACTS.get(thing.lemma.casefold(), "") if verb.lemma.casefold() in _LIGHT_VERBS else ""


def thematic(arguments: Sequence[Argument], verb: str, mentions: Sequence[Mention], *, passive: bool) -> list[Argument]:
    """The arguments of a verb (its lemma, lower case) with the roles of giver, gift and receiver, or of who is met."""
    if verb in _MEETING:
        return _changed(arguments, {(Role.OTHER, "with"): Role.PATIENT})
    if any(a.role is Role.RECIPIENT for a in arguments):
        return list(arguments)
    roles = {a.role for a in arguments}
    if verb in _WITH and any(a.role is Role.OTHER and a.preposition == "with" for a in arguments):
        return _changed(arguments, {(Role.PATIENT, ""): Role.RECIPIENT, (Role.OTHER, "with"): Role.PATIENT})
    if passive and verb in _HANDING:
        return _receiving(arguments)
    if verb in _FROM and not passive and Role.PATIENT in roles:
        givers = [a for a in arguments if a.role is Role.OTHER and a.preposition == "from"]
        if givers and all(_can_give(a, mentions) for a in givers):
            return _changed(arguments, {(Role.AGENT, ""): Role.RECIPIENT, (Role.OTHER, "from"): Role.AGENT})
    return list(arguments)


def _changed(arguments: Sequence[Argument], roles: dict[tuple[Role, str], Role]) -> list[Argument]:
    return [replace(a, role=roles.get((a.role, a.preposition), a.role)) for a in arguments]


def _receiving(arguments: Sequence[Argument]) -> list[Argument]:
    """ "Holm was handed a cup": of two patients of a passive the first, its subject, receives the other."""
    heads = sorted({a.head for a in arguments if a.role is Role.PATIENT})
    if len(heads) != 2:
        return list(arguments)
    return [replace(a, role=Role.RECIPIENT) if a.role is Role.PATIENT and a.head == heads[0] else a for a in arguments]


def _can_give(argument: Argument, mentions: Sequence[Mention]) -> bool:
    if argument.mention is None:
        return False
    return mentions[argument.mention].type in (EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE)
