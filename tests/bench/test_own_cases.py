"""The invented cases in benchmarks/cases: their form, and that the stages run on them."""

import json
from collections import Counter
from pathlib import Path

import pytest

from variorum.bench.run import run

CASES = Path(__file__).parents[2] / "benchmarks" / "cases"
KINDS = {
    "membership",
    "cause",
    "person",
    "speaker",
    "scope",
    "wording",
    "role",
    "attribution",
    "polarity",
    "place",
    "date",
    "sequence",
    "mode",
    "number",
    "certainty",
}
TYPES = {
    "subset",
    "direct-indirect",
    "unit",
    "name-variant",
    "weekday-date",
    "update",
    "synonym",
    "rounding",
    "timezone",
    "relative-date",
    "title-name",
    "metonym",
    "ordinal",
    "granularity",
}


def rows(name):
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", rows("conflicts.jsonl"), ids=lambda case: case["id"])
def test_readings_are_spans_of_their_articles(case):
    texts = {article["id"]: article["text"] for article in case["articles"]}
    for item in case["conflicts"] + case["compatible"]:
        assert len({reading["article"] for reading in item["readings"]}) >= 2
        for reading in item["readings"]:
            assert texts[reading["article"]][reading["start"] : reading["end"]] == reading["text"]
    assert all(len({reading["side"] for reading in item["readings"]}) == 2 for item in case["conflicts"])


def test_every_kind_and_type_is_there():
    cases = rows("conflicts.jsonl")
    kinds = Counter(item["kind"] for case in cases for item in case["conflicts"])
    types = Counter(item["type"] for case in cases for item in case["compatible"])
    assert set(kinds) == KINDS
    assert min(kinds.values()) >= 3
    assert set(types) == TYPES
    assert sum(not case["conflicts"] for case in cases) == 5


@pytest.mark.parametrize("case", rows("lineage.jsonl"), ids=lambda case: case["id"])
def test_groups_are_a_partition_and_edges_join_articles(case):
    ids = [article["id"] for article in case["articles"]]
    assert sorted(member for group in case["groups"] for member in group) == sorted(ids)
    for edge in case["edges"]:
        assert {edge["derived"], edge["source"]} <= set(ids)


@pytest.mark.parametrize(("task", "name"), [("conflict-cases", "conflicts.jsonl"), ("lineage-cases", "lineage.jsonl")])
def test_the_stages_run_on_a_case(tmp_path, task, name):
    gold = tmp_path / name
    gold.write_text((CASES / name).read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    result, predictions = run(task, gold)
    assert len(predictions) == 1
    assert result.scores.figures
