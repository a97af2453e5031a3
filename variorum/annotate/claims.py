"""Claims: what an article states, clause by clause, with its frame and its attribution."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from variorum.annotate.certainty import certainty_of, polarity_of
from variorum.annotate.clauses import Clause, find_clauses
from variorum.annotate.frames import Frames
from variorum.annotate.negation import polarity_by_heads, polarity_by_words
from variorum.annotate.vocabulary import words
from variorum.model import (
    Argument,
    Attribution,
    Certainty,
    Claim,
    ClauseKind,
    HasSpan,
    Mention,
    Mode,
    Parse,
    Polarity,
    Quantity,
    Quotation,
    Sentence,
    Span,
    TimeExpression,
    Token,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LEADING = frozenset({"and", "but", "or", "that", "while", "because", "as", "who", "which", "so", "yet", "although"})
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})
# Pronouns that leave nobody to be looked for elsewhere: "nobody was hurt" and "all survived" are told in full.
_EVERY_OR_NONE = frozenset({"nobody", "none", "nothing", "everybody", "everyone", "everything", "all"})
# Said of in the passive these tell that it was: "no injuries were reported".
_TOLD_OF = frozenset({"report", "announce"})
_PARTS = frozenset({"nsubj", "nsubjpass", "dobj"})
# So many content words make a sentence that says something beside who said it.
_FULL = 6
_MARKS = frozenset({'"', "“", "”", "„", "«", "»", "''", "``"})
_OPENING = frozenset("“„«‘(")
_CLOSING = frozenset("”»’)")
_PAIRED = _OPENING | _CLOSING | {'"'}
_DENIALS = words("deny refute dispute disprove reject")
_REPORTING = words("say tell add state report announce note claim explain")


def find_claims(
    parse: Parse,
    mentions: tuple[Mention, ...],
    quotations: tuple[Quotation, ...],
    quantities: tuple[Quantity, ...],
    times: tuple[TimeExpression, ...],
    language: str = "en",
) -> tuple[Claim, ...]:
    """The claims of headline, lead and body, in order of sentence and place.

    Where there are heads they are clauses; else each sentence makes one claim without arguments. Of a language other
    than English a clause has its roles and its negation, and no certainty but the plain one.
    """
    maker = _Maker(parse, mentions, quotations, quantities, times)
    maker.language = language
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
        self.language = "en"
        self.quotations = quotations
        self.mention_tokens = _positions(parse, mentions)
        self.quantity_tokens = _positions(parse, quantities)
        self.time_tokens = _positions(parse, times)
        pieces = [(k, Span(*piece)) for k, q in enumerate(quotations) for piece in _pieces(q)]
        held = _positions(parse, [span for _, span in pieces])
        self.quotation_tokens = {t: tuple(dict.fromkeys(pieces[p][0] for p in found)) for t, found in held.items()}
        timed = {t: (times[k[0]].start, times[k[0]].end) for t, k in self.time_tokens.items()}
        self.frames = Frames(parse, mentions, timed)
        self.cues = frozenset(
            t
            for q in quotations
            if q.cue_start is not None
            for t in _range(parse, q.cue_start, q.cue_end or q.cue_start)
        )
        self.reporting = self.cues | {t.i for t in parse.tokens if t.lemma in _REPORTING and t.pos == "VERB"}

    def claims(self, sentence: Sentence) -> Iterator[Claim]:
        """The claims of one sentence in order of their place."""
        if not self.parse.has_heads:
            yield self._whole(sentence)
            return
        clauses = {c.head: c for c in find_clauses(self.parse, sentence, self.reporting)}
        found = (self._claim(c, clauses, sentence) for c in clauses.values())
        made = [c for c in found if c is not None]
        if not made and self._says_something(sentence):
            made = [self._whole(sentence)]
        yield from sorted(made, key=lambda c: (c.start, c.end, c.predicate_token or 0))

    def _says_something(self, sentence: Sentence) -> bool:
        """Whether a sentence whose parse went wrong is a full one with a number or a date, and no lead to speech."""
        tokens = self.parse.inside(sentence)
        if not any(t.i in self.quantity_tokens or t.i in self.time_tokens for t in tokens):
            return False
        marked = any(t.text in _MARKS for t in tokens) or tokens[-1].text in {":", "?"}
        return not marked and sum(t.pos in _CONTENT for t in tokens) >= _FULL and any(t.pos == "VERB" for t in tokens)

    def _claim(self, clause: Clause, clauses: dict[int, Clause], sentence: Sentence) -> Claim | None:
        tokens = self._trimmed(clause.tokens)
        arguments = self.frames.arguments(clause, clauses)
        if not tokens or (clause.kind is not ClauseKind.SENTENCE and not arguments):
            return None
        content = len([t for t in tokens if t.pos in _CONTENT or _is_every_or_none(t)])
        if (content < 2 and content + self._referred(clause, arguments) < 2) or self._only_reports(clause, clauses):
            return None
        predicate, at = self.frames.predicate(clause)
        own = tuple(t.i for t in tokens)
        chain, inner = self._attribution(clause.head)
        denied = bool(chain) and chain[-1].cue.split(" ")[0] in _DENIALS
        polarity = self._polarity(clause, clauses)
        return Claim(
            start=tokens[0].start,
            end=self._end(tokens, sentence),
            sentence=sentence.index,
            kind=_kind(clause, reported=bool(chain)),
            predicate=predicate,
            predicate_token=at,
            tokens=own,
            arguments=tuple(self._spoken(a, inner) for a in arguments),
            quantities=_within(own, self.quantity_tokens),
            times=_within(own, self.time_tokens),
            mentions=_within(own, self.mention_tokens),
            polarity=_turned(polarity) if denied else polarity,
            certainty=self._certainty(clause, clauses, reported=bool(chain)),
            attribution=chain,
            mode=chain[-1].mode if chain else Mode.STATED,
            quotation=inner,
        )

    def _polarity(self, clause: Clause, clauses: dict[int, Clause]) -> Polarity:
        if self.parse.has_syntax:
            return polarity_of(self.parse, clause, clauses)
        return polarity_by_heads(self.parse, clause.verb, self.language)

    def _certainty(self, clause: Clause, clauses: dict[int, Clause], *, reported: bool) -> Certainty:
        if self.parse.has_syntax:
            return certainty_of(self.parse, clause, clauses, reported=reported)
        return Certainty.CERTAIN

    def _referred(self, clause: Clause, arguments: Sequence[Argument]) -> int:
        """Count the pronouns that stand for something named: "it was not insured" states as much as with the name."""
        verb = self.parse.tokens[clause.verb]
        if verb.pos != "VERB":
            return 0
        denied = any(self.parse.tokens[c].dep == "neg" for c in self.parse.children[verb.i])
        return sum(1 for a in arguments if (denied or a.mention is not None) and self._is_pronoun(a))

    def _is_pronoun(self, argument: Argument) -> bool:
        held = [self.parse.tokens[t] for t in _range(self.parse, argument.start, argument.end)]
        return len(held) == 1 and held[0].tag == "PRP" and held[0].text.casefold() not in {"i", "you", "we"}

    def _spoken(self, argument: Argument, quotation: int | None) -> Argument:
        """ "I" in a direct quotation is its speaker."""
        if quotation is None or argument.mention is not None or argument.lemma not in {"i", "me", "my"}:
            return argument
        said = self.quotations[quotation]
        if said.mode not in (Mode.DIRECT, Mode.UNMARKED) or said.speaker is None:
            return argument
        return replace(argument, mention=said.speaker)

    def _end(self, tokens: Sequence[Token], sentence: Sentence) -> int:
        """The end of the last token, or of the mark that closes what was opened inside."""
        last = tokens[-1]
        end = max([t.end for t in tokens])
        marks = [t.text for t in tokens if t.text in _PAIRED]
        if not marks:
            return end
        opened = sum((mark in _OPENING) - (mark in _CLOSING) for mark in marks)
        straight = marks.count('"') % 2
        for token in self.parse.tokens[last.i + 1 : min(last.i + 3, sentence.last)]:
            if (opened > 0 and token.text in _CLOSING) or (straight and token.text == '"'):
                return token.end
            if token.text not in {",", ".", "!", "?"}:
                break
        return end

    def _only_reports(self, clause: Clause, clauses: dict[int, Clause]) -> bool:
        """Tell whether the clause says no more than that somebody said something."""
        if clause.verb not in self.reporting:
            return False
        if any(c.parent == clause.head and c.kind is ClauseKind.REPORTED for c in clauses.values()):
            return True
        verb = self.parse.tokens[clause.verb]
        below = [self.parse.tokens[c] for c in self.parse.children[verb.i]]
        if any(t.dep in {"dobj", "attr", "ccomp", "xcomp", "oprd"} for t in below):
            return False
        if verb.lemma in _TOLD_OF and any(t.dep == "nsubjpass" and t.pos == "NOUN" for t in below):
            return False
        return verb.lemma in _REPORTING or not self._says_in_phrase(verb, clause)

    def _says_in_phrase(self, cue: Token, clause: Clause) -> bool:
        """ "Apologised for the shots", "pointed to sparks": what is said is a phrase of the clause itself."""
        said = [self.quotations[k] for t in clause.tokens for k in self.quotation_tokens.get(t, ())]
        return any(q.cue_start == cue.start and q.mode is Mode.INDIRECT for q in said)

    def _trimmed(self, own: Sequence[int]) -> list[Token]:
        tokens = [self.parse.tokens[t] for t in own]
        first, last = 0, len(tokens)
        while first < last and (tokens[first].pos in {"PUNCT", "SPACE"} or self._leads(tokens[first])):
            first += 1
        while first < last and tokens[last - 1].pos in {"PUNCT", "SPACE", "CCONJ"}:
            last -= 1
        return tokens[first:last]

    def _leads(self, token: Token) -> bool:
        if self.parse.has_syntax:
            return token.text.casefold() in _LEADING
        return token.dep in {"mark", "cc"} or token.tag == "WP"

    def _attribution(self, token: int) -> tuple[tuple[Attribution, ...], int | None]:
        """Who says what stands at a token, outermost first; one cue makes one link."""
        held = self.quotation_tokens.get(token)
        if held is None:
            return (), None
        said = self.quotations
        holding = sorted(held, key=lambda k: (said[k].start - said[k].end, k))
        by_cue: dict[tuple[int | None, str], int] = {}
        for k in holding:
            quotation = said[k]
            by_cue[quotation.cue_start if quotation.cue else -k - 1, quotation.cue] = k
        chain = tuple(
            Attribution(q.speaker, q.source_start, q.source_end, q.cue, q.mode)
            for q in (self.quotations[k] for k in by_cue.values())
        )
        return chain, next(reversed(by_cue.values()), None)

    def _whole(self, sentence: Sentence) -> Claim:
        """The claim of a sentence without syntax; if most of it is a quotation, what the quotation says."""
        tokens = self.parse.inside(sentence)
        own = tuple(t.i for t in tokens)
        chain: tuple[Attribution, ...] = ()
        inner = None
        for token in (t.i for t in tokens):
            found = self._attribution(token)
            if found[1] is not None and self._mostly_said(found[1], sentence):
                chain, inner = found
                break
        if inner is not None:
            own = tuple(t for t in own if inner in self.quotation_tokens.get(t, ()))
        return Claim(
            start=self.parse.tokens[own[0]].start if inner is not None else sentence.start,
            end=self.parse.tokens[own[-1]].end if inner is not None else sentence.end,
            sentence=sentence.index,
            kind=ClauseKind.REPORTED if chain else ClauseKind.SENTENCE,
            predicate="",
            predicate_token=None,
            tokens=own,
            quantities=_within(own, self.quantity_tokens),
            times=_within(own, self.time_tokens),
            mentions=_within(own, self.mention_tokens),
            # "Не менее 1200" and "nicht weniger als 1200" bound a number and deny nothing.
            polarity=polarity_by_words(
                (self.parse.tokens[t] for t in own if t not in self.quantity_tokens), self.language
            ),
            attribution=chain,
            mode=chain[-1].mode if chain else Mode.STATED,
            quotation=inner,
        )

    def _mostly_said(self, quotation: int, sentence: Sentence) -> bool:
        """Whether a sentence is its quotation, give or take who says it: speech needs less room than woven-in words."""
        times = 3 if self.quotations[quotation].mode is Mode.DIRECT else 2
        return self._said_in(quotation, sentence) * times >= sentence.end - sentence.start

    def _said_in(self, quotation: int, sentence: Sentence) -> int:
        return sum(
            max(0, min(e, sentence.end) - max(s, sentence.start)) for s, e in _pieces(self.quotations[quotation])
        )


def _is_every_or_none(token: Token) -> bool:
    return token.dep in _PARTS and token.text.lower() in _EVERY_OR_NONE


def _kind(clause: Clause, *, reported: bool) -> ClauseKind:
    """How the clause stands: what is said is reported; what only looks it ("we came, we saw") is conjoined."""
    if reported:
        return ClauseKind.REPORTED
    return ClauseKind.CONJOINED if clause.kind is ClauseKind.REPORTED else clause.kind


def _turned(polarity: Polarity) -> Polarity:
    return Polarity.AFFIRMED if polarity is Polarity.NEGATED else Polarity.NEGATED


def _pieces(quotation: Quotation) -> tuple[tuple[int, int], ...]:
    return quotation.pieces or ((quotation.start, quotation.end),)


def _range(parse: Parse, start: int, end: int) -> range:
    starts, ends = parse.bounds
    first, last = bisect_right(ends, start), bisect_left(starts, end)
    return range(first, max(first, last))


def _positions(parse: Parse, items: Sequence[HasSpan]) -> dict[int, tuple[int, ...]]:
    """For each token the positions of the annotations that cover it."""
    found: dict[int, tuple[int, ...]] = {}
    for position, item in enumerate(items):
        for token in _range(parse, item.start, item.end):
            found[token] = (*found[token], position) if token in found else (position,)
    return found


def _within(tokens: Sequence[int], positions: dict[int, tuple[int, ...]]) -> tuple[int, ...]:
    if positions.keys().isdisjoint(tokens):
        return ()
    return tuple(sorted({p for t in tokens if t in positions for p in positions[t]}))
