"""Mentions by role: learnt where a name stands beside its role, then found where the role stands alone."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from variorum.annotate.local import Draft, Local, Locals
from variorum.annotate.roles import (
    RoleName,
    compatible_roles,
    equal_roles,
    gender_of_role,
    phrase_start,
    role_of,
    same_qualifier,
)
from variorum.annotate.vocabulary import is_person_noun, offices_of, role_kinds, words
from variorum.model import EntityType, MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model import Parse, Token

# Offices and bodies that one country, town or firm has one of: a definite phrase names one even where no name stands.
_OFFICES = words(
    "leader minister spokesperson mayor chair envoy officer lawyer cleric government ministry parliament police "
    "military court mission bank"
)
# Bodies that are named without an article.
_NO_SYNONYMS = words("person building settlement family")
# General words that stand for any of their class.
_GENERAL = words(
    "company firm business group corporation organisation organization body bloc ship vessel plane aircraft"
)
_NAMED_BARE = words("parliament police congress")
_POINTING = words("the his her its their this that")
_POSSESSIVES = words("his her its their")
_POSSESSIVE_MARKS = frozenset({"'s", "’s", "'", "’"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_OBJECTS = frozenset({"dobj", "dative"})
_ACTED = _OBJECTS | {"nsubj"}


_REACH = 400
"""How many mentions before it a role can find its holder among."""


def learn_roles(parse: Parse, drafts: list[Draft]) -> None:
    """Note the roles of named entities: by apposition ("the mayor, Jan Holm"), "be", nouns before or in a name."""
    for draft in drafts:
        for noun in dict.fromkeys(_roles_beside(parse, draft)):
            start = phrase_start(parse, noun, parse.sentences[parse.tokens[noun].sentence].first)
            role = role_of(parse, start, noun)
            if role and _suits(role, draft.local):
                draft.local.roles.append(role)
                draft.local.gender = draft.local.gender or gender_of_role(role.noun)
        _role_in_name(draft)


def _role_in_name(draft: Draft) -> None:
    """ "The National Bank of Verrin" is a bank."""
    if draft.type is EntityType.PERSON:
        return
    for word in draft.name.casefold().split():
        role = RoleName(word, "", frozenset())
        if role_kinds().get(word) is draft.type and role not in draft.local.roles:
            draft.local.roles.append(role)


def _suits(role: RoleName, local: Local) -> bool:
    person = role.kind is EntityType.PERSON
    return person is (local.type is EntityType.PERSON)


def _roles_beside(parse: Parse, draft: Draft) -> Iterator[int]:
    token = parse.tokens[draft.head]
    above = parse.tokens[token.head]
    for child in parse.children[token.i]:
        if parse.tokens[child].dep == "appos" and parse.tokens[child].pos == "NOUN":
            yield child
    if token.dep in {"appos", "npadvmod"} and above.pos == "NOUN" and above.tag != "NNS" and above.i < token.i:
        yield above.i
        if draft.type is EntityType.PERSON and (holder := _of_whom(parse, above)) is not None:
            yield holder
    if token.dep in {"nsubj", "nsubjpass"} and above.lemma in {"be", "become", "remain"}:
        for child in parse.children[above.i]:
            if parse.tokens[child].dep == "attr" and parse.tokens[child].pos == "NOUN":
                yield child
    first = next((k for k in range(token.i, -1, -1) if parse.tokens[k].start < draft.start), token.i)
    beside = parse.tokens[first]
    if draft.type is not EntityType.PERSON and beside.pos == "NOUN" and beside.head == token.i:
        yield first


def _of_whom(parse: Parse, thing: Token) -> int | None:
    """The noun for a person that a thing belongs to.

    In "the head of the company, Ada Holm" parsers hang the name on the company.
    """
    if is_person_noun(thing.lemma) or thing.dep != "pobj" or parse.tokens[thing.head].lemma != "of":
        return None
    holder = parse.tokens[parse.tokens[thing.head].head]
    return holder.i if holder.pos == "NOUN" and holder.tag == "NN" else None


def role_drafts(parse: Parse, text: str, locals_: Locals, drafts: list[Draft]) -> list[Draft]:
    """Add mentions by role to those by name; names inside a role's phrase are left out."""
    covered = {k for d in drafts for k in _tokens_of(parse, d)}
    inside: set[int] = set()
    known = sorted(drafts, key=lambda d: d.head)
    made: list[Draft] = []
    for token in parse.tokens:
        found = _role_phrase(parse, token, covered) if token.pos in _NOUNS else None
        if found is None:
            continue
        start, role, definite = found
        near = _near(known, made, token.i)
        local = _named_inside(parse, role, start, token, near) or _holder(parse, role, token, near)
        if local is None:
            if not definite or not _is_office(parse, role, start, token):
                continue
            local = locals_.new(role.kind)
            local.roles.append(role)
            local.gender = gender_of_role(role.noun)
        first = parse.tokens[start].start
        phrase = " ".join(text[first : token.end].split())
        made.append(Draft(first, token.end, local.type, MentionForm.ROLE, phrase, token.i, local))
        inside.update(range(start, token.i + 1))
    outside = [d for d in drafts if d.head not in inside]
    return sorted([*outside, *made], key=lambda d: d.head)


