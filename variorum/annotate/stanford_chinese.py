"""From the Chinese Stanford Dependencies, which spaCy's Chinese pipelines have, to Universal Dependencies.

The scheme (Chang et al. 2009) is in the shape that it got before Universal Dependencies' second version: words of
content head the others, and most relations differ by name alone. Whoever acts in a passive stands there as a second
subject, between "被" and the verb, and becomes the agent that "被" leads to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.annotate.universal import Word

NEEDED = frozenset({"nsubj", "dobj", "nmod:prep", "auxpass"})
"""Relations that a parser of this scheme knows."""

_NAMES = {
    "dobj": "obj",
    "nsubjpass": "nsubj:pass",
    "nsubj:xsubj": "nsubj",
    "auxpass": "aux:pass",
    "nmod:tmod": "obl",
    "nmod:range": "obl",
    "nmod:topic": "dislocated",
    "nmod:assmod": "nmod",
    "advmod:loc": "advmod",
    "parataxis:prnmod": "parataxis",
    "name": "flat",
    "etc": "dep",
    "erased": "dep",
}
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def universal(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words, as many and in the same order, with relations of Universal Dependencies. The root is its own head."""
    named = [word._replace(dep=_name(word, words)) for word in words]
    for i, word in enumerate(named):
        if word.dep == "aux:pass" and word.head != i:
            _give_an_agent(named, i)
    return tuple(named)


def _name(word: Word, words: Sequence[Word]) -> str:
    dep = word.dep.casefold()
    if dep == "nmod:prep":
        return "nmod" if words[word.head].pos in _NOUNS else "obl"
    return _NAMES.get(dep, dep)


def _give_an_agent(words: list[Word], passive: int) -> None:
    """ "主任 被 警方 逮捕": "警方" becomes the agent, and "被" what leads to it, where the verb has two subjects."""
    verb = words[passive].head
    below = [i for i, word in enumerate(words) if word.head == verb != i]
    between = [i for i in below if words[i].dep == "nsubj" and passive < i < verb]
    if len(between) == 1 and any(words[i].dep == "nsubj:pass" for i in below):
        (agent,) = between
        words[agent] = words[agent]._replace(dep="obl:agent")
        words[passive] = words[passive]._replace(dep="case", head=agent)
