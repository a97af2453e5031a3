"""The calls of the web API and what they answer.

Written by scripts/build_client.py from the OpenAPI document; change that, or the API.
"""
# ruff: noqa: E501 - descriptions stand as the document has them

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

from variorum.client.transport import Transport

BlockKind = Literal[
    "headline",
    "dateline",
    "byline",
    "lead",
    "body",
    "subhead",
    "caption",
    "credit",
    "pull-quote",
    "navigation",
    "footer",
    "related",
    "residue",
]
Certainty = Literal["certain", "probable", "possible", "planned", "conditional"]
ClauseKind = Literal["main", "relative", "appositive", "conjoined", "reported", "adverbial", "sentence"]
Decision = Literal["one", "apart", "split", "confirmed", "rejected", "retyped", "noted"]
DiscrepancyKind = Literal[
    "number",
    "date",
    "place",
    "person",
    "role",
    "speaker",
    "wording",
    "mode",
    "polarity",
    "certainty",
    "attribution",
    "membership",
    "cause",
    "sequence",
    "scope",
    "naming",
]
EventKind = Literal["started", "joined", "left", "revised", "merged", "split", "edited", "judged"]
JudgementKind = Literal["stories", "discrepancy", "statements", "comment"]
Mode = Literal["stated", "direct", "partial", "unmarked", "indirect"]
Order = Literal["sources", "growth", "recent"]
Polarity = Literal["affirmed", "negated"]
TimeKind = Literal["DATE", "TIME", "DURATION", "SET"]
Verdict = Literal["conflict", "variant", "compatible"]


class Alike(TypedDict):
    """A story, and others that one might think to be the same."""

    story: StoryRow
    alike: list[StoryRow]


class ArticleRow(TypedDict):
    """An article as lists show it: its latest version's facts, and `versions`, how many there are."""

    id: str
    outlet: str
    title: str
    published: str
    language: str
    url: str
    origin: str
    story: str
    first_seen: str
    last_seen: str
    versions: int


class ArticleSheet(TypedDict):
    """An article: its facts, the text of one version with its blocks, all versions, and its story if it is in one."""

    article: ArticleRow
    story: StoryRow | None
    shown_version: int
    text: str
    sha256: str
    blocks: list[BlockLabel]
    versions: list[VersionLine]


class Attribution(TypedDict):
    """One link of "who says so".

    speaker: The speaker's name, where it is known.
    entity: The speaker's entity, where it is known.
    source: The phrase that names the speaker, or null.
    source_start: Where that phrase begins, or null.
    source_end: Where it ends, or null.
    cue: The word that ties speaker and content, as a lemma.
    mode: How the words are given.
    """

    speaker: str | None
    entity: str | None
    source: str | None
    source_start: int | None
    source_end: int | None
    cue: str
    mode: Mode


class BlockLabel(TypedDict):
    """A labelled stretch of the text, in code points."""

    start: int
    end: int
    kind: BlockKind


class ChangeLine(TypedDict):
    """A statement that was added, dropped, changed in what it states, or only reworded; `reasons` say in what."""

    kind: str
    old: str
    new: str
    reasons: list[str]
    pieces: list[Stretch]


class Claim(TypedDict):
    """What one article states in one clause.

    id: c1, c2, ... in the order of statements and articles.
    article: The article's id.
    start: The first code point.
    end: One past the last.
    text: The characters there.
    speaker: Who says so, or null where the outlet speaks in its own voice or the speaker is not known.
    entity: The speaker's entity, where it is known.
    mode: Stated in the outlet's own voice, or one of the four modes of quotation.
    polarity: Affirmed or negated.
    certainty: How sure the claim is of itself.
    kind: How the clause stands in its sentence.
    predicate: The lemma of its verb or predicate noun.
    attribution: From the outermost source inwards; empty for the outlet's own voice.
    quotation: The quotation it stands in, or null.
    """

    id: str
    article: str
    start: int
    end: int
    text: str
    speaker: str | None
    entity: str | None
    mode: Mode
    polarity: Polarity
    certainty: Certainty
    kind: ClauseKind
    predicate: NotRequired[str]
    attribution: NotRequired[list[Attribution]]
    quotation: NotRequired[str | None]


class DiscrepancyLine(TypedDict):
    """A discrepancy with its id in the edition that has it."""

    id: str
    kind: DiscrepancyKind
    verdict: Verdict
    reason: str


