"""The main job on three stories of real news, where the labelled data are at hand."""

import json
import os
from collections import defaultdict
from pathlib import Path

import pytest
from typer.testing import CliRunner

from variorum.cli.app import app
from variorum.cli.exits import DONE, SKIPPED
from variorum.edition import read_edition, verify

GOLD = Path(os.environ.get("VARIORUM_GOLD", Path(__file__).parents[3] / "shared" / "gold")) / "stories"
STORIES = (("wikinews_medium.jsonl", 0), ("wikinews_medium.jsonl", 1), ("ecbplus_open.jsonl", 0))


def story(name: str, number: int) -> list[dict[str, str]]:
    """One of the stories of a set that have three to five reports, each under an outlet of its own."""
    if not (GOLD / name).is_file():
        pytest.skip(f"{GOLD / name} is absent: set VARIORUM_GOLD to the folder of the labelled data")
    told: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for line in (GOLD / name).read_text("utf-8").splitlines():
        row = json.loads(line)
        told[row["story"]].append({"title": row["title"], "text": row["text"]})
    reports = [rows for rows in told.values() if 3 <= len(rows) <= 5][number]
    return [{**row, "outlet": f"Outlet {n}", "id": f"report-{n}"} for n, row in enumerate(reports, 1)]


@pytest.mark.parametrize(("name", "number"), STORIES)
def test_a_story_of_real_news_becomes_a_verified_edition(name: str, number: int, tmp_path: Path) -> None:
    reports = story(name, number)
    (tmp_path / "in").mkdir()
    lines = "\n".join(json.dumps(row) for row in reports)
    (tmp_path / "in" / "story.jsonl").write_text(lines + "\n", "utf-8")
    call = ["collate", str(tmp_path / "in"), "--one-story", "--quiet", "-o", str(tmp_path / "out")]
    assert CliRunner().invoke(app, call).exit_code == DONE
    (path,) = (tmp_path / "out").glob("*/edition.json")
    assert verify(path) == []
    edition = read_edition(path)
    assert {a.outlet for a in edition.articles} == {row["outlet"] for row in reports}
    assert len(edition.lineage.groups) > 1
    assert any(s.independent_sources > 1 for s in edition.statements)
    assert edition.brief
    assert {p.name for p in path.parent.iterdir()} >= {"edition.html", "edition.json", "edition.md"}
    assert CliRunner().invoke(app, ["verify", str(path)]).exit_code == DONE
    (tmp_path / "in" / "story.jsonl").write_text(f"{lines}\nno json\n", "utf-8")
    assert CliRunner().invoke(app, [*call, "--format", "json"]).exit_code == SKIPPED
