"""Three reports on one event, written for the tests, as drafts without annotations."""

from edition.draft import Draft, draft

from variorum.model import BlockKind

LEDGER = """Home / Regional / Water

Orrin dam opens gates as reservoir tops record

By Hanna Dreyer

Engineers opened two spillway gates at the Orrin dam on Tuesday after three days of rain pushed the reservoir to its \
highest level since 1987. About 340 people in the villages of Tarn and Lower Esk were told to leave their homes.

"We are releasing water slowly and under control," said dam director Ilse Maren. \
"Nobody downstream is in danger tonight."

The mayor of Tarn, Pavel Oster, blamed the water board for waiting too long. \
The board denied that the gates opened late.

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

"We release the water slowly, under full control. Nobody downstream is in danger tonight," \
water board chair Jonas Feld told reporters.

The mayor of Tarn, Pavel Oster, blamed the water board for waiting too long.

Schools in the valley stay closed until Friday.

(Orrin News Agency)
"""


def drafts() -> tuple[Draft, Draft, Draft]:
    headline, credit = BlockKind.HEADLINE, BlockKind.CREDIT
    return (
        draft(
            LEDGER,
            {
                "Home": BlockKind.NAVIGATION,
                "Orrin dam opens": headline,
                "By ": BlockKind.BYLINE,
                "Water pours": BlockKind.CAPTION,
                "Share": BlockKind.FOOTER,
            },
            id="ledger",
            outlet="Morning Ledger",
            title="Orrin dam opens gates as reservoir tops record",
            published="2024-03-12T19:30:00Z",
            origin="ledger.txt",
        ),
        draft(
            RADIO,
            {"Dam gates": headline},
            id="radio",
            outlet="Coast Radio",
            published="2024-03-12T18:05:00Z",
            origin="radio.txt",
            title="Dam gates opened at Orrin after record rain",
        ),
        draft(
            POST,
            {"Orrin dam: two": headline, "(Orrin": credit},
            id="post",
            outlet="The Valley Post",
            published="2024-03-13",
            origin="post.html",
            url="https://post.example/orrin",
        ),
    )
