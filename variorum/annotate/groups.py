"""Two persons taken together: "the two leaders", "both men", "they", resolved to the pair last named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.annotate.local import Draft, Local
from variorum.annotate.roles import is_role, phrase_start
from variorum.model import EntityType, MentionForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model import Parse, Token

_THEY = frozenset({"they", "their"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_REACH = 3
"""How many sentences back "the two leaders" may find whom they are; "they" looks one sentence back."""


def resolve_groups(parse: Parse, drafts: Sequence[Draft]) -> list[Draft]:
    """Two mentions in one place for each phrase that clearly stands for two persons."""
    by_sentence: dict[int, list[Draft]] = {}
    for draft in sorted(drafts, key=lambda d: d.head):
        if draft.type is EntityType.PERSON:
            by_sentence.setdefault(parse.tokens[draft.head].sentence, []).append(draft)
    made: list[Draft] = []
    for token in parse.tokens:
        if token.tag != "NNS" and token.pos != "PRON" and token.dep not in _SUBJECTS:
            continue
        start = _pair_phrase(parse, token)
        if start is None:
            continue
        pronoun = token.text.casefold() in _THEY
        pair = _pair(parse, token, by_sentence, pronoun=pronoun)
        first = parse.tokens[start]
        for local in pair:
            form = MentionForm.PRONOUN if pronoun else MentionForm.ROLE
            name = " ".join(t.text for t in parse.tokens[start : token.i + 1])
            draft = Draft(first.start, token.end, EntityType.PERSON, form, name, token.i, local)
            made.append(draft)
            by_sentence.setdefault(token.sentence, []).append(draft)
    return made


def _pair_phrase(parse: Parse, token: Token) -> int | None:
    """Where a phrase begins that stands for two persons; None for all else."""
    if token.pos == "PRON" and token.text.casefold() in _THEY:
        return token.i
    floor = parse.sentences[token.sentence].first
    if token.dep in _SUBJECTS and token.text.casefold() == "two" and token.i > floor:
        return token.i - 1 if parse.tokens[token.i - 1].text.casefold() == "the" else None
    if token.tag != "NNS" or not is_role(token):
        return None
    start = phrase_start(parse, token.i, floor)
    words = [t.text.casefold() for t in parse.tokens[start : token.i]]
    if start > floor and parse.tokens[start].text.casefold() == "two":
        start, words = start - 1, [parse.tokens[start - 1].text.casefold(), *words]
    two = words[:1] == ["both"] or words[:2] == ["the", "two"] or words == ["two"]
    return start if two else None


def _pair(parse: Parse, token: Token, by_sentence: dict[int, list[Draft]], *, pronoun: bool) -> list[Local]:
    reach = 1 if pronoun else _REACH
    for sentence in range(token.sentence, token.sentence - reach - 1, -1):
        named = [d for d in by_sentence.get(sentence, ()) if d.head < token.i]
        locals_ = list({id(d.local): d.local for d in named}.values())
        if len(locals_) > 2:
            locals_ = _coordinated(parse, named)
        if len(locals_) == 2:
            plural = pronoun and _rival(parse, token, named)
            return [] if plural else sorted(locals_, key=lambda each: each.name)
        if locals_ and pronoun:
            return []
    return []


def _coordinated(parse: Parse, named: Sequence[Draft]) -> list[Local]:
    """The persons joined by "and" as the subject of their sentence."""
    heads = {d.head: d.local for d in named}
    for draft in named:
        token = parse.tokens[draft.head]
        if token.dep in {"nsubj", "nsubjpass"}:
            others = [heads[c] for c in parse.children[token.i] if parse.tokens[c].dep == "conj" and c in heads]
            if len(others) == 1 and others[0] is not draft.local:
                return [draft.local, others[0]]
    return []


def _rival(parse: Parse, token: Token, named: Sequence[Draft]) -> bool:
    """Tell whether another plural stands nearer than the pair, or the pair is not taken together."""
    last = max(d.head for d in named)
    together = any(
        parse.tokens[d.head].dep == "conj" or (d.name.startswith(("the two", "both", "they"))) for d in named
    ) or any(a.head == b.head for a in named for b in named if a is not b)
    first = min(d.head for d in named)
    between = parse.tokens[first : token.i]
    plural = any(
        t.tag in {"NNS", "NNPS"} and t.dep in {"nsubj", "nsubjpass", "dobj", "conj"} for t in between if t.i != last
    )
    return not together or plural
