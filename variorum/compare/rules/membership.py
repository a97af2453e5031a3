"""Membership: who or what belongs to a list, where one report has a member that another leaves out expressly.

Evidence: two coordinations that share members are one list. An odd member counts only if the other report excludes it
in words ("declined", "was not seen"), or if both lists are closed: equally long or counted, with an odd member each
that the other report never names. Traps: an open list ("such as", "including", "among them"), a shorter list, a
member under another name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.context import kinship
from variorum.compare.phrases import root
from variorum.compare.readings import differ, outlet
from variorum.compare.syntax import clause_head, extent
from variorum.lexicon.signals import signals
from variorum.model import DiscrepancyKind, Mode, Reading
from variorum.values.name import same_word, written_together

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.compare.context import Fact, Story
    from variorum.model import Discrepancy, Parse, Sentence

_NOMINAL = frozenset({"NOUN", "PROPN"})
_LINKS = frozenset({"conj", "appos"})
_OPEN = frozenset({"include", "including", "such", "like", "among", "other", "others", "etc"})
_LONGEST = 24


class Member(NamedTuple):
    """One member: its words in lower case (lemmas), whether a name, and where it stands."""

    words: tuple[str, ...]
    named: bool
    text: str
    start: int
    end: int


class Listing(NamedTuple):
    """A coordination of three or more, with the clause it stands in."""

    article: int
    fact: Fact
    members: tuple[Member, ...]
    open: bool


def find(story: Story) -> Iterator[Discrepancy]:
    """Lists that differ in a member."""
    lists = [list(lists_of(story, a)) for a in range(len(story.articles))]
    for a in range(len(story.articles)):
        for b in story.beside[a]:
            yield from _excluded(story, lists[a], lists[b], b)
    for a, b in story.pairs_of_articles():
        for x in lists[a]:
            for y in lists[b]:
                yield from _closed(story, x, y)


def lists_of(story: Story, a: int, least: int = 3) -> Iterator[Listing]:
    """The coordinations of at least so many nouns in an article."""
    parse = story.articles[a].parse
    seen: set[int] = set()
    for token in parse.tokens:
        if token.i in seen or token.pos not in _NOMINAL or token.dep == "conj":
            continue
        heads = _chain(parse, token.i)
        seen.update(heads)
        fact = story.fact_at(a, token.i) or story.fact_at(a, clause_head(parse, token.i))
        if len(heads) >= least and fact is not None:
            before = {t.lemma.lower() for t in parse.tokens[max(0, token.i - 6) : token.i]}
            yield Listing(a, fact, tuple(_member(story, a, h) for h in heads), bool(before & _OPEN))


def _chain(parse: Parse, head: int) -> list[int]:
    """A noun and all that is coordinated with it; small models hang some members on as appositions."""
    found, waiting = [head], [head]
    while waiting and len(found) < _LONGEST:
        here = waiting.pop()
        for c in parse.children[here]:
            token = parse.tokens[c]
            if token.dep in _LINKS and token.pos in _NOMINAL and c > here and _listed(parse, found[-1], c):
                found.append(c)
                waiting.append(c)
    return sorted(found)


def _listed(parse: Parse, before: int, index: int) -> bool:
    """Whether a comma or "and" (and no verb) stands between two members."""
    between = parse.tokens[before + 1 : index]
    return any(t.text in (",", "&") or t.dep == "cc" for t in between) and not any(t.pos == "VERB" for t in between)


def _member(story: Story, a: int, head: int) -> Member:
    parse = story.articles[a].parse
    first = head
    named = parse.tokens[head].pos == "PROPN"
    while first > 0 and parse.tokens[first - 1].sentence == parse.tokens[head].sentence:
        token = parse.tokens[first - 1]
        if not (token.pos == "PROPN" or (not named and token.dep in ("amod", "compound") and token.head == head)):
            break
        first -= 1
    last = head + 1
    tokens = parse.tokens[first:last]
    start, end = tokens[0].start, tokens[-1].end
    words = tuple(t.lemma.lower() for t in tokens)
    return Member(words, named, story.articles[a].article.text[start:end], start, end)


def _same(x: Member, y: Member) -> bool:
    if x.named or y.named:
        short, long = sorted((x.words, y.words), key=len)
        one_country = root(x.words[-1]) == root(y.words[-1]) and root(x.words[-1]).isupper()
        return one_country or written_together(short, long) or all(any(same_word(s, t) for t in long) for s in short)
    return kinship(x.words[-1], y.words[-1], "NOUN", "NOUN") >= 0.85 and _agree(x.words[:-1], y.words[:-1])


def _agree(x: Sequence[str], y: Sequence[str]) -> bool:
    return not x or not y or any(p == q or kinship(p, q) >= 0.8 for p in x for q in y)


def shared_by(x: Listing, y: Listing) -> int:
    """How many members of one list are in the other."""
    return sum(1 for m in x.members if any(_same(m, n) for n in y.members))


def odd_in(x: Listing, y: Listing) -> list[Member]:
    """The members of one list that are not in the other."""
    return [m for m in x.members if not any(_same(m, n) for n in y.members)]


def _excluded(story: Story, left: list[Listing], right: list[Listing], b: int) -> Iterator[Discrepancy]:
    """A member of a list here that the other report, beside its own list, says is none."""
    for x in left:
        for y in right:
            if shared_by(x, y) < 2:
                continue
            for member in odd_in(x, y):
                excluding = _exclusion(story, b, y, member)
                if excluding is not None:
                    names = outlet(story, x.article), outlet(story, b)
                    reason = f"{names[0]} lists {member.text} with the others, {names[1]} says it is not one of them."
                    one = _reading(x, member.text, 1, member)
                    span = sorted((y.fact.claim.start, y.fact.claim.end, *excluding))
                    same = y.fact.claim.sentence == _sentence_at(story, b, excluding[0])
                    start, end = (span[0], span[-1]) if same else excluding
                    yield differ(
                        DiscrepancyKind.MEMBERSHIP, reason, one, Reading("not " + member.text, b, start, end, 2), 0.9
                    )
                    return


def _sentence_at(story: Story, article: int, offset: int) -> int:
    sentences = story.articles[article].parse.sentences
    return next((s.index for s in sentences if s.start <= offset < s.end), -1)


def _exclusion(story: Story, b: int, listing: Listing, member: Member) -> tuple[int, int] | None:
    """Where an article, near its list, says that something is not in it."""
    parse = story.articles[b].parse
    near = listing.fact.claim.sentence
    for sentence in parse.sentences[max(0, near - 1) : near + 3]:
        if not sentence.block.makes_claims:
            continue
        for token in parse.inside(sentence):
            if token.pos in _NOMINAL and _same(_member(story, b, token.i), member):
                head = clause_head(parse, token.i)
                within = _between_semicolons(parse, sentence, token.i)
                clause = [t for t in parse.subtree(head) if t in within and story_clause(parse, t, head)]
                words = {parse.tokens[t].lemma.lower() for t in clause}
                alone = not any(m.words[-1] in words for m in listing.members)
                if words & signals("excluding") and alone and not _quoted(story, b, token.i):
                    return extent(parse, clause)
    return None


def _between_semicolons(parse: Parse, sentence: Sentence, token: int) -> range:
    cuts = [i for i in range(sentence.first, sentence.last) if parse.tokens[i].text == ";"]
    first = max((c + 1 for c in cuts if c < token), default=sentence.first)
    return range(first, min((c for c in cuts if c > token), default=sentence.last))


def _quoted(story: Story, b: int, token: int) -> bool:
    """Whether a token stands in somebody's quotation, which denies in that person's name."""
    start = story.articles[b].parse.tokens[token].start
    return any(q.start <= start < q.end and q.mode is not Mode.INDIRECT for q in story.articles[b].quotations)


def story_clause(parse: Parse, token: int, head: int) -> bool:
    """Whether the token belongs to the clause of `head` or to a complement of it (but not to another main clause)."""
    here = token
    for _ in range(60):
        if here == head:
            return True
        if parse.tokens[here].dep == "conj" and parse.tokens[here].pos in ("VERB", "AUX"):
            return False
        here = parse.tokens[here].head
    return False


def _closed(story: Story, x: Listing, y: Listing) -> Iterator[Discrepancy]:
    """Two closed lists of one length, each with a member that the other report never names."""
    both = shared_by(x, y)
    if x.open or y.open or both < 2 or abs(len(x.members) - len(y.members)) > 1:
        return
    odd, other = odd_in(x, y), odd_in(y, x)
    if both < 3 or len(x.members) != len(y.members):
        odd = [m for m in odd if not _named_in(story, y.article, m)]
        other = [m for m in other if not _named_in(story, x.article, m)]
    elif all(_named_in(story, y.article, m) for m in odd) and all(_named_in(story, x.article, m) for m in other):
        return
    if len(odd) == 1 and len(other) == 1 and odd[0].named == other[0].named and 2 * both >= len(x.members):
        names = outlet(story, x.article), outlet(story, y.article)
        reason = f"The list has {odd[0].text} in {names[0]} and {other[0].text} in {names[1]}; the rest is the same."
        one, two = _reading(x, odd[0].text, 1, odd[0]), _reading(y, other[0].text, 2, other[0])
        yield differ(DiscrepancyKind.MEMBERSHIP, reason, one, two, 0.8)


def _named_in(story: Story, article: int, member: Member) -> bool:
    return member.words[-1] in story.lemmas[article]


def _reading(listing: Listing, value: str, side: int, member: Member) -> Reading:
    start = min(listing.fact.claim.start, listing.members[0].start)
    end = max(listing.fact.claim.end, listing.members[-1].end)
    return Reading(value, listing.article, start, end, side, member.start, member.end)
