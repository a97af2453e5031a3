"""Whether the clause of a time expression tells of what was or of what is to come."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from variorum.annotate.timex.context import Direction

if TYPE_CHECKING:
    from variorum.model import Parse, Token

_AHEAD = re.compile(
    r"\b(?:will|shall|won't|going to|is to|are to|due|scheduled|set to|set for|planned|plans?|planning|expected"
    r"|expects?|until|till|next|upcoming|deadline|ahead of|postponed|rescheduled|delayed|may|might|must|hopes?|intends?"
    r"|aims?|tomorrow)\b",
    re.IGNORECASE,
)
_PLANNING = frozenset(
    {
        "expect",
        "due",
        "plan",
        "schedule",
        "set",
        "intend",
        "hope",
        "likely",
        "slate",
        "aim",
        "postpone",
        "reschedule",
        "delay",
        "adjourn",
        "fix",
        "prepare",
        "ready",
        "promise",
        "pledge",
        "vow",
    }
)
_LASTING = frozenset(
    {
        "suspend",
        "cancel",
        "close",
        "ban",
        "bar",
        "extend",
        "remand",
        "halt",
        "shut",
        "detain",
        "block",
        "put",
        "adjourn",
        "postpone",
        "delay",
    }
)
_MODALS = frozenset({"will", "shall", "'ll", "wo", "may", "might", "can", "could", "should", "must", "would"})
_PERFECT = frozenset({"have", "having"})
_BEHIND = frozenset({"after", "since", "following"})


def by_words(before: str) -> Direction:
    """The direction from the words before an expression, for text without syntax."""
    return Direction.FUTURE if _AHEAD.search(before) else Direction.PAST


def by_syntax(parse: Parse, token: Token) -> Direction:
    """The direction of the verb that an expression hangs on, through its helpers and the verb that plans it.

    An expression that hangs on a noun ("the mishap on Tuesday comes at a bad time") takes no present tense from the
    verb beyond.
    """
    verb, preposition, noun = _verb_above(parse, token)
    if preposition in _BEHIND:
        return Direction.PAST
    if verb is None:
        return Direction.UNKNOWN
    helpers = _helpers(parse, verb)
    if preposition in ("until", "till", "through") and _holds_on(verb, helpers):
        return Direction.FUTURE
    if preposition in ("for", "by", "until") and verb.lemma in _PLANNING and not _is_past_perfect(helpers):
        return Direction.FUTURE
    direction = _of_verb(parse, verb, 0)
    present = verb.tag in ("VBZ", "VBP") or any(h.tag in ("VBZ", "VBP") for h in helpers)
    if noun and present and direction is Direction.FUTURE and not _texts(helpers) & {"will", "shall", "'ll"}:
        return Direction.UNKNOWN
    return direction


def _verb_above(parse: Parse, token: Token) -> tuple[Token | None, str, bool]:
    """The nearest verb above a token, the first preposition and whether a noun stands on the way to it."""
    here, preposition, noun = token, "", False
    for _ in range(12):
        if here.pos in ("VERB", "AUX"):
            return here, preposition, noun or _follows_noun(parse, token, here)
        if here.head == here.i:
            break
        here = parse.tokens[here.head]
        if here.pos == "ADP" and not preposition:
            preposition = here.lemma.lower()
        noun = noun or (here.pos in ("NOUN", "PROPN") and here.entity not in ("DATE", "TIME"))
    return None, preposition, noun


def _follows_noun(parse: Parse, token: Token, verb: Token) -> bool:
    """Whether "on Tuesday" stands right behind the subject of a verb that comes after it."""
    if token.i > verb.i or token.i < 2:
        return False
    return parse.tokens[token.i - 1].pos == "ADP" and parse.tokens[token.i - 2].pos in ("NOUN", "PROPN")


def _helpers(parse: Parse, verb: Token) -> list[Token]:
    return [parse.tokens[c] for c in parse.children[verb.i] if parse.tokens[c].dep in ("aux", "auxpass")]


def _texts(helpers: list[Token]) -> set[str]:
    return {h.lemma.lower() for h in helpers} | {h.text.lower() for h in helpers}


def _is_past_perfect(helpers: list[Token]) -> bool:
    return any(h.text.lower() == "had" for h in helpers)


def _holds_on(verb: Token, helpers: list[Token]) -> bool:
    """With "until": whether what the verb says still holds when it is told ("is closed", "has cancelled")."""
    if verb.lemma in _LASTING or verb.lemma in _PLANNING:
        return not _is_past_perfect(helpers)
    return verb.tag != "VBD" and not any(h.tag == "VBD" for h in helpers)


def _of_verb(parse: Parse, verb: Token, depth: int) -> Direction:
    helpers = _helpers(parse, verb)
    words = _texts(helpers)
    if verb.dep == "conj" and verb.tag == "VB" and not helpers and depth < 3:
        return _of_verb(parse, parse.tokens[verb.head], depth + 1)
    if words & _MODALS and not words & _PERFECT:
        return Direction.PAST if _was_unable(parse, verb, words) else Direction.FUTURE
    if "to" in words and not words & _PERFECT:
        return _of_infinitive(parse, verb, depth)
    past = _is_past(verb, helpers)
    if past or words & _PERFECT:
        return Direction.FUTURE if verb.lemma in ("postpone", "reschedule", "adjourn") else Direction.PAST
    if verb.tag in ("VBZ", "VBP"):
        return Direction.FUTURE if _plans(parse, verb) or (not depth and verb.lemma != "say") else Direction.UNKNOWN
    if verb.tag == "VBN":
        return Direction.FUTURE if verb.lemma in _PLANNING or (helpers and not past) else Direction.PAST
    if verb.tag == "VBG":
        return _of_participle(parse, verb, helpers, depth)
    return Direction.UNKNOWN


def _is_past(verb: Token, helpers: list[Token]) -> bool:
    return verb.tag == "VBD" or any(h.tag == "VBD" for h in helpers)


def _was_unable(parse: Parse, verb: Token, words: set[str]) -> bool:
    """Whether the clause says what could not be done: news tells that of the past."""
    return "could" in words and any(parse.tokens[c].dep == "neg" for c in parse.children[verb.i])


def _plans(parse: Parse, verb: Token) -> bool:
    return verb.lemma in _PLANNING or any(parse.tokens[c].lemma in _PLANNING for c in parse.children[verb.i])


def _of_participle(parse: Parse, verb: Token, helpers: list[Token], depth: int) -> Direction:
    if any(h.tag in ("VBZ", "VBP") for h in helpers):
        return Direction.FUTURE
    above = parse.tokens[verb.head]
    if above.i != verb.i and above.pos in ("VERB", "AUX") and depth < 3:
        return _of_verb(parse, above, depth + 1)
    return Direction.UNKNOWN


def _of_infinitive(parse: Parse, verb: Token, depth: int) -> Direction:
    """An infinitive looks ahead, unless its governor is past and plans nothing ("agreed on Thursday to pay")."""
    above = parse.tokens[verb.head]
    past = _is_past(above, _helpers(parse, above))
    if above.i == verb.i or depth > 3 or above.lemma.lower() in _PLANNING or not past:
        return Direction.FUTURE
    return Direction.PAST
