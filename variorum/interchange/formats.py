"""The formats an edition can be written in, by name."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from variorum.edition import Edition


class File(NamedTuple):
    """A file of an export: its name (no folder in it) and its bytes."""

    name: str
    content: bytes


class UnknownFormatError(ValueError):
    """There is no format of that name; the message lists those there are."""


class MissingPartError(RuntimeError):
    """A format needs something that is not installed; the message says what, and how to get it."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format: what it is called, what it is for, and where it is described.

    `module` under variorum.interchange has a `write(edition) -> Iterator[File]`; it is imported when first used.
    `media_type` is that of the first file. `several` tells that an export may be more than one file.
    """

    name: str
    title: str
    media_type: str
    standard: str
    module: str
    several: bool = False

    def implementation(self) -> ModuleType:
        """The module that writes it."""
        return import_module(f"variorum.interchange.{self.module}")


_FORMATS = (
    Format("json", "The edition itself, as data", "application/json", "docs/reference/edition.md", "own_json"),
    Format("html", "One self-contained page", "text/html", "HTML", "own_html"),
    Format("md", "Markdown for notes and repositories", "text/markdown", "CommonMark 0.31", "own_markdown"),
    Format("pdf", "The page on paper, printed by Chromium", "application/pdf", "PDF 1.4", "pdf"),
    Format(
        "csv",
        "Tables of statements, quotations and discrepancies",
        "text/csv",
        "RFC 4180, UTF-8",
        "csv_tables",
        several=True,
    ),
    Format(
        "parquet",
        "The same tables for data frames and databases",
        "application/vnd.apache.parquet",
        "Apache Parquet",
        "parquet_tables",
        several=True,
    ),
    Format(
        "web-annotation",
        "Statements, quotations and discrepancies as annotations",
        'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
        "W3C Web Annotation Data Model, 2017",
        "web_annotation",
    ),
    Format(
        "tei",
        "The wordings of quotations as a critical apparatus",
        "application/tei+xml",
        "TEI P5, parallel segmentation",
        "tei",
    ),
    Format(
        "collatex",
        "The wordings of quotations as CollateX's input and alignment tables",
        "application/json",
        "CollateX 1.7 / 2.3 JSON",
        "collatex",
        several=True,
    ),
    Format("graphml", "The lineage for Gephi, yEd and NetworkX", "application/graphml+xml", "GraphML 1.0", "graphml"),
    Format("dot", "The lineage for Graphviz", "text/vnd.graphviz", "Graphviz DOT", "dot"),
    Format(
        "ftm",
        "Entities for Aleph and other FollowTheMoney tools",
        "application/json+ftm",
        "FollowTheMoney 4, JSON lines",
        "follow_the_money",
    ),
    Format(
        "schema-org",
        "NewsArticle, Claim and Quotation for search engines",
        "application/ld+json",
        "schema.org JSON-LD",
        "schema_org",
    ),
    Format("prov", "What was made from what, and by whom", "application/ld+json", "W3C PROV-O, 2013", "prov"),
    Format("ninjs", "The brief as a news item with its reports", "application/json", "IPTC ninjs 3.1", "ninjs"),
)


def formats() -> tuple[Format, ...]:
    """All formats, those made for people first."""
    return _FORMATS


def format_named(name: str) -> Format:
    """The format of that name. Raises UnknownFormatError."""
    for each in _FORMATS:
        if each.name == name:
            return each
    known = ", ".join(each.name for each in _FORMATS)
    raise UnknownFormatError(f'there is no format "{name}"; those there are: {known}')


def export(edition: Edition, name: str) -> Iterator[File]:
    """Write an edition in the format of that name, file by file, in a fixed order.

    The same edition gives the same bytes (but for `pdf`, in which Chromium notes the time). Raises UnknownFormatError,
    and MissingPartError where the format needs what is not installed.
    """
    chosen = format_named(name)
    files: Iterator[File] = chosen.implementation().write(edition)
    return files
