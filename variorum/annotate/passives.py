"""Passives in trees whose scheme has no relation for them: those of the AnCora treebanks (Spanish, Catalan).

There "fue acusado por el sindicalista" has an `aux` like any other, and who acts hangs on the verb as its `obj` with
"por" as `case` (Taulé et al. 2008 have it as "cag", which was lost on the way to Universal Dependencies). The passive
is told by the form of "ser" before a participle.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.annotate.vocabulary import words as listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.annotate.universal import Word

NAMES = frozenset({"aux:pass", "nsubj:pass"})
"""The relations that tell passives in the schemes that do."""

_BEING = listed(
    "ser es son era eran fue fueron será serán sea sean fuera fueran fuese fuesen sería serían sido siendo "
    "és són fou foren serà seran sigui siguin fos fossin seria serien sigut estat essent sent"
)
_BY = listed("por per")


def universal(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words, as many and in the same order, with the passive's auxiliary and the one who acts told by relation."""
    named = list(words)
    for verb, word in enumerate(words):
        if "VerbForm=Part" not in word.features:
            continue
        below = [i for i, child in enumerate(words) if child.head == verb != i]
        helping = [i for i in below if words[i].dep == "aux" and i < verb]
        if helping and words[helping[-1]].text.casefold() in _BEING:
            named[helping[-1]] = words[helping[-1]]._replace(dep="aux:pass")
        for i in below:
            if words[i].dep == "obj" and i > verb and _is_led_by(words, i):
                named[i] = words[i]._replace(dep="obl:agent")
    return tuple(named)


def _is_led_by(words: Sequence[Word], noun: int) -> bool:
    return any(w.head == noun and w.dep == "case" and w.text.casefold() in _BY for w in words)
