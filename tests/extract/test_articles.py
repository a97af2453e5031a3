"""Texts and pages to articles: metadata, language, ids, credits."""

from dataclasses import replace
from random import Random
from string import ascii_letters, digits
from time import process_time

import pytest

from variorum.extract import credits as credits_of
from variorum.extract import extract, extract_all, unique_ids
from variorum.extract.credits import CreditKind
from variorum.extract.dates import published
from variorum.model import Article, BlockKind, Metadata, Problem, RawDocument

LEAD = "The harbour at Orvik was closed on Monday after a ferry struck the pier, the port authority said."
BODY = "Nobody was hurt, and the company expects to sail again on Thursday."


def article(content: str, origin: str = "a.txt", media_type: str = "text/plain", **metadata: str) -> Article:
    found = extract(RawDocument(origin, content, media_type, Metadata(**metadata)))
    assert isinstance(found, Article), found
    return found


def problem(content: str, media_type: str) -> Problem:
    found = extract(RawDocument("a", content, media_type))
    assert isinstance(found, Problem), found
    return found


def test_a_text_is_kept_character_for_character() -> None:
    text = f"\r\n  {LEAD}\xa0\r\n\r\n{BODY} 😀 e\u0301\r\n"
    assert article(text).text == text


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (f"Ferry hits pier\n\nMay 6, 2025\n\n{LEAD}", "2025-05-06"),
        (f"Ferry hits pier\n\nPublished: 6 May 2025 14:05 GMT\n\n{LEAD}", "2025-05-06"),
        (f" date 2025-05-06 AND{LEAD}", "2025-05-06"),
        (f"ORVIK, May 6, 2025 (AFP) –\n\n{LEAD}", "2025-05-06"),
        (f"6. Mai 2025 — {LEAD}", "2025-05-06"),
        (f"ORVIK, May 6 (AFP) – {LEAD}", ""),
        (f"{LEAD} It was built on May 6, 1974.", ""),
        (f"{LEAD}\n\nFerry (L) seen at the pier on May 6, 2024. (Photo by X)", ""),
    ],
)
def test_the_date_where_it_stands(text: str, date: str) -> None:
    assert article(text).published == date


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Skip to more HN sites", "HN"),
        ("Coast TV’s website can also be accessed at the following alternate addresses:", "Coast TV"),
        ("© 2025 The Orvik Gazette. All rights reserved.", "The Orvik Gazette"),
        ("Copyright 2025 Coast Media", "Coast Media"),
    ],
)
def test_an_outlet_in_its_own_boilerplate(line: str, outlet: str) -> None:
    assert article(f"{LEAD}\n\n{BODY}\n\n{line}").outlet == outlet


def test_an_outlet_that_a_sentence_names_is_not_the_outlet_of_the_article() -> None:
    assert article(f"{LEAD}\n\nThe Gazette's website can also be read at sea.", "1.txt").outlet == ""


@pytest.mark.parametrize(
    ("origin", "outlet", "date", "name"),
    [
        ("x/harbour-times.txt", "Harbour Times", "", "harbour-times"),
        ("x/bbc_2025-05-06.txt", "BBC", "2025-05-06", "bbc_2025-05-06"),
        ("x/000_cb992efe.txt", "", "", "000_cb992efe"),
        ("article.txt", "", "", "article"),
        ("dump.jsonl:3", "", "", "dump-3"),
        ("-", "", "", "stdin"),
        ("https://www.coast.example/2025/ferry.html", "coast.example", "", "coast.example-ferry"),
    ],
)
def test_the_name_is_the_last_resort(origin: str, outlet: str, date: str, name: str) -> None:
    url = origin if origin.startswith("https") else ""
    found = article(LEAD, origin, url=url)
    assert (found.outlet, found.published, found.id) == (outlet, date, name)


def test_what_the_source_says_wins() -> None:
    text = f"Ferry hits pier\n\nMay 6, 2025\n\n{LEAD}\n\n© 2025 Coast Media"
    found = article(
        text, id="i", outlet="O", title="T", published="2025-05-07T10:00Z", language="no", url="https://x.example/"
    )
    assert (found.id, found.outlet, found.title, found.published, found.language, found.url) == (
        "i",
        "O",
        "T",
        "2025-05-07T10:00:00Z",
        "no",
        "https://x.example/",
    )


