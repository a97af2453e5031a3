"""Sources named in the sentence after: "The dam is safe. This is according to Holt.", "So says Holt."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.annotate import cues, ties

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.model import Parse, Token

_BACK = frozenset({"this", "that", "these", "those", "all", "such"})
_STANDPOINTS = frozenset(
    {"view", "opinion", "position", "claim", "assessment", "conclusion", "verdict", "word", "message", "line"}
)
_BEGIN = 4


def looking_back(parse: Parse) -> Iterator[ties.Tie]:
    """Ties whose content is the sentence before, in the same block, in order."""
    for before, sentence in zip(parse.sentences, parse.sentences[1:], strict=False):
        if before.block is not sentence.block:
            continue
        found = _source(parse, [t for t in parse.inside(sentence) if t.pos != "SPACE"])
        content = tuple(t.i for t in parse.inside(before) if t.pos != "SPACE")
        if found is not None and len(content) > _BEGIN:
            cue, head = found
            yield ties.Tie(cue.i, ties.phrase(parse, head, cue.i), head, content, "according")


def _source(parse: Parse, tokens: list[Token]) -> tuple[Token, int] | None:
    """The cue and the head of the source in a sentence that says whose the one before is."""
    if len(tokens) < _BEGIN:
        return None
    first, verb = tokens[0], tokens[1]
    if first.lemma.lower() == "so" and cues.QUOTE in cues.frames(verb.lemma) and verb.pos == "VERB":
        head = next((t.i for t in tokens[2:] if t.pos in ("PROPN", "NOUN") and t.head == verb.i), None)
        return (verb, head) if head is not None else None
    if first.lemma.lower() not in _BACK or verb.lemma != "be":
        return None
    for cue in tokens[2 : 2 + _BEGIN]:
        preposition = "to" if cue.lemma.lower() == "accord" else "of" if cue.lemma in _STANDPOINTS else ""
        # "This is a view of the pier" shows a picture.
        if preposition == "of" and not any(t.lemma == "the" for t in tokens if t.head == cue.i):
            return None
        if preposition:
            return _governed(parse, cue, preposition)
        if cue.pos not in ("DET", "ADV", "PUNCT", "ADJ"):
            return None
    return None


def _governed(parse: Parse, cue: Token, preposition: str) -> tuple[Token, int] | None:
    for i in parse.children[cue.i]:
        if parse.tokens[i].lemma == preposition:
            head = next((j for j in parse.children[i] if parse.tokens[j].dep == "pobj"), None)
            return (cue, head) if head is not None else None
    return None
