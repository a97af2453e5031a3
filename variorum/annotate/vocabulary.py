"""The word lists that mentions rest on: role nouns, titles, given names."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

from variorum.model import EntityType


def words(text: str) -> frozenset[str]:
    """The words of a list written as prose."""
    return frozenset(text.split())


TITLES = words(
    "mr mrs ms miss mx dr prof sir dame lord lady madam rev fr sen gov rep gen col capt lt maj sgt adm cmdr insp st "
    "hon judge justice pope saint"
)
"""Abbreviated and honorific titles, lower case, without full stops."""

FEMALE_WORDS = words(
    "mrs ms miss dame lady madam queen princess woman girl mother daughter sister wife widow aunt niece actress "
    "spokeswoman chairwoman congresswoman businesswoman policewoman grandmother granddaughter duchess empress "
    "firewoman councilwoman girlfriend fiancee heroine"
)
MALE_WORDS = words(
    "mr sir lord king prince man boy father son brother husband widower uncle nephew actor spokesman chairman "
    "congressman businessman policeman grandfather grandson duke emperor pope bishop imam fisherman fireman "
    "councilman boyfriend sheikh sultan emir"
)
ORGANISATION_WORDS = words(
    "agency airline airlines alliance army assembly association authority bank board brigade bureau cabinet centre "
    "center chamber church clinic club college command commission committee company confederation congress consortium "
    "cooperative corporation corps council court department directorate embassy federation firm force forces "
    "foundation front fund government group guard hospital inc. institute institution laboratory league ltd "
    "ministry movement museum network office operator organisation organization parliament party police prosecutor "
    "radio secretariat senate service services society syndicate team treasury tribunal union university "
    "works bloc gazette herald times post journal courier tribune news observer press weekly ledger"
)
"""Nouns that head the name of a body of people."""

PLACE_WORDS = words(
    "airport avenue basin bay beach borough bridge canal cape castle cathedral channel city coast county dam desert "
    "district forest fort gulf harbour harbor hill hills island islands isle lake mill mount mountain mountains "
    "ocean palace park peninsula plaza port prison province quay region ridge river road sea square stadium "
    "state station strait street strip summit terminal theatre tower town tunnel valley village volcano "
    "zone pass glacier hall"
)
"""Nouns that head the name of a place."""

EVENT_WORDS = words(
    "championship conference convention cup election festival forum games marathon olympics referendum summit "
    "tournament war treaty accord crisis hurricane cyclone typhoon earthquake storm"
)
"""Nouns that head the name of an event."""


BODY_WORDS = ORGANISATION_WORDS | PLACE_WORDS | EVENT_WORDS
"""Nouns that head a name which is no person's."""


_ANY_PERSON = frozenset({"person"})


def _rows(name: str) -> list[list[str]]:
    text = files("variorum").joinpath(f"lexicon/{name}").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@cache
def role_classes() -> dict[str, frozenset[str]]:
    """For each role noun (lemma, lower case) the classes of office, body or thing it can name."""
    found: dict[str, set[str]] = {}
    for name, _, nouns in _rows("roles.tsv"):
        for noun in nouns.split("|"):
            found.setdefault(noun, set()).add(name)
    return {noun: frozenset(names) for noun, names in found.items()}


@cache
def role_kinds() -> dict[str, EntityType]:
    """For each role noun the kind of entity it names; persons come first."""
    found: dict[str, EntityType] = {}
    for _, kind, nouns in _rows("roles.tsv"):
        for noun in nouns.split("|"):
            found.setdefault(noun, EntityType(kind))
    return found


def offices_of(noun: str) -> frozenset[str]:
    """The classes of a role noun; one that the table does not have names a kind of person."""
    return role_classes().get(noun, _ANY_PERSON)


def kind_of(noun: str) -> EntityType:
    """The kind of entity a role noun names."""
    return role_kinds().get(noun, EntityType.PERSON)


@lru_cache(maxsize=16384)
def is_person_noun(noun: str) -> bool:
    """Tell whether a noun (lemma, lower case) commonly names a kind of person and is not in the table of roles."""
    from variorum.lexicon.words import classes

    return noun not in role_kinds() and "noun.person" in classes(noun, "n")


@lru_cache(maxsize=16384)
def is_common_word(word: str) -> bool:
    """Tell whether a word (lower case, any form of a noun) is in the dictionary of common words."""
    from variorum.lexicon.words import known

    return known(word) or known(word.removesuffix("s")) or known(word.removesuffix("es"))


@cache
def given_names() -> dict[str, str]:
    """For each known given name (lower case) "m" or "f"."""
    found: dict[str, str] = {}
    for gender, names in _rows("given_names.tsv"):
        for name in names.split("|"):
            found.setdefault(name.casefold(), gender)
    return found
