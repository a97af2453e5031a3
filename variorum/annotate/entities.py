"""Mentions and the entities of one article: names with their titles, roles, pronouns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.annotate.groups import resolve_groups
from variorum.annotate.local import Draft, Local, Locals, finished, gender_of_words
from variorum.annotate.names import NameSpan, find_names
from variorum.annotate.pronouns import resolve_pronouns
from variorum.annotate.role_mentions import learn_roles, role_drafts
from variorum.annotate.roles import role_of, titles_before
from variorum.model import EntityType, LocalEntity, Mention, MentionForm, Parse

if TYPE_CHECKING:
    from collections.abc import Sequence


def find_mentions(parse: Parse, text: str, language: str = "en") -> tuple[tuple[Mention, ...], tuple[LocalEntity, ...]]:
    """All mentions of an article in order of their place, and its entities.

    Mentions do not overlap, but for those of "the two leaders", which stand in the same place.
    """
    locals_ = Locals()
    if not parse.has_syntax:
        from variorum.annotate.plain_names import find_plain_names

        return finished(_name_drafts(parse, text, locals_, find_plain_names(parse, text, language)))
    drafts = _name_drafts(parse, text, locals_, find_names(parse))
    learn_roles(parse, drafts)
    drafts = role_drafts(parse, text, locals_, drafts)
    drafts += resolve_pronouns(parse, drafts)
    return finished([*drafts, *resolve_groups(parse, drafts)])


def _name_drafts(parse: Parse, text: str, locals_: Locals, spans: Sequence[NameSpan]) -> list[Draft]:
    """Mentions of names; the fullest names are seen first, so that a surname finds whom it belongs to."""
    for span in sorted(spans, key=lambda s: (s.type is not EntityType.PERSON, s.first - s.last, s.first)):
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
    return " ".join(text[parse.tokens[span.first].start : parse.tokens[span.last - 1].end].split())


def _acronym_after(parse: Parse, span: NameSpan) -> str:
    tokens = parse.tokens[span.last : span.last + 3]
    if (
        len(tokens) == 3
        and tokens[0].text in "(（"
        and tokens[2].text in ")）"
        and tokens[1].text.isupper()
        and len(tokens[1].text) > 1
    ):
        return tokens[1].text
    return ""


def _named(parse: Parse, text: str, span: NameSpan, local: Local) -> Draft:
    head = span.last - 1
    begin = span.first
    if local.type is EntityType.PERSON and parse.has_syntax:
        begin = titles_before(parse, span.first, parse.sentences[parse.tokens[head].sentence].first)
        if begin < span.first:
            role = role_of(parse, begin, span.first - 1)
            if role:
                local.roles.append(role)
            titles = tuple(t.text.casefold().removesuffix(".") for t in parse.tokens[begin : span.first])
            local.gender = gender_of_words(titles) or local.gender
    start, end = parse.tokens[begin].start, parse.tokens[head].end
    return Draft(start, end, local.type, MentionForm.NAME, _text(parse, text, span), head, local)


def _without_inner(drafts: list[Draft]) -> list[Draft]:
    """Leave out mentions that lie inside the titles of another ("Russian" in "Russian President Putin")."""
    kept: list[Draft] = []
    for draft in drafts:
        while kept and kept[-1].start >= draft.start:
            kept.pop()
        kept.append(draft)
    return kept
