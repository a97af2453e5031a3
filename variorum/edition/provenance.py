"""Who derives from whom, who reports what and what a model wrote, as an edition keeps it.

The conventions of `variorum.edition.data` hold here too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from variorum.edition.texts import Span
from variorum.model import DerivationKind, Stance


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for an edge.

    reason: A sentence for people.
    spans: The stretches it rests on.
    """

    reason: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """One article derives from another.

    derived: The article that takes.
    source: The article it takes from.
    kind: A reprint, a rewrite, a translation, or two siblings of an original that is not among the articles.
    share: How much of the derived article is taken (0 to 1).
    directed: False where the direction is not known.
    partial: True where most of the derived article is its own reporting.
    evidence: Why.
    """

    derived: str
    source: str
    kind: DerivationKind
    share: float
    directed: bool
    partial: bool = False
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Lineage:
    """Who derives from whom.

    edges: The derivations.
    groups: All articles, parted into independent sources, the largest first.
    """

    edges: tuple[Edge, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who reports what.

    stances: For each statement and article: states, quotes or silent.
    exclusives: For each article the statements that it alone has.
    omissions: For each article the statements that most independent sources have and it leaves out.
    """

    stances: Mapping[str, Mapping[str, Stance]] = field(default_factory=dict)
    exclusives: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    omissions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Writing:
    """What came of asking a language model to write the brief and the title.

    model: The model.
    kept: How many sentences (and the title) the checker found supported.
    dropped: How many it did not, by reason.
    """

    model: str
    kept: int = 0
    dropped: Mapping[str, int] = field(default_factory=dict)
