"""Whether something is so: a word and its opposite, or one word affirmed here and denied there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.acts import apart_in_time
from variorum.compare.candidates.evidence import Candidate, evidence
from variorum.compare.candidates.pairings import once_a_sentence
from variorum.compare.candidates.pairings import told as sentence_told
from variorum.compare.context import kinship, weight_of
from variorum.compare.readings import outlet
from variorum.compare.rules.polarity import published_between
from variorum.compare.syntax import cleft
from variorum.lexicon.opposites import converse, excluded, in_turn, listed, negated, on_one_side
from variorum.lexicon.signals import signals
from variorum.lexicon.stems import stem
from variorum.lexicon.words import antonyms
from variorum.model import Certainty, DiscrepancyKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from variorum.compare.candidates.pairings import Pairing, Told
    from variorum.compare.context import Story
    from variorum.model import Parse

_SAYING = frozenset({"VERB", "AUX", "NOUN", "ADJ", "ADV"})
_LIGHT = 0.1
_UNCLEAR = frozenset({"clear", "certain", "sure", "obvious", "say", "comment"})
_CLAUSES = frozenset({"ROOT", "conj", "ccomp", "relcl", "parataxis", "xcomp", "advcl", "acl", "pcomp"})
_OPENING = frozenset({"before", "until", "till", "unless", "if", "whether", "lest"})
_LENDING = frozenset(
    {"win", "get", "receive", "gain", "give", "obtain", "grant", "secure", "have", "find", "earn", "suffer"}
)
_NEITHER = frozenset({"neither", "none", "nobody", "no", "never", "nor", "nothing"})
_HAPPENING = frozenset({"happen", "occur", "take", "go", "hold", "materialise", "come", "be"})
_SAME = 0.65
_LEAST = 0.35
_WITHOUT = frozenset({"without", "no", "none", "neither", "nor", "nothing", "nobody", "lack", "absence"})
_OBJECTS = frozenset({"dobj", "pobj", "attr", "oprd", "dative"})
_COMPLETING = frozenset({"prt", "dobj", "advmod", "acomp", "prep", "attr", "oprd"})
_CONTRASTING = frozenset({"but", "however", "instead", "rather", "although", "though", "contrary", "yet", "whereas"})
_PARTIAL = frozenset({"other", "another", "some", "most", "rest", "partly", "initially", "temporarily"})
_TURNING = frozenset({"longer", "only", "yet", "until", "still", "anymore", "again", "more", "least", "necessarily"})


class Word(NamedTuple):
    """A word that says how it is: its forms (alone, and with what completes it), and whether it is denied."""

    token: int
    forms: tuple[str, ...]
    pos: str
    denied: bool
    main: bool


class Opposites:
    """The words of a story's reports that say how things are, and the pairs that exclude each other."""

    def __init__(self, story: Story) -> None:
        self._story = story

    def propose(self, pair: Pairing) -> Iterator[Candidate]:
        """The pair of words in two sentences that excludes most surely, if there is one."""
        if pair.near < _LEAST:
            return
        found = [(rank, x, y) for x in _words(pair.a) for y in _words(pair.b) for rank in (_contrary(x, y),) if rank]
        found = [f for f in found if not self._in_turn(pair, f[1], f[2])]
        if found:
            _, x, y = max(found, key=lambda f: (f[0] + 0.5 * (f[1].main + f[2].main), -f[1].token, -f[2].token))
            yield self._candidate(pair, x, y, len(found))
        else:
            yield from self._merely_denied(pair)

    def _in_turn(self, pair: Pairing, x: Word, y: Word) -> bool:
        """Whether the two follow upon each other, or are told of two times: what was missing is found."""
        if in_turn(x.forms[-1], y.forms[-1]):
            return True
        facts = pair.a.fact_at(x.token), pair.b.fact_at(y.token)
        return facts[0] is not None and facts[1] is not None and apart_in_time(self._story, facts[0], facts[1])

    def _merely_denied(self, pair: Pairing) -> Iterator[Candidate]:
        """Where no words answer to each other: one main clause that is denied, against one that is not."""
        if max(pair.ahead) > 0:
            return
        verbs = [[w for w in _words(t) if w.main and w.pos in ("VERB", "ADJ")] for t in (pair.a, pair.b)]
        denied = [[w for w in each if w.denied] for each in verbs]
        if bool(denied[0]) == bool(denied[1]) or not all(verbs):
            return
        x, y = ((denied[i] or verbs[i])[0] for i in (0, 1))
        yield self._candidate(pair, x, y, 0)

    def _candidate(self, pair: Pairing, x: Word, y: Word, count: int) -> Candidate:
        shown = [("not " if w.denied else "") + w.forms[0] for w in (x, y)]
        one, other = pair.a.spot({x.token}, shown[0]), pair.b.spot({y.token}, shown[1])
        texts = [" ".join(t.report.article.text[s.start : s.end].split()) for t, s in ((pair.a, one), (pair.b, other))]
        a, b = outlet(self._story, pair.a.article), outlet(self._story, pair.b.article)
        reason = f"{a} has “{texts[0]}”, {b} “{texts[1]}”: the one excludes the other."
        own = self._features(pair, x, y)
        if one.fact is not None and other.fact is not None:
            planned = [f.claim.certainty is Certainty.PLANNED for f in (one.fact, other.fact)]
            own["one planned"] = float(planned[0] != planned[1])
        own["several"] = float(count > 1)
        return Candidate(
            DiscrepancyKind.POLARITY, "polarity", one, other, reason, {**evidence(pair, one, other), **own}
        )

    def _features(self, pair: Pairing, x: Word, y: Word) -> dict[str, float]:
        listed = any(excluded(p, q) for p in x.forms for q in y.forms)
        opposite = x.denied == y.denied
        lemmas = pair.a.lemmas | pair.b.lemmas
        hours = published_between(self._story, pair.a.article, pair.b.article)
        return {
            "opposite": float(opposite and listed),
            "antonym": float(opposite and not listed),
            "denied": float(not opposite and bool(_contrary(x, y))),
            "merely denied": float(not _contrary(x, y)),
            "verbs": float(x.pos == y.pos == "VERB"),
            "adjectives": float(x.pos == y.pos == "ADJ"),
            "main both": float(x.main and y.main),
            "main one": float(x.main != y.main),
            "rare": min(weight_of(w.forms[-1].split(" ")[0]) for w in (x, y)),
            "phrase": float(any(" " in f for w in (x, y) for f in w.forms)),
            "cleft": float(_cleft(pair.a) != _cleft(pair.b)),
            "but": float(bool(lemmas & _CONTRASTING)),
            "partly": float(bool(lemmas & _PARTIAL)),
            "turning": float(bool(lemmas & _TURNING)),
            "days between": float(hours is not None and abs(hours) > 24),
            "other report says so": float(self._said(pair, x, y)),
        }

    def _said(self, pair: Pairing, x: Word, y: Word) -> bool:
        """Whether a report has the other's word, too, in another sentence near by."""
        here = {x.forms[0], y.forms[0]}
        return any(
            here <= {w.forms[0] for i in (-1, 0, 1) for w in self._near(t, i)} and x.forms[0] != y.forms[0]
            for t in (pair.a, pair.b)
        )

    def _near(self, told: Told, step: int) -> list[Word]:
        at = told.index + step
        if not 0 <= at < len(told.parse.sentences):
            return []
        return _words(sentence_told(told.story, told.article, at))


