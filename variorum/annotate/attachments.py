"""Attachments that a small parser often gets wrong in plain statements, set right before anything is read off them.

- "was spotted on the night of 2 May by Ella Vane": who did it hangs on the passive, not on the month.
- "gave the guest a knife": the guest is given to, the knife is no other name of the guest.
- "accused the owner, the Norra company, of ...": two objects between commas are one thing named twice.
- "Aldous criticised minister Karl Oduya" read as one long name: a sentence that begins with somebody known from
  elsewhere in the article and has no other verb states what they did.
- "Norway's expanding fish trade": what a name's owner has is described, and nobody is said to expand it.
- "fell, with cases soaring above a thousand": what soars stands behind "with" and is not what fell.
- "Berg tells Roth Pell-Karr ties are good": who is told, known from elsewhere, is no part of what is told.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from variorum.annotate.vocabulary import words
from variorum.model import BlockKind, Parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from variorum.model import Sentence, Token

DOUBLE_OBJECT = words(
    "give hand offer send show sell lend pay award grant present bring deny promise tell teach owe cost win buy leave "
    "allow pass read sing throw write wish serve"
)
"""Verbs with two objects: to whom, and what."""

_TO_SOMEBODY = words("tell assure inform remind persuade convince")
"""Verbs of speech that cannot be without whom it is said to."""

_MENDED = frozenset({"agent", "prep", "appos", "dobj"})
_VERBAL = frozenset({"VERB", "AUX"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOUNS = frozenset({"NOUN", "PROPN"})
# What a noun is where a clause was.
_OF_NOUNS = {"ccomp": "dobj", "xcomp": "dobj", "pcomp": "pobj", "csubj": "nsubj", "acl": "dep", "advcl": "dep"}


def attached(parse: Parse) -> Parse:
    """The same tokens with such attachments mended."""
    if not parse.has_syntax:
        return parse
    mended: dict[int, Token] = {}
    persons = {(t.text, t.sentence) for t in parse.tokens if t.entity == "PERSON" and t.pos == "PROPN"}
    named = {name for name, _ in persons}
    for sentence in parse.sentences:
        verb = _overlooked_verb(parse, sentence, named)
        if verb is not None:
            mended.update((moved.i, moved) for moved in _as_main(parse, sentence, verb))
            continue
        for token in parse.inside(sentence):
            if token.dep in _MENDED:
                mended.update((moved.i, moved) for moved in _moved(parse, token))
            if token.tag == "VBG" and token.pos == "VERB" and token.dep != "amod":
                mended.update((moved.i, moved) for moved in _described(parse, token))
                mended.update((moved.i, moved) for moved in _accompanying(parse, token))
            if token.lemma in _TO_SOMEBODY:
                mended.update((moved.i, moved) for moved in _told(parse, token, persons))
    if not mended:
        return parse
    return Parse(tuple(mended.get(t.i, t) for t in parse.tokens), parse.sentences, has_syntax=True)


def _moved(parse: Parse, token: Token) -> Iterator[Token]:
    if token.dep in {"agent", "prep"} and token.text.casefold() == "by":
        passive = _passive_above(parse, token)
        if passive is not None:
            yield token._replace(head=passive.i, dep="agent")
    elif token.dep == "appos" and token.pos in _NOUNS:
        yield from _given(parse, token)
    elif token.dep == "dobj" and token.pos in _NOUNS:
        yield from _second_object(parse, token)


def _described(parse: Parse, participle: Token) -> Iterator[Token]:
    """What somebody has, where the parser takes the participle before it for what they do.

    "The firm's opening a shop" is a deed: there the object has a word of its own before it.
    """
    owner = parse.tokens[participle.i - 2] if participle.i > 1 else participle
    children = [parse.tokens[c] for c in parse.children[participle.i]]
    thing = next((c for c in children if c.dep == "dobj" and c.pos in _NOUNS and c.i > participle.i), None)
    if parse.tokens[participle.i - 1].tag != "POS" or participle.head == participle.i or thing is None:
        return
    between = parse.tokens[participle.i + 1 : thing.i]
    if not all(t.dep in {"amod", "compound", "nmod", "advmod"} and t.head <= thing.i for t in between):
        return
    yield thing._replace(head=participle.head, dep=_OF_NOUNS.get(participle.dep, participle.dep))
    yield participle._replace(head=thing.i, dep="amod")
    if owner.head == participle.i:
        yield owner._replace(head=thing.i, dep="poss")
    yield from (c._replace(head=thing.i) for c in children if c.i > thing.i)


def _accompanying(parse: Parse, participle: Token) -> Iterator[Token]:
    """What goes on beside: "with" a noun that ends right before the participle, which hangs on another verb."""
    if participle.dep != "advcl" or participle.head > participle.i:
        return
    here = parse.tokens[participle.i - 1]
    while here.head < here.i and here.dep != "pobj":
        here = parse.tokens[here.head]
    while here.dep == "pobj" and parse.tokens[here.head].lemma != "with":
        above = parse.tokens[parse.tokens[here.head].head]
        if above.i >= here.i or above.pos not in _NOUNS:
            return
        here = above
    if here.dep == "pobj" and here.pos in _NOUNS and max(parse.subtree(here.i)) == participle.i - 1:
        yield participle._replace(head=here.head, dep="pcomp")
        yield here._replace(head=participle.i, dep="nsubj")


def _told(parse: Parse, verb: Token, persons: set[tuple[str, int]]) -> Iterator[Token]:
    """The names of whom somebody tells something, where the parser has them begin the name of what it is about.

    `verb` is one of those in `_TO_SOMEBODY`.
    """
    children = [parse.tokens[c] for c in parse.children[verb.i]]
    clause = next((c for c in children if c.dep == "ccomp"), None)
    if verb.pos != "VERB" or clause is None:
        return
    if {c.dep for c in children} & {"dobj", "dative", "nsubjpass"} or min(parse.subtree(clause.i)) != verb.i + 1:
        return
    known = {name for name, sentence in persons if sentence != verb.sentence}
    hearer = list(takewhile(lambda t: t.dep == "compound" and t.text in known, parse.tokens[verb.i + 1 :]))
    if not hearer or parse.tokens[hearer[-1].i + 1].pos not in _NOUNS:
        return
    yield from (each._replace(head=hearer[-1].i) for each in hearer[:-1])
    yield hearer[-1]._replace(head=verb.i, dep="dobj")


def _passive_above(parse: Parse, by: Token) -> Token | None:
    """The passive that "by" belongs to where the parser hangs it on a noun in between, a time or a place."""
    here = parse.tokens[by.head]
    if here.pos in _VERBAL or (by.dep == "prep" and here.entity not in {"DATE", "TIME"}):
        return None
    for _ in range(8):
        above = parse.tokens[here.head]
        if above.i == here.i:
            return None
        if above.pos == "VERB":
            passive = above.tag == "VBN" and any(
                parse.tokens[c].dep in {"auxpass", "nsubjpass"} for c in parse.children[above.i]
            )
            participle = above.tag == "VBN" and above.dep == "acl"
            return above if (passive or participle) and not _has(parse, above, "agent") else None
        here = above
    return None


def _has(parse: Parse, token: Token, dep: str) -> bool:
    return any(parse.tokens[c].dep == dep for c in parse.children[token.i])


def _given(parse: Parse, thing: Token) -> Iterator[Token]:
    """ "Gave the guest a knife": an object with what looks like another name of it, and no mark between them."""
    guest = parse.tokens[thing.head]
    verb = parse.tokens[guest.head]
    if guest.dep not in {"dobj", "dative"} or verb.lemma not in DOUBLE_OBJECT or thing.i < guest.i:
        return
    if _has(parse, verb, "dobj" if guest.dep == "dative" else "dative"):
        return
    first = min(parse.subtree(thing.i))
    if first != guest.i + 1 or not _begins_phrase(parse.tokens[first]):
        return
    yield guest._replace(dep="dative")
    yield thing._replace(head=verb.i, dep="dobj")


def _begins_phrase(token: Token) -> bool:
    return token.pos in {"DET", "NUM"} or token.tag in {"PRP$", "POS"}


def _second_object(parse: Parse, second: Token) -> Iterator[Token]:
    """Of two objects of one verb the second is what is given, or the first named again between commas."""
    verb = parse.tokens[second.head]
    objects = [c for c in parse.children[verb.i] if parse.tokens[c].dep == "dobj"]
    if len(objects) != 2 or objects[1] != second.i:
        return
    first = parse.tokens[objects[0]]
    begin = min(parse.subtree(second.i))
    between = parse.tokens[first.i + 1 : begin]
    if not between and verb.lemma in DOUBLE_OBJECT and _begins_phrase(parse.tokens[begin]):
        yield first._replace(dep="dative")
    elif len(between) == 1 and between[0].text == "," and first.pos in _NOUNS and _closes(parse, second):
        yield second._replace(head=first.i, dep="appos")
        yield from _after(parse, second, verb)


def _closes(parse: Parse, apposed: Token) -> bool:
    """Whether a comma or the end closes an apposition; a list goes on ("the cat, the album and the umbrella")."""
    if any(parse.tokens[c].dep in {"cc", "conj", "appos"} for c in parse.children[apposed.i]):
        return False
    following = parse.tokens[apposed.i + 1] if apposed.i + 1 < len(parse.tokens) else None
    return following is None or following.text in {",", ".", ";"}


def _after(parse: Parse, apposed: Token, verb: Token) -> Iterator[Token]:
    """What stands behind the closing comma belongs to the verb ("the owner, the Norra company, of negligence")."""
    closed = False
    for child in (parse.tokens[c] for c in parse.children[apposed.i] if c > apposed.i):
        if child.text == ",":
            closed = True
        elif closed and child.dep == "prep":
            yield child._replace(head=verb.i)


def _overlooked_verb(parse: Parse, sentence: Sentence, named: set[str]) -> int | None:
    """The past form after a known person's name that begins a sentence without any verb."""
    tokens = parse.inside(sentence)
    if sentence.block is BlockKind.HEADLINE or len(tokens) < 4 or tokens[0].text not in named:
        return None
    if any(t.tag in _FINITE or t.dep == "relcl" for t in tokens):
        return None
    second = next((t for t in tokens if t.text not in named), tokens[0])
    after = parse.tokens[second.i + 1] if second.i + 1 < sentence.last else None
    if second.tag != "VBN" or second.dep not in {"amod", "acl", "ROOT"} or after is None or after.text == "by":
        return None
    return second.i if _root(tokens).pos in _NOUNS else None


def _root(tokens: Sequence[Token]) -> Token:
    return next((t for t in tokens if t.head == t.i), tokens[0])


def _as_main(parse: Parse, sentence: Sentence, verb: int) -> Iterator[Token]:
    """The sentence with the verb as its root: the name before it does it, the noun that was the root has it done."""
    root = _root(parse.inside(sentence))
    for token in parse.inside(sentence):
        if token.i == verb:
            yield token._replace(head=verb, dep="ROOT", pos="VERB", tag="VBD")
        elif token.i == verb - 1:
            yield token._replace(head=verb, dep="nsubj", pos="PROPN", tag="NNP", entity="PERSON")
        elif token.i < verb:
            yield token._replace(head=verb - 1, dep="compound", pos="PROPN", tag="NNP", entity="PERSON")
        elif token.i == root.i:
            yield token._replace(head=verb, dep="dobj")
        elif token.head == root.i and token.i > root.i and token.dep in {"prep", "punct", "npadvmod", "advmod"}:
            yield token._replace(head=verb)
        elif token.head < verb or token.head == verb:
            yield token._replace(head=root.i if token.i < root.i else verb)
