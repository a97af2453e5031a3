"""What the rules know of a story: its facts (claims with their words and names), and where to look for their like."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from variorum.lexicon import words as wordnet
from variorum.lexicon.frequency import frequency
from variorum.lexicon.signals import paraphrase_groups, paraphrases, signals
from variorum.model import BlockKind, Claim, ClauseKind, Collation, MentionForm, Mode, Ref

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from variorum.compare.candidates.pairings import Told
    from variorum.compare.counterparts import Nearness
    from variorum.compare.phrases import Phrase
    from variorum.model import Annotated, Ground, Mention, Sentence, Token
    from variorum.values.date import TimeValue

_PARAPHRASE = 0.7
# Cosines are no nearer to each other than this.
_TINY = 1e-6
# What an outlet says of its own article ("This story was updated at 1.15 pm") is no part of the story.
_ABOUT_ITSELF = re.compile(
    r"[\W_]*(?:this|the) (?:article|story|report|post|page|item|version)(?: of this (?:article|story))? "
    r"(?:was|has been|is) (?:first |last |originally |also |since )*"
    r"(?:edited|updated|corrected|amended|published|posted|revised|modified|changed)",
    re.IGNORECASE,
)
_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "ADV", "AUX"})


class Word(NamedTuple):
    """A content word of a fact: its token, lemma (lower case), part of speech and weight (0 to 1, rarer is more)."""

    i: int
    lemma: str
    pos: str
    weight: float


@lru_cache(maxsize=65536)
def weight_of(lemma: str) -> float:
    """How much sharing the word says: 0 for function words, 1 for the rarest."""
    if lemma in signals("light"):
        return 0.05
    if lemma in signals("vague"):
        return 0.1
    return min(1.0, max(0.1, (-math.log(frequency(lemma)) - 6.0) / 7.0))


@lru_cache(maxsize=262144)
def kinship(a: str, b: str, pos_a: str = "", pos_b: str = "") -> float:
    """How near two lemmas are in meaning: 1 the same, 0 unrelated or opposed.

    Siblings under one kind ("Monday", "Tuesday"; "dog", "cat") are what reports differ in, not what ties them.
    """
    if a == b:
        return 1.0
    if pos_a == "PROPN" or pos_b == "PROPN":
        return 0.0
    if paraphrases(a, b):
        return _PARAPHRASE
    if wordnet.nearby(a, pos_a).isdisjoint(wordnet.nearby(b, pos_b)):
        return 0.0
    found = wordnet.related(a, b, pos_a, pos_b)
    if found.kind in (wordnet.Relation.ANTONYM, wordnet.Relation.SIBLING):
        return 0.0
    return found.score


@lru_cache(maxsize=65536)
def kin_keys(lemma: str, pos: str = "") -> frozenset[str | int]:
    """Keys of a word: two words that share none have no kinship. Cheaper than `kinship`, to leave out most pairs."""
    if pos == "PROPN":
        return frozenset((lemma,))
    return frozenset(
        (lemma, *(f"paraphrase {group}" for group in paraphrase_groups(lemma)), *wordnet.nearby(lemma, pos))
    )


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim with its article, its content words and the story's entities it names."""

    ref: Ref
    claim: Claim
    words: tuple[Word, ...]
    entities: frozenset[int]

    @property
    def article(self) -> int:
        """The position of its article."""
        return self.ref.article

    @property
    def own_voice(self) -> bool:
        """Whether the outlet itself says so."""
        return self.claim.mode is Mode.STATED and not self.claim.attribution

    @property
    def quoted(self) -> bool:
        """Whether it stands inside quotation marks: such content is its speaker's."""
        return self.claim.mode in (Mode.DIRECT, Mode.UNMARKED, Mode.PARTIAL)


