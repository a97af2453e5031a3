"""Claims: what an article states, clause by clause, with its frame and its attribution."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from variorum.annotate.certainty import certainty_of, polarity_of
from variorum.annotate.clauses import Clause, find_clauses
from variorum.annotate.frames import Frames
from variorum.annotate.vocabulary import words
from variorum.model import (
    Attribution,
    Claim,
    ClauseKind,
    HasSpan,
    Mention,
    Mode,
    Parse,
    Quantity,
    Quotation,
    Sentence,
    TimeExpression,
    Token,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LEADING = frozenset({"and", "but", "or", "that", "while", "because", "as", "who", "which", "so", "yet", "although"})
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})
_REPORTING = words("say tell add state report announce note claim explain")


def find_claims(
    parse: Parse,
    mentions: tuple[Mention, ...],
    quotations: tuple[Quotation, ...],
    quantities: tuple[Quantity, ...],
    times: tuple[TimeExpression, ...],
) -> tuple[Claim, ...]:
    """The claims of headline, lead and body, in order of sentence and place."""
    maker = _Maker(parse, mentions, quotations, quantities, times)
    return tuple(claim for s in parse.sentences if s.block.makes_claims for claim in maker.claims(s))


class _Maker:
    def __init__(
        self,
        parse: Parse,
        mentions: tuple[Mention, ...],
        quotations: tuple[Quotation, ...],
        quantities: tuple[Quantity, ...],
        times: tuple[TimeExpression, ...],
    ) -> None:
        self.parse = parse
        self.quotations = quotations
        self.mention_tokens = _positions(parse, mentions)
        self.quantity_tokens = _positions(parse, quantities)
        self.time_tokens = _positions(parse, times)
        self.frames = Frames(parse, mentions, frozenset(self.time_tokens))
        self.cues = frozenset(
            t
            for q in quotations
            if q.cue_start is not None
            for t in _range(parse, q.cue_start, q.cue_end or q.cue_start)
        )
        self.reporting = self.cues | {t.i for t in parse.tokens if t.lemma in _REPORTING and t.pos == "VERB"}

    def claims(self, sentence: Sentence) -> Iterator[Claim]:
        """The claims of one sentence in order of their place."""
        if not self.parse.has_syntax:
            yield self._whole(sentence)
            return
        clauses = {c.head: c for c in find_clauses(self.parse, sentence, self.reporting)}
        made = [self._claim(c, clauses, sentence) for c in clauses.values()]
        yield from sorted((c for c in made if c is not None), key=lambda c: (c.start, c.end, c.predicate_token or 0))

    def _claim(self, clause: Clause, clauses: dict[int, Clause], sentence: Sentence) -> Claim | None:
        tokens = self._trimmed(clause.tokens)
        arguments = self.frames.arguments(clause, clauses)
        words = sum(1 for t in tokens if t.pos in _CONTENT)
        if not tokens or words < 2 or (clause.kind is not ClauseKind.SENTENCE and not arguments):
            return None
        if self._only_reports(clause, clauses):
            return None
        predicate, at = self.frames.predicate(clause)
        own = tuple(t.i for t in tokens)
        chain, inner = self._attribution(at)
        return Claim(
            start=tokens[0].start,
            end=max(t.end for t in tokens),
            sentence=sentence.index,
            kind=ClauseKind.REPORTED if chain else clause.kind,
            predicate=predicate,
            predicate_token=at,
            tokens=own,
            arguments=arguments,
            quantities=_within(own, self.quantity_tokens),
            times=_within(own, self.time_tokens),
            mentions=_within(own, self.mention_tokens),
            polarity=polarity_of(self.parse, clause),
            certainty=certainty_of(self.parse, clause),
            attribution=chain,
            mode=chain[-1].mode if chain else Mode.STATED,
            quotation=inner,
        )

    def _only_reports(self, clause: Clause, clauses: dict[int, Clause]) -> bool:
        """Tell whether the clause says no more than that somebody said something."""
        if clause.verb not in self.reporting and clause.head not in self.reporting:
            return False
        below = any(c.parent == clause.head and c.kind is ClauseKind.REPORTED for c in clauses.values())
        return below or not any(
            self.parse.tokens[c].dep in {"dobj", "attr", "ccomp"} for c in self.parse.children[clause.verb]
        )

    def _trimmed(self, own: Sequence[int]) -> list[Token]:
        tokens = [self.parse.tokens[t] for t in own]
        while tokens and (tokens[0].pos in {"PUNCT", "SPACE"} or tokens[0].text.casefold() in _LEADING):
            tokens.pop(0)
        while tokens and (tokens[-1].pos in {"PUNCT", "SPACE", "CCONJ"}):
            tokens.pop()
        return tokens

    def _attribution(self, token: int) -> tuple[tuple[Attribution, ...], int | None]:
        at = self.parse.tokens[token].start
        holding = [
            (q.end - q.start, k) for k, q in enumerate(self.quotations) if any(s <= at < e for s, e in _pieces(q))
        ]
        order = [k for _, k in sorted(holding, reverse=True)]
        chain = tuple(
            Attribution(q.speaker, q.source_start, q.source_end, q.cue, q.mode)
            for q in (self.quotations[k] for k in order)
        )
        return chain, order[-1] if order else None

    def _whole(self, sentence: Sentence) -> Claim:
        tokens = self.parse.inside(sentence)
        own = tuple(t.i for t in tokens)
        chain, inner = self._attribution(tokens[len(tokens) // 2].i)
        return Claim(
            start=sentence.start,
            end=sentence.end,
            sentence=sentence.index,
            kind=ClauseKind.SENTENCE,
            predicate="",
            predicate_token=None,
            tokens=own,
            quantities=_within(own, self.quantity_tokens),
            times=_within(own, self.time_tokens),
            mentions=_within(own, self.mention_tokens),
            attribution=chain,
            mode=chain[-1].mode if chain else Mode.STATED,
            quotation=inner,
        )


def _pieces(quotation: Quotation) -> tuple[tuple[int, int], ...]:
    return quotation.pieces or ((quotation.start, quotation.end),)


def _range(parse: Parse, start: int, end: int) -> range:
    first = bisect_left(parse.tokens, start, key=lambda t: t.end - 1)
    last = bisect_left(parse.tokens, end, key=lambda t: t.start)
    return range(first, max(first, last))


def _positions(parse: Parse, items: Sequence[HasSpan]) -> dict[int, tuple[int, ...]]:
    """For each token the positions of the annotations that cover it."""
    found: dict[int, tuple[int, ...]] = {}
    for position, item in enumerate(items):
        for token in _range(parse, item.start, item.end):
            found[token] = (*found.get(token, ()), position)
    return found


def _within(tokens: Sequence[int], positions: dict[int, tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sorted({p for t in tokens for p in positions.get(t, ())}))
