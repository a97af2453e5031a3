"""Attribution: the outlet's own word here, only a party's word there, and disputed.

Evidence: a clause that one report states with no source is, in another, the content of an accusation, a claim or an
opinion, and that report adds that it is denied, contested or not confirmed. Traps: sourced and unsourced telling of
what nobody disputes (any "police said"), opinions on something else, reports that tell the dispute themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.context import weight_of
from variorum.compare.denials import asked, negators
from variorum.compare.phrases import Phrase, likeness, phrase, size
from variorum.compare.readings import differ, outlet, reading
from variorum.compare.syntax import child, finite
from variorum.lexicon.signals import signals
from variorum.model import Certainty, DiscrepancyKind, Reading, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.context import Fact, Story
    from variorum.model import Discrepancy, Parse, Sentence, Token

_CUE_NOUNS = frozenset(
    {"opinion", "view", "eye", "accusation", "allegation", "claim", "suspicion", "charge", "version"}
)
_UNSURE = frozenset({"confirm", "verify", "prove", "establish", "show"})
# What somebody calls words that he says are not true, or who says them.
_CALLED_UNTRUE = frozenset(
    {"lie", "liar", "fable", "invention", "fiction", "fabrication", "forgery", "slander", "smear", "nonsense", "libel"}
    | {"defamation", "untruth", "falsehood", "absurd", "ridiculous", "fantasy", "rumour", "rumor", "hoax", "myth"}
)
# What a claim lacks where nobody has shown that it is true ("without any proof", "has found no sign of it").
_SUPPORT = frozenset(
    {"proof", "evidence", "document", "receipt", "sign", "trace", "basis", "idea", "knowledge", "ground"}
)
_LACKING = frozenset({"no", "not", "n't", "n’t", "never", "without", "any", "lack", "little"})
# Who is taken to court for his words, or has still to be heard there.
_AT_LAW = frozenset({"sue", "libel"})

# Plain "says" makes a party's word of it where it is contested in the same sentence.
_SAYING = frozenset({"say", "tell", "suggest", "write", "state", "declare"})
_ACCUSING = frozenset({"accuse", "allege", "blame", "suspect"})
_REPLYING = frozenset(
    {"say", "swear", "insist", "maintain", "answer", "reply", "respond", "retort", "counter", "plead"}
)
_STANDING_IN = frozenset({"he", "she", "it", "they"})
_SHARE = 0.4
# "Without having shown any document": so far before a noun stands what denies it.
_REACH = 5
_NEARLY_ALL = 0.75
_MOST = 0.5
_ENOUGH = 0.8


class Contested(NamedTuple):
    """A stretch of a sentence that tells what a party says, and that it is contested there or in the next sentence.

    `share` is how much of it a report has to state in its own voice: more where the words of contest are looser.
    """

    article: int
    told: Phrase
    start: int
    end: int
    share: float = _SHARE


def find(story: Story) -> Iterator[Discrepancy]:
    """What is stated here and only claimed there."""
    contested = [list(_contested(story, a)) for a in range(len(story.articles))]
    for b in range(len(story.articles)):
        for claim in contested[b]:
            for a in story.beside[b]:
                found = _stated(story, a, claim)
                if found is not None and not any(_alike(c.told, claim.told) for c in contested[a]):
                    yield _discrepancy(story, found, claim)


def _discrepancy(story: Story, fact: Fact, claim: Contested) -> Discrepancy:
    a, b = outlet(story, fact.article), outlet(story, claim.article)
    text = " ".join(story.articles[claim.article].article.text[claim.start : claim.end].split())
    reason = f"{a} states it in its own voice; in {b} it is a party's word, and contested: “{text}”."
    one = reading(fact, "stated", 1)
    other = Reading("claimed by a party", claim.article, claim.start, claim.end, 2)
    return differ(DiscrepancyKind.ATTRIBUTION, reason, one, other, 0.8)


def _contested(story: Story, a: int) -> Iterator[Contested]:
    parse = story.articles[a].parse
    sentences = [s for s in parse.sentences if s.block.makes_claims]
    for s, sentence in enumerate(sentences):
        following = sentences[s + 1 : s + 2]
        for first, last in _segments(parse, sentence):
            cue = _cue(parse, first, last)
            if cue is None:
                continue
            rest = [i for i in range(sentence.first, sentence.last) if not first <= i < last]
            near = rest + [i for n in following for i in range(n.first, n.last)]
            tokens = [i for i in range(first, last) if parse.tokens[i].lemma.lower() not in signals("accusing")]
            if (
                _disputed(parse, near)
                or _disputed(parse, range(first, last), inside=True)
                or (parse.tokens[cue].lemma.lower() in _ACCUSING and _answered(parse, rest, tokens))
            ):
                while parse.tokens[last - 1].pos == "PUNCT" and last - 1 > first:
                    last -= 1
                yield Contested(a, phrase(story, a, tokens), parse.tokens[first].start, parse.tokens[last - 1].end)
    yield from _contested_claims(story, a)


def _contested_claims(story: Story, a: int) -> Iterator[Contested]:
    """Clauses that a party is said to claim, where the rest of the sentence or the next one contests them."""
    parse = story.articles[a].parse
    for fact in story.facts[a]:
        cues = {x.cue.split(" ")[0].lower() for x in fact.claim.attribution}
        if fact.quoted or not cues & (signals("accusing") | _SAYING | {"accord"}):
            continue
        here = story.sentence(fact)
        own = {*fact.claim.tokens}
        rest = [i for i in range(here.first, here.last) if i not in own]
        if not cues & _SAYING:
            following = parse.sentences[fact.claim.sentence + 1 : fact.claim.sentence + 2]
            rest += [i for s in following for i in range(s.first, s.last)]
        tokens = [i for i in own if i not in story.telling[a]]
        if _disputed(parse, rest) or _answered(parse, rest, tokens):
            outright = any(
                i in range(here.first, here.last) and parse.tokens[i].lemma.lower() in signals("contesting")
                for i in rest
            )
            share = _MOST if outright else _NEARLY_ALL
            yield Contested(a, phrase(story, a, tokens), fact.claim.start, fact.claim.end, share)


def _segments(parse: Parse, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """A sentence cut at semicolons, as ranges of tokens."""
    first = sentence.first
    for i in range(sentence.first, sentence.last):
        if parse.tokens[i].text == ";":
            if i > first:
                yield first, i
            first = i + 1
    if sentence.last > first:
        yield first, sentence.last


def _cue(parse: Parse, first: int, last: int) -> int | None:
    """A word that makes what follows a party's word: an accusing verb, "in the opinion of", "according to"."""
    for i in range(first, last):
        token = parse.tokens[i]
        lemma = token.lemma.lower()
        if lemma == "accord" or lemma == "according" or token.text.lower() == "according":
            return i
        if lemma in signals("accusing"):
            verb = token.pos in ("VERB", "ADV") or (lemma in _CUE_NOUNS and token.pos == "NOUN")
            if verb and not (lemma in _CUE_NOUNS and parse.tokens[max(first, i - 2)].lemma.lower() == "with"):
                return i
    return None