class Story:
    """The collation with look-ups that several rules share.

    It may be begun before the claims are aligned; what needs that asks for `aligned`.
    """

    def __init__(self, collation: Ground) -> None:
        self.collation = collation
        self._likes: dict[tuple[str, str, float], list[Fact]] = {}
        self.sentence_phrases: dict[tuple[int, int], Phrase] = {}
        self.sentence_numbers: dict[tuple[int, int], int] = {}
        self.sentence_contents: dict[Hashable, int] = {}
        self.in_common: dict[tuple[int, int, float], float] = {}
        self.centres: dict[int, NDArray[np.float64]] = {}
        self.nearness: dict[tuple[int, int], Nearness] = {}
        self.told: dict[tuple[int, int], Told] = {}
        self.articles = collation.articles
        self.facts: tuple[tuple[Fact, ...], ...] = tuple(
            tuple(
                self._fact(a, i, claim)
                for i, claim in enumerate((*article.claims, *left_out(article)))
                if _states(article, claim)
            )
            for a, article in enumerate(self.articles)
        )

    @property
    def aligned(self) -> Collation:
        """The collation with its pairs, statements and utterances. Raises RuntimeError where there are none yet."""
        if not isinstance(self.collation, Collation):
            raise RuntimeError("the claims of this story are not aligned yet")
        return self.collation

    def _fact(self, a: int, i: int, claim: Claim) -> Fact:
        article = self.articles[a]
        entities = {
            self.collation.entity_of[Ref(a, m)] for m in claim.mentions if Ref(a, m) in self.collation.entity_of
        }
        return Fact(Ref(a, i), claim, content(article.parse.tokens[t] for t in claim.tokens), frozenset(entities))

    def pairs_of_articles(self) -> Iterator[tuple[int, int]]:
        """The articles to compare two by two, the earlier position first: every two, but in a large story."""
        return ((a, b) for a, others in enumerate(self.beside) for b in others if a < b)

    @cached_property
    def beside(self) -> tuple[tuple[int, ...], ...]:
        """For each article those to compare it with, in order: all others, but in a large story."""
        from variorum.compare.beside import EVERY, beside, every

        return every(len(self.articles)) if len(self.articles) <= EVERY else beside(self.aligned)

    def tokens(self, fact: Fact) -> tuple[Token, ...]:
        """The own tokens of a fact."""
        tokens = self.articles[fact.article].parse.tokens
        return tuple(tokens[t] for t in fact.claim.tokens)

    def text(self, fact: Fact) -> str:
        """The characters of a fact."""
        return self.articles[fact.article].text_of(fact.claim)

    @cached_property
    def telling(self) -> tuple[frozenset[int], ...]:
        """For each article the tokens that only say who tells something: sources and cues."""
        found = []
        for article in self.articles:
            starts = [t.start for t in article.parse.tokens]
            own: set[int] = set()
            for q in article.quotations:
                if q.cue_start is not None:
                    for start, end in ((q.cue_start, q.cue_end), (q.source_start, q.source_end)):
                        if start is not None and end is not None:
                            own.update(range(bisect_left(starts, start), bisect_left(starts, end)))
            found.append(frozenset(own))
        return tuple(found)

    @cached_property
    def spread(self) -> dict[int, float]:
        """For each entity the share of facts that name it: who is everywhere ties nothing together."""
        counts: dict[int, int] = defaultdict(int)
        for fact in self.all_facts():
            for entity in fact.entities:
                counts[entity] += 1
        total = max(1, sum(len(facts) for facts in self.facts))
        return {entity: count / total for entity, count in counts.items()}

    @cached_property
    def lemmas(self) -> tuple[frozenset[str], ...]:
        """For each article all its lemmas in lower case."""
        return tuple(frozenset(t.lemma.lower() for t in a.parse.tokens) for a in self.articles)

    @cached_property
    def present(self) -> tuple[frozenset[int], ...]:
        """For each article the entities it names."""
        found: list[set[int]] = [set() for _ in self.articles]
        for ref, entity in self.collation.entity_of.items():
            if self.collation.mention(ref).form is MentionForm.NAME:
                found[ref.article].add(entity)
        return tuple(frozenset(each) for each in found)

    def all_facts(self) -> Iterator[Fact]:
        """The facts of all articles, in order."""
        for facts in self.facts:
            yield from facts

    def fact_at(self, article: int, token: int) -> Fact | None:
        """The fact whose own token this is."""
        return self._holders[article].get(token)

    @cached_property
    def _holders(self) -> tuple[dict[int, Fact], ...]:
        return tuple({t: fact for fact in reversed(facts) for t in fact.claim.tokens} for facts in self.facts)

    @cached_property
    def _index(self) -> dict[tuple[str, str], list[Fact]]:
        found: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        for fact in self.all_facts():
            for key in sorted({(w.lemma, w.pos) for w in fact.words}):
                found[key].append(fact)
        return found

    def facts_like(self, words: Iterable[Word], near: float) -> list[Fact]:
        """The facts of all articles that have a word at least this near to one of `words`, in order.

        Every distinct word of the story is looked at once for each word asked for, not every fact.
        """
        found: dict[Ref, Fact] = {}
        for lemma, pos in sorted({(w.lemma, w.pos) for w in words}):
            for fact in self._like(lemma, pos, near):
                found[fact.ref] = fact
        return [found[ref] for ref in sorted(found)]

    def _like(self, lemma: str, pos: str, near: float) -> list[Fact]:
        key = (lemma, pos, near)
        if key not in self._likes:
            self._likes[key] = [
                fact
                for (other, tag), facts in self._index.items()
                if kinship(lemma, other, pos, tag) >= near
                for fact in facts
            ]
        return self._likes[key]

    def facts_in(self, article: int, sentence: int) -> Sequence[Fact]:
        """The facts of a sentence of an article, in order."""
        return self._by_sentence.get((article, sentence), ())

    @cached_property
    def _by_sentence(self) -> dict[tuple[int, int], list[Fact]]:
        found: dict[tuple[int, int], list[Fact]] = defaultdict(list)
        for fact in self.all_facts():
            found[fact.article, fact.claim.sentence].append(fact)
        return dict(found)

    def mention_at(self, article: int, token: int) -> int | None:
        """The first mention of an article whose head is a token."""
        return self._headed[article].get(token)

    @cached_property
    def _headed(self) -> tuple[dict[int, int], ...]:
        return tuple({m.head: i for i, m in reversed(list(enumerate(a.mentions)))} for a in self.articles)

    def mentions_within(self, article: int, start: int, end: int) -> list[Mention]:
        """The mentions of an article that begin and end in a stretch of it, in order."""
        places, mentions = self._mention_starts[article], self.articles[article].mentions
        found = sorted(i for _, i in places[bisect_left(places, (start, 0)) : bisect_left(places, (end, 0))])
        return [mentions[i] for i in found if mentions[i].end <= end]

    @cached_property
    def _mention_starts(self) -> tuple[list[tuple[int, int]], ...]:
        return tuple(sorted((m.start, i) for i, m in enumerate(a.mentions)) for a in self.articles)

    def sentence(self, fact: Fact) -> Sentence:
        """The sentence a fact stands in."""
        return self.articles[fact.article].parse.sentences[fact.claim.sentence]

    def cosine(self, a: Fact, b: Fact) -> float:
        """How near the vectors of two facts are."""
        rows = self._rows
        if a.ref not in rows or b.ref not in rows:
            return 0.0
        return float(self.collation.vectors[rows[a.ref]] @ self.collation.vectors[rows[b.ref]])

    def vector(self, fact: Fact) -> NDArray[np.float32] | None:
        """The unit vector of a fact, where it is a claim."""
        row = self._rows.get(fact.ref)
        return None if row is None else self.collation.vectors[row]

    def moments(self, fact: Fact) -> tuple[TimeValue, ...]:
        """The times that the facts of a fact's sentence name."""
        return self._moments.get((fact.article, fact.claim.sentence), ())

    @cached_property
    def _moments(self) -> dict[tuple[int, int], tuple[TimeValue, ...]]:
        found: dict[tuple[int, int], list[TimeValue]] = defaultdict(list)
        for fact in self.all_facts():
            times = self.articles[fact.article].times
            found[fact.article, fact.claim.sentence].extend(times[t].value for t in fact.claim.times)
        return {place: tuple(times) for place, times in found.items()}

    def nearer(self, fact: Fact, article: int, near: float) -> int:
        """How many facts of an article are nearer to a fact than `near`, by their vectors."""
        rows, without = self._rows_of[article]
        others = int(near + _TINY < 0.0)
        if fact.ref not in self._rows:
            return (len(rows) + without) * others
        cosines = self.collation.vectors[rows] @ self.collation.vectors[self._rows[fact.ref]]
        return int((cosines > near + _TINY).sum()) + without * others

    @cached_property
    def _rows_of(self) -> tuple[tuple[list[int], int], ...]:
        """For each article the rows of its facts' vectors, and how many facts have none."""
        found = [[self._rows[f.ref] for f in facts if f.ref in self._rows] for facts in self.facts]
        return tuple((rows, len(facts) - len(rows)) for rows, facts in zip(found, self.facts, strict=True))

    @cached_property
    def _rows(self) -> dict[Ref, int]:
        return {ref: i for i, ref in enumerate(self.collation.claim_refs)}


