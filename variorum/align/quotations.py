"""Quotations of several articles gathered into utterances: one thing that was said, with all its wordings.

Content comes first: two wordings are one utterance's if the rarer words of the shorter are found in the longer (as in
containment after Broder 1997, weighted), helped by the vectors; who speaks only raises or lowers what is asked for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from variorum.align.paraphrases import paraphrases
from variorum.align.translations import translations
from variorum.align.wordings import Wording, wordings
from variorum.lexicon.gloss import glossed
from variorum.lexicon.words import related
from variorum.model import Mode, Ref, Utterance

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from variorum.encode import Encoder
    from variorum.model import Annotated

# A lemma that more wordings than this have is no key to look for candidates by.
_COMMON = 60
# What a pair has to share by its very lemmas, as a part of the shorter, before it is looked at more closely.
_SCREEN = 0.3
_RELATED = 0.65
# How many words of a wording are compared, and how many of those left over are tried as synonyms.
_LONGEST = 200
_SYNONYMS = 40
# The weight of a word that two people do not use by chance in one and the same short sentence.
_TELLING = 0.65
_SHORT = 12


def align_quotations(
    articles: tuple[Annotated, ...], entity_of: Mapping[Ref, int], encoder: Encoder
) -> tuple[Utterance, ...]:
    """All utterances of a story, also those with one wording only, in the order of their first wording.

    The groups do not depend on the order of the articles.
    """
    found = list(wordings(articles, entity_of))
    vectors = _encode(found, encoder)
    parent = list(range(len(found)))
    kept = _join_equal(found, parent)
    for i, j in _candidates(found, kept):
        if not _overlap(found[i], found[j]) and likeness(found[i], found[j], float(vectors[i] @ vectors[j])) >= 1.0:
            _join(parent, i, j)
    for i, j in translations(found, vectors):
        _join(parent, i, j)
    for i, j in paraphrases(found, vectors, [_root(parent, i) for i in range(len(found))]):
        _join(parent, i, j)
    groups: dict[int, list[Wording]] = defaultdict(list)
    for i, wording in enumerate(found):
        groups[_root(parent, i)].append(wording)
    kept_of = [_outermost(group) for group in groups.values()]
    made = [Utterance(tuple(w.ref for w in group), _speaker(group)) for group in kept_of]
    return tuple(sorted(made, key=lambda u: u.wordings[0]))


def _overlap(a: Wording, b: Wording) -> bool:
    return a.ref.article == b.ref.article and a.start < b.end and b.start < a.end


def _outermost(group: Sequence[Wording]) -> list[Wording]:
    """The wordings of a group without those that lie inside another ("he said they agreed that ...")."""
    kept: list[Wording] = []
    for wording in sorted(group, key=lambda w: (w.ref.article, w.start, -w.end, w.ref.item)):
        if not kept or not _overlap(kept[-1], wording):
            kept.append(wording)
    return sorted(kept, key=lambda w: w.ref)


def _encode(found: Sequence[Wording], encoder: Encoder) -> NDArray[np.float32]:
    """A unit row for each wording; encoded in sorted order, so that the order of articles is nothing."""
    plain = [glossed(w.text, w.language) for w in found]
    texts = sorted(set(plain))
    rows = encoder.encode(texts)
    place = {text: i for i, text in enumerate(texts)}
    return rows[[place[text] for text in plain]] if found else rows


def _join_equal(found: Sequence[Wording], parent: list[int]) -> list[int]:
    """Join wordings with the same words, as reprints have them; the first of each is kept for comparison."""
    first: dict[tuple[object, ...], int] = {}
    kept = []
    for i, wording in enumerate(found):
        lemmas = tuple(lemma for lemma, _, _ in wording.words)
        key = (lemmas, wording.marked, wording.core, None if len(lemmas) > 3 else (wording.speaker, wording.cue))
        if key in first:
            _join(parent, first[key], i)
        else:
            first[key] = i
            kept.append(i)
    return kept


def _candidates(found: Sequence[Wording], kept: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs that share two lemmas, or the only one that the shorter has, and enough of its weight."""
    holders: dict[str, list[int]] = defaultdict(list)
    for i in kept:
        for lemma in sorted(found[i].lemmas):
            holders[lemma].append(i)
    common: Counter[tuple[int, int]] = Counter()
    worth: dict[tuple[int, int], float] = defaultdict(float)
    weights = {lemma: weight for i in kept for lemma, _, weight in found[i].words}
    for lemma, indices in sorted(holders.items()):
        if len(indices) <= _COMMON:
            for pair in combinations(indices, 2):
                common[pair] += 1
                worth[pair] += weights[lemma]
    yield from _short_pairs(found, kept)
    for (i, j), count in sorted(common.items()):
        small = min(found[i].weight, found[j].weight)
        if count >= min(2, len(found[i].lemmas), len(found[j].lemmas)) and worth[i, j] >= _SCREEN * small:
            yield i, j


