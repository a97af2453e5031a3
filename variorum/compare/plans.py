"""What an article says is only being weighed up, and what another one has as decided, done or about to be done.

A plan may be told by a noun in one report and by a verb in the other ("a ban on floats", "will ban floats"): what is
weighed up and what is done are compared by their heads, through WordNet's derivations, and then by the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.context import Word, content, kinship, weight_of
from variorum.compare.denials import asked, negators
from variorum.compare.phrases import Phrase, likeness, phrase
from variorum.compare.syntax import below, child, extent, finite, waits
from variorum.lexicon.signals import signals
from variorum.lexicon.words import antonyms, classes
from variorum.model import Certainty, ClauseKind, Polarity, Role
from variorum.values.comparison import Relation
from variorum.values.date import compare_times

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from variorum.compare.context import Fact, Story
    from variorum.model import Parse, Token
    from variorum.values.date import TimeValue

# Verbs of weighing up: while it goes on, nothing is decided about their object.
_DELIBERATING = frozenset(
    {"consider", "weigh", "discuss", "debate", "examine", "study", "mull", "ponder", "contemplate", "explore", "think"}
    | {"evaluate", "review", "deliberate", "assess", "negotiate"}
)
_STAGES = frozenset({"consideration", "discussion", "examination", "review", "debate", "deliberation", "study"})
_CHOICES = frozenset({"option", "possibility", "alternative", "candidate", "idea", "proposal", "scenario", "variant"})
_UNSETTLED = frozenset({"open", "undecided", "unclear", "uncertain", "pending"})
_LINKING = frozenset({"be", "remain", "stay"})
_MEANING_IT = frozenset({"will", "shall", "’ll", "'ll"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_STANDING_IN = frozenset({"it", "they", "this", "that", "one"})
_DECIDING = frozenset({"decide", "settle", "determine", "choose", "know", "clear"})
_ASKING = frozenset({"how", "why", "when", "where", "what", "who", "which"})
_NAMED = frozenset({"NOUN", "PROPN"})
_OTHER = frozenset({"different", "other", "another", "alternative"})
_PARTIES = frozenset({"noun.person", "noun.group"})
_SAME_HEAD = 0.65
_NEAR_HEAD = 0.85
_RARE = 0.45
_REST = 0.3


class Plan(NamedTuple):
    """Something weighed up or carried out: its heads (what is to be done), all its words, and where it is told."""

    article: int
    fact: Fact | None
    heads: tuple[Word, ...]
    about: Phrase
    start: int
    end: int
    times: tuple[TimeValue, ...] = ()


def another_thinks(story: Story, settled: Fact, maybe: Fact) -> bool:
    """Whether what is still thought over is thought over by another than who settled it, or is another thing.

    A member of parliament may still be reviewing what a committee has passed; "a different option" is none of it.
    """
    if maybe.claim.predicate.split(" ")[0] not in _DELIBERATING:
        return False
    parse = story.articles[maybe.article].parse
    things = [c for x in maybe.claim.fillers(Role.PATIENT) for c in parse.children[x.head]]
    if any(parse.tokens[c].lemma.lower() in _OTHER for c in things):
        return True
    thinking, settling = (f.claim.fillers(Role.AGENT) for f in (maybe, settled))
    kinds = [{c for x in agents for c in classes(x.lemma.lower(), "n") & _PARTIES} for agents in (thinking, settling)]
    return all(kinds) and not kinds[0] & kinds[1]


def weighed(story: Story, a: int) -> Iterator[Plan]:
    """What an article says is under consideration, on an agenda, one option of several, or open."""
    article = story.articles[a]
    parse = article.parse
    for token in parse.tokens if parse.has_syntax else ():
        plan = _weighed_at(parse, token)
        fact = story.fact_at(a, token.i) or (story.fact_at(a, plan) if plan is not None else None)
        if plan is None or (fact is not None and (fact.quoted or asked(story, fact))):
            continue
        if not parse.sentences[token.sentence].block.makes_claims:
            continue
        verb = _clause(parse, token)
        cuts = [i for i in range(parse.sentences[token.sentence].first, verb) if parse.tokens[i].text == ";"]
        inside = below(parse, verb, ("advcl", "parataxis"))
        tokens = [t for t in inside if t not in story.telling[a] and t > max(cuts, default=-1)]
        start, end = extent(parse, tokens or [token.i, plan])
        about = phrase(story, a, _meaning(parse, token, plan))
        yield Plan(a, fact, _heads(parse, plan), about, start, end, _times(story, a, start, end))


def _meaning(parse: Parse, token: Token, plan: int) -> set[int]:
    """The words of a plan; where a pronoun stands in for them, those of the sentence and the one before."""
    inside = set(parse.subtree(plan))
    if any(parse.tokens[i].text.lower() in _STANDING_IN for i in inside):
        first = parse.sentences[max(0, token.sentence - 1)].first
        inside.update(range(first, parse.sentences[token.sentence].last))
    return inside


def _weighed_at(parse: Parse, token: Token) -> int | None:
    """The head of what is weighed up, where this token says that something is."""
    lemma = token.lemma.lower()
    if lemma in _DECIDING and any(parse.tokens[c].dep == "neg" for c in parse.children[token.i]):
        verb = child(parse, token.i, "ccomp", "xcomp", "csubj", "csubjpass")
        marks = [parse.tokens[c].text.lower() for c in parse.children[verb]] if verb is not None else []
        return verb if "whether" in marks else None
    if token.pos == "VERB" and lemma in _DELIBERATING:
        return _object(parse, token)
    subject = child(parse, token.i, *_SUBJECTS)
    if lemma not in _LINKING or subject is None or parse.tokens[subject].lemma in ("it", "there"):
        return None
    for c in parse.children[token.i]:
        word = parse.tokens[c]
        if word.dep == "prep" and _staged(parse, word):
            return subject
        if word.dep in ("attr", "prep") and _among(parse, word):
            return subject
        if word.dep == "acomp" and word.lemma.lower() in _UNSETTLED and parse.tokens[subject].dep.startswith("csubj"):
            return subject
    return None


def _object(parse: Parse, token: Token) -> int | None:
    """What a verb of weighing up has as its object: while it goes on, or with "whether"."""
    found = child(parse, token.i, "nsubjpass", "csubjpass", "csubj")
    behind = [c for c in parse.children[token.i] if c > token.i and parse.tokens[c].dep in ("dobj", "ccomp", "xcomp")]
    found = behind[0] if found is None and behind else found
    if found is None or any(parse.tokens[c].dep == "neg" for c in parse.children[token.i]):
        return None
    going_on = token.tag == "VBG" and any(parse.tokens[c].lemma == "be" for c in parse.children[token.i])
    passive = any(parse.tokens[c].text.lower() == "being" for c in parse.children[token.i])
    if any(parse.tokens[c].lemma.lower() in _ASKING for c in parse.children[found]):
        return None
    asked_whether = any(parse.tokens[c].text.lower() == "whether" for c in parse.children[found])
    return found if going_on or passive or asked_whether else None


def _staged(parse: Parse, preposition: Token) -> bool:
    """ "Under consideration", "on the agenda"."""
    noun = child(parse, preposition.i, "pobj")
    lemma = parse.tokens[noun].lemma.lower() if noun is not None else ""
    return (preposition.lemma == "under" and lemma in _STAGES) or (preposition.lemma == "on" and lemma == "agenda")


def _among(parse: Parse, word: Token) -> bool:
    """ "One of several options", "among the possibilities"."""
    own = word.lemma.lower()
    if own in ("one", "among"):
        return any(parse.tokens[i].lemma.lower() in _CHOICES for i in parse.subtree(word.i))
    return own in ("option", "possibility") and word.dep == "attr"


def _clause(parse: Parse, token: Token) -> int:
    here = token
    while here.pos not in ("VERB", "AUX") and here.head != here.i:
        here = parse.tokens[here.head]
    return here.i


def _heads(parse: Parse, plan: int) -> tuple[Word, ...]:
    """The word for what is to be done; behind a light one ("the building of a road") what hangs on it."""
    heads = [parse.tokens[plan], *(parse.tokens[c] for c in parse.children[plan] if parse.tokens[c].dep == "conj")]
    return _telling(content(heads))


def _telling(words: Iterable[Word]) -> tuple[Word, ...]:
    """Words that say what is done; light verbs do not."""
    return tuple(w for w in words if w.lemma not in signals("light") | signals("vague"))


def carried(story: Story, a: int) -> Iterator[Plan]:
    """What an article has as decided, done, or sure to be done."""
    parse = story.articles[a].parse
    for fact in story.facts[a] if parse.has_syntax else ():
        verb = fact.claim.predicate_token
        if verb is None or fact.quoted or asked(story, fact) or fact.claim.polarity is Polarity.NEGATED:
            continue
        if (
            fact.claim.kind in (ClauseKind.ADVERBIAL, ClauseKind.RELATIVE)
            or negators(parse, fact)
            or waits(parse, verb)
        ):
            continue
        # May is a month.
        if any(t.lemma.lower() in signals("open") | _DELIBERATING and t.pos != "PROPN" for t in story.tokens(fact)):
            continue
        if not _meant(story, fact, verb):
            continue
        heads = _done(story, fact, verb)
        about = phrase(story, a, {*fact.claim.tokens, *below(parse, verb)})
        start, end = fact.claim.start, fact.claim.end
        yield Plan(a, fact, heads, about, start, end, _times(story, a, start, end))


def _times(story: Story, a: int, start: int, end: int) -> tuple[TimeValue, ...]:
    return tuple(t.value for t in story.articles[a].times if start <= t.start < end)


def _meant(story: Story, fact: Fact, verb: int) -> bool:
    parse = story.articles[fact.article].parse
    if fact.claim.certainty is Certainty.CERTAIN:
        return finite(parse, verb)
    linked = parse.tokens[verb].dep in ("acomp", "attr", "oprd")
    around = {*parse.children[verb], *(parse.children[parse.tokens[verb].head] if linked else ())}
    will = any(parse.tokens[c].text.lower() in _MEANING_IT for c in around)
    decided = parse.tokens[parse.tokens[verb].head].lemma.lower() in signals("settled")
    return fact.claim.certainty is Certainty.PLANNED and (will or (decided and parse.tokens[verb].dep == "xcomp"))


def _done(story: Story, fact: Fact, verb: int) -> tuple[Word, ...]:
    """The verb, or what is decided: its object, or the verb that depends on it ("decided to build")."""
    parse = story.articles[fact.article].parse
    lemma = parse.tokens[verb].lemma.lower()
    found = [verb] if lemma not in signals("settled") - {"close", "buy"} else []
    if lemma in signals("settled") | signals("light"):
        found += [x.head for x in fact.claim.arguments if x.role is Role.PATIENT]
        found += [c for c in parse.children[verb] if parse.tokens[c].dep == "xcomp"]
    return _telling(content(parse.tokens[i] for i in found))


def same_plan(yes: Plan, maybe: Plan) -> float:
    """How sure it is that what is carried out here is what is weighed up there; 0 where it is not."""
    best, used = 0.0, frozenset[int]()
    for x in yes.heads:
        for y in maybe.heads:
            near = kinship(x.lemma, y.lemma, x.pos, y.pos)
            # Whether to accept is decided by rejecting, too.
            near = _NEAR_HEAD if y.lemma in antonyms(x.lemma, "VERB") else near
            if near >= _SAME_HEAD and near > best:
                best, used = near, frozenset({x.i, y.i})
    if not best:
        return 0.0
    left, right = (p.about._replace(words=tuple(w for w in p.about.words if w.i not in used)) for p in (yes, maybe))
    rest = likeness(left, right, name_worth=0.3)
    alone = len([w for w in maybe.about.words if w.weight > _REST and w.pos in _NAMED | {"VERB"}]) < 2
    rare = max((weight_of(w.lemma) for w in (*yes.heads, *maybe.heads) if w.i in used), default=0.0)
    shared = rest.worth + _REST * any(
        compare_times(p, q).relation in (Relation.SAME, Relation.COMPATIBLE) for p in yes.times for q in maybe.times
    )
    if shared >= _REST:
        return min(1.0, best * 0.6 + shared * 0.4)
    return best * 0.6 if alone and best >= _NEAR_HEAD and rare >= _RARE and not maybe.about.names else 0.0
