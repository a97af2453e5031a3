"""What the annotators find in one article: tokens to claims.

Annotations refer to each other by position: a `mention` is an index into `Annotated.mentions`, a `token`
an index into `Annotated.parse.tokens`, and so on. `None` means: not known.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from variorum.model.text import Article, BlockKind, HasSpan
    from variorum.values.date import TimeValue
    from variorum.values.quantity import Amount


class Token(NamedTuple):
    """A token with its syntax. Without a parser `pos`, `tag`, `dep` are empty and `head` is the token itself.

    `i` is its position; `pos` is a universal part of speech, `tag` and `dep` are spaCy's English labels (Penn,
    ClearNLP), `entity` is spaCy's entity type or empty, `sentence` the index of the sentence.
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence inside one block; its tokens are `first` to `last` (exclusive)."""

    index: int
    start: int
    end: int
    first: int
    last: int
    block: BlockKind


@dataclass(frozen=True)
class Parse:
    """Tokens and sentences of an article. `has_syntax` tells whether there are heads and dependencies of English."""

    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    has_syntax: bool

    @cached_property
    def has_heads(self) -> bool:
        """Whether heads and dependencies are there, of English or of a language whose words no list of ours knows."""
        return self.has_syntax or any(token.dep for token in self.tokens)

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each token the indices of its dependents, in order."""
        found: list[list[int]] = [[] for _ in self.tokens]
        for place, token in enumerate(self.tokens):
            head = token.head
            if head != place:
                found[head].append(place)
        return tuple(map(tuple, found))

    @cached_property
    def dependents(self) -> tuple[tuple[Token, ...], ...]:
        """For each token its dependents themselves, in order."""
        tokens = self.tokens
        return tuple(tuple([tokens[c] for c in each]) if each else () for each in self.children)

    @cached_property
    def bounds(self) -> tuple[list[int], list[int]]:
        """Where the tokens start, and where they end."""
        return [token.start for token in self.tokens], [token.end for token in self.tokens]

    def subtree(self, index: int) -> tuple[int, ...]:
        """The token and all that hangs on it, in order."""
        found, waiting = [], [index]
        while waiting:
            here = waiting.pop()
            found.append(here)
            waiting.extend(self.children[here])
        return tuple(sorted(found))

    def inside(self, sentence: Sentence) -> tuple[Token, ...]:
        """The tokens of a sentence."""
        return self.tokens[sentence.first : sentence.last]


class EntityType(StrEnum):
    """What a name names."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    GROUP = "group"
    EVENT = "event"
    OTHER = "other"


class MentionForm(StrEnum):
    """How an entity is mentioned: by name, by role ("the Kremlin chief"), or by pronoun."""

    NAME = "name"
    ROLE = "role"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch that refers to an entity. `entity` indexes `Annotated.entities`.

    `start` to `end` is the whole phrase with titles ("Russian President Vladimir Putin"), `name` the bare
    name ("Vladimir Putin") or the role noun phrase, `head` its head token.
    """

    start: int
    end: int
    type: EntityType
    form: MentionForm
    name: str
    head: int
    entity: int


@dataclass(frozen=True, slots=True)
class LocalEntity:
    """What one article refers to by one or more mentions, merged inside the article."""

    type: EntityType
    name: str
    names: tuple[str, ...]
    roles: tuple[str, ...]
    mentions: tuple[int, ...]


class Mode(StrEnum):
    """How words are given: in the outlet's own voice (`stated`), or as a quotation of one of four kinds."""

    STATED = "stated"
    DIRECT = "direct"
    PARTIAL = "partial"
    UNMARKED = "unmarked"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Quotation:
    """An attribution after PARC and PolNeAR: content, its source and the cue that ties them.

    `start` to `end` is the content (without its quotation marks). `source_start` to `source_end` is the
    phrase that names the speaker, `speaker` the mention it resolves to (through pronouns and roles),
    `addressee` the mention spoken to. `pieces` are the parts of an interrupted content, in order.
    """

    start: int
    end: int
    mode: Mode
    pieces: tuple[tuple[int, int], ...]
    source_start: int | None = None
    source_end: int | None = None
    cue_start: int | None = None
    cue_end: int | None = None
    cue: str = ""
    speaker: int | None = None
    addressee: int | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit and what it counts: `amount` is normalised, `counted` the lemma of the noun."""

    start: int
    end: int
    amount: Amount
    counted: str = ""
    counted_start: int | None = None
    counted_end: int | None = None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A date, time, duration or set, normalised against the article's publication."""

    start: int
    end: int
    value: TimeValue


class Polarity(StrEnum):
    """Whether a claim affirms or denies."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"


class Certainty(StrEnum):
    """How sure a claim is of itself (levels after FactBank: certain, probable, possible; and what is to come)."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    PLANNED = "planned"
    CONDITIONAL = "conditional"


class Role(StrEnum):
    """The part an argument plays for its predicate."""

    AGENT = "agent"
    PATIENT = "patient"
    RECIPIENT = "recipient"
    ATTRIBUTE = "attribute"
    PLACE = "place"
    TIME = "time"
    CAUSE = "cause"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Argument:
    """A phrase that fills a role; `mention` where its head is one, `preposition` where it hangs on one."""

    role: Role
    start: int
    end: int
    head: int
    lemma: str
    mention: int | None = None
    preposition: str = ""


class ClauseKind(StrEnum):
    """How a claim stands in its sentence."""

    MAIN = "main"
    RELATIVE = "relative"
    APPOSITIVE = "appositive"
    CONJOINED = "conjoined"
    REPORTED = "reported"
    ADVERBIAL = "adverbial"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Attribution:
    """One link of "who says so": the source's mention (if resolved), its phrase, and the cue's lemma."""

    source: int | None
    source_start: int | None
    source_end: int | None
    cue: str
    mode: Mode


@dataclass(frozen=True, slots=True)
class Claim:
    """What an article states in one clause.

    `start` to `end` covers the clause; `tokens` are its own tokens (those of a clause inside it that makes a
    claim of its own are left out). `predicate` is the lemma of the verb or predicate noun, with its particle
    ("carry out"), `predicate_token` its token. `attribution` runs from the outermost source inwards and is
    empty for the outlet's own voice. `quantities`, `times` and `mentions` index the article's annotations.
    """

    start: int
    end: int
    sentence: int
    kind: ClauseKind
    predicate: str
    predicate_token: int | None
    tokens: tuple[int, ...]
    arguments: tuple[Argument, ...] = ()
    quantities: tuple[int, ...] = ()
    times: tuple[int, ...] = ()
    mentions: tuple[int, ...] = ()
    polarity: Polarity = Polarity.AFFIRMED
    certainty: Certainty = Certainty.CERTAIN
    attribution: tuple[Attribution, ...] = ()
    mode: Mode = Mode.STATED
    quotation: int | None = None

    def fillers(self, role: Role) -> tuple[Argument, ...]:
        """The arguments that play `role`."""
        return tuple(a for a in self.arguments if a.role is role)


@dataclass(frozen=True)
class Annotated:
    """An article with everything that was found in it."""

    article: Article
    parse: Parse
    mentions: tuple[Mention, ...] = ()
    entities: tuple[LocalEntity, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    claims: tuple[Claim, ...] = ()

    def text_of(self, span: HasSpan) -> str:
        """The characters that anything with `start` and `end` covers."""
        return self.article.text[span.start : span.end]