@pytest.mark.parametrize(
    "head",
    [
        '---\ntitle: "Ferry hits pier"\ndate: 2025-05-06\noutlet: Coast Media # ours\ntags:\n  - sea\n---\n',
        '+++\ntitle = "Ferry hits pier"\ndate = 2025-05-06\noutlet = "Coast Media"\n+++\n',
    ],
)
def test_front_matter(head: str) -> None:
    found = article(f"{head}\n# Ferry hits pier\n\n{LEAD}\n\n## After the storm.\n\n{BODY}", "a.md", "text/markdown")
    assert (found.title, found.published, found.outlet) == ("Ferry hits pier", "2025-05-06", "Coast Media")
    assert found.text.startswith(head)
    assert [b.kind.value for b in found.blocks] == [
        "residue",
        "residue",
        "headline",
        "lead",
        "residue",
        "subhead",
        "body",
    ]


@pytest.mark.parametrize(
    ("head", "title", "outlet"),
    [
        ("---\ntitle: >-\n  Ferry hits\n\n  pier\ntags:\n- sea\nsite: Coast\n...\n", "Ferry hits pier", "Coast"),
        (
            '---\ntitle: "Ferry \\"Anna\\" hits pier"\nsite: null\nauthor:\n  name: A. B.\n---\n',
            'Ferry "Anna" hits pier',
            "",
        ),
    ],
)
def test_front_matter_as_programs_write_it(head: str, title: str, outlet: str) -> None:
    found = article(f"{head}{LEAD}\n\n{BODY}", "1.md", "text/markdown")
    assert (found.title, found.outlet) == (title, outlet)
    assert found.blocks[0].kind is BlockKind.RESIDUE


def test_sentences_between_two_rules_are_no_front_matter() -> None:
    found = article(f"---\nUpdate: the pier is open again.\n{LEAD}\n---\n{BODY}")
    assert sum(b.kind.makes_claims for b in found.blocks) > 1
    assert "Update" in "".join(found.text[b.start : b.end] for b in found.blocks if b.kind.makes_claims)


def test_a_rule_in_a_text_is_no_front_matter() -> None:
    found = article(f"---\n{LEAD}\n---\n{BODY}")
    assert found.title == ""
    assert [b.kind for b in found.blocks if b.kind.makes_claims] == [BlockKind.LEAD, BlockKind.BODY]


