"""The words of a quotation in a form in which two wordings can be compared: one spelling, no contractions, no marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from variorum.annotate.quote_marks import marked_parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from variorum.model import Annotated, Quotation, TimeExpression, Token

_LONGEST = 300
# No time expression has so many characters.
_TIME_AT_MOST = 300
_FUNCTION = frozenset({"DET", "ADP", "AUX", "CCONJ", "SCONJ", "PART", "PRON", "PUNCT", "SPACE", "INTJ", "X", "SYM"})
# Content words by their part of speech that say next to nothing.
_THIN = frozenset(
    {"one", "just", "only", "simply", "so", "also", "very", "well", "really", "now", "then", "there", "here"}
)
_SPELLING = (
    (re.compile(r"isation(s?)$"), r"ization\1"),
    (re.compile(r"is(e|ed|es|ing)$"), r"iz\1"),
    (re.compile(r"ys(e|ed|es|ing)$"), r"yz\1"),
    (re.compile(r"(?<=[a-z]{2})our(s|ed|ing|able|ful)?$"), r"or\1"),
    (re.compile(r"(?<=[bct])re(s?)$"), r"er\1"),
    (re.compile(r"ll(ed|ing|er|ers)$"), r"l\1"),
    (re.compile(r"ogue(s?)$"), r"og\1"),
)
# The plain form and the lemma of what is written together with a word before or after it.
_CONTRACTED = {
    "n't": ("not", "not"),
    "not": ("not", "not"),
    "cannot": ("can", "can"),
    "ca": ("can", "can"),
    "wo": ("will", "will"),
    "will": ("will", "will"),
    "can": ("can", "can"),
    "'re": ("are", "be"),
    "'m": ("am", "be"),
    "'ve": ("have", "have"),
    "'ll": ("will", "will"),
    "'d": ("would", "would"),
    "'s": ("'s", "'s"),
}
# "Even if" and "even when" grant something; they make no condition.
_CONCEDING = frozenset({"if", "when", "though"})
# So many words are said twice in one breath; more are a refrain.
_STAMMERED = 6
_APOSTROPHES = str.maketrans("’‘ʼ`", "''''")


class Word(NamedTuple):
    """A word of a wording: its comparable form, lemma, part of speech and place.

    `timed` tells whether it belongs to a time expression, `part` which marked stretch of the quotation it stands in,
    `sentence` which sentence of the article, `inserted` whether it stands in brackets: the editor's word.
    """

    form: str
    lemma: str
    pos: str
    start: int
    end: int
    timed: bool = False
    part: int = 0
    sentence: int = 0
    inserted: bool = False

    @property
    def content(self) -> bool:
        """Whether it says something by itself."""
        return self.pos not in _FUNCTION and self.lemma not in _THIN


WEIGHTY = ("negation", "modal", "condition", "quantity", "time")
"""The classes of words that alter a meaning, the heaviest first."""


@cache
def weighty(kind: str) -> frozenset[str]:
    """The words of a class of weighty.tsv. Raises KeyError for an unknown class."""
    lines = files("variorum.lexicon").joinpath("weighty.tsv").read_text("utf-8").splitlines()
    table = dict(line.split("\t") for line in lines if line and not line.startswith("#"))
    return frozenset(table[kind].split())


def words_of(article: Annotated, quotation: Quotation, *, marked: bool = True) -> tuple[Word, ...]:
    """The words of a quotation in order (the first 300); of those between its marks only, where `marked`."""
    spans = marked_parts(article.article.text, quotation) if marked else quotation.pieces
    tokens = article.parse.tokens
    times = _times_about(article, spans)
    found: list[Word] = []
    for part, (start, end) in enumerate(spans):
        first = bisect_left(tokens, start, key=lambda t: t.start)
        last = bisect_left(tokens, end, key=lambda t: t.start)
        inside = 0
        for token in tokens[first:last]:
            inside = max(0, inside + token.text.count("(") + token.text.count("["))
            timed = token.lemma.casefold() in weighty("time-noun") or any(t.start <= token.start < t.end for t in times)
            if (word := _word(token)) is not None:
                conceding = found and found[-1].lemma == "even" and word.lemma in _CONCEDING
                word = word._replace(lemma="though") if conceding else word
                found.append(word._replace(part=part, timed=timed, inserted=inside > 0))
            inside = max(0, inside - token.text.count(")") - token.text.count("]"))
    return tuple(_said_once(found)[:_LONGEST])


def _said_once(words: Sequence[Word]) -> list[Word]:
    """The words without what is said again at once, as in "we will not, we will not stand by"; a word alone may be."""
    found: list[Word] = []
    for word in words:
        found.append(word)
        for length in range(2, min(_STAMMERED, len(found) // 2) + 1):
            again = [w.form for w in found[-length:]]
            if again == [w.form for w in found[-2 * length : -length]]:
                del found[-length:]
                break
    return found


def _times_about(article: Annotated, spans: Sequence[tuple[int, int]]) -> list[TimeExpression]:
    """The time expressions that touch one of the spans."""
    if not spans:
        return []
    first = bisect_left(article.times, min(s for s, _ in spans) - _TIME_AT_MOST, key=lambda t: t.start)
    last = bisect_left(article.times, max(e for _, e in spans), key=lambda t: t.start)
    return [t for t in article.times[first:last] if any(s < t.end and t.start < e for s, e in spans)]


def _word(token: Token) -> Word | None:
    form = token.text.casefold().translate(_APOSTROPHES).strip(".-–—")
    if not any(c.isalnum() for c in form):
        return None
    form, lemma = _CONTRACTED.get(form, (form, token.lemma.casefold().strip(".") or form))
    return Word(one_spelling(form), one_spelling(lemma), token.pos, token.start, token.end, sentence=token.sentence)


@lru_cache(maxsize=65536)
def one_spelling(word: str) -> str:
    """A word in lower case with one spelling for the British and American ones."""
    if len(word) > 4:
        for pattern, plain in _SPELLING:
            word, changed = pattern.subn(plain, word)
            if changed:
                break
    return word