def _cleft(told: Told) -> bool:
    """Whether a sentence puts somebody in front: "It was the agency that rang"."""
    return cleft(told.parse, told.sentence) is not None


@once_a_sentence
def _words(told: Told) -> list[Word]:
    silent = told.story.telling[told.article]
    spoken = {t.i for t in told.tokens if t.i in silent and t.lemma.lower() in signals("saying")}
    return [w for t in told.tokens if t.i not in spoken for w in _word(told, t.i)]


def _word(told: Told, i: int) -> Iterator[Word]:
    parse = told.parse
    token = parse.tokens[i]
    lemma = token.lemma.lower()
    if token.pos not in _SAYING or not lemma.isalpha() or lemma in _UNCLEAR:
        return
    forms = [lemma]
    if token.pos == "VERB":
        forms = [f"{lemma} {w}" for w in _completing(parse, i)] + forms
    if weight_of(lemma) <= _LIGHT and not any(listed(f) for f in forms):
        return
    above = parse.tokens[token.head]
    denied = _denied(parse, i)
    open_clause = any(parse.tokens[c].text.lower() in _OPENING for c in parse.children[i])
    main = token.pos == "VERB" and token.dep in _CLAUSES and not open_clause
    main = main or (token.pos == "NOUN" and token.dep == "dobj" and above.lemma.lower() in _LENDING)
    main = main or (above.lemma in ("be", "remain") and token.dep in ("acomp", "attr"))
    main = main or (denied and token.dep in ("nsubj", "nsubjpass", "dobj") and token.pos == "NOUN")
    yield Word(i, tuple(forms), token.pos, denied, main)


