"""Openness: sentences that answer to each other, of which one keeps open what the other has as settled.

Evidence: a deed that is done, decided or announced ("will close", "has been agreed"), and in the sentence's counterpart
the same deed behind "may", or beside "whether", "is thinking about", "remains open". The rule for certainty asks for
nouns in common; this one goes by the counterpart (`compare.counterparts`) and the deed. Traps: another deed that may
follow, "could not", openness about when or how, a later report that knows more.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from variorum.compare.acts import SOLID
from variorum.compare.context import kinship, weight_of
from variorum.compare.counterparts import counterpart
from variorum.compare.denials import asked, negators
from variorum.compare.phrases import likeness, phrase, sentence_phrase
from variorum.compare.plans import another_thinks
from variorum.compare.readings import differ, outlet, reading
from variorum.compare.rules import questions
from variorum.compare.rules.polarity import published_between
from variorum.compare.syntax import extent, finite, waits
from variorum.lexicon.opposites import opposed
from variorum.lexicon.signals import signals
from variorum.model import Certainty, ClauseKind, DiscrepancyKind, Polarity, Reading, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.context import Fact, Story
    from variorum.compare.phrases import Phrase
    from variorum.model import Discrepancy, Parse, Token

_NEAR = 0.5
_SAME_DEED = 0.6
_HEAVY = 0.2
_SHARED = 0.35
# Where the counterpart is as near as this, the object alone may tie them ("closed for bathing", "a ban on bathing").
_NEAREST = 0.75
_LATER_HOURS = 24.0
_MODALS = frozenset({"may", "might"})
_THINKING = frozenset(
    {"think", "consider", "weigh", "examine", "mull", "ponder", "contemplate", "discuss", "debate", "study"}
)
_UNDECIDED = frozenset({"open", "undecided", "unclear", "uncertain", "pending", "unsettled"})
_ASKING = frozenset({"how", "when", "why", "where", "who", "which"})


def find(story: Story) -> Iterator[Discrepancy]:
    """What is settled here and open in the sentence that answers to it."""
    opened = [[f for f in story.facts[a] if _open(story, f)] for a in range(len(story.articles))]
    for b in range(len(story.articles)):
        for maybe in opened[b]:
            for a in range(len(story.articles)):
                found = [(_conflict(story, yes, maybe), yes) for yes in story.facts[a]] if a != b else []
                sure, yes = max(found, key=lambda each: (each[0], -each[1].ref.item), default=(0.0, maybe))
                if sure:
                    yield _discrepancy(story, yes, maybe, sure)
    yield from questions.find(story)


def _discrepancy(story: Story, yes: Fact, maybe: Fact, sure: float) -> Discrepancy:
    article = story.articles[maybe.article]
    sentence = story.sentence(maybe)
    told = story.telling[maybe.article]
    tokens = [t.i for t in article.parse.inside(sentence) if t.i not in told]
    start, end = extent(article.parse, tokens or list(maybe.claim.tokens))
    words = " ".join(article.article.text[start:end].split())
    a, b = outlet(story, yes.article), outlet(story, maybe.article)
    reason = f"{a} has it as settled (“{' '.join(story.text(yes).split())}”), {b} as open (“{words}”)."
    one, other = reading(yes, "settled", 1), Reading("open", maybe.article, start, end, 2)
    return differ(DiscrepancyKind.CERTAINTY, reason, one, other, min(0.9, 0.4 + 0.4 * sure))


def _open(story: Story, fact: Fact) -> bool:
    """Whether a fact keeps open whether something comes about."""
    verb = fact.claim.predicate_token
    parse = story.articles[fact.article].parse
    if verb is None or fact.quoted or asked(story, fact) or fact.claim.kind is ClauseKind.ADVERBIAL:
        return False
    return _may(parse, fact, verb) or _whether(parse, story, fact)


def _may(parse: Parse, fact: Fact, verb: int) -> bool:
    modal = any(parse.tokens[c].lemma.lower() in _MODALS for c in parse.children[verb])
    return modal and fact.claim.certainty is Certainty.POSSIBLE and fact.claim.polarity is Polarity.AFFIRMED


def _whether(parse: Parse, story: Story, fact: Fact) -> bool:
    """ "Whether it will close is open", "is still thinking about closing": by words of the whole sentence."""
    tokens = parse.inside(story.sentence(fact))
    words = {t.text.lower() for t in tokens}
    if words & _ASKING:
        return False
    thinking = any(_under_way(parse, t) for t in tokens)
    undecided = any(t.lemma.lower() in _UNDECIDED and t.dep == "acomp" for t in tokens)
    not_decided = any(
        t.lemma.lower() in signals("unsettled") | {"make", "know"}
        and any(parse.tokens[c].dep == "neg" for c in parse.children[t.i])
        for t in tokens
    )
    yet_to = any(a.text.lower() == "yet" and b.text.lower() == "to" for a, b in pairwise(tokens))
    if "whether" in words:
        return thinking or undecided or not_decided or yet_to
    return thinking and fact.claim.predicate.split(" ")[0] in _THINKING


def _under_way(parse: Parse, token: Token) -> bool:
    """ "Is considering", "is being discussed"."""
    below = [parse.tokens[c] for c in parse.children[token.i]]
    going_on = token.tag == "VBG" or any(c.text.lower() == "being" for c in below)
    present = any(c.lemma == "be" and c.tag in ("VBZ", "VBP", "VB") for c in below)
    return token.lemma.lower() in _THINKING and going_on and present


def _conflict(story: Story, yes: Fact, maybe: Fact) -> float:
    verb, parse = yes.claim.predicate_token, story.articles[yes.article].parse
    if verb is None or yes.quoted or yes.claim.certainty not in SOLID or not _settled(story, yes):
        return 0.0
    if yes.claim.polarity is Polarity.NEGATED or negators(parse, yes) or asked(story, yes) or waits(parse, verb):
        return 0.0
    near = counterpart(story, yes, maybe)
    if near < _NEAR or not (finite(parse, verb) or yes.claim.certainty is Certainty.PLANNED):
        return 0.0
    hours = published_between(story, maybe.article, yes.article)
    if hours is not None and hours >= _LATER_HOURS:
        return 0.0
    if another_thinks(story, yes, maybe):
        return 0.0
    deed = _same_deed(story, yes, maybe)
    left, right = (sentence_phrase(story, f.article, f.claim.sentence) for f in (yes, maybe))
    shared = likeness(left, right, name_worth=0.25).worth
    if not deed and near >= _NEAREST and _of_its_object(story, yes, maybe):
        deed = 0.5
    return min(1.0, 0.5 * near + 0.5 * deed) if deed and shared >= _SHARED else 0.0


def _of_its_object(story: Story, yes: Fact, maybe: Fact) -> bool:
    """Whether the fact says that something is thought over, and a noun in that is in the settled one, too."""
    verb = maybe.claim.predicate_token
    parse = story.articles[maybe.article].parse
    if verb is None or not _under_way(parse, parse.tokens[verb]):
        return False
    things = [c for c in parse.children[verb] if parse.tokens[c].dep in ("dobj", "nsubjpass")]
    own = phrase(story, maybe.article, (i for c in things for i in parse.subtree(c)))
    told = phrase(story, yes.article, yes.claim.tokens)
    return any(m.a.weight >= _HEAVY and m.a.pos == "NOUN" for m in likeness(own, told).words)


def _settled(story: Story, fact: Fact) -> bool:
    """Whether nothing in the sentence keeps it open."""
    tokens = story.articles[fact.article].parse.inside(story.sentence(fact))
    words = {t.text.lower() for t in tokens}
    return not words & (_MODALS | {"whether", "could", "if", "considering", "possible", "possibly", "perhaps", "would"})


def _same_deed(story: Story, yes: Fact, maybe: Fact) -> float:
    """How near the deed of the one is to that of the other, or to a word of what is open."""
    deeds = [(yes.claim.predicate.split(" ")[0].lower(), "VERB")]
    deeds += [(x.lemma.lower(), "NOUN") for x in yes.claim.fillers(Role.PATIENT)]
    parse = story.articles[maybe.article].parse
    if _may(parse, maybe, maybe.claim.predicate_token or 0):
        words = [(maybe.claim.predicate.split(" ")[0].lower(), "VERB")]
        deeds = deeds[:1]
    else:
        told: Phrase = sentence_phrase(story, maybe.article, maybe.claim.sentence)
        words = [(w.lemma, w.pos) for w in told.words if w.lemma not in _THINKING | _UNDECIDED]
    return max(
        (_alike(p, q) for p in deeds for q in words if min(weight_of(p[0]), weight_of(q[0])) >= _HEAVY), default=0.0
    )


def _alike(p: tuple[str, str], q: tuple[str, str]) -> float:
    """How near two words are; what is done and its opposite are one question ("leave", "whether to go on")."""
    near = 0.8 if opposed(p[0], q[0]) else kinship(p[0], q[0], p[1], q[1])
    return near if near >= _SAME_DEED else 0.0
