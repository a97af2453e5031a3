"""A story of three reports made by hand, as the stages would hand it over; every span is found in the texts."""

from __future__ import annotations

import numpy as np
from edition.texts import drafts

from variorum.model import (
    BriefSentence,
    Certainty,
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
    Mode,
    Polarity,
    Reading,
    Ref,
    Stance,
    Statement,
    TimelineEntry,
    Utterance,
    Verdict,
)
from variorum.values.date import TimeKind, TimeValue

SETTINGS = {"one_story": True, "encoder": "ngrams"}
MODELS = {"parser": "none"}
CREATED = "2024-03-13T08:00:00Z"

TUESDAY = TimeValue(TimeKind.DATE, "2024-03-12", "2024-03-12", "2024-03-12", "day", relative=True)
WEDNESDAY = TimeValue(TimeKind.DATE, "2024-03-13", "2024-03-13", "2024-03-13", "day", relative=True)


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
        ledger.quote(
            "We are releasing water slowly and under control",
            Mode.DIRECT,
            "dam director Ilse Maren",
            "said dam",
            maren[0],
        ),
        ledger.quote(
            "Nobody downstream is in danger tonight.", Mode.DIRECT, "dam director Ilse Maren", "said dam", maren[0]
        ),
        radio.quote(
            "water was being released slowly and under control",
            Mode.INDIRECT,
            "Dam director Ilse Maren",
            "said",
            maren[1],
        ),
        radio.quote("Nobody downstream is in any danger tonight,", Mode.DIRECT, "she", "said", maren[1]),
        post.quote(
            "We release the water slowly, under full control.",
            Mode.DIRECT,
            "water board chair Jonas Feld",
            "told",
            feld,
        ),
        post.quote(
            "Nobody downstream is in danger tonight,", Mode.DIRECT, "water board chair Jonas Feld", "told", feld
        ),
    ]
    gates = [
        Ref(
            0,
            ledger.claim(
                "Engineers opened two spillway gates at the Orrin dam on Tuesday", "open", when=("Tuesday", TUESDAY)
            ),
        ),
        Ref(
            1,
            radio.claim(
                "Three spillway gates at the Orrin dam were opened on Tuesday",
                "open",
                speaker=board[1],
                mode=Mode.INDIRECT,
                when=("Tuesday", TUESDAY),
            ),
        ),
        Ref(
            2,
            post.claim(
                "Two spillway gates at the Orrin dam were opened on 12 March 2024",
                "open",
                when=("12 March 2024", TUESDAY),
            ),
        ),
    ]
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
        Ref(
            0,
            ledger.claim(
                "Nobody downstream is in danger tonight",
                "be",
                speaker=maren[0],
                mode=Mode.DIRECT,
                polarity=Polarity.NEGATED,
                quotation=words[1],
            ),
        ),
        Ref(
            1,
            radio.claim(
                "Nobody downstream is in any danger tonight",
                "be",
                speaker=maren[1],
                mode=Mode.DIRECT,
                polarity=Polarity.NEGATED,
                quotation=words[3],
            ),
        ),
        Ref(
            2,
            post.claim(
                "Nobody downstream is in danger tonight",
                "be",
                speaker=feld,
                mode=Mode.DIRECT,
                polarity=Polarity.NEGATED,
                quotation=words[5],
            ),
        ),
    ]
    blame = [
        Ref(0, ledger.claim("The mayor of Tarn, Pavel Oster, blamed the water board for waiting too long", "blame")),
        Ref(2, post.claim("The mayor of Tarn, Pavel Oster, blamed the water board for waiting too long", "blame")),
    ]
    late = [
        Ref(
            0,
            ledger.claim(
                "the gates opened late", "open", speaker=board[0], mode=Mode.INDIRECT, polarity=Polarity.NEGATED
            ),
        ),
        Ref(1, radio.claim("the gates opened on time", "open", speaker=board[1], mode=Mode.INDIRECT)),
    ]
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
        Discrepancy(
            DiscrepancyKind.NUMBER,
            Verdict.COMPATIBLE,
            "About 340 covers 340.",
            (reading("about 340 people", people[0], 0, "About 340"), reading("340 residents", people[1], 1, "340")),
            0.9,
            tuple(people[:2]),
        ),
        Discrepancy(
            DiscrepancyKind.NUMBER,
            Verdict.CONFLICT,
            "Two and three gates exclude each other.",
            (
                reading("two gates", gates[0], 0, "two"),
                reading("three gates", gates[1], 1, "Three"),
                reading("two gates", gates[2], 0, "Two"),
            ),
            0.95,
            tuple(gates),
        ),
        Discrepancy(
            DiscrepancyKind.NUMBER,
            Verdict.CONFLICT,
            "More than 400 people excludes 340.",
            (
                reading("about 340 people", people[0], 0, "About 340"),
                reading("340 residents", people[1], 0, "340"),
                reading("more than 400 people", people[2], 1, "More than 400"),
            ),
            0.8,
            tuple(people),
        ),
        Discrepancy(
            DiscrepancyKind.SPEAKER,
            Verdict.CONFLICT,
            "The same words are given to Ilse Maren by two reports and to Jonas Feld by one.",
            tuple(
                wording(r, int(r.article == 2), "Jonas Feld" if r.article == 2 else "Ilse Maren")
                for r in utterances[1].wordings
            ),
            0.9,
            utterance=1,
        ),
        Discrepancy(
            DiscrepancyKind.WORDING,
            Verdict.VARIANT,
            "One report prints “any danger”, the others “danger”.",
            tuple(
                wording(r, int(r.article == 1), "any danger" if r.article == 1 else "danger")
                for r in utterances[1].wordings
            ),
            0.7,
            utterance=1,
        ),
    )
    place = ledger.find("The mayor of Tarn, Pavel Oster, blamed the water board for waiting too long.")
    place2 = post.find("The mayor of Tarn, Pavel Oster, blamed the water board for waiting too long.")
    lineage = Lineage(
        (
            Edge(
                2,
                0,
                DerivationKind.REWRITE,
                0.42,
                directed=True,
                partial=False,
                evidence=(
                    Evidence("One sentence stands word for word in both.", ((0, *place), (2, *place2))),
                    Evidence("The Valley Post was published the day after."),
                ),
            ),
        ),
        ((0, 2), (1,)),
    )
    stances = tuple(
        tuple(
            Stance.SILENT
            if a not in {r.article for r in s.claims}
            else Stance.QUOTES
            if all(collation.claim(r).attribution for r in s.claims if r.article == a)
            else Stance.STATES
            for a in range(3)
        )
        for s in statements
    )
    coverage = Coverage(
        stances,
        tuple(lineage.independent({r.article for r in s.claims}) for s in statements),
        tuple(tuple(i for i, s in enumerate(statements) if {r.article for r in s.claims} == {a}) for a in range(3)),
        ((), (), ()),
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
        BriefSentence(
            "Two spillway gates at the Orrin dam were opened on 12 March 2024 following three days of rain.",
            (2,),
            (
                (
                    2,
                    *post.find(
                        "Two spillway gates at the Orrin dam were opened on 12 March 2024 following three days of rain."
                    ),
                ),
                (0, *ledger.find("Engineers opened two spillway gates at the Orrin dam on Tuesday")),
            ),
        ),
        BriefSentence(
            "The mayor of Tarn, Pavel Oster, blamed the water board for waiting too long.",
            (5,),
            ((0, *place), (2, *place2)),
        ),
        BriefSentence(
            "Sources differ on a number. Coast Radio: “340 residents”; The Valley Post: “More than 400 people”.",
            (3,),
            ((1, *radio.find("340 residents")), (2, *post.find("More than 400 people"))),
            discrepancy=2,
            disputed=True,
        ),
    )
    return Findings(collation, discrepancies, lineage, coverage, timeline, brief)
