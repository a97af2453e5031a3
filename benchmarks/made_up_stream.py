"""A made-up stream of articles as records: stories of all sizes that begin, swell and fade, told in shared words.

Seeded; nothing in it is real. What is modelled, since it decides what grouping costs and whether it is right:

- sizes of stories: half of all stories have one article, the rest follow a power law up to `LARGEST`;
- time: stories begin evenly over the window, their articles follow after delays that double from one to the next part;
- words: each article has about 60 of everybody's words (drawn by Zipf's law out of 60,000), 25 of its subject (2,000
  subjects of 200 words), 22 of the 35 of its story (two thirds of these rare, some names), and 8 of its own;
- vectors: subject, story and chance, mixed so that two articles of a story have a cosine of about .7, two of a subject
  .4, any two about 0;
- languages: four fifths in one language, the rest in five others, which share names, numbers and vectors but no words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from variorum.cluster.record import Record, Terms

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 400
_COMMON, _SUBJECTS, _SUBJECT_WORDS = 60_000, 2_000, 200
_RARE = 4_000_000
_LANGUAGES = ("en", "es", "de", "fr", "ru", "ar")
_DAY = 86_400


class Stream(NamedTuple):
    """Records in order of arrival and the number of the story each belongs to."""

    records: Iterator[Record]
    stories: np.ndarray


def stream(articles: int, days: float = 14.0, seed: int = 1) -> Stream:
    """So many articles that arrive over so many days, as steadily at the end as at the beginning.

    They are cut out of the middle of a longer stream: at its ends stories only begin, or only fade.
    """
    chance = np.random.default_rng(seed)
    longer = articles + articles // 2
    sizes = _sizes(longer, chance)
    story = np.repeat(np.arange(len(sizes)), sizes)[:longer]
    begins = chance.uniform(0, 1.5 * days * _DAY, len(sizes))
    times = begins[story] + chance.exponential(0.7 * _DAY, longer) * chance.choice((0.2, 0.6, 2.0), longer)
    order = np.argsort(times, kind="stable")[articles * 3 // 10 :][:articles]
    return Stream(_records(story[order], times[order], chance, seed), story[order])


def _sizes(articles: int, chance: np.random.Generator) -> np.ndarray:
    drawn = np.minimum(LARGEST, 1 + np.floor(chance.pareto(1.3, articles))).astype(int)
    drawn[chance.random(articles) < 0.3] = 1
    return drawn[: int(np.searchsorted(np.cumsum(drawn), articles)) + 1]


def _records(story: np.ndarray, times: np.ndarray, chance: np.random.Generator, seed: int) -> Iterator[Record]:
    ranks = 1.0 / np.arange(1, _COMMON + 1)
    cumulative = np.cumsum(ranks / ranks.sum())
    subjects = chance.standard_normal((_SUBJECTS, 512)).astype(np.float32)
    for number, (which, seconds) in enumerate(zip(story.tolist(), times.tolist(), strict=True)):
        own = np.random.default_rng((seed, which))
        subject, words = int(own.integers(_SUBJECTS)), own.integers(0, _RARE, 35)
        told = chance.choice(words, 22, replace=False)
        told[told % 3 == 0] %= 1_000  # a third of a story's words are everybody's
        language = 0 if chance.random() < 0.8 else int(chance.integers(1, len(_LANGUAGES)))
        common = np.searchsorted(cumulative, chance.random(60))
        topical = subject * _SUBJECT_WORDS + chance.integers(0, _SUBJECT_WORDS, 25) + 100_000
        rare = chance.integers(0, _RARE, 8)
        spoken = np.concatenate([common, topical, told + 1_000_000, rare + 1_000_000]) + language * 10_000_000
        names = words[:8] + 90_000_000
        vector = 0.63 * _unit(subjects[subject]) + 0.55 * _unit(own.standard_normal(512))
        vector = vector + 0.55 * _unit(chance.standard_normal(512))
        yield Record(
            article=f"{number:07}",
            time=int(1_700_000_000 + seconds),
            language=_LANGUAGES[language],
            length=300,
            words=_terms(np.concatenate([spoken, names]), chance),
            names=_terms(names, chance),
            numbers=_terms(words[8:11] + 95_000_000, chance),
            vector=_unit(vector).astype(np.float16),
        )


def _terms(identifiers: np.ndarray, chance: np.random.Generator) -> Terms:
    keys = np.unique((identifiers.astype(np.uint64) * np.uint64(2_654_435_761)).astype(np.uint32))
    return Terms(keys, chance.integers(1, 4, len(keys)).astype(np.float16))


def _unit(vector: np.ndarray) -> np.ndarray:
    return vector / np.linalg.norm(vector)
