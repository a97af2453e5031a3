"""Polarity and certainty of a clause, from its negations, modals, governing verbs and adverbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.annotate.vocabulary import words
from variorum.model import Certainty, Polarity

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    "must": Certainty.CERTAIN,
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


def polarity_of(parse: Parse, clause: Clause) -> Polarity:
    """Negated if an odd number of negations reaches the stating verb."""
    count = 0
    for index in (*clause.chain, clause.verb):
        count += sum(1 for c in parse.children[index] if _negates(parse, c))
        if index != clause.verb:
            count += parse.tokens[index].lemma in _NEGATING
    return Polarity.NEGATED if count % 2 else Polarity.AFFIRMED


def _negates(parse: Parse, child: int) -> bool:
    token = parse.tokens[child]
    if token.text.casefold() in _NEGATIONS:
        return token.dep in {"neg", "advmod", "nsubj", "nsubjpass", "dobj", "det", "preconj", "attr"}
    if token.dep in {"nsubj", "nsubjpass", "dobj", "attr"}:
        return any(parse.tokens[c].text.casefold() in {"no", "neither"} for c in parse.children[child])
    return False


def certainty_of(parse: Parse, clause: Clause) -> Certainty:
    """The weakest level that a modal, a governing verb, an adverb or an "if" gives."""
    return max(_levels(parse, clause), key=_ORDER.index, default=Certainty.CERTAIN)


def _levels(parse: Parse, clause: Clause) -> Iterable[Certainty]:
    for index in (*clause.chain, clause.verb):
        lemma = parse.tokens[index].lemma
        if index != clause.verb and lemma in _PLANNING:
            yield Certainty.PLANNED
        if index != clause.verb and lemma in _DOUBTING:
            yield Certainty.PROBABLE
        for child in parse.children[index]:
            token = parse.tokens[child]
            word = token.text.casefold()
            if token.dep in {"aux", "auxpass"} and word in _MODALS:
                yield _MODALS[word]
            elif token.dep == "advmod" and word in _ADVERBS:
                yield _ADVERBS[word]
            elif token.dep == "mark" and word in {"if", "unless", "whether"}:
                yield Certainty.CONDITIONAL
