"""Attachments that a small parser often gets wrong around reported speech, set right before ties are looked for.

"He said the dam holds, adding that ..." and "She said it leaks but added that ...": the second cue belongs to the one
who speaks, not to what is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.annotate import cues
from variorum.model import Parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.model import Token

_IMPERSONAL = frozenset({"it", "this", "that", "there", "what", "which"})
_PAST = ("VBD", "VBN")


def mended(parse: Parse) -> Parse:
    """The same tokens with such cues hung on the cue that governs the speech."""
    moved = dict(_moves(parse))
    if not moved:
        return parse
    tokens = tuple(t._replace(head=moved[t.i][0], dep=moved[t.i][1]) if t.i in moved else t for t in parse.tokens)
    return Parse(tokens, parse.sentences, parse.has_syntax)


def _moves(parse: Parse) -> Iterator[tuple[int, tuple[int, str]]]:
    for token in parse.tokens:
        if token.pos != "VERB" or token.dep not in ("advcl", "conj", "acl") or not _speaks(parse, token):
            continue
        governor = _governor(parse, token)
        if governor is None or governor.i > token.i:
            continue
        if token.dep in ("advcl", "acl") and token.tag == "VBG" and _comma_before(parse, token):
            yield token.i, (governor.i, "advcl")
        elif token.dep == "conj" and _continues(parse, token, governor):
            yield token.i, (governor.i, "conj")


def _speaks(parse: Parse, token: Token) -> bool:
    """Whether a verb is a cue with a content of its own."""
    if not cues.frames(token.lemma) & {cues.QUOTE, cues.CLAUSE}:
        return False
    return any(parse.tokens[i].dep in ("ccomp", "dobj", "prep") for i in parse.children[token.i]) and not any(
        parse.tokens[i].dep == "nsubj" for i in parse.children[token.i]
    )


def _governor(parse: Parse, token: Token) -> Token | None:
    """The cue whose content the token stands in by the parse."""
    at = parse.tokens[token.head]
    for _ in range(6):
        above = parse.tokens[at.head]
        if at.dep == "ccomp" and cues.frames(above.lemma) & {cues.QUOTE, cues.CLAUSE} and above.pos == "VERB":
            return above
        if at.dep in ("dobj", "oprd") and cues.OBJECT in cues.frames(above.lemma) and above.pos == "VERB":
            return above
        if above.i == at.i:
            return None
        at = above
    return None


def _comma_before(parse: Parse, token: Token) -> bool:
    before = [parse.tokens[i] for i in range(max(0, token.i - 3), token.i)]
    return any(t.text in (",", "—", "–") or t.lemma in ("while", "before", "after") for t in before)


def _continues(parse: Parse, token: Token, governor: Token) -> bool:
    """Whether a conjoined cue goes on from the governor: its form is the governor's and not its neighbour's."""
    neighbour = parse.tokens[token.head]
    if governor.tag == "VBG" and token.tag == "VBG":
        return neighbour.tag != "VBG"
    if governor.tag not in (*_PAST, "VBZ") or token.tag not in (*_PAST, "VBZ"):
        return False
    subjects = [parse.tokens[i] for i in parse.children[neighbour.i] if parse.tokens[i].dep in ("nsubj", "nsubjpass")]
    impersonal = not subjects or subjects[0].lemma.lower() in _IMPERSONAL or subjects[0].dep == "nsubjpass"
    same = (token.tag in _PAST) == (governor.tag in _PAST)
    return same and (impersonal or (neighbour.tag in _PAST) != (token.tag in _PAST))
