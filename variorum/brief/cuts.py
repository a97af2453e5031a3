"""A sentence without clauses that can be spared: those between commas where it is long, and those that are disputed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.model import Certainty, ClauseKind, Polarity

if TYPE_CHECKING:
    from variorum.model import Annotated, Claim, Sentence

Pieces = tuple[tuple[int, int], ...]
"""Stretches of an article's text, in order."""

_LONG = 30
_SPARE = (ClauseKind.RELATIVE, ClauseKind.ADVERBIAL, ClauseKind.APPOSITIVE)
# What opens a clause at the end of a sentence that is as true without it; "unless" and "until" change what it says.
_BESIDES = frozenset({"after", "as", "because", "since", "when", "while"})
# A noun set behind the clause's last one is of the clause, whatever the parser hangs it on.
_BESIDE_A_NOUN = ("appos", "dep")


def shortened(annotated: Annotated, sentence: Sentence, claims: list[Claim]) -> Pieces:
    """The sentence, without the clauses between commas that can be spared where it is long."""
    text = annotated.article.text
    pieces = [(sentence.start, sentence.end)]
    for claim in sorted(claims, key=lambda c: (-c.start, -c.end)):
        if sum(len(text[s:e].split()) for s, e in pieces) <= _LONG:
            break
        pieces = [piece for each in pieces for piece in _without(text, each, claim)]
    return tuple(pieces)


def without(annotated: Annotated, sentence: Sentence, claims: list[Claim], disputed: list[Claim]) -> Pieces:
    """The sentence without those of its disputed clauses that can be spared and leave the rest as true as it was.

    `claims` are all of the sentence's. Of "it did not close because ..." no part can be told alone.
    """
    pieces = [(sentence.start, sentence.end)]
    if any(c.polarity is not Polarity.AFFIRMED for c in claims if c.kind not in _SPARE):
        return tuple(pieces)
    for claim in sorted(disputed, key=lambda c: (-c.start, -c.end)):
        if claim.kind not in _SPARE or claim.certainty is Certainty.CONDITIONAL:
            continue
        ended = _ended_before(annotated, sentence, claim)
        if ended is None:
            whole = _with_what_hangs_on_it(annotated, claim)
            pieces = [piece for each in pieces for piece in _without(annotated.article.text, each, whole)]
        else:
            pieces = [(start, min(end, ended)) for start, end in pieces if start < ended]
    return tuple(pieces)


def told_in(annotated: Annotated, pieces: Pieces, claim: Claim) -> bool:
    """Whether a claim is in what is left of its sentence: its verb is, or else its beginning."""
    verb = claim.predicate_token
    at = claim.start if verb is None else annotated.parse.tokens[verb].start
    return any(start <= at < end for start, end in pieces)


def _ended_before(annotated: Annotated, sentence: Sentence, claim: Claim) -> int | None:
    """Where the sentence ends without a clause that goes on to its end and says when or why, if that can be spared.

    "Days after ..." and "only because ..." belong to the clause, and "it closed days" is none.
    """
    parse = annotated.parse
    tokens = [t for t in parse.inside(sentence) if t.start >= claim.start]
    if claim.kind is not ClauseKind.ADVERBIAL or claim.predicate_token is None or not tokens:
        return None
    before, clause = tokens[0].i - 1, set(parse.subtree(claim.predicate_token))
    if tokens[0].text.lower() not in _BESIDES or before < sentence.first or min(clause) < tokens[0].i:
        return None
    for other in (t for t in tokens if t.i not in clause and t.dep in _BESIDE_A_NOUN):
        clause.update(parse.subtree(other.i))
    if any(t.i not in clause and t.pos != "PUNCT" for t in tokens):
        return None
    last = parse.tokens[before]
    if last.pos in ("ADV", "SCONJ", "PART") or last.dep == "npadvmod":
        return None
    return last.end


def _with_what_hangs_on_it(annotated: Annotated, claim: Claim) -> Claim:
    """A claim up to the end of the clause: "killing two" of "killing two and closing the road" cannot be cut out."""
    if claim.predicate_token is None:
        return claim
    clause = annotated.parse.subtree(claim.predicate_token)
    first, last = clause[0], max(i for i in clause if annotated.parse.tokens[i].pos != "PUNCT")
    in_one_piece = len(clause) == clause[-1] - first + 1
    starts = annotated.parse.tokens[first].start >= claim.start
    return replace(claim, end=max(claim.end, annotated.parse.tokens[last].end)) if in_one_piece and starts else claim


def _without(text: str, piece: tuple[int, int], claim: Claim) -> list[tuple[int, int]]:
    """Cut a clause out of a piece where a comma stands before it and a comma or the end behind."""
    start, end = piece
    before, behind = text[start : claim.start].rstrip(), text[claim.end : end]
    marked = any(mark in text[claim.start : claim.end] for mark in '“”"«»„')
    if claim.kind not in _SPARE or not start < claim.start < claim.end <= end or marked or not before.endswith(","):
        return [piece]
    cut = (start, start + len(before) - 1)
    if not behind.strip(" .\n"):
        return [cut]
    if behind.lstrip().startswith(","):
        return [cut, (claim.end + behind.index(",") + 1 + 1, end)]
    return [piece]
