"""Founders: who is said to have founded a body, fewer of them here than there.

Evidence: one report has a body founded by some ("established by Aland and Borria"), another names these and more who
founded it, or who began what it grew out of. The verdict is `variant` of kind membership: fewer founders are another
story of who is behind it. Traps: founders told as some of several ("among others"), a body of the same kind, founders
whom the first report names elsewhere, two who founded it against two others (that is for other rules), members, and
where a body with roots is at work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.readings import differ, outlet, some
from variorum.lexicon.signals import signals
from variorum.model import DiscrepancyKind, EntityType, MentionForm, Mode, Reading, Ref, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.compare.context import Story
    from variorum.model import Discrepancy, Parse, Sentence

# Words that make a list no whole one, so many words before or after it.
_OPEN = frozenset({"among", "other", "others", "include", "including", "such", "initially", "help", "lead"})
_NEAR = 5
# So many names in a row begin something; one alone is an honour.
_FEWEST = 2
_SEVERAL = 3
# What stands before those who begin something, so many words above a name.
_PARTIES = frozenset({"between", "by"})
_UP = 4
# What a body grew out of; what "began" in it, or "emerged", may be anything.
_ROOTS = frozenset({"root", "origin", "forerunner", "predecessor", "precursor", "outgrow", "originate", "evolve"})
_WEIGHT = 0.6
_FOUNDING = (EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE)


class Founders(NamedTuple):
    """Who founded some bodies by one sentence, or (`forerunner`) what these grew out of, in its order."""

    article: int
    bodies: frozenset[int]
    entities: tuple[int, ...]
    start: int
    end: int
    forerunner: bool


def find(story: Story) -> Iterator[Discrepancy]:
    """Each body's fewer founders here and more there, once for every two articles."""
    told = [list(_told(story, a)) for a in range(len(story.articles))]
    for a in range(len(story.articles)):
        for b in story.beside[a]:
            pairs = ((x, y) for x in told[a] for y in told[b] if not x.forerunner and x.bodies & y.bodies)
            pair = next(((x, y) for x, y in pairs if _fewer(x, y, told[a])), None)
            if pair is not None:
                yield _discrepancy(story, *pair)


def _fewer(x: Founders, y: Founders, own: Sequence[Founders]) -> bool:
    """Whether all founders of the one are among those of the other, and nowhere in its report these others are."""
    known = {e for each in own if each.bodies & x.bodies for e in each.entities}
    return {*x.entities} < {*y.entities} and not {*y.entities} <= known


def _told(story: Story, a: int) -> Iterator[Founders]:
    parse = story.articles[a].parse
    for sentence in parse.sentences:
        if not sentence.block.makes_claims or _speech(story, a, sentence):
            continue
        tokens = parse.inside(sentence)
        for verb in (t.i for t in tokens if t.lemma.lower() in signals("founding")):
            for head in _doers(parse, verb):
                yield from _founders(story, a, head, _founded(parse, verb), forerunner=False)
        if any(t.lemma.lower() in _ROOTS for t in tokens):
            bodies = [t.i for t in tokens if t.dep == "nsubj"]
            for head in (t.i for t in tokens if t.pos == "PROPN" and t.dep != "conj" and _behind(parse, t.i)):
                yield from _founders(story, a, head, bodies, forerunner=True)


def _founders(story: Story, a: int, head: int, bodies: Sequence[int], *, forerunner: bool) -> Iterator[Founders]:
    """Those in a row from one name on, if they may be all who founded one of these bodies (tokens)."""
    parse = story.articles[a].parse
    founded = frozenset(e for b in bodies if (e := _named(story, a, b)) is not None)
    row = _row(parse, head)
    beside = parse.tokens[max(0, row[0] - _NEAR) : row[-1] + _NEAR]
    known = (_named(story, a, h) for h in row)
    founders = tuple(dict.fromkeys(e for e in known if e is not None and e not in founded))
    least = _SEVERAL if forerunner else _FEWEST
    if not founded or len(founders) < least or any(t.lemma.lower() in _OPEN for t in beside):
        return
    first, last = parse.tokens[row[0]], parse.tokens[row[-1]]
    first = next((t for t in beside if t.i < first.i and t.text.lower() in _PARTIES), first)
    yield Founders(a, founded, founders, first.start, last.end, forerunner)


def _founded(parse: Parse, verb: int) -> list[int]:
    """What a verb has founded: its object, or what it is told of in a passive ("founded by ..., the union is ...")."""
    found = [c for c in parse.children[verb] if parse.tokens[c].dep in ("dobj", "nsubjpass")]
    token = parse.tokens[verb]
    if token.dep in ("acl", "relcl"):
        found.append(token.head)
    elif token.dep == "advcl":
        found += [c for c in parse.children[token.head] if parse.tokens[c].dep in ("nsubj", "nsubjpass")]
    return found


def _doers(parse: Parse, verb: int) -> list[int]:
    """Who does what a verb says: behind "by" of a passive, or its subject."""
    children = [(c, parse.tokens[c].dep) for c in parse.children[verb]]
    by = [c for c, dep in children if dep == "agent"]
    if by:
        return [c for c in parse.children[by[0]] if parse.tokens[c].dep == "pobj"]
    return [c for c, dep in children if dep == "nsubj"]


def _behind(parse: Parse, head: int) -> bool:
    """Whether a name stands behind "between" or "by", perhaps as whose leaders these are."""
    for _ in range(_UP):
        head = parse.tokens[head].head
        if parse.tokens[head].text.lower() in _PARTIES:
            return True
    return False


def _row(parse: Parse, head: int) -> list[int]:
    """A name and those in a row with it; small models hang some on as appositions."""
    found, waiting = [head], [head]
    while waiting:
        for c in parse.children[waiting.pop()]:
            if parse.tokens[c].dep in ("conj", "appos") and parse.tokens[c].pos == "PROPN" and c > head:
                found.append(c)
                waiting.append(c)
    return sorted(found)


def _named(story: Story, a: int, head: int) -> int | None:
    """The entity that a token is the name of."""
    for i, m in enumerate(story.articles[a].mentions):
        if m.head == head and m.form is MentionForm.NAME and m.type in _FOUNDING:
            return story.collation.entity_of.get(Ref(a, i))
    return None


def _speech(story: Story, a: int, sentence: Sentence) -> bool:
    """Whether a sentence has somebody's own words in it."""
    return any(
        q.mode is not Mode.INDIRECT and q.start < sentence.end and sentence.start < q.end
        for q in story.articles[a].quotations
    )


def _discrepancy(story: Story, x: Founders, y: Founders) -> Discrepancy:
    def names(entities: Sequence[int]) -> list[str]:
        return [story.collation.entities[e].name for e in entities]

    body = story.collation.entities[min(x.bodies & y.bodies)].name
    more = [e for e in y.entities if e not in x.entities]
    a, b = outlet(story, x.article), outlet(story, y.article)
    what = "began what it grew out of" if y.forerunner else "founded it"
    reason = f"{a} has {body} founded by {_and(names(x.entities))} alone; in {b} also {_and(names(more))} {what}."
    left = Reading(some(names(x.entities)), x.article, x.start, x.end, 1)
    right = Reading(some(names(y.entities)), y.article, y.start, y.end, 2)
    return differ(DiscrepancyKind.MEMBERSHIP, reason, left, right, _WEIGHT, Verdict.VARIANT)


def _and(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