SECOND = "The ship had left Vikmark before midnight with forty cars and two hundred people, <b>among them</b> a choir."
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Ferry hits pier - Coast Media</title>
<meta property="og:site_name" content="Coast Media"><meta property="og:title" content="Ferry hits pier">
<link rel="canonical" href="https://coast.example/ferry">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Ferry hits pier",
"datePublished": "2025-05-06T14:05:00+02:00", "publisher": {{"@type": "Organization", "name": "Coast Media"}}}}</script>
</head><body><nav><a href="/">Home</a> <a href="/sea">Sea</a></nav><article><h1>Ferry hits pier</h1>
<p>{LEAD}</p><p>{SECOND}</p><h2>What the captain says</h2><p>{BODY * 3}</p></article>
<footer>Imprint</footer></body></html>"""


def test_a_page() -> None:
    found = article(PAGE, "page.html", "text/html")
    assert (found.outlet, found.title, found.published, found.language) == (
        "Coast Media",
        "Ferry hits pier",
        "2025-05-06T14:05:00+02:00",
        "en",
    )
    assert found.url == "https://coast.example/ferry"
    assert "Imprint" not in found.text
    assert f"{LEAD}\n\nThe ship had left" in found.text
    assert "people, among them a choir." in found.text
    assert [b.kind.value for b in found.blocks][-4:] == ["lead", "body", "subhead", "body"]


@pytest.mark.parametrize(
    "page",
    ["<html><body><a href='/'>Home</a></body></html>", "<<<<", "<html></html>", "<div>" * 50_000, "<ul><li>" * 20_000],
)
def test_pages_without_an_article(page: str) -> None:
    assert "page" in problem(page, "text/html").reason


@pytest.mark.parametrize(
    "fragment", ["<p>{}</p>", "{}", "<div>{}<ul><li>One more.</li></ul></div>", "<h2>Late</h2><p>{}"]
)
def test_a_fragment_is_an_article_as_a_whole(fragment: str) -> None:
    found = article(fragment.format(LEAD), "items.json:1", "text/html")
    assert LEAD in found.text
    assert ("<li>" in fragment) == ("One more." in found.text)


def test_a_deeply_nested_page_keeps_its_article() -> None:
    page = "<html><body>" + "<div>" * 30_000 + f"<p>{LEAD}</p><p>{BODY * 3}</p><p>{LEAD}</p>" + "</body></html>"
    assert LEAD in article(page, "a.html", "text/html").text


@pytest.mark.parametrize("text", ["", " \n", "\ufeff", "---\ntitle: x\n---\n"])
def test_texts_without_text(text: str) -> None:
    assert "no text" in problem(text, "text/plain").reason


def _garbage(kind: str, size: int) -> str:
    source = Random(7)  # noqa: S311 - no secret
    letters = {
        "one letter": "a",
        "base64": ascii_letters + digits + "+/",
        "script": ascii_letters + "(){};,=.'\"“«!?-/",
    }
    return "".join(source.choices(letters[kind], k=size))


@pytest.mark.parametrize("kind", ["one letter", "base64", "script"])
@pytest.mark.parametrize("width", [0, 76])
def test_what_is_no_text_in_words_is_told(kind: str, width: int) -> None:
    text = _garbage(kind, 20_000)
    text = "\n".join(text[at : at + width] for at in range(0, len(text), width)) if width else text
    assert "no text in words" in problem(text, "text/plain").reason


@pytest.mark.parametrize(
    "text",
    [
        "中国和俄罗斯的关系处于历史最好时期，" * 300,
        "Donaudampfschifffahrtsgesellschaftskapitänsmütze " * 20,
        "Orvik" * 190,
        "https://coast.example/" + "a/b" * 300,
    ],
)
def test_long_words_are_still_text(text: str) -> None:
    assert article(text).text == text


def test_encoded_data_in_a_report_is_residue() -> None:
    data = "data:image/png;base64," + _garbage("base64", 5_000)
    text = f"{LEAD}\n\nThe pier {data} on Monday.\n\n{data}\n\n{BODY}"
    found = article(text)
    assert [b.kind.value for b in found.blocks] == ["lead", "subhead", "residue", "body", "residue", "body"]
    assert all(found.text[b.start : b.end].strip() == found.text[b.start : b.end] for b in found.blocks)


@pytest.mark.parametrize("mark", ["“", '"', "«", "‘", "(", "Aa/", "AA-", "; "])
def test_time_grows_with_the_text_also_where_nothing_closes(mark: str) -> None:
    def took(size: int) -> float:
        text = " ".join([f"{mark}{LEAD[:-1]}"] * size)
        start = process_time()
        article(text)
        return process_time() - start

    took(10)
    assert took(1600) < 10 * took(400) + 0.2


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (LEAD, "en"),
        ("Der Hafen von Orvik wurde am Montag geschlossen, nachdem eine Fähre den Pier gerammt hatte.", "de"),
        ("港は月曜日に閉鎖された。フェリーが桟橋に衝突したためだ。", "ja"),
        ("Порт закрыли в понедельник после столкновения парома с причалом.", "ru"),
        ("Help", ""),
        ("ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ ᎤᏪᏥ ᎠᎴ ᎠᏂᏴᏫᏯ ᏚᏙᎥ", ""),
        ("😀 😀 😀 1 2 3 4 5 6 7 8 9 10 11 12 13", ""),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert article(text).language == language


@pytest.mark.parametrize(
    ("told", "language"),
    [
        ("en-GB", "en-GB"),
        ("EN", "en"),
        ("eng", "en"),
        ("pt_BR", "pt-BR"),
        ("eo", "eo"),
        ("Klingon", "en"),
        ("und", "en"),
        ("", "en"),
    ],
)
def test_a_language_that_is_told_by_a_code(told: str, language: str) -> None:
    assert article(f"{LEAD}\n\n{BODY}", language=told).language == language


def test_ids_differ_and_do_not_depend_on_the_order() -> None:
    one, two, three = (article(f"{LEAD} {n}", f"{n}/same.txt") for n in "abc")
    other = replace(three, id="same-2")
    forward = {a.origin: a.id for a in unique_ids([one, two, other])}
    backward = {a.origin: a.id for a in unique_ids([other, two, one])}
    assert forward == backward
    assert len(set(forward.values())) == 3
    assert [a.origin for a in unique_ids([two, one])] == ["b/same.txt", "a/same.txt"]


def test_problems_pass_and_a_date_that_cannot_be_read_is_told() -> None:
    wrong = Problem("x", "y")
    found = list(extract_all([wrong, RawDocument("a.txt", LEAD, "text/plain", Metadata(published="some day"))]))
    assert found[0] is wrong
    assert isinstance(found[1], Problem)
    assert not found[1].skipped
    assert isinstance(found[2], Article)
    assert found[2].published == ""


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("ab/cd (AFP, Reuters)", ["AFP", "Reuters"]),
        ("(CoastWire)", ["CoastWire"]),
        ("With reporting by CoastWire and Hill Press", ["CoastWire", "Hill Press"]),
        ("Source: Coast Gazetteer", ["Coast Gazetteer"]),
        ("Reporting by Eva Lund in Orvik; Editing by A. Berg", ["Eva Lund", "A. Berg"]),
        ("The Coast Press contributed to this report.", ["Coast Press"]),
    ],
)
def test_credits_of_the_text(line: str, names: list[str]) -> None:
    found = article(f"{LEAD}\n\n{BODY}\n\n{line}")
    assert [c.name for c in credits_of(found)] == names
    assert all(c.kind is CreditKind.TEXT and found.text[c.start : c.end] == c.name for c in credits_of(found))


@pytest.mark.parametrize(
    ("dateline", "names"),
    [
        ("HAMBURG, July 3, 2024 (AFP) –", ["AFP"]),
        ("MOSCOW, July 3. /TASS/.", ["TASS"]),
        ("ORVIK (AP/Reuters) —", ["AP", "Reuters"]),
        ("Hamburg (dpa/lno) -", ["dpa"]),
        ("HAMBURG, July 3 -", []),
    ],
)
def test_agencies_of_datelines(dateline: str, names: list[str]) -> None:
    for text in (f"{dateline}\n\n{LEAD}", f"{dateline} {LEAD}"):
        found = article(text)
        assert [c.name for c in credits_of(found)] == names
        assert all(c.kind is CreditKind.TEXT and found.text[c.start : c.end] == c.name for c in credits_of(found))


def test_credits_of_datelines_and_pictures() -> None:
    caption = "The pierImage: Eva Lund/Hill Press/picture alliance"
    found = article(f"ORVIK (CoastWire) — {LEAD}\n\n{caption}\n\n{BODY} (Not a credit in words.)")
    assert [(c.name, c.kind.value) for c in credits_of(found)] == [
        ("CoastWire", "text"),
        ("Eva Lund", "picture"),
        ("Hill Press", "picture"),
    ]


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2024", "2024"),
        ("2024-07", "2024-07"),
        ("2024-07-03", "2024-07-03"),
        ("2024-07-03 14:05", "2024-07-03T14:05:00"),
        ("2024-07-03T14:05:06.123Z", "2024-07-03T14:05:06Z"),
        ("2024-07-03T14:05:00+0200", "2024-07-03T14:05:00+02:00"),
        ("Wed, 03 Jul 2024 14:05:00 GMT", "2024-07-03T14:05:00Z"),
        ("July 3rd, 2024", "2024-07-03"),
        ("3. July 2024", "2024-07-03"),
        ("23/07/2024", "2024-07-23"),
        ("07/23/2024", "2024-07-23"),
        ("03.07.2024", "2024-07-03"),
        ("07/03/2024", ""),
        ("20240703", "2024-07-03"),
        ("20240703T140506Z", "2024-07-03T14:05:06Z"),
        ("20240703T1405+0200", "2024-07-03T14:05:00+02:00"),
        ("٣ يوليو ٢٠٢٤", "2024-07-03"),
        ("2024年７月３日", "2024-07-03"),
        ("20241345", ""),
        ("120240703", ""),
        ("9999-12-31", ""),
        ("0000-00-00", ""),
        ("1066-10-14", ""),
        ("2024-13-45", ""),
        ("31 February 2024", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_dates_of_publication(written: str, iso: str) -> None:
    assert published(written) == iso
