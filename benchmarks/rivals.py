"""What others do with the same articles: near-duplicates by datasketch, stories by TF-IDF linkage and by BERTopic.

They are installed for the benchmark alone: pip install 'variorum[bench]'. Each gets what its documentation advises and
is spared what is not its own: BERTopic gets the vectors that `stories` gets, datasketch five-word shingles in batches.
"""

from __future__ import annotations

import resource
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from made_up_day import Made


def given_vectors(stories: Sequence[int], dimensions: int = 512) -> np.ndarray:
    """Unit rows that two articles of a story share to about .7 (cosine), and others to about 0; the same every time."""
    chance = np.random.default_rng(1)
    middles = chance.standard_normal((max(stories, default=0) + 1, dimensions)).astype(np.float32)
    rows = np.sqrt(0.7) * middles[list(stories)]
    rows += np.sqrt(0.3) * chance.standard_normal(rows.shape).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def score(groups: Sequence[Sequence[int]]) -> float:
    """B-cubed F1 (Bagga and Baldwin 1998) of groups, each given as the true stories of its members."""
    sizes = Counter(story for group in groups for story in group)
    total = sum(sizes.values())
    shared = [(count, len(group), sizes[story]) for group in groups for story, count in Counter(group).items()]
    precision = sum(count * count / size for count, size, _ in shared) / total
    recall = sum(count * count / size for count, _, size in shared) / total
    return 2 * precision * recall / (precision + recall)


def datasketch(made: Sequence[Made]) -> dict[str, float]:
    """MinHash of 128 permutations and LSH at a Jaccard index of .8, groups by union of what is proposed."""
    from datasketch import MinHash, MinHashLSH

    began = time.process_time()
    index = MinHashLSH(threshold=0.8, num_perm=128)
    leaders: dict[str, str] = {}
    for each in made:
        words = each.text.lower().split()
        shingles = {" ".join(words[at : at + 5]).encode() for at in range(max(1, len(words) - 4))}
        sketch = MinHash(num_perm=128)
        sketch.update_batch(list(shingles))
        near = index.query(sketch)
        index.insert(each.id, sketch)
        leaders[each.id] = leaders[near[0]] if near else each.id
    seconds = time.process_time() - began
    groups = sum(count > 1 for count in Counter(leaders.values()).values())
    return {"a second": len(made) / seconds, "groups": groups, "peak_mb": _peak()}


def linkage(made: Sequence[Made]) -> dict[str, float]:
    """TF-IDF of words and average linkage of all distances, cut at the cosine that is best for these very stories."""
    from scipy.cluster.hierarchy import average, fcluster
    from scipy.spatial.distance import squareform
    from sklearn.feature_extraction.text import TfidfVectorizer

    began = time.process_time()
    rows = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(
        f"{each.title}\n{each.text}" for each in made
    )
    distances = np.clip(1.0 - (rows @ rows.T).toarray(), 0.0, None)
    np.fill_diagonal(distances, 0.0)
    tree = average(squareform(distances, checks=False))
    labels = {cut: fcluster(tree, 1.0 - cut, "distance") for cut in np.arange(0.05, 0.6, 0.05)}
    seconds = time.process_time() - began
    return _told(made, seconds, max(score(_groups(made, found)) for found in labels.values()))


def bertopic(made: Sequence[Made]) -> dict[str, float]:
    """BERTopic with the smallest topics it allows, on given vectors; an outlier is a story of its own."""
    from bertopic import BERTopic
    from bertopic.backend import BaseEmbedder

    rows = given_vectors([each.story for each in made])
    began = time.process_time()
    model = BERTopic(embedding_model=BaseEmbedder(), min_topic_size=2, calculate_probabilities=False, verbose=False)
    topics, _ = model.fit_transform([each.text for each in made], embeddings=rows)
    seconds = time.process_time() - began
    alone = [topic if topic >= 0 else -1 - number for number, topic in enumerate(topics)]
    return _told(made, seconds, score(_groups(made, alone)))


def _groups(made: Sequence[Made], labels: Sequence[int]) -> list[list[int]]:
    found: dict[int, list[int]] = {}
    for each, label in zip(made, labels, strict=True):
        found.setdefault(int(label), []).append(each.story)
    return list(found.values())


def _told(made: Sequence[Made], seconds: float, quality: float) -> dict[str, float]:
    return {"a second": len(made) / seconds, "seconds": seconds, "f1": quality, "peak_mb": _peak()}


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
