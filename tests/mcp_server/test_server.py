"""The server asked by the protocol's own client, as a process of its own and in memory."""

import sys
from pathlib import Path
from typing import Any

import anyio
import pytest

from variorum.mcp import Options
from variorum.mcp.server import server

pytest.importorskip("mcp")

REPORTS = [
    {
        "outlet": "Harbour Times",
        "published": "2024-05-03",
        "title": "Ferry hits pier",
        "text": "A ferry struck the pier at Halden on Friday. Twelve people were hurt, harbour master Ida Lund said. "
        '"The ferry came in much too fast," she said. The ferry was towed to the yard in Moss.',
    },
    {
        "outlet": "Coast Radio",
        "published": "2024-05-03",
        "title": "Ferry strikes pier at Halden",
        "text": "A ferry hit the pier at Halden on Friday morning. Nine people were hurt, the harbour master Ida Lund "
        'said. "The ferry came in too fast," she said. It will be out of service for a week.',
    },
]


def ask(target: Any, *calls: tuple[str, dict[str, Any]]) -> list[Any]:
    """The results of some calls in one session."""
    from mcp.client.client import Client

    async def run() -> list[Any]:
        async with Client(target) as client:
            return [await client.call_tool(name, arguments) for name, arguments in calls]

    return anyio.run(run)


def citations(answer: Any) -> list[dict[str, Any]]:
    """Every citation anywhere in an answer."""
    if isinstance(answer, dict):
        own = [answer] if {"article", "start", "end", "text"} <= answer.keys() else []
        return own + [c for value in answer.values() for c in citations(value)]
    return [c for value in answer for c in citations(value)] if isinstance(answer, list) else []


@pytest.fixture(scope="module")
def collated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, dict[str, Any]]:
    made = server(Options(db=str(tmp_path_factory.mktemp("mcp") / "none.db")))
    (result,) = ask(made, ("collate", {"reports": REPORTS, "one_story": True}))
    assert not result.is_error, result.content
    return made, result.structured_content


def test_reports_are_collated_and_every_text_has_its_span(collated: tuple[Any, dict[str, Any]]) -> None:
    (story,) = collated[1]["stories"]
    texts = {a["id"]: next(r["text"] for r in REPORTS if r["outlet"] == a["outlet"]) for a in story["articles"]}
    found = citations(story)
    assert len(found) > 8
    for c in found:
        assert texts[c["article"]][c["start"] : c["end"]] == c["text"]
    numbers = [d for d in story["discrepancies"] if d["kind"] == "number"]
    assert [d["verdict"] for d in numbers] == ["conflict"]
    assert collated[1]["problems"] == []


def test_a_story_is_shown_and_cited_afterwards(collated: tuple[Any, dict[str, Any]]) -> None:
    made, answer = collated
    story = answer["stories"][0]["story"]
    shown, cited, words, none = ask(
        made,
        ("show", {"story": story, "statements": 1}),
        ("cite", {"story": story, "id": "s1"}),
        ("cite", {"story": story[:14], "words": "TOO FAST"}),
        ("cite", {"story": story, "words": "sank"}),
    )
    assert len(shown.structured_content["statements"]) == 1
    assert shown.structured_content["statements_in_all"] > 1
    assert {c["outlet"] for c in cited.structured_content["citations"]} <= {"Harbour Times", "Coast Radio"}
    assert [c["text"] for c in words.structured_content["citations"]] == ["too fast", "too fast"]
    assert none.structured_content["citations"] == []


def test_quotations_are_shown_with_their_wordings(collated: tuple[Any, dict[str, Any]]) -> None:
    made, answer = collated
    story = answer["stories"][0]["story"]
    shown, few = (
        each.structured_content
        for each in ask(made, ("show", {"story": story}), ("show", {"story": story, "quotations": 0}))
    )
    texts = {a["id"]: next(r["text"] for r in REPORTS if r["outlet"] == a["outlet"]) for a in shown["articles"]}
    said = next(q for q in shown["quotations"] if "much too fast" in q["wordings"][0]["citation"]["text"])
    assert said["speaker"].endswith("Ida Lund")
    assert {w["mode"] for w in said["wordings"]} == {"direct"}
    assert {w["citation"]["outlet"] for w in said["wordings"]} == {"Harbour Times", "Coast Radio"}
    for w in said["wordings"]:
        c = w["citation"]
        assert texts[c["article"]][c["start"] : c["end"]] == c["text"]
    assert few["quotations"] == []
    assert few["quotations_in_all"] == len(shown["quotations"])


