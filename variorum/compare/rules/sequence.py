"""Sequence: two events in one order here and in the other order there.

Evidence: each report says in one sentence which event came first, by a conjunction ("before", "after", "once"), an
adverb ("then", "first ... later"), or the pluperfect beside "when" and "by the time". Trap: one event told twice with
other events around it; so both events have to answer to each other crosswise, and better than straight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.phrases import Likeness, Phrase, likeness, phrase, size
from variorum.compare.readings import differ, outlet
from variorum.compare.syntax import child, extent, subject
from variorum.model import DiscrepancyKind, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.affinity import Match
    from variorum.compare.context import Story
    from variorum.model import Discrepancy, Parse, Sentence

_LATER_MARKS = frozenset({"before", "until", "till"})
_EARLIER_MARKS = frozenset({"after", "once", "following", "since"})
_THEN = frozenset({"then", "afterwards", "afterward", "subsequently", "later", "thereafter"})
_CAUSAL = frozenset({"trigger", "spark", "prompt", "provoke", "precede"})
_VERBAL = frozenset({"VERB", "AUX"})
# What both events of one report have to share crosswise with those of the other: a sum of weights, then shares of the
# shorter phrase: of the weaker of the two, of both on average, the same where an act is shared, and by one word.
_CROSSED = 0.3
_SAYS_LITTLE = 0.1
_LEAST_SHARE = 0.33
_MEAN_SHARE = 0.5
_MEAN_SHARE_OF_ACTS = 0.38
_BY_ONE = 0.7
# A rare word alone ties two events where nothing ties them straight.
_RARE = 0.5
# "Only then" is at the opening of a sentence as far as this.
_OPENING = 2


class Order(NamedTuple):
    """Two events of one sentence, the earlier first."""

    first: Phrase
    second: Phrase
    start: int
    end: int


def find(story: Story) -> Iterator[Discrepancy]:
    """Events told in opposite orders."""
    orders = [list(orders_of(story, a)) for a in range(len(story.articles))]
    for a, b in story.pairs_of_articles():
        for x in orders[a]:
            for y in orders[b]:
                sure = _swapped(x, y)
                if sure:
                    yield _discrepancy(story, x, y, sure)


def _swapped(x: Order, y: Order) -> float:
    """How sure it is that the two orders are of the same events, crosswise; 0 if they are not."""
    pairs = ((x.first, y.second), (x.second, y.first))
    crossed = [likeness(*pair) for pair in pairs]
    straight = likeness(x.first, y.first).worth + likeness(x.second, y.second).worth
    if min(c.worth for c in crossed) < _CROSSED or sum(c.worth for c in crossed) <= 1.5 * straight:
        return 0.0
    if straight < _SAYS_LITTLE and all(any(m.worth >= _RARE for m in c.words) for c in crossed):
        return 0.6
    shares = [share_of(*pair, common) for pair, common in zip(pairs, crossed, strict=True)]
    acted = straight < _CROSSED and any("VERB" in (m.a.pos, m.b.pos) for c in crossed for m in _strong(c))
    if min(shares) < _LEAST_SHARE or sum(shares) / 2 < (_MEAN_SHARE_OF_ACTS if acted else _MEAN_SHARE):
        return 0.0
    return min(1.0, 0.5 + 0.4 * sum(shares) / 2)


def _strong(common: Likeness) -> list[Match]:
    return [m for m in common.words if m.worth > _SAYS_LITTLE]


def share_of(x: Phrase, y: Phrase, common: Likeness) -> float:
    """How much of the shorter phrase is in the other one; one word alone has to be nearly all of it."""
    strong = _strong(common)
    share = common.worth / max(0.01, min(size(x), size(y)))
    if strong and len(strong) + len(common.names) < 2:
        return share if share >= _BY_ONE else 0.0
    return share if strong else 0.0


def _discrepancy(story: Story, x: Order, y: Order, sure: float) -> Discrepancy:
    reason = (
        f"{outlet(story, x.first.article)} has {shown(story, x)}, "
        f"{outlet(story, y.first.article)} has {shown(story, y)}: "
        "the order is the other way round."
    )
    left = Reading(shown(story, x), x.first.article, x.start, x.end, 1)
    right = Reading(shown(story, y), y.first.article, y.start, y.end, 2)
    return differ(DiscrepancyKind.SEQUENCE, reason, left, right, sure)


def shown(story: Story, order: Order) -> str:
    """An order in words."""
    first, second = (_words(story, p) for p in (order.first, order.second))
    return f"“{first}” before “{second}”"


def _words(story: Story, event: Phrase) -> str:
    article = story.articles[event.article]
    start, end = extent(article.parse, event.tokens)
    return " ".join(article.article.text[start:end].split())


def orders_of(story: Story, a: int) -> Iterator[Order]:
    """The orders of two events that an article tells."""
    parse = story.articles[a].parse
    if not parse.has_syntax:
        return
    for sentence in parse.sentences:
        if sentence.block.makes_claims:
            yield from _by_conjunction(story, a, sentence)
            yield from _by_adverb(story, a, sentence)


def _made(story: Story, a: int, first: set[int], second: set[int]) -> Iterator[Order]:
    parse = story.articles[a].parse
    told = story.telling[a]
    first, second = first - told, second - told
    if first and second:
        start, end = extent(parse, first | second)
        one, two = phrase(story, a, first), phrase(story, a, second)
        if one.words and two.words:
            yield Order(one, two, start, end)


def _by_conjunction(story: Story, a: int, sentence: Sentence) -> Iterator[Order]:
    """ "X before Y", "after Y, X", "X had happened when (by the time) Y"."""
    parse = story.articles[a].parse
    for token in parse.inside(sentence):
        mark = token.lemma.lower()
        if mark in _LATER_MARKS or mark in _EARLIER_MARKS:
            inner = _governed(parse, token.i)
        elif mark in ("when", "time"):
            inner = _when(parse, token.i)
        else:
            continue
        if not inner:
            continue
        outer = _outer(parse, sentence, inner, token.i)
        if mark in _EARLIER_MARKS:
            yield from _made(story, a, inner, outer)
        elif mark in _LATER_MARKS or _pluperfect(parse, outer):
            yield from _made(story, a, outer, inner)


def _governed(parse: Parse, index: int) -> set[int]:
    """What a conjunction or preposition of time governs."""
    token = parse.tokens[index]
    if token.dep in ("mark", "advmod") and parse.tokens[token.head].pos in _VERBAL and token.head > index:
        return set(parse.subtree(token.head)) - {index}
    inside = set(parse.subtree(index)) - {index}
    return inside if any(parse.tokens[i].pos in ("NOUN", "VERB") for i in inside) else set()


def _when(parse: Parse, index: int) -> set[int]:
    """The clause after "when" or "by the time"."""
    token = parse.tokens[index]
    if token.lemma == "time":
        by = token.head
        clause = child(parse, index, "relcl", "acl")
        return set(parse.subtree(clause)) if parse.tokens[by].lemma == "by" and clause is not None else set()
    if token.dep == "advmod" and parse.tokens[token.head].dep == "advcl":
        return set(parse.subtree(token.head)) - {index}
    return set()


def _outer(parse: Parse, sentence: Sentence, inner: set[int], mark: int) -> set[int]:
    """The clause beside the governed one: that of the verb it hangs on, without reporting clauses around it."""
    top = min(inner, key=lambda i: (_depth(parse, i), i))
    verb = parse.tokens[top].head
    for _ in range(20):
        token = parse.tokens[verb]
        if token.pos in _VERBAL or token.head == verb:
            break
        verb = token.head
    kept = {i for i in parse.subtree(verb) if i not in inner and i != mark}
    agent = subject(parse, verb)
    kept |= set(parse.subtree(agent)) - inner if agent is not None else set()
    later = {c for c in parse.children[verb] if parse.tokens[c].dep == "conj" and parse.tokens[c].pos in _VERBAL}
    for clause in later:
        kept -= set(parse.subtree(clause))
    return {i for i in kept if sentence.first <= i < sentence.last}


def _depth(parse: Parse, index: int) -> int:
    depth = 0
    while parse.tokens[index].head != index and depth < 200:
        index, depth = parse.tokens[index].head, depth + 1
    return depth


def _pluperfect(parse: Parse, tokens: set[int]) -> bool:
    """ "Had already happened": without "already" or "by the time" the pluperfect may be a mere background."""
    words = {parse.tokens[i].text.lower() for i in tokens}
    return bool(words & {"had", "'d", "’d"}) and bool(words & {"already", "long", "by", "just"})


def _by_adverb(story: Story, a: int, sentence: Sentence) -> Iterator[Order]:
    """ "X, and then Y", "first X; Y a moment later", "X triggered Y": cut the sentence before the later part."""
    parse = story.articles[a].parse
    tokens = parse.inside(sentence)
    for token in tokens:
        if token.lemma.lower() in _THEN and token.dep in ("advmod", "npadvmod"):
            cut = _cut_before(parse, sentence, token.i)
            if cut is None and token.i - sentence.first <= _OPENING:
                yield from _made(story, a, _before(parse, sentence), {t.i for t in tokens})
            if cut is not None:
                first = {t.i for t in tokens if t.i < cut}
                yield from _made(story, a, first, {t.i for t in tokens if t.i >= cut})
        elif token.lemma.lower() in _CAUSAL and token.pos == "VERB" and child(parse, token.i, "auxpass") is None:
            first = {t.i for t in tokens if t.i < token.i}
            yield from _made(story, a, first, {t.i for t in tokens if t.i > token.i})


def _before(parse: Parse, sentence: Sentence) -> set[int]:
    """The last main clause of the sentence before, in the same block: what "only then" at the opening comes after."""
    if sentence.index == 0 or parse.sentences[sentence.index - 1].block is not sentence.block:
        return set()
    last = parse.sentences[sentence.index - 1]
    cuts = [i for i in range(last.first, last.last) if parse.tokens[i].text == ";"]
    return set(range(max((c + 1 for c in cuts), default=last.first), last.last))


def _cut_before(parse: Parse, sentence: Sentence, index: int) -> int | None:
    """Where the clause of an adverb of later time begins: after the last "and", ";" or "," with a verb before."""
    for i in range(index, sentence.first, -1):
        token = parse.tokens[i]
        if token.text in (";", ",", "–", "—") or token.dep == "cc":
            before = parse.tokens[sentence.first : i]
            between = parse.tokens[i:index]
            full = any(t.pos in _VERBAL for t in before)
            if full and (token.text == ";" or token.dep == "cc" or any(t.pos in ("NOUN", "PROPN") for t in between)):
                return i
    return None