class EditionChanges(TypedDict):
    """What the newer edition has that the older has not, and the other way round.

    `confirmed` statements have more independent sources than they had; `weakened` ones fewer. `only_alone` counts
    appeared statements of one article; those of several come first.
    """

    articles_added: list[str]
    articles_gone: list[str]
    appeared: list[StatementLine]
    dropped: list[StatementLine]
    gained: list[StatementLine]
    lost: list[StatementLine]
    discrepancies_new: list[DiscrepancyLine]
    discrepancies_gone: list[DiscrepancyLine]


class EditionRow(TypedDict):
    """An edition that was made of a story: `number` identifies it, `digest` its content."""

    number: int
    story: str
    made: str
    run: int
    digest: str
    articles: int
    statements: int
    conflicts: int


class Entry(TypedDict):
    """A key or a word, and what it means; of several keys each stands for the part of the meaning in its place."""

    name: str
    meaning: str


class Event(TypedDict):
    """An entry of a story's history, `told` in words."""

    at: str
    kind: EventKind
    told: str
    article: str
    article_name: str
    other: str
    reason: str


class FeedLine(TypedDict):
    """A feed and how it goes; times are ISO 8601 in UTC, empty for never. `failures` are those in a row."""

    url: str
    title: str
    kind: str
    checked: str
    next_due: str
    status: int
    failures: int
    error: str
    gone: bool
    entries: int
    articles: int
    last_article: str
    parent: str


class Flow(TypedDict):
    """How many articles of one outlet derive from another's, by kind of derivation."""

    outlet: str
    kind: str
    articles: int


class Found(TypedDict):
    """What was searched for, and a page of what was found; `total` counts all, `more` tells of uncounted ones."""

    query: Query
    hits: list[Hit]
    total: int
    more: bool
    offset: int
    limit: int


class FrontPage(TypedDict):
    """A page of stories, with the filters it was chosen by. `until` is the day on which the sparklines end."""

    stories: list[StoryLine]
    total: int
    offset: int
    limit: int
    order: Order
    language: str
    outlet: str
    since: str
    until: str
    database: str


class Help(TypedDict):
    """The keys that pages know, and the words that they use."""

    keys: list[Entry]
    words: list[Entry]


class History(TypedDict):
    """What changed between two editions of a story, the silent edits in between, and all that happened."""

    story: StoryRow
    editions: list[EditionRow]
    old_edition: int
    new_edition: int
    changes: EditionChanges | None
    edits: list[SilentEdit]
    events: list[Event]


class Hit(TypedDict):
    """An article that was found.

    `snippet` is `text[start:end]` of its latest version and `marks` are the words found, as offsets into the snippet.
    `score` is higher for better; it orders the hits of one search and means nothing beside another's.
    """

    article: ArticleRow
    score: float
    snippet: str
    start: int
    end: int
    marks: NotRequired[list[list[int]]]


class Judgement(TypedDict):
    """One decision of a person. `at` and `undone_at` are ISO 8601 in UTC; an empty `undone_at` means: it holds."""

    id: str
    kind: JudgementKind
    decision: Decision
    author: str
    at: str
    subject: Subject
    comment: NotRequired[str]
    undone_at: NotRequired[str]
    undone_by: NotRequired[str]


class OutletRow(TypedDict):
    """An outlet in figures.

    `alone` counts the stories that it alone reports, `first` those with more outlets that it published before all
    others, `copied` its articles that derive from another outlet's, `source` the articles of others that derive from
    its own.
    """

    name: str
    articles: int
    stories: int
    alone: int
    first: int
    copied: int
    source: int


class OutletSheet(TypedDict):
    """One outlet: its figures, whom it takes from, who takes from it, and its latest articles."""

    row: OutletRow
    takes_from: list[Flow]
    gives_to: list[Flow]
    articles: list[ArticleRow]


class Outlets(TypedDict):
    """A page of outlets, those with most articles first."""

    outlets: list[OutletRow]
    total: int
    offset: int
    limit: int


class Passage(TypedDict):
    """Words of an article that a judgement is about.

    `article` is the article's stable identifier, `text` the words as they stood. Of a discrepancy `value` and `side`
    are those of the reading.
    """

    article: str
    text: str
    value: NotRequired[str]
    side: NotRequired[int]


class Query(TypedDict):
    """What is searched for.

    `words` in any form: words, "phrases in marks", -left -out, begin*. `meaning` searches by vectors instead.
    Filters are empty where they do not matter; `since` and `until` (inclusive) are ISO 8601 dates of publication, or of
    arrival where that is not known; `speaker` is a name or some of its words.
    """

    words: NotRequired[str]
    meaning: NotRequired[bool]
    outlet: NotRequired[str]
    language: NotRequired[str]
    since: NotRequired[str]
    until: NotRequired[str]
    story: NotRequired[str]
    speaker: NotRequired[str]
    offset: NotRequired[int]
    limit: NotRequired[int]


