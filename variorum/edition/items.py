"""The things that the renderings list, ready to be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from variorum.edition.standing import Standing
    from variorum.edition.strips import Strip


class Label(NamedTuple):
    """An article as it is named everywhere: its letter, colour and outlet; `file` is its identifier without one."""

    position: int
    key: str
    letter: str
    colour: str
    outlet: str
    language: str
    published: str
    file: str = ""


class Quote(NamedTuple):
    """A stretch of an article with the link to it; `pieces` are (class, text), the class empty for plain text."""

    by: Label
    href: str
    pieces: tuple[tuple[str, str], ...]
    note: str = ""


class Note(NamedTuple):
    """A numbered citation."""

    number: int
    quote: Quote


class Sentence(NamedTuple):
    """A sentence of the brief; `mark` tells who wrote it where that has to be told."""

    text: str
    statements: str
    notes: tuple[Note, ...]
    discrepancy: str | None
    mark: str


class Side(NamedTuple):
    """Readings that say the same."""

    value: str
    support: Standing
    quotes: tuple[Quote, ...]

    @property
    def short(self) -> str:
        """The value; where it would only repeat the reading, the words of the first reading that differ, or all."""
        pieces = self.quotes[0].pieces
        differing = " … ".join(text.strip() for kind, text in pieces if kind == "focus")
        return self.value or differing or "".join(text for _, text in pieces)

    @property
    def passages(self) -> list[tuple[Quote, ...]]:
        """The readings, those in the same words together."""
        found: dict[tuple[tuple[str, str], ...], list[Quote]] = {}
        for quote in self.quotes:
            found.setdefault(quote.pieces, []).append(quote)
        return [tuple(quotes) for quotes in found.values()]


class Difference(NamedTuple):
    """A discrepancy with its sides; `speaker` is whose words are compared, where it is about these."""

    id: str
    kind: str
    speaker: str
    verdict: str
    reason: str
    statements: str
    links: tuple[str, ...]
    sides: tuple[Side, ...]


class Decided(NamedTuple):
    """A judgement in words; `about` are the discrepancies and statements it is about, with what they are called.

    `articles` are those that are one story, or not, by it.
    """

    number: int
    what: str
    about: tuple[tuple[str, str], ...]
    articles: tuple[Label, ...]
    author: str
    at: str
    when: str
    comment: str


class Version(NamedTuple):
    """Wordings with the same words, set against the first version of the quotation."""

    label: str
    marked: bool
    pieces: tuple[tuple[str, str], ...]
    quotes: tuple[Quote, ...]
    speaker: str


class Said(NamedTuple):
    """A quotation with its versions."""

    id: str
    speaker: str
    support: Standing
    versions: tuple[Version, ...]


class Cell(NamedTuple):
    """What one article does with a statement; `href` leads to its claim."""

    by: Label
    stance: str
    href: str


class Row(NamedTuple):
    """A statement in the table of who reports what.

    `before` leads up to a text that does not stand alone, `href` to its central claim; `differences` are (first
    discrepancy, verdict, number). A table of many columns has a `strip` for the cells.
    """

    id: str
    number: str
    before: str
    text: str
    language: str
    support: int
    href: str
    cells: tuple[Cell, ...]
    differences: tuple[tuple[str, str, int], ...]
    strip: Strip | None = None


class Named(NamedTuple):
    """An entity: its other names, and its first mention in each article."""

    name: str
    others: tuple[str, ...]
    mentions: tuple[Quote, ...]


class Moment(NamedTuple):
    """A date of the timeline with what is dated so."""

    when: str
    precision: str
    entries: tuple[tuple[Row, tuple[Quote, ...]], ...]


class Derivation(NamedTuple):
    """An edge of the lineage in words: derived, `sentence`, source, `tail`."""

    derived: Label
    source: Label
    sentence: str
    tail: str
    evidence: tuple[tuple[str, tuple[Quote, ...], int], ...]
