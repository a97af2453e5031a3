"""Roles: "the Turkish leader", "mayor, Dorian Weiss", "Russia's President": as countries and kinds of office."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.annotate.names import bare, is_role
from variorum.annotate.vocabulary import FEMALE_WORDS, MALE_WORDS, TITLES, role_classes, words
from variorum.values.place import fold, naming

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model import Parse, Token

_LEFT = frozenset({"ADJ", "NOUN", "PROPN", "PART", "ADV"})
_EMPTY = words(
    "the a an his her its their our my this that two both first second third former new current late longtime then "
    "outgoing incoming own other own young old senior top veteran acting deputy vice interim newly"
)


class RoleName(NamedTuple):
    """A role: the office's noun, the territory it belongs to (a code) and the other words that narrow it."""

    noun: str
    territory: str
    words: frozenset[str]

    def __str__(self) -> str:
        """Its parts in a fixed order, as `LocalEntity.roles` keeps them."""
        return " ".join(part for part in (self.territory, *sorted(self.words), self.noun) if part)


def read_role(text: str) -> RoleName | None:
    """The role that `str(RoleName)` wrote."""
    parts = text.split(" ")
    for size in (3, 2, 1):
        noun = " ".join(parts[-size:])
        if len(parts) >= size and noun in role_classes():
            rest = parts[:-size]
            code = rest[0] if rest and rest[0].isupper() else ""
            return RoleName(noun, code, frozenset(rest[1:] if code else rest))
    return None


def role_noun(tokens: Sequence[Token]) -> str:
    """The noun of the office at the end of some tokens: "prime minister" before "minister"."""
    for size in (3, 2, 1):
        if len(tokens) >= size:
            phrase = " ".join([*(bare(t) for t in tokens[-size:-1]), tokens[-1].lemma.casefold()])
            for candidate in (phrase, " ".join(bare(t) for t in tokens[-size:])):
                if candidate in role_classes():
                    return candidate
    return ""


def role_of(parse: Parse, first: int, head: int) -> RoleName | None:
    """The role that the noun phrase from `first` to `head` names, with its "of" phrase ("president of Mongolia")."""
    tokens = parse.tokens[first : head + 1]
    noun = role_noun(tokens)
    if not noun:
        return None
    rest = tokens[: len(tokens) - len(noun.split(" "))]
    words = [bare(t) for t in (*rest, *_complement(parse, head))]
    return _narrowed(noun, words, [t.text for t in (*rest, *_complement(parse, head))])


def _narrowed(noun: str, words: Sequence[str], written: Sequence[str]) -> RoleName:
    territory = ""
    kept = []
    joined = [(" ".join(written[k : k + n]), k, n) for n in (3, 2, 1) for k in range(len(written) - n + 1)]
    used: set[int] = set()
    for phrase, k, n in joined:
        known = naming(phrase)
        if known and phrase[:1].isupper() and not territory:
            territory, used = known.territory.code, set(range(k, k + n))
    for k, word in enumerate(words):
        if k not in used and word not in _EMPTY and word.isalpha():
            kept.append(fold(word))
    return RoleName(noun, territory, frozenset(kept))


def _complement(parse: Parse, head: int) -> tuple[Token, ...]:
    if not parse.has_syntax:
        return ()
    for child in parse.children[head]:
        if parse.tokens[child].text == "of" and child == head + 1:
            objects = [c for c in parse.children[child] if parse.tokens[c].dep == "pobj"]
            if objects:
                return tuple(
                    t for t in parse.tokens[child + 1 : objects[0] + 1] if t.pos in _LEFT and t.text not in {"'s", "’s"}
                )
    return ()


def phrase_start(parse: Parse, first: int, floor: int) -> int:
    """Where the phrase begins that leads to the token `first`: over adjectives, nouns, possessors, one determiner."""
    start = first
    while start > floor:
        token = parse.tokens[start - 1]
        if token.pos in _LEFT and token.dep not in {"dobj", "pobj", "attr", "advmod", "npadvmod"}:
            start -= 1
        elif token.pos in {"DET", "PRON"} and token.dep in {"det", "poss"}:
            start -= 1
            break
        else:
            break
    return start


def titles_before(parse: Parse, first: int, floor: int) -> int:
    """Where a name's phrase begins with its titles ("Russian President Vladimir Putin"); `first` if it has none."""
    if first <= floor:
        return first
    before = parse.tokens[first - 1]
    if not is_role(before) and bare(before) not in TITLES:
        return first
    return phrase_start(parse, first, floor)


def compatible_roles(a: RoleName, b: RoleName) -> bool:
    """Tell whether two roles can name one office: a class in common, no two territories, no two narrower words."""
    if a.territory and b.territory and a.territory != b.territory:
        return False
    if not role_classes()[a.noun] & role_classes()[b.noun]:
        return False
    if a.territory == b.territory != "" and not (a.words and b.words):
        return True
    return not a.words or not b.words or bool(a.words & b.words)


def gender_of_role(noun: str) -> str:
    """ "f" or "m" where the noun tells, else empty."""
    last = noun.split(" ")[-1]
    return "f" if last in FEMALE_WORDS else "m" if last in MALE_WORDS else ""
