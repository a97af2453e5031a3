"""Scope: all of it here, a part of it there.

Evidence: one report puts a whole ("all batches", "throughout agriculture", "the entire county", "no crop is exempt")
where the other has a limit ("only a single batch", "applies to orchards", "covers only three districts"), of the same
thing or in the same statement. Traps: other things said of all and of some, a part named as an example, a limit
inside the whole's own clause.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.affinity import Affinity, affinity
from variorum.compare.context import kinship, weight_of
from variorum.compare.counterparts import counterpart
from variorum.compare.phrases import likeness, phrase
from variorum.compare.readings import differ, outlet, reading
from variorum.compare.rules import shares
from variorum.compare.syntax import below, child
from variorum.lexicon.signals import signals
from variorum.lexicon.words import classes
from variorum.model import Certainty, DiscrepancyKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.context import Fact, Story
    from variorum.model import Discrepancy, Parse, Token

_WHOLE = frozenset({"all", "every", "each", "entire", "whole"})
_THROUGHOUT = frozenset({"throughout", "nationwide", "countrywide", "everywhere", "statewide", "citywide", "across"})
_ONLY = frozenset({"only", "just", "solely", "exclusively", "merely"})
_ORDER = frozenset({"first", "second", "third", "fourth", "fifth", "last"})
_EVERYBODY = frozenset({"everyone", "everybody"})
_SINGLE = frozenset({"single", "sole"})
# A whole that names what is not of it is none.
_BUT = frozenset({"except", "apart", "save", "besides", "excepting"})
_EVERYWHERE = frozenset({"world", "globe", "planet", "earth"})
_LIMITING = frozenset({"apply", "limit", "confine", "restrict", "cover", "concern"})
_NOUNS = frozenset({"NOUN", "PROPN"})
# A rare noun may tie two facts by itself; otherwise so much of the rest has to.
_RARE = 0.55
_REST = 0.35
# Counterparts as near as this tell of one thing.
_ANSWERING = 0.6
_SAME = 0.85
_DONE = 0.25
_REST_OF_PLACES = 0.75


class Scope(NamedTuple):
    """How far a fact reaches: `whole` or limited to `noun`; `firm` where a word like "only" says so."""

    fact: Fact
    whole: bool
    firm: bool
    noun: str
    tokens: frozenset[int]
    words: str
    start: int
    end: int


def find(story: Story) -> Iterator[Discrepancy]:
    """Wholes here that are parts there."""
    scopes = [list(_scopes(story, a)) for a in range(len(story.articles))]
    for a in range(len(story.articles)):
        for b in story.beside[a]:
            for x in scopes[a]:
                for y in scopes[b]:
                    sure = _conflict(story, x, y) if x.whole and not y.whole else 0.0
                    if sure:
                        yield _discrepancy(story, x, y, sure)
    yield from shares.find(story)


def _discrepancy(story: Story, x: Scope, y: Scope, sure: float) -> Discrepancy:
    a, b = outlet(story, x.fact.article), outlet(story, y.fact.article)
    reason = f"{a} says it of the whole (“{x.words}”), {b} of a part (“{y.words}”)."
    one, other = reading(x.fact, x.words, 1, (x.start, x.end)), reading(y.fact, y.words, 2, (y.start, y.end))
    return differ(DiscrepancyKind.SCOPE, reason, one, other, min(0.9, 0.5 + 0.3 * sure))


def _scopes(story: Story, a: int) -> Iterator[Scope]:
    parse = story.articles[a].parse
    for fact in story.facts[a] if parse.has_syntax else ():
        if fact.quoted or fact.claim.certainty in (Certainty.CONDITIONAL, Certainty.POSSIBLE):
            continue
        for token in story.tokens(fact):
            for noun, whole, firm in _at(parse, token):
                yield _made(story, fact, token, noun, whole=whole, firm=firm)


def _made(story: Story, fact: Fact, token: Token, noun: int, *, whole: bool, firm: bool) -> Scope:
    parse = story.articles[fact.article].parse
    tokens = frozenset({token.i, *(t for t in below(parse, noun) if parse.tokens[t].dep != "prep")})
    first, last = min(token.i, noun), max(token.i, noun)
    start, end = parse.tokens[first].start, parse.tokens[last].end
    words = " ".join(story.articles[fact.article].article.text[start:end].split())
    return Scope(fact, whole, firm, parse.tokens[noun].lemma.lower(), tokens, words, start, end)


def _at(parse: Parse, token: Token) -> Iterator[tuple[int, bool, bool]]:
    """(noun, whether of the whole, whether firmly said) of a token that tells how far something reaches."""
    word = token.lemma.lower()
    head = parse.tokens[token.head]
    if word in _WHOLE and token.dep in ("det", "amod", "predet") and head.pos in _NOUNS and not _reversed(parse, token):
        yield head.i, True, True
    elif word in _THROUGHOUT and token.dep == "prep":
        noun = child(parse, token.i, "pobj")
        timed = noun is not None and "noun.time" in classes(parse.tokens[noun].lemma.lower(), "n")
        if noun is not None and not timed and (word != "across" or _has(parse, noun, _WHOLE)):
            yield noun, True, True
    elif word == "exempt" and token.pos in ("ADJ", "VERB"):
        yield from _none_exempt(parse, token)
    elif word in _ONLY and token.dep in ("advmod", "amod", "det") and not _reversed(parse, token):
        yield from _limited(parse, token)
    elif word in _EVERYBODY and token.dep in ("nsubj", "nsubjpass", "dobj") and not _reversed(parse, token):
        yield token.i, True, True
    elif word in _SINGLE and token.dep == "amod" and head.pos in _NOUNS and not shares.negated(parse, token):
        yield head.i, False, True
    elif word == "some" and token.dep == "det" and head.pos == "NOUN" and head.tag == "NNS":
        yield head.i, False, False
    elif word in _LIMITING and token.pos == "VERB":
        for c in parse.children[token.i]:
            noun = (
                child(parse, c, "pobj")
                if parse.tokens[c].lemma == "to"
                else c
                if parse.tokens[c].dep == "dobj"
                else None
            )
            if noun is not None and not _has(parse, noun, _WHOLE) and parse.tokens[noun].pos in _NOUNS:
                yield noun, False, word in ("limit", "confine", "restrict")
    elif word in ("for", "in") and token.dep == "prep":
        noun = child(parse, token.i, "pobj")
        if noun is not None and not _has(parse, noun, _WHOLE) and _is_area(parse, noun):
            yield noun, False, False


def _is_area(parse: Parse, noun: int) -> bool:
    lemma = parse.tokens[noun].lemma.lower()
    return lemma not in _EVERYWHERE and (lemma in signals("areas") or "noun.location" in classes(lemma, "n"))


def _reversed(parse: Parse, token: Token) -> bool:
    """ "Not all": that is no whole."""
    before = parse.tokens[max(0, token.i - 1) : token.i]
    return any(
        t.lemma.lower() in signals("negation") | {"almost", "nearly", "of", "at", "above", "after", "for"}
        for t in before
    )


def _has(parse: Parse, noun: int, words: frozenset[str]) -> bool:
    return any(parse.tokens[c].lemma.lower() in words for c in parse.children[noun])


def _none_exempt(parse: Parse, token: Token) -> Iterator[tuple[int, bool, bool]]:
    for c in parse.children[token.head]:
        if parse.tokens[c].dep.startswith("nsubj") and _has(parse, c, frozenset({"no"})):
            yield c, True, True


def _limited(parse: Parse, token: Token) -> Iterator[tuple[int, bool, bool]]:
    """What "only" limits: the noun it stands before, or whose number it stands before."""
    for i in range(token.i + 1, min(token.i + 6, len(parse.tokens))):
        following = parse.tokens[i]
        if following.sentence != token.sentence or following.pos in ("VERB", "AUX", "SCONJ", "PUNCT"):
            return
        if following.lemma.lower() in ("other", "reason", "way") or following.lemma.lower() in _ORDER:
            return
        if following.pos in _NOUNS and (i + 1 == len(parse.tokens) or parse.tokens[i + 1].pos not in _NOUNS):
            if "noun.time" in classes(following.lemma.lower(), "n"):
                return
            if weight_of(following.lemma.lower()) >= 0.2 and following.lemma.lower() not in signals("vague"):
                yield i, False, True
            return


def _conflict(story: Story, x: Scope, y: Scope) -> float:
    """How sure it is that a whole and a part exclude each other; 0 where they do not."""
    if any(
        t.text.lower() in _BUT
        for f in (x.fact, y.fact)
        for t in story.articles[f.article].parse.inside(story.sentence(f))
    ):
        return 0.0
    rest = affinity(story, x.fact, y.fact, x.tokens, y.tokens)
    worth = rest.worth if rest.words else 0.0
    same = max(kinship(noun, y.noun, "NOUN", "NOUN") for noun in (x.noun, *_of(story, x)))
    answers = counterpart(story, x.fact, y.fact)
    # "Some schools" limits all schools, and nothing else; "only" limits whatever the counterpart has as a whole.
    some = same >= _SAME and y.words.lower().startswith("some ") and bool(shares.told_alike(story, x.fact, y.fact))
    if answers >= _ANSWERING and (y.firm or some):
        return 0.6 * answers
    if same >= 0.7 and y.firm:
        enough = min(weight_of(x.noun), weight_of(y.noun)) >= _RARE or max(worth, _sentence_rest(story, x, y)) >= _REST
        return 0.5 + worth if enough else 0.0
    if (y.firm or _limits(y)) and _same_act(x.fact, y.fact, rest):
        return worth if worth >= _REST else 0.0
    both = x.noun in signals("areas") and x.noun != y.noun and not same
    return worth if both and worth >= _REST_OF_PLACES and len(rest.words) > 1 else 0.0


def _of(story: Story, x: Scope) -> tuple[str, ...]:
    """What a whole consists of ("the entire fleet of turboprops")."""
    parse = story.articles[x.fact.article].parse
    heads = [i for i in x.tokens if parse.tokens[i].lemma.lower() == x.noun]
    ofs = [c for h in heads for c in parse.children[h] if parse.tokens[c].lemma.lower() == "of"]
    return tuple(parse.tokens[p].lemma.lower() for c in ofs for p in parse.children[c] if parse.tokens[p].pos == "NOUN")


def _same_act(a: Fact, b: Fact, rest: Affinity) -> bool:
    """Whether what is done in one fact is spoken of in the other."""
    done = (a.claim.predicate_token, b.claim.predicate_token)
    return any((m.a.i == done[0] or m.b.i == done[1]) and m.worth >= _DONE for m in rest.words)


def _limits(y: Scope) -> bool:
    return y.fact.claim.predicate.split(" ")[0] in _LIMITING


def _sentence_rest(story: Story, x: Scope, y: Scope) -> float:
    """What the two sentences share besides the scopes."""
    phrases = []
    for scope in (x, y):
        sentence = story.sentence(scope.fact)
        own = set(range(sentence.first, sentence.last)) - scope.tokens
        phrases.append(phrase(story, scope.fact.article, own))
    common = likeness(phrases[0], phrases[1], name_worth=0.1)
    return 0.8 * common.worth if common.words else 0.0