def test_a_story_in_a_list_has_a_citation(collated: tuple[Any, dict[str, Any]]) -> None:
    (listed,) = ask(collated[0], ("stories", {}))
    (line,) = listed.structured_content["stories"]
    c = line["citation"]
    text = next(r["text"] for r in REPORTS if r["outlet"] == c["outlet"])
    assert c["text"] == text[c["start"] : c["end"]] != ""


def test_a_mistake_is_answered_with_what_to_do(collated: tuple[Any, dict[str, Any]]) -> None:
    made, answer = collated
    story = answer["stories"][0]["story"]
    calls = {
        "call `collate` first": ("show", {"story": "nothing"}),
        "nothing to search": ("search", {"words": "ferry"}),
        "use sources, growth or recent": ("stories", {"order": "size"}),
        "either the id": ("cite", {"story": story}),
        "`show` lists": ("cite", {"story": story, "id": "s999"}),
        "at least one report": ("collate", {}),
        "--root": ("collate", {"files": ["/etc/passwd"]}),
        "there is no text": ("collate", {"reports": [{"text": "  "}]}),
    }
    for told, result in zip(calls, ask(made, *calls.values()), strict=True):
        assert result.is_error, told
        assert told in result.content[0].text


def test_files_outside_the_folder_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("Nobody may read this at all, it is a secret.")
    inside = tmp_path / "reports"
    inside.mkdir()
    (inside / "link.txt").symlink_to(tmp_path / "secret.txt")
    made = server(Options(root=inside))
    for given in ("../secret.txt", str(tmp_path / "secret.txt"), "link.txt"):
        (result,) = ask(made, ("collate", {"files": [given]}))
        assert result.is_error
        assert "only files under" in result.content[0].text


def test_the_command_speaks_the_protocol(tmp_path: Path, examples: Path) -> None:
    from mcp.client.client import Client
    from mcp.client.stdio import StdioServerParameters

    command = [sys.executable, "-m", "variorum", "mcp", "--root", str(examples), "--db", str(tmp_path / "none.db")]

    async def run() -> tuple[Any, Any, Any]:
        async with Client(StdioServerParameters(command=command[0], args=command[1:])) as client:
            tools = await client.list_tools()
            result = await client.call_tool("collate", {"files": ["rescue"], "statements": 3})
            return client.server_info, tools, result

    info, tools, result = anyio.run(run)
    assert info.name == "variorum"
    assert sorted(t.name for t in tools.tools) == ["cite", "collate", "search", "show", "stories"]
    assert all(t.description and t.output_schema and t.annotations.read_only_hint for t in tools.tools)
    assert not result.is_error
    assert len(result.structured_content["stories"][0]["articles"]) == 5


def test_a_store_is_listed_searched_and_shown(tmp_path: Path, examples: Path) -> None:
    from variorum.desk import Desk
    from variorum.settings import Settings

    db = tmp_path / "desk.db"
    with Desk(db, Settings(encoder="ngrams")) as desk:
        list(desk.add([str(examples / "rescue")]))
        list(desk.refresh())
    made = server(Options(db=str(db)))
    listed, found = ask(made, ("stories", {}), ("search", {"words": "climbers", "limit": 3}))
    (line,) = listed.structured_content["stories"]
    assert line["articles"] == 5
    c = line["citation"]
    (place,) = ask(made, ("cite", {"story": line["story"], "words": c["text"]}))
    assert (c["article"], c["start"], c["end"]) in {
        (each["article"], each["start"], each["end"]) for each in place.structured_content["citations"]
    }
    assert found.structured_content["total"] >= 3
    hit = found.structured_content["hits"][0]
    shown, cited = ask(
        made,
        ("show", {"story": hit["story"]}),
        ("cite", {"story": hit["story"], "words": hit["citation"]["text"]}),
    )
    assert shown.structured_content["title"] == line["title"]
    places = {(c["article"], c["start"], c["end"]) for c in cited.structured_content["citations"]}
    assert (hit["citation"]["article"], hit["citation"]["start"], hit["citation"]["end"]) in places
