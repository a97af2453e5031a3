"""A story of three reports made by hand, as the stages would hand it over; every span is found in the texts."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from variorum.model import (
    Annotated,
    Article,
    Attribution,
    Block,
    BlockKind,
    BriefSentence,
    Certainty,
    Claim,
    ClauseKind,
    Collation,
    Coverage,
    DerivationKind,
    Discrepancy,
    DiscrepancyKind,
    Edge,
    Entity,
    EntityType,
    Evidence,
    Findings,
    Lineage,
    LocalEntity,
    Mention,
    MentionForm,
    Mode,
    Parse,
    Polarity,
    Quotation,
    Reading,
    Ref,
    Stance,
    Statement,
    TimelineEntry,
    TimeExpression,
    Utterance,
    Verdict,
)
from variorum.values.date import TimeKind, TimeValue

LEDGER = """Home / Regional / Water

Orrin dam opens gates as reservoir tops record

By Hanna Dreyer

Engineers opened two spillway gates at the Orrin dam on Tuesday after three days of rain pushed the reservoir to its \
highest level since 1987. About 340 people in the villages of Tarn and Lower Esk were told to leave their homes.

"We are releasing water slowly and under control," said dam director Ilse Maren. "Nobody downstream is in danger tonight."

The mayor of Tarn, Pavel Oster, blamed the water board for waiting too long. The board denied that the gates opened late.

The dam, finished in 1962, supplies drinking water to half the province.

Water pours through the spillway on Tuesday. Photo: R. Lind/Pool

Share this article
"""

RADIO = """Dam gates opened at Orrin after record rain

Three spillway gates at the Orrin dam were opened on Tuesday after three days of rain, and 340 residents of Tarn and \
Lower Esk left their homes, the water board said.

Dam director Ilse Maren said water was being released slowly and under control. "Nobody downstream is in any danger \
tonight," she said.

The board said the gates opened on time.

A state of emergency may be declared on Wednesday, according to the provincial government.
"""

POST = """Orrin dam: two gates open, 400 evacuated

Two spillway gates at the Orrin dam were opened on 12 March 2024 following three days of rain. More than 400 people in \
Tarn and Lower Esk were evacuated.

"We release the water slowly, under full control. Nobody downstream is in danger tonight," water board chair Jonas Feld told reporters.

The mayor of Tarn, Pavel Oster, blamed the water board for waiting too long.

Schools in the valley stay closed until Friday.

