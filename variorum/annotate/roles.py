"""Roles: "the Turkish leader", "mayor, Dorian Weiss", "Russia's President", "the ferry": whom or what they name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.annotate.vocabulary import (
    FEMALE_WORDS,
    MALE_WORDS,
    TITLES,
    is_person_noun,
    kind_of,
    offices_of,
    role_classes,
    role_kinds,
    words,
)
from variorum.model import EntityType
from variorum.values.place import fold, is_demonym_of, naming

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model import Parse, Token

_LEFT = frozenset({"ADJ", "NOUN", "PROPN", "PART", "ADV", "VERB"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_EMPTY = words(
    "the a an his her its their our my this that two both first second third fourth fifth sixth tenth former new "
    "current late longtime then outgoing incoming own other young old senior top veteran acting deputy vice interim "
    "newly second-largest largest biggest main full good close long-time second-biggest small large big whole entire"
)


class RoleName(NamedTuple):
    """A role: the noun of the office, body or thing, the territory it belongs to (a code), and words that narrow it."""

    noun: str
    territory: str
    words: frozenset[str]

    def __str__(self) -> str:
        """Its parts in a fixed order, as `LocalEntity.roles` keeps them."""
        return " ".join(part for part in (self.territory, *sorted(self.words), self.noun) if part)

    @property
    def kind(self) -> EntityType:
        """The type of entity that the noun names."""
        return kind_of(self.noun)


def is_role(token: Token, kind: EntityType = EntityType.PERSON) -> bool:
    """Tell whether the token is a noun that names a kind of person (or of body or thing)."""
    word = token.text.casefold()
    return role_kinds().get(word) is kind or role_kinds().get(token.lemma.casefold()) is kind


def is_title(token: Token) -> bool:
    """Tell whether the token can stand before a person's name: an office or any noun for a kind of person."""
    return is_role(token) or (token.pos in {"NOUN", "PROPN"} and is_person_noun(token.lemma.casefold()))


def read_role(text: str) -> RoleName | None:
    """The role that `str(RoleName)` wrote."""
    parts = text.split(" ")
    for size in (3, 2, 1):
        noun = " ".join(parts[-size:])
        if len(parts) >= size and noun in role_classes():
            rest = parts[:-size]
            code = rest[0] if rest and rest[0].isupper() else ""
            return RoleName(noun, code, frozenset(rest[1:] if code else rest))
    if is_person_noun(parts[-1]):
        code = parts[0] if len(parts) > 1 and parts[0].isupper() else ""
        return RoleName(parts[-1], code, frozenset(parts[1 if code else 0 : -1]))
    return None


def joined(tokens: Sequence[Token]) -> list[str]:
    """The words as written, those that a hyphen joins as one."""
    found: list[str] = []
    end = -1
    for token in tokens:
        if found and token.start == end and (token.text == "-" or found[-1].endswith("-")):
            found[-1] += token.text
        else:
            found.append(token.text)
        end = token.end
    return found


def role_noun(tokens: Sequence[Token]) -> str:
    """The noun of the office at the end of some tokens: "prime minister" before "minister"."""
    written = [w.casefold() for w in joined(tokens[-7:])]
    for size in (3, 2, 1):
        if len(written) >= size:
            for last in (written[-1].removesuffix("."), tokens[-1].lemma.casefold()):
                candidate = " ".join([*written[-size:-1], last])
                if candidate in role_classes():
                    return candidate
    lemma = tokens[-1].lemma.casefold() if tokens else ""
    return lemma if is_person_noun(lemma) else ""


def role_of(parse: Parse, first: int, head: int) -> RoleName | None:
    """The role that the noun phrase from `first` to `head` names, with its "of" phrase ("president of Mongolia")."""
    tokens = parse.tokens[first : head + 1]
    noun = role_noun(tokens)
    if not noun:
        return None
    before = joined(tokens)
    return _narrowed(noun, [*before[: len(before) - len(noun.split(" "))], *joined(_complement(parse, head))])