def _disputed(parse: Parse, tokens: range | list[int], *, inside: bool = False) -> bool:
    """Whether some tokens deny, contest, or say that it could not be confirmed."""
    for i in tokens:
        token = parse.tokens[i]
        lemma = token.lemma.lower()
        if lemma in _UNSURE and any(parse.tokens[c].dep == "neg" for c in parse.children[i]):
            return True
        if _unsupported(parse, i):
            return True
        if inside and lemma not in ("deny", "dispute", "untrue", "unproven", "unconfirmed", "baseless", "denial"):
            continue
        if lemma in signals("contesting") and not any(parse.tokens[c].dep == "neg" for c in parse.children[i]):
            return True
    return False


def _answered(parse: Parse, rest: list[int], told: list[int]) -> bool:
    """Whether somebody who is spoken of in what is told has his own say beside it ("he swears he was not")."""
    nouns = {parse.tokens[i].lemma.lower() for i in told if parse.tokens[i].pos in ("NOUN", "PROPN")}
    for i in rest:
        verb = parse.tokens[i]
        voice = child(parse, i, "nsubj") if verb.pos == "VERB" and verb.lemma.lower() in _REPLYING else None
        if voice is None:
            continue
        who = parse.tokens[voice].lemma.lower()
        # "The Justice Department" is not "the Treasury Department".
        names = {parse.tokens[c].lemma.lower() for c in parse.children[voice] if parse.tokens[c].dep == "compound"}
        if who in _STANDING_IN or (who in nouns and names <= nouns):
            return True
    return False


