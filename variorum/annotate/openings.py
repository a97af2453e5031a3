"""Plurals at the head of a sentence that the parser takes for names because of their capital ("Trams ran all day")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.lexicon.words import known
from variorum.model import Parse
from variorum.values.place import naming

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from variorum.model import Token


def common_openings(parse: Parse) -> Parse:
    """The same tokens, such plurals read as nouns; a word with a capital inside a sentence, too, stays a name."""
    first = {s.first for s in parse.sentences}
    inside = {t.text for t in parse.tokens if t.i not in first and t.text[:1].isupper()}
    changed = dict(_plurals(parse, inside))
    if not changed:
        return parse
    return Parse(tuple(changed.get(t.i, t) for t in parse.tokens), parse.sentences, parse.has_syntax)


def _plurals(parse: Parse, inside: Collection[str]) -> Iterator[tuple[int, Token]]:
    for sentence in parse.sentences:
        if sentence.last - sentence.first < 2:
            continue
        token, after = parse.tokens[sentence.first], parse.tokens[sentence.first + 1]
        if token.pos != "PROPN" or after.pos == "PROPN" or token.text in inside or naming(token.text):
            continue
        lemma = _singular(token.text.lower())
        if lemma:
            yield token.i, token._replace(pos="NOUN", tag="NNS", lemma=lemma, entity="")


def _singular(word: str) -> str:
    """The noun a word is the plural of; empty if it is none."""
    if len(word) < 5 or not word.isalpha() or not word.endswith("s") or word.endswith("ss") or known(word):
        return ""
    shorter = (word[:-3] + "y",) if word.endswith("ies") else (word[:-1], word[:-2])
    return next((s for s in shorter if known(s, "n")), "")
