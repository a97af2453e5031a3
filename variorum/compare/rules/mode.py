"""Mode: words that were said under a condition, or of oneself, printed as if they had been said otherwise.

What the rule looks for: a condition of a direct quotation that another report drops, and a paraphrase in the third
person that stands between quotation marks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.compare.wordings import Weight, Word, compare_words, outlet, quotation_span, weighty, words_of
from variorum.model import Discrepancy, DiscrepancyKind, Mode, Reading, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model import Annotated, Collation, Quotation, Ref, Token, Utterance

_SPOKEN = (Mode.DIRECT, Mode.UNMARKED)
_LEAST_SHARED = 0.5


def find(collation: Collation) -> Iterator[Discrepancy]:
    """At most one discrepancy an utterance: the direct quotation on one side, what was made of it on the other."""
    for position, utterance in enumerate(collation.utterances):
        found = _altered(collation, utterance) or _faithful(collation, utterance)
        if found is not None:
            yield Discrepancy(found.kind, found.verdict, found.reason, found.readings, found.weight, (), position)


def _altered(collation: Collation, utterance: Utterance) -> Discrepancy | None:
    direct = [r for r in utterance.wordings if collation.quotation(r).mode in _SPOKEN]
    pairs = [(d, o, altered_mode(collation, d, o)) for d in direct for o in utterance.wordings if o != d]
    hits = [(d, o, reason) for d, o, reason in pairs if reason is not None]
    if not hits:
        return None
    verdict = Verdict.CONFLICT if any(reason == "condition" for _, _, reason in hits) else Verdict.VARIANT
    hits = [h for h in hits if (h[2] == "condition") == (verdict is Verdict.CONFLICT)]
    d, o, _ = hits[0]
    if verdict is Verdict.CONFLICT:
        reason = f"{outlet(collation, d)} quotes the words under a condition that {outlet(collation, o)} leaves out."
    else:
        reason = (
            f"{outlet(collation, o)} prints between quotation marks, in the third person, what "
            f"{outlet(collation, d)} quotes in the speaker's own."
        )
    sides = {h[0]: 1 for h in hits} | {h[1]: 2 for h in hits}
    return Discrepancy(DiscrepancyKind.MODE, verdict, reason, _readings(collation, sides), 0.8)


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
    reason = "Direct and indirect speech of the same words."
    return Discrepancy(DiscrepancyKind.MODE, Verdict.COMPATIBLE, reason, _readings(collation, sides), 0.5)


def altered_mode(collation: Collation, direct: Ref, other: Ref) -> str | None:
    """What another report made of a direct quotation: "condition" (dropped), "person" (turned inside marks) or None."""
    a, b = collation.quotation(direct), collation.quotation(other)
    if a.mode not in _SPOKEN or direct == other:
        return None
    here, there = collation.articles[direct.article], collation.articles[other.article]
    if direct.article != other.article and _condition_dropped(here, a, there, b):
        return "condition"
    if b.mode is not Mode.INDIRECT and _third_person(words_of(here, a), words_of(there, b)):
        return "person"
    return None


def _condition_dropped(here: Annotated, direct: Quotation, there: Annotated, other: Quotation) -> bool:
    """Whether a sentence of the quotation hangs on a condition that the other drops from what follows from it."""
    if other.mode is Mode.DIRECT or _conditional(there, other):
        return False
    said = {
        w.lemma for w in words_of(there, other, marked=False) if w.pos in ("NOUN", "VERB", "ADJ", "ADV", "NUM", "PROPN")
    }
    for condition, consequence in _conditions(here, direct):
        heavy = {t.lemma.casefold() for t in consequence if t.pos in ("NOUN", "VERB", "ADJ", "NUM", "ADV")}
        if heavy and len(heavy & said) >= max(1, _LEAST_SHARED * len(heavy)) and condition:
            return True
    return False


def _conditional(article: Annotated, quotation: Quotation) -> bool:
    """Whether the sentence around a quotation names a condition."""
    sentences = {t.sentence for t in _tokens(article, quotation)}
    return any(
        t.lemma.casefold() in weighty("conditional")
        for s in sorted(sentences)
        for t in article.parse.inside(article.parse.sentences[s])
    )


def _tokens(article: Annotated, quotation: Quotation) -> list[Token]:
    return [t for t in article.parse.tokens if any(s <= t.start < e for s, e in quotation.pieces)]


def _conditions(article: Annotated, quotation: Quotation) -> Iterator[tuple[list[Token], list[Token]]]:
    """The conditional sentences of a quotation, each cut into the condition and what follows from it."""
    tokens = _tokens(article, quotation)
    inside = {t.i for t in tokens}
    for token in tokens:
        if token.dep != "advcl" or not _opens_condition(article, token, inside):
            continue
        condition = [article.parse.tokens[i] for i in article.parse.subtree(token.i) if i in inside]
        gone = {t.i for t in condition}
        yield condition, [t for t in tokens if t.sentence == token.sentence and t.i not in gone]


def _opens_condition(article: Annotated, verb: Token, inside: set[int]) -> bool:
    """Whether a clause begins with "if" or "unless", or with an inverted "should", "were" or "had"."""
    clause = [article.parse.tokens[i] for i in article.parse.subtree(verb.i) if i in inside]
    first = next((t for t in clause if t.pos not in ("PUNCT", "SPACE", "ADV")), None)
    if first is None:
        return False
    if first.lemma.casefold() in ("if", "unless", "provided", "providing"):
        return True
    return (
        first.text.casefold() in ("should", "were", "had") and first.head == verb.i and first.dep in ("aux", "auxpass")
    )


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
        if {w.form for w in d.a} & weighty("first-person")
        and ({w.form for w in d.b} & weighty("third-person") or any(w.pos == "PROPN" for w in d.b))
    ]
    return bool(turned) and comparison.weight >= Weight.NONE


def _readings(collation: Collation, sides: dict[Ref, int]) -> tuple[Reading, ...]:
    found = []
    for ref in sorted(sides):
        article, quotation = collation.articles[ref.article], collation.quotation(ref)
        start, end = quotation_span(article, quotation)
        value = " ".join(article.article.text[quotation.start : quotation.end].split())
        found.append(Reading(value, ref.article, start, end, sides[ref]))
    return tuple(sorted(found, key=lambda r: (r.article, r.start, r.end)))
