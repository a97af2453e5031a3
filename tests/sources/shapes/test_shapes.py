import json

import pytest

from variorum.model import Problem, RawDocument
from variorum.sources import jsonl
from variorum.sources.shapes import gdelt, read

TEXT = "A ferry struck the pier at Halden on Friday morning.\n\nNobody was hurt, the harbour office said."
URL = "https://harbour.example/ferry"

TRAFILATURA = {
    "title": "Ferry hits pier", "author": None, "hostname": "harbour.example", "date": "2024-05-03",
    "fingerprint": "1510e18a7807a27e", "raw_text": "flat", "text": TEXT, "language": "en", "source": URL,
    "source-hostname": "Harbour Times",
}  # fmt: skip
NEWSPAPER = {
    "url": URL + "?ref=front", "language": "en", "title": "Ferry hits pier", "top_image": "", "authors": ["I. Lund"],
    "publish_date": "2024-05-03T10:00:00+00:00", "meta_lang": "en", "meta_site_name": "Harbour Times",
    "canonical_link": URL, "text": TEXT,
}  # fmt: skip
NEWS_PLEASE = {
    "authors": [], "date_download": "2024-05-04 01:00:00", "date_modify": "None", "date_publish": "2024-05-03 10:00:00",
    "language": "en", "maintext": TEXT, "source_domain": "harbour.example", "text": None, "title": "Ferry hits pier",
    "title_page": None, "url": URL,
}  # fmt: skip
FUNDUS = {
    "title": "Ferry hits pier",
    "body": {
        "summary": ["A ferry struck the pier at Halden on Friday morning."],
        "sections": [{"headline": [], "paragraphs": ["Nobody was hurt, the harbour office said."]}],
    },
    "publishing_date": "2024-05-03 10:00:00+00:00",
    "lang": "en",
    "html": {"requested_url": URL, "responded_url": URL, "source_info": {"publisher": "Harbour Times"}},
}
EVENT_REGISTRY = {
    "uri": "8100001", "lang": "eng", "isDuplicate": False, "date": "2024-05-03", "dateTime": "2024-05-03T11:12:00Z",
    "dateTimePub": "2024-05-03T10:00:00Z", "url": URL, "title": "Ferry hits pier", "body": TEXT,
    "source": {"uri": "harbour.example", "title": "Harbour Times"},
}  # fmt: skip
CSL = {
    "type": "article-newspaper", "title": "Ferry hits pier", "container-title": "Harbour Times", "URL": URL,
    "issued": {"date-parts": [[2024, 5, 3]]}, "abstract": TEXT, "language": "en-GB",
}  # fmt: skip
ZOTERO = {
    "key": "ABCD1234",
    "data": {
        "itemType": "newspaperArticle", "title": "Ferry hits pier", "publicationTitle": "Harbour Times", "url": URL,
        "date": "2024-05-03", "abstractNote": TEXT, "language": "eng",
    },
}  # fmt: skip
SHAPES = {
    "trafilatura": TRAFILATURA,
    "newspaper4k": NEWSPAPER,
    "news-please": NEWS_PLEASE,
    "fundus": FUNDUS,
    "event registry": EVENT_REGISTRY,
    "csl": CSL,
    "zotero": ZOTERO,
}


def document(item: dict[str, object]) -> RawDocument:
    found = read(item, "dump.jsonl:1")
    assert isinstance(found, RawDocument)
    return found


@pytest.mark.parametrize("item", SHAPES.values(), ids=SHAPES)
def test_all_that_is_told_is_read(item: dict[str, object]) -> None:
    found = document(item)
    assert found.content == TEXT
    assert found.media_type == "text/plain"
    assert found.origin.startswith("dump.jsonl:1")
    assert found.metadata.url == URL
    assert found.metadata.outlet in ("Harbour Times", "harbour.example")
    assert found.metadata.title == "Ferry hits pier"
    assert found.metadata.published[:10] == "2024-05-03"
    assert found.metadata.language == "en"


@pytest.mark.parametrize("item", SHAPES.values(), ids=SHAPES)
def test_without_a_text_it_is_a_problem_and_not_another_shape(item: dict[str, object]) -> None:
    empty = json.loads(json.dumps(item).replace(json.dumps(TEXT), '""'))
    if "body" in empty and isinstance(empty["body"], dict):
        empty["body"] = {"summary": [], "sections": [{"headline": None, "paragraphs": [3]}]}
    if "raw_text" in empty:
        empty["raw_text"] = None
    found = read(empty, "dump.jsonl:1")
    assert isinstance(found, Problem)
    assert found.place == "dump.jsonl:1"


@pytest.mark.parametrize(
    "item",
    [
        {"text": TEXT},
        {"text": TEXT, "url": URL, "outlet": "Harbour Times", "title": "Ferry", "language": "en", "id": "1"},
        {"html": "<p>A ferry</p>", "source": "Harbour Times", "type": "article"},
        {"type": "report", "title": "A ferry", "text": TEXT},
        {"type": "webpage", "title": "A ferry", "URL": URL, "text": TEXT},
        {"type": "webpage", "title": "A ferry", "url": URL, "abstract": TEXT},
        {"quotes": "none", "url": URL},
        {},
    ],
)
def test_own_objects_are_left_to_their_own_reader(item: dict[str, object]) -> None:
    assert read(item, "a.json") is None


