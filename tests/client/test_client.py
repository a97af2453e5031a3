"""The generated client against the real server."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "e2e"))

from serving import serving

from variorum.client import ApiError, Client
from variorum.desk import Desk
from variorum.edition import Edition
from variorum.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
TOKEN = "a-token-for-tests"  # noqa: S105


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Iterator[str]:
    db = tmp_path_factory.mktemp("client") / "desk.db"
    with Desk(db, Settings(encoder="ngrams")) as desk:
        list(desk.add([str(examples / "bridge")]))
        list(desk.refresh())
    with serving(db, "--token", TOKEN) as found:
        yield found


def test_the_client_is_what_the_api_says_now() -> None:
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        import build_client
    finally:
        sys.path.pop(0)
    assert build_client.TARGET.read_text("utf-8") == build_client.current()


def test_pages_are_read(address: str) -> None:
    with Client(address) as desk:
        page = desk.stories(order="sources")
        story = page["stories"][0]["story"]["id"]
        sheet = desk.story(story)
        edition = Edition.from_dict(sheet["edition"])
        assert edition.story.title == sheet["story"]["title"]
        assert desk.story_articles(story)["total"] == len(edition.articles)
        assert desk.article(edition.articles[0].id)
        assert desk.search(q="bridge")["total"] > 0
        assert desk.search(q='"no such words" -anything')["total"] == 0
        assert desk.speakers()["speakers"]
        assert desk.outlets()["outlets"]
        assert desk.status()
        assert Edition.from_json(desk.story_download(story, "json").decode()) == edition


def test_judging_needs_the_token(address: str) -> None:
    with Client(address) as reader:
        story = Edition.from_dict(reader.story(_story(reader))["edition"])
        found = story.discrepancies[0].id
        with pytest.raises(ApiError) as refused:
            reader.judge_discrepancy(story=story.story.id, discrepancy=found, decision="rejected")
        assert refused.value.status == 401
    with Client(address, token=TOKEN) as desk:
        made = desk.judge_discrepancy(
            story=_story(desk), discrepancy=found, decision="rejected", comment="a slip of the pen"
        )
        assert made["comment"] == "a slip of the pen"
        desk.judge_undo(judgement=made["id"])
        assert [j["undone_at"] != "" for j in desk.story_judgements(_story(desk))["judgements"]] == [True]


def _story(desk: Client) -> str:
    return desk.stories()["stories"][0]["story"]["id"]


def test_what_is_not_there_is_told(address: str) -> None:
    with Client(address) as desk, pytest.raises(ApiError) as missing:
        desk.story("no-such-story/../x?y#z")
    assert missing.value.status == 404
    with Client("http://127.0.0.1:9") as nobody, pytest.raises(ApiError, match="cannot be asked"):
        nobody.status()
