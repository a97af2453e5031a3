"""Mode: words that were said under a condition, or of oneself, printed as if they had been said otherwise.

What the rule looks for: a condition or a doubt of a direct quotation that another report drops, a question that becomes
a statement, and a paraphrase in the third person that stands between quotation marks.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from variorum.compare.conditions import consequences
from variorum.compare.quoted_words import Word, weighty, words_of
from variorum.compare.readings import some
from variorum.compare.wordings import compare_words, outlet, quotation_span
from variorum.model import Discrepancy, DiscrepancyKind, Mode, Reading, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model import Annotated, Collation, Quotation, Ref, Token, Utterance

_SPOKEN = (Mode.DIRECT, Mode.UNMARKED)
_LEAST_SHARED = 0.5
# So many words, "we" among them, may stand for "they": more are another sentence.
_TURNED = 4
_HEAVY = ("NOUN", "VERB", "ADJ", "NUM", "ADV", "PROPN")
_ASKED = frozenset({"ask", "wonder", "question", "query", "inquire", "whether"})
_REASONS = {
    "condition": "{0} quotes the words under a condition that {1} leaves out.",
    "doubt": "{0} quotes the words as a mere possibility, {1} gives them without that doubt.",
    "question": "{0} quotes a question, {1} makes it a statement.",
    "person": "{1} prints between quotation marks, but in the third person, what {0} quotes in the first.",
}


def find(collation: Collation) -> Iterator[Discrepancy]:
    """At most one discrepancy an utterance: the direct quotation on one side, what was made of it on the other."""
    for position, utterance in enumerate(collation.utterances):
        found = _altered(collation, utterance) or _faithful(collation, utterance)
        if found is not None:
            yield Discrepancy(found.kind, found.verdict, found.reason, found.readings, found.weight, (), position)


def _altered(collation: Collation, utterance: Utterance) -> Discrepancy | None:
    direct = [r for r in utterance.wordings if collation.quotation(r).mode is not Mode.PARTIAL]
    known: dict[tuple[object, ...], str | None] = {}
    printed = {ref: _printed(collation, ref) for ref in utterance.wordings}
    hits = []
    for d in direct:
        for o in utterance.wordings:
            key = (printed[d], printed[o], d.article == o.article)
            if key not in known:
                known[key] = altered_mode(collation, d, o)
            if (found := known[key]) is not None:
                hits.append((d, o, found))
    if not hits:
        return None
    verdict = Verdict.VARIANT if all(_is_mild(collation, *h) for h in hits) else Verdict.CONFLICT
    hits = [h for h in hits if _is_mild(collation, *h) == (verdict is Verdict.VARIANT)]
    d, o, made = hits[0]
    reason = _REASONS[made].format(outlet(collation, d), outlet(collation, o))
    sides = {h[0]: 1 for h in hits} | {h[1]: 2 for h in hits}
    return Discrepancy(DiscrepancyKind.MODE, verdict, reason, _readings(collation, sides), 0.8)


def _is_mild(collation: Collation, one: Ref, other: Ref, made: str) -> bool:
    """Whether an alteration is one of form only, or lies between two reports of which neither prints the words."""
    return made == "person" or all(collation.quotation(r).mode is Mode.INDIRECT for r in (one, other))


def _printed(collation: Collation, ref: Ref) -> tuple[str, ...]:
    """What two wordings have to share for a comparison of one to hold for the other: reprints are compared once."""
    article, quotation = collation.articles[ref.article], collation.quotation(ref)
    tokens = _tokens(article, quotation)
    around = sorted({t.sentence for t in tokens})
    sentences = [article.parse.sentences[s] for s in around]
    return (quotation.mode.value, article.text_of(quotation), *(article.text_of(s) for s in sentences))


def _faithful(collation: Collation, utterance: Utterance) -> Discrepancy | None:
    """A direct quotation in one report and indirect speech in another: compatible, and said so."""
    modes = {collation.quotation(r).mode for r in utterance.wordings}
    if (
        len({r.article for r in utterance.wordings}) < 2
        or Mode.INDIRECT not in modes
        or not modes & {*_SPOKEN, Mode.PARTIAL}
    ):
        return None
    sides = dict.fromkeys(utterance.wordings, 1)
    reason = _in_own_words(collation, utterance)
    return Discrepancy(DiscrepancyKind.MODE, Verdict.COMPATIBLE, reason, _readings(collation, sides), 0.5)


def _in_own_words(collation: Collation, utterance: Utterance) -> str:
    """Who only tells what others quote."""
    modes: dict[str, set[Mode]] = {}
    for ref in utterance.wordings:
        modes.setdefault(outlet(collation, ref), set()).add(collation.quotation(ref).mode)
    telling = [name for name, found in modes.items() if found == {Mode.INDIRECT}]
    quoting = [name for name in modes if name not in telling]
    if not telling:
        return "Direct and indirect speech of the same words."
    part = " in part" if not any(modes[name] & {*_SPOKEN} for name in quoting) else ""
    tell, own = ("tells", "its") if len(telling) == 1 else ("tell", "their")
    quote = "quotes" if len(quoting) == 1 else "quote"
    return f"{some(telling)} {tell} in {own} own words what {some(quoting)} {quote}{part}."


def altered_mode(collation: Collation, direct: Ref, other: Ref) -> str | None:
    """What another report made of a direct quotation, if it altered its mode.

    "condition" and "doubt" were dropped, a "question" became a statement, or the "person" changed inside the marks.
    """
    a, b = collation.quotation(direct), collation.quotation(other)
    if direct == other or (a.mode not in (*_SPOKEN, Mode.INDIRECT)):
        return None
    here, there = collation.articles[direct.article], collation.articles[other.article]
    if direct.article != other.article and b.mode in (Mode.PARTIAL, Mode.INDIRECT):
        said = {w.lemma for w in words_of(there, b, marked=False) if w.pos in _HEAVY}
        lemmas = _lemmas_around(there, b)
        bare = not lemmas & weighty("conditional")
        if bare and any(_covered(c, said, 1) for c in _conditions(here, a)):
            return "condition"
        bare = bare and not lemmas & weighty("hedged")
        if bare and any(_covered(d, said, 2) for d in _doubts(here, a)):
            return "doubt"
        asked = lemmas & _ASKED or "?" in lemmas
        if not asked and any(_covered(q, said, 2) for q in _questions(here, a)):
            return "question"
    if a.mode in _SPOKEN and b.mode is not Mode.INDIRECT and _third_person(words_of(here, a), words_of(there, b)):
        return "person"
    return None


def keeps_condition(article: Annotated, quotation: Quotation) -> bool:
    """Whether the sentence around a quotation names a condition."""
    return bool(_lemmas_around(article, quotation) & weighty("conditional"))


def _covered(tokens: Sequence[Token], said: set[str], least: int) -> bool:
    """Whether most of the content words of some tokens were said elsewhere too."""
    heavy = {t.lemma.casefold() for t in tokens if t.pos in _HEAVY}
    return len(heavy & said) >= max(least, _LEAST_SHARED * len(heavy))


def _lemmas_around(article: Annotated, quotation: Quotation) -> set[str]:
    """The words of the sentences that a quotation stands in, as lemmas and as they are ("provided")."""
    sentences = sorted({t.sentence for t in _tokens(article, quotation)})
    tokens = [t for s in sentences for t in article.parse.inside(article.parse.sentences[s])]
    return {w.casefold() for t in tokens for w in (t.lemma, t.text)}


def _doubts(article: Annotated, quotation: Quotation) -> Iterator[list[Token]]:
    """The sentences of a quotation that only say what may be."""
    for tokens in _by_sentence(article, quotation):
        if any(t.lemma.casefold() in weighty("hedge") and t.pos in ("AUX", "ADV") for t in tokens):
            yield [t for t in tokens if t.lemma.casefold() not in weighty("hedge")]


def _questions(article: Annotated, quotation: Quotation) -> Iterator[list[Token]]:
    """The sentences of a quotation that ask, with a question mark or as what somebody "asked whether"."""
    asking = quotation.mode is Mode.INDIRECT and quotation.cue.split(" ")[0] in _ASKED
    for tokens in _by_sentence(article, quotation):
        whether = asking and any(t.text.casefold() in ("whether", "if", "how", "why") for t in tokens)
        if tokens[-1].text == "?" or whether:
            yield tokens


def _by_sentence(article: Annotated, quotation: Quotation) -> Iterator[list[Token]]:
    found: dict[int, list[Token]] = {}
    for token in _tokens(article, quotation):
        found.setdefault(token.sentence, []).append(token)
    yield from found.values()


def _tokens(article: Annotated, quotation: Quotation) -> list[Token]:
    tokens = article.parse.tokens
    return [
        t
        for start, end in quotation.pieces
        for t in tokens[
            bisect_left(tokens, start, key=lambda t: t.start) : bisect_left(tokens, end, key=lambda t: t.start)
        ]
    ]


def _conditions(article: Annotated, quotation: Quotation) -> Iterator[list[Token]]:
    """What follows from each condition that a quotation names."""
    for tokens in _by_sentence(article, quotation):
        yield from consequences(tokens)


def _third_person(own: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether marked words that are mostly the same say "they" where the speaker said "we"."""
    if len(other) < 5 or {w.form for w in other} & weighty("first-person"):
        return False
    comparison = compare_words(own, other)
    if comparison.shared < _LEAST_SHARED:
        return False
    turned = [
        d
        for d in comparison.differences
        if len(d.a) <= _TURNED
        and {w.form for w in d.a} & weighty("first-person")
        and ({w.form for w in d.b} & weighty("third-person") or any(w.pos == "PROPN" for w in d.b))
    ]
    return bool(turned)


def _readings(collation: Collation, sides: dict[Ref, int]) -> tuple[Reading, ...]:
    found = []
    for ref in sorted(sides):
        article, quotation = collation.articles[ref.article], collation.quotation(ref)
        start, end = quotation_span(article, quotation)
        value = " ".join(article.article.text[quotation.start : quotation.end].split())
        found.append(Reading(value, ref.article, start, end, sides[ref]))
    return tuple(sorted(found, key=lambda r: (r.article, r.start, r.end)))
