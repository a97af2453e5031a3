"""What is found by setting several articles side by side: entities, statements, utterances, discrepancies, lineage.

Articles are referred to by their position in `Collation.articles`; identifiers for people are made when the
edition is built.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from variorum.model.text import names_in_story

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from variorum.model.annotations import Annotated, Claim, EntityType, Mention, Quotation
    from variorum.values.date import TimeValue


class Ref(NamedTuple):
    """An annotation of one article: the article's position and the annotation's position in it."""

    article: int
    item: int


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, place or body that the story's articles mention, merged over all of them.

    `mentions` are references into each article's mentions, in order. `kin` are the indices of entities that
    stand for this one in some uses (a capital for its government, a government for its state).
    """

    name: str
    type: EntityType
    names: tuple[str, ...]
    mentions: tuple[Ref, ...]
    kin: tuple[int, ...] = ()


class Slot(StrEnum):
    """A place in the frame of a claim that two claims are compared in."""

    PREDICATE = "predicate"
    AGENT = "agent"
    PATIENT = "patient"
    RECIPIENT = "recipient"
    ATTRIBUTE = "attribute"
    PLACE = "place"
    TIME = "time"
    QUANTITY = "quantity"
    CAUSE = "cause"
    POLARITY = "polarity"
    CERTAINTY = "certainty"
    ATTRIBUTION = "attribution"
    WORDS = "words"


class SlotRelation(StrEnum):
    """How two claims stand to each other in one slot."""

    AGREE = "agree"
    ENTAILED = "entailed"
    SILENT = "silent"
    DIFFER = "differ"
    SWAPPED = "swapped"


@dataclass(frozen=True, slots=True)
class SlotComparison:
    """The relation in one slot, with the reason and, where one phrase fills it, its span in either article."""

    slot: Slot
    relation: SlotRelation
    reason: str = ""
    a: tuple[int, int] | None = None
    b: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class ClaimPair:
    """Two claims that may tell the same, compared slot by slot.

    `score` (0 to 1) says how sure it is that both tell the same thing; `topical` (0 to 1) that they speak of
    the same fact when the slots that differ are left out, `event` (0 to 1) that they tell of the same event, though
    perhaps not the same of it. `a` comes before `b`.
    """

    a: Ref
    b: Ref
    score: float
    topical: float
    slots: tuple[SlotComparison, ...]
    event: float = 0.0

    def at(self, slot: Slot) -> SlotRelation:
        """The relation in `slot` (silent where it was not compared)."""
        return next((s.relation for s in self.slots if s.slot is slot), SlotRelation.SILENT)


@dataclass(frozen=True, slots=True)
class Statement:
    """Claims of several articles (or of one alone) that state the same. `central` is the claim that stands for it."""

    claims: tuple[Ref, ...]
    central: Ref


@dataclass(frozen=True, slots=True)
class Utterance:
    """One thing that was said, with all its wordings (references into each article's quotations).

    `speaker` is the index of the entity most wordings give it to, if any.
    """

    wordings: tuple[Ref, ...]
    speaker: int | None


@dataclass(frozen=True)
class Ground:
    """What the articles of one story are aligned on: whom they name, and a vector for each claim.

    `entity_of` maps a mention to the position of its entity. `vectors` holds one unit row per claim in the
    order of `claim_refs`.
    """

    articles: tuple[Annotated, ...]
    entities: tuple[Entity, ...]
    entity_of: Mapping[Ref, int]
    claim_refs: tuple[Ref, ...]
    vectors: NDArray[np.float32]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What sentences call the articles, by position."""
        order = sorted(range(len(self.articles)), key=lambda i: self.articles[i].article.place_in_story)
        told = names_in_story([self.articles[i].article.outlet for i in order])
        return tuple(name for _, name in sorted(zip(order, told, strict=True)))

    def claim(self, ref: Ref) -> Claim:
        """The claim a reference names."""
        return self.articles[ref.article].claims[ref.item]

    def quotation(self, ref: Ref) -> Quotation:
        """The quotation a reference names."""
        return self.articles[ref.article].quotations[ref.item]

    def mention(self, ref: Ref) -> Mention:
        """The mention a reference names."""
        return self.articles[ref.article].mentions[ref.item]

    def entity(self, article: int, mention: int | None) -> Entity | None:
        """The story's entity behind a mention of an article, if there is one."""
        found = None if mention is None else self.entity_of.get(Ref(article, mention))
        return None if found is None else self.entities[found]


@dataclass(frozen=True)
class Collation(Ground):
    """The articles of one story, aligned: what the rules of `compare` look at."""

    pairs: tuple[ClaimPair, ...]
    statements: tuple[Statement, ...]
    utterances: tuple[Utterance, ...]