def _narrowed(noun: str, rest: Sequence[str]) -> RoleName:
    territory, used = "", range(0)
    spans = [(k, n) for n in (3, 2, 1) for k in range(len(rest) - n + 1)]
    for k, n in spans:
        known = naming(" ".join(rest[k : k + n])) if rest[k][:1].isupper() else None
        if known and not territory:
            territory, used = known.territory.code, range(k, k + n)
    kept = (fold(word) for k, word in enumerate(rest) if k not in used)
    return RoleName(noun, territory, frozenset(w for w in kept if w not in _EMPTY and w.isalpha()))


def _complement(parse: Parse, head: int) -> tuple[Token, ...]:
    if not parse.has_syntax:
        return ()
    for child in parse.children[head]:
        if parse.tokens[child].text == "of" and child == head + 1:
            objects = [c for c in parse.children[child] if parse.tokens[c].dep == "pobj"]
            if objects and parse.tokens[objects[0]].entity != "PERSON":
                inside = parse.tokens[child + 1 : objects[0] + 1]
                return tuple(t for t in inside if t.pos in _LEFT and t.text not in _POSSESSIVE)
    return ()


def phrase_start(parse: Parse, head: int, floor: int) -> int:
    """Where the noun phrase of `head` begins: over the adjectives, nouns, possessors and determiner that hang on it."""
    start = head
    while start > floor:
        token = parse.tokens[start - 1]
        inside = start - 1 < token.head <= head
        if (token.text in _POSSESSIVE and token.pos == "PART") or (
            token.text == "-" and parse.tokens[start].start == token.end
        ):
            inside = True
        if (
            not inside
            or token.dep in {"cc", "prep", "advmod"}
            or token.pos in {"PUNCT", "CCONJ"} - {"PUNCT" if token.text == "-" else ""}
        ):
            break
        start -= 1
    while start < head and (parse.tokens[start].text in _POSSESSIVE or parse.tokens[start].pos in {"NUM", "ADP"}):
        start += 1
    return start


def titles_before(parse: Parse, first: int, floor: int) -> int:
    """Where a name's phrase begins with its titles ("Russian President Vladimir Putin"); `first` if it has none."""
    if first <= floor:
        return first
    before = parse.tokens[first - 1]
    if before.text.casefold().removesuffix(".") in TITLES and not is_role(before):
        return titles_before(parse, first - 1, floor)
    if not is_title(before) or before.end == parse.tokens[first].start:
        return first
    return phrase_start(parse, first - 1, floor)


def compatible_roles(a: RoleName, b: RoleName) -> bool:
    """Tell whether two roles can name one office: a class in common, no two territories, no two narrower words."""
    if a.territory and b.territory and a.territory != b.territory:
        return False
    if not offices_of(a.noun) & offices_of(b.noun):
        return False
    if a.territory == b.territory != "" and not (a.words and b.words):
        return True
    if bool(a.territory) != bool(b.territory) and (a.words or b.words):
        bare, full = (b, a) if a.territory else (a, b)
        return not bare.words or any(same_qualifier(x, y) for x in bare.words for y in full.words)
    if not a.words or not b.words:
        return True
    return any(same_qualifier(x, y) for x in a.words for y in b.words)


def same_qualifier(a: str, b: str) -> bool:
    """Tell whether two narrowing words are one, or one the adjective of the other's place."""
    return a == b or is_demonym_of(a, b) or is_demonym_of(b, a)


def equal_roles(a: RoleName, b: RoleName) -> bool:
    """Tell whether two roles name one office in full: class, territory and every narrowing word agree."""
    if a.territory != b.territory or not offices_of(a.noun) & offices_of(b.noun):
        return False
    return len(a.words) == len(b.words) and all(any(same_qualifier(x, y) for y in b.words) for x in a.words)


def gender_of_role(noun: str) -> str:
    """ "f" or "m" where the noun tells, else empty."""
    last = noun.split(" ")[-1]
    return "f" if last in FEMALE_WORDS else "m" if last in MALE_WORDS else ""