class Revision(TypedDict):
    """What version `number` changed, and how many statements it kept as they were."""

    article: ArticleRow
    number: int
    old_seen: str
    new_seen: str
    changes: list[ChangeLine]
    kept: int


class Said(TypedDict):
    """One thing that was said, in a story: its wordings in several articles."""

    story: str
    title: str
    quotation: str
    wordings: list[Utterance]


class SilentEdit(TypedDict):
    """A new version of an article that came between the two editions."""

    article: str
    outlet: str
    title: str
    version: int
    seen: str


class SpeakerRow(TypedDict):
    """Somebody who is quoted: `key` identifies the speaker, `name` is the fullest name."""

    key: str
    name: str
    utterances: int
    stories: int
    last: str


class SpeakerSheet(TypedDict):
    """A speaker with a page of what is quoted of them, the latest first; `total` counts utterances."""

    speaker: SpeakerRow
    quotations: list[Said]
    total: int
    offset: int
    limit: int


class Speakers(TypedDict):
    """A page of speakers, those with most utterances first; `name` is what was asked for."""

    speakers: list[SpeakerRow]
    name: str
    total: int
    offset: int
    limit: int


class Statement(TypedDict):
    """The claims of several articles, or of one alone, that state the same.

    id: s1, s2, ... from the most to the fewest independent sources.
    text: Verbatim from the central claim.
    central: The claim that stands for the statement.
    articles: The articles that make it, in the edition's order.
    independent_sources: How many independent sources those articles come down to.
    times: The time expressions in its claims.
    claims: The claims, in the order of articles and offsets.
    """

    id: str
    text: str
    central: str
    articles: list[str]
    independent_sources: int
    times: NotRequired[list[Time]]
    claims: NotRequired[list[Claim]]


class StatementLabel(TypedDict):
    """A statement's id and words."""

    id: str
    text: str


class StatementLine(TypedDict):
    """A statement with its id in the edition that has it, and its independent sources before and after."""

    id: str
    text: str
    before: int
    after: int


class StatementSheet(TypedDict):
    """A statement of a story's latest edition with its claims, the judgements on it, and the other statements."""

    story: str
    edition: int
    statement: Statement
    outlets: dict[str, str]
    judgements: list[Judgement]
    others: list[StatementLabel]


class Status(TypedDict):
    """How the store stands. `writer` names the process that writes now, or is empty."""

    database: str
    schema: int
    stories: int
    articles: int
    versions: int
    documents: int
    editions: int
    judgements: int
    outlets: int
    stale: int
    feeds: int
    feeds_failing: int
    last_article: str
    last_edition: str
    size: int
    writer: str


class StatusPage(TypedDict):
    """The store's counts, and its feeds: those that fail first, then those that are gone."""

    status: Status
    feeds: list[FeedLine]
    database: str


class StoryArticles(TypedDict):
    """The articles of a story, the latest first."""

    story: StoryRow
    articles: list[ArticleRow]
    total: int
    offset: int
    limit: int


class StoryJudgements(TypedDict):
    """All that people decided in a story, the latest first, what was taken back too; `outlets` are by article."""

    story: StoryRow
    judgements: list[Judgement]
    outlets: dict[str, str]


class StoryLine(TypedDict):
    """A story in the list; `arrivals` are its articles a day, over the last `DAYS` days up to `until`.

    That is today, or the day of the latest article on the page; for a story that was over before, its own last day.
    """

    story: StoryRow
    arrivals: list[int]
    until: str
    today: NotRequired[int]


class StoryRow(TypedDict):
    """A story as lists show it.

    `articles`, `outlets`, `independent_sources`, `statements`, `conflicts` and `variants` are counts (rejected
    discrepancies are not counted; independent sources are 1 until the first edition is made). `first` and `last` are
    the earliest and latest publication. `growth` is the number of its articles, each counting half for every day since
    it came. `changed` is when an article joined, left or changed; `edited` when its latest edition was made, empty
    before the first. `stale` tells that the edition does not yet hold all that is known.
    """

    id: str
    title: str
    articles: int
    outlets: int
    independent_sources: int
    first: str
    last: str
    conflicts: NotRequired[int]
    variants: NotRequired[int]
    statements: NotRequired[int]
    growth: NotRequired[float]
    languages: NotRequired[list[str]]
    created: NotRequired[str]
    changed: NotRequired[str]
    edited: NotRequired[str]
    stale: NotRequired[bool]


