"""spaCy's attribute ruler, asked once for each kind of token.

The ruler turns tags into universal parts of speech, features and some lemmas. It matches 180 patterns against every
document, a sixth of the time of the whole pipeline; but nearly all of them look at one token, and at no more of it than
its tag, its lower-case form and its dependency. So what it says of each kind of token is kept, and only a document in
which a pattern of another sort is found goes to the ruler itself. The results are the same.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, MorphAnalysis, Token

NAME = "attribute_ruler"
_SEEN = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
_LISTS = frozenset({"IN", "NOT_IN"})

_Pattern = list[dict[str, Any]]
_Told = tuple[int, "MorphAnalysis", int, int, int]


class Ruler:
    """Does what the attribute ruler of a pipeline does."""

    def __init__(self, pipeline: Language) -> None:
        from spacy.matcher import Matcher

        ruler: Any = pipeline.get_pipe(NAME)
        self._ruler = ruler
        self._vocab = pipeline.vocab
        self._known: dict[tuple[int, int, int, bool], _Told] = {}
        patterns: list[_Pattern] = [pattern for each in ruler.patterns for pattern in each["patterns"]]
        self._special = Matcher(self._vocab)
        if special := [pattern for pattern in patterns if not _is_plain(pattern)]:
            self._special.add("special", special)
        plain = [pattern[0] for pattern in patterns if _is_plain(pattern)]
        self._words, self._deps = (self._named(plain, attribute) for attribute in ("LOWER", "DEP"))

    def __call__(self, doc: Doc) -> Doc:
        """Set what the ruler sets on each token."""
        if self._special(doc, allow_missing=True):
            ruled: Doc = self._ruler(doc)
            return ruled
        known, words, deps = self._known, self._words, self._deps
        for token in doc:
            word, dep = token.lower, token.dep
            # Words and dependencies that no pattern names are all one to it.
            kind = token.tag, word if word in words else -1, dep if dep in deps else -1, token.is_space
            told = known.get(kind)
            if told is None:
                told = known[kind] = self._asked(token)
            token.pos, token.morph, token.lemma = told[:3]
            if told[3]:
                token.tag = told[3]
            if told[4]:
                token.dep = told[4]
        return doc

    def _asked(self, token: Token) -> _Told:
        """What the ruler sets on a token alone: part of speech, features, lemma; tag and dependency where it does."""
        from spacy.tokens import Doc

        alone = Doc(self._vocab, words=[token.text])[0]
        alone.tag, alone.dep = token.tag, token.dep
        self._ruler(alone.doc)
        tag, dep = (alone.tag if alone.tag != token.tag else 0), (alone.dep if alone.dep != token.dep else 0)
        return alone.pos, alone.morph, alone.lemma, tag, dep

    def _named(self, tokens: list[dict[str, Any]], attribute: str) -> frozenset[int]:
        named = (token[attribute] for token in tokens if attribute in token)
        words = (word for each in named for word in ([each] if isinstance(each, str) else chain(*each.values())))
        return frozenset(self._vocab.strings.as_int(word) for word in words)


def _is_plain(pattern: _Pattern) -> bool:
    """Whether a pattern looks at one token, and only at what names a kind of tokens."""
    return len(pattern) == 1 and all(
        name in _SEEN and (isinstance(asked, str | bool) or _LISTS.issuperset(asked))
        for name, asked in pattern[0].items()
    )
