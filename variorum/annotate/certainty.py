"""Polarity and certainty of a clause, from its negations, modals, governing verbs and adverbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.annotate.vocabulary import words
from variorum.model import Certainty, ClauseKind, Polarity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from variorum.annotate.clauses import Clause
    from variorum.model import Parse

_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "scarcely", "barely", "nobody",
                        "none", "nothing", "nowhere"})  # fmt: skip
_NEGATING = words("fail decline refuse neglect cease stop avoid forget unable unwilling unlikely deny prevent")
_PLANNING = words(
    "plan intend aim hope want wish expect schedule set due slate pledge promise vow agree offer threaten prepare "
    "propose decide seek resolve poised ready commit opt choose volunteer arrange"
)
_DOUBTING = words("seem appear believe think suppose allege rumour rumor report say claim tend likely understand "
                      "estimate project forecast predict")  # fmt: skip
_MODALS = {
    "may": Certainty.POSSIBLE,
    "might": Certainty.POSSIBLE,
    "could": Certainty.POSSIBLE,
    "can": Certainty.CERTAIN,
    "would": Certainty.CONDITIONAL,
    "should": Certainty.PLANNED,
    "must": Certainty.PLANNED,
    "will": Certainty.PLANNED,
    "'ll": Certainty.PLANNED,
    "’ll": Certainty.PLANNED,
    "wo": Certainty.PLANNED,
    "shall": Certainty.PLANNED,
    "ought": Certainty.PLANNED,
}
_ADVERBS = {
    "reportedly": Certainty.PROBABLE,
    "allegedly": Certainty.PROBABLE,
    "apparently": Certainty.PROBABLE,
    "probably": Certainty.PROBABLE,
    "likely": Certainty.PROBABLE,
    "presumably": Certainty.PROBABLE,
    "seemingly": Certainty.PROBABLE,
    "supposedly": Certainty.PROBABLE,
    "possibly": Certainty.POSSIBLE,
    "perhaps": Certainty.POSSIBLE,
    "maybe": Certainty.POSSIBLE,
}
_ORDER = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.PLANNED, Certainty.POSSIBLE, Certainty.CONDITIONAL)


def polarity_of(parse: Parse, clause: Clause, clauses: Mapping[int, Clause]) -> Polarity:
    """Negated if an odd number of negations reaches the stating verb; "or" carries one on ("did not eat or drink")."""
    count = 0
    for index in (*clause.chain, clause.verb):
        count += sum(1 for c in parse.children[index] if _negates(parse, c))
        if index != clause.verb:
            count += parse.tokens[index].lemma in _NEGATING or _yet_to(parse, index)
    above = _shared(parse, clause, clauses)
    if above is not None and _joined_by_or(parse, parse.tokens[clause.head].head):
        count += sum(1 for c in parse.children[above.verb] if parse.tokens[c].dep == "neg")
    return Polarity.NEGATED if count % 2 else Polarity.AFFIRMED


def _yet_to(parse: Parse, verb: int) -> bool:
    """ "Has yet to decide", "is yet to decide": it has not decided."""
    own = parse.tokens[verb].lemma in {"have", "be"}
    return own and any(parse.tokens[c].text.casefold() == "yet" for c in parse.children[verb])


def _negates(parse: Parse, child: int) -> bool:
    token = parse.tokens[child]
    if token.text.casefold() in _NEGATIONS:
        after = parse.tokens[child + 1].text.casefold() if child + 1 < len(parse.tokens) else ""
        if after in {"only", "just", "merely", "least"}:
            return False
        return token.dep in {"neg", "advmod", "nsubj", "nsubjpass", "dobj", "det", "preconj", "attr"}
    if token.dep in {"nsubj", "nsubjpass", "dobj", "attr"} or token.text.casefold() in {"longer", "more"}:
        return any(parse.tokens[c].text.casefold() in {"no", "neither"} for c in parse.children[child])
    return False


def _shared(parse: Parse, clause: Clause, clauses: Mapping[int, Clause]) -> Clause | None:
    """The clause whose auxiliaries and governing verbs a conjoined verb without its own shares."""
    if clause.kind is not ClauseKind.CONJOINED:
        return None
    own = {"aux", "auxpass", "nsubj", "nsubjpass"}
    if any(parse.tokens[c].dep in own and parse.tokens[c].tag != "TO" for c in parse.children[clause.head]):
        return None
    return clauses.get(clause.parent)


def _joined_by_or(parse: Parse, verb: int) -> bool:
    return any(parse.tokens[c].dep == "cc" and parse.tokens[c].text in {"or", "nor"} for c in parse.children[verb])


def certainty_of(parse: Parse, clause: Clause, clauses: Mapping[int, Clause], *, reported: bool) -> Certainty:
    """The weakest level that a modal, a governing verb, an adverb or an "if" gives.

    In reported words "would" is the past of "will".
    """
    levels = list(_levels(parse, clause))
    above = _shared(parse, clause, clauses)
    if above is not None and _same_form(parse, clause, above):
        levels += [level for level in _levels(parse, above) if level is not Certainty.CONDITIONAL]
    if reported and Certainty.CONDITIONAL in levels and not _has_condition(parse, clause):
        levels = [Certainty.PLANNED if level is Certainty.CONDITIONAL else level for level in levels]
    return max(levels, key=_ORDER.index, default=Certainty.CERTAIN)


def _same_form(parse: Parse, clause: Clause, above: Clause) -> bool:
    """Base forms share a modal or a governing verb ("will meet and discuss"); a finite verb stands alone."""
    return parse.tokens[clause.head].tag == "VB" and parse.tokens[above.verb].tag == "VB"


def _has_condition(parse: Parse, clause: Clause) -> bool:
    around = (*parse.children[clause.head], *parse.children[clause.verb])
    below = (c for index in around if parse.tokens[index].dep == "advcl" for c in parse.children[index])
    return any(parse.tokens[c].text.casefold() in {"if", "unless"} for c in (*around, *below))


def _levels(parse: Parse, clause: Clause) -> Iterator[Certainty]:
    if clause.kind is ClauseKind.ADVERBIAL and any(parse.tokens[c].tag == "TO" for c in parse.children[clause.head]):
        yield Certainty.PLANNED
    for index in (*clause.chain, clause.verb):
        lemma = parse.tokens[index].lemma
        if index != clause.verb:
            yield from _governed(parse, index, lemma)
        for child in parse.children[index]:
            token = parse.tokens[child]
            word = token.text.casefold()
            if token.dep in {"aux", "auxpass"} and word in _MODALS:
                yield _MODALS[word]
            elif token.dep == "advmod" and word in _ADVERBS:
                yield _ADVERBS[word]
            elif token.dep == "mark" and word in {"if", "unless", "whether"}:
                yield Certainty.CONDITIONAL


def _governed(parse: Parse, index: int, lemma: str) -> Iterator[Certainty]:
    if lemma in _PLANNING:
        yield Certainty.PLANNED
    elif lemma in _DOUBTING:
        yield Certainty.PROBABLE
    elif lemma == "be" and any(
        parse.tokens[c].dep == "xcomp" and any(parse.tokens[g].tag == "TO" for g in parse.children[c])
        for c in parse.children[index]
    ):
        yield Certainty.PLANNED
