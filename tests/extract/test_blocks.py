"""The labels of blocks: for every rule what it finds, and what would fool it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.extract import label
from variorum.extract.blocks import datelines

LEAD = "The harbour at Orvik was closed on Monday after a ferry struck the pier, the port authority said."
BODY = "Nobody was hurt, and the company expects to sail again on Thursday."
MORE = "The mayor thanked the crew for what she called calm work."


def kinds(text: str, title: str = "") -> list[tuple[str, str]]:
    return [(b.kind.value, text[b.start : b.end]) for b in label(text, title)]


def labels(text: str, title: str = "") -> list[str]:
    return [kind for kind, _ in kinds(text, title)]


def test_navigation_headline_date_and_lead() -> None:
    head = "1. Skip to content\n  2. Skip to more HN sites\n\nNews \xa0 / \xa0 Coast\n\nFerry hits pier\n\nMay 6, 2025"
    text = f"{head}\n\n{LEAD}\n\n{BODY}"
    assert labels(text) == ["navigation", "navigation", "navigation", "headline", "dateline", "lead", "body"]


def test_paragraphs_of_single_line_breaks() -> None:
    text = f"{LEAD}\n{BODY}\nNo Word on the Cause\n{MORE}\nSource: Coast Gazetteer"
    assert labels(text) == ["lead", "body", "subhead", "body", "footer"]


def test_hard_wrapped_paragraphs_are_one_block() -> None:
    wrapped = (
        "The harbour at Orvik was closed on Monday after a ferry struck the\n"
        "pier, the port authority said. Nobody was hurt, and the company is\n"
        "expected to sail again on Thursday. The mayor thanked the crew for\n"
        "calm work.\n"
        "\n"
        "Two tugs brought the ship to the quay in the afternoon. Divers will\n"
        "look at its hull on Tuesday morning, weather permitting."
    )
    assert labels(wrapped) == ["lead", "body"]


def test_short_sentences_on_lines_of_their_own_are_not_wrapped() -> None:
    text = "The ferry was late on Monday morning.\nIt had struck the pier at Orvik.\nNobody was hurt in the accident."
    assert labels(text) == ["lead", "body", "body"]


@pytest.mark.parametrize(
    ("paragraph", "parts"),
    [
        (
            "Divers at the pier of OrvikImage: A. Berg/Coast Press",
            [("caption", "Divers at the pier of Orvik"), ("credit", "Image: A. Berg/Coast Press")],
        ),
        (
            "Divers at the pier. Photo:AFP Share",
            [("caption", "Divers at the pier."), ("credit", "Photo:AFP"), ("footer", "Share")],
        ),
        (
            "The pier on Monday. (Photo by Eva Lund)",
            [("caption", "The pier on Monday."), ("credit", "(Photo by Eva Lund)")],
        ),
        ("The pier on Monday [Eva Lund/AFP]", [("caption", "The pier on Monday"), ("credit", "[Eva Lund/AFP]")]),
        (
            "The pier on Monday. Eva Lund/Pool via REUTERS",
            [("caption", "The pier on Monday."), ("credit", "Eva Lund/Pool via REUTERS")],
        ),
        ("PHOTO: REUTERS", [("credit", "PHOTO: REUTERS")]),
    ],
)
def test_captions_glued_to_credits(paragraph: str, parts: list[tuple[str, str]]) -> None:
    assert kinds(f"{LEAD}\n\n{paragraph}\n\n{BODY}")[1:-1] == parts


@pytest.mark.parametrize(
    "paragraph",
    [
        "Mayor Ada Holm (L) shakes hands with the captain on the pier.",
        "A diver (right) and the harbour master are seen during the search on May 6, 2025.",
        "FILE - The ferry Maren in a storm off Orvik.",
        "In this photo taken on Monday, divers leave the water.",
        "Image caption, The ferry Maren had 40 cars on board",
    ],
)
def test_captions_without_a_credit(paragraph: str) -> None:
    assert labels(f"{LEAD}\n\n{paragraph}\n\n{BODY}") == ["lead", "caption", "body"]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Senator Ada Holm (R) told reporters that she would vote against the bill.",
        "The captain was last seen on the bridge on May 6, 2025.",
        "He filed a photo: it showed nothing of the pier.",
        "She compared the painting to a photo by the harbour master, who denied it.",
        "The company meets its investors on May 6, 2025.",
        "More on that later, the minister said.",
        "Share prices of the company fell by a tenth.",
        "Copyright law does not cover the ship's plans, the judge held.",
        "Survivors can be found at two sites.",
        "By Monday Nobody Had Called the mayor, she said.",
        "This report was released on Monday and names no culprit.",
        "Go to the top of the hill to see the wreck.",
        "Print media were not admitted.",
        "Watch the tide, the harbour master told them.",
        "The captain, who “never sleeps”, said: “We turned in time (or so we thought).”",
        "On May 6, 2025, the pier was rebuilt.",
        "Reporting by the crew was late and incomplete, the judge found.",
        "“We turned in time and then the current took us.”",
        "Why the pier broke is unclear: the owner says it was sound.",
        "Follow the money, she told a crowd on Facebook.",
        "Readers can subscribe to the town's newsletter again, the mayor said.",
        "The wreck can be reached by boat in 20 minutes.",
        "The views expressed in the survey do not reflect the will of the town, he said.",
        "Corrections officers said: the prison by the pier was never closed.",
        "Originally published in 1925, the chart sold out in a week.",
        "“We may earn a commission,” the agent of the owners said.",
        "The crew contributed reporting equipment to the museum in Orvik.",
        "With agencies closed for the night, nobody could book a ferry.",
        "Like this story? The captain has a hundred, and tells them all.",
        "No comments were made by the owner on Monday.",
    ],
)
def test_sentences_of_the_report_stay_body(paragraph: str) -> None:
    assert labels(f"{LEAD}\n\n{paragraph}\n\n{BODY}") == ["lead", "body", "body"]
    assert labels(f"{LEAD}\n{BODY}\n{paragraph}") == ["lead", "body", "body"]


def test_a_description_of_the_picture_right_above_its_caption() -> None:
    text = f"{LEAD}\n\nTwo divers climb from the water.\nThe search went on all nightImage: Eva Lund/AFP\n\n{BODY}"
    assert labels(text) == ["lead", "caption", "caption", "credit", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "ab/cd (AFP, Reuters)",
        "(CoastWire)",
        "With reporting by CoastWire",
        "Source: Coast Gazetteer",
        "With Post wires",
        "— With agencies",
        "Eva Lund contributed reporting from Orvik.",
        "Contributing: Eva Lund",
        "This article has been adapted from its original source.",
        "Originally published on Coast Gazetteer.",
        "Correction, May 8, 2025: This article originally misstated the name of the pier.",
        "Follow the Coast Gazetteer on Facebook, Twitter (@coastgaz) and Instagram.",
        "Have a tip? Eva Lund may be reached at eva@coast.example.",
        "Eva Lund can be reached at 555-0123 or on the newsdesk.",
        "Get the day’s stories in the morning. Sign up for our newsletter here.",
        "Like this story? Share it with a friend!",
        "The views and opinions expressed in the article do not necessarily reflect those of the Gazetteer.",
        "If you buy something through this post, Gazetteer may get a share of the sale.",
        "Comments (12)",
    ],
)
def test_sign_offs(line: str) -> None:
    assert labels(f"{LEAD}\n\n{BODY}\n\n{line}") == ["lead", "body", "footer"]


def test_a_sign_off_glued_to_the_last_sentence() -> None:
    for credit in ("(AFP, Reuters)", "PTI", "— AFP"):
        assert kinds(f"{LEAD}\n\n{BODY} {credit}")[-2:] == [("body", BODY), ("footer", credit)]
    told = "The owner took the story to the office of AFP"
    assert kinds(f"{LEAD}\n\n{BODY} {told}")[-1] == ("body", f"{BODY} {told}")


def test_a_sign_off_at_the_top_is_a_byline() -> None:
    assert labels(f"(CoastWire)\n\n{LEAD}\n\n{BODY}") == ["byline", "lead", "body"]
    assert labels(f"Ferry hits pier\n\nBy Eva Lund\n\n{LEAD}") == ["headline", "byline", "lead"]


def test_alternate_addresses_and_all_after_them() -> None:
    addresses = "Coast TV’s website can also be accessed at the following alternate addresses:\n\nwww.coast.example"
    end = f"{addresses}\n\nSHARE THIS ARTICLE\nCoast TV Player"
    assert labels(f"{LEAD}\n\n{BODY}\n\n\n{end}") == ["lead", "body", "footer", "footer", "footer", "footer"]


def test_related_links() -> None:
    for pointer in (
        "Read also: Storm closes school",
        "[Related: Storm closes school]",
        "Also on coast.example A storm",
    ):
        assert labels(f"{LEAD}\n\n{pointer}\n\n{BODY}") == ["lead", "related", "body"]
    listed = "Don't miss\n\nStorm closes school [VIDEO]\n\nWho will pay for the pier?"
    assert labels(f"{LEAD}\n\n{listed}\n\n{BODY}") == ["lead", "related", "related", "related", "body"]
    assert labels(f"{LEAD}\n\n{BODY}\n\nRelated stories\n\nStorm closes school\n\nMayor resigns") == [
        "lead",
        "body",
        "related",
        "related",
        "related",
    ]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (" date 2025-05-06 ANDDivers searched the harbour on Monday for a second day.", "date 2025-05-06 AND"),
        ("published: 2025-05-06 Divers searched the harbour on Monday for a second day.", "published: 2025-05-06"),
    ],
)
def test_residue_glued_to_the_first_word(text: str, part: str) -> None:
    assert kinds(text)[0] == ("residue", part)
    assert kinds(text)[1] == ("lead", text[text.index("Divers") :])


@pytest.mark.parametrize(
    "dateline",
    [
        "ORVIK, May 6 (CoastWire) -",
        "ORVIK (AP) —",
        "ORVIK —",
        "(CNN) --",
        "Orvik (AFP) –",
        "NEW ORVIK, N.D. -",
        "ORVIK:",
    ],
)
def test_datelines(dateline: str) -> None:
    assert kinds(f"{dateline} {LEAD}\n\n{BODY}") == [("dateline", dateline), ("lead", LEAD), ("body", BODY)]


DATELINES = [
    "HAMBURG, July 3, 2024 (AFP) –",
    "3 July 2024 —",
    "July 3 (Reuters) -",
    "PARIS (AP) —",
    "NEW ORVIK (NO) —",
    "HAMBURG, July 3 -",
    "Hamburg, 3. Juli 2024 (dpa) -",
    "SÃO PAULO, 3 julho (Reuters) —",
    "MOSCOW, July 3. /TASS/.",
    "Madrid, 3 julio (EFE).-",
    "WASHINGTON, D.C., July 3, 2024 /PRNewswire/ --",
    "LONDON/PARIS, July 3 (Reuters) -",
    "KYIV, UKRAINE —",
    "2024-07-03 (AFP) –",
    "July 3, 2024 (AP)",
]


_PIECES = (
    "ORVIK", "Orvik", "NEW ORVIK, N.D.", "May 6", "6 mai 2025", "2025-05-06", "Monday",
    "(AP)", "(AP).", "(dpa/lno)", "/PRWire/", "/dpa/.",
    "--", "-", "–", ":", ".", " ", " ", "\n", "The mayor", "“We", "said", "12-year", "file",
)  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=8).map("".join), st.booleans())
@settings(max_examples=400)
def test_the_marks_that_are_asked_for_first_rule_out_no_dateline(text: str, first: bool) -> None:
    def matches(pattern: str) -> bool:
        return datelines._compiled(pattern).fullmatch(line) is not None

    line = " ".join(text.split())
    alone = matches(datelines._ALONE) or (first and matches(datelines._ALONE_IN_HEAD))
    assert datelines.is_dateline(line, first=first) == alone
    opening = text[: datelines._LONGEST]
    patterns = [datelines._AGENCY_DATELINE, *([datelines._TOWN_DATELINE] if first else [])]
    if any(datelines._compiled(each).match(opening) for each in patterns):
        assert datelines.before_a_sentence(text, 0, len(text), first=first)


@pytest.mark.parametrize("dateline", ["ORVIK (AP).", "6 May (CoastWire)."])
def test_a_full_stop_after_the_agency_of_a_line_of_its_own(dateline: str) -> None:
    assert kinds(f"{dateline}\n\n{LEAD}\n\n{BODY}")[0] == ("dateline", dateline)


def test_a_report_without_the_marks_of_a_dateline_compiles_no_pattern_of_one() -> None:
    datelines._compiled.cache_clear()
    kinds(f"{LEAD}\n\n{BODY}")
    assert datelines._compiled.cache_info().currsize == 0


@pytest.mark.parametrize("dateline", DATELINES)
def test_datelines_on_their_own_line_and_before_a_sentence(dateline: str) -> None:
    rest = [("dateline", dateline), ("lead", LEAD), ("body", BODY)]
    assert kinds(f"{dateline}\n\n{LEAD}\n\n{BODY}") == rest
    assert kinds(f"{dateline} {LEAD}\n\n{BODY}") == rest
    assert kinds(f"Ferry Hits Pier\n\n{dateline}\n{LEAD}\n\n{BODY}") == [("headline", "Ferry Hits Pier"), *rest]
    assert kinds(f"Ferry Hits Pier\n\n  {dateline.replace(' ', chr(160))}\n\n{LEAD}")[1][0] == "dateline"


def test_a_dateline_in_the_middle_has_an_agency_or_a_dash_behind_it() -> None:
    for dateline in ("PARIS (AP) —", "HAMBURG, July 3 -"):
        assert labels(f"{LEAD}\n\n{dateline}\n\n{BODY}") == ["lead", "dateline", "body"]
    assert labels(f"{LEAD}\n\nPARIS (AP) — {BODY}") == ["lead", "dateline", "body"]
    assert labels(f"{LEAD}\n\n3 July 2024 — {BODY}") == ["lead", "body"]


@pytest.mark.parametrize(
    "sentence",
    [
        "NATO — the alliance — sent two ships.",
        "Orvik - a town of fishers - has lost its pier.",
        "July 3 was the hottest day in Orvik since its weather has been written down.",
        "LONDON, a small town in Ontario, has lost its pier to the storm.",
        "July 4 — Independence Day — is a holiday in all of the town.",
        "July 4 — U.S. Independence Day, said Gov. Holm — is a holiday in all of the town.",
        "9 мая – день, когда в городе Орвик упал старый пирс.",
        "3 mai – être au port était interdit à Orvik ce jour-là.",
        "May 6 - The Day of the Pier - is remembered every year in Orvik.",
        "GENEVA, NY, lost its pier in the storm on Monday, the mayor said.",
        "July 3, 2024 (a Wednesday) was the day on which the pier fell.",
        "Ada Holm (Labour) - a former diver - opposed the plan.",
        "2024-07-03 was the last day of the old pier.",
        "Orvik Yards (NYSE) - The company said on Monday that it would build a pier.",
        "ORVIK YARDS (NASDAQ) -- Shares of the yard fell on Monday when the pier did.",
        "Orvik Harbour Trust (OHT) – The body that owns the pier said it would pay.",
        "3 May Street — the old harbour road — was closed on Monday.",
        "Orvik (AFP) has two piers, and one of them was closed on Monday.",
    ],
)
def test_what_is_no_dateline(sentence: str) -> None:
    assert labels(sentence) == ["lead"]
    assert labels(f"{LEAD}\n\n{sentence}\n\n{BODY}") == ["lead", "body", "body"]


def test_the_days_of_a_chronicle_are_no_datelines() -> None:
    days = [f"July {day}, 2024 – The storm goes on in the harbour of Orvik." for day in (3, 4, 5)]
    assert labels("\n\n".join(days)) == ["lead", "body", "body"]


def test_a_pull_quote_repeats_what_is_quoted() -> None:
    said = "We turned in time and then the current took us to the pier."
    quoted = f"“{said}” said the captain, who has sailed for thirty years."
    assert labels(f"{LEAD}\n\n{said}\n\n{quoted}") == ["lead", "pull-quote", "body"]
    assert labels(f"{LEAD}\n\n{quoted}\n\n“{said}”") == ["lead", "body", "pull-quote"]


def test_unmarked_speech_that_nobody_repeats_is_no_pull_quote() -> None:
    said = "We turned in time and then the current took us to the pier."
    assert labels(f"{LEAD}\n\nOn Monday, the captain said:\n\n{said}\n\n{BODY}") == ["lead", "body", "body", "body"]


def test_subheads_but_not_lists() -> None:
    assert labels(f"{LEAD}\n\nWhat did the captain say?\n\n{BODY}") == ["lead", "subhead", "body"]
    leading = "Here is what is known of the ships:"
    assert labels(f"{LEAD}\n\n{leading}\n\nMAREN HOLT\n\n{BODY}") == ["lead", "body", "subhead", "body"]
    speech = "On Monday evening the captain told the town:"
    assert labels(f"{LEAD}\n\n{speech}\n\nNever again!\n\n{BODY}") == ["lead", "body", "body", "body"]
    text = f"{LEAD}\n\nThe ships were:\n\nMaren Holt\n\nOrvik Star\n\nTidewater\n\n{BODY}"
    assert labels(text) == ["lead", "body", "body", "body", "body", "body"]


def test_the_known_title_is_the_headline_also_with_a_stop() -> None:
    assert labels(f"Ferry hits pier.\n\n{LEAD}\n\n{BODY}", "Ferry hits pier.") == ["headline", "lead", "body"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "Help",
        "Ferry hits pier",
        "\ufeff",
        "😀",
        "。",
        "...",
        "A\u0301",
        "港は閉鎖された。\n\n市長は述べた。",
    ],
)
def test_odd_texts(text: str) -> None:
    assert all(b.start < b.end for b in label(text))


def test_one_line_is_the_report_and_no_headline() -> None:
    assert labels("Ferry hits pier at Orvik") == ["lead"]


PARTS = st.sampled_from(
    [
        *(
            "The",
            "mayor",
            "said",
            "in",
            "Oslo",
            ".",
            ". ",
            "\n",
            "\n\n",
            "\r\n",
            "\r",
            "\xa0",
            " ",
            "\t",
            "\u2028",
            "\x85",
            "\ufeff",
        ),
        *(
            "\u200b",
            "😀",
            "e\u0301",
            "Photo: A. Name/AFP",
            "Image:",
            "(AFP, Reuters)",
            "“",
            "”",
            '"',
            "2024-07-03",
            "Share",
        ),
        *(
            " date 2024-07-03 AND",
            "Skip to content",
            "1.",
            "#",
            "---",
            "Read also: X",
            "(R) shakes hands",
            "By",
            "FILE - ",
        ),
        *("OSLO (AP) — ", "www.a.b", "July 3, 2024", "long " * 30, "<p>", "News / Coast", "Related stories", "•"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PARTS, max_size=40).map("".join) | st.lists(PARTS, max_size=40).map(" ".join) | st.text(max_size=60))
def test_every_character_lies_in_exactly_one_block(text: str) -> None:
    blocks = label(text)
    seen = [0] * len(text)
    for block in blocks:
        assert not text[block.start].isspace()
        assert not text[block.end - 1].isspace()
        for i in range(block.start, block.end):
            seen[i] += 1
    assert all(times == 1 or (times == 0 and c.isspace()) for times, c in zip(seen, text, strict=True))
    assert sorted(blocks, key=lambda b: b.start) == list(blocks)


PAGES = [
    (
        "World\n\nFerry hits pier\nBy Eva Lund\nMay 6, 2025 6:12 PM GMT Updated 2 hours ago\n"
        f"[1/3]Divers leave the water. REUTERS/Jon Eck\n\nORVIK, May 6 (Reuters) - {LEAD}\n\n{BODY}\n\n"
        "Reporting by Eva Lund in Orvik; Editing by Jon Eck\n\nOur Standards: The Coast Principles.",
        "navigation headline byline dateline residue caption credit dateline lead body footer footer",
    ),
    (
        "Ferry hits pier\n\nPublished\n6 May 2025\n\nShare\nImage source, Getty Images\nImage caption,\n"
        f"The pier had been built in 1974\nBy Eva Lund\nCoast News, Orvik\n\n{LEAD}\n\n{BODY}\n\n"
        "More on this story\nStorms",
        "headline dateline dateline footer credit residue caption byline byline lead body related related",
    ),
    (
        f"News|Coast\nFerry hits pier\n{LEAD}\n\nKeep reading\nlist of 2 items\nlist 1 of 2\nStorm closes school\n"
        f"list 2 of 2\nMayor resigns\nend of list\n{BODY}\n\nSOURCE: COAST PRESS AND AGENCIES",
        "navigation headline lead related related related related related related related body footer",
    ),
    (
        f"ORVIK, May 6. /COAST/. {LEAD}\n\n{BODY} Enditem",
        "dateline lead body footer",
    ),
    (
        "Start / Küste\n\nFähre rammt Pier\n\nStand: 06.05.2025 18:20 Uhr\n\n"
        f"{LEAD}\n\nLesen Sie auch: Sturm\n\nQuelle: dpa",
        "navigation headline dateline lead related footer",
    ),
]


@pytest.mark.parametrize(("text", "expected"), PAGES)
def test_the_ways_of_pages(text: str, expected: str) -> None:
    assert labels(text) == expected.split()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Harbour Echo\n\nMay 2, 2025\n\nKeeper retires after forty long winters\n\nThe last keeper left on Friday.",
            ["navigation", "dateline", "headline", "lead"],
        ),
        (
            "Harbour Echo\n\nKeeper retires after forty long winters\n\n2 May 2025\n\nThe last keeper left on Friday.",
            ["navigation", "headline", "dateline", "lead"],
        ),
        ("Harbour Echo, May 2, 2025\n\nThe last keeper of Ost left the island on Friday.", ["dateline", "lead"]),
        # A short headline with a subhead below, and a name with a date in a sentence, are not a masthead.
        (
            "Keeper Retires\n\nMay 2, 2025\n\nThe last keeper of Ost left the island on Friday.",
            ["headline", "dateline", "lead"],
        ),
        ("Ost, the island of seals, is closed since May 2, 2025.\n\nIt stays so.", ["lead", "body"]),
    ],
)
def test_the_name_of_the_paper_above_the_headline(text: str, parts: list[str]) -> None:
    assert [block.kind for block in label(text)] == parts
