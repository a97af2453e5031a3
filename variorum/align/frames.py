"""Frames: what a claim says, in the form in which claims are compared.

A frame is a claim with its arguments resolved to the story's entities, its content words, and its values
at hand. Frames do not depend on the order of the articles.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from variorum.align.occasions import NOWHEN, Occasion, occasions
from variorum.lexicon.frequency import frequency
from variorum.lexicon.words import classes
from variorum.model import BlockKind, ClauseKind, MentionForm, Ref, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from variorum.model import Annotated, Argument, Claim, Entity, Quantity, TimeExpression, Token

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"})
# Verbs that say next to nothing of their own: a claim with one is known by its arguments.
LIGHT = frozenset(
    {"be", "have", "do", "make", "take", "get", "give", "go", "come", "become", "say", "tell", "include", "use"}
)

# WordNet's classes of nouns for what happens.
_HAPPENING = frozenset(
    f"noun.{kind}" for kind in ("act", "event", "phenomenon", "process", "state", "communication", "possession")
)
_WHOLE = (ClauseKind.MAIN, ClauseKind.SENTENCE)


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a role: the phrase, its head's lemma, the other lemmas of the phrase, and its entity, if it is one."""

    start: int
    end: int
    lemma: str
    words: frozenset[str]
    entity: int | None
    pronoun: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """A claim made ready for comparison.

    `plain` is the text on one line with names in place of pronouns. `words` are the lemmas of the content words (also
    those inside names, which are `proper`), `tokens` the lemmas of all words in order. `entities` are positions of the
    story's entities among its mentions, `sources` those that the claim is attributed to. `happenings` are the words
    that name something that happens (verbs, nouns of acts and events); `opens` marks an article's first sentence,
    `headline` what a headline has; `language` is ISO 639-1.
    """

    ref: Ref
    claim: Claim
    text: str
    plain: str
    predicate: str
    predicate_span: tuple[int, int] | None
    classes: frozenset[str]
    words: frozenset[str]
    placed_words: tuple[tuple[int, int, str], ...]
    tokens: tuple[str, ...]
    entities: frozenset[int]
    sources: frozenset[int]
    fillers: Mapping[Role, tuple[Filler, ...]]
    quantities: tuple[Quantity, ...]
    times: tuple[TimeExpression, ...]
    happenings: tuple[str, ...]
    proper: frozenset[str]
    opens: bool
    headline: bool
    language: str = "en"
    occasion: Occasion = NOWHEN

    def words_outside(self, stretches: Sequence[tuple[int, int]]) -> frozenset[str]:
        """The content words that do not stand in one of the stretches."""
        if not stretches:
            return self.words
        return frozenset(w for s, e, w in self.placed_words if not any(x < e and s < y for x, y in stretches))

    @property
    def stands_alone(self) -> bool:
        """Whether the claim can be read without its surroundings."""
        agents = self.fillers.get(Role.AGENT, ())
        return self.claim.kind in _WHOLE and not any(f.pronoun for f in agents)


def frames(articles: Sequence[Annotated], entities: Sequence[Entity], entity_of: Mapping[Ref, int]) -> list[Frame]:
    """The frames of all claims, in the order of articles and claims."""
    return [
        replace(_frame(Ref(a, i), claim, article, entities, entity_of), occasion=occasion)
        for a, article in enumerate(articles)
        for i, (claim, occasion) in enumerate(zip(article.claims, occasions(article), strict=True))
    ]


def _frame(
    ref: Ref, claim: Claim, article: Annotated, entities: Sequence[Entity], entity_of: Mapping[Ref, int]
) -> Frame:
    tokens = [article.parse.tokens[i] for i in claim.tokens]
    found: dict[Role, list[Filler]] = {}
    for argument in claim.arguments:
        found.setdefault(argument.role, []).append(_filler(ref.article, argument, article, entity_of))
    named = (entity_of.get(Ref(ref.article, m)) for m in claim.mentions)
    sources = (entity_of.get(Ref(ref.article, link.source)) for link in claim.attribution if link.source is not None)
    return Frame(
        ref,
        claim,
        article.text_of(claim),
        _plain(ref.article, claim, article, entities, entity_of),
        claim.predicate.lower(),
        _predicate_span(claim, article),
        _classes(claim),
        content_words(tokens),
        tuple((t.start, t.end, t.lemma.lower()) for t in tokens if _is_content(t)),
        tuple(t.lemma.lower() for t in tokens if any(c.isalnum() for c in t.text)),
        frozenset(e for e in named if e is not None),
        frozenset(e for e in sources if e is not None),
        {role: tuple(fillers) for role, fillers in found.items()},
        tuple(article.quantities[q] for q in claim.quantities),
        tuple(article.times[t] for t in claim.times),
        tuple(sorted({t.lemma.lower() for t in tokens if _is_content(t) and _happens(t)})),
        frozenset(t.lemma.lower() for t in tokens if t.pos == "PROPN"),
        claim.sentence == 0,
        article.parse.sentences[claim.sentence].block is BlockKind.HEADLINE,
        language_of(article),
    )