class StorySheet(TypedDict):
    """A story with its latest edition (null before the first one) and all judgements on it, those undone too."""

    story: StoryRow
    edition_number: int
    edition: dict[str, Any] | None
    judgements: list[Judgement]


class Stretch(TypedDict):
    """Some words: `kind` is same, added or omitted."""

    kind: str
    text: str


class Subject(TypedDict):
    """What a judgement is about.

    story: The story's identifier when it was judged (it may have been merged since).
    groups: Of stories: articles, parted into those that belong together.
    discrepancy: Of a discrepancy: its kind.
    to_kind: The kind it is retyped to, or empty.
    to_verdict: The verdict it is given instead, or empty.
    passages: The readings of a discrepancy, or the claims of statements; `side` tells groups of claims apart.
    """

    story: NotRequired[str]
    groups: NotRequired[list[list[str]]]
    discrepancy: NotRequired[str]
    to_kind: NotRequired[str]
    to_verdict: NotRequired[str]
    passages: NotRequired[list[Passage]]


class Time(TypedDict):
    """A time expression with its normalised value.

    article: The article's id.
    start: The first code point.
    end: One past the last.
    text: The characters there.
    kind: The TIMEX3 type.
    value: The TIMEX3 value ("2024-07-03", "P2M").
    precision: How precise a date is (year, season, month, part, week, day, hour, minute), or empty.
    earliest: The first day that can be meant (ISO 8601), or empty.
    latest: The last day that can be meant, or empty.
    """

    article: str
    start: int
    end: int
    text: str
    kind: TimeKind
    value: str
    precision: NotRequired[str]
    earliest: NotRequired[str]
    latest: NotRequired[str]


class Utterance(TypedDict):
    """One wording of something said, in the current edition of a story. `quotation` is its id in that edition."""

    speaker: str
    name: str
    story: str
    title: str
    quotation: str
    article: str
    outlet: str
    published: str
    start: int
    end: int
    text: str
    mode: str


class ValidationError(TypedDict):
    """ValidationError."""

    loc: list[str | int]
    msg: str
    type: str
    input: NotRequired[Any]
    ctx: NotRequired[dict[str, Any]]


class VersionLine(TypedDict):
    """A version without its text. `number` counts from 1."""

    number: int
    seen: str
    title: str
    sha256: str


