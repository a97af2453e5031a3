"""The `pairs` task: do two sentences say the same? Each is taken as an article of its own and the two are aligned.

Three views are averaged, set by hand: how much of the claims of each the other makes, how much of its rarer words
the other has, and how near the vectors of the whole sentences are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from variorum.align import align
from variorum.align.frames import content_words, rarity_at_large
from variorum.align.pairs import shared_words
from variorum.annotate import annotate
from variorum.encode import default_encoder
from variorum.model import Article, Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from variorum.encode import Encoder
    from variorum.model import Annotated, Collation

# How alike two sentences must be; claims count half, for a sentence cut at other clauses has other claims.
SAME = 0.57
_WORDS, _VECTORS, _CLAIMS = 0.4, 0.4, 0.2


def predict(rows: Iterable[dict[str, Any]], encoder: Encoder | None = None) -> Iterator[dict[str, Any]]:
    """Rows with `id`, `a`, `b` to rows with `id` and `same`."""
    encoder = encoder or default_encoder()
    rows = list(rows)
    annotated = annotate([_article(f"{row['id']}-{side}", row[side]) for row in rows for side in "ab"])
    vectors = encoder.encode([one.article.text for one in annotated])
    for i, row in enumerate(rows):
        a, b = annotated[2 * i : 2 * i + 2]
        cosine = float(vectors[2 * i] @ vectors[2 * i + 1])
        views = _WORDS * words_shared(a, b) + _VECTORS * cosine + _CLAIMS * claims_shared(align((a, b), encoder))
        yield {"id": row["id"], "same": views >= SAME}


def _article(name: str, text: str) -> Article:
    return Article(name, text, (Block(0, len(text), BlockKind.BODY),), language="en")


def words_shared(a: Annotated, b: Annotated) -> float:
    """How much of the content words of the less covered text, weighted by rarity, the other has too (0 to 1)."""
    left, right = content_words(a.parse.tokens), content_words(b.parse.tokens)
    rarity = {word: rarity_at_large(word) for word in left | right}
    most = max(sum(rarity[word] for word in side) for side in (left, right))
    return min(1.0, shared_words(left, right, rarity) / most) if most else 0.0


def claims_shared(collation: Collation) -> float:
    """How much of the claims of the less covered of two articles the other makes too (0 to 1)."""
    best: dict[tuple[int, int], float] = {}
    for pair in collation.pairs:
        if pair.a.article != pair.b.article:
            for ref in (pair.a, pair.b):
                best[ref] = max(best.get(ref, 0.0), pair.score)
    return min(_told(article, n, best) for n, article in enumerate(collation.articles))


def _told(article: Annotated, number: int, best: dict[tuple[int, int], float]) -> float:
    """The share of the words of an article's claims that are told elsewhere."""
    lengths = [len(claim.tokens) for claim in article.claims]
    told = sum(n * best.get((number, i), 0.0) for i, n in enumerate(lengths))
    return told / sum(lengths) if lengths else 0.0
