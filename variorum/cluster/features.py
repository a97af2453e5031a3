"""What an article is about, read off its characters: words, names and numbers, with no parser.

Clustering runs before anything is parsed and over collections of any size, so this is one pass of a regular
expression and then one step for each distinct word. Headline and first sentences count double: news says what it is
about at the top.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from variorum.lexicon.gloss import glossed
from variorum.lexicon.stems import stem
from variorum.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from variorum.model import Article

_WORD = re.compile(r"[^\W_]+(?:['’.&\-‐‑][^\W_]+)*")
_ADDRESS = re.compile(r"\b(?:https?:|www\.)\S+")
# Scripts written without spaces, in which pairs of neighbouring characters stand in for words.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_TOP = 400
_LONGEST = 30_000
_OPENING = 300
_IGNORED = frozenset({BlockKind.NAVIGATION, BlockKind.FOOTER, BlockKind.RELATED, BlockKind.RESIDUE})


@dataclass(frozen=True, slots=True)
class Features:
    """Weighted counts of an article's words, of those that are names, and of its numbers; `length` in words."""

    words: Mapping[str, float]
    names: Mapping[str, float]
    numbers: Mapping[str, float]
    length: int


def subject_text(article: Article) -> str:
    """The text that tells what the article is about: its title and its blocks without navigation and footers.

    Stray surrogates are replaced, since encoders refuse them.
    """
    kept = [article.text[b.start : b.end] for b in article.blocks if b.kind not in _IGNORED]
    text = "\n".join(kept) or article.text
    title = article.title.strip()
    full = text if not title or title in text[:_TOP] else f"{title}\n{text}"
    clean = full[:_LONGEST].encode("utf-8", "replace").decode("utf-8")
    return _ADDRESS.sub(" ", clean)


def opening(article: Article) -> str:
    """The first characters of what the article is about, whose vector stands for it, in words that encoders know."""
    return glossed(subject_text(article)[:_OPENING], article.language)


def features(article: Article) -> Features:
    """Count the words, names and numbers of an article."""
    text = subject_text(article)
    weights = Counter(_WORD.findall(text))
    # A word that also stands in lower case is capitalised for its place, not as a name.
    plain, length = frozenset(weights), sum(weights.values())
    weights.update(_top_words(text))
    words: dict[str, float] = {}
    names: dict[str, float] = {}
    numbers: dict[str, float] = {}
    unspaced = _UNSPACED.search(text) is not None
    for word, weight in weights.items():
        if unspaced and _UNSPACED.match(word):
            for pair in _pairs(word):
                words[pair] = words.get(pair, 0.0) + weight
            continue
        term = stem(word)
        words[term] = words.get(term, 0.0) + weight
        if word[0].isdigit():
            numbers[word] = weight
        elif word[0].isupper() and len(word) > 1 and word.lower() not in plain:
            names[term] = names.get(term, 0.0) + weight
    return Features(words, names, numbers, length)


def _top_words(text: str) -> Iterator[str]:
    for match in _WORD.finditer(text):
        if match.start() >= _TOP:
            return
        yield match.group()


def _pairs(run: str) -> Iterator[str]:
    yield from (run[i : i + 2] for i in range(max(1, len(run) - 1)))