class DiscrepancyKind(StrEnum):
    """In what two reports differ."""

    NUMBER = "number"
    DATE = "date"
    PLACE = "place"
    PERSON = "person"
    ROLE = "role"
    SPEAKER = "speaker"
    WORDING = "wording"
    MODE = "mode"
    POLARITY = "polarity"
    CERTAINTY = "certainty"
    ATTRIBUTION = "attribution"
    MEMBERSHIP = "membership"
    CAUSE = "cause"
    SEQUENCE = "sequence"
    SCOPE = "scope"
    NAMING = "naming"


class Verdict(StrEnum):
    """Whether readings exclude each other, differ in weight, or only look different."""

    CONFLICT = "conflict"
    VARIANT = "variant"
    COMPATIBLE = "compatible"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one article has at the place where reports differ.

    `value` is what is compared, in words; `start` to `end` the clause or quotation that says it;
    `focus_start` to `focus_end` the differing words inside it. Readings with equal `side` say the same.
    """

    value: str
    article: int
    start: int
    end: int
    side: int
    focus_start: int | None = None
    focus_end: int | None = None


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A place where reports differ, with the verdict and the reason in one sentence a person can check.

    `weight` (0 to 1) orders them: how sure the rule is. Readings come in the order of articles and offsets.
    `pair` or `utterance` tells what was compared (positions in the collation), where there is one. `judgement` names
    the person's decision that it stands as it does by, if there is one.
    """

    kind: DiscrepancyKind
    verdict: Verdict
    reason: str
    readings: tuple[Reading, ...]
    weight: float = 1.0
    claims: tuple[Ref, ...] = ()
    utterance: int | None = None
    judgement: str = ""

    @property
    def may_be_silence(self) -> bool:
        """Whether one report may but leave out whom the other has: one did it here, both of them there."""
        return self.verdict is Verdict.VARIANT and self.kind is DiscrepancyKind.ROLE


class DerivationKind(StrEnum):
    """How one article derives from another."""

    VERBATIM = "verbatim"
    REWRITE = "rewrite"
    TRANSLATION = "translation"
    COMMON = "common"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for an edge: a sentence for people, and the spans it rests on as (article, start, end)."""

    reason: str
    spans: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """`derived` takes from `source` (positions of articles); `share` (0 to 1) of the derived article is taken.

    `directed` is false where the direction is not known and for `common` edges (siblings of an original
    that is not among the articles). `partial` marks an article most of which is its own reporting.
    """

    derived: int
    source: int
    kind: DerivationKind
    share: float
    directed: bool
    partial: bool
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Lineage:
    """Who derives from whom, and the partition of all articles into independent sources."""

    edges: tuple[Edge, ...]
    groups: tuple[tuple[int, ...], ...]

    def independent(self, articles: set[int]) -> int:
        """Count the independent sources among some articles."""
        return sum(1 for group in self.groups if articles & set(group))


class Stance(StrEnum):
    """What an article does with a statement."""

    STATES = "states"
    QUOTES = "quotes"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who reports what.

    `stances[s][a]` is what article `a` does with statement `s`. `exclusives[a]` are the statements only `a`
    has; `omissions[a]` those that most independent sources have and `a` leaves out.
    """

    stances: tuple[tuple[Stance, ...], ...]
    independent_sources: tuple[int, ...]
    exclusives: tuple[tuple[int, ...], ...]
    omissions: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """When something told of happened or is to happen: `claims` and `statement` say what, `time` when.

    `time` is the most precise value the claims give; `spans` are the time expressions as (article, start, end).
    """

    time: TimeValue
    statement: int
    claims: tuple[Ref, ...]
    spans: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class BriefSentence:
    """A sentence of the brief. `citations` are (article, start, end); it has no word that is not in them or in the
    fixed grammar of connecting phrases. `statements` and `discrepancy` are positions; `disputed` marks readings.
    """

    text: str
    statements: tuple[int, ...]
    citations: tuple[tuple[int, int, int], ...]
    discrepancy: int | None = None
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Applied:
    """A person's decision with what it is about in this story: positions of discrepancies, statements and articles.

    `kind` and `decision` are those of `judgements.Judgement`; `at` is ISO 8601 in UTC.
    """

    id: str
    kind: str
    decision: str
    author: str
    at: str
    comment: str = ""
    discrepancies: tuple[int, ...] = ()
    statements: tuple[int, ...] = ()
    articles: tuple[int, ...] = ()


@dataclass(frozen=True)
class Findings:
    """All that the stages found about one story; what an edition is built from."""

    collation: Collation
    discrepancies: tuple[Discrepancy, ...]
    lineage: Lineage
    coverage: Coverage
    timeline: tuple[TimelineEntry, ...]
    brief: tuple[BriefSentence, ...]
    judgements: tuple[Applied, ...] = ()