def _near(known: Sequence[Draft], made: Sequence[Draft], at: int) -> list[Draft]:
    """The mentions around a token, as far as a role can reach; both lists are in order."""
    place = bisect_left(known, at, key=lambda d: d.head)
    return [*known[max(0, place - _REACH) : place + _REACH // 4], *made[-_REACH // 4 :]]


def _tokens_of(parse: Parse, draft: Draft) -> Iterator[int]:
    at = draft.head
    while at >= 0 and parse.tokens[at].end > draft.start:
        yield at
        at -= 1


def _role_phrase(parse: Parse, token: Token, covered: set[int]) -> tuple[int, RoleName, bool] | None:
    """The start of a phrase of a noun that names a role, the role, and whether it is definite; None for all else.

    An office with its country, both with capitals, may go without an article ("Turkish President left").
    """
    if token.i in covered or token.tag in {"NNS", "NNPS"}:
        return None
    if not {token.lemma.casefold(), token.text.casefold()} & role_kinds().keys() and not is_person_noun(token.lemma):
        return None
    if token.dep in {"compound", "amod", "nmod"}:
        return None
    start = phrase_start(parse, token.i, parse.sentences[token.sentence].first)
    definite = _definite(parse, start, token)
    titled = start < token.i and all(t.text[:1].isupper() for t in parse.tokens[start : token.i + 1])
    if not definite and not (titled and token.dep in _ACTED):
        return None
    role = role_of(parse, start, token.i)
    return (start, role, definite) if role and (definite or role.territory) else None


def _definite(parse: Parse, start: int, head: Token) -> bool:
    if parse.tokens[start].text.casefold() in _POINTING:
        return True
    if any(t.text in _POSSESSIVE_MARKS for t in parse.tokens[start : head.i]):
        return True
    return start == head.i and head.lemma.casefold() in _NAMED_BARE


def _named_inside(parse: Parse, role: RoleName, start: int, token: Token, drafts: list[Draft]) -> Local | None:
    """ "The BRICS group" is BRICS: the name that a noun for a body or a vessel is set after."""
    if role.kind not in (EntityType.ORGANISATION, EntityType.OTHER) or offices_of(role.noun) & _OFFICES:
        return None
    first = parse.tokens[start].start
    for draft in drafts:
        inside = first <= draft.start and draft.end <= token.start
        if inside and draft.type in (role.kind, EntityType.OTHER) and parse.tokens[draft.head].dep == "compound":
            return draft.local
    return None


def _is_office(parse: Parse, role: RoleName, start: int, token: Token) -> bool:
    if not offices_of(role.noun) & _OFFICES:
        return False
    if role.kind is EntityType.PERSON and parse.tokens[start].text.casefold() in _POSSESSIVES:
        return bool(role.territory)
    return token.dep not in {"attr", "acomp", "oprd"}


def _holder(parse: Parse, role: RoleName, token: Token, drafts: list[Draft]) -> Local | None:
    """Who has the role: the name beside it, else the last one before (or the first after) who is known to have it."""
    beside, behind = set(_beside(parse, token)), range(token.i + 1, token.i + 8)
    for draft in drafts:
        if draft.head not in beside and not (draft.head in behind and _set_off(parse, token, draft)):
            continue
        if _suits(role, draft.local):
            if role not in draft.local.roles:
                draft.local.roles.append(role)
            return draft.local
    best: tuple[tuple[bool, bool, int], Local] | None = None
    able = {id(d.local): d.local for d in drafts}
    faces = token.dep in _ACTED
    facing = {id(d.local) for d in drafts if _faces(parse, token, parse.tokens[d.head])} if faces else set()
    person = role.kind is EntityType.PERSON
    able = {
        k: local
        for k, local in able.items()
        if person is (local.type is EntityType.PERSON) and k not in facing and _can_hold(role, local)
    }
    if not able:
        return None
    for draft in drafts:
        local = draft.local
        if id(local) not in able:
            continue
        exact = any(equal_roles(role, r) for r in local.roles)
        placed = role.territory != "" and any(role.territory == r.territory for r in local.roles)
        key = (not (exact or placed), draft.head > token.i, abs(token.i - draft.head))
        if best is None or key < best[0]:
            best = key, local
    return best[1] if best else None


def _faces(parse: Parse, token: Token, other: Token) -> bool:
    """Whether one does and the other has it done by the same verb: they are two ("Korda met the president")."""
    crossed = (token.dep == "nsubj" and other.dep in _OBJECTS) or (token.dep in _OBJECTS and other.dep == "nsubj")
    return crossed and token.head == other.head and parse.tokens[token.head].lemma not in {"be", "become", "remain"}


def _set_off(parse: Parse, token: Token, draft: Draft) -> bool:
    """ "The captain, Jan Holm, ...": a name between commas right after the role, whatever the parser made of it."""
    if draft.form is not MentionForm.NAME:
        return False
    after = parse.tokens[draft.head + 1].text if draft.head + 1 < len(parse.tokens) else "."
    begins = token.i + 2 < len(parse.tokens) and parse.tokens[token.i + 2].start == draft.start
    return begins and parse.tokens[token.i + 1].text == "," and after in {",", ".", ";", "—", "–"}


def _beside(parse: Parse, token: Token) -> Iterator[int]:
    yield from (c for c in parse.children[token.i] if parse.tokens[c].dep == "appos")
    if token.dep == "appos":
        yield token.head
    if token.dep == "attr":
        yield from (c for c in parse.children[token.head] if parse.tokens[c].dep == "nsubj")


def _can_hold(role: RoleName, local: Local) -> bool:
    if role.noun == "counterpart" or "counterpart" in offices_of(role.noun):
        return bool(role.territory) and any(r.territory == role.territory for r in local.roles)
    if role.kind is not EntityType.PERSON and (role.words or role.territory):
        return any(_same_narrowing(role, r) for r in local.roles)
    if role.kind is not EntityType.PERSON:
        return any(r.noun == role.noun or _loosely(role.noun, r.noun) for r in local.roles)
    if offices_of(role.noun) & _NO_SYNONYMS:
        return any(r.noun == role.noun and compatible_roles(role, r) for r in local.roles)
    if role.territory and any(r.noun == "counterpart" and r.territory == role.territory for r in local.roles):
        return True
    shared = [r for r in local.roles if offices_of(r.noun) & offices_of(role.noun)]
    return any(compatible_roles(role, r) for r in shared) and not any(
        role.territory and r.territory and r.territory != role.territory for r in shared
    )


def _loosely(a: str, b: str) -> bool:
    """Tell whether one of two nouns of a class is a general word for it: "the firm" can be a brewery."""
    return bool(offices_of(a) & offices_of(b)) and (a in _GENERAL or b in _GENERAL)


def _same_narrowing(role: RoleName, held: RoleName) -> bool:
    """Tell whether a body's or thing's role is narrowed by the same country or word as one that is known."""
    shared = any(same_qualifier(x, y) for x in role.words for y in held.words)
    placed = role.territory != "" and role.territory == held.territory
    return compatible_roles(role, held) and (placed or shared)