def _short_pairs(found: Sequence[Wording], kept: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of short direct quotations of one speaker, which may share small words alone."""
    by_speaker: dict[int, list[int]] = defaultdict(list)
    for i in kept:
        wording = found[i]
        if wording.speaker is not None and wording.mode is Mode.DIRECT and len(wording.forms) <= _SHORT:
            by_speaker[wording.speaker].append(i)
    for _, indices in sorted(by_speaker.items()):
        if len(indices) <= _COMMON:
            yield from combinations(indices, 2)


def likeness(a: Wording, b: Wording, cosine: float) -> float:
    """How far two wordings are beyond what is asked for (1) to be one utterance's."""
    if _same_core(a, b) or _same_sequence(a, b) or _fragment(a, b) or _fragment(b, a):
        return 1.0
    overlap = shared_weight(a, b)
    small, large = sorted((a.weight, b.weight))
    contained, whole = overlap / small, 2 * overlap / (small + large)
    if a.speaker is not None and a.speaker == b.speaker:
        contained = max(contained, _core_contained(a, b), _core_contained(b, a))
    score = 0.45 * contained + 0.3 * whole + 0.25 * max(0.0, cosine)
    return score / _asked(a, b, overlap, small)


def _same_core(a: Wording, b: Wording) -> bool:
    """Whether the same words stand between the marks of both: enough of them, or few with one and the same cue."""
    return len(a.core) > 1 and a.core == b.core and (len(a.core) > 3 or a.cue == b.cue)


def _same_sequence(a: Wording, b: Wording) -> bool:
    """Whether two direct quotations run nearly the same, small words included: a short one has few rare words.

    Of one speaker this asks for three words and most of the shorter, of two for five words and nearly all of both.
    """
    if a.mode in (Mode.INDIRECT, Mode.PARTIAL) or b.mode in (Mode.INDIRECT, Mode.PARTIAL):
        return False
    shorter, longer = sorted((len(a.forms), len(b.forms)))
    if a.speaker is not None and a.speaker == b.speaker:
        if _other_nouns(a, b) and _other_nouns(b, a):
            return False
        return shorter >= 3 and longer <= 3 * shorter and _run(a.forms, b.forms) >= max(3.0, 0.6 * shorter)
    weight = max((w for _, _, w in a.words), default=0.0)
    return shorter >= 5 and weight >= _TELLING and _run(a.forms, b.forms) >= 0.9 * longer


def _other_nouns(a: Wording, b: Wording) -> bool:
    """Whether a wording has a noun that the other has not."""
    return any(pos in ("NOUN", "PROPN") and lemma not in b.lemmas for lemma, pos, _ in a.words)


def _run(a: Sequence[str], b: Sequence[str]) -> int:
    """The length of the longest common subsequence."""
    best = [0] * (len(b) + 1)
    for x in a:
        before = 0
        for j, y in enumerate(b, 1):
            before, best[j] = best[j], before + 1 if x == y else max(best[j], best[j - 1])
    return best[-1]


def _fragment(part: Wording, other: Wording) -> bool:
    """Whether the marked words of a partial quotation stand in another wording of the same speaker just so."""
    if part.mode is not Mode.PARTIAL or part.speaker is None or part.speaker != other.speaker:
        return False
    size = len(part.forms)
    if size < 2 or not part.core or not other.forms:
        return False
    return any(other.forms[k : k + size] == part.forms for k in range(len(other.forms) - size + 1))


def _core_contained(part: Wording, other: Wording) -> float:
    """The share of the words between the marks of a partial quotation that the other wording has."""
    weights = [w for lemma, _, w in part.words if lemma in part.core]
    if part.mode is not Mode.PARTIAL or len(weights) < 2:
        return 0.0
    return sum(w for lemma, _, w in part.words if lemma in part.core and lemma in other.lemmas) / sum(weights)


def _asked(a: Wording, b: Wording, overlap: float, small: float) -> float:
    """What the score has to reach: little where one speaker is quoted twice, much where speakers differ."""
    if overlap < 0.8 or (a.mode is b.mode is Mode.DIRECT and len(a.lemmas & b.lemmas) < 2):
        return 2.0
    asked = 0.6 if a.marked and b.marked else 0.7 if a.marked or b.marked else 0.78
    if small < 1.5:
        asked += 0.08
    if a.speaker is not None and b.speaker is not None:
        asked += -0.1 if a.speaker == b.speaker else 0.15
    if a.ref.article == b.ref.article:
        asked += 0.1
    return asked


def shared_weight(a: Wording, b: Wording) -> float:
    """The weight of the words that two wordings share: what they share at all, and for a third in the same order."""
    pairs = _matches(a, b)
    return 0.65 * sum(worth for _, _, worth in pairs) + 0.35 * _in_order(pairs)


def _matches(a: Wording, b: Wording) -> list[tuple[int, int, float]]:
    """Words of two wordings matched one to one, each with its worth: the same lemmas first, then near synonyms."""
    places: dict[str, list[int]] = defaultdict(list)
    for k, (lemma, _, _) in enumerate(b.words):
        places[lemma].append(k)
    found, left = [], []
    for i, (lemma, _, weight) in enumerate(a.words[:_LONGEST]):
        if places.get(lemma):
            k = places[lemma].pop(0)
            found.append((i, k, min(weight, b.words[k][2])))
        else:
            left.append(i)
    taken = {k for _, k, _ in found}
    free = [k for k in range(min(len(b.words), _LONGEST)) if k not in taken]
    for i in left[:_SYNONYMS]:
        scores = [(related(a.words[i][0], b.words[k][0], a.words[i][1], b.words[k][1]).score, -k) for k in free]
        score, k = max(scores[:_SYNONYMS], default=(0.0, 0))
        if score >= _RELATED:
            free.remove(-k)
            found.append((i, -k, 0.8 * score * min(a.words[i][2], b.words[-k][2])))
    return sorted(found)


def _in_order(pairs: Sequence[tuple[int, int, float]]) -> float:
    """The greatest worth of matches that stand in the same order on both sides."""
    best: list[float] = []
    for n, (_, k, worth) in enumerate(pairs):
        best.append(worth + max((best[m] for m in range(n) if pairs[m][1] < k), default=0.0))
    return max(best, default=0.0)


def _speaker(group: Sequence[Wording]) -> int | None:
    """The entity that most wordings give the words to; of equal ones the one named by the earliest entity."""
    votes = Counter(w.speaker for w in group if w.speaker is not None)
    return min(votes, key=lambda s: (-votes[s], s)) if votes else None


def _root(parent: list[int], i: int) -> int:
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i


def _join(parent: list[int], i: int, j: int) -> None:
    one, other = sorted((_root(parent, i), _root(parent, j)))
    parent[other] = one
