"""Pronouns: whom "he", "she", "it" and "they" stand for, resolved only where number, gender and place agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.annotate.local import Draft, Local
from variorum.model import EntityType, MentionForm

if TYPE_CHECKING:
    from variorum.model import Parse, Token

_MALE = frozenset({"he", "him", "his", "himself"})
_FEMALE = frozenset({"she", "her", "hers", "herself"})
_REACH = 3
"""How many sentences back an antecedent may stand."""


def resolve_pronouns(parse: Parse, drafts: list[Draft]) -> list[Draft]:
    """Mentions for the personal pronouns of the third person singular that have a clear antecedent."""
    known = sorted(drafts, key=lambda d: d.head)
    made: list[Draft] = []
    position = 0
    seen: list[Draft] = []
    for token in parse.tokens:
        while position < len(known) and known[position].head < token.i:
            seen.append(known[position])
            position += 1
        gender = _gender(token)
        if not gender:
            continue
        local = _antecedent(parse, token, gender, seen)
        if local is None:
            continue
        local.gender = local.gender or gender
        draft = Draft(token.start, token.end, EntityType.PERSON, MentionForm.PRONOUN, token.text, token.i, local)
        made.append(draft)
        seen.append(draft)
    return made


def _gender(token: Token) -> str:
    word = token.text.casefold()
    return "m" if word in _MALE else "f" if word in _FEMALE else ""


def _antecedent(parse: Parse, token: Token, gender: str, seen: list[Draft]) -> Local | None:
    scores: dict[int, tuple[float, Local]] = {}
    for draft in reversed(seen):
        distance = token.sentence - parse.tokens[draft.head].sentence
        if distance > _REACH:
            break
        local = draft.local
        if local.type is not EntityType.PERSON or local.gender not in ("", gender):
            continue
        score = _score(parse, token, draft, distance) + (0.3 if local.gender else 0.0)
        if id(local) not in scores or scores[id(local)][0] < score:
            scores[id(local)] = score, local
    if not scores:
        return None
    return max(scores.values(), key=lambda pair: pair[0])[1]


def _score(parse: Parse, token: Token, draft: Draft, distance: int) -> float:
    head = parse.tokens[draft.head]
    score = -float(distance) - 0.001 * (token.i - draft.head)
    if head.dep in {"nsubj", "nsubjpass"}:
        score += 1.2
    elif head.dep in {"poss", "pobj", "compound"}:
        score -= 0.2
    if token.dep in {"nsubj", "nsubjpass"} and head.dep in {"nsubj", "nsubjpass"}:
        score += 0.3
    return score
