"""Stretches of words apart from any claim: events, causes, members; and how alike two of them are."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from variorum.compare.affinity import Kind, Match, kinds_of, match_words
from variorum.compare.context import Word, content
from variorum.lexicon.signals import signals
from variorum.values.place import fold, naming

if TYPE_CHECKING:
    from collections.abc import Iterable

    from variorum.compare.context import Story

# Endings that make an adjective or the name of an inhabitant of a place's name, longest first.
_INHABITANT = ("nian", "ian", "ean", "ese", "ish", "ans", "ic", "an", "is", "i", "n")
_SHORTEST_ROOT = 4


class Phrase(NamedTuple):
    """Some tokens of an article with their content words, the kinds of these, and the roots of the names among them."""

    article: int
    tokens: tuple[int, ...]
    words: tuple[Word, ...]
    kinds: frozenset[Kind]
    names: frozenset[str]


class Likeness(NamedTuple):
    """What two phrases share: `worth` (sum over matched words and names), the matches and the common names."""

    worth: float
    words: tuple[Match, ...]
    names: frozenset[str]


@lru_cache(maxsize=65536)
def root(name: str) -> str:
    """What a place's name, its adjective and its inhabitants have in common ("Orlan", "Orlani")."""
    territory = naming(name)
    if territory is not None and territory.kind in ("name", "demonym"):
        return territory.territory.code
    plain = fold(name)
    for _ in range(4):
        shorter = _shorter(plain)
        if shorter == plain:
            break
        plain = shorter
    return plain


def _shorter(plain: str) -> str:
    for ending in _INHABITANT:
        if plain.endswith(ending) and len(plain) - len(ending) >= _SHORTEST_ROOT:
            return plain[: -len(ending)]
    bare = plain.rstrip("aeiou")
    return bare if len(bare) >= _SHORTEST_ROOT else plain


def size(a: Phrase, name_worth: float = 0.5) -> float:
    """What a phrase weighs: all that another could share with it."""
    return sum(w.weight for w in a.words) + name_worth * len(a.names)


def phrase(story: Story, article: int, tokens: Iterable[int]) -> Phrase:
    """A phrase of an article."""
    own = story.articles[article].parse.tokens
    kept = tuple(sorted(tokens))
    words = tuple(w for w in content(own[t] for t in kept) if w.pos != "PROPN")
    names = frozenset(root(own[t].text) for t in kept if own[t].pos == "PROPN" and _is_name(own[t].text))
    return Phrase(article, kept, words, kinds_of(words), names)


def sentence_phrase(story: Story, article: int, index: int) -> Phrase:
    """A sentence of an article as a phrase; kept, since rules ask for the same ones."""
    kept = story.sentence_phrases
    if (article, index) not in kept:
        sentence = story.articles[article].parse.sentences[index]
        kept[article, index] = phrase(story, article, range(sentence.first, sentence.last))
    return kept[article, index]


def sentences_in_common(story: Story, one: tuple[int, int], other: tuple[int, int], name_worth: float) -> float:
    """What two sentences, each named by its article and its place there, share.

    It is found once for all sentences of the same words and names, as reprints have them.
    """
    kept, numbers = story.in_common, story.sentence_numbers
    for place in (one, other):
        if place not in numbers:
            found = sentence_phrase(story, *place)
            content = tuple((w.lemma, w.pos, w.weight) for w in found.words), found.names
            numbers[place] = story.sentence_contents.setdefault(content, len(story.sentence_contents))
    key = numbers[one], numbers[other], name_worth
    if key not in kept:
        kept[key] = likeness(sentence_phrase(story, *one), sentence_phrase(story, *other), name_worth).worth
    return kept[key]


def _is_name(word: str) -> bool:
    return word[:1].isupper() and word.lower() not in signals("vague")


def likeness(a: Phrase, b: Phrase, name_worth: float = 0.5) -> Likeness:
    """What two phrases share."""
    matched = match_words(a.words, b.words, b.kinds)
    common = a.names & b.names
    return Likeness(sum(m.worth for m in matched) + name_worth * len(common), matched, common)