def _unsupported(parse: Parse, i: int) -> bool:
    """Whether a word says that something is called untrue, is without proof, or is a matter for a court."""
    lemma = parse.tokens[i].lemma.lower()
    # "A lie" denies; who "lied to the court" is told of.
    if (lemma in _CALLED_UNTRUE and parse.tokens[i].pos != "VERB") or lemma in _AT_LAW:
        return True
    before = {t.text.lower() for t in parse.tokens[max(0, i - _REACH) : i]}
    return lemma in _SUPPORT and parse.tokens[i].pos == "NOUN" and bool(before & _LACKING)


def _stated(story: Story, a: int, claim: Contested) -> Fact | None:
    """The fact that an article states in its own voice and that says what is contested; the most alike, if any."""
    best: tuple[float, int, Fact] | None = None
    for fact in story.facts[a]:
        if not _plain(story, fact):
            continue
        own = phrase(story, a, fact.claim.tokens)
        worth = _alike(own, claim.told, fact)
        if worth < claim.share * size(claim.told) or (claim.share > _SHARE and worth < claim.share * size(own)):
            continue
        if worth and (best is None or (worth, -fact.claim.start) > best[:2]):
            best = (worth, -fact.claim.start, fact)
    return best[2] if best else None


def _plain(story: Story, fact: Fact) -> bool:
    """Whether the outlet itself states the fact, as certain and affirmed."""
    verb = fact.claim.predicate_token
    if not fact.own_voice or verb is None or fact.claim.certainty is not Certainty.CERTAIN or asked(story, fact):
        return False
    parse = story.articles[fact.article].parse
    sentence = story.sentence(fact)
    lemmas = {t.lemma.lower() for t in parse.inside(sentence)}
    hedged = (
        lemmas & (signals("accusing") - {"believe", "view", "eye", "version", "charge", "according"})
        or "accord" in lemmas
        or any(_charged(parse, t) for t in parse.inside(sentence))
    )
    return finite(parse, verb) and not hedged and not negators(parse, fact)


def _charged(parse: Parse, token: Token) -> bool:
    """Whether a word tells that somebody is charged with something: who says so leaves open whether it is true."""
    if token.lemma.lower() != "charge":
        return False
    beside = {parse.tokens[c].lemma.lower() for c in parse.children[token.i]} | {parse.tokens[token.head].lemma.lower()}
    return bool(beside & {"with", "face", "deny", "bring", "press", "drop"})


def _alike(a: Phrase, b: Phrase, fact: Fact | None = None) -> float:
    """How much two phrases say the same, with what is done among it; 0 for too little."""
    common = likeness(a, b)
    strong = [m for m in common.words if m.worth > 0.15]
    if common.worth < _ENOUGH or len(strong) + len(common.names) < 2 or not strong:
        return 0.0
    if common.worth < _SHARE * min(size(a), size(b)):
        return 0.0
    if fact is None:
        return common.worth
    done = {fact.claim.predicate_token}
    if weight_of(fact.claim.predicate.split(" ")[0]) <= 0.1:
        done |= {x.head for x in fact.claim.fillers(Role.PATIENT)}
        done |= {w.i for w in fact.words if w.lemma in fact.claim.predicate.split(" ")[1:]}
    return common.worth if common.names or any(m.a.i in done for m in strong) else 0.0
