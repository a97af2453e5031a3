"""Questions: what one report says nobody can answer yet, and the other report answers.

Evidence: a subordinate question ("whether ...", "who ...") beside words that leave it open ("cannot say", "remains
unclear", "depends on", "are divided"), and in the counterpart of that sentence a plain statement of what is asked: the
verb of the question or its opposite, or most of its words. Traps: a question that was answered, whether somebody asked
it or not; another question of the same affair, and what is said of the things in it; a later report that knows more;
a statement that is hedged itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.acts import apart_in_time
from variorum.compare.affinity import match_words
from variorum.compare.context import kinship, weight_of
from variorum.compare.counterparts import counterpart
from variorum.compare.denials import asked
from variorum.compare.phrases import likeness, phrase, sentence_phrase, size
from variorum.compare.readings import differ, outlet, reading
from variorum.compare.rules.polarity import published_between
from variorum.compare.syntax import extent, finite, waits
from variorum.lexicon.opposites import opposed
from variorum.lexicon.signals import signals
from variorum.lexicon.words import classes
from variorum.model import Certainty, DiscrepancyKind, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.compare.context import Fact, Story
    from variorum.compare.phrases import Phrase
    from variorum.model import Discrepancy, Parse, Sentence, Token

_ASKING = frozenset({"whether", "who", "whom", "whose", "what", "where", "when", "why", "how", "which"})
# Denied, these leave a question open ("cannot say whether"); and these do so by themselves.
_KNOWING = frozenset(
    {
        "know",
        "say",
        "tell",
        "decide",
        "clear",
        "certain",
        "sure",
        "settle",
        "determine",
        "predict",
        "establish",
        "agree",
    }
    | {"answer", "guess", "find", "idea", "hint", "proof", "prove", "confirm", "show", "known", "clarify", "speculate"}
    | {"finish", "reveal", "promise", "identify", "mind", "disclose", "name", "clue", "sign", "rule"}
)
_OPEN = frozenset(
    {"open", "unclear", "uncertain", "undecided", "unknown", "unsolved", "unresolved", "pending", "divided", "mystery"}
    | {"riddle", "puzzle", "question", "depend", "disagree", "quarrel", "argue", "dispute", "remain", "unable"}
    | {"hinge", "wonder", "doubtful", "unsettled", "consider", "weigh", "discuss", "debate", "examine", "investigate"}
    | {"rule", "decide", "announce", "study", "still", "yet", "matter"}
)
# Beside "who" or "how" only these do; much else has such clauses.
_SURELY_OPEN = frozenset(
    {
        "unclear",
        "uncertain",
        "undecided",
        "unknown",
        "unsolved",
        "unresolved",
        "mystery",
        "riddle",
        "puzzle",
        "quarrel",
        "divide",
    }
    | {"open", "disagree", "divided", "argue"}
)
_HEDGED = frozenset(
    {
        "whether",
        "may",
        "might",
        "could",
        "perhaps",
        "maybe",
        "possibly",
        "possible",
        "if",
        "unclear",
        "would",
        "suspect",
    }
    | {"likely", "probably", "unlikely", "unless", "should"}
)
_UNABLE = frozenset({"cannot", "unable", "yet", "too"})
_GIVING_REASON = frozenset({"because", "since", "due", "reason", "owing", "thanks", "cause"})
_NEAR = 0.5
_SAME = 0.6
_HEAVY = 0.2
_REST = 0.3
_MUCH = 0.9
_COVERED = 0.65
# So much of the shorter one of question and clause is in the other.
_OWN = 0.4
_NAME = 0.3
_SURELY_NEAR = 0.7
# Among more pairs of clauses than this only sentences as near as this answer each other.
_FEW = 400
_ONE = 1.0
_DEEDS = frozenset({"noun.act", "noun.event", "noun.communication", "noun.state", "noun.process"})
_LINKING = frozenset({"be"})
_SAYING_NOTHING = frozenset({"be", "have", "do", "say", "tell", "know"})
_LATER_HOURS = 24.0


class Question(NamedTuple):
    """A question left open: the fact it is in, whether yes or no or a reason is asked, what is asked, and its words."""

    fact: Fact
    whether: bool
    why: bool
    verbs: frozenset[str]
    words: Phrase


def find(story: Story) -> Iterator[Discrepancy]:
    """Questions left open here and answered there."""
    for b in range(len(story.articles)):
        for question in _questions(story, b):
            for a in story.beside[b]:
                found = [(_answers(story, fact, question), fact) for fact in story.facts[a]]
                sure, fact = max(found, key=lambda each: (each[0], -each[1].ref.item), default=(0.0, question.fact))
                if sure and not any(_alike(q, question) for q in _questions(story, a)):
                    yield _discrepancy(story, fact, question, sure)


def _questions(story: Story, article: int) -> Iterator[Question]:
    parse = story.articles[article].parse
    seen: set[int] = set()
    for fact in story.facts[article] if parse.has_syntax else ():
        if fact.claim.sentence in seen or fact.quoted or asked(story, fact):
            continue
        seen.add(fact.claim.sentence)
        found = _left_open(parse, story.sentence(fact))
        if found:
            asking = parse.tokens[found[0]].text.lower()
            whether = asking == "whether"
            beside = {j for i in found if parse.tokens[i].dep == "relcl" for j in parse.subtree(i)}
            verbs = (parse.tokens[i] for i in found if i not in beside and _is_deed(parse.tokens[i], whether=whether))
            deeds = frozenset(t.lemma.lower() for t in verbs)
            yield Question(fact, whether, asking == "why", deeds, phrase(story, article, found))


def _is_deed(token: Token, *, whether: bool) -> bool:
    """Whether a word of a question may be what is asked: a verb; for yes or no also a quality or a noun for a deed."""
    if token.pos == "NOUN" and whether:
        return bool(classes(token.lemma.lower(), "n") & _DEEDS)
    return token.pos == "VERB" or (token.pos == "ADJ" and whether)


def _left_open(parse: Parse, sentence: Sentence) -> list[int]:
    """The tokens of the question that a sentence leaves open; none where it leaves none open."""
    tokens = parse.inside(sentence)
    for token in tokens:
        if token.text.lower() not in _ASKING or not _opens_clause(parse, token):
            continue
        head = _verb_of(parse, token)
        clause = [i for i in parse.subtree(head) if i >= token.i]
        if not clause or (token.text.lower() != "whether" and head == token.i):
            continue
        rest = [t for t in tokens if t.i not in set(clause)]
        opening = _OPEN if token.text.lower() == "whether" else _SURELY_OPEN
        if _leave_open(rest, opening):
            return clause
    return []


def _opens_clause(parse: Parse, token: Token) -> bool:
    """Whether the word opens a question, and no relative clause ("the man who", "the day when")."""
    head = parse.tokens[_verb_of(parse, token)]
    of_what = parse.tokens[head.head].lemma.lower()
    return head.dep not in ("relcl", "acl") or token.text.lower() == "whether" or of_what in _KNOWING | _OPEN


def _verb_of(parse: Parse, token: Token) -> int:
    """The verb of the clause that a word opens."""
    here = token
    for _ in range(6):
        here = parse.tokens[here.head]
        if here.pos in ("VERB", "AUX"):
            break
    return here.i


def _leave_open(rest: Sequence[Token], opening: frozenset[str]) -> bool:
    """Whether the words about a question say that it is open, or that somebody does not know, say or decide."""
    lemmas, words = {t.lemma.lower() for t in rest}, {t.text.lower() for t in rest}
    return bool(lemmas & opening) or bool(lemmas & _KNOWING and words & (signals("negation") | _UNABLE))


def _hedged(tokens: Sequence[Token]) -> bool:
    """Whether some words keep open what they tell; "may not" forbids, and May is a month."""
    following = [*tokens[1:], None]
    return any(
        t.text.lower() in _HEDGED
        and t.text != "May"
        and not (t.text == "may" and after is not None and after.text.lower() == "not")
        for t, after in zip(tokens, following, strict=True)
    )


def _answers(story: Story, fact: Fact, question: Question) -> float:
    """How sure it is that a fact answers the question outright; 0 where it does not."""
    verb, parse = fact.claim.predicate_token, story.articles[fact.article].parse
    if verb is None or fact.quoted or asked(story, fact) or fact.claim.certainty is Certainty.CONDITIONAL:
        return 0.0
    if waits(parse, verb):
        return 0.0
    tokens = parse.inside(story.sentence(fact))
    # That it was done does not say why.
    if question.why and not any(t.lemma.lower() in _GIVING_REASON for t in tokens):
        return 0.0
    # The words that say who tells it are not looked at: "the minister did not say more".
    own = story.tokens(fact)
    if (
        _hedged(tokens)
        or _leave_open(own, _SURELY_OPEN)
        or not finite(parse, verb)
        or apart_in_time(story, fact, question.fact)
    ):
        return 0.0
    near = counterpart(story, fact, question.fact)
    hours = published_between(story, question.fact.article, fact.article)
    if near < _NEAR or (hours is not None and hours >= _LATER_HOURS):
        return 0.0
    told = sentence_phrase(story, fact.article, fact.claim.sentence)
    matched = match_words(question.words.words, told.words)
    worth = sum(m.worth for m in matched) + 0.3 * len(question.words.names & told.names)
    whole = sum(w.weight for w in question.words.words)
    if not _own_words(story, fact, question):
        return 0.0
    deed = _deed(fact, question)
    # "When it will be under control" asks for nothing but its words; "what he will do with it" asks for more.
    plain = (question.whether and deed > 0) or question.verbs <= _LINKING
    most = plain and len(matched) > 1 and worth >= (_MUCH if question.whether else max(_MUCH, _COVERED * whole))
    # "Will not run again", "whether to run again": a light verb is enough where the sentences are surely on one thing.
    same = deed == 1.0 and question.whether and near >= _SURELY_NEAR
    if len(story.facts[fact.article]) * len(story.facts[question.fact.article]) > _FEW and not (deed and near >= _ONE):
        return 0.0
    if not (deed and worth >= _REST) and not most and not same:
        return 0.0
    return min(1.0, 0.5 * near + 0.4 * worth)


def _own_words(story: Story, fact: Fact, question: Question) -> bool:
    """Whether the clause itself, and not its sentence alone, has its share of what is asked."""
    own = phrase(story, fact.article, fact.claim.tokens)
    common = likeness(own, question.words, name_worth=_NAME)
    return common.worth >= _OWN * min(size(own, _NAME), size(question.words, _NAME))


def _deed(fact: Fact, question: Question) -> float:
    """Whether what a fact says is done is what is asked, or its opposite: 1 for the very word, less for another."""
    own = (
        fact.claim.predicate.split(" ")[0].lower(),
        *(x.lemma.lower() for x in fact.claim.arguments if not x.preposition),
    )
    if own[0] in question.verbs and own[0] not in _SAYING_NOTHING:
        return 1.0
    pairs = [(p, q) for p in own for q in question.verbs if min(weight_of(p), weight_of(q)) >= _HEAVY]
    return 0.5 if any(opposed(p, q) or kinship(p, q) >= _SAME for p, q in pairs) else 0.0


def _alike(a: Question, b: Question) -> bool:
    return sum(m.worth for m in match_words(a.words.words, b.words.words)) >= _REST


def _discrepancy(story: Story, yes: Fact, question: Question, sure: float) -> Discrepancy:
    article = story.articles[question.fact.article]
    sentence = article.parse.inside(story.sentence(question.fact))
    told = story.telling[question.fact.article]
    start, end = extent(article.parse, [t.i for t in sentence if t.i not in told] or [t.i for t in sentence])
    words = " ".join(article.article.text[start:end].split())
    a, b = outlet(story, yes.article), outlet(story, question.fact.article)
    reason = f"{a} has it as settled (“{' '.join(story.text(yes).split())}”), {b} leaves the question open (“{words}”)."
    one, other = reading(yes, "settled", 1), Reading("open", question.fact.article, start, end, 2)
    return differ(DiscrepancyKind.CERTAINTY, reason, one, other, min(0.9, 0.4 + 0.4 * sure))