def _completing(parse: Parse, verb: int) -> list[str]:
    below = (c for c in parse.children[verb] if c > verb and parse.tokens[c].dep in _COMPLETING)
    found = [parse.tokens[c].lemma.lower() for c in below]
    to = any(parse.tokens[c].text.lower() == "to" for c in parse.children[verb] if c > verb) or any(
        parse.tokens[d].text.lower() == "to"
        for c in parse.children[verb]
        if parse.tokens[c].dep == "xcomp"
        for d in parse.children[c]
    )
    return [*found, *(["to"] if to else [])]


def _denied(parse: Parse, i: int) -> bool:
    """Whether an odd number of negations, of verbs that undo and of "without" reaches a word."""
    count, here = 0, i
    for _ in range(5):
        token = parse.tokens[here]
        below = [parse.tokens[c] for c in parse.children[here]]
        signs = [c for c in below if c.dep in ("neg", "det", "preconj", "advmod")]
        count += sum(c.text.lower() in signals("negation") for c in signs)
        count += sum(_has_no(parse, c.i) for c in below if c.dep in ("nsubj", "nsubjpass", "dobj", "attr"))
        if here != i and token.lemma.lower() in signals("undone"):
            count += 1
        if token.lemma.lower() in _WITHOUT and token.dep == "prep":
            count += 1
        above = parse.tokens[token.head]
        if token.dep == "nsubj" and above.lemma.lower() in _HAPPENING:
            here = above.i
            continue
        chained = token.dep in ("xcomp", "pcomp", "acomp", "attr", "pobj", "dobj", "nsubjpass", "prep", "aux", "ccomp")
        if token.head == here or not chained:
            break
        here = above.i
    return count % 2 == 1 or (count == 0 and _after_neither(parse, i))


def _has_no(parse: Parse, noun: int) -> bool:
    """ "No ransom", "not a single prisoner", "none of them"."""
    first = parse.tokens[noun]
    return first.text.lower() in _NEITHER or any(
        parse.tokens[c].text.lower() in ("no", "not", "neither") for c in parse.children[noun]
    )


def _after_neither(parse: Parse, i: int) -> bool:
    """Whether a verb follows "neither", "none" or "no" with no other verb between: parsers lose such subjects."""
    if parse.tokens[i].pos != "VERB":
        return False
    for j in range(i - 1, max(-1, i - 14), -1):
        token = parse.tokens[j]
        if token.sentence != parse.tokens[i].sentence or token.pos == "VERB" or token.text in (",", ";", ":"):
            return False
        if token.text.lower() in _NEITHER and token.dep != "neg":
            # "Made no plea and was remanded": what was not made is no subject.
            return not (parse.tokens[token.head].dep in _OBJECTS and parse.tokens[token.head].head < j)
    return False


def _contrary(x: Word, y: Word) -> float:
    """How surely two words exclude each other if they are said of one thing; 0 where they do not."""
    if x.pos == y.pos == "NOUN" or not (x.main and y.main):
        return 0.0
    if x.denied == y.denied:
        if any(converse(p, q) for p in x.forms for q in y.forms):
            return 0.0
        if any(excluded(p, q) for p in x.forms for q in y.forms):
            return 1.0
        if negated(x.forms[-1], y.forms[-1]):
            return 0.9
        letter = {"VERB": "v", "ADJ": "a", "NOUN": "n", "ADV": "r"}
        if x.pos == y.pos and y.forms[-1] in antonyms(x.forms[-1], letter.get(x.pos, "")):
            return 0.7
        return 0.0
    if any(on_one_side(p, q) for p in x.forms for q in y.forms):
        return 0.9
    if min(weight_of(w.forms[-1]) for w in (x, y)) <= _LIGHT:
        return 0.5 if x.forms[0] == y.forms[0] and " " in x.forms[0] else 0.0
    near = kinship(x.forms[-1], y.forms[-1], x.pos, y.pos)
    if stem(x.forms[-1]) == stem(y.forms[-1]):
        near = max(near, 0.8)
    return near if near >= _SAME else 0.0