(Orrin News Agency)
"""

SETTINGS = {"one_story": True, "encoder": "ngrams"}
MODELS = {"parser": "none"}
CREATED = "2024-03-13T08:00:00Z"

TUESDAY = TimeValue(TimeKind.DATE, "2024-03-12", "2024-03-12", "2024-03-12", "day", relative=True)
WEDNESDAY = TimeValue(TimeKind.DATE, "2024-03-13", "2024-03-13", "2024-03-13", "day", relative=True)


@dataclass
class Draft:
    """One article with the annotations that are being made for it."""

    article: Article
    mentions: list[Mention] = field(default_factory=list)
    entities: list[LocalEntity] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    times: list[TimeExpression] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def find(self, words: str) -> tuple[int, int]:
        start = self.article.text.index(words)
        return start, start + len(words)

    def mention(self, words: str, name: str, kind: EntityType = EntityType.PERSON) -> int:
        start, end = self.find(words)
        self.mentions.append(Mention(start, end, kind, MentionForm.NAME, name, 0, len(self.entities)))
        self.entities.append(LocalEntity(kind, name, (name,), (), (len(self.mentions) - 1,)))
        return len(self.mentions) - 1

    def quote(self, words: str, mode: Mode, source: str, cue: str, speaker: int | None) -> int:
        start, end = self.find(words)
        (s, t), (c, d) = self.find(source), self.find(cue)
        self.quotations.append(Quotation(start, end, mode, ((start, end),), s, t, c, d, cue.split()[0], speaker))
        return len(self.quotations) - 1

    def claim(self, words: str, predicate: str, *, speaker: int | None = None, quotation: int | None = None,
              mode: Mode = Mode.STATED, polarity: Polarity = Polarity.AFFIRMED, certainty: Certainty = Certainty.CERTAIN,
              when: tuple[str, TimeValue] | None = None) -> int:  # fmt: skip
        start, end = self.find(words)
        times: tuple[int, ...] = ()
        if when:
            a, b = self.find(when[0])
            self.times.append(TimeExpression(a, b, when[1]))
            times = (len(self.times) - 1,)
        chain: tuple[Attribution, ...] = ()
        if speaker is not None:
            m = self.mentions[speaker]
            chain = (Attribution(speaker, m.start, m.end, "say", mode),)
        self.claims.append(
            Claim(start, end, 0, ClauseKind.MAIN, predicate, None, (), times=times, polarity=polarity,
                  certainty=certainty, attribution=chain, mode=mode, quotation=quotation)
        )  # fmt: skip
        return len(self.claims) - 1

    def done(self) -> Annotated:
        return Annotated(
            self.article,
            Parse((), (), has_syntax=False),
            tuple(self.mentions),
            tuple(self.entities),
            tuple(self.quotations),
            (),
            tuple(self.times),
            tuple(self.claims),
        )


def blocks(text: str, kinds: dict[str, BlockKind]) -> tuple[Block, ...]:
    """A block for each paragraph: the kind of the first key its text begins with, else body."""
    found, start = [], 0
    for paragraph in text.split("\n\n"):
        kind = next((k for key, k in kinds.items() if paragraph.startswith(key)), BlockKind.BODY)
        stripped = paragraph.rstrip("\n")
        if stripped:
            found.append(Block(start, start + len(stripped), kind))
        start += len(paragraph) + 2
    return tuple(found)


def draft(text: str, kinds: dict[str, BlockKind], **metadata: str) -> Draft:
    return Draft(Article(text=text, blocks=blocks(text, kinds), language="en", **metadata))  # type: ignore[arg-type]


def drafts() -> tuple[Draft, Draft, Draft]:
    headline, credit = BlockKind.HEADLINE, BlockKind.CREDIT
    return (
        draft(LEDGER, {"Home": BlockKind.NAVIGATION, "Orrin dam opens": headline, "By ": BlockKind.BYLINE,
                       "Water pours": BlockKind.CAPTION, "Share": BlockKind.FOOTER}, id="ledger", outlet="Morning Ledger",
              title="Orrin dam opens gates as reservoir tops record", published="2024-03-12T19:30:00Z",
              origin="ledger.txt"),  # fmt: skip
        draft(RADIO, {"Dam gates": headline}, id="radio", outlet="Coast Radio", published="2024-03-12T18:05:00Z",
              origin="radio.txt", title="Dam gates opened at Orrin after record rain"),  # fmt: skip
        draft(POST, {"Orrin dam: two": headline, "(Orrin": credit}, id="post", outlet="The Valley Post",
              published="2024-03-13", origin="post.html", url="https://post.example/orrin"),  # fmt: skip
    )  # fmt: skip


def findings() -> Findings:
    """Everything the stages would have found about the three reports."""
    ledger, radio, post = drafts()
    maren = [
        ledger.mention("dam director Ilse Maren", "Ilse Maren"),
        radio.mention("Dam director Ilse Maren", "Ilse Maren"),
    ]
    oster = [ledger.mention("Pavel Oster", "Pavel Oster"), post.mention("Pavel Oster", "Pavel Oster")]
    feld = post.mention("water board chair Jonas Feld", "Jonas Feld")
    board = [
        ledger.mention("The board", "the board", EntityType.ORGANISATION),
        radio.mention("the water board", "the water board", EntityType.ORGANISATION),
    ]
    words = [
        ledger.quote("We are releasing water slowly and under control", Mode.DIRECT, "dam director Ilse Maren", "said dam", maren[0]),
        ledger.quote("Nobody downstream is in danger tonight.", Mode.DIRECT, "dam director Ilse Maren", "said dam", maren[0]),
        radio.quote("water was being released slowly and under control", Mode.INDIRECT, "Dam director Ilse Maren", "said", maren[1]),
        radio.quote("Nobody downstream is in any danger tonight,", Mode.DIRECT, "she", "said", maren[1]),
        post.quote("We release the water slowly, under full control.", Mode.DIRECT, "water board chair Jonas Feld", "told", feld),
        post.quote("Nobody downstream is in danger tonight,", Mode.DIRECT, "water board chair Jonas Feld", "told", feld),
    ]  # fmt: skip
    gates = [
        Ref(0, ledger.claim("Engineers opened two spillway gates at the Orrin dam on Tuesday", "open", when=("Tuesday", TUESDAY))),
        Ref(1, radio.claim("Three spillway gates at the Orrin dam were opened on Tuesday", "open", speaker=board[1], mode=Mode.INDIRECT, when=("Tuesday", TUESDAY))),
        Ref(2, post.claim("Two spillway gates at the Orrin dam were opened on 12 March 2024", "open", when=("12 March 2024", TUESDAY))),
    ]  # fmt: skip
    people = [
        Ref(
            0,
            ledger.claim(
                "About 340 people in the villages of Tarn and Lower Esk were told to leave their homes", "tell"
            ),
        ),
        Ref(
            1,
            radio.claim(
                "340 residents of Tarn and Lower Esk left their homes", "leave", speaker=board[1], mode=Mode.INDIRECT
            ),
        ),
        Ref(2, post.claim("More than 400 people in Tarn and Lower Esk were evacuated", "evacuate")),
    ]
    danger = [
        Ref(0, ledger.claim("Nobody downstream is in danger tonight", "be", speaker=maren[0], mode=Mode.DIRECT, polarity=Polarity.NEGATED, quotation=words[1])),
        Ref(1, radio.claim("Nobody downstream is in any danger tonight", "be", speaker=maren[1], mode=Mode.DIRECT, polarity=Polarity.NEGATED, quotation=words[3])),
        Ref(2, post.claim("Nobody downstream is in danger tonight", "be", speaker=feld, mode=Mode.DIRECT, polarity=Polarity.NEGATED, quotation=words[5])),
    ]  # fmt: skip
    blame = [
        Ref(0, ledger.claim("The mayor of Tarn, Pavel Oster, blamed the water board for waiting too long", "blame")),
        Ref(2, post.claim("The mayor of Tarn, Pavel Oster, blamed the water board for waiting too long", "blame")),
    ]
    late = [Ref(0, ledger.claim("the gates opened late", "open", speaker=board[0], mode=Mode.INDIRECT, polarity=Polarity.NEGATED)),
            Ref(1, radio.claim("the gates opened on time", "open", speaker=board[1], mode=Mode.INDIRECT))]  # fmt: skip
    level = Ref(0, ledger.claim("three days of rain pushed the reservoir to its highest level since 1987", "push"))
    finished = Ref(
        0,
        ledger.claim(
            "finished in 1962",
            "finish",
            when=("1962", TimeValue(TimeKind.DATE, "1962", "1962-01-01", "1962-12-31", "year")),
        ),
    )
    emergency = Ref(
        1,
        radio.claim(
            "A state of emergency may be declared on Wednesday",
            "declare",
            certainty=Certainty.POSSIBLE,
            when=("Wednesday", WEDNESDAY),
        ),
    )
    schools = Ref(2, post.claim("Schools in the valley stay closed until Friday", "close"))
    statements = (
        Statement((finished,), finished),
        Statement((level,), level),
        Statement(tuple(gates), gates[0]),
        Statement(tuple(people), people[1]),
        Statement(tuple(danger), danger[0]),
        Statement(tuple(blame), blame[1]),
        Statement(tuple(late), late[1]),
        Statement((emergency,), emergency),
        Statement((schools,), schools),
    )
    entities = (
        Entity("Ilse Maren", EntityType.PERSON, ("Ilse Maren",), (Ref(0, maren[0]), Ref(1, maren[1]))),
        Entity("Jonas Feld", EntityType.PERSON, ("Jonas Feld",), (Ref(2, feld),), kin=(3,)),
        Entity("Pavel Oster", EntityType.PERSON, ("Pavel Oster",), (Ref(0, oster[0]), Ref(2, oster[1]))),
        Entity(
            "the water board",
            EntityType.ORGANISATION,
            ("the water board", "the board"),
            (Ref(0, board[0]), Ref(1, board[1])),
        ),
    )
    utterances = (
        Utterance((Ref(0, words[0]), Ref(1, words[2]), Ref(2, words[4])), 0),
        Utterance((Ref(0, words[1]), Ref(1, words[3]), Ref(2, words[5])), 0),
    )
    refs = tuple(ref for s in statements for ref in s.claims)
    both = [ledger, radio, post]
    collation = Collation(
        articles=tuple(d.done() for d in both),
        entities=entities,
        entity_of={m: i for i, e in enumerate(entities) for m in e.mentions},
        pairs=(),
        statements=statements,
        utterances=utterances,
        claim_refs=refs,
        vectors=np.zeros((len(refs), 4), dtype=np.float32),
    )

    def reading(value: str, ref: Ref, side: int, focus: str = "") -> Reading:
        claim = collation.claim(ref)
        a, b = both[ref.article].find(focus) if focus else (None, None)
        return Reading(value, ref.article, claim.start, claim.end, side, a, b)

    def wording(ref: Ref, side: int, value: str) -> Reading:
        q = collation.quotation(ref)
        return Reading(value, ref.article, q.start, q.end, side)

    discrepancies = (
        Discrepancy(DiscrepancyKind.NUMBER, Verdict.COMPATIBLE, "About 340 covers 340.",
                    (reading("about 340 people", people[0], 0, "About 340"), reading("340 residents", people[1], 1, "340")), .9, tuple(people[:2])),
        Discrepancy(DiscrepancyKind.NUMBER, Verdict.CONFLICT, "Two and three gates exclude each other.",
                    (reading("two gates", gates[0], 0, "two"), reading("three gates", gates[1], 1, "Three"), reading("two gates", gates[2], 0, "Two")), .95, tuple(gates)),
        Discrepancy(DiscrepancyKind.NUMBER, Verdict.CONFLICT, "More than 400 people excludes 340.",
                    (reading("about 340 people", people[0], 0, "About 340"), reading("340 residents", people[1], 0, "340"), reading("more than 400 people", people[2], 1, "More than 400")), .8, tuple(people)),
        Discrepancy(DiscrepancyKind.SPEAKER, Verdict.CONFLICT, "The same words are given to Ilse Maren by two reports and to Jonas Feld by one.",
                    tuple(wording(r, int(r.article == 2), "Jonas Feld" if r.article == 2 else "Ilse Maren") for r in utterances[1].wordings), .9, utterance=1),
        Discrepancy(DiscrepancyKind.WORDING, Verdict.VARIANT, "One report prints “any danger”, the others “danger”.",
                    tuple(wording(r, int(r.article == 1), "any danger" if r.article == 1 else "danger") for r in utterances[1].wordings), .7, utterance=1),
    )  # fmt: skip
    place = ledger.find("The mayor of Tarn, Pavel Oster, blamed the water board for waiting too long.")
    place2 = post.find("The mayor of Tarn, Pavel Oster, blamed the water board for waiting too long.")
    lineage = Lineage(
        (Edge(2, 0, DerivationKind.REWRITE, 0.42, directed=True, partial=True,
              evidence=(Evidence("One sentence stands word for word in both.", ((0, *place), (2, *place2))),
                        Evidence("The Valley Post was published the day after."))),),
        ((0, 2), (1,)),
    )  # fmt: skip
    stances = tuple(
        tuple(
            Stance.SILENT if a not in {r.article for r in s.claims}
            else Stance.QUOTES if all(collation.claim(r).attribution for r in s.claims if r.article == a)
            else Stance.STATES
            for a in range(3)
        )
        for s in statements
    )  # fmt: skip
    coverage = Coverage(
        stances,
        tuple(lineage.independent({r.article for r in s.claims}) for s in statements),
        tuple(tuple(i for i, s in enumerate(statements) if {r.article for r in s.claims} == {a}) for a in range(3)),
        ((), (), (6,)),
    )
    timeline = (
        TimelineEntry(WEDNESDAY, 7, (emergency,), ((1, *radio.find("Wednesday")),)),
        TimelineEntry(TUESDAY, 2, tuple(gates), ((2, *post.find("12 March 2024")), (0, *ledger.find("Tuesday")))),
        TimelineEntry(
            TimeValue(TimeKind.DATE, "1962", "1962-01-01", "1962-12-31", "year"),
            0,
            (finished,),
            ((0, *ledger.find("1962")),),
        ),
    )
    brief = (
        BriefSentence("Two spillway gates at the Orrin dam were opened on 12 March 2024 following three days of rain.", (2,),
                      ((2, *post.find("Two spillway gates at the Orrin dam were opened on 12 March 2024 following three days of rain.")),
                       (0, *ledger.find("Engineers opened two spillway gates at the Orrin dam on Tuesday")))),
        BriefSentence("The mayor of Tarn, Pavel Oster, blamed the water board for waiting too long.", (5,), ((0, *place), (2, *place2))),
        BriefSentence("Sources differ on how many people left: Coast Radio says 340, The Valley Post says more than 400.", (3,),
                      ((1, *radio.find("340 residents")), (2, *post.find("More than 400 people"))), discrepancy=2, disputed=True),
    )  # fmt: skip
    return Findings(collation, discrepancies, lineage, coverage, timeline, brief)