class Calls(Transport):
    """The calls, one for each address."""

    def judge_discrepancy(
        self,
        *,
        discrepancy: str,
        decision: Decision,
        story: str,
        edition: int = 0,
        to_kind: str = "",
        to_verdict: str = "",
        comment: str = "",
    ) -> Judgement:
        """Confirm, reject or retype a discrepancy, or comment on it."""
        found: Judgement = self.post(
            "/judge/discrepancy",
            discrepancy=discrepancy,
            decision=decision,
            edition=edition,
            to_kind=to_kind,
            to_verdict=to_verdict,
            story=story,
            comment=comment,
        )
        return found

    def judge_merge(self, *, story: str, other: str = "", named: str = "", comment: str = "") -> Judgement:
        """These two stories are one."""
        found: Judgement = self.post("/judge/merge", other=other, named=named, story=story, comment=comment)
        return found

    def judge_split(self, *, story: str, articles: tuple[str, ...] = (), comment: str = "") -> Judgement:
        """These articles are a story of their own."""
        found: Judgement = self.post("/judge/split", articles=articles, story=story, comment=comment)
        return found

    def judge_statements_merge(
        self, *, statement: str, other: str, story: str, edition: int = 0, comment: str = ""
    ) -> Judgement:
        """These two statements state the same."""
        found: Judgement = self.post(
            "/judge/statements/merge", statement=statement, other=other, edition=edition, story=story, comment=comment
        )
        return found

    def judge_statements_split(
        self, *, statement: str, story: str, claims: tuple[str, ...] = (), edition: int = 0, comment: str = ""
    ) -> Judgement:
        """These claims do not state what the others of the statement state."""
        found: Judgement = self.post(
            "/judge/statements/split", statement=statement, claims=claims, edition=edition, story=story, comment=comment
        )
        return found

    def judge_comment(
        self, *, story: str, discrepancy: str = "", statement: str = "", edition: int = 0, comment: str = ""
    ) -> Judgement:
        """A comment on a story, a discrepancy or a statement."""
        found: Judgement = self.post(
            "/judge/comment",
            discrepancy=discrepancy,
            statement=statement,
            edition=edition,
            story=story,
            comment=comment,
        )
        return found

    def judge_undo(self, *, judgement: str) -> Judgement:
        """Take a judgement back. It stays on record, with who took it back."""
        found: Judgement = self.post("/judge/undo", judgement=judgement)
        return found

    def stories(
        self,
        *,
        order: Order = "sources",
        language: str = "",
        outlet: str = "",
        since: str = "",
        offset: int = 0,
        limit: int = 30,
    ) -> FrontPage:
        """Stories with their counts and how they grow, most independent sources first unless `order` says otherwise."""
        found: FrontPage = self.get(
            "/stories.json", order=order, language=language, outlet=outlet, since=since, offset=offset, limit=limit
        )
        return found

    def story_download(self, story: str, name: str, *, number: int = 0) -> bytes:
        """The edition of a story in a format (`json`, `html`, `md`, ...); several files come as one zip archive."""
        return self.content(f"/stories/{self.quoted(story)}/download/{self.quoted(name)}", number=number)

    def story(self, story: str) -> StorySheet:
        """A story with its latest edition and the judgements on it; a merged story's identifier leads on."""
        found: StorySheet = self.get(f"/stories/{self.quoted(story)}.json")
        return found

    def story_history(self, story: str, *, since: int = 0) -> History:
        """What changed since an earlier edition: statements and discrepancies that came or went, silent edits."""
        found: History = self.get(f"/stories/{self.quoted(story)}/history.json", since=since)
        return found

    def story_articles(self, story: str, *, offset: int = 0) -> StoryArticles:
        """The articles of a story, the latest first."""
        found: StoryArticles = self.get(f"/stories/{self.quoted(story)}/articles.json", offset=offset)
        return found

    def story_alike(self, story: str) -> Alike:
        """Other stories whose articles are nearest in meaning to this one's, in any language."""
        found: Alike = self.get(f"/stories/{self.quoted(story)}/alike.json")
        return found

    def story_judgements(self, story: str) -> StoryJudgements:
        """Every judgement on a story with its author and time; what was undone, by whom."""
        found: StoryJudgements = self.get(f"/stories/{self.quoted(story)}/judgements.json")
        return found

    def story_statement(self, story: str, statement: str) -> StatementSheet:
        """One statement of the latest edition: its claims in every article, and who judged it."""
        found: StatementSheet = self.get(f"/stories/{self.quoted(story)}/statements/{self.quoted(statement)}.json")
        return found

    def article_changes(self, article: str, *, version: int = 0) -> Revision:
        """What a version changed in the one before it, statement by statement."""
        found: Revision = self.get(f"/articles/{self.quoted(article)}/changes.json", version=version)
        return found

    def article(self, article: str, *, version: int = 0) -> ArticleSheet:
        """An article with its labelled blocks and its versions; every offset counts code points of `text`."""
        found: ArticleSheet = self.get(f"/articles/{self.quoted(article)}.json", version=version)
        return found

    def search(
        self,
        *,
        q: str = "",
        meaning: bool = False,
        outlet: str = "",
        language: str = "",
        since: str = "",
        until: str = "",
        story: str = "",
        speaker: str = "",
        offset: int = 0,
    ) -> Found:
        """Articles with some words, or of some meaning, in any language; the latest version of each is searched."""
        found: Found = self.get(
            "/search.json",
            q=q,
            meaning=meaning,
            outlet=outlet,
            language=language,
            since=since,
            until=until,
            story=story,
            speaker=speaker,
            offset=offset,
        )
        return found

    def speakers(self, *, name: str = "", offset: int = 0) -> Speakers:
        """Who is quoted, in how many stories; `name` chooses by a part of the name."""
        found: Speakers = self.get("/speakers.json", name=name, offset=offset)
        return found

    def speaker(self, key: str, *, offset: int = 0) -> SpeakerSheet:
        """All utterances of a person with their wordings, each leading to the characters of the article it stands in."""
        found: SpeakerSheet = self.get(f"/speakers/{self.quoted(key)}.json", offset=offset)
        return found

    def outlets(self, *, offset: int = 0) -> Outlets:
        """Outlets with how many articles and stories they have, how often alone, first, copied, and copied by others."""
        found: Outlets = self.get("/outlets.json", offset=offset)
        return found

    def outlet(self, name: str) -> OutletSheet:
        """One outlet: whom it takes from and who takes from it, by kind of derivation, and its latest articles."""
        found: OutletSheet = self.get(f"/outlets/{self.quoted(name)}.json")
        return found

    def status(self) -> StatusPage:
        """How many articles, stories, editions and judgements there are, and how each feed does."""
        found: StatusPage = self.get("/status.json")
        return found

    def help(self) -> Help:
        """The keys that pages know, and the words that they use."""
        found: Help = self.get("/help.json")
        return found