def test_event_registry_results_stand_two_levels_down() -> None:
    data = json.dumps({"articles": {"results": [EVENT_REGISTRY, EVENT_REGISTRY], "totalResults": 2}}).encode()
    found = list(jsonl.documents(data, "er.json", by_line=False))
    assert [type(each) for each in found] == [RawDocument, RawDocument]
    assert found[1].origin == "er.json:2"


@pytest.mark.parametrize(
    "answer",
    [
        {"8100001": {"info": EVENT_REGISTRY}, "8100002": {"info": {**EVENT_REGISTRY, "uri": "8100002"}}},
        {"recentActivityArticles": {"newestUri": {"news": "8100002"}, "activity": [EVENT_REGISTRY, EVENT_REGISTRY]}},
        {"recentActivity": {"articles": {"newestUpdate": None, "activity": [EVENT_REGISTRY, EVENT_REGISTRY]}}},
    ],
    ids=["by address", "recent articles", "recent activity"],
)
def test_event_registry_answers_by_address_and_with_recent_activity(answer: dict[str, object]) -> None:
    found = list(jsonl.documents(json.dumps(answer).encode(), "er.json", by_line=False))
    assert [each.content for each in found if isinstance(each, RawDocument)] == [TEXT, TEXT]
    assert found[1].origin == "er.json:2"


def test_event_registry_answers_with_an_error_are_told() -> None:
    answer = {"8100001": {"info": EVENT_REGISTRY}, "9": {"error": "no such article"}}
    _, told = jsonl.documents(json.dumps(answer).encode(), "er.json", by_line=False)
    assert isinstance(told, Problem)
    assert "no such article" in told.reason


@pytest.mark.parametrize(
    "own", [{"text": TEXT, "publisher": {"info": "x"}}, {"html": "<p>A ferry.</p>"}, {"a": {"info": 1}, "b": 2}]
)
def test_objects_that_only_have_an_info_are_no_answers(own: dict[str, object]) -> None:
    (found,) = jsonl.documents(json.dumps(own).encode(), "own.json", by_line=False)
    assert found.origin == "own.json" if isinstance(found, RawDocument) else "neither" in found.reason


def test_a_date_of_a_year_alone_stays_one() -> None:
    assert document({**CSL, "issued": {"date-parts": [[2024]]}}).metadata.published == "2024"
    assert document({**CSL, "issued": {"raw": "May 2024"}}).metadata.published == "May 2024"


def test_an_entry_without_an_abstract_names_its_address() -> None:
    found = read({**CSL, "abstract": ""}, "library.json:4")
    assert isinstance(found, Problem)
    assert URL in found.reason


def test_a_page_with_only_an_address_and_an_abstract_is_an_entry() -> None:
    found = document({"id": "7", "type": "webpage", "title": "Ferry hits pier", "URL": URL, "abstract": TEXT})
    assert (found.content, found.metadata.url, found.metadata.id) == (TEXT, URL, "7")
    told = read({"type": "webpage", "title": "Ferry hits pier", "URL": URL}, "library.json:4")
    assert isinstance(told, Problem)
    assert URL in told.reason


@pytest.mark.parametrize("note", ["Page Version ID: 1177", "The harbour office denies it; ask Ida.", TEXT])
def test_a_note_is_its_keepers_and_no_word_of_the_outlets(note: str) -> None:
    found = read({**CSL, "abstract": "", "note": note}, "library.json:4")
    assert isinstance(found, Problem)
    assert "only a note" in found.reason
    assert URL in found.reason


def test_the_quotation_graph_gives_each_quotation_with_its_surroundings() -> None:
    line = {
        "date": "2024-05-03T10:15:00Z",
        "url": "https://www.harbour.example/ferry",
        "title": "Ferry hits pier",
        "lang": "ENGLISH",
        "quotes": [{"pre": "The harbour master said", "quote": "Nobody was hurt", "post": "on Friday."}, {"pre": "x"}],
    }
    found = document(line)
    assert found.content == "Ferry hits pier\n\nThe harbour master said “Nobody was hurt” on Friday."
    assert found.metadata.outlet == "harbour.example"
    assert found.metadata.language == "en"
    assert "quotations only" in found.origin
    assert isinstance(read({**line, "quotes": []}, "gqg.json:1"), Problem)


def gkg(quotations: str, extras: str = "", translation: str = "") -> str:
    cells = [""] * 27
    cells[0], cells[1], cells[3], cells[4] = "20240503101500-17", "20240503101500", "harbour.example", URL
    cells[22], cells[25], cells[26] = quotations, translation, extras
    return "\t".join(cells)


def test_the_knowledge_graph_gives_titles_and_quotations() -> None:
    line = gkg(
        "120|15||Nobody was hurt#310|9|said|It was &amp; is late",
        "<PAGE_TITLE>Ferry &#039;hits&#039; pier</PAGE_TITLE>",
    )
    found = gdelt.knowledge_graph(line, "a.gkg.csv:1")
    assert isinstance(found, RawDocument)
    assert found.content == "Ferry 'hits' pier\n\n“Nobody was hurt”\n\n“It was & is late”"
    assert found.metadata.published == "2024-05-03T10:15:00Z"
    assert found.metadata.language == "en"


def test_a_translated_record_names_its_language() -> None:
    found = gdelt.knowledge_graph(gkg("1|2||Nadie", translation="srclc:spa;eng:Moses"), "a:1")
    assert isinstance(found, RawDocument)
    assert found.metadata.language == "es"
    assert isinstance(gdelt.knowledge_graph(gkg(""), "a:1"), Problem)
    assert gdelt.knowledge_graph("name\tdate", "a:1") is None