def language_of(article: Annotated) -> str:
    """The language of an article without its region (ISO 639-1); one that is not known is taken for English."""
    return article.article.language.partition("-")[0].casefold() or "en"


def _plain(
    number: int, claim: Claim, article: Annotated, entities: Sequence[Entity], entity_of: Mapping[Ref, int]
) -> str:
    """The claim's text with pronouns replaced by the names they stand for, on one line."""
    text, at, pieces = article.article.text, claim.start, []
    for position in sorted(claim.mentions, key=lambda m: article.mentions[m].start):
        mention, entity = article.mentions[position], entity_of.get(Ref(number, position))
        if (
            mention.form is MentionForm.PRONOUN
            and entity is not None
            and at <= mention.start < mention.end <= claim.end
        ):
            owner = "'s" if article.parse.tokens[mention.head].tag == "PRP$" else ""
            pieces += [text[at : mention.start], entities[entity].name, owner]
            at = mention.end
    return " ".join("".join((*pieces, text[at : claim.end])).split())


def _predicate_span(claim: Claim, article: Annotated) -> tuple[int, int] | None:
    if claim.predicate_token is None:
        return None
    token = article.parse.tokens[claim.predicate_token]
    return token.start, token.end


def _classes(claim: Claim) -> frozenset[str]:
    head = claim.predicate.lower().split(" ")[0]
    return classes(claim.predicate.lower(), "v") or classes(head, "v") or classes(head, "n")


def _is_content(token: Token) -> bool:
    if not any(c.isalnum() for c in token.text):
        return False
    if not token.pos:  # no parser: every longer word may matter
        return len(token.text) > 3 or token.text.isdigit()
    return token.pos in _CONTENT and token.lemma.lower() not in LIGHT


def content_words(tokens: Iterable[Token]) -> frozenset[str]:
    """The lemmas of the words that carry the content."""
    return frozenset(t.lemma.lower() for t in tokens if _is_content(t))


def _happens(token: Token) -> bool:
    """Whether a content word names something that happens. Without a parser any may."""
    return token.pos in ("VERB", "") or (token.pos == "NOUN" and bool(classes(token.lemma.lower(), "n") & _HAPPENING))


def _filler(article: int, argument: Argument, annotated: Annotated, entity_of: Mapping[Ref, int]) -> Filler:
    tokens = annotated.parse.tokens
    inside = (tokens[i] for i in _tokens_within(annotated, argument))
    head = tokens[argument.head]
    return Filler(
        argument.start,
        argument.end,
        argument.lemma.lower(),
        frozenset(t.lemma.lower() for t in inside if _is_content(t)),
        None if argument.mention is None else entity_of.get(Ref(article, argument.mention)),
        head.pos == "PRON",
    )


def _tokens_within(annotated: Annotated, argument: Argument) -> list[int]:
    """Tokens of the argument, found by walking out from its head."""
    tokens, found = annotated.parse.tokens, []
    for step in (-1, 1):
        at = argument.head if step == 1 else argument.head - 1
        while 0 <= at < len(tokens) and argument.start <= tokens[at].start and tokens[at].end <= argument.end:
            found.append(at)
            at += step
    return sorted(found)


@lru_cache(maxsize=65536)
def rarity_at_large(word: str) -> float:
    """How rare a word is in text at large, 0 to 1."""
    return min(1.0, -math.log(frequency(word)) / 14.0)


def rarities(found: Sequence[Frame]) -> dict[str, float]:
    """A weight (0 to 1) for each content word: how rare it is at large and among the story's claims."""
    counts = Counter(word for frame in found for word in frame.words)
    most = math.log(1 + len(found)) or 1.0
    return {
        word: math.sqrt(rarity_at_large(word) * math.log(1 + len(found) / count) / most)
        for word, count in counts.items()
    }
