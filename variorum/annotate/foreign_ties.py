"""Reported speech of other languages by the parse: "La maire a déclaré que ...", "..., a affirmé la maire".

Asked for: a word of the language's list that introduces speech, not denied, a noun or a name as its subject, and a
clause that hangs on it as its complement or stands before it. Anything in quotation marks is left to their readers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.annotate.cues import reporting_words
from variorum.annotate.foreign_indirect import Reported
from variorum.annotate.negation import polarity_by_heads
from variorum.model import Polarity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.annotate.quote_marks import Marked
    from variorum.model import Parse, Token

_SUBJECTS = frozenset({"nsubj"})
_SAID = frozenset({"ccomp", "parataxis"})
_OUTSIDE = frozenset({"relcl", "appos", "acl", "parataxis", "advcl"})
_VERBAL = frozenset({"VERB", "AUX"})


def reported_by_heads(parse: Parse, language: str, outer: Sequence[Marked]) -> Iterator[Reported]:
    """What is said without marks by somebody who is named or described, in the order of the words for saying it."""
    if parse.has_syntax or not parse.has_heads:
        return
    listed = reporting_words(language.partition("-")[0].casefold())
    for token in parse.tokens:
        if token.pos in _VERBAL and token.text.casefold() in listed and not _in_marks(parse, token, outer):
            found = _reported(parse, token, language)
            if found is not None:
                yield found


def _in_marks(parse: Parse, cue: Token, outer: Sequence[Marked]) -> bool:
    sentence = parse.sentences[cue.sentence]
    return any(mark.outer_start < sentence.end and sentence.start < mark.outer_end for mark in outer)


def _reported(parse: Parse, cue: Token, language: str) -> Reported | None:
    if polarity_by_heads(parse, cue.i, language) is Polarity.NEGATED:
        return None
    children = [parse.tokens[c] for c in parse.children[cue.i]]
    subject = next((c for c in children if c.dep in _SUBJECTS and c.pos in ("NOUN", "PROPN")), None)
    said = [c for c in children if c.dep in _SAID and c.pos in (*_VERBAL, "ADJ", "NOUN")]
    if subject is not None and len(said) == 1:
        content = parse.subtree(said[0].i)
    elif subject is not None and not said:
        content = _before(parse, cue, subject)
    else:
        return None
    source = _phrase(parse, subject.i)
    if set(source) & set(content) or cue.i in content:
        return None
    pieces = _pieces(parse, content)
    return Reported(pieces, cue.i, source) if pieces else None


def _before(parse: Parse, cue: Token, subject: Token) -> tuple[int, ...]:
    """The clause that the cue is tagged on to: "Le feu est éteint, a affirmé la maire"."""
    above = parse.tokens[cue.head]
    if cue.dep not in ("parataxis", "conj", "ccomp") or above.i >= cue.i or subject.i < cue.i or above.i == cue.i:
        return ()
    finite = any(parse.tokens[c].dep in ("aux", "auxpass", "nsubj", "nsubjpass") for c in parse.children[above.i])
    if not (above.pos in _VERBAL and finite) or any(parse.tokens[c].dep == "cc" for c in parse.children[cue.i]):
        return ()
    tagged = set(parse.subtree(cue.i))
    return tuple(i for i in parse.subtree(above.i) if i not in tagged and i < cue.i)


def _phrase(parse: Parse, head: int) -> tuple[int, ...]:
    """A noun with what stands before it and the name after it, its head last as names are looked up by it."""
    left = [i for i in parse.subtree(head) if i <= head]
    right = [i for c in parse.children[head] if c > head and _names(parse.tokens[c]) for i in parse.subtree(c)]
    return tuple(sorted({*left, *right}))


def _names(token: Token) -> bool:
    return token.dep == "compound" or (token.dep == "appos" and token.pos == "PROPN") or token.dep == "nmod"


def _pieces(parse: Parse, content: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """The characters of what is said, without the word that leads to it and the marks around it."""
    own = list(content)
    while own and (parse.tokens[own[0]].dep == "mark" or parse.tokens[own[0]].pos in ("PUNCT", "SCONJ")):
        own.pop(0)
    while own and parse.tokens[own[-1]].pos == "PUNCT":
        own.pop()
    if len(own) < 2:
        return ()
    runs = [[own[0], own[0]]]
    for i in own[1:]:
        if i == runs[-1][1] + 1:
            runs[-1][1] = i
        else:
            runs.append([i, i])
    return tuple((parse.tokens[a].start, parse.tokens[b].end) for a, b in runs)
