"""The tables of an archive: their columns, and writing them so that equal rows are equal bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from variorum.archive.layout import in_place
from variorum.model import Article, Block, BlockKind, sound

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_SPAN = {"start": "int32", "end": "int32"}
SCHEMAS: Mapping[str, Mapping[str, Any]] = {
    "articles": {
        "article": "string",
        "id": "string",
        "outlet": "string",
        "title": "string",
        "published": "string",
        "crawled": "string",
        "language": "string",
        "url": "string",
        "origin": "string",
        "sha256": "string",
        "text": "string",
        "blocks": [{**_SPAN, "kind": "string"}],
    },
    "annotations": {
        "article": "string",
        "time": "int64",
        "words": "int32",
        "vector": "binary",
        "record": "binary",
    },
    "duplicates": {"article": "string", "group": "int64", "size": "int32"},
    "lineage": {
        "derived": "string",
        "source": "string",
        "kind": "string",
        "share": "float64",
        "directed": "bool",
        "partial": "bool",
        "group": "int64",
        "evidence": ["string"],
    },
    "stories": {"article": "string", "story": "int64", "size": "int32", "time": "int64"},
    "claims": {
        "article": "string",
        **_SPAN,
        "kind": "string",
        "predicate": "string",
        "speaker": "string",
        "mode": "string",
        "polarity": "string",
        "certainty": "string",
        "arguments": [{"role": "string", **_SPAN}],
        "quantities": [
            {**_SPAN, "low": "float64", "high": "float64", "unit": "string", "bound": "string", "counted": "string"}
        ],
        "times": [{**_SPAN, "value": "string", "earliest": "string", "latest": "string"}],
        "names": ["string"],
    },
    "quotations": {"article": "string", **_SPAN, "mode": "string", "speaker": "string", "cue": "string"},
    "statements": {
        "story": "int64",
        "statement": "string",
        "text": "string",
        "articles": "int32",
        "independent_sources": "int32",
        "claims": [{"article": "string", **_SPAN, "speaker": "string", "mode": "string"}],
    },
}
"""The columns of each table with their types; a list has the type of its items, an object those of its fields."""

_LEVEL = 3
_ROWS = 10_000


def write(path: Path, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows as a Parquet file: zstd, one order of columns, row groups of 10,000. Raises `OSError`."""
    import polars as pl

    frame = pl.DataFrame(rows, schema=schema(table), orient="row", infer_schema_length=0)
    with in_place(path) as beside:
        frame.rechunk().write_parquet(
            beside, compression="zstd", compression_level=_LEVEL, row_group_size=_ROWS, statistics=True
        )


def read(path: Path, columns: Sequence[str] | None = None) -> Any:
    """Read a table's shard, or some of its columns, as a Polars frame. Raises `OSError`."""
    import polars as pl

    return pl.read_parquet(path, columns=None if columns is None else list(columns), glob=False)


def schema(table: str) -> dict[str, Any]:
    """The columns of a table as Polars types."""
    return {name: _polars(kind) for name, kind in SCHEMAS[table].items()}


def _polars(kind: Any) -> Any:
    import polars as pl

    if isinstance(kind, list):
        return pl.List(_polars(kind[0]))
    if isinstance(kind, dict):
        return pl.Struct({name: _polars(each) for name, each in kind.items()})
    scalars = {"string": pl.String, "int32": pl.Int32, "int64": pl.Int64, "float64": pl.Float64}
    return {**scalars, "bool": pl.Boolean, "binary": pl.Binary}[kind]


def article_row(article: Article, key: str, crawled: str) -> dict[str, Any]:
    """An article as a row of the table of articles, `key` its name in the archive."""
    told = {name: sound(getattr(article, name)) for name in ("id", "outlet", "title", "published", "language", "url")}
    return {
        "article": key,
        **told,
        "crawled": sound(crawled),
        "origin": sound(article.origin),
        "sha256": article.sha256,
        "text": sound(article.text),
        "blocks": [{"start": b.start, "end": b.end, "kind": b.kind.value} for b in article.blocks],
    }


def article_of(row: Mapping[str, Any]) -> Article:
    """The article of a row, with the name it has in the archive as its id."""
    blocks = tuple(Block(b["start"], b["end"], BlockKind(b["kind"])) for b in row["blocks"])
    told = {name: row[name] for name in ("text", "outlet", "title", "published", "language", "origin", "url")}
    return Article(id=row["article"], blocks=blocks, **told)
