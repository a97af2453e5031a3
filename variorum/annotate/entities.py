"""Mentions and the entities of one article: names with their titles, roles, pronouns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.annotate.local import Draft, Local, Locals, finished, gender_of_words
from variorum.annotate.names import NameSpan, bare, find_names, is_role
from variorum.annotate.pronouns import resolve_pronouns
from variorum.annotate.roles import (
    RoleName,
    compatible_roles,
    gender_of_role,
    phrase_start,
    role_noun,
    role_of,
    titles_before,
)
from variorum.model import EntityType, LocalEntity, Mention, MentionForm, Parse

if TYPE_CHECKING:
    from collections.abc import Iterator


def find_mentions(parse: Parse, text: str) -> tuple[tuple[Mention, ...], tuple[LocalEntity, ...]]:
    """All mentions of an article in order of their place, and its entities; mentions do not overlap."""
    locals_ = Locals()
    drafts = _name_drafts(parse, text, locals_)
    if parse.has_syntax:
        covered = {t for d in drafts for t in _tokens_of(parse, d)}
        _roles_by_apposition(parse, drafts)
        drafts += _role_drafts(parse, text, locals_, drafts, covered)
        drafts += resolve_pronouns(parse, drafts)
    return finished(drafts)


def _tokens_of(parse: Parse, draft: Draft) -> range:
    first = draft.head
    while first > 0 and parse.tokens[first - 1].start >= draft.start:
        first -= 1
    return range(first, draft.head + 1)


def _name_drafts(parse: Parse, text: str, locals_: Locals) -> list[Draft]:
    spans = find_names(parse)
    persons_first = sorted(spans, key=lambda s: (s.type is not EntityType.PERSON, -(s.last - s.first), s.first))
    for span in persons_first:
        if span.last - span.first > 1:
            locals_.named(_text(parse, text, span), span.type)
    drafts = []
    for span in spans:
        local = locals_.named(_text(parse, text, span), span.type)
        drafts.append(_named(parse, text, span, local))
        local.last_token = span.last
        acronym = _acronym_after(parse, span)
        if acronym:
            locals_.alias(local, acronym)
    return _without_inner(drafts)


def _text(parse: Parse, text: str, span: NameSpan) -> str:
    words = text[parse.tokens[span.first].start : parse.tokens[span.last - 1].end].split()
    return " ".join(words)


def _acronym_after(parse: Parse, span: NameSpan) -> str:
    tokens = parse.tokens[span.last : span.last + 3]
    if len(tokens) == 3 and tokens[0].text == "(" and tokens[2].text == ")" and tokens[1].text.isupper():
        return tokens[1].text
    return ""


def _named(parse: Parse, text: str, span: NameSpan, local: Local) -> Draft:
    head = span.last - 1
    begin = span.first
    if span.type is EntityType.PERSON:
        sentence = parse.sentences[parse.tokens[head].sentence]
        begin = titles_before(parse, span.first, sentence.first)
        if begin < span.first:
            role = role_of(parse, begin, span.first - 1)
            if role:
                local.roles.append(role)
            words = tuple(bare(t) for t in parse.tokens[begin : span.first])
            local.gender = gender_of_words(words) or local.gender
    return Draft(
        parse.tokens[begin].start,
        parse.tokens[head].end,
        local.type,
        MentionForm.NAME,
        _text(parse, text, span),
        head,
        local,
    )


def _without_inner(drafts: list[Draft]) -> list[Draft]:
    """Leave out mentions that lie inside the titles of another ("Russian" in "Russian President Putin")."""
    kept: list[Draft] = []
    for draft in drafts:
        while kept and kept[-1].start >= draft.start:
            kept.pop()
        kept.append(draft)
    return kept


def _roles_by_apposition(parse: Parse, drafts: list[Draft]) -> None:
    """Learn roles from "the mayor, Dorian Weiss", "Dorian Weiss, the mayor" and "Weiss is the mayor"."""
    for draft in drafts:
        if draft.type is not EntityType.PERSON:
            continue
        for noun in _role_nouns_near(parse, draft.head):
            floor = parse.sentences[parse.tokens[noun].sentence].first
            start = phrase_start(parse, noun, floor)
            role = role_of(parse, start, noun)
            if role:
                draft.local.roles.append(role)
                draft.local.gender = draft.local.gender or gender_of_role(role.noun)


def _role_nouns_near(parse: Parse, head: int) -> Iterator[int]:
    token = parse.tokens[head]
    for child in parse.children[head]:
        if parse.tokens[child].dep == "appos" and is_role(parse.tokens[child]):
            yield child
    above = parse.tokens[token.head]
    if token.dep == "appos" and is_role(above) and above.pos == "NOUN":
        yield above.i
    if token.dep == "nsubj" and above.lemma in {"be", "become"}:
        for child in parse.children[above.i]:
            if parse.tokens[child].dep == "attr" and is_role(parse.tokens[child]):
                yield child


def _role_drafts(parse: Parse, text: str, locals_: Locals, drafts: list[Draft], covered: set[int]) -> list[Draft]:
    """Role noun phrases with a definite determiner or a possessor, each given to the person who has the role."""
    made: list[Draft] = []
    for token in parse.tokens:
        if token.i in covered or token.pos != "NOUN" or token.tag == "NNS" or not is_role(token):
            continue
        if token.dep in {"compound", "amod"} or (token.i + 1) in covered:
            continue
        floor = parse.sentences[token.sentence].first
        start = phrase_start(parse, token.i, floor)
        while start in covered and parse.tokens[start].pos not in {"ADJ", "PROPN"}:
            start += 1
        if not _definite(parse, start, token.i):
            continue
        role = role_of(parse, start, token.i)
        if role is None:
            continue
        local = _holder(parse, role, token.i, drafts, made)
        if local is None:
            local = locals_.new(EntityType.PERSON)
            local.roles.append(role)
            local.gender = gender_of_role(role.noun)
        span = parse.tokens[start].start, token.end
        phrase = " ".join(text[span[0] : span[1]].split())
        made.append(Draft(*span, EntityType.PERSON, MentionForm.ROLE, phrase, token.i, local))
    swallowed = {id(d) for d in drafts for m in made if m.start <= d.start and d.end <= m.end}
    drafts[:] = [d for d in drafts if id(d) not in swallowed]
    return made


def _definite(parse: Parse, start: int, head: int) -> bool:
    first = parse.tokens[start]
    if first.text.casefold() in {"the", "his", "her", "its", "their", "this", "that"}:
        return True
    return any(t.text in {"'s", "’s", "'", "’"} for t in parse.tokens[start:head])


def _holder(parse: Parse, role: RoleName, at: int, drafts: list[Draft], made: list[Draft]) -> Local | None:
    """Who has the role: the appositive name, else the last person before (or else after) who is known to have it."""
    token = parse.tokens[at]
    by_head = {d.head: d.local for d in drafts}
    near = [c for c in parse.children[at] if parse.tokens[c].dep == "appos"]
    if token.dep == "appos":
        near.append(token.head)
    if token.dep == "attr":
        near += [c for c in parse.children[token.head] if parse.tokens[c].dep == "nsubj"]
    for other in near:
        if other in by_head and by_head[other].type is EntityType.PERSON:
            return by_head[other]
    best: tuple[tuple[int, int], Local] | None = None
    for draft in (*drafts, *made):
        local = draft.local
        if local.type is not EntityType.PERSON or not any(_fits(role, r) for r in local.roles):
            continue
        key = (0, at - draft.head) if draft.head < at else (1, draft.head - at)
        if best is None or key < best[0]:
            best = key, local
    return best[1] if best else None


def _fits(role: RoleName, held: RoleName) -> bool:
    if role.noun == "counterpart":
        return bool(role.territory) and role.territory == held.territory
    return compatible_roles(role, held) and role_noun is not None
