"""Conditions in quoted speech: where they stand, and what follows from them.

Found by their opening words and commas; a parser errs too often on the loose syntax of speech.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model import Token

_OPENERS = (
    ("as", "long", "as"),
    ("so", "long", "as"),
    ("in", "the", "event"),
    ("on", "condition"),
    ("in", "case"),
    ("if",),
    ("unless",),
    ("provided",),
    ("providing",),
    ("assuming",),
)
# They open a condition at the beginning of a sentence that is no question.
_INVERTED = frozenset({"should", "were", "had"})
_MODALS = frozenset({"will", "would", "shall", "may", "might", "could", "can", "must", "'ll", "’ll", "'d", "’d"})


def consequences(sentence: Sequence[Token]) -> Iterator[list[Token]]:
    """For each condition in a sentence of speech, the tokens of what follows from it."""
    words = [t.text.casefold() for t in sentence]
    for at in range(len(words)):
        opens = at == 0 or sentence[at - 1].pos in ("PUNCT", "SPACE", "CCONJ")
        if not _opener(words, at) and not (opens and words[at] in _INVERTED and words[-1] != "?" and "," in words[at:]):
            continue
        found = _rest(sentence, words, at) if opens else list(sentence[:at])
        if found:
            yield found


def _opener(words: Sequence[str], at: int) -> bool:
    if words[at - 1 : at] in (["even"], ["as"], ["what"]):  # "even if", "as if", "what if" set no condition
        return False
    return any(tuple(words[at : at + len(opener)]) == opener for opener in _OPENERS)


def _rest(sentence: Sequence[Token], words: Sequence[str], at: int) -> list[Token]:
    """What is left of a sentence without the condition that begins at a position: from its comma or next modal on."""
    if "," in words[at:-1]:
        comma = words.index(",", at)
        return [*sentence[:at], *sentence[comma + 1 :]]
    modal = next((k for k in range(at + 2, len(words)) if words[k] in _MODALS), None)
    return [*sentence[:at], *sentence[modal - 1 :]] if modal is not None else []
