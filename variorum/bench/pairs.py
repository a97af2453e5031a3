"""The `pairs` task: do two sentences say the same? Each is taken as an article of its own and the two are aligned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from variorum.align import align
from variorum.annotate import annotate
from variorum.encode import default_encoder
from variorum.model import Article, Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from variorum.encode import Encoder
    from variorum.model import Annotated, Collation

# The share of either sentence that the other must tell too.
SHARE = 0.5


def predict(rows: Iterable[dict[str, Any]], encoder: Encoder | None = None) -> Iterator[dict[str, Any]]:
    """Rows with `id`, `a`, `b` to rows with `id` and `same`."""
    encoder = encoder or default_encoder()
    rows = list(rows)
    annotated = annotate([_article(f"{row['id']}-{side}", row[side]) for row in rows for side in "ab"])
    for row, a, b in zip(rows, annotated[::2], annotated[1::2], strict=True):
        yield {"id": row["id"], "same": share(align((a, b), encoder)) >= SHARE}


def _article(name: str, text: str) -> Article:
    return Article(name, text, (Block(0, len(text), BlockKind.BODY),), language="en")


def share(collation: Collation) -> float:
    """How much of the less covered of two articles the other tells too (0 to 1)."""
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