def left_out(article: Annotated) -> Iterator[Claim]:
    """Clauses that are no claims because they only report something, but undo it ("refused to admit that ...")."""
    parse = article.parse
    covered = {t for claim in article.claims for t in claim.tokens}
    for token in parse.tokens:
        if token.i in covered or token.pos != "VERB" or token.lemma.lower() not in signals("undone"):
            continue
        tokens = [t for t in parse.subtree(token.i) if parse.tokens[t].pos != "PUNCT"]
        start, end = parse.tokens[tokens[0]].start, parse.tokens[tokens[-1]].end
        mentions = tuple(i for i, m in enumerate(article.mentions) if start <= m.start < end)
        times = tuple(i for i, t in enumerate(article.times) if start <= t.start < end)
        yield Claim(
            *(start, end, token.sentence, ClauseKind.MAIN, token.lemma.lower(), token.i, tuple(tokens)),
            mentions=mentions,
            times=times,
        )


def _states(article: Annotated, claim: Claim) -> bool:
    sentence = article.parse.sentences[claim.sentence]
    if not (sentence.block.makes_claims or sentence.block is BlockKind.SUBHEAD):
        return False
    return not _ABOUT_ITSELF.match(article.article.text, sentence.start, sentence.end)


def content(tokens: Iterable[Token]) -> tuple[Word, ...]:
    """The content words among some tokens."""
    return tuple(
        # Small models take a common noun for a name now and then; its letter tells.
        Word(
            t.i,
            t.lemma.lower(),
            "NOUN" if t.pos == "PROPN" and t.text[0].islower() else t.pos,
            weight_of(t.lemma.lower()),
        )
        for t in tokens
        if t.pos in _CONTENT and t.text[:1].isalpha() and len(t.text) > 1
    )
